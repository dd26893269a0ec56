"""What is said of a question, and the question itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.model.actor import ActorBook
from annotator.project.asking.walk import topics
from annotator.ui.question.words import asked_words, told_of

if TYPE_CHECKING:
    from tests.ui.conftest import Driver


def test_a_value_is_explained_once_and_the_question_begins_with_a_capital(driver: Driver) -> None:
    claim = driver.mark("said Dar", "c")
    scheme = driver.session.project.scheme
    kind = next(one for one in topics(scheme) if one.what == "claim.kind")
    fact = scheme.type("claim").attribute("kind").value("fact")
    assert f"{fact.name}:" in kind.attribute.definition
    assert told_of(kind).count("fact:") == 1
    assert fact.definition not in told_of(kind)
    bare = replace(kind, attribute=replace(kind.attribute, definition="What it is."))
    assert told_of(bare).startswith("What it is.")
    assert f"fact: {fact.definition}" in told_of(bare)
    assert asked_words(kind, driver.page, claim.id, ActorBook()) == "Kind of this claim?"

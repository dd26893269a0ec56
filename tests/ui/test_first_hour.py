"""The first hour of the documentation, with the keys that stand on its page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator import resources
from annotator.model.statement import statement_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Driver

PAGE = Path(__file__).resolve().parents[2] / "docs" / "first-hour.md"


def keys_in(part: str, *, after: str) -> list[str]:
    """Give the keys in backticks of one part of the page that follow some words in it."""
    text = PAGE.read_text(encoding="utf-8")
    section = text.split(f"\n## {part}")[1].split("\n## ")[0]
    run = re.match(r"[^`]*((?:`[^`]+`\s*)+)", section.split(after, 1)[1])
    assert run is not None, after
    pressed = re.findall(r"`([^`]+)`", run[1])
    return [one.lower() if len(one) == 1 else one for one in pressed]


@pytest.fixture
def ferry(open_text: Callable[..., Driver]) -> Driver:
    """The window on the article that the page is about."""
    return open_text(resources.read_text("sample", "ferry.txt"))


def code(driver: Driver, words: str, *, part: str, after: str) -> None:
    """Put the caret into a word and press the keys that the page says."""
    driver.session.view.set_caret(driver.place(words).start + 1)
    driver.press(*keys_in(part, after=after))


def test_a_quotation_costs_five_keys_and_says_who(ferry: Driver) -> None:
    code(ferry, "kept our", part="4.", after="Then press")
    (claim,) = ferry.spans("claim")
    statement = statement_of(ferry.page, ferry.session.bridge.context.scheme, claim)
    assert len(keys_in("4.", after="Then press")) == 5
    assert len(claim.parts) == 2
    assert claim.attributes["directness"] == "direct"
    assert [one.text() for one in statement.speakers] == ["Talven"]
    assert [one.text() for one in statement.cues] == ["said"]
    ferry.press("a")
    ferry.type("Mira Talven")
    ferry.press("Enter", "Enter")
    (actor,) = ferry.session.bridge.context.actors.present()
    assert (actor.name, actor.kind) == ("Mira Talven", "person")

    code(ferry, "lost money", part="5.", after="the same five keys:")
    claim = next(one for one in ferry.spans("claim") if "lost money" in one.text())
    (speaker,) = statement_of(ferry.page, ferry.session.bridge.context.scheme, claim).speakers
    assert claim.attributes["directness"] == "indirect"
    assert speaker.text() == "Mira Talven, Velmora’s Transport Minister since 2023"
    assert speaker.actor_id == actor.id


def test_a_claim_without_a_cue_is_free(ferry: Driver) -> None:
    code(ferry, "kept our", part="4.", after="Then press")
    code(ferry, "freeze in", part="5.", after="in any case*, and press")
    ferry.press(*keys_in("5.", after="with its values. Press"))
    _, claim = ferry.spans("claim")
    assert claim.text() == "The lake would freeze in December in any case"
    assert claim.attributes["directness"] == "free"
    ferry.press("l", "1")
    statement = statement_of(ferry.page, ferry.session.bridge.context.scheme, claim)
    assert [one.text() for one in statement.speakers] == ["Talven"]
    assert statement.cues == ()


def test_a_name_is_marked_everywhere(ferry: Driver) -> None:
    code(ferry, "Tassin on who", part="6.", after="an agreement with Tassin*, and press")
    ferry.press(*keys_in("6.", after="asks for its kind:"))
    ferry.press(*keys_in("6.", after="Then press"))
    ferry.press("Enter")
    assert ferry.texts("entity") == ["Tassin"] * 6
    assert {one.attributes["kind"] for one in ferry.spans("entity")} == {"place"}


def test_a_claim_is_about_an_entity_with_a_stance(ferry: Driver) -> None:
    ferry.mark("Tassin", "e", n=2)
    code(ferry, "ship is sound", part="7.", after="The ship is sound …” and press")
    ferry.press("l")
    ferry.type("about")
    ferry.press("Enter", "1", "1")
    (claim,) = ferry.spans("claim")
    (target,) = statement_of(ferry.page, ferry.session.bridge.context.scheme, claim).targets
    assert target.span.text() == "Tassin"
    assert target.link.attributes == {"stance": "none"}


def test_a_quotation_over_two_paragraphs_is_one_claim(ferry: Driver) -> None:
    code(ferry, "service but", part="8.", after="Click into *service* and press")
    (claim,) = ferry.spans("claim")
    assert len(claim.parts) == 2
    assert claim.attributes["directness"] == "direct"


def test_q_goes_to_what_is_left_and_three_keys_code_it(ferry: Driver) -> None:
    to_it = keys_in("8.", after="look for what is left:")
    marked = keys_in("8.", after="that you have not coded, and")
    ferry.press("Ctrl+Home")
    for _ in range(3):
        ferry.press(*to_it, *marked)
    assert [one.text().split()[0] for one in ferry.spans("claim")] == ["Ferry", "the", "the"]
    assert ferry.texts("claim")[2] == "the crossing had lost money in each of the past three years"


def test_an_edge_moves_and_goes_back(ferry: Driver) -> None:
    code(ferry, "lost money", part="5.", after="the same five keys:")
    ferry.press("t", "Left", "Enter")
    assert ferry.texts("claim") == ["the crossing had lost money in each of the past three"]
    ferry.press("Ctrl+z")
    ferry.wait(lambda: ferry.texts("claim")[0].endswith("three years"))

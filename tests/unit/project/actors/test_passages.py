"""Where actors are named, each with its sentence; where their names were first read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import WrongUse
from tests import colleagues as they
from tests.colleagues import A, B

if TYPE_CHECKING:
    from pathlib import Path

    from annotator import Project


@pytest.fixture
def project(tmp_path: Path):
    """A and B have both named the minister, in three articles; she speaks for one claim."""
    path = they.study(tmp_path)
    theirs = they.copy_of(path, "b")
    with they.coding(theirs, B) as other:
        they.mark(other, 3, "Ishaq Dar", "speaker", "Mira Talven")
    with they.coding(path, A) as project:
        speaker = they.mark(project, 1, "Mira Talven", "speaker", "Mira Talven")
        claim = they.mark(project, 1, "kept our promise", "claim")
        project.link(claim, "said_by", speaker)
        they.mark(project, 2, "weather office", "speaker", "Mira Talven")
        project.merge(theirs)
        yield project


def test_passages_come_in_reading_order_of_all_layers_with_what_they_do(project: Project) -> None:
    found = [*project.all_passages("Mira Talven")]
    assert [(one.words, one.layer, one.role) for one in found] == [
        ("Mira Talven", "A", "said"),
        ("weather office", "A", "named"),
        ("Ishaq Dar", "B", "named"),
    ]
    before, words, after = found[0].sentence
    page = project.page(found[0].article_id)
    assert before + words + after in page.text
    assert words == found[0].at.of(page.text) == "Mira Talven"
    assert "kept our promise" in before
    assert after.startswith(", the minister")


def test_passages_of_one_layer_and_after_a_join_those_of_both(project: Project) -> None:
    assert [one.words for one in project.all_passages("Mira Talven", "B")] == ["Ishaq Dar"]
    project.actor("Talven")
    they.mark(project, 1, "minister", "entity", "Talven")
    project.join(["Mira Talven", "Talven"])
    assert [one.words for one in project.all_passages("Mira Talven")] == [
        "Mira Talven", "minister", "weather office", "Ishaq Dar",
    ]  # fmt: skip


def test_passages_of_nobody_are_refused_in_a_sentence(project: Project) -> None:
    with pytest.raises(WrongUse, match="There is no actor"):
        project.all_passages("Nobody")


def test_actors_are_found_folded_over_all_names_the_likeliest_first(
    project: Project,
) -> None:
    for name, aliases in (
        ("Haidari", ()), ("Dar", ()), ("Élodie Marr", ("E. Darwin",)), ("كريم", ()),
    ):  # fmt: skip
        project.actor(name, aliases=aliases)
    assert [one.name for one in project.actors("DAR")] == ["Dar", "Élodie Marr", "Haidari"]
    assert [one.name for one in project.actors("elodie")] == ["Élodie Marr"]
    assert [one.name for one in project.actors("کریم")] == ["كريم"]
    assert project.actors("nobody") == ()


def test_actors_are_given_in_pages(project: Project) -> None:
    for n in range(5):
        project.actor(f"Actor {n}")
    first = project.actors("actor", limit=2)
    assert [one.name for one in first] == ["Actor 0", "Actor 1"]
    rest = project.actors("actor", after=first[-1])
    assert [one.name for one in rest] == ["Actor 2", "Actor 3", "Actor 4"]
    assert len(project.actors()) == 6


def test_passages_of_all_say_whom_they_mean_after_a_join_too(project: Project) -> None:
    project.actor("Talven")
    they.mark(project, 1, "minister", "entity", "Talven")
    project.join(["Mira Talven", "Talven"])
    (actor,) = project.actors()
    assert {one.actor_id for one in project.all_passages()} == {actor.id}
    assert {one.actor_id for one in project.all_passages("Talven")} == {actor.id}

"""Where an actor is named: on all layers, speakers first; of a join each its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.text.ranges import Range
from tests import colleagues as they
from tests.colleagues import A, B

if TYPE_CHECKING:
    from pathlib import Path

    from annotator import Project


@pytest.fixture
def project(tmp_path: Path):
    """A has named the minister, B too, in other words and in two articles."""
    path = they.study(tmp_path)
    theirs = they.copy_of(path, "b")
    with they.coding(theirs, B) as other:
        they.mark(other, 3, "Ishaq Dar", "speaker", "Mira Talven, minister")
        they.mark(other, 1, "minister", "entity", "Mira Talven, minister")
    with they.coding(path, A) as project:
        they.mark(project, 1, "Mira Talven", "entity", "Mira Talven")
        they.mark(project, 2, "weather office", "speaker", "Mira Talven")
        project.merge(theirs)
        yield project


def said(project: Project, actor: str, **more: object) -> list[tuple[str, str, str]]:
    found = project.passages(actor, **more)
    assert found.n == len(found.shown)
    return [(one.layer, one.type, one.line) for one in found.shown]


def test_passages_are_of_all_coders_and_begin_with_those_where_the_actor_speaks(project: Project):
    assert said(project, "Mira Talven") == [
        ("A", "speaker", "…will rain, the weather office in Kabul said on Monday."),
        ("A", "entity", "…promise,” said Mira Talven, the minister."),
    ]
    (speaks, named) = project.passages("Mira Talven, minister").shown
    assert (speaks.type, speaks.layer, speaks.title) == ("speaker", "B", "Bridge shut")
    assert named.at == Range(*place(project, "1", "minister"))


def test_of_a_join_each_has_its_own_as_after_a_split(project: Project):
    before = {name: said(project, name) for name in ("Mira Talven", "Mira Talven, minister")}
    project.join(["Mira Talven", "Mira Talven, minister"])
    assert project.passages("Mira Talven").n == 4
    joined = next(one for one in project.context.actors.every() if one.merged_into)
    assert said(project, "Mira Talven", without=joined.id) == before["Mira Talven"]
    assert said(project, joined.id) == before["Mira Talven, minister"]


def test_only_so_many_are_read_but_all_are_counted(project: Project):
    found = project.passages("Mira Talven", limit=1)
    assert (found.n, len(found.shown)) == (2, 1)
    project.actor("Nobody")
    assert project.passages("Nobody").n == 0


def place(project: Project, article: str, words: str) -> tuple[int, int]:
    start = project.article(article).text.index(words)
    return start, start + len(words)

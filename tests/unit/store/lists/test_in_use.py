"""Where something of the scheme is coded: counts, places and rows, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.model.layer import Coder
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner
from annotator.project import Project
from annotator.store.lists import in_use
from tests.planning import TEXT, at
from tests.unit.project.acts.schemes.test_editing import marked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.store.lists.in_use import InUse


@pytest.fixture
def used(tmp_path: Path) -> Iterator[InUse]:
    with Project.create(tmp_path / "study.annotator", coder=Coder("b", "B")) as made:
        made.import_text(TEXT, "first.txt")
        marked(made)
        made.mark(1, "entity", at("Kabul", 1), {"kind": "place"})
        yield made.reader.in_use()


def path(text: str) -> SchemePath:
    return SchemePath.of(text)


@pytest.mark.parametrize(
    ("what", "n"),
    [
        ("claim", 2),
        ("claim.directness", 2),
        ("claim.directness.mixed", 1),
        ("claim.directness.free", 0),
        ("link:about", 1),
        ("link:about.stance.none", 1),
        ("entity.kind.place", 2),
    ],
)
def test_marks_are_counted_by_type_attribute_and_value(used, what, n):
    found = used.count([path(what)])
    assert (found.items, found.articles) == (n, min(n, 1))
    assert len(list(used.items(path(what)))) == n


def test_each_mark_is_counted_once_for_several_paths(used):
    assert used.count([path("claim.directness"), path("claim.kind")]).items == 2
    assert used.count([]).items == 0
    assert used.count([path("actor:kind.other")]).items == 1


def test_values_come_the_most_frequent_first(used):
    assert used.values(path("entity.kind")) == ("place",)
    assert used.values(path("claim.directness")) == ("indirect", "mixed")


@pytest.mark.parametrize("size", [1, 2, 3, 2_000])
def test_blocks_give_each_row_once_and_never_end_within_a_mark(used, size, monkeypatch):
    monkeypatch.setattr(in_use, "_BLOCK", size + 1)
    rows = [row for block in used.of_type(path("entity")) for row, _ in block]
    assert len({row["id"] for row in rows}) == len(rows) == 2
    marks = [
        some
        for block in used.of_attributes(path("claim.x"), ["directness", "kind"], None)
        for some in block
    ]
    assert sorted(len(some) for some in marks) == [1, 2]
    mixed = [*used.of_attributes(path("claim.x"), ["directness"], ["mixed"])]
    assert [row["value"] for block in mixed for some in block for row in some] == ["mixed"]


def test_two_links_between_the_same_spans_are_a_pair(used):
    assert used.n_doubled(["about", "said_by"]) == 0


def test_what_was_decided_under_older_words_is_found(used):
    older = [one for block in used.older_values(Owner.SPAN, 2) for one in block]
    assert {(one.type, one.name) for one in older} >= {("claim", "directness"), ("entity", "kind")}
    assert [*used.older_values(Owner.SPAN, 1)] == []
    never = [one for block in used.never_confirmed(Owner.LINK, ["about"]) for one in block]
    assert [(one.type, one.version) for one in never] == [("about", None)]

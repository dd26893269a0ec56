"""Tables become what they were made from again; each row is looked at as in the lossless form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotRead
from annotator.formats import by_name
from annotator.formats.base import ReadOptions, write_options
from annotator.formats.corpus.as_project import as_project
from annotator.formats.sources import Source
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle


def tables_of(tmp_path: Path, preset: str = "r") -> Bundle:
    at = tmp_path / "t"
    options = write_options(by_name("tables"), {"preset": preset})
    exports.write(by_name("tables"), bundles.full(), at, options)
    read = by_name("tables").read(Source.of_path(at / "datapackage.json"), ReadOptions())
    return replace(read.bundle, source="t")


@pytest.mark.parametrize("preset", ["r", "excel"])
def test_marks_links_actors_and_states_are_what_they_were(tmp_path: Path, preset: str) -> None:
    whole = bundles.full()
    made = as_project(tables_of(tmp_path, preset), ReadOptions()).bundle
    assert made.scheme == whole.scheme
    assert {one.id: one.kind for one in made.layers} == {one.id: one.kind for one in whole.layers}
    for mine, theirs in zip(made.contents, whole.contents, strict=True):
        assert mine.article.text == theirs.article.text
        assert mine.article.sha256 == theirs.article.sha256
        assert mine.states == theirs.states
        spans = {one.id: one for one in theirs.spans}
        assert {one.id for one in mine.spans} == spans.keys()
        for one in mine.spans:
            other = spans[one.id]
            assert (one.parts, one.quotes, one.type) == (other.parts, other.quotes, other.type)
            assert one.actor_id == other.actor_id
            assert one.confidence == other.confidence
        assert {one.id for one in mine.links} == {one.id for one in theirs.links}
    assert [one.roles[0].organisation_id for one in made.actors if one.roles] == [
        one.roles[0].organisation_id for one in whole.actors if one.roles
    ]


def test_moments_in_a_workbook_are_what_they_were(tmp_path: Path) -> None:
    first, *others = bundles.full().contents
    spans = tuple(replace(one, created="2026-03-01T00:00:00Z") for one in first.spans[:1])
    dated = replace(first, spans=(*spans, *first.spans[1:]))
    whole = replace(bundles.full(), contents=(dated, *others))
    exports.write(by_name("xlsx"), whole, tmp_path / "t.xlsx")
    read = by_name("xlsx").read(Source.of_path(tmp_path / "t.xlsx"), ReadOptions())
    made = as_project(replace(read.bundle, source="t"), ReadOptions()).bundle
    moments = {one.id: (one.created, one.changed) for each in made.contents for one in each.spans}
    assert moments == {
        one.id: (one.created, one.changed) for each in whole.contents for one in each.spans
    }


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("spans", ",L1,", ",L9,", "no layer with the id L9"),
        ("links", "s1", "s99", "no span with the id s99"),
        ("articles", "a1", "a2", "no article with the id a1"),
        ("regions", "boilerplate", "wall", "is none of"),
    ],
)
def test_a_row_that_cannot_be_names_what_is_wrong(
    tmp_path: Path, table: str, old: str, new: str, words: str
) -> None:
    tables_of(tmp_path)
    at = tmp_path / "t" / f"{table}.csv"
    text = at.read_text("utf-8")
    assert old in text
    at.write_text(text.replace(old, new), "utf-8")
    read = by_name("tables").read(
        Source.of_path(tmp_path / "t" / "datapackage.json"), ReadOptions()
    )
    with pytest.raises(CannotRead, match=words):
        as_project(replace(read.bundle, source="t"), ReadOptions())

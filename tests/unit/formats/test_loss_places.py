"""Each loss knows where it happens, so that somebody can look before anything is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats import by_name, every, export
from annotator.formats.base import WriteOptions
from annotator.formats.export_selection import ExportSelection
from annotator.model.bundle import Bundle, Content, LossKind
from annotator.model.choice import ExportChoice
from annotator.model.choice.cases import Case
from annotator.project.going_out.making import as_chosen
from annotator.text.ranges import Range
from tests import bundles, exports

FULL = bundles.full()
FIRST = FULL.contents[0]
AT = {one.id: one.hull() for one in FIRST.spans}


def cases(name: str, bundle: Bundle = FULL) -> dict[str, set[Case]]:
    losses = exports.plan(by_name(name), bundle).losses
    return {one.item: {*one.cases} for one in losses if one.fate is LossKind.DROPPED}


def test_what_a_format_drops_is_known_with_its_places() -> None:
    found = cases("docx")
    claim = AT["s1"]
    assert found["link"] == {Case("a1", claim)}
    assert found["attribute"] == {Case("a1", claim), Case("a1", AT["s3"])}
    assert found["region"] == {Case("a1", Range(0, 24)), Case("a1", Range(0, 8))}
    assert found["note"] == {Case("a1", None), Case("a1", claim)}
    assert found["decision"] >= {Case("a1", AT["s4"])}
    assert found["named"] == set()
    assert cases("w3c")["text"] == {Case("a1"), Case("a2")}


def test_spans_of_several_parts_are_known() -> None:
    (part,) = [one for one in exports.plan(by_name("qdpx"), FULL).losses if one.item == "part"]
    assert part.cases == (Case("a1", AT["s1"]),)


def test_what_stays_behind_with_something_else_is_known() -> None:
    found = cases("jsonl", as_chosen(replace(FULL, choice=ExportChoice(boilerplate=False))))
    assert found["span"] == {Case("a1", AT["s3"]), Case("a1", AT["s4"])}
    assert found["link"] == {Case("a1", AT["s1"])}
    assert found["decision"] == {Case("a1", None)}, "its span has gone"
    second = replace(FULL, contents=FULL.contents[1:], actors=())
    assert cases("jsonl", second)["article.replaces"] == {Case("a2", None)}
    assert cases("jsonl", second)["span.actor"] == {Case("a2", Range(0, 4))}


def test_each_case_is_counted_and_an_export_itself_keeps_none() -> None:
    for name in ("docx", "report", "w3c", "qdpx", "jsonl", "tables"):
        for loss in exports.plan(by_name(name), FULL).losses:
            assert len(loss.cases) <= loss.n
    selection = ExportSelection(FULL, WriteOptions())
    list(selection)
    assert selection.places is None


IN_NO_ARTICLE = {
    *("named", "history", "role", "alias", "actor", "actor.merged", "scheme.link"),
    "cell.character",  # of any table
}


@pytest.mark.parametrize("name", [one.name for one in every() if one.can_write])
def test_whatever_is_lost_in_articles_has_its_places(name: str) -> None:
    chosen = by_name(name)
    if chosen.missing():
        pytest.skip(chosen.missing()[0])
    bell = bundles.article("A bell \x07 rings.", "a9")
    undated = bundles.span(bell, "s9", "cue", (2, 6), created="")
    whole = bundles.asked()
    whole = replace(whole, contents=(*whole.contents, Content(bell, spans=(undated,))))
    to = Path(chosen.default_name("out"))
    found = export.plan_export(whole, chosen, to, WriteOptions()).plan.losses
    assert [one.item for one in found if not one.cases and one.item not in IN_NO_ARTICLE] == []
    if name == "qdpx":
        own = {one.item: one.cases for one in found}
        assert own["span.created"] == (Case("a9", Range(2, 6)),)
        assert own["text.character"] == (Case("a9", None),)
        assert {one.at for one in own["attribute.words"]} <= {*AT.values()}
        assert all(one.article_id == "a1" for one in own["span.place"])

"""Marks of one article: parts that belong together, codings of one place, links of one layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.refi.held_links import RefiTie
from annotator.formats.refi.index import RefiIndex
from annotator.formats.refi.marks import MarkMaker, layer_id, span_id
from annotator.model.article import Article
from annotator.model.scheme import LinkType, SpanType
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from annotator.model.bundle import Content

ARTICLE = Article(id="a", title="T", text="We will wait for it.", sha256="0" * 64)
WHOLE = "11111111-2222-3333-4444-555555555555"
NOW = "2026-11-28T12:00:00Z"


def made(*marks: tuple[str, Range, str, str, str], links: tuple[RefiTie, ...] = ()) -> Content:
    """Give what becomes of selections: id, place, codes, whose, description."""
    index = RefiIndex(origin="annotator 1")
    index.types = {"K": SpanType("claim"), "C": SpanType("cue")}
    index.link_types = {"said_by": LinkType("said_by")}
    maker = MarkMaker(index, ARTICLE, "key", 0, NOW)
    for guid, at, codes, by, said in marks:
        index.places.add(guid, 0)
        coding = (codes.split(), by, None, [])
        maker.selection((guid, *at, said, "", None, [], [coding], ()), at, "U")
    for one in links:
        index.links.add(one)
    index.places.sort()
    assert all([*index.links.sort(index.places)])
    return maker.content(())


def test_parts_are_one_span_only_if_all_are_there_in_order() -> None:
    one, two = f"part 1 of 2 of {WHOLE}", f"part 2 of 2 of {WHOLE}\nkind: fact"
    spans = made(("A", Range(0, 2), "K", "", one), ("B", Range(8, 12), "K", "", two)).spans
    assert [(one.id, one.quotes) for one in spans] == [(span_id(WHOLE), ("We", "wait"))]
    assert spans[0].layer_id == layer_id("U")
    apart = made(("A", Range(0, 2), "K", "", two), ("B", Range(8, 12), "K", "", one)).spans
    assert [one.id for one in apart] == [span_id("A"), span_id("B")]
    assert [one.attributes for one in apart] == [{"kind": "fact"}, {}]


def test_each_code_of_a_coding_is_a_mark_and_a_second_coding_has_an_id_of_its_own() -> None:
    spans = made(
        ("A", Range(0, 2), "X K", "", ""),
        ("A", Range(0, 2), "C K", "", ""),
        ("A", Range(0, 2), "C K", "V", ""),
        ("B", Range(0, 2), "", "V", ""),
    ).spans
    assert [one.type for one in spans] == ["claim", "cue", "claim", "cue", "claim"]
    assert len({one.id for one in spans}) == 5
    assert spans[3].layer_id == layer_id("V")


def test_a_link_ties_marks_of_one_layer_once() -> None:
    ties = (
        RefiTie("1", "said_by", "A", "B", ()),
        RefiTie("2", "said_by", "A", "B", ()),
        RefiTie("3", "said_by", "A", "A", ()),
        RefiTie("4", "said_by", "B", "C", ()),
    )
    content = made(
        ("A", Range(0, 2), "K", "", ""),
        ("B", Range(3, 7), "K", "", ""),
        ("C", Range(8, 12), "K", "V", ""),
        links=ties,
    )
    (link,) = content.links
    assert (link.source_id, link.target_id) == (span_id("A"), span_id("B"))
    assert link.created == NOW

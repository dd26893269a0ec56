"""Values as logical rows and back: every attribute, whatever it holds, under its column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model import rows
from annotator.model.actor import Actor, Alias, DatedRole
from annotator.model.article import Article, Origin, Region, RegionType
from annotator.model.changes import Row, rows_by_key
from annotator.model.layer import Layer, LayerKind, Progress, State
from annotator.model.named import NamedKind, NamedSet
from annotator.model.span import OF_TYPE, Decision, How, Link, Note, Owner, Reason, Span
from annotator.text.ranges import Range
from tests import builders

ARTICLE = Article(
    id="a1", number=3, title="Ties", text="Ties are cut.", sha256="sum", outlet="Post",
    byline="M. T.", date="2026-03", url="https://example.org", language="fa", direction="rtl",
    group_id="g1", replaces="a0", source="n1/a.txt", raw_sha256="raw", imported_at=builders.NOW,
    meta={"desk": "world", "proposed": {"title": [0, 4]}},
)  # fmt: skip
SPAN = Span(
    "s1", "a1", "l1", "claim", (Range(0, 4), Range(5, 8), Range(9, 12)), ("Ties", "are", "cut"),
    {"directness": "direct", "by": "hand"}, "x1", 900, How.TAKEN, "s0", "coder-1", builders.NOW,
    builders.NOW, Reason("said", "after said", {"cue": "said"}, (Range(0, 4), Range(5, 8))),
)  # fmt: skip
LINK = Link("k1", "a1", "l1", "about", "s1", "s2", {"stance": "for"}, 800, "coder-1", builders.NOW)
ACTOR = Actor(
    id="x1", name="Mira Talven", kind="person",
    aliases=(Alias("x1-1", "Talven", "en", "hand"), Alias("x1-2", "MÉ", "fr", "import")),
    roles=(DatedRole("r1", "minister", "x2", "2023", None), DatedRole("r2", "mp", until="22")),
    attributes={"gender": "f", "age": "50"}, external_id="Q1", note="seen", merged_into="x9",
)  # fmt: skip


def own(table: str, found: list[tuple[str, Row]]) -> list[Row]:
    return [row for name, row in found if name == table]


def test_an_article_has_its_row_and_its_text_is_none() -> None:
    (table, row), *more = rows.rows_of(ARTICLE)
    assert (table, more) == ("article", [])
    assert row == {
        "id": "a1", "number": 3, "title": "Ties", "outlet": "Post", "date": "2026-03",
        "byline": "M. T.", "url": "https://example.org", "language": "fa", "direction": "rtl",
        "sha256": "sum", "group_id": "g1", "imported_from": "n1/a.txt",
        "imported_at": builders.NOW, "meta": '{"desk":"world","proposed":{"title":[0,4]}}',
        "replaces": "a0", "raw_sha256": "raw",
    }  # fmt: skip
    assert rows.article_from_row(row, ARTICLE.text) == ARTICLE


def test_a_region_a_state_and_a_layer_have_a_row_each() -> None:
    region = Region("g1", "a1", RegionType.CAPTION, Range(2, 5), Origin.CONFIRMED, "regions")
    ((table, row),) = rows.rows_of(region)
    assert (table, row) == (
        "region",
        {
            "id": "g1", "article_id": "a1", "type": "caption", "start": 2, "end": 5,
            "origin": "confirmed", "set_by": "regions",
        },
    )  # fmt: skip
    assert rows.region_from_row(row) == region
    state = Progress("l1", "a1", State.EXCLUDED, builders.NOW)
    ((table, row),) = rows.rows_of(state)
    assert (table, row["state"]) == ("progress", "excluded")
    assert rows.progress_from_row(row) == state
    layer = Layer("l1", LayerKind.IMPORT, "first", "c1", "#fff", "a.jsonl", True, {"n": 1})
    ((table, row),) = rows.rows_of(layer)
    assert (table, row) == (
        "layer",
        {
            "id": "l1", "kind": "import", "name": "first", "coder_uid": "c1", "colour": "#fff",
            "origin": "a.jsonl", "frozen": 1, "record": '{"n":1}',
        },
    )  # fmt: skip
    assert rows.layer_from_row(row) == layer


@pytest.mark.parametrize("cells", [{"start": None}, {"end": "5"}])
def test_a_place_that_is_no_pair_of_numbers_is_refused(cells: dict[str, str | None]) -> None:
    row = {
        "id": "g1", "article_id": "a1", "type": "body", "start": 2, "end": 5, "origin": "hand",
        "set_by": "c1", **cells,
    }  # fmt: skip
    with pytest.raises(TypeError, match="no pair of numbers"):
        rows.region_from_row(row)


def test_fields_that_are_no_object_are_refused() -> None:
    ((_, row),) = rows.rows_of(ARTICLE)
    with pytest.raises(TypeError, match="no object"):
        rows.article_from_row({**row, "meta": "[1]"}, "")
    assert rows.article_from_row({**row, "meta": "{}"}, "").meta == {}


def test_a_scheme_is_one_row_that_holds_all_of_it() -> None:
    scheme = replace(builders.scheme(4), note="why")
    ((table, row),) = rows.scheme_rows(scheme)
    assert (table, row["version"], row["note"], row["created"]) == (
        "scheme", 4, "why", builders.NOW,
    )  # fmt: skip
    assert rows.scheme_from_row(row) == scheme


def test_an_actor_is_itself_its_aliases_roles_and_attributes() -> None:
    found = rows.actor_rows(ACTOR)
    assert [table for table, _ in found] == [
        "actor", "alias", "alias", "role", "role", "attribute", "attribute",
    ]  # fmt: skip
    (row,) = own("actor", found)
    assert row == {
        "id": "x1", "name": "Mira Talven", "kind": "person", "external_id": "Q1", "note": "seen",
        "merged_into": "x9",
    }  # fmt: skip
    assert own("alias", found)[1] == {
        "id": "x1-2", "actor_id": "x1", "text": "MÉ", "folded": "me", "language": "fr",
        "origin": "import",
    }  # fmt: skip
    assert own("role", found)[0] == {
        "id": "r1", "actor_id": "x1", "role": "minister", "organisation_id": "x2",
        "since": "2023", "until": None,
    }  # fmt: skip
    names = [(row["owner_kind"], row["owner_id"], row["name"]) for row in own("attribute", found)]
    assert names == [("actor", "x1", "age"), ("actor", "x1", "gender")]
    assert rows.actor_from_rows(rows_by_key(reversed(found))) == ACTOR
    assert rows.actor_from_rows({}) is None


def test_a_span_is_its_first_part_and_what_hangs_on_it() -> None:
    found = rows.span_rows(SPAN)
    assert [table for table, _ in found] == [
        "span", "part", "part", "refers", "reason", "attribute", "attribute",
    ]  # fmt: skip
    (row,) = own("span", found)
    assert row == {
        "id": "s1", "article_id": "a1", "layer_id": "l1", "type": "claim", "start": 0, "end": 4,
        "quote": "Ties", "confidence": 900, "how": "taken", "source_uid": "s0", "by": "coder-1",
        "created": builders.NOW, "changed": builders.NOW,
    }  # fmt: skip
    assert own("part", found) == [
        {"span_id": "s1", "n": 1, "start": 5, "end": 8, "quote": "are"},
        {"span_id": "s1", "n": 2, "start": 9, "end": 12, "quote": "cut"},
    ]
    assert own("refers", found) == [{"span_id": "s1", "actor_id": "x1"}]
    assert own("reason", found) == [
        {
            "owner_id": "s1", "code": "said", "text": "after said", "args": '{"cue":"said"}',
            "evidence": "[[0,4],[5,8]]",
        }
    ]  # fmt: skip
    assert [(row["owner_kind"], row["name"], row["value"]) for row in own("attribute", found)] == [
        ("span", "by", "hand"), ("span", "directness", "direct"),
    ]  # fmt: skip
    assert rows.span_from_rows(rows_by_key(reversed(found))) == SPAN
    plain = replace(SPAN, parts=SPAN.parts[:1], quotes=("Ties",), actor_id=None, reason=None)
    plain = replace(plain, attributes={}, confidence=None, source_id=None, changed=None)
    assert rows.span_from_rows(rows_by_key(rows.span_rows(plain))) == plain
    assert rows.span_from_rows(rows_by_key(found[1:])) is None


def test_a_link_is_its_row_and_its_attributes() -> None:
    found = rows.link_rows(LINK)
    assert found[0] == (
        "link",
        {
            "id": "k1", "article_id": "a1", "layer_id": "l1", "type": "about", "source_id": "s1",
            "target_id": "s2", "confidence": 800, "by": "coder-1", "created": builders.NOW,
        },
    )  # fmt: skip
    assert [row["owner_kind"] for row in own("attribute", found)] == ["link"]
    assert rows.link_from_rows(rows_by_key(found)) == LINK
    assert rows.link_from_rows(rows_by_key(found[1:])) is None


def test_notes_and_decisions_come_back_as_they_were() -> None:
    note = Note("n1", Owner.LINK, "k1", "why?", "coder-1", builders.NOW)
    ((table, row),) = rows.rows_of(note)
    assert (table, row["owner_kind"], row["owner_id"]) == ("note", "link", "k1")
    assert rows.note_from_row(row) == note
    decision = Decision(
        "d1", "span", "s1", "accept", ("l1", "l2"), ("s2",), "l3", "coder-1", builders.NOW, "ok"
    )
    ((table, row),) = rows.rows_of(decision)
    assert (table, row["taken_from"], row["results"]) == ("decision", '["l1","l2"]', '["s2"]')
    assert rows.decision_from_row(row) == decision
    assert rows.decision_from_row({**row, "results": "[]"}).results == ()


def test_json_is_in_one_form() -> None:
    assert rows.to_json({"b": [1, None], "a": "é 🚢"}) == '{"a":"é 🚢","b":[1,null]}'


def test_a_sample_is_its_row_and_one_for_each_article_in_order() -> None:
    sample = NamedSet(
        "n1", NamedKind.SAMPLE, "pilot", {"seed": 7}, "coder-1", builders.NOW, ("a2", "a1")
    )
    (table, row), *members = rows.rows_of(sample)
    assert (table, row) == (
        "named",
        {
            "id": "n1", "kind": "sample", "name": "pilot", "body": '{"seed":7}', "by": "coder-1",
            "created": builders.NOW,
        },
    )  # fmt: skip
    assert members == [
        ("member", {"named_id": "n1", "article_id": "a2", "n": 0}),
        ("member", {"named_id": "n1", "article_id": "a1", "n": 1}),
    ]
    assert rows.named_from_row(row, ("a2", "a1")) == sample


def test_many_marks_come_as_the_rows_they_come_as_one_by_one() -> None:
    bare = Span("s2", "a1", "l1", "cue", (Range(5, 8),), ("are",))
    sure = replace(bare, id="s3", confirmed={OF_TYPE: 2, "directness": 3}, how=How.IMPORT)
    spans, links = (SPAN, bare, sure), (LINK, Link("k2", "a1", "l1", "about", "s2", "s3"))
    one_by_one = rows.added(*spans, *links)
    found = rows.added_marks(spans, links)
    assert len({one.table for one in found}) == len(found) == 6
    for one in found:
        assert [*one.changes()] == [each for each in one_by_one if each.table == one.table]
        assert all(type(cell) in (str, int, type(None)) for row in one.cells for cell in row)
    assert sum(len(one.cells) for one in found) == len(one_by_one)
    assert rows.added_marks((), ()) == []

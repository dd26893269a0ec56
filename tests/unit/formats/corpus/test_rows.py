"""The rows of every table, cell by cell, of a bundle that has one of everything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.formats.base import WriteOptions
from annotator.formats.corpus.columns import OwnColumns
from annotator.formats.corpus.rows import RowMaker, UnknownNameError, with_columns
from annotator.formats.export_selection import ExportSelection
from annotator.model.bundle import Bundle, Content
from annotator.model.layer import Layer, LayerKind
from annotator.model.scheme import LinkType, Role
from annotator.model.span import Link
from annotator.text.words import n_words
from tests import bundles, exports

FULL = bundles.full()
NOW = bundles.NOW


def made(
    bundle: Bundle = FULL, columns: OwnColumns | None = None
) -> dict[str, list[dict[str, object]]]:
    selection = ExportSelection(bundle, WriteOptions())

    def work(own: OwnColumns) -> dict[str, list[dict[str, object]]]:
        tables, found = own.tables(), {}
        for name, rows in RowMaker(selection, own, tables).rows():
            named = [dict(zip(tables[name].names(), row, strict=True)) for row in rows]
            found.setdefault(name, []).extend(named)
        return found

    return work(columns) if columns else with_columns(selection, work)


ROWS = made()


def test_articles_have_their_fields_counts_states_and_own_fields() -> None:
    first, second = ROWS["articles"]
    text, sha256 = FULL.contents[0].article.text, FULL.contents[0].article.sha256
    assert first == {
        "article_id": "a1", "title": "Ferry", "outlet": "=Herald", "date": "2026-03",
        "byline": "@desk", "url": "https://herald.example/1", "language": "en",
        "direction": "ltr", "state_Ada": "done", "state_quotes": None, "n_chars": len(text),
        "n_words": 22, "sha256": sha256, "group": "g1", "source_file": "first.txt",
        "imported_at": NOW, "proposed": "date", "text": text, "meta_list": "[1,null]",
        "meta_own": "true", "meta_pages": 3, "meta_share": 0.5, "replaces": None,
        "raw_sha256": "0" * 64, "note": "check\nthe date; soon", "coded_once": "false",
    }  # fmt: skip
    assert (second["replaces"], second["note"], second["meta_own"]) == ("a1", None, None)
    assert made(exports.bare(FULL))["articles"][0]["text"] == ""


def test_regions_and_layers_have_their_fields_and_the_coders_name() -> None:
    assert ROWS["regions"] == [
        {
            "article_id": "a1", "type": "boilerplate", "start": 0, "end": 8,
            "origin": "proposed", "set_by": "x", "coder": None,
        },
        {
            "article_id": "a1", "type": "headline", "start": 0, "end": 24, "origin": "hand",
            "set_by": "coder-1", "coder": "Ada",
        },
    ]  # fmt: skip
    assert ROWS["layers"][1] == {
        "layer_id": "L2", "name": "quotes", "kind": "suggester", "coder": None, "colour": "",
        "origin": "", "frozen": "false", "record": '{"settings":{},"version":"1"}',
    }  # fmt: skip


def test_spans_stand_in_text_order_the_longer_first() -> None:
    assert [row["span_id"] for row in ROWS["spans"]] == ["s4", "s3", "s1", "s2", "s5"]
    assert ROWS["spans"][2] == {
        "span_id": "s1", "article_id": "a1", "layer_id": "L1", "layer": "Ada", "type": "claim",
        "start": 26, "end": 58, "n_parts": 2, "parts": "26-36;47-58",
        "text": "“We will,” […] “not wait.”", "region": "body", "actor_id": None, "actor": None,
        "attr_directness": "direct", "attr_kind": "promise", "confirmed_directness": 1,
        "confirmed_kind": 1, "note": "+sure?", "confidence": None, "created_by": "coder-1",
        "coder": "Ada", "created_at": NOW,
        "changed_at": None, "how": "hand", "taken_from": None, "reason": None,
        "reason_code": None,
    }  # fmt: skip
    guess = ROWS["spans"][0]
    assert (guess["layer"], guess["parts"], guess["region"], guess["confidence"], guess["how"]) == (
        "quotes", "0-8", "boilerplate", 0.873, "import",
    )  # fmt: skip
    assert (guess["reason"], guess["reason_code"]) == ("“said” stands before it", "verb+that")
    assert (ROWS["spans"][4]["actor_id"], ROWS["spans"][4]["actor"]) == ("p2", "Velmora")
    assert (ROWS["spans"][4]["taken_from"], ROWS["spans"][1]["changed_at"]) == ("s4", NOW)
    assert {row["text"] for row in made(exports.bare(FULL))["spans"]} == {""}


def test_a_statement_says_whom_it_is_addressed_to() -> None:
    one = bundles.article("Ada told Bo and Cy.")
    claim, bo, cy = (
        bundles.span(one, name, kind, (start, start + 2), actor_id=actor)
        for name, kind, start, actor in (
            *(("c", "claim", 0, None), ("b", "speaker", 9, "p1")),
            ("d", "entity", 16, "p2"),
        )
    )
    links = [Link(x.id, one.id, "L1", "addressed_to", claim.id, x.id) for x in (bo, cy)]
    kind = LinkType("addressed_to", role=Role.ADDRESSED_TO)
    scheme = replace(FULL.scheme, links=(kind,))
    content = Content(one, spans=(claim, bo, cy), links=tuple(links))
    (row,) = made(replace(FULL, scheme=scheme, contents=(content,)))["statements"]
    assert (row["addressees"], row["addressee_actor_ids"]) == ("Bo; Cy", "p1; p2")


def test_a_statement_is_a_claim_with_all_that_its_links_join() -> None:
    bare, whole = ROWS["statements"]
    assert whole == {
        "statement_id": "s1", "article_id": "a1", "outlet": "=Herald", "date": "2026-03",
        "layer": "Ada", "claim": "“We will,” […] “not wait.”", "start": 26, "end": 58,
        "speaker": "she", "speaker_actor_ids": "p1", "speaker_actors": "=Mira Talven", "cue": "",
        "directness": "direct", "stance": "favourable", "attr_kind": "promise",
        "target_actor_ids": "", "targets": "=1+1", "addressee_actor_ids": "",
        "addressees": "", "n_speakers": 1, "coder": "Ada", "note": "+sure?",
        "layer_id": "L1", "inside": None,
    }  # fmt: skip
    assert (bare["statement_id"], bare["n_speakers"], bare["speaker"]) == ("s4", 0, "")
    assert ROWS["statement_actors"] == [
        {
            "statement_id": "s1", "role": "speaker", "actor_id": "p1", "actor": "=Mira Talven",
            "span_id": "s2", "text": "she", "stance": "",
        },
        {
            "statement_id": "s1", "role": "target", "actor_id": None, "actor": None,
            "span_id": "s3", "text": "=1+1", "stance": "favourable",
        },
    ]  # fmt: skip
    silent = made(exports.bare(FULL))
    hidden = {
        name: silent["statements"][1][name] for name in ("claim", "speaker", "cue", "targets")
    }
    assert set(hidden.values()) == {""}
    assert {row["text"] for row in silent["statement_actors"]} == {""}


def test_links_have_the_words_at_both_ends() -> None:
    assert ROWS["links"][1] == {
        "link_id": "k2", "article_id": "a1", "layer": "Ada", "type": "about", "from_span": "s1",
        "to_span": "s3", "from_text": "“We will,” […] “not wait.”", "to_text": "=1+1",
        "attr_stance": "favourable", "confirmed_stance": 1, "note": "weak", "confidence": None,
        "created_by": "coder-1", "coder": "Ada", "created_at": "", "layer_id": "L1",
    }  # fmt: skip
    assert [row["from_text"] for row in made(exports.bare(FULL))["links"]] == ["", ""]


def test_actors_are_counted_and_have_their_names_and_roles() -> None:
    assert ROWS["actors"][0] == {
        "actor_id": "p1", "name": "=Mira Talven", "kind": "person", "n_spans": 1,
        "n_statements_as_speaker": 1, "external_id": "Q1", "note": "-", "attr_sex": "f",
        "merged_into": None,
    }  # fmt: skip
    counts = [(row["n_spans"], row["n_statements_as_speaker"]) for row in ROWS["actors"]]
    assert counts == [(1, 1), (1, 0), (0, 0)]
    assert ROWS["actors"][2]["merged_into"] == "p2"
    assert ROWS["aliases"][1] == {
        "actor_id": "p1", "alias": "تالون", "language": "fa", "origin": "import",
    }  # fmt: skip
    assert ROWS["roles"] == [
        {"actor_id": "p1", "role": "minister", "organisation": "p2", "from": "2023", "to": None}
    ]


def test_notes_and_decisions_name_what_they_are_about() -> None:
    assert [(row["note_id"], row["about"], row["about_id"]) for row in ROWS["notes"]] == [
        ("n1", "article", "a1"), ("n2", "span", "s1"), ("n3", "link", "k2"),
    ]  # fmt: skip
    assert ROWS["notes"][0]["coder"] == "Ada"
    assert ROWS["decisions"] == [
        {
            "decision_id": "d1", "layer": "Ada", "about": "span", "about_id": "s4",
            "verdict": "accept", "taken_from": "L2", "results": "s1", "by": "coder-1",
            "coder": "Ada", "at": NOW, "note": "", "layer_id": "L1",
        },
        {
            "decision_id": "d2", "layer": "Ada", "about": "difference",
            "about_id": "a1:claim:0", "verdict": "open", "taken_from": "", "results": "",
            "by": "coder-1", "coder": "Ada", "at": NOW, "note": "later", "layer_id": "L1",
        },
    ]  # fmt: skip


def test_the_scheme_is_a_row_for_each_type_link_attribute_and_value() -> None:
    found = [(row["kind"], row["name"], row["parent"]) for row in ROWS["scheme"]]
    assert found[:7] == [
        ("type", "speaker", None), ("type", "cue", None), ("type", "claim", None),
        ("attribute", "directness", "claim"), ("value", "direct", "claim.directness"),
        ("value", "indirect", "claim.directness"), ("attribute", "kind", "claim"),
    ]  # fmt: skip
    assert found[-3:] == [
        ("attribute", "sex", "actor"), ("value", "f", "actor.sex"), ("value", "m", "actor.sex"),
    ]  # fmt: skip
    assert ("link", "said_by", None) in found
    assert (ROWS["scheme"][1]["example"], ROWS["scheme"][2]["definition"]) == (
        'he said, "yes"', "what is said",
    )  # fmt: skip
    assert made(replace(FULL, scheme=None))["scheme"] == []


def test_claims_that_are_called_otherwise_are_statements_all_the_same() -> None:
    types = tuple(
        replace(one, name="quote", role=Role.CLAIM) if one.name == "claim" else one
        for one in FULL.scheme.types
    )
    links = tuple(replace(one, sources=("quote",)) for one in FULL.scheme.links)
    contents = tuple(
        replace(
            one,
            spans=tuple(
                replace(span, type="quote") if span.type == "claim" else span for span in one.spans
            ),
        )
        for one in FULL.contents
    )
    scheme = replace(FULL.scheme, types=types, links=links)
    found = made(replace(FULL, scheme=scheme, contents=contents))
    assert found["statements"] == ROWS["statements"]


def test_a_name_that_has_no_column_is_looked_for_in_all_that_goes_by() -> None:
    with pytest.raises(UnknownNameError):
        made(columns=OwnColumns(states=(("Ada", "state_Ada"), ("quotes", "state_quotes"))))
    plain = [bundles.article(f"Text {n}.\n", f"x{n}") for n in range(60)]
    late = bundles.article("Late.\n", "late", meta={"desk": "world"})
    bundle = replace(
        bundles.small(), contents=tuple(Content(one) for one in (*plain, late)),
        layers=(Layer("L1", LayerKind.PERSON, "Ada"),),
    )  # fmt: skip
    rows = made(bundle)["articles"]
    assert (rows[0]["meta_desk"], rows[-1]["meta_desk"]) == (None, "world")
    assert "state" in rows[0]


@pytest.mark.parametrize(
    ("text", "n"),
    [("", 0), ("one", 1), (" one  two\n", 2), ("– … !", 0), ("it’s 3 % of 12,5.", 4), ("a_b _", 1)],
)
def test_words_are_what_has_a_letter_or_digit(text: str, n: int) -> None:
    assert n_words(text) == n

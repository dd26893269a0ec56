"""Values as records of JSONL and back: keys, what may be missing, what does not fit."""

from __future__ import annotations

import dataclasses
import json

import pytest

from annotator.errors import CannotRead
from annotator.formats.lossless import records
from annotator.model.article import Origin, Region, RegionType
from annotator.model.json_lines import LinePlace
from annotator.model.layer import State
from annotator.model.span import How
from annotator.text.ranges import Range
from tests import bundles

FULL = bundles.full()
CONTENT = FULL.contents[0]
FILE = records.line({"b": [1], "a": "é"})


@pytest.fixture
def place() -> LinePlace:
    made = LinePlace("x.jsonl")
    made.line = 3
    return made


def test_a_record_is_one_line_with_sorted_keys_and_no_blanks() -> None:
    assert FILE == '{"a":"é","b":[1]}\n'
    with pytest.raises(ValueError, match="JSON"):
        records.line({"a": float("nan")})


def test_kinds_stand_in_the_order_of_the_file() -> None:
    assert records.KINDS == (
        "header", "scheme", "named", "layer", "actor", "article", "region", "span", "link",
        "note", "decision", "end",
    )  # fmt: skip
    assert (records.FORMAT, records.VERSION, records.OF_ARTICLES) == (
        "annotator-jsonl", 1, ("span", "link"),
    )  # fmt: skip


def test_a_span_has_its_keys_and_comes_back(place: LinePlace) -> None:
    for span in (*CONTENT.spans, *FULL.contents[1].spans):
        record = json.loads(records.line(records.of_span(span)))
        assert records.span(record, place) == span
    guess = records.of_span(CONTENT.spans[1])
    assert "reason" not in records.of_span(CONTENT.spans[0])
    assert guess["confidence"] == 0.873
    assert guess["created"] == {
        "by": "coder-1", "at": bundles.NOW, "how": How.IMPORT, "from": None,
    }  # fmt: skip
    assert (guess["reason_code"], guess["evidence"]) == ("verb+that", [[0, 4]])


def test_an_article_has_its_states_and_must_fit_its_sum(place: LinePlace) -> None:
    article = dataclasses.replace(CONTENT.article, imported_at="", raw_sha256="", number=0)
    record = {**records.ARTICLE.record(article), "states": {"L1": "done"}}
    assert records.article(record, place) == (article, {"L1": State.DONE})
    for wrong, words in (
        ({"sha256": "0"}, "does not fit its sha256"),
        ({"text": "a\r\nb"}, "line ends or characters"),
        ({"states": {"L1": "busy"}}, "has the unknown state “busy”"),
        ({"direction": "up"}, "is none of: ltr, rtl"),
    ):
        with pytest.raises(CannotRead, match=words):
            records.article({**record, **wrong}, place)


def test_a_region_takes_the_id_it_is_given(place: LinePlace) -> None:
    region = Region("r9", "a1", RegionType.CAPTION, Range(2, 5), Origin.PROPOSED, "x")
    record = json.loads(records.line(records.REGION.record(region)))
    assert set(record) == {"kind", "article", "type", "start", "end", "origin", "set_by"}
    assert records.region(record, place, "r9") == region


def test_an_actor_gets_ids_for_names_and_roles_as_the_file_has_none(place: LinePlace) -> None:
    for actor in FULL.actors:
        numbers = iter(range(9))
        record = json.loads(records.line(records.of_actor(actor)))
        found = records.actor(record, place, lambda numbers=numbers: f"new-{next(numbers)}")
        assert [one.id[:4] for one in (*found.aliases, *found.roles)] == ["new-"] * (
            len(actor.aliases) + len(actor.roles)
        )
        plain = dataclasses.replace(found, aliases=actor.aliases, roles=actor.roles)
        assert plain == actor
        assert [(one.name, one.language, one.origin) for one in found.aliases] == [
            (one.name, one.language, one.origin) for one in actor.aliases
        ]
        assert [(one.role, one.since, one.until) for one in found.roles] == [
            (one.role, one.since, one.until) for one in actor.roles
        ]


def test_a_span_has_one_text_for_each_part(place: LinePlace) -> None:
    record = records.SPAN.record(CONTENT.spans[2])
    for wrong in ({"text": ["one"]}, {"parts": [], "text": []}):
        with pytest.raises(CannotRead, match="one text for each of its parts"):
            records.span({**record, **wrong}, place)


def test_the_records_of_an_article_stand_in_the_order_of_its_text() -> None:
    found = {kind: [*some] for kind, some in records.of_content(CONTENT).items()}
    assert list(found) == ["article", "region", "span", "link", "note", "decision"]
    assert [one["id"] for one in found["span"]] == ["s3", "s4", "s1", "s2"]
    assert [one["id"] for one in found["link"]] == ["k1", "k2"]
    assert [(one["start"], one["end"]) for one in found["region"]] == [(0, 8), (0, 24)]
    assert [one["id"] for one in found["note"]] == ["n1", "n2", "n3"]
    assert [one["id"] for one in found["decision"]] == ["d1"]
    assert found["article"][0]["states"] == {"L1": "done"}
    turned = dataclasses.replace(
        CONTENT, spans=CONTENT.spans[::-1], links=CONTENT.links[::-1], notes=CONTENT.notes[::-1],
        regions=CONTENT.regions[::-1], decisions=(*FULL.decisions, *CONTENT.decisions),
    )  # fmt: skip
    assert {kind: [*some] for kind, some in records.of_content(turned).items()} == found


def test_the_header_names_the_program_that_wrote_the_project() -> None:
    assert records.header(FULL, "other") == {
        "kind": "header", "format": "annotator-jsonl", "version": 1,
        "program": "annotator 0.1.0",
        "project": {"id": "project-1", "title": "Häfen & “ports”"},
    }  # fmt: skip
    assert records.header(dataclasses.replace(FULL, program=""), "other")["program"] == "other"


def test_a_scheme_that_does_not_fit_is_said_with_its_line(place: LinePlace) -> None:
    with pytest.raises(CannotRead, match=r"x\.jsonl, line 3: "):
        records.scheme({"version": 1, "types": [], "links": [], "attributes": []}, place)

"""One line of JSON from outside: what is refused, with its line; fields by type."""

from __future__ import annotations

import json

import pytest

from annotator.errors import CannotRead
from annotator.model import json_lines as read
from annotator.model.json_lines import MAX_DEPTH, Fields, LinePlace, record_of


@pytest.fixture
def place() -> LinePlace:
    made = LinePlace("x.jsonl")
    made.line = 7
    return made


def nested(n: int) -> bytes:
    return b'{"a":' + b"[" * (n - 1) + b"]" * (n - 1) + b"}"


def test_a_line_is_an_object(place: LinePlace) -> None:
    assert record_of(b'{"a": [1, 2.5, null, true], "b": {"c": "\\u00e9 \xc3\xa9"}}', place) == {
        "a": [1, 2.5, None, True], "b": {"c": "é é"},
    }  # fmt: skip
    assert record_of(b'{"a": "\\ud83d\\ude80"}', place) == {"a": "🚀"}
    assert len(json.dumps(record_of(nested(MAX_DEPTH), place))) > MAX_DEPTH
    brackets = b'{"a": "' + b"[{" * MAX_DEPTH + b'"}'
    assert record_of(brackets, place)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"a": "\xff"}', "byte 8 is not UTF-8"),
        (b"[1]", "no JSON object"),
        (b"3", "no JSON object"),
        (b'{"a": }', "no JSON (Expecting value)"),
        (b'{"a": 1', "no JSON ("),
        (b'{"a": NaN}', "no JSON (NaN)"),
        (b'{"a": -Infinity}', "no JSON (-Infinity)"),
        (b'{"a": 1e999}', "no JSON (1e999)"),
        (b'{"a": -1e999}', "no JSON (-1e999)"),
        (b'{"a": 1, "b": 2, "a": 3}', "has the key “a” twice"),
        (b'{"a": {"b": 1, "b": 2}}', "has the key “b” twice"),
        (b'{"a": "\\ud83d"}', "half a character"),
        (b'{"\\udc00": 1}', "half a character"),
        (nested(MAX_DEPTH + 1), "nested more than 200 deep"),
        (nested(20_000), "nested more than 200 deep"),
    ],
)
def test_each_fault_is_said_with_file_and_line(line: bytes, words: str, place: LinePlace) -> None:
    with pytest.raises(CannotRead) as refused:
        record_of(line, place)
    assert refused.value.message.startswith("x.jsonl, line 7: ")
    assert words in refused.value.message
    assert refused.value.hint == "Nothing was imported."
    assert (refused.value.where.file, refused.value.where.line) == ("x.jsonl", 7)


def test_the_hint_may_be_another(place: LinePlace) -> None:
    assert place.wrong("it is odd", "Mend it.").sentence() == "x.jsonl, line 7: it is odd. Mend it."


@pytest.mark.parametrize(
    ("take", "good", "bad", "words"),
    [
        (read.text, ["", "a"], [1, None, []], "is no text"),
        (read.name, ["a"], ["", 1, None], "is missing"),
        (read.number, [0, -3], [True, 1.0, "1", None], "is no whole number"),
        (read.share, [0, 1, 0.5], [True, -0.1, 1.1, "1"], "is no number from 0 to 1"),
        (read.date, ["2026", "2026-03", "2026-03-01"], ["26", "2026-3", "x", 2026], "is no date"),
        (read.mapping, [{}, {"a": 1}], [[], "a", None], "is no object"),
        (read.texts_by_name, [{}, {"a": "b"}], [{"a": 1}, []], "is no text"),
        (read.objects, [[], [{}]], [{}, [1], [{}, 2]], "is no list of objects"),
        (read.texts, [[], ["a"]], ["a", [1], ["a", None]], "is no list of texts"),
        (read.pairs, [[], [[1, 2]]], [[[1]], [[1, 2, 3]], [[1, True]], [1], {}], "is no list of ["),
    ],
)
def test_a_field_is_of_its_type(take, good, bad, words: str, place: LinePlace) -> None:
    for value in good:
        assert Fields({"k": value}, "span", frozenset("k"), place).get("k", take) == value
    for value in bad:
        with pytest.raises(CannotRead) as refused:
            Fields({"k": value}, "span", frozenset("k"), place).get("k", take)
        assert "“k” of this span" in refused.value.message
        assert words in refused.value.message


def test_what_is_missing_or_null_is_what_stands_for_it(place: LinePlace) -> None:
    found = Fields({"a": None}, "span", frozenset("ab"), place)
    assert (found.get("a", read.text, ""), found.get("b", read.number, 3)) == ("", 3)
    with pytest.raises(CannotRead, match="is no text"):
        found.get("b", read.text)


def test_keys_that_nobody_knows_are_counted_by_kind(place: LinePlace) -> None:
    record = {"a": {"b": 1, "x": 2}, "list": [{"c": 1}, {"y": 1}], "z": 1}
    found = Fields(record, "span", frozenset(["a", "list"]), place)
    assert found.inside("a", frozenset("b")).record == {"b": 1, "x": 2}
    assert [one.record for one in found.each("list", frozenset("c"))] == [{"c": 1}, {"y": 1}]
    assert place.unknown == {"span.z": 1, "span.a.x": 1, "span.list.y": 1}
    assert found.inside("none", frozenset()).record == {}
    assert found.each("none", frozenset()) == []

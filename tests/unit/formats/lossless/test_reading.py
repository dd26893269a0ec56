"""Each fault of a JSONL file is named with its line, and nothing comes in."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import CannotRead
from annotator.formats.base import Reading, ReadOptions
from annotator.formats.jsonl import JsonLines
from annotator.formats.sources import Source
from annotator.model.span import MOST_MARKS
from tests import bundles, exports

Record = dict[str, Any]
Change = Callable[[list[Record]], object]


def _read(data: bytes) -> Reading:
    return JsonLines().read(Source("x.jsonl", data=data), ReadOptions())


@pytest.fixture
def records(tmp_path: Path) -> list[Record]:
    """The records of a file that has one of everything."""
    at = tmp_path / "full.jsonl"
    exports.write(JsonLines(), bundles.full(), at)
    return [json.loads(line) for line in at.read_text(encoding="utf-8").split("\n")[:-1]]


def _file(records: list[Record]) -> bytes:
    """Give the file of these records, with an end that fits them."""
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in records if one["kind"] != "end"]
    body = "".join(lines).encode("utf-8", "surrogatepass")
    counts = Counter(one["kind"] for one in records if one["kind"] != "end")
    end = {"kind": "end", "counts": counts, "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(end).encode() + b"\n"


def _first(records: list[Record], kind: str) -> Record:
    return next(one for one in records if one["kind"] == kind)


def _put(kind: str, /, **values: object) -> Change:
    return lambda records: _first(records, kind).update(values)


def _drop(kind: str, key: str) -> Change:
    return lambda records: _first(records, kind).pop(key)


def _twice(kind: str) -> Change:
    return lambda records: records.insert(
        records.index(_first(records, kind)), dict(_first(records, kind))
    )


def _again(kind: str, name: str) -> Change:
    """Put a record in once more under another id."""
    return lambda records: records.insert(
        records.index(_first(records, kind)), {**_first(records, kind), "id": name}
    )


FAULTS: list[tuple[Change, str]] = [
    (_put("header", format="other"), "no JSONL file of Annotator"),
    (_put("header", version=2, program="Annotator 9"), "written by Annotator 9 (format 2)"),
    (_put("header", version=0), "is less than 1"),
    (_put("header", version="1"), "is no whole number"),
    (_twice("header"), "second header"),
    (_twice("scheme"), "no newer version"),
    (_put("scheme", types=[]), "it has no types"),
    (_put("scheme", types=3), "types is no list"),
    (_put("layer", kind="layers"), "no kind of record “layers”"),
    (_put("layer", kind=3), "no kind of record “3”"),
    (_put("layer", layer_kind="robot"), "is none of: agreed, import, person, suggester"),
    (_drop("layer", "coder"), "this layer lacks “coder”"),
    (_put("layer", id=""), "“id” of this layer is missing"),
    (_twice("layer"), "the id L1 is there twice"),
    (_put("layer", record=[]), "is no object"),
    (_put("actor", merged_into="nobody"), "no actor with the id nobody"),
    (_put("actor", merged_into="p1"), "in a ring"),
    (_put("actor", aliases=["x"]), "is no list of objects"),
    (_put("actor", attributes={"sex": 1}), "is no text"),
    (_put("actor", roles=[{"role": "x", "from": "soon"}]), "is no date"),
    (_twice("actor"), "the id p1 is there twice"),
    (_put("article", text=""), "“text” of this article is missing"),
    (_put("article", text="other"), "does not fit its sha256"),
    (_put("article", text="a\r\nb"), "no stored text has"),
    (_put("article", text="a\x00b"), "no stored text has"),
    (_put("article", date="1 March"), "is no date"),
    (_put("article", states={"L1": "busy"}), "unknown state “busy”"),
    (_put("article", states={"L9": "done"}), "no layer with the id L9"),
    (_put("article", direction="up"), "is none of: ltr, rtl"),
    (_put("article", title="half \ud83d"), "half a character|is not UTF-8"),
    (_twice("article"), "the id a1 is there twice"),
    (_again("article", "a9"), "the same text twice"),
    (_put("named", articles=["a9"]), "no article with the id a9"),
    (_put("named", articles=["a1", "a1"]), "an article is in it twice"),
    (_put("named", what="dream"), "is none of"),
    (_put("named", body=[]), "is no object"),
    (_again("named", "v9"), "the same name twice"),
    (_put("region", article="a9"), "no article with the id a9"),
    (_put("region", end=9999), "0–9999 is not in the text"),
    (_put("region", start=-1), "is not in the text"),
    (_put("region", start=True), "is no whole number"),
    (_put("region", type="advert"), "is none of"),
    (_put("span", layer="L9"), "no layer with the id L9"),
    (_put("span", actor="p9"), "no actor with the id p9"),
    (_put("span", parts=[[0, 4]], text=["Kabul"]), "the text at 0–4 is “=1+1”, the file says"),
    (_put("span", parts=[[4, 0]], text=["x"]), "4–0 is not in the text"),
    (_put("span", parts=[[0, 10**30]], text=["x"]), "is not in the text"),
    (_put("span", parts=[[2, 4], [0, 1]], text=["+1", "="]), "overlap or are out of order"),
    (_put("span", parts=[[0, 2], [1, 4]], text=["=1", "1+1"]), "overlap or are out of order"),
    (_put("span", parts=[]), "not one text for each of its parts"),
    (_put("span", parts=[[0]]), "is no list of [start, end]"),
    (_put("span", parts=[[0, "4"]]), "is no list of [start, end]"),
    (_put("span", text=[4]), "is no list of texts"),
    (_put("span", confidence=1.5), "is no number from 0 to 1"),
    (_put("span", confidence=True), "is no number from 0 to 1"),
    (_put("span", created={"how": "magic"}), "is none of: changed, hand, import, taken"),
    (_put("span", evidence=[[0, 99999]], reason="x"), "is not in the text"),
    (_twice("span"), "is there twice"),
    (_put("link", to="s9"), "no span with the id s9"),
    (_put("link", to=["s9"]), "no span with the id"),
    (_put("link", to="s4"), "different layers"),
    (_put("link", to="s5"), "does not join two spans of one article"),
    (_put("link", to="s1"), "does not join two spans of one article"),
    (_put("link", type="about", to="s3"), "the same link twice"),
    (_twice("link"), "is there twice"),
    (_put("note", about={"kind": "actor", "id": "p9"}), "no actor with the id p9"),
    (_put("note", answer_to="n9"), "not asked of the same thing"),
    (_put("note", question="yes"), "neither true nor false"),
    (_put("note", about={"kind": "span", "id": "s9"}), "no span with the id s9"),
    (_twice("note"), "is there twice"),
    (_put("decision", about={"kind": "span", "id": "s9"}), "no span with the id s9"),
    (_put("decision", layer="L9"), "no layer with the id L9"),
    (_put("decision", verdict="maybe"), "is none of"),
    (_put("decision", results="s1"), "is no list"),
    (_twice("decision"), "is there twice"),
    (_again("decision", "d9"), "decides about the same thing twice"),
    (lambda records: records.append(records.pop(1)), "a record “scheme” stands behind"),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTS)
def test_each_fault_is_named(records: list[Record], change: Change, sentence: str) -> None:
    records.pop()
    change(records)
    with pytest.raises(CannotRead) as caught:
        _read(_file(records))
    assert any(one in caught.value.message for one in sentence.split("|")), caught.value.message
    assert caught.value.hint
    assert caught.value.where.file == "x.jsonl"
    assert caught.value.where.line


LINES: list[tuple[bytes, str]] = [
    (b"", "x.jsonl is empty."),
    (b"\n", "it is no JSON"),
    (b"hello", "it is no JSON"),
    (b'{"kind":"head', "cut off"),
    (b"\x00\xff\xfe bad", "byte 2 is not UTF-8"),
    (b"hello\n", "it is no JSON"),
    (b"[]\n", "it is no JSON object"),
    (b"{}\n", "no JSONL file of Annotator"),
    (b'{"a":1,"a":2}\n', "the key “a” twice"),
    (b'{"a":NaN}\n', "it is no JSON (NaN)"),
    (b'{"a":-Infinity}\n', "it is no JSON"),
    (b'{"a":1e999}\n', "it is no JSON"),
    (b'{"a":' + b"9" * 5000 + b"}\n", "it is no JSON"),
    (b'{"a":"\xff"}\n', "byte 7 is not UTF-8"),
    (b'{"a":"\\ud800"}\n', "half a character"),
    (b'{"a":' * 201 + b"1" + b"}" * 201 + b"\n", "nested more than 200 deep"),
    (b"[" * 100_000 + b"\n", "nested more than 200 deep"),
]


@pytest.mark.parametrize(("line", "sentence"), LINES)
def test_a_first_line_that_is_none_is_refused(line: bytes, sentence: str) -> None:
    with pytest.raises(CannotRead) as caught:
        _read(line)
    assert sentence in caught.value.message
    assert caught.value.hint


def test_stray_bytes_are_no_file_that_was_cut(records: list[Record]) -> None:
    for line in (b"\x00\xff\xfe bad", b"\x00\xff\xfe bad\n"):
        with pytest.raises(CannotRead, match="byte 2 is not UTF-8") as caught:
            _read(line)
        assert caught.value.hint == "Choose a JSONL file that Annotator exported."
    with pytest.raises(CannotRead, match="line 2: it is no JSON") as caught:
        _read(_file(records[:1]).splitlines(keepends=True)[0] + b"stray\n")
    assert caught.value.hint == "Nothing was imported."


def test_brackets_in_words_are_no_depth(records: list[Record]) -> None:
    _first(records, "layer")["name"] = "[" * 300 + '"{'
    assert _read(_file(records)).bundle.layers[0].name.startswith("[[[")


def test_a_file_that_is_cut_anywhere_is_refused(records: list[Record]) -> None:
    data = _file(records)
    lines = data.split(b"\n")
    for n in range(1, len(lines) - 1):
        with pytest.raises(CannotRead, match="cut off"):
            _read(b"\n".join(lines[:n]) + b"\n")
    with pytest.raises(CannotRead, match="cut off"):
        _read(data[: len(data) // 2])


def test_more_marks_on_an_article_than_anybody_makes_end_the_reading(
    records: list[Record],
) -> None:
    span = _first(records, "span")
    more = [{**span, "id": f"more {n}"} for n in range(MOST_MARKS + 1_000)]
    at = records.index(span)
    data = _file([*records[:at], *more, *records[at:]])
    start = time.process_time()
    with pytest.raises(CannotRead, match=f"has more than {MOST_MARKS} marks"):
        _read(data)
    assert time.process_time() - start < 5


def test_a_changed_file_is_refused(records: list[Record]) -> None:
    data = _file(records)
    with pytest.raises(CannotRead, match="the checksum does not fit"):
        _read(data.replace(b"check", b"Check"))
    with pytest.raises(CannotRead, match="the numbers of records do not fit"):
        _read(data.replace(b'"note": 3', b'"note": 4'))
    with pytest.raises(CannotRead, match="more after the end"):
        _read(data + b'{"kind": "note"}\n')


def test_unknown_keys_are_named_and_left_out(records: list[Record]) -> None:
    _first(records, "layer")["mood"] = "good"
    for record in records:
        if record["kind"] == "span":
            record["created"]["tool"] = "pen"
    reading = _read(_file(records))
    assert reading.notes == (
        "x.jsonl: left out what this program does not know: layer.mood (1), span.created.tool (5).",
    )
    assert bundles.without_own_ids(reading.bundle) == bundles.without_own_ids(bundles.full())


@pytest.mark.parametrize(("n", "ends"), [(12, "layer.k11 (1)."), (13, "layer.k11 (1)….")])
def test_twelve_unknown_keys_are_named_and_more_are_hinted_at(
    records: list[Record], n: int, ends: str
) -> None:
    _first(records, "layer").update({f"k{number:02}": 1 for number in range(n)})
    assert _read(_file(records)).notes[0].endswith(ends)


def test_an_older_version_that_is_not_in_the_file_is_not_named(records: list[Record]) -> None:
    for record in records:
        if record["kind"] == "article" and record["replaces"]:
            record["replaces"] = "a0"
    reading = _read(_file(records))
    assert "1 article replaces one that is not in the file" in reading.notes[0]
    assert [one.article.replaces for one in reading.bundle.contents] == [None, None]


def test_null_is_nothing(records: list[Record]) -> None:
    _first(records, "article").update(outlet=None, url=None, meta=None)
    _first(records, "layer").update(colour=None, record=None)
    _first(records, "scheme").update(note=None, created=None)
    reading = _read(_file(records))
    article = next(iter(reading.bundle.contents)).article
    assert (article.outlet, article.url, dict(article.meta)) == ("", "", {})


def test_order_within_a_kind_is_not_asked_of_others(records: list[Record]) -> None:
    spans = [one for one in records if one["kind"] == "span"]
    others = [one for one in records if one["kind"] != "span"]
    place = others.index(_first(others, "link"))
    reading = _read(_file([*others[:place], *reversed(spans), *others[place:]]))
    assert bundles.without_own_ids(reading.bundle) == bundles.without_own_ids(bundles.full())


def test_the_broken_samples_are_refused(shared: Path) -> None:
    files = sorted((shared / "checks" / "fixtures" / "broken").glob("jsonl*"))
    assert files
    for at in files:
        with pytest.raises(CannotRead):
            JsonLines().read(Source.of_path(at), ReadOptions())


@pytest.mark.parametrize(
    ("kind", "changed", "said"),
    [
        ("span", {"article": "a2"}, "line {n}: the id .* is there twice"),
        ("article", {"text": "Other words.", "id": "a1"}, "line {n}: the id a1 is there twice"),
        ("article", {"id": "a9"}, "line {n}: there is the same text twice"),
        ("link", {"id": "k9"}, "line {n}: there is the same link twice"),
    ],
)
def test_what_comes_again_far_behind_is_named_with_its_line(
    records: list[Record], kind: str, changed: dict[str, Any], said: str
) -> None:
    again = {**_first(records, kind), **changed}
    if kind == "span":
        text = next(one["text"] for one in records if one.get("id") == "a2")
        again |= {"parts": [[0, 3]], "text": [text[:3]]}
    if "text" in changed:
        again["sha256"] = hashlib.sha256(changed["text"].encode()).hexdigest()
    last = max(n for n, one in enumerate(records) if one["kind"] == kind)
    records.insert(last + 1, again)
    with pytest.raises(CannotRead, match=said.format(n=last + 2)):
        _read(_file(records))

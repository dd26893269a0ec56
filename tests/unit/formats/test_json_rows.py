"""JSON lines that are not ours: keys are columns; each fault is named with its line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import CannotRead
from annotator.formats.base import Reading, ReadOptions
from annotator.formats.json_rows import JsonRows
from annotator.formats.rows.mapping import SourceMap
from annotator.formats.sources import Source


def read(data: str | bytes, options: ReadOptions | None = None) -> Reading:
    raw = data if isinstance(data, bytes) else data.encode()
    return JsonRows().read(Source("a.jsonl", data=raw), options or ReadOptions())


def test_lines_become_articles_with_their_row() -> None:
    reading = read('{"text": "Said.", "title": "One"}\n\n{"title": "Two", "text": "", "n": 1}\n')
    (content,) = reading.bundle.contents
    assert (content.article.text, content.article.title, content.row) == ("Said.", "One", 1)
    assert [(one.row, one.reason) for one in reading.refused] == [(3, "no text in “text”")]


def test_values_become_texts_and_what_cannot_is_counted() -> None:
    record = {"text": "a", "n": 7, "yes": True, "none": None, "tags": ["a", 1],
              "meta": {"desk": "foreign", "deep": {"x": 1}}, "spans": [{"start": 0}]}  # fmt: skip
    reading = read(json.dumps(record))
    (content,) = reading.bundle.contents
    assert content.article.meta == {"n": "7", "yes": "true", "tags": "a; 1", "meta_desk": "foreign"}
    assert [(loss.item, loss.n, loss.of) for loss in reading.losses] == [("value", 1, 1)] * 2
    assert ["meta" in reading.losses[0].how, "spans" in reading.losses[1].how] == [True, True]


def test_half_characters_are_refused_with_their_line() -> None:
    with pytest.raises(CannotRead, match="line 1: it has half a character"):
        read('{"text": "a\\ud83d"}\n')


DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"text": "\xff"}', "byte 11 is not UTF-8"),
        (b'{"text": NaN}', "no JSON"),
        (b'{"text": Infinity}', "no JSON"),
        (b'{"text": "a", "text": "b"}', "“text” twice"),
        (b'{"text": ' + b"9" * 1_000_000 + b"}", "no JSON"),
        (f'{{"text": {DEEP}}}'.encode(), "nested more than 200"),
        (b'["text"]', "no JSON object"),
        (b'{"text": "a"', "no JSON"),
        (b'{"text": "' + bytes(10) + b'"}', "no JSON"),
        (b'{"text": "a', "no JSON"),
    ],
)
def test_a_bad_line_is_refused_with_its_number(line: bytes, words: str) -> None:
    with pytest.raises(CannotRead) as raised:
        read(b'{"text": "good"}\n' + line + b"\n")
    assert "a.jsonl, line 2: " in str(raised.value)
    assert words in str(raised.value)
    assert raised.value.where.line == 2


def test_a_line_of_a_hundred_megabytes_is_no_article() -> None:
    line = b'{"text": "' + b"a" * 99_999_900 + b'"}\n'
    reading = read(line + b'{"text": "b"}\n')
    assert [one.row for one in reading.refused] == [1]
    with pytest.raises(CannotRead, match="larger than 100 MB"):
        read(line + b"{}" * 200)


def test_too_many_keys_are_refused() -> None:
    with pytest.raises(CannotRead, match="more than 1,000"):
        read(json.dumps({f"k{n}": "" for n in range(2000)}))


def test_a_first_line_of_ours_is_left_to_the_lossless_form() -> None:
    ours = b'{"format":"annotator-jsonl","kind":"header","version":1}\n'
    assert formats.guess(Source("a.jsonl", data=ours)).name == "jsonl"
    assert formats.guess(Source("a.jsonl", data=b'\xef\xbb\xbf{"text": "a"}')).name == "json-rows"
    assert formats.guess(Source("a.jsonl", data=b"no JSON")).name == "jsonl"


@pytest.mark.parametrize(
    ("name", "n"),
    [
        ("prodigy/news_headlines_ner.jsonl", 373),
        ("prodigy/entity_linking_choice.jsonl", 30),
        ("prodigy/relations_excerpt.jsonl", 12),
        ("doccano/relation_extraction_example.jsonl", 1),
        ("doccano/tests_sequence_labeling_example_overlapping.jsonl", 1),
    ],
)
def test_the_samples_of_other_programs_are_read(shared: Path, name: str, n: int) -> None:
    reading = JsonRows().read(Source.of_path(shared / "samples" / name), ReadOptions())
    assert len([*reading.bundle.contents]) + len(reading.refused) == n
    assert all(re.fullmatch("the same text as row [0-9]+", one.reason) for one in reading.refused)


def test_a_sample_with_other_names_of_columns_needs_a_map(shared: Path) -> None:
    source = Source.of_path(shared / "samples/doccano/sequence_labeling_example.jsonl")
    with pytest.raises(CannotRead, match="Columns: column_data"):
        JsonRows().read(source, ReadOptions())
    given = SourceMap(columns={"text": "column_data"})
    reading = JsonRows().read(source, ReadOptions(map=given))
    assert [content.article.text[:9] for content in reading.bundle.contents] == [
        *("EU reject", "Peter Bla", "President")
    ]


def test_what_begins_with_a_brace_and_is_another_kind_of_file_is_none() -> None:
    assert JsonRows().sniff("a.txt", b'{"text": "a"}\n') == 20
    assert JsonRows().sniff("a.rtf", b"{\\rtf1\\ansi The ferry is late.}") == 0

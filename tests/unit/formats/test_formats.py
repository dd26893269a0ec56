"""The list of formats, and which one a source is taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import CannotRead, WrongUse
from annotator.formats.base import Purpose, write_options
from annotator.formats.sources import Source


def test_every_format_says_what_it_is() -> None:
    names = [one.name for one in formats.FORMATS]
    assert names == [
        "text", "html", "csv", "xlsx", "json-rows", "jsonl", "docx", "tables", "parquet", "qdpx",
        "qdc", "report", "docbin", "w3c", "archive",
    ]  # fmt: skip
    for one in formats.FORMATS:
        assert one.title
        assert one.target in {"file", "folder"}
        assert one.can_read or one.can_write
        assert formats.by_name(one.name) is one
        assert bool(one.always_lost) == one.can_write
        assert one.can_write or not one.options
        assert all(option.default in (option.values or (option.default,)) for option in one.options)


def test_every_line_of_the_list_of_exports_says_what_it_is_for_and_begins_with_what_can_be() -> (
    None
):
    lines = [(one, line) for one in formats.FORMATS if one.can_write for line in one.offered()]
    titles = [line.title for _, line in lines]
    assert len({*titles}) == len(titles)
    for one, line in lines:
        assert line.summary
        assert isinstance(one.purpose, Purpose)
        assert {option.name for option in line.hidden} <= {option.name for option in one.options}
        write_options(one, line.chosen)
        is_folder = one.default_name("study", line.ending) == f"study-{one.name}"
        assert is_folder == one.is_folder(Path(one.default_name("study", line.ending)))


def test_those_that_can_be_read_are_listed_apart() -> None:
    assert [one for one in formats.FORMATS if one.can_read] == [*formats.READERS]


def test_the_options_of_all_formats_are_there_once() -> None:
    names = [one.name for one in formats.every_option()]
    assert names == ["preset", "separator", "part", "for", "split", "seed", "licence"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"preset": "sas"}, "r, excel"),
        ({"colour": "red"}, "preset, separator"),
        ({"text": "offsets"}, "preset, separator"),
    ],
)
def test_an_option_that_is_not_there_is_wrong_use_that_names_the_right_ones(
    said: dict[str, str], words: str
) -> None:
    with pytest.raises(WrongUse) as caught:
        write_options(formats.by_name("tables"), said)
    assert words in caught.value.hint


def test_an_unknown_format_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match=r"no format “doc”") as caught:
        formats.by_name("doc")
    assert "text, html, csv, xlsx, json-rows, jsonl, docx, tables" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "data", "format_name"),
    [
        ("a.txt", b"A text.", "text"),
        ("a", b"A text.", "text"),
        ("a.TXT", b"\xff\xfeA\x00", "text"),
        ("a.jsonl", b'{"format":"annotator-jsonl","kind":"header"}\n', "jsonl"),
        ("a.txt", b'{"format":"annotator-jsonl","kind":"header"}\n', "jsonl"),
        ("a.jsonl", b'{"text": "of another program"}\n', "json-rows"),
        ("page.HTML", b"<p>A text.</p>", "html"),
        ("page", b"\xef\xbb\xbf<!DOCTYPE html><html>", "html"),
        ("page", "<html>".encode("utf-16"), "html"),
        ("a.docx", b"PK\x03\x04....word/document.xml", "docx"),
        ("a.txt", b"He wrote <html> and nothing else.", "text"),
    ],
)
def test_a_source_is_known_by_name_and_content(name: str, data: bytes, format_name: str) -> None:
    assert formats.guess(Source(name, data=data)).name == format_name


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "is empty"),
        ("a.odt", b"PK\x03\x04....opendocument", "OpenDocument"),
        ("a.txt", b"%PDF-1.4", "PDF"),
        ("a.annotator", b"SQLite format 3\x00" + b"\0" * 52 + b"ANNO", "Annotator project"),
        ("a.xml", b"<p>text</p>", "a kind that is not read yet"),
        ("a.jsonld", b'{"@context":["http://www.w3.org/ns/anno.jsonld"],\n', "not read yet"),
        ("a.json", b'{"@context":["http://www.w3.org/ns/anno.jsonld"],\n', "not read yet"),
        ("a", bytes(range(32)) * 9, "something other than text"),
    ],
)
def test_what_nothing_reads_is_named(name: str, data: bytes, words: str) -> None:
    with pytest.raises(CannotRead, match=words):
        formats.guess(Source(name, data=data))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="was not found"):
        formats.guess(Source.of_path(tmp_path / "nowhere.txt"))

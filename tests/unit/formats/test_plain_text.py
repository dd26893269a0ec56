"""A file of text becomes one article, or is refused with a sentence."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotRead, WrongUse
from annotator.formats.base import Reading, ReadOptions, write_options
from annotator.formats.plain_text import PlainText, first_line
from annotator.formats.sources import Source

if TYPE_CHECKING:
    from annotator.model.article import Article


def _read(data: bytes, encoding: str | None = None) -> Reading:
    options = ReadOptions(encoding, new_id=lambda: "id-1", now=lambda: "2026-03-01T10:00:00Z")
    return PlainText().read(Source("note.txt", data=data), options)


def _article(data: bytes, encoding: str | None = None) -> Article:
    (content,) = _read(data, encoding).bundle.contents
    return content.article


def test_a_file_becomes_an_article_with_where_it_came_from() -> None:
    data = "\ufeffHarbour reopens\r\n\r\nThe minister said on Monday that it would.\r\n".encode()
    found = _article(data)
    assert found.text == "Harbour reopens\n\nThe minister said on Monday that it would.\n"
    assert found.title == "Harbour reopens"
    assert found.sha256 == hashlib.sha256(found.text.encode()).hexdigest()
    assert found.raw_sha256 == hashlib.sha256(data).hexdigest()
    assert (found.id, found.source) == ("id-1", "note.txt")
    assert found.imported_at == "2026-03-01T10:00:00Z"


def test_characters_that_no_text_may_have_are_counted() -> None:
    reading = _read(b"a\x00b\x00c and more words that make this a text\n")
    (content,) = reading.bundle.contents
    assert content.article.text.startswith("a\ufffdb\ufffdc")
    assert "2 characters" in reading.notes[0]


def test_a_guess_is_said() -> None:
    reading = _read("Il a été élu.".encode("cp1252"))
    assert reading.encoding_guessed
    assert "Windows-1252" in reading.notes[0]
    assert not _read("Il a été élu.".encode("cp1252"), "cp1252").encoding_guessed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "note.txt is empty."),
        (b" \n\t\n\xc2\xa0", "holds only blanks"),
        (b"\xef\xbb\xbf", "holds only blanks"),
        (b"%PDF-1.7\n", "looks like a PDF file"),
        (b"PK\x03\x04" + b"\0" * 20 + b"word/document.xml", "looks like a Word document"),
        (b"PK\x03\x04" + b"\0" * 20, "looks like a ZIP archive"),
        (b"SQLite format 3\x00" + b"\0" * 100, "looks like a database"),
        (b"SQLite format 3\x00" + b"\0" * 52 + b"ANNO" + b"\0" * 30, "an Annotator project"),
        (b"{\\rtf1\\ansi hello}", "rich text"),
        (bytes(range(256)) * 4, "something other than text"),
        (b"a" * 100_000_001, "larger than 100 MB"),
    ],
)
def test_what_is_no_text_gets_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(CannotRead) as caught:
        _read(data)
    assert words in caught.value.message
    assert caught.value.hint
    assert caught.value.where.file == "note.txt"


def test_what_is_no_file_gets_a_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name, words in {
        "pipe": "is not a file",
        "folder": "is a folder",
        "loop": "cannot be read",
        "nothing": "was not found",
        "a\x00b": "cannot be read",
    }.items():
        with pytest.raises(CannotRead, match=words):
            PlainText().read(Source.of_path(tmp_path / name), ReadOptions())


def test_the_title_is_the_first_line_with_words() -> None:
    assert first_line("\n \u2028\n  A title \nmore") == "A title"
    assert first_line("no end") == "no end"
    assert len(first_line("a" * 5000)) == 300
    assert first_line("a" * 5000).endswith("…")


def test_a_pasted_text_is_read_like_a_file() -> None:
    reading = PlainText().read(
        Source.of_text("half \ud83d of it", "clipboard"), ReadOptions(encoding=None)
    )
    (content,) = reading.bundle.contents
    assert content.article.text == "half \ufffd of it"


def test_texts_are_not_exported() -> None:
    assert not PlainText().can_write
    with pytest.raises(WrongUse, match="can be imported, not exported"):
        write_options(PlainText(), {})


def test_the_sample_files_give_one_text_whatever_their_encoding(shared: Path) -> None:
    folder = shared / "samples" / "txt"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    names = [name for name in expected if name.endswith(".txt")]
    found = {name: _article((folder / name).read_bytes()) for name in names}
    assert {name: len(one.text) for name, one in found.items()} == {
        name: expected[name] for name in names
    }
    assert len({one.sha256 for one in found.values()}) == 1


def test_the_arabic_sample_is_found_to_be_in_its_old_encoding(shared: Path) -> None:
    data = (shared / "samples" / "txt" / "cp1256_persian_arabic.txt").read_bytes()
    reading = _read(data)
    (content,) = reading.bundle.contents
    assert (reading.encoding, reading.encoding_guessed) == ("cp1256", True)
    assert (content.article.language, content.article.direction) == ("ar", "rtl")

"""Where bytes come from: files and pasted words, read within limits; what is no text is known."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from annotator.errors import CannotRead
from annotator.formats.sources import (
    HEAD_BYTES,
    Source,
    looks_like,
    no_text,
    too_large,
    utf16_by_zeros,
    what_it_looks_like,
)


def test_a_file_is_read_whole_and_its_head_alone(tmp_path: Path) -> None:
    data = b"abc" * HEAD_BYTES
    (tmp_path / "a.txt").write_bytes(data)
    source = Source.of_path(tmp_path / "a.txt")
    assert (source.name, source.read(), source.head()) == ("a.txt", data, data[:HEAD_BYTES])
    assert source.held() is source
    assert Source.of_path(tmp_path / "a.txt", "n1/a.txt").name == "n1/a.txt"


def test_a_small_file_is_held_so_that_it_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    held = Source.of_path(path).held()
    path.unlink()
    assert (held.name, held.read(), held.head(), held.path) == ("a.txt", b"abc", b"abc", None)


def test_half_characters_in_names_and_pasted_words_become_one_sign_each(tmp_path: Path) -> None:
    assert Source.of_path(tmp_path / "a\udcff.txt").name == "a\ufffd.txt"
    pasted = Source.of_text("a\ud83db", "words")
    assert (pasted.name, pasted.read(), pasted.path) == ("words", "a\ufffdb".encode(), None)


def test_more_than_the_limit_is_refused_and_just_as_much_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abcd")
    for source in (Source.of_path(tmp_path / "a.txt"), Source("a.txt", data=b"abcd")):
        assert source.read(limit=4) == b"abcd"
        with pytest.raises(CannotRead, match="is larger than 0 MB") as refused:
            source.read(limit=3)
        assert refused.value.where.file == "a.txt"
    assert "larger than 100 MB" in too_large("x", 100_000_000).message


def test_what_is_no_file_or_not_there_is_said(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "none.txt", "none.txt was not found"),
        (tmp_path / "a\0b", "cannot be read"),
    ):
        with pytest.raises(CannotRead, match=words) as refused:
            Source.of_path(path).read()
        assert refused.value.hint
        assert refused.value.where.file == path.name
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotRead, match="was not found"):
        Source.of_path(tmp_path / "file" / "a.txt").read()
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(CannotRead, match="is not a file"):
            Source.of_path(tmp_path / "pipe").read()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"PK\x03\x04....", "zip"),
        (b"PK\x05\x06", "zip"),
        (b"PK\x03\x04..word/document.xml", "word"),
        (b"PK\x03\x04..xl/workbook.xml", "excel"),
        (b"PK\x03\x04..ppt/slides", "slides"),
        (b"PK\x03\x04..project.qde", "qdpx"),
        (b"%PDF-1.7", "pdf"),
        (b"SQLite format 3\x00".ljust(100, b"\x00"), "database"),
        (b"SQLite format 3\x00".ljust(68, b"\x00") + b"ANNO", "project"),
        (b"{\\rtf1", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office file"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"GIF87a", "picture"),
        (b"GIF89a", "picture"),
        (b"\x1f\x8b\x08", "compressed file"),
        (b"BZh91AY&SY", "compressed file"),
        (b"\xfd7zXZ\x00", "compressed file"),
        (b"7z\xbc\xaf\x27\x1c", "compressed file"),
        (b"\x7fELF", "program"),
        (b"MZ\x90\x00", "program"),
        (b"\x01\x02\x03\x00\x00", "binary"),
        (b"words \x01" * 2, "binary"),
        (b"", ""),
        (b"words\tand\nlines\r\n\x0c\x1b", ""),
        (b"x" * 100 + b"\x00" * 5, ""),
        (b"x" * 94 + b"\x00" * 6, "binary"),
        ("words".encode("utf-16"), ""),
        ("words".encode("utf-16-le"), ""),
        ("words".encode("utf-16-be"), ""),
        (b"\x00\x00\xfe\xff\x00\x00\x00a", ""),
    ],
)
def test_what_is_no_text_is_known_by_how_it_begins(head: bytes, kind: str) -> None:
    assert looks_like(head) == kind
    if kind:
        words = what_it_looks_like(kind)
        assert words.split()[0] in {"a", "an", "something"}
        refused = no_text("a.bin", kind)
        assert refused.message == f"a.bin is no text: it looks like {words}."
        assert refused.hint.startswith("Open it" if kind == "project" else "Save it as plain text")


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("words".encode("utf-16-le"), "utf-16-le"),
        ("words".encode("utf-16-be"), "utf-16-be"),
        (b"words", ""),
        (b"\x00\x00ab", ""),
        (b"a" * 40 + b"b\x00", ""),
        (b"a" * 18 + b"b\x00", ""),
        (b"a" * 17 + b"\x00", "utf-16-le"),
        (b"ab" * 8 + b"a\x00", "utf-16-le"),
        (b"ab" * 8 + b"\x00a", "utf-16-be"),
    ],
)
def test_zeros_at_every_other_place_tell_utf_16(head: bytes, found: str) -> None:
    assert utf16_by_zeros(head) == found

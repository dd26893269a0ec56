"""What kind of file begins with some bytes, where it is no text."""

from __future__ import annotations

import pytest

from annotator.text.file_kinds import in_words, looks_like, utf16_by_zeros


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"PK\x03\x04....", "zip"),
        (b"PK\x05\x06", "zip"),
        (b"PK\x03\x04..word/document.xml", "word"),
        (b"PK\x03\x04..xl/workbook.xml", "excel"),
        (b"PK\x03\x04..ppt/slides", "slides"),
        (b"PK\x03\x04..project.qde", "refi"),
        (b"PK\x03\x04..[Content_Types].xml", "office"),
        (b"PK\x03\x04mimetypeapplication/epub+zip", "e-book"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "opendocument"),
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
        (b"Rar!\x1a\x07\x01", "compressed file"),
        (b"Rar! A title", ""),
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
        assert in_words(kind).split()[0] in {"a", "an", "something"}


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

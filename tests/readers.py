"""A good source of each format that is read, and how to spoil it.

A new format puts its own here; `tests/unit/formats/test_every_reader.py` then tries all faults.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from annotator.formats import FORMATS, by_name
from annotator.formats.base import ReadOptions
from annotator.formats.sources import Source
from tests import bundles, exports
from tests.card_file import CardFile

if TYPE_CHECKING:
    from annotator.formats.base import Format, Reading
    from annotator.model.bundle import Bundle

TEXT = "The minister said on Monday that the harbour would reopen. “It will,” she said. " * 9
HEAD = ("title", "text", "date", "desk")
ROW = ("Harbour reopens – ‫متن‬ 😊", TEXT, "2026-03-02", "00123")


@dataclass(frozen=True)
class Sample:
    """A good source: its name and bytes, and how many articles are in it."""

    name: str
    data: bytes
    n: int = 1


def _text() -> Sample:
    return Sample("a.txt", f"{ROW[0]}\n\n{TEXT}\n".encode())


def _html() -> Sample:
    page = f"<html><head><title>{ROW[0]}</title></head><body><p>{TEXT}</p></body></html>"
    return Sample("a.html", page.encode())


def _csv() -> Sample:
    cells = ('"{}"'.format(one.replace('"', '""')) for one in ROW)
    return Sample("a.csv", f"{','.join(HEAD)}\n{','.join(cells)}\n".encode())


def _xlsx() -> Sample:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEAD)
    book.active.append(ROW)
    made = BytesIO()
    book.save(made)
    return Sample("a.xlsx", made.getvalue())


def _json_rows() -> Sample:
    import json

    return Sample("a.jsonl", (json.dumps(dict(zip(HEAD, ROW, strict=True))) + "\n").encode())


def _jsonl() -> Sample:
    from annotator.formats import LOSSLESS

    bundle = bundles.small()
    with TemporaryDirectory() as folder:
        exports.write(LOSSLESS, bundle, Path(folder) / "a.jsonl")
        data = (Path(folder) / "a.jsonl").read_bytes()
    return Sample("a.jsonl", data, len([*bundle.contents]))


def _docx() -> Sample:
    from docx import Document

    file = Document()
    for line in (ROW[0], TEXT):
        file.add_paragraph(line)
    file.add_comment(file.paragraphs[1].runs, "claim: on harbours", author="Ada", initials="A")
    made = BytesIO()
    file.save(made)
    return Sample("a.docx", made.getvalue())


def _refi(name: str, bundle: Bundle, n: int) -> Sample:
    with TemporaryDirectory() as folder:
        exports.write(by_name(name), bundle, Path(folder) / "a")
        return Sample(f"a.{name}", (Path(folder) / "a").read_bytes(), n)


def _tables() -> Sample:
    made = BytesIO()
    with TemporaryDirectory() as folder, zipfile.ZipFile(made, "w") as file:
        for one in sorted(exports.tables_in(Path(folder)).iterdir()):
            file.write(one, one.name)
    return Sample("a.zip", made.getvalue(), 0)


def _cards() -> Sample:
    lines = (f"{key}: {value}" for key, value in zip(HEAD, ROW, strict=True))
    return Sample("a.cards", "\n".join(("%cards", *lines, "")).encode())


_MADE = {
    "text": _text,
    "html": _html,
    "csv": _csv,
    "xlsx": _xlsx,
    "json-rows": _json_rows,
    "jsonl": _jsonl,
    "docx": _docx,
    "qdpx": lambda: _refi("qdpx", bundles.small(), len([*bundles.small().contents])),
    "qdc": lambda: _refi("qdc", bundles.small(), 0),
    "tables": _tables,
    "cards": _cards,
}
EVERY = (*FORMATS, CardFile())
"""All formats, and one that was written for the tests alone."""
READERS = tuple(one for one in EVERY if one.can_read)


@cache
def sample_of(name: str) -> Sample:
    """Give the good source of the format of this name."""
    return _MADE[name]()


def read(chosen: Format, data: bytes, name: str) -> Reading:
    """Read these bytes, all articles through."""
    reading = chosen.read(Source(name, data=data), ReadOptions())
    for _ in reading.bundle.contents:
        pass
    return reading


def spoilt_inside(sample: Sample, part: int, at: int, by: int) -> bytes:
    """Give a source with one byte of its text other; within an archive in one of its parts."""
    if not zipfile.is_zipfile(BytesIO(sample.data)):
        return spoilt(sample.data, at, by)
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(sample.data)) as before, zipfile.ZipFile(made, "w") as after:
        names = before.namelist()
        for name in names:
            held = before.read(name)
            after.writestr(name, spoilt(held, at, by) if name == names[part % len(names)] else held)
    return made.getvalue()


def spoilt(data: bytes, at: int, by: int) -> bytes:
    """Give bytes with one of them other."""
    if not data:
        return data
    at %= len(data)
    return data[:at] + bytes([data[at] ^ by]) + data[at + 1 :]

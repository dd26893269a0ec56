"""A workbook that was just written, read back cell by cell to be compared: by its own XML.

openpyxl would read it too, in ten times the time; that others can read it is for the tests.
"""

from __future__ import annotations

import zipfile
from datetime import datetime, timedelta
from typing import IO, TYPE_CHECKING, TypeAlias
from xml.parsers import expat

from annotator.formats.rows.workbook import unescaped
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_CHUNK = 1 << 16
_WORKBOOK, _RELATIONS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
_SHARED = "xl/sharedStrings.xml"
_ZERO = datetime.fromisoformat("1899-12-30")
"""The day from which a workbook counts, for days from March 1900 on."""
_DAY = 86_400

ReadCell: TypeAlias = str | float | bool | datetime | None


def rows_of_sheets(
    at: Path, moments: frozenset[str], hear: Callable[[str, Sequence[ReadCell]], None]
) -> None:
    """Tell each row of each sheet, by its name; `moments` are the forms of days and of moments.

    Raises `ValueError` for what no workbook of ours has, `KeyError` and `BadZipFile` for what is
    none.
    """
    with zipfile.ZipFile(at) as book:
        places = {one["Id"]: one["Target"] for one in _elements(book, _RELATIONS, "Relationship")}
        styles, shared = _moments(book, moments), _shared_words(book)
        for one in _elements(book, _WORKBOOK, "sheet"):
            name = one["name"]
            with book.open(f"xl/{places[one['r:id']].removeprefix('/xl/')}") as file:
                told = _Sheet(styles, shared, lambda cells, name=name: hear(name, cells))  # type: ignore[misc]
                told.read(file)


def _elements(book: zipfile.ZipFile, part: str, wanted: str) -> list[dict[str, str]]:
    """Give the attributes of all elements of a name, in their order."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == wanted:
            found.append(attributes)

    parser.StartElementHandler = start
    _parsed(parser, book.read(part))
    return found


def _shared_words(book: zipfile.ZipFile) -> list[str]:
    """Give the words that cells name by their place: few and short ones, as we write them."""
    found: list[str] = []
    if _SHARED not in book.namelist():
        return found
    said: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = said.append

    def end(name: str) -> None:
        if name == "si":
            found.append(unescaped("".join(said)))
            said.clear()

    parser.EndElementHandler = end
    with book.open(_SHARED) as file:
        while chunk := file.read(_CHUNK):
            _parsed(parser, chunk, is_last=False)
    _parsed(parser, b"")
    return found


def _moments(book: zipfile.ZipFile, forms: frozenset[str]) -> frozenset[str]:
    """Give the numbers of the styles in which a number is a day or a moment."""
    known = {one["numFmtId"]: one["formatCode"] for one in _elements(book, _STYLES, "numFmt")}
    every = _elements(book, _STYLES, "xf")
    n_base = len(every) - int(_elements(book, _STYLES, "cellXfs")[0]["count"])
    return frozenset(
        str(n)
        for n, one in enumerate(every[n_base:])
        if known.get(one.get("numFmtId", "")) in forms
    )


def _parsed(parser: expat.XMLParserType, data: bytes, *, is_last: bool = True) -> None:
    try:
        parser.Parse(data, is_last)
    except expat.ExpatError as problem:
        raise ValueError(str(problem)) from problem


class _Sheet:
    """Hears the XML of one sheet."""

    def __init__(
        self,
        moments: frozenset[str],
        shared: Sequence[str],
        hear: Callable[[Sequence[ReadCell]], None],
    ) -> None:
        self._moments, self._shared, self._hear = moments, shared, hear
        self._n_rows = 0
        self._cells: list[ReadCell] = []
        self._cell: Mapping[str, str] = {}
        self._words: list[str] | None = None
        self._said: list[str] = []
        self._columns: dict[str, int] = {}

    def read(self, file: IO[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        while chunk := file.read(_CHUNK):
            _parsed(parser, chunk, is_last=False)
        _parsed(parser, b"")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._cell, self._said = attributes, []
        elif name in ("t", "v"):
            self._words = self._said
        elif name == "row":
            for _ in range(self._n_rows + 1, int(attributes["r"])):
                self._hear(())
            self._n_rows, self._cells = int(attributes["r"]), []

    def _end(self, name: str) -> None:
        if name == "c":
            column = self._column(self._cell["r"])
            cells = self._cells
            while len(cells) < column:
                cells.append(None)
            cells.append(self._value())
        elif name in ("t", "v"):
            self._words = None
        elif name == "row":
            self._hear(self._cells)

    def _text(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)

    def _column(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        known = self._columns.get(letters)
        if known is None:
            known = 0
            for one in letters:
                known = known * 26 + ord(one) - 64
            known = self._columns[letters] = known - 1
        return known

    def _value(self) -> ReadCell:
        said, kind = "".join(self._said), self._cell.get("t", "n")
        if kind in ("inlineStr", "str"):
            return unescaped(said)
        if kind == "s":
            return self._shared[int(said)]
        if kind == "b":
            return said == "1"
        if kind == "n" and self._cell.get("s") in self._moments:
            return _ZERO + timedelta(seconds=round(float(said) * _DAY))
        if kind == "n" and said:
            return float(said)
        raise ValueError(tr("a cell holds what was not written"))

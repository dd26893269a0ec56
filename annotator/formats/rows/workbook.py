"""The cells of an Excel workbook: values of formulas, dates as dates, merged cells filled.

The archive is looked through before openpyxl opens it; what columns mean is known to others.
"""

from __future__ import annotations

import re
import warnings
import weakref
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from annotator.errors import CannotRead, Where
from annotator.formats import zip_archive
from annotator.formats.rows.grid import MAX_COLUMNS, GridRow
from annotator.formats.rows.merged import Merged, MergesHeard, filled
from annotator.formats.rows.row_format import SourceGrid
from annotator.formats.safe_xml import XmlCheck
from annotator.formats.sources import held_whole
from annotator.language import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    from annotator.formats.rows.grid import Grid
    from annotator.formats.rows.mapping import SourceMap


_ROWS = 1_048_576
"""As many as a sheet can have."""
_DIGITS = 12
_SHARED = "xl/sharedStrings.xml"
_MOST_NAMES = 1_000_000
"""Of so many bytes the names of sheets are read."""
_MOST_ELEMENTS = 25_000_000
"""Cells of ours, of two elements, take 40 bytes with their words: as many as 500 MB may have."""
_MAX_MERGED = 2_000_000
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ZEROS = re.compile("0{2,20}")
# Whatever openpyxl meets in a workbook that another program made oddly.
_ODD = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError),
    *(NotImplementedError, RecursionError, SyntaxError, TypeError, ValueError),
    *(zipfile.BadZipFile, zlib.error),
)


def opened(data: bytes, name: str, said: SourceMap) -> SourceGrid:
    """Give the cells of one sheet: the one that is said, else the first that holds some.

    Raises `CannotRead`. openpyxl must be there.
    """
    parts: dict[str, _Sheet] = {}

    def check_of(part: str) -> XmlCheck:
        sheet = parts.setdefault(part, _Sheet())
        return XmlCheck(sheet.hear, sheet.end)

    zip_archive.checked(data, name, tr("an Excel workbook"), check_of)
    try:
        sheets = _sheets(data)
        sheet = _chosen(sheets, said.sheet, name)
    except _ODD as problem:
        raise _odd(name) from problem
    scanned = parts.get(sheet._worksheet_path.lstrip("/"), _Sheet())
    if not scanned.is_in_order:
        # openpyxl would pass over a row that comes too late.
        raise _odd(name)
    merged = sorted(scanned.merged)
    others = len(sheets) - 1
    notes = [*held_words(data, name)]
    if others and not said.sheet:
        words = {"name": name, "sheet": sheet.title}
        notes.append(
            trn(
                "{name}: the sheet “{sheet}” was read, {n} other was not.",
                "{name}: the sheet “{sheet}” was read, {n} others were not.",
                others,
                **words,
            )
        )
    if scanned.n_unvalued:
        notes.append(
            trn(
                "{name}: {n} formula has no stored value, its cell is empty.",
                "{name}: {n} formulas have no stored values, their cells are empty.",
                scanned.n_unvalued,
                name=name,
            )
        )
    return SourceGrid(
        replace(said, sheet=sheet.title),
        grid=lambda: filled(_texts(sheet, name), merged),
        sheets=tuple(one.title for one in sheets),
        notes=tuple(notes),
    )


def names_sheets(data: bytes | BinaryIO, *names: str) -> bool:
    """Say whether a workbook may have a sheet of these names; what is no workbook has none."""
    head = zip_archive.head_of_part(data, "xl/workbook.xml", _MOST_NAMES)
    return any(f'name="{name}"'.encode() in head for name in names)


def held_words(data: bytes | BinaryIO, name: str) -> tuple[str, ...]:
    """Say how many of the words that its sheets share lie in memory at once, if they are many.

    A spreadsheet program that saves a workbook anew puts all of them together.
    """
    with suppress(*_ODD), zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else data) as it:
        return held_whole(name, it.getinfo(_SHARED).file_size)
    return ()


def every_sheet(data: bytes | BinaryIO, name: str) -> dict[str, Grid]:
    """Give the cells of all sheets, by their names, also of hidden ones.

    What cells hold that are merged over rows stands in all these rows; of those merged side by side
    it stands once. What a formula came to that failed is told as it is shown ("#N/A"). A file is
    closed once nobody asks for cells any more. Raises `CannotRead`.
    """
    parts: dict[str, MergesHeard] = {}

    def check_of(part: str) -> XmlCheck:
        return parts.setdefault(part, MergesHeard(_MOST_ELEMENTS))

    zip_archive.checked(data, name, tr("an Excel workbook"), check_of)
    try:
        sheets = _sheets(data, hidden=True)
    except _ODD as problem:
        raise _odd(name) from problem
    merged = {one: part.down() for one, part in parts.items()}
    return {
        one.title: partial(
            _filled, one, f"{name}: {one.title}", merged.get(one._worksheet_path.lstrip("/"), [])
        )
        for one in sheets
    }


def _filled(sheet: ReadOnlyWorksheet, name: str, merged: list[Merged]) -> Iterator[GridRow]:
    rows = _texts(sheet, name, failed=True)
    return filled(rows, merged) if merged else rows


def _odd(name: str) -> CannotRead:
    return CannotRead(
        tr("{name} is no workbook that can be read.", name=name),
        tr("Open it in a spreadsheet program and save it anew as .xlsx."),
        Where(file=name),
    )


def _sheets(data: bytes | BinaryIO, *, hidden: bool = False) -> list[ReadOnlyWorksheet]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # It warns of styles and print areas that it passes over.
        warnings.simplefilter("ignore")
        file = BytesIO(data) if isinstance(data, bytes) else data
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    if not isinstance(data, bytes):
        weakref.finalize(book, data.close)
    every = list(book.worksheets)
    shown = [one for one in every if hidden or one.sheet_state == "visible"] or every
    for one in shown:
        one.reset_dimensions()
    return shown


def _chosen(sheets: list[ReadOnlyWorksheet], said: str, name: str) -> ReadOnlyWorksheet:
    if said:
        for one in sheets:
            if one.title.casefold() == said.casefold():
                return one
        raise CannotRead(
            tr("{name} has no sheet “{sheet}”.", name=name, sheet=said),
            tr("Its sheets: {names}.", names=", ".join(one.title for one in sheets)),
            Where(file=name),
        )
    if not sheets:
        raise LookupError(name)
    held = (
        one
        for one in sheets
        if any(any(row) for row in one.iter_rows(max_row=20, values_only=True))
    )
    return next(held, sheets[0])


# --- what is in the XML and openpyxl does not tell --------------------------------------------


@dataclass(slots=True)
class _Sheet:
    """What is noted of a sheet while its XML is checked: merged cells, formulas without values."""

    merged: list[Merged] = field(default_factory=list)
    n_unvalued: int = 0
    is_in_order: bool = True
    _row: int = 0
    _n_cells: int = 0
    _waits: bool = False

    def hear(self, name: str, attributes: Mapping[str, str]) -> None:
        bare = name.rpartition(":")[2]
        if bare == "row" and attributes.get("r", "").isdecimal():
            row = int(attributes["r"][:_DIGITS])
            self.is_in_order &= row > self._row
            self._row = row
        elif bare == "f":
            self._waits = True
        elif bare == "v":
            self._waits = False
        elif bare == "mergeCell" and (found := _RANGE.fullmatch(attributes.get("ref", ""))):
            left, right = min(_column(found[1]), MAX_COLUMNS), min(_column(found[3]), MAX_COLUMNS)
            self._n_cells += right - left + 1
            if self._n_cells <= _MAX_MERGED:
                self.merged.append(Merged(int(found[2]), left, int(found[4]), right))

    def end(self, name: str) -> None:
        if self._waits and name.rpartition(":")[2] == "c":
            self.n_unvalued += 1
            self._waits = False


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


# --- the cells --------------------------------------------------------------------------------


def _texts(sheet: ReadOnlyWorksheet, name: str, *, failed: bool = False) -> Iterator[GridRow]:
    """Give the rows of a sheet; `failed`: with what is shown where a formula came to nothing."""
    number = 0
    try:
        for number, row in enumerate(sheet.iter_rows(max_row=_ROWS), start=1):
            yield GridRow(number, [_text(cell, failed=failed) for cell in row])
    except _ODD as problem:
        raise CannotRead(
            tr("{name}, row {row}: it cannot be read.", name=name, row=number + 1),
            tr("Open it in a spreadsheet program and save it anew as .xlsx."),
            Where(file=name, line=number + 1),
        ) from problem


def _text(cell: Any, *, failed: bool = False) -> str:
    """Give what a cell shows: numbers without needless zeros, dates as they are written here."""
    value = cell.value
    match value:
        case None:
            return ""
        case str():
            if cell.data_type == "e":
                return value if failed else ""
            return unescaped(value)
        case bool():
            return "true" if value else "false"
        case int():
            return _number(value, cell)
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            shown = value.isoformat(" ", "seconds")
            return shown.removesuffix(" 00:00:00")
        case date() | time():
            return value.isoformat()
    return str(value)


def _number(value: int, cell: Any) -> str:
    # 00123 is the number 123 with a format of zeros.
    shown = cell.number_format
    return str(value).zfill(len(shown)) if _ZEROS.fullmatch(shown or "") else str(value)


def unescaped(words: str) -> str:
    """Give what stands in a cell where a workbook writes `_x0041_` for A (ECMA-376, ST_Xstring)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words) if "_x" in words else words

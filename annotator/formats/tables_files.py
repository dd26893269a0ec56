"""Tables as CSV files: dialects, quoting, the guard against formulas; and reading back.

What stands in the tables is not known here.
"""

from __future__ import annotations

import csv
import hashlib
import re
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import IO, TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.formats.base import Option
from annotator.language import tr
from annotator.model.fields import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from annotator.formats.base import WriteOptions
    from annotator.formats.tables_columns import Cell, ExportTable, Row

PRESET = Option(
    "preset", "Tables", ("r", "excel"), "r", {"r": "for R and other programs", "excel": "for Excel"}
)
SEPARATOR = Option("separator", "Separator of the preset excel", (), ";")
GUARD = "'"
EXCEL_CELL = 32_767
"""How many UTF-16 units a cell of a workbook can show."""

_BUFFER = 1 << 16
_N_WAITING = 64
_MAY_NEED_GUARD = frozenset("'=+-@\t\r")
_LARGEST_CELL = (1 << 31) - 1
# The guard's own sign is guarded too where a formula would follow, so that taking it off is sure.
_FORMULA = re.compile("'*[=+\\-@\t\r]")
_GUARDED = re.compile("'+[=+\\-@\t\r]")
_DATED = {
    Kind.DATE: re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    Kind.TIME: re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How CSV files are written: for Excel with a byte order mark, CR LF and guards."""

    delimiter: str = ","
    for_excel: bool = False

    @classmethod
    def of(cls, options: WriteOptions) -> Dialect:
        """Give the dialect of a preset; raises `WrongUse` for a separator that cannot be one."""
        if options.of(PRESET) == PRESET.default:
            return cls()
        separator = options.of(SEPARATOR)
        if len(separator) != 1 or separator in "\"'\r\n=+-@":
            raise WrongUse(
                tr("“{separator}” cannot separate cells.", separator=separator),
                tr("Use ; or , or a tab."),
            )
        return cls(separator, for_excel=True)

    @property
    def encoding(self) -> str:
        """Python's name of the encoding."""
        return "utf-8-sig" if self.for_excel else "utf-8"


def guarded(text: str) -> str:
    """Give a text so that no spreadsheet takes it for a formula."""
    return GUARD + text if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Give what `guarded` made this of."""
    return text[1:] if _GUARDED.match(text) else text


class TableWriter:
    """Writes one table, or only counts what writing would do to it (`file` None)."""

    def __init__(self, table: ExportTable, dialect: Dialect, file: IO[bytes] | None) -> None:
        """Begin with the head row."""
        self.table, self._dialect, self._file = table, dialect, file
        self.n_rows = self.n_guarded = self.n_cut = self.n_bytes = 0
        self._sum = hashlib.sha256()
        kinds = [column.kind for column in table.columns]
        self._dated = {n: _DATED[kind] for n, kind in enumerate(kinds) if kind in _DATED}
        self._waiting: list[Sequence[Cell]] = [table.names()]
        if dialect.for_excel:
            self._put(b"\xef\xbb\xbf")

    def add(self, rows: Sequence[Row]) -> None:
        """Add some rows."""
        self.n_rows += len(rows)
        for n, dated in [*self._dated.items()]:
            if not all(dated.fullmatch(str(cell)) for cell in {row[n] for row in rows} if cell):
                del self._dated[n]
        if self._dialect.for_excel:
            rows = [tuple(map(self._guarded, row)) for row in rows]
        self._waiting += rows
        if len(self._waiting) > _N_WAITING:
            self.finish()

    def _guarded(self, cell: Cell) -> Cell:
        if not isinstance(cell, str):
            return cell
        if len(cell) > EXCEL_CELL // 2:
            self.n_cut += len(cell.encode("utf-16-le")) // 2 > EXCEL_CELL
        if cell[:1] not in _MAY_NEED_GUARD:
            return cell
        safe = guarded(cell)
        self.n_guarded += safe is not cell
        return safe

    def finish(self) -> None:
        """Write what is waiting."""
        text = self._text(self._waiting, "\r\n" if self._dialect.for_excel else "\n")
        if "\r" in text and not self._dialect.for_excel:
            # Cells with a CR are quoted only where the lines end with one too.
            text = "".join([self._text([row], "\r\n")[:-2] + "\n" for row in self._waiting])
        self._put(text.encode("utf-8"))
        self._waiting.clear()

    def _text(self, rows: Iterable[Sequence[Cell]], line_end: str) -> str:
        buffer = StringIO(newline="")
        csv.writer(buffer, delimiter=self._dialect.delimiter, lineterminator=line_end).writerows(
            rows
        )
        return buffer.getvalue()

    def _put(self, data: bytes) -> None:
        self.n_bytes += len(data)
        if self._file is not None:
            self._sum.update(data)
            self._file.write(data)

    def sha256(self) -> str:
        """Give the checksum of all that was written."""
        return self._sum.hexdigest()

    def kind_of(self, n: int) -> Kind:
        """Give what column `n` turned out to hold: a date that is only a year is no date."""
        kind = self.table.columns[n].kind
        return Kind.TEXT if kind in _DATED and n not in self._dated else kind


@contextmanager
def large_cells() -> Iterator[None]:
    """Let cells be as large as an article is, for a while."""
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def rows_of(file: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """Give the rows of an open file, head row first, without guards; raises `csv.Error`."""
    rows = csv.reader(file, delimiter=dialect.delimiter, strict=True)
    return ([*map(unguarded, row)] for row in rows) if dialect.for_excel else rows


def sha256_of(at: Path) -> str:
    """Give the checksum of a file."""
    checksum = hashlib.sha256()
    with at.open("rb") as file:
        while chunk := file.read(_BUFFER):
            checksum.update(chunk)
    return checksum.hexdigest()

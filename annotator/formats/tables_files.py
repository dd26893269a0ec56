"""Tables as CSV files: dialects, cells, quoting, the guard against formulas; and reading back.

What stands in the tables is not known here.
"""

from __future__ import annotations

import csv
import hashlib
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.formats.base import Option
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from annotator.formats.base import WriteOptions
    from annotator.formats.tables_columns import Cell, ExportColumn, ExportTable

PRESET = Option(
    "preset", "Tables", ("r", "excel"), "r", {"r": "for R and other programs", "excel": "for Excel"}
)
SEPARATOR = Option("separator", "Separator of the preset excel", (), ";")
GUARD = "'"
EXCEL_CELL = 32_767
"""How many UTF-16 units a cell of a workbook can show."""

_BOM = b"\xef\xbb\xbf"
_BUFFER = 1 << 16
_CSV_END = "\r\n"
_MAY_NEED_GUARD = frozenset("'=+-@\t\r")
_LARGEST_CELL = (1 << 31) - 1
# The guard's own sign is guarded too where a formula would follow, so that taking it off is sure.
_FORMULA = re.compile("'*[=+\\-@\t\r]")
_GUARDED = re.compile("'+[=+\\-@\t\r]")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How CSV files are written."""

    delimiter: str = ","
    line_end: str = "\n"
    has_bom: bool = False
    is_guarded: bool = False

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
        return cls(separator, "\r\n", has_bom=True, is_guarded=True)

    @property
    def encoding(self) -> str:
        """Python's name of the encoding."""
        return "utf-8-sig" if self.has_bom else "utf-8"


def plain(cell: Cell) -> str:
    """Give what a cell says, without quotation marks and guard."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    return str(cell)


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
        self.table = table
        self.n_rows = 0
        self.n_guarded = 0
        self.n_cut = 0
        self.n_bytes = 0
        self._dialect = dialect
        self._file = file
        self._sum = hashlib.sha256()
        self._dated = {
            n: _DAY if column.kind == "date" else _MOMENT
            for n, column in enumerate(table.columns)
            if column.kind in {"date", "datetime"}
        }
        self._lines: list[str] = []
        self._waiting = 0
        # Cells with either half of CR LF are to be quoted, whatever the line end of the file.
        self._csv = csv.writer(self, delimiter=dialect.delimiter, lineterminator=_CSV_END)
        if dialect.has_bom:
            self._put(_BOM)
        self._csv.writerow(table.names())

    def write(self, line: str) -> None:
        """Take a finished line (the `csv` module calls this)."""
        if self._dialect.line_end != _CSV_END:
            line = line[: -len(_CSV_END)] + self._dialect.line_end
        self._lines.append(line)
        self._waiting += len(line)
        if self._waiting > _BUFFER:
            self._flush()

    def row(self, cells: tuple[Cell, ...]) -> None:
        """Add a row."""
        self.n_rows += 1
        if self._dated:
            self._look_at_dates(cells)
        self._csv.writerow(self._guarded(cells) if self._dialect.is_guarded else cells)

    def _look_at_dates(self, cells: tuple[Cell, ...]) -> None:
        odd = [
            n
            for n, pattern in self._dated.items()
            if cells[n] and not pattern.fullmatch(str(cells[n]))
        ]
        for n in odd:
            del self._dated[n]

    def _guarded(self, cells: tuple[Cell, ...]) -> list[Cell]:
        found: list[Cell] = []
        for cell in cells:
            safe = cell
            if isinstance(cell, str):
                if cell[:1] in _MAY_NEED_GUARD:
                    safe = guarded(cell)
                    self.n_guarded += safe is not cell
                if len(cell) > EXCEL_CELL // 2:
                    self.n_cut += len(cell.encode("utf-16-le")) // 2 > EXCEL_CELL
            found.append(safe)
        return found

    def _flush(self) -> None:
        self._put("".join(self._lines).encode("utf-8"))
        self._lines.clear()
        self._waiting = 0

    def _put(self, data: bytes) -> None:
        self.n_bytes += len(data)
        if self._file is not None:
            self._sum.update(data)
            self._file.write(data)

    def finish(self) -> None:
        """Write what is waiting."""
        self._flush()

    def sha256(self) -> str:
        """Give the checksum of all that was written."""
        return self._sum.hexdigest()

    def kind_of(self, n: int, column: ExportColumn) -> str:
        """Give what column `n` turned out to hold: a date that is only a year is no date."""
        if column.kind in {"date", "datetime"} and n not in self._dated:
            return "string"
        return column.kind


@contextmanager
def large_cells() -> Iterator[None]:
    """Let cells be as large as an article is, for a while."""
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def rows_of(at: Path, dialect: Dialect) -> Iterator[list[str]]:
    """Give the rows of a file, head row first, without guards; raises `csv.Error`, `OSError`."""
    with at.open(encoding=dialect.encoding, newline="") as file:
        for row in csv.reader(file, delimiter=dialect.delimiter, strict=True):
            yield [_as_meant(cell) for cell in row] if dialect.is_guarded else row


def _as_meant(cell: str) -> str:
    return unguarded(cell) if cell[:1] == GUARD else cell


def sha256_of(at: Path) -> str:
    """Give the checksum of a file."""
    checksum = hashlib.sha256()
    with at.open("rb") as file:
        while chunk := file.read(_BUFFER):
            checksum.update(chunk)
    return checksum.hexdigest()


def sums(files: Iterable[tuple[str, str]]) -> str:
    """Give checksums in the form that `sha256sum -c` checks; pairs of name and checksum."""
    return "".join(f"{checksum}  {name}\n" for name, checksum in sorted(files))

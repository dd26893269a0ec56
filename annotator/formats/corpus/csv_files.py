"""Tables as CSV files: what an export says of them, writing, counting what Excel changes.

What stands in the tables is not known here.
"""

import csv
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from annotator.errors import WrongUse
from annotator.formats.base import WriteOptions
from annotator.formats.corpus.columns import Cell, ExportTable, Row
from annotator.formats.tables import PRESET, SEPARATOR
from annotator.language import tr
from annotator.model.fields import Kind
from annotator.text.csv_text import (
    MAY_NEED_GUARD,
    Dialect,
    as_read,
    guarded,
    rows_of,
    sum_of,
    text_of,
)

EXCEL_CELL = 32_767
"""How many UTF-16 units a cell of a workbook can show."""

_N_WAITING = 64
_DATED = {
    Kind.DATE: re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    Kind.TIME: re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
}


def dialect_of(options: WriteOptions) -> Dialect:
    """Give the dialect of a preset; raises `WrongUse` for a separator that cannot be one."""
    if options.of(PRESET) == PRESET.default:
        return Dialect()
    separator = options.of(SEPARATOR)
    if len(separator) != 1 or separator in "\"'\r\n=+-@":
        raise WrongUse(
            tr("“{separator}” cannot separate cells.", separator=separator),
            tr("Use ; or , or a tab."),
        )
    return Dialect(separator, for_excel=True)


class TableWriter:
    """Writes one table, or only counts what writing would do to it (`file` None)."""

    def __init__(self, table: ExportTable, dialect: Dialect, file: IO[bytes] | None) -> None:
        """Begin with the head row."""
        self.table, self._dialect, self._file = table, dialect, file
        self.n_rows = self.n_guarded = self.n_cut = self.n_bytes = self.sum = 0
        self._sum = hashlib.sha256()
        kinds = [column.kind for column in table.columns]
        self._dated = {n: _DATED[kind] for n, kind in enumerate(kinds) if kind in _DATED}
        self._waiting: list[Sequence[Cell]] = [table.names()]
        if dialect.for_excel:
            self._put(b"\xef\xbb\xbf")

    def add(self, rows: Sequence[Row]) -> list[list[str]]:
        """Add some rows; give them as they must read back, which `sum` sums up."""
        cells = as_read(rows)
        self.sum = sum_of(cells, self.sum)
        self.n_rows += len(rows)
        for n, dated in [*self._dated.items()]:
            if not all(dated.fullmatch(str(cell)) for cell in {row[n] for row in rows} if cell):
                del self._dated[n]
        guards = self._dialect.for_excel
        self._waiting += [tuple(map(self._guarded, row)) for row in rows] if guards else cells
        if len(self._waiting) > _N_WAITING:
            self.finish()
        return cells

    def _guarded(self, cell: Cell) -> Cell:
        if not isinstance(cell, str):
            return cell
        if len(cell) > EXCEL_CELL // 2:
            self.n_cut += len(cell.encode("utf-16-le")) // 2 > EXCEL_CELL
        if cell[:1] not in MAY_NEED_GUARD:
            return cell
        safe = guarded(cell)
        self.n_guarded += safe is not cell
        return safe

    def finish(self) -> None:
        """Write what is waiting."""
        self._put(text_of(self._waiting, self._dialect).encode("utf-8"))
        self._waiting.clear()

    def _put(self, data: bytes) -> None:
        self.n_bytes += len(data)
        if self._file is not None:
            self._sum.update(data)
            self._file.write(data)

    def reads_back(self, at: Path, told: Callable[[Any], Iterator[Any]] = iter) -> bool:
        """Say whether a file holds just the cells that were handed over, by sums of them.

        `told` lets rows go by. Raises `OSError`, and `ValueError` for what is no such file.
        """
        try:
            with at.open(encoding=self._dialect.encoding, newline="") as file:
                rows = rows_of(file, self._dialect)
                if next(rows, None) != [*self.table.names()]:
                    return False
                its_sum = sum_of(told(rows), 0)
        except csv.Error as problem:
            raise ValueError(str(problem)) from problem
        return its_sum == self.sum

    def sha256(self) -> str:
        """Give the checksum of all that was written."""
        return self._sum.hexdigest()

    def kind_of(self, n: int) -> Kind:
        """Give what column `n` turned out to hold: a date that is only a year is no date."""
        kind = self.table.columns[n].kind
        return Kind.TEXT if kind in _DATED and n not in self._dated else kind

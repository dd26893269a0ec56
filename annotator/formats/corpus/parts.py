"""Tables as Parquet: typed columns, a folder a table, a file for each so many articles.

What stands in the tables is not known here. Rows wait until there are enough for a row group, so
memory does not grow with them.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from annotator.language import tr
from annotator.model.fields import FLAG, Kind
from annotator.text.csv_text import as_read, sum_of, truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from annotator.formats.corpus.columns import Cell, ExportTable, Row

TypedCell: TypeAlias = str | int | float | bool | date | datetime | None
"""What a cell of a Parquet file holds."""

OF_ARTICLES = "articles"
_OF_PROJECT = frozenset(("layers", "scheme", "actors", "aliases", "roles"))
"""Tables that do not grow with articles: one file each."""
_MOST_CELLS, _MOST_CHARACTERS = 250_000, 2_000_000
"""Where a row group ends."""
_READ_AT_ONCE = 1_000
_COMPRESSION = "zstd"


class NoDateError(ValueError):
    """A column of days or moments holds something else, like a year alone."""

    def __init__(self, column: str) -> None:
        """Name the column."""
        super().__init__(column)
        self.column = column


class Parts:
    """Which file rows go into at the moment: all tables go on to the next one together."""

    def __init__(self, n_articles: int, to: Path | None = None) -> None:
        """Let each file have the rows of so many articles; without a folder only count."""
        self.to, self.number = to, 1
        self._n, self._most = 0, n_articles

    def article(self) -> None:
        """Let an article begin."""
        if self._n == self._most:
            self._n, self.number = 0, self.number + 1
        self._n += 1


class PartWriter:
    """Writes one table, or only counts which files it would have."""

    def __init__(self, table: ExportTable, parts: Parts, plain: frozenset[str]) -> None:
        """Begin; `plain` are the columns of days that hold words all the same."""
        self.table, self._parts = table, parts
        self.n_rows = self.sum = 0
        self.names: list[str] = []
        self.kinds = [
            Kind.TEXT if one.name in plain and one.kind in _DATED else one.kind
            for one in table.columns
        ]
        self._takes = [_TAKES.get(kind, _text) for kind in self.kinds]
        self._number = self._n_characters = 0
        self._waiting: list[list[TypedCell]] = []
        self._file: Any = None
        self._schema: Any = None if parts.to is None else _schema(table, self.kinds)

    def add(self, rows: Sequence[Row]) -> None:
        """Add some rows; raises `NoDateError`."""
        if self.table.name == OF_ARTICLES:
            for row in rows:
                self._parts.article()
                self._add([row])
        else:
            self._add(rows)

    def _add(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        number = 1 if self.table.name in _OF_PROJECT else self._parts.number
        if number != self._number:
            self._begin(number)
        self.n_rows += len(rows)
        if self._parts.to is None:
            return
        cells = as_read(rows)
        self.sum = sum_of(cells, self.sum)
        self._n_characters += sum([len(cell) for row in cells for cell in row])
        self._waiting += [self._typed(row) for row in rows]
        n_cells = len(self._waiting) * len(self.kinds)
        if n_cells >= _MOST_CELLS or self._n_characters >= _MOST_CHARACTERS:
            self._flush()

    def finish(self) -> None:
        """Write what is waiting; a table without rows gets a file all the same."""
        if not self._number:
            self._begin(1)
        self.close()

    def close(self) -> None:
        """End the file that is open."""
        if self._file is not None:
            self._flush()
            self._file.close()
            self._file = None

    def drop(self) -> None:
        """End the file that is open without what is waiting: it came to nothing."""
        self._waiting.clear()
        self.close()

    def _begin(self, number: int) -> None:
        self.close()
        self._number = number
        self.names.append(f"{self.table.name}/part-{number}.parquet")
        if self._parts.to is not None:
            from pyarrow.parquet import ParquetWriter

            at = self._parts.to / self.names[-1]
            at.parent.mkdir(exist_ok=True)
            self._file = ParquetWriter(at, self._schema, compression=_COMPRESSION)

    def _typed(self, row: Row) -> list[TypedCell]:
        try:
            return [take(cell) for take, cell in zip(self._takes, row, strict=True)]
        except _NotOfKindError:
            for column, kind, cell in zip(self.table.columns, self.kinds, row, strict=True):
                if kind in _DATED and not _fits(kind, cell):
                    raise NoDateError(column.name) from None
            raise

    def _flush(self) -> None:
        if self._waiting:
            import pyarrow

            columns = [
                pyarrow.array(cells, one.type)
                for cells, one in zip(zip(*self._waiting, strict=True), self._schema, strict=True)
            ]
            self._file.write_table(pyarrow.Table.from_arrays(columns, schema=self._schema))
            self._waiting.clear()
        self._n_characters = 0

    def reads_back(self, folder: Path, told: Callable[[Any], Iterator[Any]] = iter) -> bool:
        """Say whether its files hold just the rows that were handed over; raises `OSError`.

        `told` lets rows go by.
        """
        its_sum = 0
        for name in self.names:
            for rows in _rows_of(folder / name, self._schema):
                its_sum = sum_of(told(rows), its_sum)
        return its_sum == self.sum


class _NotOfKindError(ValueError):
    """A cell is not what its column holds."""


def _text(cell: Cell) -> TypedCell:
    return None if cell is None or cell == "" else str(cell)


def _number(cell: Cell) -> TypedCell:
    return None if cell is None or cell == "" else cell


def _flag(cell: Cell) -> TypedCell:
    return None if cell is None or cell == "" else cell == truth(True)


def _day(cell: Cell) -> TypedCell:
    if not cell:
        return None
    try:
        day = date.fromisoformat(str(cell))
    except ValueError:
        raise _NotOfKindError from None
    if day.isoformat() != cell:
        raise _NotOfKindError
    return day


def _moment(cell: Cell) -> TypedCell:
    if not cell:
        return None
    try:
        moment = datetime.fromisoformat(str(cell).removesuffix("Z"))
    except ValueError:
        raise _NotOfKindError from None
    if _moment_words(moment) != cell:
        raise _NotOfKindError
    return moment


def _moment_words(moment: datetime) -> str:
    return f"{moment.isoformat()}Z"


_TAKES = {
    Kind.INTEGER: _number,
    Kind.PER_MILLE: _number,
    FLAG: _flag,
    Kind.DATE: _day,
    Kind.TIME: _moment,
}
_DATED = (Kind.DATE, Kind.TIME)


def _fits(kind: Kind, cell: Cell) -> bool:
    try:
        _TAKES[kind](cell)
    except _NotOfKindError:
        return False
    return True


def _schema(table: ExportTable, kinds: Sequence[Kind]) -> Any:
    """Give the types of the columns, each with its words."""
    import pyarrow

    types = {
        Kind.INTEGER: pyarrow.int64(),
        Kind.PER_MILLE: pyarrow.float64(),
        FLAG: pyarrow.bool_(),
        Kind.DATE: pyarrow.date32(),
        Kind.TIME: pyarrow.timestamp("ms", "UTC"),
    }
    return pyarrow.schema(
        [
            pyarrow.field(
                column.name,
                types.get(kind, pyarrow.string()),
                metadata={"description": tr(column.about)},
            )
            for column, kind in zip(table.columns, kinds, strict=True)
        ]
    )


def _rows_of(at: Path, schema: Any) -> Iterator[list[list[str]]]:
    """Give the rows of a file as they stand in tables, some at a time."""
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(at) as file:
            if not file.schema_arrow.equals(schema):
                raise ValueError(tr("its columns are others"))
            for some in file.iter_batches(_READ_AT_ONCE, use_threads=False):
                columns = [
                    (one.cast(pyarrow.timestamp("ms")) if _is_moment(one.type) else one).to_pylist()
                    for one in some.columns
                ]
                yield [[*map(_words, row)] for row in zip(*columns, strict=True)]
    except pyarrow.ArrowException as problem:
        raise ValueError(str(problem)) from problem


def _is_moment(kind: Any) -> bool:
    import pyarrow

    return bool(pyarrow.types.is_timestamp(kind))


def _words(cell: TypedCell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return truth(cell)
        case datetime():
            return _moment_words(cell)
        case date():
            return cell.isoformat()
    return str(cell)

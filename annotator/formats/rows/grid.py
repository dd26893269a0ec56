"""A grid of cells as a table: its header, of one row or two, and the rows below it.

Rows are counted as a spreadsheet does. What the columns mean is not known here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from annotator.errors import CannotRead, Where
from annotator.formats.rows.dates import read_cell
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MAX_COLUMNS = 1_000
"""More columns than this has no table of articles."""
MAX_CELL = 10_000_000
"""The longest text that is taken in."""
MAX_CHARACTERS = 500_000_000
"""More than this all cells of a table may not hold: one text can stand in very many rows."""
_N_LOOKED_AT = 20
_LONGEST_HEADER = 120
_JOINED = " / "


class GridRow(NamedTuple):
    """One row as it stands in the file, with its number there."""

    number: int
    cells: Sequence[str]


class Grid(Protocol):
    """What opens a source gives: its rows from the top, as often as they are asked for."""

    def __call__(self) -> Iterator[GridRow]:
        """Give the rows from the first one."""


@dataclass(frozen=True, slots=True)
class Table:
    """Headers, no two alike, and the rows below them; `header` says in which rows they stand."""

    headers: tuple[str, ...]
    header: tuple[int, ...]
    body: Callable[[], Iterator[GridRow]]


def table_of(
    grid: Grid, name: str, header: tuple[int, ...] = (), *, known: Callable[[str], bool]
) -> Table:
    """Give the table in a grid; `header` are the rows of its header, () = find them.

    `known` says of a cell whether it is a word that headers are made of. Raises `CannotRead`
    for a grid without rows, or with more columns than a table has.
    """
    first = [row for row in islice(grid(), max((*header, _N_LOOKED_AT))) if any(row.cells)]
    if not first:
        raise CannotRead(
            tr("{name} holds no row.", name=name),
            tr("Choose a table with a header and a column of texts."),
            Where(file=name),
        )
    n = max(len(row.cells) for row in first)
    if n > MAX_COLUMNS:
        raise _too_many_columns(name, n)
    header = header or _found(first, known)
    if not header:
        return Table(_unlike([""] * n), (), grid)
    by_number = {row.number: row.cells for row in first}
    parts = [by_number.get(number, ()) for number in header]
    if not any(any(cells) for cells in parts):
        rows = ", ".join(map(str, header))
        raise CannotRead(
            tr("{name} has no header in row {rows}.", name=name, rows=rows),
            tr("Say in which row it stands (header)."),
            Where(file=name, line=header[0]),
        )
    last = header[-1]

    def body() -> Iterator[GridRow]:
        return (row for row in grid() if row.number > last)

    below = [row.cells for row in first if row.number > last]
    headers = [
        _joined([cells[at] if at < len(cells) else "" for cells in parts]) for at in range(n)
    ]
    # What has no name at the right is a column if most rows have it, else a cell too many.
    while headers and not headers[-1] and not _is_column(below, len(headers) - 1):
        headers.pop()
    return Table(_unlike(headers), header, body)


def _is_column(rows: Sequence[Sequence[str]], at: int) -> bool:
    return 2 * sum(len(cells) > at and bool(cells[at]) for cells in rows) > len(rows)


def _too_many_columns(name: str, n: int) -> CannotRead:
    return CannotRead(
        tr(
            "{name} has {n} columns (limit {limit}).",
            name=name,
            n=f"{n:,}",
            limit=f"{MAX_COLUMNS:,}",
        ),
        tr("Keep the columns that you need, or choose another separator."),
        Where(file=name),
    )


def _found(rows: Sequence[GridRow], known: Callable[[str], bool]) -> tuple[int, ...]:
    """Give where the header stands: behind a title of one cell, in two rows where groups do.

    A row of long texts, dates and addresses without a known word is none: then there is no header.
    """
    wide = max(sum(map(bool, row.cells)) for row in rows)
    at = next((at for at, row in enumerate(rows) if sum(map(bool, row.cells)) > 1 or wide == 1), 0)
    top = rows[at]
    if any(map(_is_value, top.cells)) and not any(map(known, filter(None, top.cells))):
        return ()
    if at + 1 < len(rows) and rows[at + 1].number == top.number + 1:
        below = rows[at + 1]
        n_top = sum(map(known, filter(None, {*top.cells})))
        n_below = sum(map(known, filter(None, below.cells)))
        if n_below > 1 and n_below > n_top:
            return (top.number, below.number)
    return (top.number,)


def _is_value(cell: str) -> bool:
    """Say whether this stands in no header: it is long, an address or a whole day."""
    is_address = cell.startswith(("http://", "https://"))
    days = read_cell(cell).readings.values() if len(cell) < _LONGEST_HEADER else ()
    return len(cell) >= _LONGEST_HEADER or is_address or any(len(one) == 10 for one in days)


def _joined(parts: Sequence[str]) -> str:
    words = (" ".join(part.split()) for part in parts)
    return _JOINED.join(dict.fromkeys(filter(None, words)))


def _unlike(headers: Sequence[str]) -> tuple[str, ...]:
    taken: Counter[str] = Counter()
    found: list[str] = []
    for at, header in enumerate(headers, start=1):
        name = header or tr("column {n}", n=at)
        taken[name] += 1
        found.append(name if taken[name] == 1 else f"{name} {taken[name]}")
    return tuple(found)

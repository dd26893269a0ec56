"""Rows of a table that came back, and what is noted on the way: edits, and what cannot be one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from annotator.language import tr
from annotator.project.importing.edited.cells import is_same, plain
from annotator.project.importing.parsing import Refused
from annotator.text.csv_text import unique_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.model.bundle import EditedTable
    from annotator.project.importing.edited.kept_rows import KeptRows


class ChangedCell(NamedTuple):
    """A cell that says something else than what is here, of a thing known by its id."""

    source: str
    table: str
    row: int
    id: str
    column: str
    was: str
    becomes: str


class EditedRow(NamedTuple):
    """A row by the names of its columns; `key` is the column of its id."""

    table: str
    number: int
    key: str
    cells: Mapping[str, str]

    @property
    def id(self) -> str:
        """Whose row it is."""
        return plain(self.cells[self.key])

    def get(self, column: str) -> str | None:
        """Give a cell; None where the table has no such column."""
        return self.cells.get(column)


def rows_of(tables: Mapping[str, EditedTable], name: str, key: str) -> Iterator[EditedRow]:
    """Give the rows of a table; none where it did not come back."""
    table = tables.get(name)
    if table is None:
        return
    for number, cells in table.rows():
        yield EditedRow(name, number, key, dict(zip(table.headers, cells, strict=True)))


def columns_of(prefix: str, names: Iterable[str]) -> Mapping[str, str]:
    """Give the names of a project's own by the columns that an export gives them."""
    return _columns_of(prefix, tuple(names))


@lru_cache
def _columns_of(prefix: str, names: tuple[str, ...]) -> Mapping[str, str]:
    # Most marks have the names of their type and no others.
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        found.setdefault(unique_names(prefix, [name])[0], name)
    return found


@dataclass(slots=True)
class Noticed:
    """What came of the rows of one source, in their order."""

    source: str
    cells: list[ChangedCell] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unknown: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By tables: how many rows are of nothing that is here, and the number of the first."""
    n_beside: int = 0
    """How many cells say otherwise what another table says, which holds."""

    def change(self, row: EditedRow, column: str, was: str, becomes: str) -> None:
        """Note an edit."""
        self.cells.append(
            ChangedCell(self.source, row.table, row.number, row.id, column, was, becomes)
        )

    def refuse(self, row: EditedRow, why: str) -> None:
        """Note what cannot be taken from a row."""
        self.refused.append(Refused(f"{self.source}: {row.table}", why, row.number))

    def is_twice(self, row: EditedRow) -> None:
        """Note a second row of a thing."""
        self.refuse(row, tr("The id is in the table twice: the first row holds."))

    def is_no_date(self, row: EditedRow, cell: str) -> None:
        """Note a cell of a date that tells none."""
        why = tr("“{cell}” can be read as two dates, or as none: write 2026-03-02.", cell=cell)
        self.refuse(row, why)

    def stays(self, row: EditedRow, column: str) -> None:
        """Note that a row says of something fixed that it is otherwise."""
        self.refuse(
            row,
            tr(
                "“{column}” differs, and cannot be edited: nothing of the row was taken.",
                column=column,
            ),
        )

    def is_said_elsewhere(self, row: EditedRow, here: Mapping[str, object]) -> None:
        """Note the cells of columns that tables tell and do not change, where they differ."""
        for column, value in here.items():
            cell = row.get(column)
            if cell is not None and not is_same(cell, "" if value is None else str(value)):
                why = tr("“{column}” is not edited in a table: it stays.", column=column)
                self.refuse(row, why)

    def is_unknown(self, row: EditedRow) -> None:
        """Note a row of something that is not here."""
        self._are_unknown(row.table, 1, row.number)

    def nobody_asked_for(self, table: str, rows: KeptRows) -> None:
        """Note the rows of something that is not here: nobody asked for them."""
        n = rows.n_unasked()
        if n:
            self._are_unknown(table, n, rows.first_unasked())

    def _are_unknown(self, table: str, n: int, first: int) -> None:
        before, number = self.unknown.get(table, (0, first))
        self.unknown[table] = before + n, min(number, first)

"""Logical rows ↔ columns: which statement puts, changes, takes away or finds a row of a table.

A logical row names other rows by public id; the file joins them by local numbers. Only here is
one turned into the other. Values (Span, Article …) are not known here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, TypeAlias

from annotator.model.fields import ENTITIES, EVERY, Cell, Field, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.model.changes import Key, Row

Cells: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of a logical row, the column it stands in, and the table it points to, if any."""

    name: str
    column: str
    refers: str | None = None

    def value(self) -> str:
        """Give the SQL expression that turns one bound cell into what stands in the column."""
        if self.refers is None:
            return "?"
        return f"(SELECT id FROM {self.refers} WHERE uid = ?)"

    def found(self) -> str:
        """Give the SQL expression that turns the column of a row `t` into the cell."""
        if self.refers is None:
            return f't."{self.column}"'
        return f'(SELECT uid FROM {self.refers} WHERE id = t."{self.column}")'


@dataclass(frozen=True, slots=True)
class TableForm:
    """One journaled table: its columns and the statements made from them."""

    name: str
    columns: tuple[Column, ...]
    names: tuple[str, ...] = field(init=False)
    key: tuple[str, ...] = field(init=False)
    rest: tuple[str, ...] = field(init=False)
    insert: str = field(init=False)
    update: str = field(init=False)
    delete: str = field(init=False)
    select: str = field(init=False)
    select_one: str = field(init=False)
    count: str = field(init=False)

    def __post_init__(self) -> None:
        """Word the statements."""
        key = ENTITIES[self.name].key
        own = [one for one in self.columns if one.name in key]
        own.sort(key=lambda one: key.index(one.name))
        rest = [one for one in self.columns if one.name not in key]
        put = object.__setattr__
        put(self, "names", tuple(one.name for one in self.columns))
        put(self, "key", key)
        put(self, "rest", tuple(one.name for one in rest))
        columns = ", ".join(f'"{one.column}"' for one in self.columns)
        values = ", ".join(one.value() for one in self.columns)
        found = ", ".join(one.found() for one in self.columns)
        is_it = " AND ".join(f'"{one.column}" = {one.value()}' for one in own)
        is_so = "".join(f' AND "{one.column}" IS {one.value()}' for one in rest)
        puts = ", ".join(f'"{one.column}" = {one.value()}' for one in rest)
        put(self, "insert", f"INSERT INTO {self.name} ({columns}) VALUES ({values})")
        put(self, "update", f"UPDATE {self.name} SET {puts} WHERE {is_it}{is_so}")
        put(self, "delete", f"DELETE FROM {self.name} WHERE {is_it}{is_so}")
        put(self, "select", f"SELECT {found} FROM {self.name} t")
        put(self, "select_one", f"SELECT {found} FROM {self.name} t WHERE {is_it}")
        put(self, "count", f"SELECT count(*) FROM {self.name}")

    def inserts(self, rows: Iterable[Row]) -> Iterable[Cells]:
        """Give what `insert` binds for each row."""
        names = self.names
        for row in rows:
            yield tuple([row[name] for name in names])

    def updates(self, pairs: Iterable[tuple[Row, Row]]) -> Iterable[Cells]:
        """Give what `update` binds for each row before and after."""
        rest, where = self.rest, (*self.key, *self.rest)
        for before, after in pairs:
            yield (*[after[name] for name in rest], *[before[name] for name in where])

    def deletes(self, rows: Iterable[Row]) -> Iterable[Cells]:
        """Give what `delete` binds for each row."""
        where = (*self.key, *self.rest)
        for row in rows:
            yield tuple([row[name] for name in where])

    def row(self, cells: Sequence[Cell]) -> Row:
        """Give the logical row of what `select` or `select_one` answered."""
        return dict(zip(self.names, cells, strict=True))

    def key_of(self, row: Row) -> Key:
        """Give the cells that name a row."""
        return tuple([row[name] for name in self.key])


_IN_FILE = {
    ("actor", "merged_into"): Column("merged_into", "merged_into"),
    ("role", "organisation_id"): Column("organisation_id", "organisation_uid"),
}


def _column(table: str, one: Field) -> Column:
    name = one.in_file
    if one.kind is Kind.ID:
        return Column(name, "uid")
    if name == "owner_id":
        return Column(name, "owner_uid")
    return _IN_FILE.get((table, name)) or Column(name, name, one.refers or None)


TABLES: tuple[TableForm, ...] = tuple(
    TableForm(entity.table, tuple(_column(entity.table, one) for one in entity.fields))
    for entity in EVERY
)
"""The journaled tables; a table stands after those its rows point to."""

FORMS = {form.name: form for form in TABLES}


def row_text(row: Row) -> str:
    """Give a logical row as canonical JSON, the same text as `model.rows.to_json`, but faster."""
    return (
        "{"
        + ",".join(
            [
                f'"{name}":{encode_basestring(cell)}'
                if isinstance(cell, str)
                else f'"{name}":null'
                if cell is None
                else f'"{name}":{cell:d}'
                for name, cell in sorted(row.items())
            ]
        )
        + "}"
    )

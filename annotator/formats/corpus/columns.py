"""The tables of an export: columns by `resources/tables.toml`, plain ones by `fields.py`.

A field that no order names stands at the end of its table. How the cells that are no plain fields
are made is in `rows.py`, how rows become files in `csv_files.py`.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias

from annotator import resources
from annotator.language import tr
from annotator.model.fields import ENTITIES, FLAG, LIST, OBJECT, PER_MILLE, Kind
from annotator.model.records import share
from annotator.model.rows import to_json
from annotator.text.csv_text import truth

Cell: TypeAlias = str | int | float | None
"""What a cell can hold; None is an empty one, a truth value stands as `true` or `false`."""
Row: TypeAlias = tuple[Cell, ...]
BETWEEN_VALUES = "; "


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: its name, what it says in words, what its cells are, whose key they name."""

    name: str
    about: str = ""
    kind: Kind = Kind.TEXT
    refers_to: str = ""


def joined(values: Sequence[str | None]) -> str:
    """Give several values in one cell; where all are empty the cell is."""
    if len(values) < 2:
        return (values[0] or "") if values else ""
    found = [value or "" for value in values]
    return BETWEEN_VALUES.join(found) if any(found) else ""


_CELLS: Mapping[Kind, Callable[[Any], Cell]] = {
    FLAG: truth,
    PER_MILLE: share,
    OBJECT: lambda value: to_json(dict(value)) if value else "",
    LIST: joined,
}


class ExportTable:
    """One table, and how a value and its other cells become a row of it."""

    def __init__(
        self, said: Mapping[str, Any], groups: Mapping[str, Sequence[ExportColumn]]
    ) -> None:
        """Put the columns in the order `said`: fields by name, own ones, groups of them by name."""
        self.name, self.about, self.file_name = said["name"], said["about"], f"{said['name']}.csv"
        of_entity = ENTITIES[said["entity"]].fields if "entity" in said else ()
        plain = [one for one in of_entity if one.name and one.in_tables not in ("", *groups)]
        order = [*map(_own, said["columns"])]
        names = [one.in_tables for one in plain]
        columns: list[tuple[int, ExportColumn]] = []
        n_own = len(plain)
        for item in (*order, *(name for name in names if name not in order)):
            if item in names:
                n = names.index(str(item))
                one, to = plain[n], f"{plain[n].refers}s" if plain[n].refers else ""
                columns.append((n, ExportColumn(one.in_tables, one.words, one.kind, to)))
            else:
                own = groups[item] if isinstance(item, str) else [item]
                columns += enumerate(own, start=n_own)
                n_own += len(own)
        self.columns = tuple(column for _, column in columns)
        ids = (one.in_tables for one in plain if one.kind is Kind.ID)
        self.key = tuple(said.get("key", ids))
        self._cells = attrgetter(*(one.name for one in plain)) if plain else None
        self._changed = [(n, _CELLS[one.kind]) for n, one in enumerate(plain) if one.kind in _CELLS]
        self._ordered = itemgetter(*(n for n, _ in columns))

    def names(self) -> tuple[str, ...]:
        """Give the names of its columns."""
        return tuple(column.name for column in self.columns)

    def row(self, value: object, *own: Cell) -> Row:
        """Give the row of a value, with the cells that are no plain fields in their order."""
        if self._cells is None:
            return own
        cells = [*self._cells(value), *own]
        for n, made in self._changed:
            cells[n] = made(cells[n])
        row: Row = self._ordered(cells)
        return row


TEXT_CUT = "text_cut"
"""Whether a cell holds the start of its words alone."""
_OF_NAMES = ("meta", "of_spans", "of_claims", "of_links", "of_actors")
CONFIRMED = ("confirmed_spans", "confirmed_links")
GROUPS = (*_OF_NAMES, *CONFIRMED)


@cache
def declared() -> dict[str, Any]:
    """Give what `resources/tables.toml` says of tables and losses."""
    return tomllib.loads(resources.read_text("tables.toml"))


def _own(column: str | dict[str, str]) -> str | ExportColumn:
    if isinstance(column, str):
        return column
    kind = Kind(column.get("kind", Kind.TEXT))
    return ExportColumn(column["name"], column["about"], kind, column.get("to", ""))


def _kind_of(group: str) -> Kind:
    return Kind.INTEGER if group in CONFIRMED else Kind.TEXT


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """The columns that a project's own names make: by group, for each name that of its column.

    `states` pairs the names of layers with columns; the name is empty where it is the only one.
    """

    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    states: Sequence[tuple[str, str]] = (("", "state"),)

    def tables(self) -> dict[str, ExportTable]:
        """Give all tables by name, in their order."""
        how_far = tr("how far the coder is: progress, done, excluded; empty = to do")
        words = dict.fromkeys(GROUPS, tr("the attribute")) | {"meta": tr("the corpus's own field")}
        words |= dict.fromkeys(CONFIRMED, tr("the version of the scheme that decided"))
        columns = {
            group: [
                ExportColumn(name, f"{words[group]} “{key}”", _kind_of(group))
                for key, name in self.groups.get(group, {}).items()
            ]
            for group in GROUPS
        }
        columns["states"] = [
            ExportColumn(name, f"{how_far} ({layer})" if layer else how_far)
            for layer, name in self.states
        ]
        return {one["name"]: ExportTable(one, columns) for one in declared()["table"]}


@cache
def fixed_columns() -> frozenset[str]:
    """Give the names of all columns that do not depend on the project."""
    tables = OwnColumns().tables().values()
    return frozenset((*(name for one in tables for name in one.names()), TEXT_CUT))

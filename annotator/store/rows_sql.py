"""Logical rows ↔ cells of the file: which statement puts, changes, takes away or finds a row.

A logical row says public ids, the file their numbers (`uids.py`); only here is one turned into
the other. Made from `model.fields`; values (Span, Article …) are not known here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from annotator.language import tr
from annotator.model.article import SEARCHED
from annotator.model.changes import Change, Key, NewRows, Row, one_by_one
from annotator.model.fields import ENTITIES, EVERY, Cell, Entity, Kind
from annotator.store.uids import Uids
from annotator.text.letters.sorting import sort_key

Cells: TypeAlias = tuple[Cell, ...]

_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_TIME = re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)

NUMBERED = frozenset({Kind.ID, Kind.REFERENCE, Kind.UID})
"""The kinds of columns that hold the number of a public id."""
_FEW = 20
"""Ids of more changes are asked for at once."""
INTEGERS = NUMBERED | {Kind.INTEGER, Kind.PER_MILLE, Kind.FLAG}
"""The kinds of columns that hold a whole number."""


_SEARCHED = tuple(
    next(one.in_file for one in ENTITIES["article"].fields if one.name == name) for name in SEARCHED
)

DERIVED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "article": {"title_key": _SEARCHED, "outlet_key": ("outlet",)}
}
"""Columns that follow from the others of their row and are in no history: what lists are sorted
by and searched in, each with those whose sort keys stand in it, a line each. Outlet, byline and
source stand behind the title, for one search in all."""

_LF = "char(10)"
OLD_KEYS = f"title_key NOT LIKE '%' || {_LF} || '%' || {_LF} || '%' || {_LF} || '%'"
"""What holds of an article that was written when title and outlet alone were searched."""


@lru_cache(maxsize=4096)
def seconds(time: Cell) -> Cell:
    """Give a time as it stands in the file: seconds since 1970, or as it is if not written so."""
    if not isinstance(time, str) or not _TIME.fullmatch(time):
        return time
    try:
        return int(datetime.fromisoformat(time).timestamp())
    except ValueError:
        return time


@lru_cache(maxsize=4096)
def time_text(cell: Cell) -> Cell:
    """Give the time that stands in a cell of the file; what is none, in a damaged one, as it is."""
    if not isinstance(cell, int):
        return cell
    try:
        return f"{_BEGIN + timedelta(seconds=cell):%Y-%m-%dT%H:%M:%SZ}"
    except OverflowError:
        return cell


class TableForm:
    """One journaled table: its columns and the statements made from them."""

    def __init__(self, entity: Entity) -> None:
        """Word the statements."""
        name, key = entity.table, entity.key
        self.name = name
        self.fields = entity.fields
        self.names = names = tuple(one.in_file for one in entity.fields)
        # The columns of the key stand first, so that a row binds what finds just that row.
        self.key_at = tuple(range(len(key)))
        self.rest_at = tuple(range(len(key), len(names)))
        self.uids_at = tuple(n for n, one in enumerate(entity.fields) if one.kind in NUMBERED)
        self.times_at = tuple(n for n, one in enumerate(entity.fields) if one.kind is Kind.TIME)
        self.derived = DERIVED.get(name, {})
        self._derived_from = [[names.index(one) for one in some] for some in self.derived.values()]
        self._sorted_by = sorted({n for some in self._derived_from for n in some})
        self._in_order = itemgetter(*names)
        of_article = "id" if name == "article" else "article_id"
        self.article_at = names.index(of_article) if of_article in names else None
        columns = ", ".join(f'"{one}"' for one in names)
        rest = [names[n] for n in self.rest_at]
        is_it = " AND ".join(f'"{one}" = ?' for one in key)
        is_so = "".join(f' AND "{one}" IS ?' for one in rest)
        puts = ", ".join(f'"{one}" = ?' for one in (*rest, *self.derived))
        every = ", ".join(f'"{one}"' for one in (*names, *self.derived))
        marks = ", ".join("?" * (len(names) + len(self.derived)))
        self.select = f"SELECT {columns} FROM {name}"
        self.select_one = f"{self.select} WHERE {is_it}"
        self.insert = f"INSERT INTO {name} ({every}) VALUES ({marks})"
        self.update = f"UPDATE {name} SET {puts} WHERE {is_it}{is_so}"
        self.delete = f"DELETE FROM {name} WHERE {is_it}{is_so}"

    def cells(self, row: Row, number: Callable[[str], int]) -> Cells:
        """Give what stands in the file for a logical row; `number` turns a public id into one."""
        cells = list(self._in_order(row))
        for n in self.uids_at:
            uid = cells[n]
            if isinstance(uid, str):
                cells[n] = number(uid)
        for n in self.times_at:
            cells[n] = seconds(cells[n])
        return tuple(cells)

    def many_cells(
        self, rows: Sequence[Sequence[Cell]], numbers: Callable[[Cells], Iterable[Cell]]
    ) -> Iterator[Cells]:
        """Give what stands in the file for many rows at once: column by column.

        They say their cells in the order of the columns; `numbers` turns public ids into numbers.
        """
        said: list[Cells] = [*zip(*rows, strict=True)]
        columns: list[Iterable[Cell]] = [*said]
        for n in self.uids_at:
            columns[n] = numbers(said[n])
        for n in self.times_at:
            columns[n] = map(seconds, said[n])
        return zip(*columns, strict=True)

    def row(self, cells: Sequence[Cell], text: Callable[[int], str]) -> Row:
        """Give the logical row of cells of the file; `text` turns a number into a public id."""
        row = dict(zip(self.names, cells, strict=True))
        for n in self.uids_at:
            number = cells[n]
            if isinstance(number, int):
                row[self.names[n]] = text(number)
        for n in self.times_at:
            row[self.names[n]] = time_text(cells[n])
        return row

    def key_of(self, cells: Cells) -> Cells:
        """Give the cells that name a row, of cells of the file."""
        return cells[: len(self.key_at)]

    def derived_of(self, cells: Sequence[Cell]) -> Cells:
        """Give what stands in the derived columns of a row."""
        keys = {n: sort_key(str(cells[n])) for n in self._sorted_by}
        return tuple(["\n".join([keys[n] for n in some]) for some in self._derived_from])

    def inserting(self, cells: Cells) -> Cells:
        """Give what `insert` binds."""
        return (*cells, *self.derived_of(cells)) if self.derived else cells

    def updating(self, before: Sequence[Cell], after: Sequence[Cell]) -> Cells:
        """Give what `update` binds."""
        derived = self.derived_of(after) if self.derived else ()
        return (*after[len(self.key_at) :], *derived, *before)

    def key_cells(self, key: Key, uids: Uids) -> Cells:
        """Give what `select_one` binds for the key of a logical row."""
        return tuple(
            uids.number(cell) if n in self.uids_at and isinstance(cell, str) else cell
            for n, cell in zip(self.key_at, key, strict=True)
        )


TABLES: tuple[TableForm, ...] = tuple(TableForm(one) for one in EVERY)
"""The journaled tables; a table stands after those its rows point to."""

FORMS: Mapping[str, TableForm] = {form.name: form for form in TABLES}


class RowChange(NamedTuple):
    """A change of one row as cells of the file; None before = it is new, None after = it goes."""

    form: TableForm
    before: Cells | None
    after: Cells | None


RowImages: TypeAlias = tuple[TableForm, Cells | None, Cells | None]
"""The same of thousands: a bare tuple is made in a third of the time."""


def changes_of(changes: Iterable[RowChange], uids: Uids) -> tuple[Change, ...]:
    """Give changes of rows of the file as changes of logical rows."""
    text = uids.text
    return tuple(
        Change(
            form.name,
            None if before is None else form.row(before, text),
            None if after is None else form.row(after, text),
        )
        for form, before, after in changes
    )


def row_changes(changes: Iterable[Change | NewRows], uids: Uids) -> "list[RowChange]":
    """Give changes as they are written: ids that the file has not seen yet get their origin."""
    some = changes if isinstance(changes, list | tuple) else [*changes]
    if len(some) > _FEW:
        uids.keep(new_ids(some))
    found: list[RowChange] = []
    for change in one_by_one(some):
        form = FORMS[change.table]
        before = None if change.before is None else form.cells(change.before, uids.kept)
        after = None if change.after is None else form.cells(change.after, uids.kept)
        found.append(RowChange(form, before, after))
    return found


def fresh_rows(many: Iterable[NewRows], uids: Uids) -> "dict[TableForm, list[Cells]]":
    """Give rows that come many at once as they are written, by table; as `row_changes`."""
    rows: dict[str, list[Sequence[Cell]]] = {}
    for one in many:
        rows.setdefault(one.table, []).extend(one.cells)
    forms = {table: FORMS[table] for table in rows}
    return {form: [*form.many_cells(rows[name], uids.all_kept)] for name, form in forms.items()}


def new_ids(changes: Iterable[Change | NewRows]) -> Iterator[str]:
    """Give the public ids of rows that come, in the order in which they are written."""
    for change in changes:
        if isinstance(change, NewRows):
            if FORMS[change.table].names[0] == "id":
                yield from [str(cells[0]) for cells in change.cells]
        elif change.before is None and change.after is not None:
            uid = change.after.get("id")
            if isinstance(uid, str):
                yield uid


def row_in_words(table: str) -> str:
    """Give what a row of a table is called: “a span”."""
    words = {
        "layer": tr("a layer"),
        "scheme": tr("the coding scheme"),
        "article": tr("an article"),
        "region": tr("a region"),
        "progress": tr("the state of an article"),
        "actor": tr("an actor"),
        "alias": tr("an alias"),
        "role": tr("a role"),
        "span": tr("a span"),
        "part": tr("a part of a span"),
        "refers": tr("the actor of a span"),
        "reason": tr("the reason of a suggestion"),
        "link": tr("a link"),
        "attribute": tr("an attribute"),
        "note": tr("a note"),
        "decision": tr("a decision"),
        "named": tr("what was kept under a name"),
        "member": tr("an article of a sample"),
        "suggested": tr("what a suggester has read"),
    }
    return words[table]

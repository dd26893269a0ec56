"""The rows of a damaged project, gathered from its pages: which page is of which table.

A page is of the table whose tree leads to it. Where no tree does, its rows say: those of just one
table have such columns and keep its rules. What stands on free pages is not taken.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from annotator.store.recover.pages import (
    INNER_INDEX,
    INNER_TABLE,
    LEAF_TABLE,
    Broken,
    Pages,
    Record,
    TornText,
    Value,
)
from annotator.store.schema import FORMAT, TEXTS

Row = tuple[Value, ...]

_KINDS: dict[str, tuple[type, ...]] = {"INTEGER": (int,), "TEXT": (str,), "BLOB": (bytes,)}
_OF_INDEX = "-"
_NOT_BY_SHAPE = frozenset({"_sqlite_migrations", "member", "meta"})
"""Tables whose rows look like those of an index, or of which nothing is needed."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """How the rows of a table stand in the file."""

    name: str
    columns: tuple[str, ...]
    key: int | None
    """Which column is the number of the row; None where none is."""
    has_rowid: bool
    kinds: tuple[tuple[type, ...], ...]
    """What the values of each column can be; none where there may be anything."""
    root: int
    """The page where its tree begins, in a file that was just made."""


@dataclass
class FoundRows:
    """What was found: rows by table, as they stand; whether all of a table was."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    torn: dict[str, list[Row]] = field(default_factory=dict)
    """Rows of which a part is missing or is no text."""
    complete: set[str] = field(default_factory=set)
    """The tables whose trees could be walked to the last leaf, every row of them read."""
    n_lost_pages: int = 0
    """How many pages should hold rows and hold none that can be read."""


@cache
def shapes() -> dict[str, TableShape]:
    """Give the shape of every table of the format."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statement in TEXTS[FORMAT]:
            connection.execute(statement)
        found: dict[str, TableShape] = {}
        roots = connection.execute(
            "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'"
        ).fetchall()
        for name, root in roots:
            columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
            (sql,) = connection.execute(
                "SELECT sql FROM sqlite_schema WHERE name = ?", (name,)
            ).fetchone()
            numbers = [one[0] for one in columns if one[5] and "INTEGER" in one[2]]
            is_single = sum(1 for one in columns if one[5]) == 1
            has_rowid = "WITHOUT ROWID" not in sql
            key = numbers[0] if has_rowid and is_single and numbers else None
            names = tuple(one[1] for one in columns)
            kinds = tuple(
                _KINDS.get(one[2], ()) + ((type(None),) if not one[3] or one[0] == key else ())
                if one[2] in _KINDS
                else ()
                for one in columns
            )
            found[name] = TableShape(name, names, key, has_rowid, kinds, root)
        return found
    finally:
        connection.close()


def gathered(pages: Pages) -> FoundRows:
    """Give all rows that can be read of a file."""
    found, trial = FoundRows(), _Trial()
    owned: dict[int, str] = {}
    roots, of_indexes = _roots(pages)
    for root in of_indexes:
        owned.update(dict.fromkeys(_walked(pages, root)[0], _OF_INDEX))
    for name, shape in shapes().items():
        if not _is_tree_of(pages, roots[name], shape):
            continue
        leaves, is_whole = _walked(pages, roots[name])
        for number in leaves:
            owned.setdefault(number, name)
        if is_whole:
            found.complete.add(name)
    free = pages.free()
    for number in range(1, pages.n + 1):
        name = owned.get(number, "")
        if name == _OF_INDEX:
            continue
        if name or (number not in free and pages.kind(number)):
            _take(pages, number, name, trial, found)
    trial.close()
    return found


def _take(pages: Pages, number: int, name: str, trial: "_Trial", found: FoundRows) -> None:
    """Take the rows of one page."""
    records = list(pages.records(number))
    known = [one for one in records if one is not None]
    kind = pages.kind(number)
    table = name or trial.table_of(known, is_table=kind == LEAF_TABLE)
    if not table:
        return
    shape = shapes()[table]
    for record in known:
        row = _row(shape, record)
        if row is None:
            found.complete.discard(table)
        elif record.is_whole and not any(isinstance(one, TornText) for one in row):
            found.rows.setdefault(table, []).append(row)
        else:
            found.torn.setdefault(table, []).append(row)
            found.complete.discard(table)
    if len(known) < len(records) or (name and kind not in (LEAF_TABLE, INNER_INDEX, 10)):
        found.complete.discard(table)
        found.n_lost_pages += 1


def _row(shape: TableShape, record: Record) -> Row | None:
    """Give a record as a row of a table, or None where it is none."""
    if len(record.values) != len(shape.columns) or (record.rowid is None) == shape.has_rowid:
        return None
    if shape.key is None:
        return record.values
    values = [*record.values]
    values[shape.key] = record.rowid
    return tuple(values)


# --- trees ----------------------------------------------------------------------------------------


def _roots(pages: Pages) -> tuple[dict[str, int], list[int]]:
    """Give where the trees of tables and of indexes begin.

    As the first page says, else as in a file that was just made.
    """
    found: dict[str, int] = {name: shape.root for name, shape in shapes().items()}
    of_indexes: list[int] = []
    for number in _walked(pages, 1)[0]:
        for record in pages.records(number):
            if record is None or len(record.values) != 5:
                continue
            kind, name, _, root, _ = record.values
            if kind == "table" and name in found and isinstance(root, int):
                found[str(name)] = root
            elif kind == "index" and isinstance(root, int):
                of_indexes.append(root)
    return found, of_indexes


def _walked(pages: Pages, root: int) -> tuple[list[int], bool]:
    """Give the pages below a root that hold rows, and whether none of them was missed."""
    leaves: list[int] = []
    seen, waiting, is_whole = {root}, [root], True
    while waiting:
        number = waiting.pop()
        kind = pages.kind(number)
        if kind in (INNER_TABLE, INNER_INDEX):
            try:
                below = pages.children(number)
            except Broken:
                is_whole = False
                continue
            fresh = [one for one in below if 0 < one <= pages.n and one not in seen]
            is_whole = is_whole and len(fresh) == len(below)
            seen.update(fresh)
            waiting += fresh
        if kind != INNER_TABLE:
            leaves.append(number)
        is_whole = is_whole and bool(kind)
    return leaves, is_whole


def _is_tree_of(pages: Pages, root: int, shape: TableShape) -> bool:
    kind = pages.kind(root)
    return kind in ((INNER_TABLE, LEAF_TABLE) if shape.has_rowid else (INNER_INDEX, 10))


# --- pages that no tree leads to ------------------------------------------------------------------


class _Trial:
    """Tables of the format in memory: which of them takes a row."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        for statement in TEXTS[FORMAT]:
            self._connection.execute(statement)

    def close(self) -> None:
        self._connection.close()

    def table_of(self, records: Iterable[Record], *, is_table: bool) -> str:
        """Give the one table that takes all of these records, or ""."""
        whole = [one for one in records if one.is_whole]
        if not whole:
            return ""
        fitting = [
            shape.name
            for shape in shapes().values()
            if shape.has_rowid == is_table
            and shape.name not in _NOT_BY_SHAPE
            and self._takes(shape, whole)
        ]
        return fitting[0] if len(fitting) == 1 else ""

    def _takes(self, shape: TableShape, records: Iterable[Record]) -> bool:
        rows = [_row(shape, one) for one in records]
        if any(row is None or not _fits(shape, row) for row in rows):
            return False
        marks = ", ".join("?" * len(shape.columns))
        self._connection.execute("BEGIN")
        try:
            self._connection.executemany(
                f"INSERT OR REPLACE INTO {shape.name} VALUES ({marks})",
                (row for row in rows if row is not None),
            )
        except (sqlite3.Error, OverflowError, UnicodeError):
            return False
        else:
            return True
        finally:
            self._connection.execute("ROLLBACK")


def _fits(shape: TableShape, row: Row) -> bool:
    """Say whether each value is of its column's kind: SQLite would make a text of a number."""
    return all(
        not kinds or isinstance(value, kinds) for kinds, value in zip(shape.kinds, row, strict=True)
    )

"""A step's changes become rows and lines of the history, inside a transaction of the caller.

Each row must be as the change's `before` says; one that is not refuses the whole. Transactions,
undo and redo are in journal.py; which SQL a row needs is in rows_sql.py.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import annotator
from annotator.errors import StepRefused
from annotator.language import tr
from annotator.model.changes import Change, Key, Row, Step
from annotator.model.rows import to_json
from annotator.store.rows_sql import FORMS, TABLES, TableForm, row_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotator.model.article import Json

PROGRAM = f"annotator {annotator.__version__}"
"""The name and version that a file keeps of the program that wrote it last."""

_INSERT_CHANGE = "INSERT INTO change (step_id, n, tab, before, after) VALUES (?, ?, ?, ?, ?)"
_INSERT_STEP = (
    "INSERT INTO step (id, uid, act, args, by, at, state, changes, sum)"
    " VALUES (?, ?, ?, ?, ?, ?, 'done', ?, ?)"
)


class RowsDiffer(StepRefused):
    """Some row is not as the step says it should be; `first_different` finds which."""


def compact(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Give the changes with one per row, and none that changes nothing.

    Several changes of one row become one, from its first `before` to its last `after`. Raises
    `StepRefused` when one does not go on from where an earlier one left the row.
    """
    seen: dict[tuple[str, Key], Change] = {}
    for change in changes:
        name = (change.table, FORMS[change.table].key_of(_row_of(change)))
        earlier = seen.get(name)
        if earlier is None:
            seen[name] = change
        elif earlier.after != change.before:
            raise _rows_differ()
        else:
            seen[name] = Change(change.table, earlier.before, change.after)
    return tuple(one for one in seen.values() if one.before != one.after)


def _row_of(change: Change) -> Row:
    row = change.after if change.after is not None else change.before
    if row is None:
        raise ValueError("a change without a row")
    return row


def _rows_differ() -> RowsDiffer:
    return RowsDiffer(
        tr("This step does not fit what is in the project; nothing of it was done."),
        tr("Read the article again and repeat the act."),
    )


# --- rows -------------------------------------------------------------------------------------


def put_texts(connection: sqlite3.Connection, texts: Mapping[str, str]) -> None:
    """Add the texts that are not there yet, by their sha256."""
    connection.executemany(
        "INSERT INTO text (sha256, length, body) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        ((sha256, len(body), body) for sha256, body in texts.items()),
    )


def put_changes(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Put every row from `before` to `after`; raises `RowsDiffer` or sqlite3.Error.

    What goes, goes first and from the leaves; what comes, comes from the roots: so each row finds
    the rows it points to, in whatever order the step names them.
    """
    by_table: dict[str, list[Change]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    present = [form for form in TABLES if form.name in by_table]
    for form in reversed(present):
        _take_away(connection, form, by_table[form.name])
    for form in present:
        _put(connection, form, by_table[form.name])


def _take_away(connection: sqlite3.Connection, form: TableForm, changes: list[Change]) -> None:
    gone = [one.before for one in changes if one.after is None and one.before is not None]
    if gone and connection.executemany(form.delete, form.deletes(gone)).rowcount != len(gone):
        raise _rows_differ()


def _put(connection: sqlite3.Connection, form: TableForm, changes: list[Change]) -> None:
    pairs = [
        (one.before, one.after)
        for one in changes
        if one.before is not None and one.after is not None
    ]
    if pairs and connection.executemany(form.update, form.updates(pairs)).rowcount != len(pairs):
        raise _rows_differ()
    fresh = [one.after for one in changes if one.before is None and one.after is not None]
    if fresh:
        connection.executemany(form.insert, form.inserts(fresh))


def current_row(connection: sqlite3.Connection, table: str, key: Key) -> Row | None:
    """Give the row of this key as it is in the file now; None where there is none."""
    form = FORMS[table]
    cells = connection.execute(form.select_one, key).fetchone()
    return None if cells is None else form.row(cells)


def first_different(connection: sqlite3.Connection, changes: Iterable[Change]) -> Change | None:
    """Give the first change whose row in the file is not its `before`; None where all fit."""
    for change in changes:
        key = FORMS[change.table].key_of(_row_of(change))
        if current_row(connection, change.table, key) != change.before:
            return change
    return None


# --- the history ------------------------------------------------------------------------------


class StepSum:
    """The plain checksum of a step: sha256 of act, arguments, coder, time and all changes."""

    def __init__(self, *, act: str, args: str, by: str, at: str) -> None:
        """Begin with what names the step."""
        self._hash = hashlib.sha256("\x00".join((act, args, by, at)).encode())

    def add(self, table: str, before: str | None, after: str | None) -> None:
        """Add one change, as the history keeps it."""
        self._hash.update(f"\x01{table}\x00{before}\x00{after}".encode())

    def hex(self) -> str:
        """Give the checksum in hexadecimal."""
        return self._hash.hexdigest()


def put_step(connection: sqlite3.Connection, step: Step) -> None:
    """Write the step and its changes into the history; its `id` and `number` are set already."""
    args = args_text(step.args)
    total = StepSum(act=step.act, args=args, by=step.by, at=step.at)
    number = step.number
    connection.executemany(_INSERT_CHANGE, _change_cells(number, step.changes, total))
    connection.execute(
        _INSERT_STEP,
        (number, step.id, step.act, args, step.by, step.at, len(step.changes), total.hex()),
    )


def args_text(args: Mapping[str, Json]) -> str:
    """Give the arguments of an act as the history keeps them."""
    return to_json(dict(args))


def _change_cells(
    number: int | None, changes: Iterable[Change], total: StepSum
) -> Iterator[tuple[int | None, int, str, str | None, str | None]]:
    for n, change in enumerate(changes):
        before = None if change.before is None else row_text(change.before)
        after = None if change.after is None else row_text(change.after)
        total.add(change.table, before, after)
        yield number, n, change.table, before, after


# --- facts about the file ---------------------------------------------------------------------


def meta_sum(values: Mapping[str, str]) -> str:
    """Give the checksum over the facts of a file; the one under "sum" is left out."""
    kept = {key: value for key, value in values.items() if key != "sum"}
    return hashlib.sha256(to_json(kept).encode()).hexdigest()


def put_meta(connection: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Set facts about the file and the checksum over all of them."""
    found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    wanted = {**found, **values}
    wanted["sum"] = meta_sum(wanted)
    connection.executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [(key, value) for key, value in wanted.items() if found.get(key) != value],
    )

"""The history as it stands in the file: steps and their changes read back.

Writing it is in write.py; undo and redo in journal.py. What is in the file is not trusted:
whatever makes no sense is `BrokenHistory`, never another error.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from annotator.model.changes import Change, Row
from annotator.store.rows_sql import FORMS

if TYPE_CHECKING:
    import sqlite3

    from annotator.model.article import Json


class BrokenHistory(ValueError):
    """A line of the history is damaged."""


def changes_of(connection: sqlite3.Connection, number: int | None) -> tuple[Change, ...]:
    """Give the changes of a step; raises `BrokenHistory` or sqlite3.Error."""
    cells = connection.execute(
        "SELECT tab, before, after FROM change WHERE step_id = ? ORDER BY n", (number,)
    ).fetchall()
    return tuple(change_of(table, before, after) for table, before, after in cells)


def change_of(table: str, before: str | None, after: str | None) -> Change:
    """Give the change of one line of the history; raises `BrokenHistory`."""
    form = FORMS.get(table)
    if form is None or before == after:
        raise BrokenHistory("a change of no table, or of nothing")
    names = form.names
    return Change(table, _row(names, before), _row(names, after))


def _row(names: tuple[str, ...], text: str | None) -> Row | None:
    if text is None:
        return None
    row = _parsed(text)
    if not isinstance(row, dict) or len(row) != len(names):
        raise BrokenHistory("a row of the history has other cells than its table")
    for name in names:
        if name not in row or not isinstance(row[name], str | int | None):
            raise BrokenHistory("a row of the history has other cells than its table")
    return row


def args_of(text: str) -> dict[str, Json]:
    """Give the arguments of an act as it stands in the history; raises `BrokenHistory`."""
    found = _parsed(text)
    if not isinstance(found, dict):
        raise BrokenHistory("the arguments of a step are no object")
    return found


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise BrokenHistory("a line of the history is no JSON") from problem

"""How often steps of a project were undone or done again, and which was last: two states of a file
with the same steps are told apart by it, and which of them is older.
"""

import sqlite3

from annotator.store.write import put_meta

FACT = "turns"
"""Under this name it stands among the facts about the file: `12 40 undone 42`, `13 40 done 42`.

How often, which step was last, what it became, and which was the newest then.
"""
NONE_YET = "0 0 done 0"
"""What a new file says; one of earlier programs says nothing until the first time."""
_FIRST_UNDONE = "SELECT min(id) FROM step WHERE state <> 'done' AND state = 'undone'"
_DONE_BEHIND = "SELECT 1 FROM step WHERE id > ? AND id <= ? AND state = 'done' LIMIT 1"
_LAST_DONE_BEFORE = "SELECT max(id) FROM step WHERE state = 'done' AND id < ?"


def n_turns(connection: sqlite3.Connection) -> int:
    """Give how often, as the file says."""
    return _said(connection)[0]


def count_turns(connection: sqlite3.Connection, n: int, last: int, *, back: bool) -> None:
    """Count steps that are undone (`back`) or done again, `last` the last of them.

    Inside a transaction of the caller.
    """
    state = "undone" if back else "done"
    (newest,) = connection.execute("SELECT max(id) FROM step").fetchone()
    put_meta(connection, {FACT: f"{n_turns(connection) + n} {last} {state} {newest}"})


def turns_differ(connection: sqlite3.Connection) -> bool:
    """Say whether the steps are not as the last one that was undone or done again left them."""
    _, last, said, newest = _said(connection)
    row = connection.execute("SELECT state FROM step WHERE id = ?", (last,)).fetchone()
    (first_undone,) = connection.execute(_FIRST_UNDONE).fetchone()
    if row is None:  # nothing is said, none was, or the step is forgotten
        return bool(said and not last and first_undone is not None)
    is_done_behind = connection.execute(_DONE_BEHIND, (last, newest)).fetchone() is not None
    if (row[0] == "done") != (said == "done") or is_done_behind:
        return True
    if first_undone is None:
        return False
    if said == "done":
        (before,) = connection.execute(_LAST_DONE_BEFORE, (first_undone,)).fetchone()
        return bool(before != last)
    return bool(first_undone != last)


def _said(connection: sqlite3.Connection) -> tuple[int, int, str, int]:
    """Give how often, the last step, what it became, the newest; zeros where nothing is said."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (FACT,)).fetchone()
    words = "" if found is None else str(found[0])
    match words.split():
        case [n, last, ("done" | "undone") as said, newest] if (
            n + last + newest
        ).isdecimal() and len(words) < 50:
            return int(n), int(last), said, int(newest)
    return 0, 0, "", 0

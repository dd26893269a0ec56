"""A private copy of a project, brought back to what the project was after one of its steps.

The file itself is not touched. What is known here is how; which step is meant is asked elsewhere.
"""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from typing import TYPE_CHECKING

from annotator.errors import StepRefused, WrongUse
from annotator.language import tr
from annotator.store.connection import connect, damaged
from annotator.store.copies.snapshot import copying
from annotator.store.derived import clear_all
from annotator.store.history import BrokenHistory, logs_of, rows_in
from annotator.store.uids import UnknownOrigin
from annotator.store.write import put_tables

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.work import Watch

_BROKEN = (sqlite3.DatabaseError, StepRefused, BrokenHistory, UnknownOrigin, UnicodeError)
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def bring_back(copy: Path, number: int, watch: Watch) -> None:
    """Let a copy of a project be as the project was after the step of this number.

    What was done since goes, with its steps; what suggesters derived goes too. Nothing of the
    copy can be relied on where this fails. Raises `WrongUse` where that step does not hold,
    `DamagedProject` where the history does not lead back, `DiskFull`, `CannotWrite`, `Cancelled`.
    """
    with copying(copy), contextlib.closing(connect(copy, write=True)) as connection:
        # Nobody looks at the copy before it is done, and it goes where it is not.
        connection.execute("PRAGMA journal_mode = OFF").fetchall()
        connection.execute("PRAGMA synchronous = OFF")
        try:
            connection.execute("BEGIN IMMEDIATE")
            _bring_back(connection, number, watch)
            connection.execute("COMMIT")
        except _BROKEN as problem:
            code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
            if code in _NO_ROOM:
                raise OSError(errno.ENOSPC, "no room for a copy") from problem
            what = tr("its history does not lead back to step {n}", n=number)
            raise damaged(copy, what) from problem


def _bring_back(connection: sqlite3.Connection, number: int, watch: Watch) -> None:
    holds = connection.execute(
        "SELECT 1 FROM step WHERE id = ? AND state = 'done'", (number,)
    ).fetchone()
    if holds is None:
        raise WrongUse(
            tr("Step {n} does not hold.", n=number), tr("“annotator history” lists the steps.")
        )
    clear_all(connection)
    later = connection.execute(
        "SELECT id, changes FROM step WHERE id > ? AND state = 'done' ORDER BY id DESC", (number,)
    ).fetchall()
    done, total = 0, sum(n for _, n in later)
    for step, _ in later:
        for log in logs_of(connection, step, backwards=True):
            watch.cancel.check()
            watch.progress(done, total, tr("change"))
            tables = rows_in(log, back=True)
            put_tables(connection, tables)
            done += sum(len(one.gone) + len(one.fresh) + len(one.changed) for one in tables)
    connection.execute("DELETE FROM block WHERE step_id > ?", (number,))
    connection.execute("DELETE FROM step WHERE id > ?", (number,))
    watch.progress(total, total, tr("change"))

"""Whether what SQLite opened is a whole project file: its tables, its pages, its last step.

These are the checks of every opening; the thorough ones are in check.py.
"""

import sqlite3
import time
from functools import cache
from pathlib import Path

from annotator.disk import shown
from annotator.errors import DamagedProject, ForeignFile, Where
from annotator.language import tr
from annotator.store.connection import damaged
from annotator.store.history import BrokenHistory, MissingHistory, changes_in, logs_of
from annotator.store.schema import FORMAT, FORMER, LATER, TEXTS
from annotator.store.uids import Uids
from annotator.store.write import first_different

QUICK_CHECK_S = 10.0
_OPERATIONS = 20_000
_LOOKED_AT = 250


# --- the tables -----------------------------------------------------------------------------------


@cache
def expected_schema() -> frozenset[tuple[str, str, str, str]]:
    """Give what `sqlite_schema` of a file holds: kind, name, table, statement."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statement in TEXTS[FORMAT]:
            connection.execute(statement)
        return frozenset(_schema(connection))
    finally:
        connection.close()


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str, str, str]]:
    found = connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema LIMIT 1000"
    ).fetchall()
    return [(str(kind), str(name), str(table), str(sql)) for kind, name, table, sql in found]


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """See that the file has the tables and indexes of its format and nothing else.

    Raises `ForeignFile` that names what does not belong there, or `DamagedProject`.
    """
    found = _schema(connection)
    expected = expected_schema()
    former = {("table", name, name, text) for name, text in FORMER.items()}
    strange = [one for one in found if one not in expected | former]
    if strange:
        kind, name, _, _ = strange[0]
        raise _strange(path, kind, name)
    missing = {name for _, name, _, _ in expected.difference(found)}
    if not missing <= LATER.keys():
        raise damaged(path, tr("some of its tables are missing"))


def _strange(path: Path, kind: str, name: str) -> ForeignFile:
    printable = "".join(letter for letter in f"{kind:.8} {name:.60}" if letter.isprintable())
    return ForeignFile(
        tr(
            "“{name}” contains things Annotator did not put there ({thing}).",
            name=shown(path),
            thing=printable,
        ),
        tr("It was not opened. Ask whoever sent it for a file that only Annotator wrote."),
        Where(str(path)),
    )


# --- the pages ------------------------------------------------------------------------------------


def check_pages(
    connection: sqlite3.Connection, path: Path, *, seconds: float = QUICK_CHECK_S
) -> bool:
    """See that the pages of the file fit together; False when the time was up before the end.

    Raises `DamagedProject`, or sqlite3.Error.
    """
    until = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > until, _OPERATIONS)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return False
    finally:
        connection.set_progress_handler(None, 0)
    if found != [("ok",)]:
        raise damaged(path, tr("its pages do not fit together"))
    return True


# --- the last step --------------------------------------------------------------------------------


def check_last_step(connection: sqlite3.Connection, path: Path) -> None:
    """See that the step done last is whole, and the one undone last is whole undone.

    Of a long step the first and last changes are looked at. Raises `DamagedProject`, or
    sqlite3.Error.
    """
    last = connection.execute(
        "SELECT id, changes FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    undone = connection.execute(
        "SELECT id, changes FROM step WHERE state <> 'done' AND state = 'undone'"
        " ORDER BY id LIMIT 1"
    ).fetchone()
    if last is None:
        raise torn_copy(path)
    _check_step(connection, path, last, is_done=True)
    if undone is not None:
        _check_step(connection, path, undone, is_done=False)


def _check_step(
    connection: sqlite3.Connection, path: Path, step: tuple[int, int], *, is_done: bool
) -> None:
    number, n_changes = step
    n_found = n_logs = 0
    try:
        for log in logs_of(connection, number, ends=True):
            changes = changes_in(log)
            n_found, n_logs = n_found + len(changes), n_logs + 1
            if len(changes) > 2 * _LOOKED_AT:
                # All of a large step would take longer than opening may.
                changes = [*changes[:_LOOKED_AT], *changes[-_LOOKED_AT:]]
            logged = [one.inverse() for one in changes] if is_done else changes
            if first_different(connection, logged, Uids(connection)) is not None:
                raise torn_copy(path)
    except MissingHistory as problem:
        raise torn_copy(path) from problem
    except (BrokenHistory, UnicodeError, OverflowError) as problem:
        raise damaged(path, tr("its last step cannot be read")) from problem
    if n_found != n_changes and n_logs == 1:
        raise torn_copy(path)


def torn_copy(path: Path) -> DamagedProject:
    """Give the error for a copy made in the middle of a step."""
    sentence = tr("“{name}” is a torn copy of a project that was being saved.", name=shown(path))
    hint = tr("Ask for it to be copied again, or open the newest sound backup.")
    return DamagedProject(sentence, hint, Where(str(path)))

"""Writing a whole project file anew, so that no page of it holds what was forgotten.

SQLite cuts the file only after all else is saved. Where the disk fails in that moment, the file is
sound and longer than it says: a note of how long it was, made before, lets it be known as that.
"""

import contextlib
import os
import sqlite3
from pathlib import Path

from annotator.store.connection import commit
from annotator.store.write import put_meta

FACT = "pages_before_anew"
"""Under this name the note stands among the facts about the file."""


def write_anew(connection: sqlite3.Connection, path: Path) -> None:
    """Let SQLite write all of the file at `path` anew. Raises sqlite3.Error."""
    _note(connection, path)
    # In memory a large project would not have room.
    connection.execute("PRAGMA temp_store = FILE")
    connection.execute("VACUUM")
    with contextlib.suppress(sqlite3.Error):  # a note that stays does no harm
        _note(connection, None)


def is_cut_late(connection: sqlite3.Connection, path: Path) -> bool:
    """Say whether a file that is longer than it says is one that was written anew and not cut."""
    (n,) = connection.execute("PRAGMA page_count").fetchone()
    if path.stat().st_size <= n * _page_size(connection):
        return True  # another program has just cut it
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (FACT,)).fetchone()
    return found is not None and found[0] == str(_n_pages(connection, path))


def cut(connection: sqlite3.Connection, path: Path) -> None:
    """Cut off what is behind the end of a file of which `is_cut_late` is true, if the disk can.

    While `connection` reads, so that nobody writes; without a handle, whose closing would drop the
    locks that SQLite has on the file.
    """
    (n,) = connection.execute("PRAGMA page_count").fetchone()
    with contextlib.suppress(OSError):
        os.truncate(path, n * _page_size(connection))


def _note(connection: sqlite3.Connection, path: Path | None) -> None:
    """Keep how many pages the file at `path` has; None = forget it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        n: str | None = None
        put_meta(connection, {FACT: n})
        while path is not None and n != (now := str(_n_pages(connection, path))):
            n = now  # the note itself may need a page
            put_meta(connection, {FACT: n})
        commit(connection)
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _n_pages(connection: sqlite3.Connection, path: Path) -> int:
    """Give how many pages there are, with those that are not written yet."""
    n: int = connection.execute("PRAGMA page_count").fetchone()[0]
    return max(n, path.stat().st_size // _page_size(connection))


def _page_size(connection: sqlite3.Connection) -> int:
    size: int = connection.execute("PRAGMA page_size").fetchone()[0]
    return size

"""The limit of an edit of the scheme: the same rows updated by one statement, and committed."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

_MOST = "SELECT type FROM span GROUP BY type ORDER BY count(*) DESC LIMIT 1"


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: one type in all its spans, the next time as before."""
    path = shutil.copy(place.project, place.folder / "updated.annotator")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = EXTRA")
    (name,) = connection.execute(_MOST).fetchone()
    names = [name, f"{name}_too"]

    def update() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE span SET type = ? WHERE type = ?", (names[1], names[0]))
        connection.execute("COMMIT")
        names.reverse()

    def work() -> list[float]:
        with collector_still():
            return [seconds_of(update)]

    work()
    return work

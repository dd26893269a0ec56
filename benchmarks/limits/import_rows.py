"""The limit of importing a table: read its rows with csv, two bare tables, one commit."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from typing import TYPE_CHECKING

from benchmarks.own_table import table_of
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: all rows of the table into a fresh database."""
    table, path = table_of(place), place.folder / "bare.sqlite"
    csv.field_size_limit(1 << 30)

    def bring_in() -> None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("CREATE TABLE text (sha256 TEXT PRIMARY KEY, body TEXT)")
        connection.execute(
            "CREATE TABLE article (id INTEGER PRIMARY KEY, sha256 TEXT, name TEXT, title TEXT,"
            " date TEXT, outlet TEXT, url TEXT)"
        )
        with table.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            for *fields, body in rows:
                sha256 = hashlib.sha256(body.encode()).hexdigest()
                connection.execute("INSERT INTO text VALUES (?, ?)", (sha256, body))
                connection.execute(
                    "INSERT INTO article VALUES (NULL, ?, ?, ?, ?, ?, ?)", (sha256, *fields)
                )
        connection.commit()
        connection.close()

    def work() -> list[float]:
        path.unlink(missing_ok=True)
        with collector_still():
            return [seconds_of(bring_in)]

    return work

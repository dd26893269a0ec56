"""The limit of importing: read the files, put their texts into two bare tables, commit once."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: all files of the folder into a fresh database."""
    path = place.folder / "bare.sqlite"

    def bring_in() -> None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("CREATE TABLE text (sha256 TEXT PRIMARY KEY, body TEXT)")
        connection.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, sha256 TEXT, title TEXT)")
        for file in sorted(place.texts.glob("*.txt")):
            body = file.read_bytes().decode("utf-8")
            sha256 = hashlib.sha256(body.encode()).hexdigest()
            title = body.partition("\n")[0]
            connection.execute("INSERT INTO text VALUES (?, ?)", (sha256, body))
            connection.execute("INSERT INTO article VALUES (NULL, ?, ?)", (sha256, title))
        connection.commit()
        connection.close()

    def work() -> list[float]:
        path.unlink(missing_ok=True)
        with collector_still():
            return [seconds_of(bring_in)]

    return work

"""The limit of saving a span: the same rows put in and committed with the bare driver."""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

N_TIMES = 20
SPAN = (
    "INSERT INTO span (uid, article_id, layer_id, type, how, by, created)"
    " VALUES (?, ?, ?, 'entity', 'hand', ?, '2026-03-01T10:32:00Z')"
)
PART = "INSERT INTO part (span_id, n, start, \"end\", quote) VALUES (?, 0, 10, 19, 'the words')"
CHANGE = "INSERT INTO change (step_id, n, tab, before, after) VALUES (?, ?, ?, NULL, ?)"
STEP = (
    "INSERT INTO step (id, uid, act, args, by, at, state, changes, sum)"
    " VALUES (?, ?, 'mark', ?, ?, '2026-03-01T10:32:00Z', 'done', 2, ?)"
)


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: one transaction a span, with its two lines of history and its step."""
    path = shutil.copy(place.project, place.folder / "bare.annotator")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = EXTRA")
    article, layer = connection.execute("SELECT article_id, layer_id FROM span").fetchone()
    (last,) = connection.execute("SELECT max(id) FROM step").fetchone()

    def save(number: int, uid: str) -> None:
        connection.execute("BEGIN IMMEDIATE")
        row = connection.execute(SPAN, (uid, article, layer, uid)).lastrowid
        connection.execute(PART, (row,))
        connection.execute(CHANGE, (number, 0, "span", "x" * 330))
        connection.execute(CHANGE, (number, 1, "part", "x" * 110))
        connection.execute(STEP, (number, uid[:-1] + "x", "x" * 90, uid, "x" * 64))
        connection.execute("COMMIT")

    def work() -> list[float]:
        nonlocal last
        found = []
        with collector_still():
            for _ in range(N_TIMES):
                last += 1
                number, uid = last, str(uuid.uuid4())
                found.append(seconds_of(partial(save, number, uid)))
        return found

    work()
    return work

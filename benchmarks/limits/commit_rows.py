"""The limit of saving a span: the same rows put in and committed with the bare driver."""

from __future__ import annotations

import shutil
import sqlite3
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

N_TIMES = 20
SPAN = (
    'INSERT INTO span (id, article_id, layer_id, type, start, "end", quote, how, by, created)'
    " VALUES (?, ?, ?, 'entity', 10, 19, 'the words', 'hand', ?, '2026-03-01T10:32:00Z')"
)
STEP = (
    "INSERT INTO step (id, uid, act, args, by, at, state, changes, sum, log)"
    " VALUES (?, ?, 'mark', ?, ?, '2026-03-01T10:32:00Z', 'done', 1, ?, ?)"
)


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: one transaction a span, with its step and the history in it."""
    path = shutil.copy(place.project, place.folder / "bare.annotator")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = EXTRA")
    article, layer = connection.execute("SELECT article_id, layer_id FROM span").fetchone()
    (last,) = connection.execute("SELECT max(id) FROM step").fetchone()
    (coder,) = connection.execute("SELECT by FROM step").fetchone()

    def save(number: int, uid: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(SPAN, (uid, article, layer, coder))
        values = (number, uid, "x" * 90, coder, b"x" * 32, "x" * 160)
        connection.execute(STEP, values)
        connection.execute("COMMIT")

    def work() -> list[float]:
        nonlocal last
        found = []
        with collector_still():
            for _ in range(N_TIMES):
                last += 1
                number, uid = last, 1 << 40 | last
                found.append(seconds_of(partial(save, number, uid)))
        return found

    work()
    return work

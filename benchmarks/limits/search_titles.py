"""The limit of a search in titles: all of them in one bare table, gone through once."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from benchmarks.lists import N_TIMES
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: count the titles that hold a word."""
    project = sqlite3.connect(place.project)
    bare = sqlite3.connect(place.folder / "titles.sqlite")
    bare.execute("DROP TABLE IF EXISTS title")
    bare.execute("CREATE TABLE title (id INTEGER PRIMARY KEY, words TEXT)")
    rows = project.execute("SELECT id, title || outlet FROM article")
    bare.executemany("INSERT INTO title VALUES (?, ?)", rows)
    bare.commit()

    def search() -> None:
        bare.execute("SELECT count(*) FROM title WHERE instr(words, 'zor wes')").fetchone()

    def work() -> list[float]:
        with collector_still():
            return [processor_seconds_of(search) for _ in range(N_TIMES)]

    work()
    return work

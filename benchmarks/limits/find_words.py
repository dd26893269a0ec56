"""The limit of finding words: the folded texts in one bare table, gone through once."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from annotator.text.likeness import fold
from benchmarks.lists import N_TIMES
from benchmarks.timing import collector_still, processor_seconds_of
from benchmarks.words_found import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: the first 50 texts that hold some words."""
    project = sqlite3.connect(place.project)
    bare = sqlite3.connect(place.folder / "folded.sqlite")
    bare.execute("DROP TABLE IF EXISTS folded")
    bare.execute("CREATE TABLE folded (id INTEGER PRIMARY KEY, body TEXT)")
    rows = project.execute("SELECT a.id, t.body FROM article a JOIN text t USING (sha256)")
    bare.executemany("INSERT INTO folded VALUES (?, ?)", ((n, fold(body)) for n, body in rows))
    bare.commit()
    folded = [fold(words) for words in WORDS]
    sql = "SELECT id FROM folded WHERE instr(body, ?) LIMIT 50"

    def find() -> None:
        for words in folded:
            bare.execute(sql, (words,)).fetchall()

    def work() -> list[float]:
        with collector_still():
            return [processor_seconds_of(find) / len(folded) for _ in range(N_TIMES)]

    work()
    return work

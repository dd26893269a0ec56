"""The limit of opening: read the rows, put the text into a plain text edit, paint it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from benchmarks.limits.plain import plain_edit
from benchmarks.limits.rows import read_rows
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work; fonts are warm."""
    edit = plain_edit()
    shown = place.shown.read_text(encoding="utf-8")
    connection = sqlite3.connect(f"{place.project.as_uri()}?mode=ro", uri=True)

    def open_it() -> None:
        read_rows(connection, place.article_id)
        edit.setPlainText(shown)
        edit.viewport().repaint()

    def work() -> list[float]:
        edit.clear()
        with collector_still():
            return [seconds_of(open_it)]

    for _ in range(3):
        work()
    return work

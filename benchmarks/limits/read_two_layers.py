"""The limit of comparing: both layers read whole, row by row, and equal spans found in a table."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

_BESIDE = (
    "SELECT * FROM part",
    "SELECT * FROM attribute",
    "SELECT * FROM link",
    "SELECT * FROM refers",
    "SELECT * FROM text",
)


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""

    def everything() -> int:
        connection = sqlite3.connect(place.project)
        spans = connection.execute("SELECT * FROM span").fetchall()
        beside = [connection.execute(sql).fetchall() for sql in _BESIDE]
        connection.close()
        by_layer: dict[int, dict[tuple[object, ...], int]] = {}
        for number, article, layer, kind, start, end, *_ in spans:
            by_layer.setdefault(layer, {})[article, kind, start, end] = number
        one, other = by_layer.values()
        return len(one.keys() & other.keys()) + len(beside)

    def work() -> list[float]:
        with collector_still():
            return [processor_seconds_of(everything)]

    return work

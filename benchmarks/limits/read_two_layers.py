"""The limit of comparing: the rows of both layers, and equal spans found in a table."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

_BESIDE = (
    'SELECT span_id, n, start, "end" FROM part',
    "SELECT owner_id, name, value FROM attribute",
    "SELECT id, article_id, layer_id, type, source_id, target_id FROM link",
    "SELECT span_id, actor_id FROM refers",
    "SELECT sha256, body FROM text",
)


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""

    def everything() -> int:
        connection = sqlite3.connect(place.project)
        spans = connection.execute(
            'SELECT id, article_id, layer_id, type, start, "end" FROM span'
        ).fetchall()
        for sql in _BESIDE:
            connection.execute(sql).fetchall()
        connection.close()
        by_layer: dict[int, dict[tuple[object, ...], int]] = {}
        for number, article, layer, kind, start, end in spans:
            by_layer.setdefault(layer, {})[article, kind, start, end] = number
        one, other = by_layer.values()
        return len(one.keys() & other.keys())

    def work() -> list[float]:
        with collector_still():
            return [processor_seconds_of(everything)]

    return work

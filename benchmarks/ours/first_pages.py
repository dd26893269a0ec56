"""The first page of the article list, in every order and both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.article import ListQuery
from annotator.store.read import Reader
from benchmarks.lists import N_TIMES, PAGE, layer_of
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

ORDERS = ("number", "title", "date", "outlet", "state")


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: all first pages, some times over."""
    reader = Reader(place.project)
    layer_id = layer_of(reader)
    queries = [ListQuery(order, back) for order in ORDERS for back in (False, True)]

    def read() -> None:
        for query in queries:
            reader.first_entries(layer_id, query, PAGE)

    def work() -> list[float]:
        with collector_still():
            return [seconds_of(read) / len(queries) for _ in range(N_TIMES)]

    work()
    return work

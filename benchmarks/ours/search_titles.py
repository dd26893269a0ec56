"""A page of the article list with a search: words rare, common, Persian, and among those to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.article import ListQuery
from annotator.store.read import Reader
from benchmarks.lists import N_TIMES, PAGE, layer_of
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: each of the pages with a search, and those of each state."""
    reader = Reader(place.project)
    layer_id = layer_of(reader)
    queries = [
        ListQuery("title", search="zor wes"),
        ListQuery("date", search="a"),
        ListQuery("date", search="نو ری"),
        ListQuery("outlet", search="qqq", state="todo"),
        ListQuery("title", state="todo"),
        ListQuery("title", state="done"),
    ]

    def work() -> list[float]:
        with collector_still():
            return [
                max(
                    seconds_of(lambda asked=query: reader.first_entries(layer_id, asked, PAGE))
                    for query in queries
                )
                for _ in range(N_TIMES)
            ]

    work()
    return work

"""A page of the article list with a search, a filter or both: the slowest of very many.

Words that are nowhere, rare and common, Latin and Persian; every state; every order; with an
outlet and the beginning of a date, or without; the first page with the number of what was found,
then a page in the middle with the order that leads there.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from annotator.model.article import ListFilter, ListQuery
from annotator.store.read import Reader
from benchmarks.lists import PAGE, layer_of
from benchmarks.ours.first_pages import ORDERS
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

SEARCHES = ("", "qqq", "zor wes", "zor", "a", "نو ری", "نو", "ن")
STATES = (None, "todo", "progress", "done")
FILTERS = (ListFilter("outlet", "The نو"), ListFilter("date", "201"))
N_TIMES = 2


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: each page some times, the best of each counts, and the worst of these."""
    reader = Reader(place.project)
    layer_id = layer_of(reader)
    reader.read_lists_ahead(layer_id)
    # No two with one search follow one another: what was found last is kept, for the middle.
    queries = [
        ListQuery(order, state is None, search, state, filters)
        for filters, order, state, search in product(((), FILTERS), ORDERS, STATES, SEARCHES)
        if search or state or filters
    ]

    def first(query: ListQuery) -> None:
        reader.first_entries(layer_id, query, PAGE)

    def middle(query: ListQuery) -> None:
        order = reader.article_order(layer_id, query)
        reader.entries(layer_id, order, len(order) // 2, PAGE)

    def work() -> list[float]:
        best = dict.fromkeys(product((first, middle), queries), float("inf"))
        with collector_still():
            for _, query, read in product(range(N_TIMES), queries, (first, middle)):
                taken = processor_seconds_of(lambda read=read, query=query: read(query))
                best[read, query] = min(best[read, query], taken)
        return [max(best.values())]

    work()
    return work

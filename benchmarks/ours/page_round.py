"""The page of the article list round any article, in every order, once the order is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.article import ListQuery
from annotator.store.read import Reader
from benchmarks.lists import N_TIMES, PAGE, layer_of
from benchmarks.ours.first_pages import ORDERS
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: the page round two articles in each order, some times over."""
    reader = Reader(place.project)
    layer_id = layer_of(reader)
    orders = [reader.article_order(layer_id, ListQuery(order)) for order in ORDERS]
    article_ids = (place.article_id, place.other_id)

    def read() -> None:
        for order in orders:
            for article_id in article_ids:
                at = reader.place_of(article_id, order)
                assert at is not None
                reader.entries(layer_id, order, max(0, at - PAGE // 2), PAGE)

    def work() -> list[float]:
        n_pages = len(orders) * len(article_ids)
        with collector_still():
            return [seconds_of(read) / n_pages for _ in range(N_TIMES)]

    work()
    return work

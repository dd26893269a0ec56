"""The limit of showing a change: the same page and cards painted when nothing has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.ours.mark_span import N_TIMES, unmarked_words
from benchmarks.ours.real_window import real_window
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: painting at places all over the article."""
    window = real_window(place)
    window.open(place.article_id)
    window.settle()
    words = unmarked_words(window.view)

    def work() -> list[float]:
        found = []
        for _ in range(N_TIMES):
            window.view.select(next(words))
            window.settle()
            window.paint()
            with collector_still():
                found.append(seconds_of(window.paint))
        return found

    work()
    return work

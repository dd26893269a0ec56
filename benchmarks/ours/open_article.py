"""Opening an article in the window, from the list's wish to page and cards painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.ours.real_window import real_window
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: from another article to this one."""
    window = real_window(place)

    def work() -> list[float]:
        window.open(place.other_id)
        window.settle()
        with collector_still():
            return [seconds_of(lambda: window.open(place.article_id))]

    for _ in range(2):
        work()
    return work

"""How late the window's timer comes while suggesters read the project's articles ahead."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from benchmarks.frames import worst_lateness
from benchmarks.news import articles
from benchmarks.ours.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

N_ARTICLES = 60


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work; each time all articles are due, for something else is to be suggested too."""
    reading = Reading(place, articles(N_ARTICLES))
    reading.queue.use()
    reading.real.wait_for(lambda: reading.queue.n_done > 0)
    also = cycle([("reported",), ()])

    def work() -> list[float]:
        queue, suggesting = reading.queue, reading.suggesting
        suggesting.prefer(suggesting.preferences._replace(suggest_also=next(also)))
        reading.real.wait_for(lambda: not queue.is_reading)
        reading.real.wait_for(lambda: queue.is_reading)
        return [worst_lateness(lambda: not queue.is_reading)]

    return work

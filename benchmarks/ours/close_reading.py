"""How long the window takes to close while suggesters read an article of 300,000 characters."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.news import long_article
from benchmarks.ours.reading import Reading
from benchmarks.timing import seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

_IN_THE_MIDDLE_S = 0.3


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work, to be done once."""
    reading = Reading(place, [long_article()], model="no model")
    reading.queue.use()

    def work() -> list[float]:
        reading.wait_for_asking()
        time.sleep(_IN_THE_MIDDLE_S)
        return [seconds_of(reading.real.window.close)]

    return work

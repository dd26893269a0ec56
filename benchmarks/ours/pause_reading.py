"""From Pause until the worker is free, while suggesters read an article of 300,000 characters."""

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
    """Give the work; the rules read it, since a model reads piece by piece and stops sooner."""
    reading = Reading(place, [long_article()], model="no model")
    reading.queue.use()

    def stop() -> None:
        reading.queue.turn()
        while reading.queue.is_at_work:
            reading.real.program.processEvents()

    def work() -> list[float]:
        if reading.queue.is_paused:
            reading.queue.turn()
        reading.wait_for_asking()
        time.sleep(_IN_THE_MIDDLE_S)
        return [seconds_of(stop)]

    return work

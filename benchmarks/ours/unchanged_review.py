"""Page, cards and list of Review painted as they are: what settling costs beside it is our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.ours.real_review import RealReview
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

N_TIMES = 20


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""
    real = RealReview(place)

    def work() -> list[float]:
        with collector_still():
            return [processor_seconds_of(real.paint) for _ in range(N_TIMES)]

    work()
    return work

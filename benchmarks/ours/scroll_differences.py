"""The list of all differences, scrolled from its begin to its end: the slowest frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.list_steps import slowest_step
from benchmarks.ours.real_review import RealReview

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""
    real = RealReview(place)

    def work() -> list[float]:
        return [slowest_step(real.review.pane.list)]

    work()
    return work

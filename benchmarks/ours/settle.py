"""A key press in Review until the decision is on the screen: page, cards, list, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from benchmarks.ours.real_review import RealReview
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

N_TIMES = 6


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: one difference after the other takes the left; the agreed layer is there."""
    real = RealReview(place)

    def press() -> None:
        n_before = real.n_settled
        real.press(Qt.Key.Key_1, "1")
        # The first decision makes the agreed layer in a worker; the others are there at once.
        real.real.wait_for(lambda: real.n_settled > n_before, patience=600)
        real.paint()

    def work() -> list[float]:
        found = []
        for _ in range(N_TIMES):
            with collector_still():
                found.append(processor_seconds_of(press))
            real.real.settle()
            real.press(Qt.Key.Key_Tab)
            real.real.wait_for(lambda: not real.review.state.is_opening)
            real.real.settle()
        return found

    work()
    return work

"""Another text size in the window until page and cards are painted."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from benchmarks.ours.real_window import real_window
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: one step larger, and back, in the middle of the article."""
    window = real_window(place)
    window.open(place.article_id)
    window.settle()
    bar = window.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    window.settle()
    acts = cycle(["text-larger", "text-smaller"])

    def step() -> None:
        window.window.acts.run(next(acts))
        window.paint()

    def work() -> list[float]:
        found = []
        for _ in range(2):
            with collector_still():
                found.append(seconds_of(step))
            window.settle()
        return found

    work()
    return work

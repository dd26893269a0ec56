"""The list of all differences filled anew and painted: what a filter or another heading costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.ours.real_review import RealReview
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: the same type asked for again."""
    real = RealReview(place)
    pane = real.review.pane

    def fill(type_name: str | None) -> None:
        pane.model.set_filter(type=type_name)
        pane.list.viewport().repaint()

    def work() -> list[float]:
        fill(None)
        real.real.settle()
        with collector_still():
            return [processor_seconds_of(lambda: fill("entity"))]

    work()
    return work

"""Scrolling the article in the window, step by step, with its cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.ours.real_window import real_window
from benchmarks.scrolling import scroll

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: through fresh text, step by step."""
    window = real_window(place)

    def work() -> list[float]:
        window.open(place.other_id)
        window.open(place.article_id)
        window.settle()
        return scroll(window.view)

    work()
    return work

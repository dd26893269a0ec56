"""Scrolling a list by a screenful, painted each time: the same for both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

N_STEPS = 60


def slowest_step(view: QAbstractItemView) -> float:
    """Give the slowest of some steps through the whole list, in seconds."""
    bar, port = view.verticalScrollBar(), view.viewport()
    step = max(1, (bar.maximum() - bar.minimum()) // N_STEPS)

    def scroll() -> None:
        bar.setValue(bar.value() + step)
        port.repaint()

    bar.setValue(bar.minimum())
    port.repaint()
    with collector_still():
        return max(processor_seconds_of(scroll) for _ in range(N_STEPS))

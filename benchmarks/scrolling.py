"""Scrolling a text edit step by step, painted each time: the same for both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit

N_STEPS = 100
STEP = 60
"""Three lines of a mouse wheel, in pixels."""


def scroll(edit: QTextEdit) -> list[float]:
    """Give what each step took, in seconds."""
    bar, port = edit.verticalScrollBar(), edit.viewport()

    def step() -> None:
        bar.setValue(bar.value() + STEP)
        port.repaint()

    bar.setValue(0)
    port.repaint()
    with collector_still():
        return [seconds_of(step) for _ in range(N_STEPS)]

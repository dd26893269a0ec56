"""The limit of another text size: a plain text edit of the same text in another font."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from benchmarks.limits.plain import plain_edit
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: one step larger, and back, in the middle of the article."""
    edit = plain_edit()
    edit.setPlainText(place.shown.read_text(encoding="utf-8"))
    edit.document().documentLayout().documentSize()
    edit.program.processEvents()
    sizes = cycle([19, 17])
    bar = edit.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)

    def step() -> None:
        font = edit.font()
        font.setPixelSize(next(sizes))
        edit.setFont(font)
        bar.setValue(bar.maximum() // 2)
        edit.viewport().repaint()

    def work() -> list[float]:
        found = []
        for _ in range(2):
            with collector_still():
                found.append(seconds_of(step))
            edit.program.processEvents()
        return found

    work()
    return work

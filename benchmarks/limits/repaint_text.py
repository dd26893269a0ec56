"""The limit of showing a change: a plain text edit of the same text, painted unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.limits.plain import plain_edit
from benchmarks.ours.mark_span import N_TIMES
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: painting at places all over the article, its layout done."""
    edit = plain_edit()
    edit.setPlainText(place.shown.read_text(encoding="utf-8"))
    edit.document().documentLayout().documentSize()
    edit.program.processEvents()
    bar = edit.verticalScrollBar()

    def work() -> list[float]:
        found = []
        for n in range(N_TIMES):
            bar.setValue(bar.maximum() * (n + 1) // (N_TIMES + 1))
            edit.viewport().repaint()
            with collector_still():
                found.append(seconds_of(edit.viewport().repaint))
        return found

    work()
    return work

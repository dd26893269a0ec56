"""The limit of scrolling: the same steps in a plain text edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.limits.plain import plain_edit
from benchmarks.scrolling import scroll

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: through fresh text, step by step."""
    edit = plain_edit()
    text = place.shown.read_text(encoding="utf-8")

    def work() -> list[float]:
        edit.setPlainText(text)
        edit.viewport().repaint()
        edit.program.processEvents()
        return scroll(edit)

    work()
    return work

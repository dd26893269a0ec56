"""The limit of memory: a plain text edit that shows the text, in a fresh process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.limits.plain import plain_edit
from benchmarks.memory import resident_megabytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: what the process holds once all of the text is laid out."""
    edit = plain_edit()
    edit.setPlainText(place.shown.read_text(encoding="utf-8"))
    edit.viewport().repaint()
    edit.document().documentLayout().documentSize()
    edit.program.processEvents()
    return lambda: [resident_megabytes()]

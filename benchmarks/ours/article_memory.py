"""The memory of the program with the article open, in a fresh process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.basics import own_import
from benchmarks.memory import resident_megabytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: what the process holds once the window has come to rest."""
    own_import.restore()  # as the program starts: else PySide keeps the source of every module
    from benchmarks.ours.real_window import begun

    window = begun(place, place.article_id)
    window.settle()
    return lambda: [resident_megabytes()]

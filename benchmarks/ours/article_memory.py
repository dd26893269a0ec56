"""The memory of the program with the article open, in a fresh process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.memory import resident_megabytes
from benchmarks.ours.real_window import begun

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: what the process holds once the window has come to rest."""
    window = begun(place, place.article_id)
    window.settle()
    return lambda: [resident_megabytes()]

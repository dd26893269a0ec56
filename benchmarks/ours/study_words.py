"""Finding words in a study: the first hits of common words, and words that stand nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.studies import FIRST, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


WORDS = ("velmora", "report 777 ", "nowhere at all")


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: both, and the hits of a rare word."""
    return timed(place, lambda one: [[*one.find(words, limit=FIRST).hits] for words in WORDS])

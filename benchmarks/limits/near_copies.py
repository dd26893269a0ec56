"""The limit of comparing texts: take them apart into words and count the words of each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work over the same texts."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(place.texts.glob("*.txt"))]
    texts += texts[::10]

    def count() -> int:
        return sum(len(Counter(text.split())) for text in texts)

    def work() -> list[float]:
        with collector_still():
            return [seconds_of(count)]

    return work

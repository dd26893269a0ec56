"""The limit of comparing one long article: one walk over both sides that counts what overlaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.anywhere import spans_anywhere
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""
    sides = spans_anywhere()

    def walk() -> int:
        ends = sorted(
            (start, end, kind, n) for n, side in enumerate(sides) for kind, start, end in side
        )
        begun: tuple[list[tuple[int, str]], ...] = ([], [])
        found = 0
        for start, end, kind, n in ends:
            others = begun[1 - n]
            others[:] = [one for one in others if one[0] > start]
            found += sum([one[1] == kind for one in others])
            begun[n].append((end, kind))
        return found

    def work() -> list[float]:
        with collector_still():
            return [processor_seconds_of(walk)]

    return work

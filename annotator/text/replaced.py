"""A text some stretches of which are replaced, with a map for offsets from the old text to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text after the replacing; offsets count code points, O(log n) for each."""

    text: str
    _old: tuple[Range, ...] = ()
    _starts: tuple[int, ...] = ()
    """Where each new stretch starts."""
    _lengths: tuple[int, ...] = ()

    def start(self, offset: int) -> int:
        """Give where something starts now; inside a replaced stretch where that starts."""
        n = bisect_right(self._old, (offset, float("inf"))) - 1
        if n >= 0 and offset < self._old[n].end:
            return self._starts[n]
        return self._shifted(offset, n)

    def end(self, offset: int) -> int:
        """Give where something ends now; inside a replaced stretch where that ends."""
        n = bisect_left(self._old, (offset, -1)) - 1
        if n >= 0 and offset <= self._old[n].end:
            return self._starts[n] + self._lengths[n]
        return self._shifted(offset, n)

    def moved(self, at: Range) -> Range:
        """Give where a stretch stands now; what ends inside a replaced one reaches to its edge."""
        return Range(self.start(at.start), self.end(at.end))

    def cuts(self, at: Range) -> bool:
        """Say whether a stretch starts or ends inside a replaced one."""
        return any(self._is_inside(offset) for offset in at)

    def _is_inside(self, offset: int) -> bool:
        n = bisect_left(self._old, (offset, -1)) - 1
        return n >= 0 and offset < self._old[n].end

    def _shifted(self, offset: int, n: int) -> int:
        """Shift an offset behind the replaced stretch `n` (-1 = before all)."""
        if n < 0:
            return offset
        return offset - self._old[n].end + self._starts[n] + self._lengths[n]


def replaced(text: str, stretches: Sequence[tuple[Range, str]]) -> Replaced:
    """Give a text with other words in some stretches, which are in order and do not overlap."""
    if not stretches:
        return Replaced(text)
    pieces: list[str] = []
    at = 0
    for old, words in stretches:
        pieces += [text[at : old.start], words]
        at = old.end
    ends = [*accumulate(map(len, pieces))]
    lengths = tuple([len(words) for _, words in stretches])
    starts = tuple([end - n for end, n in zip(ends[1::2], lengths, strict=True)])
    places = tuple([one for one, _ in stretches])
    return Replaced("".join([*pieces, text[at:]]), places, starts, lengths)

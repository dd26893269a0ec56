"""Half-open ranges of code points: join, cut, overlap, trim.

A range says where something stands in a text; what stands there is not known here.
"""

from collections.abc import Iterable
from typing import NamedTuple

# Characters that may not stand at the edge of a range besides what str.isspace() knows.
INVISIBLE = frozenset("\u180e\u200b\u2060\ufeff")


class Range(NamedTuple):
    """From ``start`` up to but not including ``end``, in code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many code points the range holds; 0 for an empty or reversed one."""
        start, end = self
        return end - start if end > start else 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies inside."""
        return self.end <= self.start

    def contains(self, position: int) -> bool:
        """Whether the character at ``position`` lies inside."""
        return self.start <= position < self.end

    def covers(self, other: "Range") -> bool:
        """Whether ``other`` lies wholly inside, edges included."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Range") -> bool:
        """Whether at least one character lies in both."""
        start, end = self
        first, last = other
        return start < last and first < end and start < end and first < last

    def shifted(self, by: int) -> "Range":
        """The same length, moved by so many code points."""
        return Range(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The words of ``text`` that stand in this range."""
        return text[self.start : self.end]


def union(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """All that lies in any of the ranges: sorted, merged where they overlap or touch."""
    merged: list[Range] = []
    for piece in sorted(piece for piece in ranges if piece[1] > piece[0]):
        if merged and piece.start <= merged[-1].end:
            if piece.end > merged[-1].end:
                merged[-1] = Range(merged[-1].start, piece.end)
        else:
            merged.append(piece)
    return tuple(merged)


def cut(piece: Range, by: Range | Iterable[Range]) -> tuple[Range, ...]:
    """What is left of ``piece`` when everything in ``by`` is taken out, in order."""
    left: list[Range] = []
    at = piece.start
    every = (by,) if isinstance(by, Range) else by
    if every == ():
        return () if piece.is_empty else (piece,)
    for taken in union(every):
        if taken.end <= at:
            continue
        if taken.start >= piece.end:
            break
        if taken.start > at:
            left.append(Range(at, taken.start))
        at = taken.end
    if at < piece.end:
        left.append(Range(at, piece.end))
    return tuple(left)


def overlap(first: Range, second: Range) -> Range | None:
    """What lies in both; None if nothing does."""
    start = first.start if first.start > second.start else second.start
    end = first.end if first.end < second.end else second.end
    return Range(start, end) if start < end else None


def hull(ranges: Iterable[Range]) -> Range:
    """The shortest range that covers all of them.

    Raises ValueError if there is none.
    """
    pieces = list(ranges)
    if not pieces:
        message = "a hull needs at least one range"
        raise ValueError(message)
    return Range(min(piece.start for piece in pieces), max(piece.end for piece in pieces))


def is_blank(character: str) -> bool:
    """Whether a character shows nothing: blanks and line ends of all kinds, zero-width space."""
    return character.isspace() or character in INVISIBLE


def trim(text: str, piece: Range) -> Range | None:
    """The range without blanks of any kind at its ends; None if nothing is left.

    A range that reaches beyond the text is cut to it.
    """
    start, end = max(0, piece.start), min(len(text), piece.end)
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return Range(start, end) if start < end else None

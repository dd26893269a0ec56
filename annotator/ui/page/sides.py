"""Where two codings differ on the page: a lane above the words (left), one below (right).

What is drawn in a block is made here from ranges; painting it is `lane_painter`'s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from annotator.ui.page.geometry import LineBox

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from annotator.text.ranges import Range
    from annotator.ui.page.geometry import LaidOut, Piece

_ABOVE, _BELOW = 15 / 17, 6 / 17
"""How far what both have reaches above and below the baseline, as a part of the text's size."""
_STRETCH = 4096
"""An article of 5,000 spans is looked through in stretches of so many characters."""


class LaneMark(NamedTuple):
    """What one side of a difference covers; `only` are the stretches that the other side lacks."""

    key: str
    is_left: bool
    parts: tuple[Range, ...]
    only: tuple[Range, ...]
    is_settled: bool = False
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class LaneSet:
    """All lanes of an article, and the letters of left and right."""

    marks: tuple[LaneMark, ...] = ()
    letters: tuple[str, str] = ("A", "B")

    _near: dict[int, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The places of the marks by stretches of text they touch; made when first asked for."""

    def within(self, stretch: Range) -> Iterator[LaneMark]:
        """Give the marks that touch a stretch of the text or may do so, in order."""
        if not self._near:
            for at, mark in enumerate(self.marks):
                for number in {n for part in mark.parts for n in _numbers(part)}:
                    self._near.setdefault(number, []).append(at)
        numbers = _numbers(stretch)
        if len(numbers) == 1:
            found: Iterable[int] = self._near.get(numbers.start, ())
        else:
            found = sorted({at for n in numbers for at in self._near.get(n, ())})
        return map(self.marks.__getitem__, found)

    def swapped(self) -> LaneSet:
        """Give the same lanes with the right coding in the left lane."""
        return LaneSet(
            tuple([one._replace(is_left=not one.is_left) for one in self.marks]), self.letters
        )

    def marked_anew(self, settled: Collection[str], current: Collection[str]) -> LaneSet:
        """Give the same lanes after a decision or a step: where they lie is not looked up again."""
        found = LaneSet(
            tuple(
                [
                    one
                    if (one.key in settled) is one.is_settled
                    and (one.key in current) is one.is_current
                    else one._replace(is_settled=one.key in settled, is_current=one.key in current)
                    for one in self.marks
                ]
            ),
            self.letters,
        )
        found._near.update(self._near)
        return found

    def changed_from(self, before: LaneSet | None) -> Iterator[Range]:
        """Give the ranges of marks that are new, gone or drawn otherwise."""
        old = frozenset(before.marks) if before is not None else frozenset()
        if before is not None and before.letters != self.letters:
            old = frozenset()
        for mark in old.symmetric_difference(self.marks):
            yield from mark.parts


class LaneShape(NamedTuple):
    """One side of a difference within a block: its pieces, those it has alone, where it ends."""

    is_left: bool
    letter: str
    is_settled: bool
    is_current: bool
    pieces: tuple[Piece, ...]
    only: tuple[Piece, ...]
    begins: bool
    finishes: bool


def lane_shapes(sides: LaneSet, laid_out: LaidOut, within: Range) -> tuple[LaneShape, ...]:
    """Give the lanes of a block, or of what is seen of it, those of the current difference last."""
    found: list[LaneShape] = []
    for mark in sides.within(within):
        parts = [part for part in mark.parts if part.overlaps(within)]
        pieces = tuple(piece for part in parts for piece in laid_out.pieces(part))
        if not pieces:
            continue
        found.append(
            LaneShape(
                is_left=mark.is_left,
                letter=sides.letters[0 if mark.is_left else 1],
                is_settled=mark.is_settled,
                is_current=mark.is_current,
                pieces=pieces,
                only=tuple(piece for part in mark.only for piece in laid_out.pieces(part)),
                begins=mark.parts[0] in parts and pieces[0].begins,
                finishes=mark.parts[-1] in parts and pieces[-1].finishes,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.is_current, not one.is_settled)))


def _numbers(stretch: Range) -> range:
    return range(stretch.start // _STRETCH, max(stretch.start, stretch.end - 1) // _STRETCH + 1)


def lower(lines: tuple[LineBox, ...], size: int) -> tuple[LineBox, ...]:
    """Give the lines as what both have stands on them: clear of the lanes above and below."""
    return tuple(
        LineBox(line.baseline - _ABOVE * size, line.baseline + _BELOW * size, line.baseline)
        for line in lines
    )

"""Where parts of spans lie on the lines of a laid-out block, in the block's own measure.

Knows Qt's layout of one block and the text; not the view, not colours. Left-to-right lines take
two questions a part; lines with more than one direction are cut into words, each asked for its
glyphs, since the carets of a mixed line stand elsewhere than its letters.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextLine

from annotator.text.ranges import Range, is_blank

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT = re.compile(f"[{_RIGHT}\u200f\u202a-\u202e\u2066-\u2069]")
# These two are compiled by `re` when they are first asked for: few texts have such lines.
# Within a right-to-left line letters of that script, blanks and these marks change no direction.
_ONE_DIRECTION = (
    "[\\s.,:;!?«»\u060c\u061b\u061f\u06d4\u200c\u200d\u05d0-\u05ea\u0610-\u061a\u0620-\u065f"
    "\u066e-\u06d3\u06d5-\u06dc\u06df-\u06ef\u06fa-\u06ff\u0750-\u077f\u2026]*"
)
# What stands together without a change of direction: letters of one direction with their marks,
# European digits, Arabic digits; everything else is looked at character by character.
_TOGETHER = (
    f"(?s)(?:[^\\W\\d_{_RIGHT}][\\u0300-\\u036f\\u200c\\u200d]*)+"
    "|[0-9]+"
    "|[\u0660-\u0669]+"
    "|[\u06f0-\u06f9]+"
    "|(?:[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]"
    "[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0640\u200c\u200d]*)+"
    "|."
    "[\u0300-\u036f\u064b-\u065f\u200d\ufe0f]*"
)

_FEW_LINES = 40
"""A block of no more is drawn as a whole: about what a window shows at once."""


class LineBox(NamedTuple):
    """One line's box and baseline; downwards, from the top of the block."""

    top: float
    bottom: float
    baseline: float


class LineMeasure(NamedTuple):
    """A line's height, and how far its top lies above its baseline."""

    rise: float
    height: float


class Piece(NamedTuple):
    """A stretch of a part on one line, from left to right as it is seen.

    `begins` and `finishes` say whether the part's first and last character are in it;
    `goes_on_left` and `goes_on_right` whether the part comes from or goes to another line there.
    """

    line: int
    left: float
    right: float
    begins: bool
    finishes: bool
    goes_on_left: bool = False
    goes_on_right: bool = False


class _Cell(NamedTuple):
    """What some characters of a line take up, as it is seen (code points, half-open)."""

    start: int
    end: int
    left: float
    right: float


class LaidOut:
    """One laid-out block: its lines, and where ranges of the article lie on them.

    `to_unit` gives the UTF-16 unit of a code point from the start of the block, `to_code_point`
    takes it back.
    """

    __slots__ = (
        "_cells", "_is_mixed", "_pieces", "_qt_block", "_starts", "_text", "_to_unit",
        "_visible_ends", "block", "is_right_to_left", "lines",
    )  # fmt: skip

    def __init__(
        self,
        block: Range,
        text: str,
        qt_block: QTextBlock,
        *,
        to_unit: Callable[[int], int],
        to_code_point: Callable[[int], int],
        measure: LineMeasure,
    ) -> None:
        """Read the lines of `qt_block`, which shows `block` of `text` and is laid out."""
        self.block = block
        self._text = text
        self._to_unit = to_unit
        # The layout itself is asked for each time: Qt may free it, and PySide would then take
        # whatever comes to lie at its address for it.
        self._qt_block = qt_block
        layout = qt_block.layout()
        self.is_right_to_left = qt_block.textDirection() is Qt.LayoutDirection.RightToLeft
        starts: list[int] = []
        lines: list[LineBox] = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            baseline = line.y() + line.ascent()
            starts.append(to_code_point(line.textStart()))
            lines.append(
                LineBox(baseline - measure.rise, baseline - measure.rise + measure.height, baseline)
            )
        self.lines = tuple(lines)
        self._starts = starts
        self._visible_ends = (
            [
                self._visible_end(start, end)
                for start, end in zip(starts, [*starts[1:], block.end], strict=True)
            ]
            if starts
            else []
        )
        part = text[block.start : block.end]
        self._is_mixed = self.is_right_to_left or (
            not part.isascii() and _RIGHT_TO_LEFT.search(part) is not None
        )
        self._cells: dict[tuple[int, tuple[int, ...]], list[_Cell]] = {}
        self._pieces: dict[Range, tuple[Piece, ...]] = {}

    def pieces(self, part: Range, cuts: Sequence[int] = ()) -> tuple[Piece, ...]:
        """Give where a range of the article lies in this block, line by line, left to right.

        `cuts` are further places where words must be cut (the ends of all parts in the block),
        so that the lines of a mixed block are looked at once for all parts.
        """
        known = self._pieces.get(part)
        if known is None:
            known = self._pieces[part] = tuple(self._find_pieces(part, cuts))
        return known

    def _find_pieces(self, part: Range, cuts: Sequence[int]) -> Iterator[Piece]:
        if not self._starts:
            return
        start, end = max(part.start, self.block.start), min(part.end, self.block.end)
        first = max(0, bisect_right(self._starts, start) - 1)
        for number in range(first, len(self._starts)):
            line_start = self._starts[number]
            if line_start >= end and number > first:
                break
            here = Range(max(start, line_start), min(end, self._visible_ends[number]))
            here = self._without_blanks(here)
            if not here.is_empty:
                yield from self._on_line(number, here, part, cuts)

    def caret(self, position: int) -> QRectF:
        """Give the line a caret at a code point stands on: no width, as high as the line."""
        if not self._starts:
            return QRectF()
        number = max(0, bisect_right(self._starts, position) - 1)
        x = _x(self._qt_block.layout().lineAt(number), self._to_unit(position))
        line = self.lines[number]
        return QRectF(x, line.top, 0.0, line.bottom - line.top)

    def line_of(self, position: int) -> int:
        """Give the number of the line a code point lies on."""
        return max(0, bisect_right(self._starts, position) - 1)

    def line_range(self, number: int) -> Range:
        """Give the code points of a line, its trailing blanks left out."""
        return Range(self._starts[number], self._visible_ends[number])

    def between(self, top: float, bottom: float) -> Range:
        """Give the code points of the lines between two heights; of a short block always all."""
        lines = self.lines
        if len(lines) <= _FEW_LINES:
            return self.block
        first = bisect_left(lines, top, key=lambda line: line.bottom)
        last = bisect_right(lines, bottom, key=lambda line: line.top)
        start = self._starts[first] if 0 < first < len(lines) else self.block.start
        end = self._starts[last] if last < len(lines) else self.block.end
        return Range(start, max(start, end))

    # --- one line -----------------------------------------------------------------------------

    def _on_line(
        self, number: int, here: Range, part: Range, cuts: Sequence[int]
    ) -> Iterable[Piece]:
        begins, finishes = here.start == part.start, here.end == part.end
        comes = not begins and here.start <= self._first_visible(number)
        goes = not finishes and here.end >= self._visible_ends[number]
        runs = self._runs(number, here, cuts)
        for n, (left, right, has_first, has_last) in enumerate(runs):
            at_left, at_right = n == 0, n == len(runs) - 1
            if self.is_right_to_left:
                on_left, on_right = at_left and goes, at_right and comes
            else:
                on_left, on_right = at_left and comes, at_right and goes
            yield Piece(
                number, left, right, begins and has_first, finishes and has_last, on_left, on_right
            )

    def _runs(
        self, number: int, here: Range, cuts: Sequence[int]
    ) -> list[tuple[float, float, bool, bool]]:
        """Give what is seen of a range on a line: left, right, holds its first, holds its last."""
        line = self._qt_block.layout().lineAt(number)
        if self._is_mixed and not self._has_one_direction(number):
            runs = _joined(self._line_cells(number, line, (*cuts, here.start, here.end)), here)
            if runs:
                return runs
            # No glyph of its own: the second half of a ligature, a sign that turns the direction.
        one, other = _x(line, self._to_unit(here.start)), _x(line, self._to_unit(here.end))
        return [(min(one, other), max(one, other), True, True)]

    def _has_one_direction(self, number: int) -> bool:
        """Whether two ends say all: nothing on the line runs against the block."""
        text = self._text[self._starts[number] : self._visible_ends[number]]
        if self.is_right_to_left:
            return re.fullmatch(_ONE_DIRECTION, text) is not None
        return _RIGHT_TO_LEFT.search(text) is None

    def _line_cells(self, number: int, line: QTextLine, cuts: Iterable[int]) -> list[_Cell]:
        """Give the words of a line with the place of their glyphs, left to right."""
        start, end = self._starts[number], self._visible_ends[number]
        inside = tuple(sorted({cut for cut in cuts if start < cut < end}))
        known = self._cells.get((number, inside))
        if known is not None:
            return known
        cells: list[_Cell] = []
        edges = [start, *inside, end]
        for one, other in pairwise(edges):
            for word in re.compile(_TOGETHER).finditer(self._text, one, other):
                if is_blank(word[0][0]):
                    continue
                place = self._glyphs(line, word.start(), word.end())
                if place is not None:
                    cells.append(_Cell(word.start(), word.end(), *place))
        cells.sort(key=lambda cell: (cell.left, cell.right))
        self._cells[(number, inside)] = cells
        return cells

    def _glyphs(self, line: QTextLine, start: int, end: int) -> tuple[float, float] | None:
        unit = self._to_unit(start)
        left, right = float("inf"), float("-inf")
        for run in line.glyphRuns(unit, self._to_unit(end) - unit):
            advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
            for position, advance in zip(run.positions(), advances, strict=True):
                x = position.x()
                left, right = min(left, x), max(right, x + advance.x())
        return (left, right) if left < right else None

    # --- blanks -------------------------------------------------------------------------------

    def _visible_end(self, start: int, end: int) -> int:
        while end > start and is_blank(self._text[end - 1]):
            end -= 1
        return end

    def _first_visible(self, number: int) -> int:
        start, end = self._starts[number], self._visible_ends[number]
        while start < end and is_blank(self._text[start]):
            start += 1
        return start

    def _without_blanks(self, here: Range) -> Range:
        """The range without the blanks at its ends."""
        start, end = here
        while start < end and is_blank(self._text[start]):
            start += 1
        return Range(start, self._visible_end(start, end))


def _joined(cells: Sequence[_Cell], here: Range) -> list[tuple[float, float, bool, bool]]:
    """Neighbouring words of a range as one stretch; a word outside between them parts them.

    Blanks have no place of their own: they belong to the words around them.
    """
    stretches: list[tuple[float, float, bool, bool]] = []
    is_open = False
    for cell in cells:
        if cell.start < here.start or cell.end > here.end:
            is_open = False
            continue
        has_first, has_last = cell.start == here.start, cell.end == here.end
        if is_open:
            left, right, first, last = stretches[-1]
            stretches[-1] = (left, max(right, cell.right), first or has_first, last or has_last)
        else:
            stretches.append((cell.left, cell.right, has_first, has_last))
            is_open = True
    return stretches


def _x(line: QTextLine, unit: int) -> float:
    # PySide gives (x, the unit that was really taken), which its types do not say.
    return cast("tuple[float, int]", line.cursorToX(unit))[0]

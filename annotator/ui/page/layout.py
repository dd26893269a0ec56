"""The laid-out page without a widget: what is drawn where, what lies at a point.

Measures are those of the document, downwards from its top. Shapes are made for a block when it is
first seen, and dropped for the blocks a change touches.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from math import inf
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock

from annotator.model.page import Page
from annotator.model.scheme import Scheme
from annotator.reading.folds import Fold, blocks_touched
from annotator.text.ranges import Range, hull
from annotator.ui.basics.theme import Theme
from annotator.ui.page.document import (
    BANNER,
    CANVAS_ABOVE,
    FOOT,
    ArticleDocument,
    PageShape,
)
from annotator.ui.page.geometry import LaidOut
from annotator.ui.page.hit import spans_under
from annotator.ui.page.shapes import BlockShapes, ShapeOptions, block_shapes
from annotator.ui.page.sides import LaneSet
from annotator.ui.page.slices import Slices

_FOOT_BELOW = 24
"""How far the foot's hairline lies below the last line."""

_AROUND = 240
"""So many pixels above and below what is seen of a long block are drawn with it."""


class VisibleBlock(NamedTuple):
    """A block in view: its number, Qt's block, where it stands, what is drawn in it."""

    number: int
    block: QTextBlock
    at: QPointF
    laid_out: LaidOut
    shapes: BlockShapes


class BannerPlace(NamedTuple):
    """A line of the program's own: where its top is, and the fold (None: the masthead)."""

    top: float
    fold: Fold | None


class PageLayout:
    """One article on the page, with the geometry of the blocks seen so far."""

    def __init__(
        self,
        page: Page,
        theme: Theme,
        *,
        layer_id: str,
        scheme: Scheme,
        opened: frozenset[str] = frozenset(),
        shape: PageShape = PageShape(),  # noqa: B008 - a value
    ) -> None:
        """Lay the article out; `layer_id` is the reader's own layer."""
        self.content = ArticleDocument(page, theme, opened, shape)
        self._left = shape.padding + 1
        self.page = page
        self.layer_id = layer_id
        self.scheme = scheme
        self.kept: dict[str, int] = {}
        self.sides: LaneSet | None = None
        """Where two codings differ, when they are compared."""
        self._laid_out: dict[int, LaidOut] = {}
        self._shapes: dict[int, tuple[Range, BlockShapes]] = {}
        self._layout = self.content.document.documentLayout()
        self.slices = Slices(self.content)

    # --- blocks -------------------------------------------------------------------------------

    def visible_blocks(self, top: float, bottom: float) -> Iterator[VisibleBlock]:
        """Give the blocks whose lines or banners lie between two heights, downwards."""
        shown = self.content.shown
        reach = bottom + BANNER * (1 + len(self.content.folds))
        for number in shown[self._first_at(top) :]:
            block = self.content.qt_block(number)
            self._layout.blockBoundingRect(block)
            at = block.layout().position()
            if at.y() > reach:
                return
            yield self._visible_block(block, at, top - at.y(), bottom - at.y())

    def _first_at(self, top: float) -> int:
        """Give which of the shown blocks is the last to begin above a height, a little above it.

        Qt's own search ends in the last block where the height is that of the page's upper edge.
        """
        self.slices.as_far_as(top)
        shown, n_laid_out = self.content.shown, self.slices.n_laid_out
        first = bisect_left(
            shown, top - 16, 0, n_laid_out, key=lambda one: self._top(self.content.qt_block(one))
        )
        return max(0, first - 1)

    def block(self, number: int) -> VisibleBlock | None:
        """Give one block, laid out if need be; None when it is hidden."""
        block = self.content.qt_block(number)
        if not block.isVisible():
            return None
        self._layout.blockBoundingRect(block)
        return self._visible_block(block, block.layout().position())

    def _visible_block(
        self, block: QTextBlock, at: QPointF, top: float = -inf, bottom: float = inf
    ) -> VisibleBlock:
        """Give a block with what is drawn in it, if it is long at least between two heights."""
        number = block.blockNumber()
        laid_out = self._lines(number, block)
        known = self._shapes.get(number)
        if known is None or not known[0].covers(laid_out.between(top, bottom)):
            within = laid_out.between(top - _AROUND, bottom + _AROUND)
            if known is not None:
                within = hull((within, known[0]))
            shapes = block_shapes(
                self.page,
                number,
                laid_out,
                self.content.size_of(number),
                ShapeOptions(self.layer_id, self.scheme, self.kept, within, self.sides),
            )
            known = self._shapes[number] = (within, shapes)
        return VisibleBlock(number, block, at, laid_out, known[1])

    def _lines(self, number: int, block: QTextBlock) -> LaidOut:
        """Give the lines of a block that Qt has laid out."""
        laid_out = self._laid_out.get(number)
        if laid_out is None:
            laid_out = self._laid_out[number] = self.content.laid_out(number, block)
        return laid_out

    @staticmethod
    def _top(block: QTextBlock) -> float:
        return block.layout().position().y()

    def apply(self, page: Page, span_ids: Collection[str]) -> set[int]:
        """Take the page after a change of these spans; give the blocks whose marks changed."""
        touched = set[int]().union(*map(self.blocks_of, span_ids))
        self.page = self.content.page = page
        touched.update(*map(self.blocks_of, span_ids))
        for number in touched:
            self._shapes.pop(number, None)
        return touched

    def show_sides(self, sides: LaneSet) -> set[int]:
        """Take what differs as it is now; give the blocks in which something else is drawn."""
        before, self.sides = self.sides, sides
        touched = set[int]()
        for piece in sides.changed_from(before):
            touched.update(blocks_touched(self.page, piece))
        for number in touched:
            self._shapes.pop(number, None)
        return touched

    def blocks_of(self, span_id: str) -> set[int]:
        """Give the blocks a span touches."""
        span = self.page.span(span_id)
        parts = () if span is None else span.parts
        return set[int]().union(*(blocks_touched(self.page, part) for part in parts))

    def keep_lanes(self, span_id: str | None) -> None:
        """Keep the lanes of a span as they are drawn now; None keeps none."""
        self.kept = {}
        if span_id is None:
            return
        for number in self.blocks_of(span_id):
            known = self._shapes.get(number)
            for shape in known[1].unders if known is not None else ():
                if shape.span_id == span_id and shape.lane is not None:
                    self.kept = {span_id: shape.lane}
                    return

    def dress(self, theme: Theme, scheme: Scheme) -> None:
        """Draw in other colours, and by another scheme, what stands where it does."""
        self.content.theme, self.scheme = theme, scheme
        self._shapes.clear()

    # --- places -------------------------------------------------------------------------------

    def bounds(self, number: int, overhang: float) -> QRectF:
        """Give a block's rectangle with what hangs out of it; empty when not laid out yet."""
        block = self.content.qt_block(number)
        layout = block.layout()
        if not block.isVisible() or layout.lineCount() == 0:
            return QRectF()
        height = layout.boundingRect().bottom() + self.content.drop(number)
        top = layout.position().y() - overhang
        return QRectF(0, top, self.content.shape.width, height + 2 * overhang)

    def position_at(self, at: QPointF) -> int:
        """Give the code point nearest to a point."""
        best: tuple[float, VisibleBlock] | None = None
        for seen in self.visible_blocks(at.y() - 64, at.y() + 64):
            if not seen.shapes.lines:
                continue
            top = seen.at.y() + seen.shapes.lines[0].top
            bottom = seen.at.y() + seen.shapes.lines[-1].bottom
            away = max(top - at.y(), at.y() - bottom, 0.0)
            if best is None or away < best[0]:
                best = (away, seen)
        if best is None:
            position = self._layout.hitTest(at, Qt.HitTestAccuracy.FuzzyHit)
            return self.content.positions.from_document(max(0, position))
        return self._in_block(best[1], at)

    def _in_block(self, seen: VisibleBlock, at: QPointF) -> int:
        y = at.y() - seen.at.y()
        lines = seen.shapes.lines
        number = next((n for n, line in enumerate(lines) if y < line.bottom), len(lines) - 1)
        line = seen.block.layout().lineAt(number)
        unit = line.xToCursor(at.x() - seen.at.x())
        found = self.content.positions.from_block(seen.number, unit)
        # Behind the last letter of a line that goes on, Qt gives the start of the next line.
        return min(found, max(seen.laid_out.line_range(number).end, seen.laid_out.block.start))

    def spans_at(self, at: QPointF) -> tuple[str, ...]:
        """Give the spans whose marks lie under a point: the smallest first."""
        for seen in self.visible_blocks(at.y() - 24, at.y() + 24):
            found = spans_under(seen.shapes, at.x() - seen.at.x(), at.y() - seen.at.y())
            if found:
                return found
        return ()

    def rects(self, piece: Range) -> list[QRectF]:
        """Give the rectangles of a range, whole lines high, in text order."""
        found: list[QRectF] = []
        first, last = self.page.block_of(piece.start), self.page.block_of(max(piece.end - 1, 0))
        for number in range(first, max(first, last) + 1):
            seen = self.block(number)
            if seen is None:
                continue
            for one in seen.laid_out.pieces(piece):
                line = seen.shapes.lines[one.line]
                found.append(
                    QRectF(one.left, line.top, one.right - one.left, line.bottom - line.top)
                    .translated(seen.at)
                )  # fmt: skip
        return found

    def caret(self, position: int) -> QRectF:
        """Give where a caret at a code point stands; an empty rectangle in what is hidden."""
        number = self.page.block_of(position)
        block = self.content.qt_block(number)
        if not block.isVisible():
            return QRectF()
        self._layout.blockBoundingRect(block)
        # Cards ask for places all over the article: what is drawn there is not worked out yet.
        return self._lines(number, block).caret(position).translated(block.layout().position())

    def rect_around(self, piece: Range) -> QRectF:
        """Give the rectangle around a range; around its start when nothing of it is seen."""
        rects = self.rects(piece) or [self.caret(piece.start)]
        whole = rects[0]
        for rect in rects[1:]:
            whole = whole.united(rect)
        return whole

    def first_line_top(self, span_id: str) -> float | None:
        """Give the top of a span's first line; None when it is hidden."""
        span = self.page.span(span_id)
        rect = QRectF() if span is None else self.caret(span.start)
        return None if rect.isNull() else rect.top()

    def line_at(self, height: float) -> tuple[int, float]:
        """Give the code point at which the line at a height begins, and the line's top."""
        position = self.position_at(QPointF(self._left, height))
        return position, self.caret(position).top()

    def range_between(self, top: float, bottom: float) -> Range:
        """Give the code points of the lines between two heights."""
        start = end = -1
        for seen in self.visible_blocks(top, bottom):
            for number, line in enumerate(seen.shapes.lines):
                above, below = seen.at.y() + line.top, seen.at.y() + line.bottom
                if below <= top or above >= bottom:
                    continue
                here = seen.laid_out.line_range(number)
                start = here.start if start < 0 else start
                end = here.end
        return Range(max(start, 0), max(end, 0))

    # --- lines of the program's own -----------------------------------------------------------

    def banners(self, top: float, bottom: float) -> Iterator[BannerPlace]:
        """Give the masthead and the lines of furniture between two heights."""
        for number, banners in self.content.banners.items():
            block = self.content.qt_block(number)
            if block.layout().lineCount() == 0:
                continue
            first = self._top(block) + self.content.drop(number)
            for banner in banners:
                place = first - banner.above
                if place + BANNER >= top and place <= bottom:
                    yield BannerPlace(place, banner.fold)
        if self.content.end_banners and (end := self.text_end()) is not None:
            for banner in self.content.end_banners:
                yield BannerPlace(end + 8 - banner.above, banner.fold)

    def masthead_rect(self) -> QRectF:
        """Give where the line above the headline stands; empty where there is none."""
        shape = self.content.shape
        found = (one.top for one in self.banners(0, inf) if one.fold is None)
        top = next(found, None)
        return QRectF() if top is None else QRectF(shape.padding, top, shape.measure, BANNER)

    def fold_top(self, region_id: str) -> float | None:
        """Give where the line of a run of furniture begins; None where there is none yet."""
        every = self.banners(0, inf)
        found = (one.top for one in every if one.fold and region_id in one.fold.region_ids)
        return next(found, None)

    def text_end(self) -> float | None:
        """Give where the last line ends; None while Qt has not laid out so far."""
        block = self.content.document.lastBlock()
        while block.isValid() and not block.isVisible():
            block = block.previous()
        if not block.isValid():
            return CANVAS_ABOVE + 63.0
        layout = block.layout()
        if layout.lineCount() == 0:
            return None
        number = block.blockNumber()
        bottom = layout.lineAt(layout.lineCount() - 1)
        rise, height = self.content.measure(number)
        return layout.position().y() + bottom.y() + bottom.ascent() - rise + height

    def foot_top(self) -> float | None:
        """Give where the foot's hairline lies; None while the end is not laid out."""
        end = self.text_end()
        if end is None:
            return None
        return end + _FOOT_BELOW + BANNER * len(self.content.end_banners)

    def page_end(self) -> float | None:
        """Give where the page ends; None while that is not known yet."""
        end = self.text_end()
        return None if end is None else end + FOOT + BANNER * len(self.content.end_banners)

    def lay_out_all(self) -> float:
        """Make Qt lay out the whole article; give its height. Takes a while in a long one."""
        return self._layout.documentSize().height()

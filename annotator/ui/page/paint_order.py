"""How the view is painted, in order: the page, under the text, over it, the page's own lines.

Made for one paint event. The text is painted by Qt between `under` and `over`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QPen

from annotator.reading.covered import covered
from annotator.ui.page.banners import BannerPainter
from annotator.ui.page.document import CANVAS_ABOVE
from annotator.ui.page.handles import handles_in, paint_handles
from annotator.ui.page.mark_painter import OVERHANG, Emphasis, MarkPainter, box_rect, ground

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from annotator.text.ranges import Range
    from annotator.ui.basics.theme import Theme
    from annotator.ui.page.draw_list import DrawList
    from annotator.ui.page.layout import PageLayout, VisibleBlock
    from annotator.ui.page.shapes import BlockShapes

SELECTION = 0.16
"""How strong ink lies on what is selected."""
FOUND = 0.08
"""How strong it lies on the other places of what is looked for."""


class PagePainter:
    """Paints one view. What is drawn of a block is kept until it is told that the block changed."""

    def __init__(
        self, theme: Theme, state: Emphasis, ratio: float, keys: Mapping[str, str]
    ) -> None:
        """Paint in a theme; `state` says what is lit, `ratio` is device pixels a pixel."""
        self.keys = keys
        self._state = state
        self.dress(theme, ratio)
        self.leader: tuple[Range, bool] | None = None
        """The words whose card a line leads to, and whether to the left."""
        self.pointed: Range | None = None
        """The words that the line under the frame of a list means: with a ring around them."""
        self.layout: PageLayout | None = None
        self._visible: list[VisibleBlock] = []
        self.clip = QRect()
        self.offset = self.height = 0

    def dress(self, theme: Theme, ratio: float) -> None:
        """Paint in another theme, or for another screen."""
        self.theme = theme
        self.marks = MarkPainter(theme, self._state, ratio)
        self._lists: dict[int, tuple[BlockShapes, tuple[DrawList, DrawList]]] = {}

    def show(self, layout: PageLayout | None) -> None:
        """Paint another article, or one that is laid out anew."""
        self.layout = layout
        self._lists.clear()

    def forget(self, number: int) -> None:
        """Draw the marks of a block anew."""
        self._lists.pop(number, None)

    def paint(
        self, painter: QPainter, selected: Range | None, caret: int | None, foot: Callable[[], str]
    ) -> None:
        """Paint all of `clip` in order; Qt paints the text, once, between under and over."""
        painter.setClipRect(self.clip)
        self.ground(painter)
        if self.layout is None:
            return
        self.under(painter, selected)
        self.text(painter)
        self.over(painter)
        self.cover(painter)
        self.handles(painter)
        if caret is not None:
            self.caret(painter, caret)
        if self.pointed is not None:
            self.point(painter, self.pointed)
        if self.leader is not None:
            self.lead(painter, *self.leader)
        self.own_lines(painter, foot)

    def ground(self, painter: QPainter) -> None:
        """Paint the page with its border, and the canvas above and below it."""
        theme, clip = self.theme, self.clip
        if self.layout is None:
            painter.fillRect(clip, theme.colour("canvas"))
            return
        top = CANVAS_ABOVE - self.offset
        width = self.layout.content.shape.width
        end = self.layout.page_end()
        bottom = self.height + 40 if end is None else end - self.offset
        if clip.top() >= top + 8 and clip.bottom() <= bottom - 8:
            painter.fillRect(clip, theme.colour("page"))
            painter.setPen(QPen(theme.colour("border"), 1))
            for x in (0, width - 1):
                painter.drawLine(x, clip.top(), x, clip.bottom())
            return
        painter.fillRect(clip, theme.colour("canvas"))
        rect = QRectF(0.5, max(top, -20) + 0.5, width - 1, 0)
        rect.setBottom(round(min(bottom, self.height + 20)) - 0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def under(self, painter: QPainter, selected: Range | None) -> None:
        """Paint tints, outlines and the selection of the blocks in the clip."""
        if self.layout is None:
            return
        self._visible = list(self.layout.visible_blocks(self._top, self._bottom))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in self._visible:
            self._stand_at(painter, one)
            if not one.shapes.is_empty:
                self._drawn(one)[0].draw(painter)
            for place in self._found_in(one.laid_out.block):
                if place != selected:
                    pieces = one.laid_out.pieces(place)
                    ground(painter, one.shapes, pieces, self.theme.colour("ink", FOUND))
            if selected is not None and selected.overlaps(one.laid_out.block):
                pieces = one.laid_out.pieces(selected)
                ground(painter, one.shapes, pieces, self.theme.colour("ink", SELECTION))

    def _found_in(self, block: Range) -> Sequence[Range]:
        found = self._state.found
        first = bisect_right(found, block.start, key=lambda one: one.end)
        last = bisect_left(found, block.end, key=lambda one: one.start)
        return found[first:last]

    def text(self, painter: QPainter) -> None:
        """Let Qt paint the text, once, in ink."""
        if self.layout is None:
            return
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, self.theme.colour("ink"))
        context.palette = palette
        # Qt leaves out a block whose lines end above the clip; our lines hang lower than Qt's.
        context.clip = QRectF(
            self.clip.left(), self._top, self.clip.width(), self._bottom - self._top
        )
        painter.resetTransform()
        painter.translate(0, -self.offset)
        self.layout.content.document.documentLayout().draw(painter, context)
        painter.resetTransform()

    def over(self, painter: QPainter) -> None:
        """Paint lines, dots, letters and the outlines of suggestions."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in self._visible:
            if one.shapes.more or not one.shapes.is_empty:
                self._stand_at(painter, one)
                self._drawn(one)[1].draw(painter)
        painter.resetTransform()

    def cover(self, painter: QPainter) -> None:
        """Paint over what a kit hides until the article is done."""
        places = covered(self.layout.page) if self.layout is not None else ()
        for one in self._visible if places else ():
            self._stand_at(painter, one)
            for place in places:
                if place.overlaps(one.laid_out.block):
                    pieces = one.laid_out.pieces(place)
                    ground(painter, one.shapes, pieces, self.theme.colour("border"))
        painter.resetTransform()

    def handles(self, painter: QPainter) -> None:
        """Paint the handles at the edges of the selected span."""
        handled = self._state.handled
        if handled is not None:
            painter.translate(0, -self.offset)
            paint_handles(painter, handles_in(self._visible, handled), self.theme)
            painter.resetTransform()

    def point(self, painter: QPainter, words: Range) -> None:
        """Paint a ring around words, 2 wide and 2 away."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.colour("ink"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one in self._visible:
            if words.overlaps(one.laid_out.block):
                self._stand_at(painter, one)
                for piece in one.laid_out.pieces(words):
                    rect = box_rect(one.shapes, piece).adjusted(-1.5, -1.5, 1.5, 1.5)
                    painter.drawRoundedRect(rect, 4, 4)
        painter.resetTransform()

    def caret(self, painter: QPainter, position: int) -> None:
        """Paint the caret, if it stands in the clip."""
        number = self.layout.page.block_of(position) if self.layout is not None else -1
        seen = next((one for one in self._visible if one.number == number), None)
        if seen is None or not seen.shapes.lines:
            return
        rect = seen.laid_out.caret(position)
        line = seen.shapes.lines[seen.laid_out.line_of(position)]
        size = seen.shapes.size
        x = round(seen.at.x() + rect.left()) - 1
        y = round(seen.at.y() + line.baseline - size - self.offset)
        painter.fillRect(QRectF(x, y, 2, round(1.32 * size)), self.theme.colour("ink"))

    def lead(self, painter: QPainter, words: Range, to_left: bool) -> None:
        """Paint the line from the end of the words' first line to the edge of the page."""
        if self.layout is None:
            return
        number = self.layout.page.block_of(words.start)
        seen = next((one for one in self._visible if one.number == number), None)
        pieces = seen.laid_out.pieces(words) if seen is not None else ()
        if seen is None or not pieces:
            return
        number = pieces[0].line
        seen.shapes.lines[number]
        middle = self.layout.caret(words.start).center().y()
        y = round(middle - self.offset) + 0.5
        whole = seen.laid_out.pieces(seen.laid_out.line_range(number))
        painter.setPen(QPen(self.theme.colour("ink2"), 1))
        painter.setBrush(self.theme.colour("ink2"))
        if to_left:
            x = seen.at.x() + min(piece.left for piece in whole) - 4
            painter.drawLine(QPointF(0, y), QPointF(x, y))
        else:
            x = seen.at.x() + max(piece.right for piece in whole) + 4
            painter.drawLine(QPointF(x, y), QPointF(self.layout.content.shape.width, y))
        painter.drawEllipse(QPointF(x, y), 2.2, 2.2)

    def own_lines(self, painter: QPainter, foot_words: Callable[[], str]) -> None:
        """Paint the page's own lines: masthead, furniture, foot."""
        if self.layout is None:
            return
        painter.translate(0, -self.offset)
        banners = banner_painter(self.layout, self.theme, self.keys)
        for place in self.layout.banners(self._top, self._bottom):
            if place.fold is None:
                banners.masthead(painter, place.top, self.layout.page.article)
            else:
                is_open = self.layout.content.is_open(place.fold)
                banners.furniture(painter, place.top, place.fold.n_lines, is_open=is_open)
        foot = self.layout.foot_top()
        if foot is not None and self._top - 60 <= foot <= self._bottom:
            banners.foot(painter, foot, foot_words())

    def _drawn(self, seen: VisibleBlock) -> tuple[DrawList, DrawList]:
        """What is drawn under and over a block's text: made once, until something changes."""
        known = self._lists.get(seen.number)
        if known is None or known[0] is not seen.shapes:
            drawn = (self.marks.under(seen.shapes), self.marks.over(seen.shapes))
            known = (seen.shapes, drawn)
            self._lists[seen.number] = known
        return known[1]

    def _stand_at(self, painter: QPainter, seen: VisibleBlock) -> None:
        painter.resetTransform()
        painter.translate(seen.at.x(), seen.at.y() - self.offset)

    @property
    def _top(self) -> float:
        return self.clip.top() + self.offset - OVERHANG

    @property
    def _bottom(self) -> float:
        return self.clip.bottom() + self.offset + OVERHANG


def banner_painter(layout: PageLayout, theme: Theme, keys: Mapping[str, str]) -> BannerPainter:
    """Give the painter of the page's own lines for an article."""
    shape = layout.content.shape
    left, right = shape.padding, shape.padding + shape.measure
    return BannerPainter(theme, layout.content.is_right_to_left, left, right, keys)

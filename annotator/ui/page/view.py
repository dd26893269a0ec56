"""The reading view: a read-only text edit that paints all spans itself.

It shows, answers where things are, and says what was clicked. Qt's part is the text, the caret
and the selection (so that screen readers have them); every mark is painted under and over it.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from annotator.language import tr
from annotator.reading.tips import foot_words
from annotator.text.ranges import Range
from annotator.ui.page.layout import PageLayout
from annotator.ui.page.shown import ShownPage
from annotator.ui.page.sides import LaneSet

_ROOM = 48
# Home, End, the arrows, PageUp and PageDown follow each other in Qt's numbering.
_FIRST_MOVE, _LAST_MOVE = Qt.Key.Key_Home.value, Qt.Key.Key_PageDown.value


class PageView(ShownPage):
    """The article as a page. All places in and out are code points, half-open."""

    caret_moved = Signal(int)
    selection_changed = Signal()
    span_clicked = Signal(str, object)
    """A span was clicked: its id (the smallest one under the mouse) and the modifiers."""
    place_clicked = Signal(int, object)
    """A place without a span was clicked: its code point and the modifiers."""
    scrolled = Signal()
    files_dropped = Signal(object)
    """The paths, as a tuple."""
    text_dropped = Signal(str)
    masthead_clicked = Signal(str)
    furniture_key_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(parent)
        self.key_filter: Callable[[QKeyEvent], bool] | None = None
        """Asked first for every key; True when it has used it."""
        self._caret.left.connect(self._update_between)
        self._caret.moved.connect(self._say_caret)
        self._caret.moved.connect(self.caret_moved)
        self._caret.selection_changed.connect(self.selection_changed)
        self.setAccessibleName(tr("Article"))
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    # --- selected, lit ------------------------------------------------------------------------

    def set_selected(self, span_id: str | None, lit: Iterable[str] = ()) -> None:
        """Draw a span as selected, in its lane, and others as belonging to its statement."""
        before, changed = self.lit.selected, self.lit.lit ^ (now := frozenset(lit))
        self.lit.selected, self.lit.lit = span_id, now
        if span_id != before:
            if self.page_layout is not None:
                self.page_layout.keep_lanes(span_id)
            changed |= {one for one in (before, span_id) if one is not None}
        self._update_spans(changed)

    def set_sides(self, sides: LaneSet) -> None:
        """Draw where two codings differ; what is on the page is what both have."""
        self._sides = sides
        for number in self.page_layout.show_sides(sides) if self.page_layout is not None else ():
            self._update_block(number)

    def set_hovered(self, span_id: str | None) -> bool:
        """Draw a span as the one under the mouse; say whether that is another than before."""
        if span_id == self.lit.hovered:
            return False
        before, self.lit.hovered = self.lit.hovered, span_id
        self._update_spans([before, span_id])
        return True

    def set_leader(self, words: Range | None, *, to_left: bool = False) -> None:
        """Draw a line from the end of the first line of words to the page's edge, or none."""
        leader = None if words is None else (words, to_left)
        if leader == self._painter.leader:
            return
        for one in filter(None, (self._painter.leader, leader)):
            start = one[0].start
            if not self._far.is_there(start):
                continue  # nothing of it is seen
            y = self.rect_of(Range(start, start)).top()
            self.viewport().update(QRect(0, y - 4, self.width(), 44))
        self._painter.leader = leader

    def set_pointed(self, words: Range | None) -> None:
        """Draw a ring around words that a list means, or around none."""
        before, self._painter.pointed = self._painter.pointed, words
        for one in filter(None, (before, words)):
            self._update_between(one.start, one.end)

    def _update_spans(self, span_ids: Iterable[str | None]) -> None:
        if self.page_layout is None:
            return
        for number in set[int]().union(*map(self.page_layout.blocks_of, filter(None, span_ids))):
            self._painter.forget(number)
            self._update_block(number)

    # --- caret and selection ------------------------------------------------------------------

    def caret(self) -> int:
        """Give where the caret stands."""
        return self._caret.position

    def anchor(self) -> int:
        """Give where the selection began; the caret's place when nothing is selected."""
        return self._caret.anchor

    def set_caret(self, position: int, anchor: int | None = None) -> None:
        """Put the caret somewhere; with an anchor, select from there. Scrolls it into view."""
        self._caret.move(position, position if anchor is None else anchor)
        at = self._caret.position
        self.when_there(at, lambda layout: self._bring(layout.caret(at)))

    def selection(self) -> Range | None:
        """Give what is selected, or None."""
        start, end = sorted((self._caret.anchor, self._caret.position))
        return Range(start, end) if start < end else None

    def select(self, piece: Range) -> None:
        """Select a range; the caret stands at its end. Scrolls it into view."""
        self._caret.move(piece.end, piece.start)
        self.ensure_visible(piece)

    def move_caret(self, caret: int, anchor: int) -> None:
        """Put caret and anchor somewhere without scrolling."""
        self._caret.move(caret, anchor)

    def _say_caret(self, position: int) -> None:
        if self.page_layout is not None:
            self.announcer.tell(self.page_layout.page, position, self.actors, self.scheme)

    def _update_between(self, one: int, other: int) -> None:
        if self.page_layout is None:
            return
        first, last = sorted((one, other))
        page = self.page_layout.page
        for number in range(page.block_of(first), page.block_of(last) + 1):
            self._update_block(number)

    # --- where things are ---------------------------------------------------------------------

    def ensure_visible(self, piece: Range) -> None:
        """Scroll as little as needed until a range is in view; opens furniture that hides it."""
        if self.page_layout is None:
            return
        hiding = self.page_layout.content.fold_at(piece.start)
        if hiding is not None:
            self.unfold(hiding.region_ids[0], is_open=True)
        self.when_there(piece.end, lambda layout: self._bring(layout.rect_around(piece)))

    def when_there(self, position: int, do: Callable[[PageLayout], object]) -> None:
        """Do something with the geometry up to a code point: in a long article when it is there.

        A later one that has not to wait goes before.
        """

        def do_now() -> None:
            if self.page_layout is not None:
                do(self.page_layout)

        self._far.when_there("view", position, do_now)

    def _bring(self, rect: QRectF) -> None:
        """Scroll until a rectangle of the document is in view, with a line's room beyond it."""
        if rect.isNull():
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        above, below = rect.top() - _ROOM, rect.bottom() + _ROOM
        if above < bar.value() or below - above > height:
            bar.setValue(max(0, int(above)))
        elif below > bar.value() + height:
            bar.setValue(int(below - height))

    def rect_of(self, piece: Range) -> QRect:
        """Give the rectangle around a range in the viewport, for a popup beside it."""
        if self.page_layout is None:
            return QRect()
        return self.page_layout.rect_around(piece).translated(0, -self._offset()).toAlignedRect()

    def visible_range(self) -> Range:
        """Give the code points of the lines in view."""
        if self.page_layout is None:
            return Range(0, 0)
        top = self._offset()
        return self.page_layout.range_between(top, top + self.viewport().height())

    def position_at(self, at: QPoint) -> int:
        """Give the code point nearest to a point of the viewport."""
        return 0 if self.page_layout is None else self.page_layout.position_at(self.in_document(at))

    def in_document(self, at: QPoint | QPointF) -> QPointF:
        """Give a point of the viewport in the document's measure."""
        return QPointF(at.x() + self.horizontalScrollBar().value(), at.y() + self._offset())

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, tints and outlines; let Qt paint the text; paint lines and letters.

        Qt's layout paints the text alone: its own caret and selection would not stand in our lines.
        """
        painting = self._painter
        painting.clip, painting.offset = event.rect(), self._offset()
        painting.height = self.viewport().height()
        painter = QPainter(self.viewport())
        caret = self.caret() if self.hasFocus() else None
        painting.paint(painter, self.selection(), caret, self._foot_words)
        painter.end()

    def _foot_words(self) -> str:
        if self._foot is None and self.page_layout is not None:
            self._foot = foot_words(self.page_layout.page, self._layer_id, self.scheme)
        return self._foot or ""

    # --- events -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take the keys that Qt would use for itself: Tab leaves, Space pages."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._again()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            if event.isAccepted():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to the window first; Qt gets what moves the caret or copies."""
        if self.key_filter is not None and self.key_filter(event):
            event.accept()
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
            return
        if _FIRST_MOVE <= event.key() <= _LAST_MOVE:
            self._coming.finish()  # its caret is what Qt moves
            self._far.finish()
            super().keyPressEvent(event)
            return
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the article's font: Qt would give the page the program's new one."""
        if event.type() not in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            super().changeEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Stay: Tab goes through suggestions; F6 leaves."""
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._update_between(self.caret(), self.caret())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self._update_between(self.caret(), self.caret())

    # --- words to other programs --------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the selected words as they stand in the article, not as they are shown."""
        data = QMimeData()
        selected = self.selection()
        if selected is not None and self.page_layout is not None:
            data.setText(self.page_layout.page.text[selected.start : selected.end])
        return data

    def copy(self) -> None:
        """Copy the selected words."""
        if self.selection() is not None:
            # Not our own object: Qt would destroy it after Python has ended, and crash.
            QApplication.clipboard().setText(self.createMimeDataFromSelection().text())

"""The mouse on the page: clicks, selecting word by word, what is under it, tooltips.

Knows where things are through the view; what a click means is decided by the window.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.reading.tips import tip
from annotator.text.ranges import Range
from annotator.text.sentences import paragraph_at, sentence_at
from annotator.text.words import snap, word_at
from annotator.ui.basics import drops
from annotator.ui.basics.building import later
from annotator.ui.basics.labels import plain_tip
from annotator.ui.page.banners import masthead_fields
from annotator.ui.page.document import BANNER
from annotator.ui.page.handles import Handle, handle_at
from annotator.ui.page.hit import HitKind, HitTarget
from annotator.ui.page.paint_order import banner_painter
from annotator.ui.page.view import PageView

_TOOLTIP_AFTER_MS = 500
_SCROLL_EVERY_MS = 30


@dataclass(slots=True)
class Drag:
    """A selection being drawn: where it began, where the mouse is (code points)."""

    anchor: int
    head: int
    unit: int = 1
    """1: from place to place, 2: word by word, 3: sentence by sentence."""

    def selected(self, text: str, language: str, *, free: bool) -> Range | None:
        """Give what is selected now; None when it holds nothing. `free` does not snap to words."""
        start, end = sorted((self.anchor, self.head))
        if self.unit > 1:
            first = unit_at(text, self.anchor, self.unit, language)
            last = unit_at(text, self.head, self.unit, language)
            return Range(min(first.start, last.start), max(first.end, last.end))
        if start == end:
            return None
        return snap(text, Range(start, end), free=free, language=language)


def unit_at(text: str, position: int, unit: int, language: str) -> Range:
    """Give the word (2) or the sentence (3) at a position; where there is none, no characters."""
    if unit == 2:
        found = word_at(text, position)
    else:
        found = sentence_at(text, position, paragraph_at(text, position), language)
    return found if found is not None else Range(position, position)


class Mouse(QObject):
    """What the mouse does on one page view. Points are the viewport's."""

    edge_taken = Signal(int, object)
    """A handle of the selected span was pressed: the number of the part, and which edge."""
    edge_dragged = Signal(int, bool)
    """It was dragged to a code point; whether from character to character (Alt)."""
    edge_dropped = Signal(bool)
    """It was let go; whether it had been dragged."""

    def __init__(self, view: PageView) -> None:
        """Serve `view`."""
        super().__init__(view)
        self._view = view
        self._drag: Drag | None = None
        self._has_edge = False
        self._pressed_at = QPointF()
        self._at = QPointF()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._is_click = False
        self._double_at = -1
        self._tooltip = later(self, _TOOLTIP_AFTER_MS, self._show_tip)
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_EVERY_MS)
        self._scroll.timeout.connect(self._scroll_on)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse before Qt selects with it by itself, and Alt while it does."""
        if watched is self._view:
            return isinstance(event, QKeyEvent) and self._alt(event)
        if event.type() is QEvent.Type.Leave:
            self.leave()
        if isinstance(event, QDropEvent):
            return self._dropped(event)
        if isinstance(event, QWheelEvent):
            # With Ctrl Qt would change fonts behind our back.
            return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not isinstance(event, QMouseEvent):
            return self._tell_whole(event)
        at, modifiers = event.position(), event.modifiers()
        is_left = event.button() is Qt.MouseButton.LeftButton
        match event.type():
            case QEvent.Type.MouseMove:
                self.move(at, modifiers, event.buttons())
            case QEvent.Type.MouseButtonPress if is_left:
                self.press(at, modifiers, event.timestamp())
            case QEvent.Type.MouseButtonDblClick if is_left:
                self.double(at, modifiers, event.timestamp())
            case QEvent.Type.MouseButtonRelease if is_left:
                self.release(at, modifiers)
            case _:
                return False
        return True

    def _dropped(self, event: QDropEvent) -> bool:
        """Take files and texts, and hand them to the window."""
        match event:
            case QDragMoveEvent():  # entering is one, too
                drops.allow(event)
            case _:
                paths, words = drops.dropped(event)
                if paths:
                    self._view.files_dropped.emit(paths)
                elif words:
                    self._view.text_dropped.emit(words)
        return True

    # --- selecting ----------------------------------------------------------------------------

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier, when_ms: int) -> None:
        """Begin a click or a selection; a third press soon after a double click is a triple."""
        self._tooltip.stop()
        QToolTip.hideText()
        self._pressed_at = self._at = at
        self._modifiers = modifiers
        self._is_click = True
        handle = self.handle(at)
        if handle is not None:
            self._has_edge = True
            self.edge_taken.emit(handle.n, handle.edge)
            return
        position = self._view.position_at(at.toPoint())
        interval = QApplication.doubleClickInterval()
        if 0 <= when_ms - self._double_at <= interval and self._double_at >= 0:
            self._double_at = -1
            self._begin(Drag(position, position, unit=3))
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._begin(Drag(self._view.anchor(), position))
        else:
            self._drag = Drag(position, position)

    def double(self, at: QPointF, modifiers: Qt.KeyboardModifier, when_ms: int) -> None:
        """Select the word under the mouse; dragging goes on word by word."""
        self._double_at = when_ms
        self._pressed_at = self._at = at
        self._modifiers = modifiers
        position = self._view.position_at(at.toPoint())
        self._begin(Drag(position, position, unit=2))

    def _begin(self, drag: Drag) -> None:
        self._is_click = False
        self._drag = drag
        self._select()

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier, buttons: Qt.MouseButton) -> None:
        """Go on selecting while the button is down, else show what is under the mouse."""
        self._at, self._modifiers = at, modifiers
        is_drawn = self._drag is not None or self._has_edge
        if not is_drawn or not buttons & Qt.MouseButton.LeftButton:
            self._hover(at)
            return
        far = QApplication.startDragDistance() / 2
        if self._is_click and (at - self._pressed_at).manhattanLength() < far:
            return
        self._is_click = False
        self._go_on()
        height = self._view.viewport().height()
        if 0 <= at.y() <= height:
            self._scroll.stop()
        elif not self._scroll.isActive():
            self._scroll.start()

    def _alt(self, event: QKeyEvent) -> bool:
        """Snap to words or not while a selection is drawn; say whether one is."""
        is_drawn = self._drag is not None or self._has_edge
        if event.key() != Qt.Key.Key_Alt or not is_drawn or self._is_click:
            return False
        alt, is_held = Qt.KeyboardModifier.AltModifier, event.type() == QEvent.Type.KeyPress
        self._modifiers = self._modifiers | alt if is_held else self._modifiers & ~alt
        self._go_on()
        return True

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """End a selection, or say what was clicked."""
        self._scroll.stop()
        if self._has_edge:
            self._has_edge = False
            self.edge_dropped.emit(not self._is_click)
            return
        drag, self._drag = self._drag, None
        if drag is None or not self._is_click:
            return
        self._is_click = False
        target = self.target(at)
        view = self._view
        match target.kind:
            case HitKind.MASTHEAD:
                view.masthead_clicked.emit(target.name)
            case HitKind.FURNITURE:
                view.unfold(target.name)
            case HitKind.RESTORE:
                view.furniture_key_clicked.emit(target.name)
            case HitKind.SPAN:
                view.set_caret(target.position)
                view.span_clicked.emit(target.span_ids[0], modifiers)
            case _:
                view.set_caret(target.position)
                view.place_clicked.emit(target.position, modifiers)

    def _go_on(self) -> None:
        height = self._view.viewport().height()
        y = min(max(self._at.y(), 0.0), height - 1.0)
        position = self._view.position_at(QPoint(int(self._at.x()), int(y)))
        if self._has_edge:
            free = bool(self._modifiers & Qt.KeyboardModifier.AltModifier)
            self.edge_dragged.emit(position, free)
        elif self._drag is not None:
            self._drag.head = position
            self._select()

    def _select(self) -> None:
        page = self._view.page
        if self._drag is None or page is None:
            return
        free = bool(self._modifiers & Qt.KeyboardModifier.AltModifier)
        found = self._drag.selected(page.text, page.article.language, free=free)
        if found is None or found.is_empty:
            self._view.move_caret(self._drag.head, self._drag.head)
        elif self._drag.head < self._drag.anchor:
            self._view.move_caret(found.start, found.end)
        else:
            self._view.move_caret(found.end, found.start)

    def _scroll_on(self) -> None:
        """Scroll while the mouse is held above or below the view, faster further away."""
        bar = self._view.verticalScrollBar()
        height = self._view.viewport().height()
        beyond = self._at.y() if self._at.y() < 0 else self._at.y() - height
        bar.setValue(bar.value() + int(max(-60, min(60, beyond))))
        self._go_on()

    # --- what is under it ---------------------------------------------------------------------

    def target(self, at: QPointF) -> HitTarget:
        """Give what is under a point of the viewport."""
        view = self._view
        layout = view.page_layout
        if layout is None:
            return HitTarget(HitKind.PLACE)
        there = view.in_document(at)
        banners = banner_painter(layout, view.theme, view.keys)
        for place in layout.banners(there.y() - BANNER, there.y() + BANNER):
            if not place.top <= there.y() < place.top + BANNER:
                continue
            if place.fold is not None:
                on_key = banners.is_on_key(there.x(), view.keys["region"])
                kind = HitKind.RESTORE if on_key else HitKind.FURNITURE
                return HitTarget(kind, name=place.fold.region_ids[0])
            name = banners.field_at(place.top, layout.page.article, there)
            return HitTarget(HitKind.MASTHEAD, name=name)
        foot = layout.foot_top()
        position = layout.position_at(there)
        if foot is not None and there.y() >= foot:
            return HitTarget(HitKind.FOOT, position=position)
        span_ids = layout.spans_at(there)
        if span_ids:
            return HitTarget(HitKind.SPAN, span_ids, position)
        return HitTarget(HitKind.PLACE, position=position)

    def handle(self, at: QPointF) -> Handle | None:
        """Give the handle of the selected span under a point of the viewport."""
        view, layout = self._view, self._view.page_layout
        if layout is None:
            return None
        return handle_at(layout, view.lit.handled, view.in_document(at))

    def _hover(self, at: QPointF) -> None:
        target = self.target(at)
        span_id = target.span_ids[0] if target.span_ids else None
        is_own = target.kind in (HitKind.MASTHEAD, HitKind.FURNITURE, HitKind.RESTORE)
        shape = Qt.CursorShape.PointingHandCursor if is_own else Qt.CursorShape.IBeamCursor
        if self.handle(at) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        if self._view.viewport().cursor().shape() is not shape:
            self._view.viewport().setCursor(shape)
        if self._view.set_hovered(span_id):
            QToolTip.hideText()
            self._tooltip.stop()
            if span_id is not None:
                self._tooltip.start()

    def leave(self) -> None:
        """Nothing is under the mouse any more."""
        self._tooltip.stop()
        self._view.set_hovered(None)

    def _tell_whole(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tip(self.tip_at(event.pos())), self._view)
        return isinstance(event, QHelpEvent)

    def tip_at(self, at: QPoint) -> str:
        """Give the whole of what a line of the page's own may have cut; empty elsewhere."""
        target, page = self.target(QPointF(at)), self._view.page
        if page is None or target.kind is not HitKind.MASTHEAD:
            return ""
        return next(one.text for one in masthead_fields(page.article) if one.name == target.name)

    def _show_tip(self) -> None:
        page, hovered = self._view.page, self._view.lit.hovered
        span = page.span(hovered) if page is not None and hovered is not None else None
        if page is None or span is None:
            return
        words = tip(page, span, self._view.actors, self._view.scheme)
        at = self._view.viewport().mapToGlobal(self._at.toPoint() + QPoint(0, 18))
        QToolTip.showText(at, plain_tip(words), self._view)

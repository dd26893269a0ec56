"""The reading area: the page in the middle, its cards beside it, one scroll bar at the edge.

Narrower windows take room from the blank at the sides first, then the line gets shorter, down to
45 characters; only then the cards go under a button.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QPushButton, QScrollBar, QToolTip, QWidget

from annotator.language import trn
from annotator.model.actor import ActorBook
from annotator.model.page import Page
from annotator.model.scheme import Role, Scheme
from annotator.model.span import Link, Span
from annotator.reading.key_line import KeyLine
from annotator.reading.tips import tip
from annotator.text.ranges import Range
from annotator.ui.basics import theme as themes
from annotator.ui.basics.labels import plain_tip
from annotator.ui.basics.theme import Theme
from annotator.ui.margin.line_below import LineBelow
from annotator.ui.margin.margin import GAP, Margin
from annotator.ui.margin.open_card import WIDTH
from annotator.ui.page.document import CANVAS_ABOVE, least_width, shape_within
from annotator.ui.page.mouse import Mouse
from annotator.ui.page.view import PageView
from annotator.ui.popups.placing import beside_card

_SIDE = 10
"""The least blank beside page and cards."""
_BAR = 12
_LINE = 48
"""How far from the edge a claim stands that is scrolled to."""
_LINE_SIDE = 12
"""How far the edited line above the headline stands out at both sides of the text."""
_CARDS = GAP + WIDTH
_AROUND = 2 * _SIDE + _BAR
_KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


def width_wanted(text_size: float, *, is_whole: bool) -> int:
    """Give the width at which page and cards just fit side by side (see `least_width`)."""
    return least_width(text_size, is_whole=is_whole) + _CARDS + _AROUND


class ReadingArea(QWidget):
    """Page view and margin; `view`, `margin` and `mouse` are open to whoever needs more."""

    claim_clicked = Signal(str)
    digit_clicked = Signal(int)
    """A value of the key line was clicked: the digit that sets it."""
    arranged = Signal()
    """Page and cards stand elsewhere, or are of another size."""
    attribute_clicked = Signal(str)
    """An attribute of the key line was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an area with an empty page."""
        super().__init__(parent)
        self.view = PageView(self)
        self.margin = self.make_margin()
        self.mouse = Mouse(self.view)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._button = QPushButton(self)
        self._button.setCheckable(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.hide()
        self._has_ring = False
        self._theme = themes.current()
        self._is_held = False
        self._leads: str | None = None
        self._line: KeyLine | None = None
        self._suggested: tuple[tuple[Span, ...], tuple[Link, ...]] = ((), ())
        self._ghosts: Page | None = None
        """What is suggested, as a page; None = not made yet."""
        self._page: Page | None = None
        self.sentence: Callable[[], Range] = lambda: Range(0, 0)
        """Gives the sentence that what is asked must not hide; set by whoever knows it."""
        self._line_below = LineBelow(self)
        self.setFocusProxy(self.view)
        self.setMinimumWidth(_CARDS + _BAR)
        self._button.toggled.connect(lambda _on: self._arrange())
        self.margin.claim_clicked.connect(self.claim_clicked)
        self.margin.chip_clicked.connect(self._show_span)
        self.margin.more_clicked.connect(self._show_more)
        for place in (self.margin, self._line_below):
            place.digit_clicked.connect(self.digit_clicked)
            place.attribute_clicked.connect(self.attribute_clicked)
        self.view.relaid.connect(self._arrange)
        self.view.scrolled.connect(self._place_line)
        self.view.installEventFilter(self)
        self.margin.installEventFilter(self)
        self._share_bar()

    def make_margin(self) -> Margin:
        """Give the margin with the cards."""
        return Margin(self.view, self)

    def _share_bar(self) -> None:
        own = self.view.verticalScrollBar()
        own.rangeChanged.connect(self._take_range)
        own.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(own.setValue)
        self._bar.hide()

    def _take_range(self, low: int, high: int) -> None:
        own = self.view.verticalScrollBar()
        self._bar.setPageStep(self.view.viewport().height())
        self._bar.setSingleStep(own.singleStep())
        self._bar.setRange(low, high)
        self._bar.setVisible(high > low)

    # --- what is shown ------------------------------------------------------------------------

    def set_page(
        self, page: Page | None, *, layer_id: str = "", keep_position: bool = False
    ) -> None:
        """Show a page with its cards (see `PageView.set_page`)."""
        self.margin.set_layer(layer_id)
        if not keep_position:
            self.margin.set_selected(None)
            self._leads = self._line = None
            self._suggested, self._ghosts = ((), ()), None
            self.view.set_leader(None)
        self._page = page
        self.view.set_page(self._whole(), layer_id=layer_id, keep_position=keep_position)

    def apply_page(
        self, page: Page, changed_span_ids: Collection[str], regions_changed: bool = False
    ) -> None:
        """Take the page after a step in view and margin."""
        self._page = page
        whole = self._whole() or page
        self.view.apply_page(whole, changed_span_ids, regions_changed)
        if not regions_changed:
            self.margin.apply_page(whole, changed_span_ids)
        self._word_button()

    def show_marks(self, page: Page) -> None:
        """Show other marks on the article, which have no cards (see `PageView.show_marks`)."""
        self._page = page
        self.view.show_marks(self._whole() or page)

    def show_suggested(self, spans: tuple[Span, ...], links: tuple[Link, ...]) -> None:
        """Show these as suggestions beside the marks of the page, and no others any more."""
        before, self._suggested = self._suggested, (spans, links)
        self._ghosts = None
        if self._page is None or before == self._suggested:
            return
        changed = _unlike(before[0], spans)
        ends = {one.id: one.source_id for one in (*before[1], *links)}
        changed |= {ends[one] for one in _unlike(before[1], links)}
        self.apply_page(self._page, changed)

    def _whole(self) -> Page | None:
        """Give the page with what is suggested on it."""
        if self._page is None or not self._suggested[0]:
            return self._page
        if self._ghosts is None:
            self._ghosts = self._page.with_only(*self._suggested)
        return self._page.beside(self._ghosts)

    def set_context(self, *, actors: ActorBook | None = None, scheme: Scheme | None = None) -> None:
        """Take actors and scheme (see `PageView.set_context`)."""
        self.view.set_context(actors=actors, scheme=scheme)
        self.margin.forget_cards()

    def set_selected(
        self, span_id: str | None, lit: Iterable[str] = (), line: KeyLine | None = None
    ) -> None:
        """Select a span and light its statement; its card comes level with it.

        `line` is what digits do now: the card's last line, without a margin below the sentence.
        """
        lit = frozenset(lit)
        self.view.set_selected(span_id, lit)
        card_id = self._claim_among(span_id, lit) or span_id
        self.margin.set_selected(card_id, line)
        self._line = line
        self._leads = card_id if card_id == span_id else None
        self._lead()
        self._place_line()
        self.margin.update()

    def set_line(self, line: KeyLine | None) -> None:
        """Show another key line on the selected card."""
        self._line = line
        self.margin.set_line(line)
        self._place_line()

    def place_for(self, wanted: int, width: int = 0) -> QRect:
        """Give where a list so high stands: beside the card, else below the sentence.

        A list with a width of its own has no room beside the card.
        """
        in_margin = None
        if self.margin.isVisible() and not width:
            in_margin = self.margin.make_room(wanted).translated(self.margin.pos())
        return beside_card(in_margin, self._rect_of_sentence(), self.rect(), wanted, width or WIDTH)

    def place_of_page(self) -> QRect:
        """Give where the page is seen, less what the button for the cards takes of its width."""
        place = self.view.geometry()
        if not self._button.isHidden() and self.margin.is_at_left:
            place.setLeft(max(place.left(), self._button.geometry().right() + _SIDE))
        elif not self._button.isHidden():
            place.setRight(min(place.right(), self._button.x() - _SIDE))
        return place

    def place_of_masthead(self, wanted: int, _width: int = 0) -> QRect:
        """Give where the line above the headline is edited: over it, as wide as the text."""
        layout, view = self.view.page_layout, self.view
        rect = layout.masthead_rect() if layout is not None else QRectF()
        corner = rect.topLeft() - QPointF(_LINE_SIDE, view.verticalScrollBar().value())
        top = view.pos() + QPoint(round(corner.x()), round(corner.y()))
        wide = min(round(rect.width()) + 2 * _LINE_SIDE, self.width() - _BAR - top.x())
        return QRect(top, QSize(wide, wanted))

    def take_room_back(self) -> None:
        """Let cards stand where the list was."""
        self.margin.take_room_back()

    def _place_line(self) -> None:
        """Put the key line below its sentence where there is no margin."""
        line, below = self._line, self._line_below
        if line is None or self.margin.isVisible():
            below.hide()
            return
        sentence = self._rect_of_sentence()
        size = below.show_line(line, self.view.theme, mirrored=self.margin.is_at_left)
        below.setVisible(self.rect().intersects(sentence))
        below.move(beside_card(None, sentence, self.rect(), size.height(), WIDTH).topLeft())
        below.raise_()

    def _rect_of_sentence(self) -> QRect:
        return self.view.rect_of(self.sentence()).translated(self.view.pos())

    def _lead(self) -> None:
        """Draw the line to the selected card where page and cards stand side by side."""
        leads = self.lead_from() if self.cards_fit() else None
        self.view.set_leader(leads, to_left=self.margin.is_at_left)

    def lead_from(self) -> Range | None:
        """Give the words that a line leads from to their card."""
        page = self.view.page
        span = page.span(self._leads) if page is not None and self._leads is not None else None
        return None if span is None else span.parts[0]

    def _claim_among(self, span_id: str | None, lit: frozenset[str]) -> str | None:
        page = self.view.page
        if page is None or span_id is None:
            return None
        for one in (span_id, *sorted(lit)):
            span = page.span(one)
            if span is not None and self.view.scheme.role_of(span.type) is Role.CLAIM:
                return one
        return None

    def set_theme(self, theme: Theme) -> None:
        """Paint page and cards in another theme."""
        with self.held(theme):
            pass

    @contextmanager
    def held(self, theme: Theme) -> Iterator[None]:
        """Take another theme when all that goes with it is done: the page is laid out once."""
        self._is_held = True
        yield
        self._is_held, self._theme = False, theme
        self._arrange()
        self.margin.dress()

    def _show_span(self, span_id: str) -> None:
        page = self.view.page
        span = page.span(span_id) if page is not None else None
        if span is not None:
            self.view.ensure_visible(span.parts[0])

    def _show_more(self, claim_id: str, is_above: bool) -> None:
        """Scroll to the next card beyond an edge; where that shows no more, select it."""
        layout, bar = self.view.page_layout, self.view.verticalScrollBar()
        top = layout.first_line_top(claim_id) if layout is not None else None
        before = bar.value()
        if top is not None:
            room = self.view.viewport().height() - 2 * _LINE if is_above else _LINE
            bar.setValue(round(top) - room)
        if bar.value() == before:
            self.claim_clicked.emit(claim_id)

    # --- who stands where ---------------------------------------------------------------------

    def cards_fit(self) -> bool:
        """Say whether page and cards fit side by side; else the cards are under a button."""
        return self.width() >= width_wanted(self._theme.text_size, is_whole=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give page, cards and scroll bar their places."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._is_held:
            return
        width, height = self.width() - _BAR, self.height()
        self._bar.setGeometry(width, 0, _BAR, height)
        is_wide = self.cards_fit()
        has_cards = self.view.page is not None
        cards = _CARDS if is_wide else 0
        wanted = shape_within(self.width() - _AROUND - cards, self._theme.text_size)
        self.view.set_look(self._theme, wanted)
        # A long article has another shape a little later; till then as much of it as there is room.
        page = min(self.view.shape.width, width - cards)
        content = page + cards
        # A little more blank at the page's side than behind the cards, as a page lies on a context.
        left = (width - content) // 2
        at_left = self.margin.is_at_left
        if not is_wide and self._button.isChecked():
            # Cards that lie on the page: it makes as much room for them as there is.
            left = width - page if at_left else 0
        page_x = left + cards if at_left else left
        self.view.setFixedWidth(page)
        self.view.setGeometry(page_x, 0, page, height)
        if is_wide:
            margin_x = left if at_left else page_x + page
        else:
            margin_x = 0 if at_left else width - self.margin.width()
        self.margin.setGeometry(margin_x, 0, self.margin.width(), height)
        self._button.setVisible(has_cards and not is_wide)
        self.margin.setVisible(has_cards and (is_wide or self._button.isChecked()))
        self.margin.raise_()
        self._word_button()
        self._lead()
        self._place_line()
        self.arranged.emit()
        self.update()

    def _word_button(self) -> None:
        if self._button.isHidden():
            return
        self._button.setText(self.n_cards_in_words())
        self._button.adjustSize()
        x = 8 if self.margin.is_at_left else self.width() - _BAR - 8 - self._button.width()
        self._button.move(QPoint(x, self.height() - 8 - self._button.height()))
        self._button.raise_()

    def n_cards_in_words(self) -> str:
        """Give how many cards there are, for the button that shows them."""
        return trn("{n} statement", "{n} statements", self.margin.n_cards)

    # --- canvas, ring, wheel ------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the canvas, and the ring round the page when keys lead to it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.view.theme.colour("canvas"))
        if self._has_ring:
            painter.setPen(QPen(self.view.theme.colour("ink"), 2))
            top = max(CANVAS_ABOVE - self.view.verticalScrollBar().value() - 3, 1)
            left, right = self.view.x() - 3, self.view.x() + self.view.width() + 3
            painter.drawLine(left, top, left, self.height())
            painter.drawLine(right, top, right, self.height())
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the ring when the page gets the focus by key."""
        if watched is self.margin and isinstance(event, QHelpEvent):
            words = self.tip_at(event.pos().toPointF())
            QToolTip.showText(event.globalPos(), plain_tip(words), self.margin)
            return True
        if watched is self.view and isinstance(event, QFocusEvent):
            has_ring = event.gotFocus() and event.reason() in _KEYBOARD
            if has_ring != self._has_ring:
                self._has_ring = has_ring
                self.update()
        return super().eventFilter(watched, event)

    def tip_at(self, at: QPointF) -> str:
        """Give the whole of the card at a point of the margin, which it may have cut."""
        claim_id, page = self.margin.claim_at(at), self.view.page
        span = page.span(claim_id) if page is not None and claim_id is not None else None
        if page is None or span is None:
            return ""
        return f"{tip(page, span, self.view.actors, self.view.scheme)}\n{span.text()}"

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, wherever the mouse is."""
        QApplication.sendEvent(self.view.verticalScrollBar(), event)


def _unlike(old: Iterable[Span | Link], new: Iterable[Span | Link]) -> set[str]:
    """Give the ids of what is only in one of two sets, or another value in each."""
    before, after = ({id(one): one for one in each} for each in (old, new))
    gone, come = (
        {one.id: one for key, one in each.items() if key not in other}
        for each, other in ((before, after), (after, before))
    )
    return {one for one in gone.keys() | come.keys() if gone.get(one) != come.get(one)}

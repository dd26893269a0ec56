"""The margin: one painted widget with a card for each statement in view, level with its claim.

Cards are never widgets of their own: an article may have hundreds. What a card says and where it
stands is worked out in `reading.cards`.
"""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from annotator.language import tr
from annotator.model.page import Page
from annotator.reading import cards
from annotator.reading.chips import Chips, chips
from annotator.reading.key_line import KeyLine
from annotator.reading.tips import SaidCard, said_card
from annotator.text.ranges import Range
from annotator.ui.basics.building import later
from annotator.ui.basics.labels import paint_focus
from annotator.ui.margin.card_painter import CardLook, CardPainter
from annotator.ui.margin.edge_painter import MORE, EdgePainter, between_chips
from annotator.ui.margin.heard import Speaking
from annotator.ui.margin.open_card import FIRST_LINE, WIDTH, CardPart, OpenCard, open_card
from annotator.ui.margin.pictures import CardPictures
from annotator.ui.margin.places import CardPlaces
from annotator.ui.margin.suggested_card import suggested_card
from annotator.ui.page.view import PageView

GAP = 36
"""How far the cards stand from the page."""
_LEAST_LIST = 160
"""How high a list is at least, in a window however low."""


class Margin(QWidget):
    """The cards beside one page view, on its right (on its left for right-to-left articles)."""

    claim_clicked = Signal(str)
    """A card was clicked, or Enter pressed on it: it wants to be selected."""
    card_wanted = Signal(str)
    """A key went to this card: it wants to be selected, and the cards keep the keyboard."""
    more_clicked = Signal(str, bool)
    """“7 more below” was clicked: the claim of the next card there, and whether it is above."""
    chip_clicked = Signal(str)
    """The chip of a span out of sight was clicked: it wants to be seen."""
    digit_clicked = Signal(int)
    """A value of the key line was clicked: the digit that sets it."""
    attribute_clicked = Signal(str)
    """An attribute of the key line was clicked: it wants to be framed."""
    act_clicked = Signal(str)
    """What does an act was clicked: its name."""

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        """Show the cards of what `view` shows."""
        super().__init__(parent)
        self._view = view
        self.keys: dict[str, str] = {"next-suggestion": "Tab"}
        """The keys painted on cards; the window sets them from its table."""
        self._layer_id = ""
        self._shown: tuple[tuple[cards.CardPlace, str], ...] = ()
        self._chip_places: list[tuple[QRectF, str]] = []
        self._more_places: list[tuple[QRectF, str, bool]] = []
        self._cards: dict[str, cards.Card] = {}
        self.pictures = CardPictures()
        self._places = self.make_places()
        self._line: KeyLine | None = None
        self._opened: tuple[object, OpenCard] | None = None
        self._hovered: str | None = None
        self._later = later(self, 8, self._complete)  # as often as slices come
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedWidth(GAP + WIDTH)
        self.setAccessibleName(tr("Statements"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._heard = Speaking(self, self)
        self._stand_later = later(self, 0, self._stand)  # Qt names the list first
        view.relaid.connect(self.refresh)
        view.scrolled.connect(self.update)

    def make_places(self) -> CardPlaces:
        """Give what knows where the cards stand."""
        return CardPlaces(self._view, self.height_of)

    # --- what is shown ------------------------------------------------------------------------

    def set_layer(self, layer_id: str) -> None:
        """Set the reader's own layer: claims of others are suggestions."""
        self._layer_id = layer_id

    def refresh(self) -> None:
        """Read all claims anew: another article, or everything stands elsewhere."""
        self._cards.clear()
        self._places.refresh()
        # The places of the others need the whole article laid out: when there is time for it.
        self._later.start()
        self.update()

    def apply_page(self, page: Page, changed_span_ids: Collection[str]) -> None:
        """Take the page after a step."""
        changed = set(changed_span_ids)
        for span_id in changed_span_ids:
            for link in page.links_of(span_id):
                changed.add(link.source_id)
        for span_id in changed:
            self._cards.pop(span_id, None)
        self._places.apply_page(page, changed)
        self._heard.cards_changed(changed)
        self.update()

    def forget_cards(self) -> None:
        """Write all cards anew: an actor has another name, or links have changed."""
        self._cards.clear()
        self._heard.cards_changed()
        self.update()

    def set_selected(self, span_id: str | None, line: KeyLine | None = None) -> None:
        """Select a card: it stands exactly at its words and says more, what digits do last.

        A span that belongs to no statement has a card as long as it is selected.
        """
        is_other = span_id != self._places.selected
        self._places.select(span_id)
        self.set_line(line)
        if is_other:
            self._heard.selected_changed()

    def set_line(self, line: KeyLine | None) -> None:
        """Let the selected card say what digits do now."""
        self._line = line
        self.setAccessibleDescription(line.words() if line is not None else "")
        self._places.forget()
        self.update()

    def make_room(self, wanted: int) -> QRect:
        """Give where a list so high stands: below the selected card, or above it.

        Card and list are whole in view; other cards go out of their way. Without a selected card
        the list stands at the height of the caret.
        """
        top, bottom = between_chips(self._chips(), self.height())
        offset = self._view.verticalScrollBar().value()
        if self._places.wish() is None:
            caret = self._view.caret()
            tall = min(wanted, round(bottom - top))
            y = max(top, min(self._view.rect_of(Range(caret, caret)).top(), bottom - tall))
        else:
            least = _LEAST_LIST
            y, tall = self._places.make_room(wanted, least, top + offset, bottom + offset)
            y -= offset
        self.update()
        return QRect(self._x, round(y), WIDTH, tall)

    def take_room_back(self) -> None:
        """Let cards stand where the list was."""
        self._places.take_room_back()
        self.update()

    @property
    def n_cards(self) -> int:
        """How many statements there are."""
        return self._places.n_cards

    # --- what a screen reader asks ------------------------------------------------------------

    @property
    def selected(self) -> str | None:
        """Whose card is selected."""
        return self._places.selected

    def span_ids(self) -> tuple[str, ...]:
        """Give whose cards there are, in text order."""
        return self._places.span_ids()

    def said(self, span_id: str) -> SaidCard | None:
        """Give what is said of a card."""
        page = self._view.page
        card = self._card(page, span_id) if page is not None else None
        return said_card(page, card) if page is not None and card is not None else None

    def place_of(self, span_id: str) -> QRect:
        """Give where a card is seen; null when it is not."""
        offset = self._view.verticalScrollBar().value()
        for place, one in self._shown:
            if one == span_id:
                return QRect(self._x, round(place.top) - offset, WIDTH, round(place.height))
        return QRect()

    def dress(self) -> None:
        """Paint in the view's theme from now on."""
        self.pictures.clear()
        self.update()

    # --- where cards stand --------------------------------------------------------------------

    def _complete(self) -> None:
        """Ask for the places of all claims, some at a time: keys come in between."""
        if self._places.complete():
            self.update()
        else:
            self._later.start()

    def height_of(self, claim_id: str) -> float:
        """Give how high a card is."""
        if claim_id == self._places.selected:
            opened = self.opened()
            return opened.height if opened is not None else cards.SELECTED_HEIGHT
        page = self._view.page
        span = page.span(claim_id) if page is not None else None
        is_ghost = span is not None and span.layer_id != self._layer_id
        return cards.GHOST_HEIGHT if is_ghost else cards.HEIGHT

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards in view, what lies beyond the edges, and the leader."""
        theme = self._view.theme
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("canvas"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = self._view.page
        self._shown = ()
        self._chip_places, self._more_places = [], []
        if page is None:
            painter.end()
            return
        self._places.measure_visible()
        edges = EdgePainter(painter, theme, self._x, is_at_left=self.is_at_left)
        top, bottom, self._chip_places = edges.chips(self._chips(), self.height())
        offset = self._view.verticalScrollBar().value()
        fitted = self._places.fitted(top + offset, bottom + offset)
        showing = cards.showing(fitted.places, top + offset, bottom + offset, MORE)
        self._paint_cards(painter, showing.places, offset)
        n_above = showing.n_above + fitted.n_above
        n_unknown = self._places.n_unknown
        n_below = showing.n_below + fitted.n_below + n_unknown
        line = self._places.line_up()
        if n_above:
            place = edges.more(top, n_above, is_above=True)
            self._more_places.append((place, line[n_above - 1][1], True))
        if n_below:
            place = edges.more(bottom - MORE, n_below, is_above=False)
            known = n_below - n_unknown
            following = line[-known][1] if known else self._places.first_unknown()
            self._more_places.append((place, following, False))
        painter.end()

    def _paint_cards(
        self, painter: QPainter, places: tuple[cards.CardPlace, ...], offset: int
    ) -> None:
        x = self._x
        shown: list[tuple[cards.CardPlace, str]] = []
        for place in places:
            look = CardLook(
                bar_at_right=self.is_at_left,
                is_selected=place.claim_id == self._places.selected,
                is_hovered=place.claim_id == self._hovered,
            )
            opened = self.opened() if look.is_selected else None
            height = place.height if opened is None else opened.height
            picture = self.picture_of(place.claim_id, look, height)
            if picture is None:
                continue
            y = round(place.top + (self._places.lift if look.is_selected else 0)) - offset
            painter.drawPixmap(QPointF(x - 1, y - 1), picture)
            if look.is_selected and self.hasFocus():
                ring = QRectF(x - 3, y - 3, WIDTH + 6, height + 6)
                # Cards end at the margin's edge: the ring closes there, it is not cut.
                sides = QRectF(0, ring.top(), self.width(), ring.height())
                paint_focus(painter, ring.intersected(sides))
            shown.append((place, place.claim_id))
            if opened is not None:
                self.paint_leader(painter, place.top + self._places.lift, opened.height, offset)
        self._shown = tuple(shown)

    def paint_leader(self, painter: QPainter, top: float, height: float, offset: int) -> None:
        """Draw the line from the page to the card that is level with its words."""
        wish = self._places.wish()
        if wish is None or not top <= wish + FIRST_LINE <= top + height:
            return
        y = round(wish + FIRST_LINE - offset) + 0.5
        painter.setPen(QPen(self._view.theme.colour("ink2"), 1))
        start, end = (WIDTH, WIDTH + GAP) if self.is_at_left else (0, GAP)
        painter.drawLine(QPointF(start, y), QPointF(end, y))

    def picture_of(self, span_id: str, look: CardLook, height: float) -> QPixmap | None:
        """Give a card as a picture; None where there is nothing to show."""
        page, theme, ratio = self._view.page, self._view.theme, self.devicePixelRatioF()
        card = self._card(page, span_id) if page is not None else None
        if card is None:
            return None
        opened = self.opened() if look.is_selected else None
        key = (card, look, height, ratio, theme, self._line if opened else None)
        painting = CardPainter(theme, self.keys)
        return self.pictures.of(key, lambda: painting.picture(card, look, height, ratio, opened))

    def _card(self, page: Page, claim_id: str) -> cards.Card | None:
        known = self._cards.get(claim_id)
        if known is None:
            claim = page.span(claim_id)
            if claim is None:
                return None
            known = cards.card_of(
                page, claim, self._view.actors, layer_id=self._layer_id, scheme=self._view.scheme
            )
            self._cards[claim_id] = known
        return known

    def opened(self) -> OpenCard | None:
        """The selected card laid out; None while there is none."""
        page, selected = self._view.page, self._places.selected
        card = self._card(page, selected) if page is not None and selected else None
        if card is None:
            return None
        known = self._opened
        key = (card, self._line, self._view.theme, self.is_at_left)
        if known is None or known[0] != key:
            theme, mirrored = self._view.theme, self.is_at_left
            if card.is_ghost:
                found = suggested_card(card, self.keys, theme, mirrored=mirrored)
            else:
                found = open_card(card, self._line, theme, mirrored=mirrored)
            known = self._opened = (key, found)
        return known[1]

    def _chips(self) -> Chips:
        page, lit = self._view.page, self._view.lit.lit
        return chips(page, lit, self._view.visible_range()) if page is not None and lit else Chips()

    # --- keys -----------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the selected card, else on the first in view."""
        super().focusInEvent(event)
        self._stand_later.start()
        self.update()

    def _stand(self) -> None:
        span_ids = self.span_ids()
        if self.selected in span_ids:
            self._heard.selected_changed()
        elif span_ids:
            self.card_wanted.emit(self._shown[0][1] if self._shown else span_ids[0])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no ring any more."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from card to card; Enter goes to the words of the one that is selected."""
        span_ids = self.span_ids()
        here = span_ids.index(self.selected) if self.selected in span_ids else -1
        ways = {
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_Up: max(here - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(span_ids) - 1,
        }
        key = Qt.Key(event.key())
        if key in ways and span_ids:
            self.card_wanted.emit(span_ids[min(ways[key], len(span_ids) - 1)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here >= 0:
            self.claim_clicked.emit(span_ids[here])
        else:
            super().keyPressEvent(event)

    # --- places and the mouse -----------------------------------------------------------------

    @property
    def is_at_left(self) -> bool:
        """Whether the cards stand at the left of the page."""
        page = self._view.page
        return page is not None and page.article.direction == "rtl"

    @property
    def _x(self) -> int:
        return 0 if self.is_at_left else GAP

    def claim_at(self, at: QPointF) -> str | None:
        """Give the claim whose card lies under a point, or None."""
        if not self._x <= at.x() < self._x + WIDTH:
            return None
        y = at.y() + self._view.verticalScrollBar().value()
        return next((one for place, one in self._shown if place.top <= y < place.bottom), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the card, or go to what a chip stands for."""
        for rect, span_id in self._chip_places:
            if rect.contains(event.position()):
                self.chip_clicked.emit(span_id)
                return
        for rect, claim_id, is_above in self._more_places:
            if rect.contains(event.position()):
                self.more_clicked.emit(claim_id, is_above)
                return
        part = self._part_at(event.position())
        claimed = self.claim_at(event.position())
        if part is not None and part.act:
            self.act_clicked.emit(part.act)
        elif part is not None and part.digit:
            self.digit_clicked.emit(part.digit)
        elif part is not None:
            self.attribute_clicked.emit(part.attribute)
        elif claimed is not None:
            self.claim_clicked.emit(claimed)

    def _part_at(self, at: QPointF) -> CardPart | None:
        """The part of the selected card's key line under a point."""
        opened = self.opened()
        offset = self._view.verticalScrollBar().value()
        for place, claim_id in self._shown:
            if claim_id == self._places.selected and opened is not None:
                y = round(place.top + self._places.lift) - offset
                return opened.part_at(at - QPointF(self._x, y))
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which card is under the mouse, or that there is something to click."""
        at = event.position()
        self._hover(self.claim_at(at))
        edges = [*(one[0] for one in self._chip_places), *(one[0] for one in self._more_places)]
        can_click = self._hovered is not None or any(rect.contains(at) for rect in edges)
        shape = Qt.CursorShape
        self.setCursor(shape.PointingHandCursor if can_click else shape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """No card is under the mouse any more."""
        self._hover(None)
        super().leaveEvent(event)

    def _hover(self, claim_id: str | None) -> None:
        if claim_id == self._hovered:
            return
        self._hovered = claim_id
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page."""
        QApplication.sendEvent(self._view.verticalScrollBar(), event)

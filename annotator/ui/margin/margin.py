"""The margin: one painted widget with a card for each statement in view, level with its claim.

Cards are never widgets of their own: an article may have hundreds. What a card says and where it
stands is worked out in `reading.cards`.
"""

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Collection
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.language import tr
from annotator.model.page import Page
from annotator.model.scheme import Role
from annotator.model.span import text_order
from annotator.reading import cards
from annotator.reading.chips import Chips, chips
from annotator.ui.basics.building import later
from annotator.ui.margin.card_painter import FIRST_LINE, WIDTH, CardLook, CardPainter
from annotator.ui.margin.edge_painter import MORE, EdgePainter
from annotator.ui.page.view import PageView

GAP = 36
"""How far the cards stand from the page."""
_SLICE_S = 0.012
"""How long places are worked out at a stretch."""
_N_PICTURES = 120
_NEAR = 2400.0
"""How far beyond the view cards are placed: more than any heap of cards is high."""


class _Fitted(NamedTuple):
    """Cards near the view with their places, and how many more there are above and below."""

    places: tuple[cards.CardPlace, ...]
    n_above: int
    n_below: int
    top: float
    bottom: float

    def covers(self, top: float, bottom: float) -> bool:
        """Say whether these serve for a view from `top` to `bottom` too."""
        reach = _NEAR / 2
        return (self.top <= max(0.0, top - reach) and bottom + reach <= self.bottom) or (
            self.n_above == 0 and self.n_below == 0
        )


class Margin(QWidget):
    """The cards beside one page view, on its right (on its left for right-to-left articles)."""

    claim_clicked = Signal(str)
    """A card was clicked: it wants to be selected."""
    more_clicked = Signal(str, bool)
    """“7 more below” was clicked: the claim of the next card there, and whether it is above."""
    chip_clicked = Signal(str)
    """The chip of a span out of sight was clicked: it wants to be seen."""

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        """Show the cards of what `view` shows."""
        super().__init__(parent)
        self._view = view
        self.keys: dict[str, str] = {
            "link": "L",
            "actor": "A",
            "directness": "1–5",
            "note": "M",
            "accept": "Tab",
        }
        """The keys painted on cards; the window sets them from its table."""
        self._layer_id = ""
        self._order: list[tuple[int, int, str]] = []
        self._tops: dict[str, float | None] = {}
        self._wishes: list[tuple[float, str]] | None = None
        self._places: _Fitted | None = None
        self._shown: tuple[tuple[cards.CardPlace, str], ...] = ()
        self._chip_places: list[tuple[QRectF, str]] = []
        self._more_places: list[tuple[QRectF, str, bool]] = []
        self._cards: dict[str, cards.Card] = {}
        self._pictures: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._selected: str | None = None
        self._hovered: str | None = None
        self._is_complete = False
        self._later = later(self, 0, self._complete)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedWidth(GAP + WIDTH)
        self.setAccessibleName(tr("Statements"))
        view.relaid.connect(self.refresh)
        view.scrolled.connect(self.update)

    # --- what is shown ------------------------------------------------------------------------

    def set_layer(self, layer_id: str) -> None:
        """Set the reader's own layer: claims of others are suggestions."""
        self._layer_id = layer_id

    def refresh(self) -> None:
        """Read all claims anew: another article, or everything stands elsewhere."""
        page = self._view.page
        self._cards.clear()
        self._order = []
        if page is not None:
            claims = page.spans(self._view.scheme.name_for(Role.CLAIM))
            self._order = [*map(text_order, claims)]
        self._tops = {}
        self._wishes = self._places = None
        self._is_complete = False
        self._measure_visible()
        # The places of the others need the whole article laid out: when there is time for it.
        self._later.start()
        self.update()

    def apply_page(self, page: Page, changed_span_ids: Collection[str]) -> None:
        """Take the page after a step. Marks move no line, so other cards keep their wishes."""
        changed = set(changed_span_ids)
        for span_id in changed_span_ids:
            for link in page.links_of(span_id):
                changed.add(link.source_id)
        for span_id in changed:
            self._cards.pop(span_id, None)
        gone = (
            [entry for entry in self._order if entry[2] in changed]
            if (changed & self._tops.keys())
            else []
        )
        for entry in gone:
            self._order.remove(entry)
            self._tops.pop(entry[2], None)
        for span_id in changed:
            span = page.span(span_id)
            if span is not None and self._view.scheme.role_of(span.type) is Role.CLAIM:
                insort(self._order, text_order(span))
                self._tops[span_id] = self._wish(span_id)
        self._wishes = self._places = None
        self.update()

    def forget_cards(self) -> None:
        """Write all cards anew: an actor has another name, or links have changed."""
        self._cards.clear()
        self.update()

    def set_selected(self, claim_id: str | None) -> None:
        """Select the card of a claim: it stands exactly at it, and says more."""
        if claim_id == self._selected:
            return
        self._selected = claim_id
        self._places = None
        self.update()

    @property
    def n_cards(self) -> int:
        """How many statements there are."""
        return len(self._order)

    def dress(self) -> None:
        """Paint in the view's theme from now on."""
        self._pictures.clear()
        self.update()

    # --- where cards stand --------------------------------------------------------------------

    def _wish(self, claim_id: str) -> float | None:
        """The top a card wishes for, in the document's measure; None when its claim is hidden."""
        layout = self._view.page_layout
        span = layout.page.span(claim_id) if layout is not None else None
        if layout is None or span is None:
            return None
        rect = layout.caret(span.start)
        return None if rect.isNull() else rect.center().y() - FIRST_LINE

    def _measure_visible(self) -> None:
        """Ask for the places of claims near the view only: the rest is not laid out yet."""
        if self._view.page is None or not self._order:
            return
        visible = self._view.visible_range()
        first = bisect_left(self._order, (visible.start,))
        for start, _, claim_id in self._order[max(0, first - 4) :]:
            if start > visible.end:
                break
            if claim_id not in self._tops:
                self._tops[claim_id] = self._wish(claim_id)
                self._wishes = self._places = None

    def _complete(self) -> None:
        """Ask for the places of all claims, some at a time: keys come in between."""
        layout = self._view.page_layout
        if layout is None:
            return
        end = monotonic() + _SLICE_S
        for _, _, claim_id in self._order:
            if claim_id in self._tops:
                continue
            if monotonic() > end:
                self._later.start()
                return
            self._tops[claim_id] = self._wish(claim_id)
        layout.lay_out_all()
        self._is_complete = True
        self._wishes = self._places = None
        self.update()

    def _fitted(self, top: float, bottom: float) -> _Fitted:
        """The places of the cards near the view, in the document's measure.

        Cards far away cannot push those in view, so they are left out: an article may have
        hundreds, and this is asked with every step of scrolling.
        """
        pinned = self._pinned(top, bottom)
        known = self._places
        if known is not None and pinned is None and known.covers(top, bottom):
            return known
        line = self._line_up()
        first = bisect_left(line, (top - _NEAR,))
        last = bisect_left(line, (bottom + _NEAR,))
        wishes = [
            cards.CardWish(
                claim_id,
                pinned if pinned is not None and claim_id == self._selected else wish,
                self._height(claim_id),
            )
            for wish, claim_id in line[first:last]
        ]
        found = _Fitted(
            cards.fit(wishes, self._selected), first, len(line) - last, top - _NEAR, bottom + _NEAR
        )
        self._places = found if pinned is None else None
        return found

    def _line_up(self) -> list[tuple[float, str]]:
        """All cards whose claims have a place, with their wishes, in order."""
        if self._wishes is None:
            self._wishes = [
                (wish, claim_id)
                for _, _, claim_id in self._order
                if (wish := self._tops.get(claim_id)) is not None
            ]
            # Two claims on one line wish for one height; the text says which comes first.
        return self._wishes

    def _pinned(self, top: float, bottom: float) -> float | None:
        """Where the selected card must stand so that the edge does not cut it; None: at its claim.

        Only while the first line of its claim is in view.
        """
        wish = self._tops.get(self._selected) if self._selected is not None else None
        if wish is None or not top <= wish + FIRST_LINE <= bottom:
            return None
        # Room is kept for the words that count the cards beyond the edge.
        if wish < top + MORE:
            return top + MORE if self._order[0][2] != self._selected else max(wish, top)
        if wish + cards.SELECTED_HEIGHT > bottom - MORE:
            return bottom - MORE - cards.SELECTED_HEIGHT
        return None

    def _height(self, claim_id: str) -> float:
        if claim_id == self._selected:
            return cards.SELECTED_HEIGHT
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
        if not self._is_complete:
            self._measure_visible()
        edges = EdgePainter(painter, theme, self._x, is_at_left=self.is_at_left)
        lit = self._view.lit.lit
        found = chips(page, lit, self._view.visible_range()) if lit else Chips()
        top, bottom, self._chip_places = edges.chips(found, self.height())
        offset = self._view.verticalScrollBar().value()
        fitted = self._fitted(top + offset, bottom + offset)
        showing = cards.showing(fitted.places, top + offset, bottom + offset, MORE)
        n_unknown = len(self._order) - len(self._line_up()) if not self._is_complete else 0
        self._paint_cards(painter, page, showing.places, offset)
        n_above = showing.n_above + fitted.n_above
        n_below = showing.n_below + fitted.n_below + n_unknown
        line = self._line_up()
        if n_above:
            place = edges.more(top, n_above, is_above=True)
            self._more_places.append((place, line[n_above - 1][1], True))
        if n_below:
            place = edges.more(bottom - MORE, n_below, is_above=False)
            known = n_below - n_unknown
            following = line[-known][1] if known else self._first_unknown()
            self._more_places.append((place, following, False))
        painter.end()

    def _first_unknown(self) -> str:
        return next((one for _, _, one in self._order if one not in self._tops), "")

    def _paint_cards(
        self, painter: QPainter, page: Page, places: tuple[cards.CardPlace, ...], offset: int
    ) -> None:
        ratio = self.devicePixelRatioF()
        painting = CardPainter(self._view.theme, self.keys)
        x = self._x
        shown: list[tuple[cards.CardPlace, str]] = []
        for place in places:
            card = self._card(page, place.claim_id)
            if card is None:
                continue
            look = CardLook(
                bar_at_right=self.is_at_left,
                is_selected=place.claim_id == self._selected,
                is_hovered=place.claim_id == self._hovered,
            )
            picture = self._picture(painting, card, look, place.height, ratio)
            y = round(place.top) - offset
            painter.drawPixmap(QPointF(x - 1, y - 1), picture)
            shown.append((place, place.claim_id))
            if look.is_selected:
                self._paint_leader(painter, place, offset)
        self._shown = tuple(shown)

    def _paint_leader(self, painter: QPainter, place: cards.CardPlace, offset: int) -> None:
        wish = self._tops.get(place.claim_id)
        if wish is None or not place.top <= wish + FIRST_LINE <= place.bottom:
            return
        y = round(wish + FIRST_LINE - offset) + 0.5
        painter.setPen(QPen(self._view.theme.colour("ink2"), 1))
        start, end = (WIDTH, WIDTH + GAP) if self.is_at_left else (0, GAP)
        painter.drawLine(QPointF(start, y), QPointF(end, y))

    def _picture(
        self, painting: CardPainter, card: cards.Card, look: CardLook, height: float, ratio: float
    ) -> QPixmap:
        key = (card, look, height, ratio, self._view.theme)
        known = self._pictures.get(key)
        if known is None:
            known = painting.picture(card, look, height, ratio)
            self._pictures[key] = known
            if len(self._pictures) > _N_PICTURES:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end(key)
        return known

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
        claimed = self.claim_at(event.position())
        if claimed is not None:
            self.claim_clicked.emit(claimed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which card is under the mouse, or that there is something to click."""
        at = event.position()
        self._hover(self.claim_at(at))
        edges = [*(one[0] for one in self._chip_places), *(one[0] for one in self._more_places)]
        can_click = self._hovered is not None or any(rect.contains(at) for rect in edges)
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if can_click else arrow)

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

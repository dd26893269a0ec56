"""Where the cards stand beside the page: what each wishes for, who gives way, room for a list.

All in the document's measure. Which of them are painted, and how, is the margin's.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection
from time import monotonic
from typing import NamedTuple

from annotator.model.page import Page
from annotator.model.scheme import Role
from annotator.model.span import text_order
from annotator.reading import cards
from annotator.ui.margin.edge_painter import MORE
from annotator.ui.margin.open_card import FIRST_LINE
from annotator.ui.page.view import PageView

_SLICE_S = 0.012
"""How long places are worked out at a stretch."""
_NEAR = 2400.0
"""How far beyond the view cards are placed: more than any heap of cards is high."""


class Fitted(NamedTuple):
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


class CardPlaces:
    """The places of all cards of one page; the selected card stands exactly at its words."""

    def __init__(self, view: PageView, height: Callable[[str], float]) -> None:
        """Place the cards of what `view` shows; `height` gives how high a card is."""
        self._view = view
        self._height = height
        self.selected: str | None = None
        self._loose: tuple[int, int, str] | None = None
        """The selected span where it belongs to no statement: it has a card while it is current."""
        self._highest = 0.0
        """As high as the selected card was since it is: a value set pulls no other card up."""
        self._room = 0
        """How much is kept free for a list, below the selected card or above it."""
        self._is_above = False
        self.is_complete = False
        self._order: list[tuple[int, int, str]] = []
        self._ids: tuple[str, ...] | None = None
        self._tops: dict[str, float | None] = {}
        self._wishes: list[tuple[float, str]] | None = None
        self._fitted: Fitted | None = None

    # --- which cards there are ----------------------------------------------------------------

    def refresh(self) -> None:
        """Read all claims anew: another article, or everything stands elsewhere."""
        page = self._view.page
        self._order, self._ids = [] if page is None else self.ordered(page), None
        self._tops = {}
        self._wishes = None
        self.is_complete = False
        self.select(self.selected)
        self.measure_visible()

    def ordered(self, page: Page) -> list[tuple[int, int, str]]:
        """Give what has a card, in text order: start, end (negative), id."""
        return [*map(text_order, page.spans(self._view.scheme.name_for(Role.CLAIM)))]

    def start_of(self, page: Page, card_id: str) -> int | None:
        """Give where the words of a card begin."""
        span = page.span(card_id)
        return None if span is None else span.start

    def apply_page(self, page: Page, changed: Collection[str]) -> None:
        """Take the page after a step. Marks move no line, so other cards keep their wishes."""
        known = {*changed} & self._tops.keys()
        for entry in [one for one in self._order if one[2] in known] if known else []:
            self._order.remove(entry)
            self._tops.pop(entry[2], None)
        for span_id in changed:
            span = page.span(span_id)
            if span is not None and self._view.scheme.role_of(span.type) is Role.CLAIM:
                insort(self._order, text_order(span))
                self._measure(span.start, span_id)
        self._wishes = self._fitted = self._ids = None

    def select(self, span_id: str | None) -> None:
        """Let another card stand exactly at its words; a span without a statement gets one."""
        page, before = self._view.page, self._loose
        if span_id != self.selected:
            self._highest = 0.0
        self.selected = span_id
        span = page.span(span_id) if page is not None and span_id is not None else None
        if before is not None:
            self._tops.pop(before[2], None)
        self._loose = None
        if span is not None and self._view.scheme.role_of(span.type) is not Role.CLAIM:
            self._loose = text_order(span)
            self._measure(span.start, span.id)
        if self._loose != before:
            self._wishes = self._ids = None
        self._fitted = None

    def forget(self) -> None:
        """Place all cards anew: one of them is higher than before."""
        self._fitted = None

    @property
    def n_cards(self) -> int:
        """How many statements there are."""
        return len(self._order)

    def span_ids(self) -> tuple[str, ...]:
        """Give whose cards there are, in text order; the same tuple until there are others.

        A screen reader that walks over the cards asks several times for each.
        """
        if self._ids is None:
            order = self._order
            if self._loose is not None:
                insort(order := [*order], self._loose)
            self._ids = tuple(span_id for _, _, span_id in order)
        return self._ids

    @property
    def n_unknown(self) -> int:
        """How many claims have not been asked for their place yet."""
        if self.is_complete:
            return 0
        return sum(claim_id not in self._tops for _, _, claim_id in self._order)

    def first_unknown(self) -> str:
        """Give the first claim that has not been asked for its place yet; "" for none."""
        return next((one for _, _, one in self._order if one not in self._tops), "")

    # --- what they wish for -------------------------------------------------------------------

    def wish(self) -> float | None:
        """Give where the selected card wishes its top to be; None when its words are hidden."""
        return self._tops.get(self.selected) if self.selected is not None else None

    def _measure(self, start: int, card_id: str) -> None:
        """Ask for the place of a card; what is not laid out yet has none as yet."""
        layout = self._view.page_layout
        if layout is None or not layout.slices.is_at(start):
            self._tops.pop(card_id, None)
        else:
            self._tops[card_id] = self.wish_of(card_id)
        self._wishes = self._fitted = None

    def wish_of(self, claim_id: str) -> float | None:
        """Give the top a card wishes for; None when its claim is hidden."""
        layout = self._view.page_layout
        start = self.start_of(layout.page, claim_id) if layout is not None else None
        if layout is None or start is None:
            return None
        rect = layout.caret(start)
        return None if rect.isNull() else rect.center().y() - FIRST_LINE

    def measure_visible(self) -> None:
        """Ask for the places of claims near the view only: the rest is not laid out yet."""
        loose = self._loose
        if loose is not None and loose[2] not in self._tops:
            self._measure(loose[0], loose[2])
        if self._view.page is None or not self._order or self.is_complete:
            return
        visible = self._view.visible_range()
        first = bisect_left(self._order, (visible.start,))
        for start, _, claim_id in self._order[max(0, first - 4) :]:
            if start > visible.end:
                break
            if claim_id not in self._tops:
                self._tops[claim_id] = self.wish_of(claim_id)
                self._wishes = self._fitted = None

    def complete(self) -> bool:
        """Ask for the places of all claims for a while; say whether all are known now."""
        layout = self._view.page_layout
        if layout is None:
            return True
        if not layout.slices.more_in_time():
            return False
        end = monotonic() + _SLICE_S
        for _, _, claim_id in self._order:
            if claim_id in self._tops:
                continue
            if monotonic() > end:
                return False
            self._tops[claim_id] = self.wish_of(claim_id)
        self.is_complete = True
        self._wishes = self._fitted = None
        return True

    # --- where they stand ---------------------------------------------------------------------

    def fitted(self, top: float, bottom: float) -> Fitted:
        """Give the places of the cards near the view.

        Cards far away cannot push those in view, so they are left out: an article may have
        hundreds, and this is asked with every step of scrolling.
        """
        is_pinned = self._pinned(top, bottom) is not None
        known = self._fitted
        if known is not None and not is_pinned and known.covers(top, bottom):
            return known
        line = self.line_up()
        first = bisect_left(line, (top - _NEAR,))
        last = bisect_left(line, (bottom + _NEAR,))
        own = self.own_top(top, bottom) - self.lift
        wishes = [
            cards.CardWish(
                claim_id,
                own if claim_id == self.selected else wish,
                self._high(claim_id),
            )
            for wish, claim_id in line[first:last]
        ]
        found = Fitted(
            cards.fit(wishes, self.selected), first, len(line) - last, top - _NEAR, bottom + _NEAR
        )
        self._fitted = None if is_pinned else found
        return found

    def line_up(self) -> list[tuple[float, str]]:
        """Give all cards whose claims have a place, with their wishes, in order."""
        if self._wishes is None:
            order = self._order
            if self._loose is not None:
                insort(order := [*order], self._loose)
            self._wishes = [
                (wish, claim_id)
                for _, _, claim_id in order
                if (wish := self._tops.get(claim_id)) is not None
            ]
            # Two claims on one line wish for one height; the text says which comes first.
        return self._wishes

    def _high(self, claim_id: str) -> float:
        height = self._height(claim_id)
        if claim_id != self.selected:
            return height
        self._highest = max(height, self._highest)
        return self._highest + (self._room + cards.BETWEEN if self._room else 0)

    def _pinned(self, top: float, bottom: float) -> float | None:
        """Where the selected card must stand so that the edge does not cut it; None: at its claim.

        Only while the first line of its claim is in view, or a list stands beside it.
        """
        wish = self.wish()
        if self.selected is None or wish is None:
            return None
        if not self._room and not top <= wish + FIRST_LINE <= bottom:
            return None
        # Room is kept for the words that count the cards beyond the edge.
        lowest = max(bottom - MORE - self._high(self.selected) + self.lift, top + MORE)
        if wish > lowest:
            return lowest
        if wish < top + MORE:
            is_first = self.line_up()[0][1] == self.selected
            return max(wish, top) if is_first else top + MORE
        return None

    def own_top(self, top: float, bottom: float) -> float:
        """Give where the selected card itself stands between the edges."""
        pinned = self._pinned(top, bottom)
        return (self.wish() or 0.0) if pinned is None else pinned

    # --- room for a list ----------------------------------------------------------------------

    @property
    def lift(self) -> float:
        """How much of the selected card's place the list above it takes."""
        return self._room + cards.BETWEEN if self._room and self._is_above else 0

    def make_room(self, wanted: int, least: int, top: float, bottom: float) -> tuple[float, int]:
        """Give where a list stands, and how high: below the selected card, or above it.

        Above only where it fits there and not below. The card stays whole in view, too.
        """
        self._room = 0
        high = self._height(self.selected or "")
        own = self.own_top(top, bottom)
        room = max(round(bottom - top - 2 * MORE - high - cards.BETWEEN), least)
        self._room = tall = min(wanted, room)
        is_too_low = own + high + cards.BETWEEN + tall > bottom - MORE
        is_seen = top <= own and own + high <= bottom
        self._is_above = is_too_low and is_seen and own - cards.BETWEEN - tall >= top
        self._fitted = None
        if self._is_above:
            return own - cards.BETWEEN - tall, tall
        y = self.own_top(top, bottom) + high + cards.BETWEEN
        return max(top, min(y, bottom - tall)), tall

    def take_room_back(self) -> None:
        """Let cards stand where the list was."""
        self._room = 0
        self._fitted = None

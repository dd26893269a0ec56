"""What stands on the cards of Review, and the margin that shows them beside their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPixmap

from annotator.language import tr, trn
from annotator.reading.tips import SaidCard
from annotator.ui.margin.card_painter import CardLook, begin_picture, paint_parts
from annotator.ui.margin.difference_card import (
    OPEN,
    SETTLED,
    DifferenceCard,
    SideWords,
    difference_card,
)
from annotator.ui.margin.margin import Margin
from annotator.ui.margin.open_card import WIDTH, OpenCard
from annotator.ui.margin.places import CardPlaces
from annotator.ui.review.differences.words import about, has_both, side_words, title_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from annotator.model.page import Page
    from annotator.model.span import Decision
    from annotator.ui.page.view import PageView
    from annotator.ui.review.differences.state import ReviewState
    from annotator.ui.review.differences.words import Entry


def card_of(entry: Entry, state: ReviewState, *, n_alike: int = 1) -> DifferenceCard:
    """Give what stands on the card of an entry of the open article."""
    page = state.page
    letters, hides = state.letters(), state.hides_names
    is_current = state.current is entry
    if page is None:
        nothing = SideWords("", "")
        return DifferenceCard(entry.key, title_of(entry, nameless=hides), "", nothing, nothing)
    sides = [
        SideWords(letter, *side_words(entry, page, left=is_left is not state.is_swapped))
        for letter, is_left in zip(letters, (True, False), strict=True)
    ]
    one = entry.first
    first, second = (one.right, one.left) if state.is_swapped else (one.left, one.right)
    own = words_of(first if first is not None else second, page)
    return DifferenceCard(
        key=entry.key,
        title=title_of(entry, nameless=hides),
        about=" · ".join(
            filter(None, (*_first_words(entry, state), about(entry, own, nameless=hides)))
        ),
        left=sides[0],
        right=sides[1],
        verdict=_verdict(entry, state),
        note=_note(entry, state),
        n_alike=n_alike if is_current else 1,
        frames_left=state.frames_left if is_current else None,
        has_both=has_both(entry),
        can_settle=not state.bridge.project.read_only,
    )


def _first_words(entry: Entry, state: ReviewState) -> tuple[str, str]:
    """Give what is said of an entry before its type: whether it came back, how many have it."""
    came_back = state.settled_before(entry) is not None
    return (tr("changed since") if came_back else "", state.said_of_holders(entry))


def _note(entry: Entry, state: ReviewState) -> str:
    """Give the reason that was written; of what has changed also how it was settled before."""
    settling = state.settling
    known = settling.decisions.get(entry.key) if settling is not None else None
    note = " ".join(known.note.split()) if known is not None else ""
    before = state.settled_before(entry)
    if before is None:
        return note
    how = tr("changed since you settled it: {verdict}", verdict=_decided(before, state))
    if before.by != state.bridge.context.coder.id:
        how = tr("changed since it was settled: {verdict}", verdict=_decided(before, state))
    return " · ".join(filter(None, (how, note or " ".join(before.note.split()))))


def _verdict(entry: Entry, state: ReviewState) -> str:
    """Say what was decided of an entry; nothing where it is open."""
    if not state.is_settled(entry):
        return ""
    return _decided(state.decided(entry.first.article_id)[entry.key], state)


def _decided(decision: Decision, state: ReviewState) -> str:
    """Say what was decided: whose was taken, both, neither, changed."""
    left, right = state.letters()
    if decision.verdict == "change":
        return tr("changed")
    if decision.verdict == "reject":
        return tr("neither")
    if len(decision.taken_from) > 1:
        return tr("took both")
    is_left = state.settling is not None and decision.taken_from == (state.settling.sides.left,)
    return tr("took {side}", side=left if is_left is not state.is_swapped else right)


class DifferencePlaces(CardPlaces):
    """Where the cards of differences stand: each at its words."""

    def __init__(
        self,
        view: PageView,
        height: Callable[[str], float],
        entries: Callable[[], list[Entry]],
        entry: Callable[[str], Entry | None],
    ) -> None:
        """Place the cards of what `entries` gives; `entry` gives one by its key."""
        self._entries, self._entry = entries, entry
        super().__init__(view, height)

    def ordered(self, page: Page) -> list[tuple[int, int, str]]:
        """Give the differences in text order: start, end (negative), key."""
        del page
        found = ((one.first.at.start, -one.first.at.end, one.key) for one in self._entries())
        return sorted(found)

    def start_of(self, page: Page, card_id: str) -> int | None:
        """Give where the words of a difference begin."""
        del page
        entry = self._entry(card_id)
        return None if entry is None else entry.first.at.start

    def select(self, span_id: str | None) -> None:
        """Let another card stand exactly at its words."""
        self.selected = span_id
        self.forget()


class DifferenceMargin(Margin):
    """One card for each difference of the open article."""

    def __init__(self, view: PageView, state: ReviewState, parent: QWidget) -> None:
        """Show what `state` has."""
        self._state = state
        self.n_alike = 1
        self._made: dict[str, DifferenceCard] = {}
        self._laid: dict[tuple[object, ...], OpenCard] = {}
        """Cards laid out, by what they say and how they look."""
        super().__init__(view, parent)
        self.setAccessibleName(tr("Cards of the differences"))

    def make_places(self) -> CardPlaces:
        """Give what knows where the cards of differences stand."""
        return DifferencePlaces(self._view, self.height_of, self._entries, self._entry)

    def _entries(self) -> list[Entry]:
        page = self._state.page
        return self._state.entries.get(page.article.id, []) if page is not None else []

    def _entry(self, key: str) -> Entry | None:
        page = self._state.page
        return self._state.entry(page.article.id, key) if page is not None else None

    def refresh(self) -> None:
        """Read all differences anew: another article, or everything stands elsewhere."""
        self._made.clear()
        super().refresh()

    def forget_cards(self) -> None:
        """Write all cards anew: something was decided, or another side is framed."""
        self._made.clear()
        self._laid.clear()
        self._places.forget()
        super().forget_cards()

    def _difference_card(self, key: str) -> DifferenceCard | None:
        known = self._made.get(key)
        if known is None:
            entry = self._entry(key)
            if entry is None:
                return None
            known = self._made[key] = card_of(entry, self._state, n_alike=self.n_alike)
        return known

    def height_of(self, claim_id: str) -> float:
        """Give how high a card is, by how it stands."""
        entry = self._entry(claim_id)
        if entry is None:
            return OPEN
        if claim_id == self._places.selected:
            card = self._difference_card(claim_id)
            return OPEN if card is None else self._laid_out(card).height
        return SETTLED if self._state.is_settled(entry) else OPEN

    def _laid_out(self, card: DifferenceCard) -> OpenCard:
        theme, mirrored = self._view.theme, self.is_at_left
        look = (card, theme, mirrored, *self.keys.items())
        known = self._laid.get(look)
        if known is None:
            known = self._laid[look] = difference_card(card, self.keys, theme, mirrored=mirrored)
        return known

    def opened(self) -> OpenCard | None:
        """Give the current card laid out."""
        selected = self._places.selected
        card = self._difference_card(selected) if selected is not None else None
        return None if card is None else self._laid_out(card)

    def picture_of(self, span_id: str, look: CardLook, height: float) -> QPixmap | None:
        """Give a card as a picture; None where there is nothing to show."""
        theme, ratio = self._view.theme, self.devicePixelRatioF()
        card = self._difference_card(span_id)
        if card is None:
            return None

        def make() -> QPixmap:
            picture, painter = begin_picture(height, ratio)
            self._ground(painter, card, look, height)
            paint_parts(painter, theme, self._laid_out(card))
            painter.end()
            return picture

        return self.pictures.of((card, look, height, ratio, theme), make)

    def _ground(
        self, painter: QPainter, card: DifferenceCard, look: CardLook, height: float
    ) -> None:
        theme = self._view.theme
        rect = QRectF(0.5, 0.5, WIDTH - 1, height - 1)
        painter.setBrush(theme.colour("card"))
        if look.is_selected:
            painter.setPen(QPen(theme.colour("ink"), 1.5))
            rect = QRectF(0.75, 0.75, WIDTH - 1.5, height - 1.5)
        else:
            painter.setPen(QPen(theme.colour("ink3" if look.is_hovered else "border"), 1))
            if card.is_settled:
                painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 4, 4)

    def said(self, span_id: str) -> SaidCard | None:
        """Give what is said of a card."""
        card = self._difference_card(span_id)
        if card is None:
            return None
        n = card.n_alike
        alike = trn("{n} alike", "{n} alike", n) if n > 1 else ""
        return SaidCard(card.words(), ", ".join(filter(None, (card.note, alike))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Do what a click on the current card says, else as in any margin."""
        part = self._part_at(event.position())
        if part is not None and part.act:
            self.act_clicked.emit(part.act)
        else:
            super().mousePressEvent(event)

"""The cards beside a page that is coming in: what each field would be, why, and what else.

One card a field, the doubtful ones first; the current one lists the candidates
with their digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap

from annotator.language import tr, trn
from annotator.project.acts.proposals import AS_PROPOSED, NOTHING, candidates
from annotator.reading.cards import BETWEEN
from annotator.reading.tips import SaidCard
from annotator.text.words import isolated, quoted, shortened
from annotator.ui.importing.words import (
    field_order,
    field_words,
    reason_words,
    value_words,
)
from annotator.ui.margin.card_painter import CardLook, begin_picture, paint_parts
from annotator.ui.margin.margin import Margin
from annotator.ui.margin.open_card import WIDTH, CardPart, Flow, OpenCard, one_line
from annotator.ui.margin.places import CardPlaces
from annotator.ui.reading_area import ReadingArea

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from annotator.model.article import FieldProposal
    from annotator.model.page import Page
    from annotator.project.importing.furniture import RecurringLine
    from annotator.reading.key_line import KeyLine
    from annotator.text.ranges import Range
    from annotator.ui.basics.theme import Theme
    from annotator.ui.page.view import PageView

HEIGHT, _SIDE, _STEP = 46.0, 12.0, 19.0
_MOST = 9
"""How many candidates have a digit."""
_ACT, _TYPE = "candidate-", "type"
FURNITURE = "furniture"
"""The key of the card about lines that recur; it is no field."""
_SOURCE_LENGTH = 60
_LINE_LENGTH, _MOST_LINES = 22, 2


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """What stands on a card; `source` is the passage, `chosen` what the person has said instead."""

    proposal: FieldProposal
    source: str = ""
    chosen: str | None = None

    @property
    def value(self) -> str:
        """What the field would hold."""
        return self.proposal.value if self.chosen is None else self.chosen

    def words(self) -> str:
        """Give what a screen reader says of it first."""
        name = self.proposal.field
        value = value_words(name, self.value) or tr("none")
        return ", ".join(filter(None, (field_words(name), value, self.reason)))

    @property
    def reason(self) -> str:
        """Why it is proposed, or why it may be wrong; that a person has said so."""
        return tr("chosen by you") if self.chosen is not None else reason_words(self.proposal)


@dataclass(frozen=True, slots=True)
class FurnitureCard:
    """Lines of the page that are furniture because they recur: their words, in how many pages."""

    lines: tuple[str, ...]
    reason: str

    @property
    def value(self) -> str:
        """The lines, as many as have room."""
        return ", ".join(quoted(shortened(one, _LINE_LENGTH)) for one in self.lines)

    def words(self) -> str:
        """Give what a screen reader says of it."""
        return ", ".join((tr("Furniture"), self.value, self.reason))


AnyCard = ProposalCard | FurnitureCard


def lay_out(card: AnyCard, theme: Theme, *, is_current: bool, mirrored: bool) -> OpenCard:
    """Lay a card out: name and reason, the value; of the current one what else it may be."""
    flow = Flow(theme)
    flow.left = flow.x = _SIDE
    name = card.proposal.field if isinstance(card, ProposalCard) else FURNITURE
    words = tr("Furniture") if name == FURNITURE else field_words(name)
    reason = flow.cut(card.reason, (flow.right - flow.left) * 0.7, "small")
    width = flow.width(reason)
    flow.put_far(CardPart(reason), width)
    right, flow.right = flow.right, flow.right - width - _SIDE
    flow.put(CardPart(words, font="bold", ink="ink"))
    flow.right = right
    flow.new_line(_STEP)
    flow.put(CardPart(one_line(value_words(name, card.value)) or tr("none"), font="ui", ink="ink"))
    if is_current and isinstance(card, ProposalCard):
        _candidates(flow, card)
        if card.source:
            flow.new_line(_STEP)
            flow.put(CardPart(quoted(one_line(card.source))))
    return flow.done(HEIGHT, mirrored=mirrored)


def _candidates(flow: Flow, card: ProposalCard) -> None:
    flow.new_line(_STEP + 3)
    name = card.proposal.field
    shown = [(n, one) for n, one in enumerate(candidates(card.proposal)[:_MOST], AS_PROPOSED)]
    for n, value in (*shown, (NOTHING, "")):
        is_set = value == card.value
        words = shortened(one_line(value_words(name, value)), 40) or tr("none")
        font = "small-bold" if is_set else "small"
        flow.make_room(22 + flow.width(words, font), _STEP + 2)
        act = f"{_ACT}{n}"
        flow.put(CardPart(str(n), is_key=True, act=act), gap=4)
        flow.put(CardPart(words, font=font, ink="ink" if is_set else "ink2", act=act), gap=9)
    flow.make_room(34 + flow.width(tr("type it"), "small"), _STEP + 2)
    flow.put(CardPart("F2", is_key=True, act=_TYPE), gap=4)
    flow.put(CardPart(tr("type it"), font="small", ink="ink2", act=_TYPE), gap=9)


class _Places(CardPlaces):
    """One card below the other, from where the line above the headline stands."""

    def __init__(
        self,
        view: PageView,
        height: Callable[[str], float],
        cards: Callable[[], Mapping[str, AnyCard]],
    ) -> None:
        self._cards = cards
        super().__init__(view, height)

    def ordered(self, page: Page) -> list[tuple[int, int, str]]:
        """Give the cards in their order, as if each stood in a line of its own."""
        del page
        return [(n, n, key) for n, key in enumerate(self._cards())]

    def wish_of(self, claim_id: str) -> float | None:
        """Give where a card stands: below those before it."""
        layout = self._view.page_layout
        if layout is None or claim_id not in self._cards():
            return None
        top = layout.masthead_rect().top()
        for key in self._cards():
            if key == claim_id:
                break
            top += self._height(key) + BETWEEN
        return top

    def measure_visible(self) -> None:
        """Know the places of all: there are few."""
        self.complete()


class ProposalMargin(Margin):
    """One card for each field of the page."""

    def __init__(self, view: PageView, parent: QWidget) -> None:
        """Show no card yet."""
        self.cards: dict[str, AnyCard] = {}
        super().__init__(view, parent)
        self.setAccessibleName(tr("What is proposed"))

    def make_places(self) -> CardPlaces:
        """Give what knows where the cards stand."""
        return _Places(self._view, self.height_of, lambda: self.cards)

    def show_cards(self, cards: Mapping[str, AnyCard]) -> None:
        """Show these cards, in their order."""
        self.cards = dict(cards)
        self.refresh()
        self.forget_cards()

    def set_selected(self, span_id: str | None, line: KeyLine | None = None) -> None:
        """Open a card: those below it make room."""
        super().set_selected(span_id, line)
        self._places.refresh()

    def paint_leader(self, painter: QPainter, top: float, height: float, offset: int) -> None:
        """Draw no line: what a card comes from has a ring, or is no word of the page."""

    def _laid_out(self, key: str) -> OpenCard:
        return lay_out(self.cards[key], self._view.theme, is_current=key == self.selected,
                       mirrored=self.is_at_left)  # fmt: skip

    def height_of(self, claim_id: str) -> float:
        """Give how high a card is."""
        return self._laid_out(claim_id).height if claim_id in self.cards else HEIGHT

    def opened(self) -> OpenCard | None:
        """Give the current card laid out."""
        selected = self.selected
        return self._laid_out(selected) if selected in self.cards else None

    def picture_of(self, span_id: str, look: CardLook, height: float) -> QPixmap | None:
        """Give a card as a picture; None where there is nothing to show."""
        theme, ratio = self._view.theme, self.devicePixelRatioF()
        card = self.cards.get(span_id)
        if card is None:
            return None

        def make() -> QPixmap:
            picture, painter = begin_picture(height, ratio)
            _ground(painter, theme, look, height)
            paint_parts(painter, theme, self._laid_out(span_id))
            painter.end()
            return picture

        return self.pictures.of((card, look, height, ratio, theme), make)

    def said(self, span_id: str) -> SaidCard | None:
        """Give what is said of a card."""
        card = self.cards.get(span_id)
        if card is None:
            return None
        opened = self._laid_out(span_id)
        return SaidCard(card.words(), opened.words() if span_id == self.selected else "")


def _ground(painter: QPainter, theme: Theme, look: CardLook, height: float) -> None:
    rect = QRectF(0.5, 0.5, WIDTH - 1, height - 1)
    painter.setBrush(theme.colour("card"))
    painter.setPen(QPen(theme.colour("ink3" if look.is_hovered else "border"), 1))
    if look.is_selected:
        painter.setPen(QPen(theme.colour("ink"), 1.5))
        rect = QRectF(0.75, 0.75, WIDTH - 1.5, height - 1.5)
    painter.drawRoundedRect(rect, 4, 4)


class ComingArea(ReadingArea):
    """A page that is coming in, with a card for each field: nothing on it can be changed."""

    chosen = Signal(str, int)
    """A candidate of a field was clicked: the field, and the digit that takes it."""
    typing_wanted = Signal()
    """The framed field is to be typed."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.view.keys.update(region="", masthead="", done="")
        self.view.setAccessibleName(tr("The article as it would come in"))
        self.margin.act_clicked.connect(self._act)
        self.claim_clicked.connect(self.make_current)
        self.margin.card_wanted.connect(self.make_current)
        self.view.masthead_clicked.connect(self.make_current)
        self.field: str = ""
        """The field whose card is current."""

    def make_margin(self) -> Margin:
        """Give the margin with a card for each field."""
        self.proposals = ProposalMargin(self.view, self)
        return self.proposals

    def show_coming(self, page: Page | None, cards: Mapping[str, AnyCard]) -> None:
        """Show a page with its cards, those that are doubtful first; the first one is current."""
        names = sorted(cards, key=lambda name: _order(name, cards[name]))
        self.set_page(page)
        self.proposals.show_cards({name: cards[name] for name in names})
        self.make_current(names[0] if names else "")

    def take_cards(self, page: Page, cards: Mapping[str, AnyCard]) -> None:
        """Show other values on the same page."""
        self.set_page(page, keep_position=True)
        self.proposals.show_cards({name: cards[name] for name in self.proposals.cards})
        self.make_current(self.field)

    def make_current(self, name: str) -> None:
        """Frame a field: its card is open, the words it comes from are lit."""
        cards = self.proposals.cards
        if name not in cards:
            self.field = ""
            return
        self.field = name
        self.margin.set_selected(name)
        card = cards[name]
        self._light(card.proposal.at if isinstance(card, ProposalCard) else None)

    def go_on(self, by: int) -> None:
        """Frame the next field, or the one before."""
        names = list(self.proposals.cards)
        if names:
            at = names.index(self.field) if self.field in names else -by
            self.make_current(names[(at + by) % len(names)])

    def _light(self, at: Range | None) -> None:
        layout = self.view.page_layout
        if at is None or layout is None or layout.content.fold_at(at.start) is not None:
            self.view.set_pointed(None)
        else:
            self.view.set_pointed(at)
            self.view.ensure_visible(at)

    def _act(self, act: str) -> None:
        if act == _TYPE:
            self.typing_wanted.emit()
        elif act.startswith(_ACT):
            self.chosen.emit(self.field, int(act.removeprefix(_ACT)))

    def n_cards_in_words(self) -> str:
        """Give what the button says where the cards have no room."""
        return tr("What is proposed")


def _order(name: str, card: AnyCard) -> tuple[bool, bool, tuple[int, str]]:
    if not isinstance(card, ProposalCard):
        return (True, True, (0, ""))
    return (False, not card.proposal.doubt, field_order(name))


def furniture_card(lines: Sequence[RecurringLine]) -> FurnitureCard | None:
    """Give the card of the lines that recur: most often which does, and where."""
    if not lines:
        return None
    most = max(lines, key=lambda one: one.places)
    words = tuple(one.words for one in lines[:_MOST_LINES])
    if most.outlet:
        outlet = isolated(most.outlet)
        reason = trn(
            "in {n} page of {outlet}", "in {n} pages of {outlet}", most.places, outlet=outlet
        )
    else:
        reason = trn("in {n} page", "in {n} pages", most.places)
    return FurnitureCard(words, reason)


def cards_of(page: Page, proposals: Mapping[str, FieldProposal], chosen: Mapping[str, str]) -> (
    dict[str, ProposalCard]
):  # fmt: skip
    """Give the cards of a page: what is proposed, and what a person has said instead."""
    return {
        name: ProposalCard(
            one,
            "" if one.at is None else shortened(one.at.of(page.text), _SOURCE_LENGTH),
            chosen.get(name),
        )
        for name, one in proposals.items()
    }

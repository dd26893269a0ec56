"""The page of Review with its cards: what both have in grey, a lane for each side, who is where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import trn
from annotator.text.ranges import Range, hull
from annotator.ui.page.sides import LaneMark, LaneSet
from annotator.ui.reading_area import ReadingArea
from annotator.ui.review.differences.cards import DifferenceMargin

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QWidget

    from annotator.model.page import Page
    from annotator.ui.basics.theme import Theme
    from annotator.ui.margin.margin import Margin
    from annotator.ui.review.differences.lanes import DrawnArticle
    from annotator.ui.review.differences.state import ReviewState

_MadeOf = tuple[tuple[LaneMark, ...], bool, tuple[str, str]]


class ReviewArea(ReadingArea):
    """Shows the open article of a review, and what is current in it."""

    def __init__(self, state: ReviewState, parent: QWidget) -> None:
        """Show what `state` has."""
        self._state = state
        self.shows_same = True
        self._lanes: tuple[_MadeOf, object, LaneSet] | None = None
        """The lanes last drawn, with what they were made of, and what was decided and current."""
        super().__init__(parent)
        self.sentence = lambda: self.lead_from() or Range(0, 0)
        self.view.keys.update(region="", masthead="", done="")

    def make_margin(self) -> Margin:
        """Give the margin with a card for each difference."""
        self.cards = DifferenceMargin(self.view, self._state, self)
        return self.cards

    def set_theme(self, theme: Theme) -> None:
        """Paint page and cards in another theme, as codings are compared in it."""
        super().set_theme(theme.reviewing())

    # --- what is shown ------------------------------------------------------------------------

    def show_article(self) -> None:
        """Show the open article, or nothing."""
        drawn, settling = self._state.drawn(), self._state.settling
        if drawn is None or settling is None:
            self.set_page(None)
            return
        self.view.set_sides(self._sides())
        self.set_page(self._marked(drawn), layer_id=settling.comparison.left.id)

    def _marked(self, drawn: DrawnArticle) -> Page:
        return drawn.same if self.shows_same else drawn.same.with_only(())

    def turn_same(self) -> None:
        """Show what both have, or hide it: nothing else changes, and nothing moves."""
        self.shows_same = not self.shows_same
        drawn = self._state.drawn()
        if drawn is not None:
            self.show_marks(self._marked(drawn))

    def show_decided(self) -> None:
        """Show what was decided since: lanes get grey or coloured again, cards lower or higher."""
        self.view.set_sides(self._sides())
        self.cards.forget_cards()
        self._lead()

    def show_current(self) -> None:
        """Show which difference is current, and bring it into view."""
        entry = self._state.current
        self.view.set_sides(self._sides())
        self.cards.forget_cards()
        self.margin.set_selected(entry.key if entry is not None else None)
        if entry is not None:
            self.view.ensure_visible(hull(one.at for one in entry.differences))
            self.view.set_caret(entry.first.at.start)
        self._lead()

    def _sides(self) -> LaneSet:
        state = self._state
        drawn = state.drawn()
        if drawn is None or drawn.article is None:
            self._lanes = None
            return LaneSet()
        entry = state.current.differences if state.current is not None else ()
        looks = (
            frozenset(state.decided(drawn.article.article_id)), frozenset(one.key for one in entry),
        )  # fmt: skip
        made_of = drawn.marks, state.is_swapped, state.letters()
        known = self._lanes
        if known is None or known[0][0] is not drawn.marks or known[0][1:] != made_of[1:]:
            lanes = LaneSet(drawn.marks, made_of[2])
            known = made_of, None, lanes.swapped() if state.is_swapped else lanes
        if known[1] != looks:
            known = made_of, looks, known[2].marked_anew(*looks)
        self._lanes = known
        return known[2]

    # --- what stands where --------------------------------------------------------------------

    def lead_from(self) -> Range | None:
        """Give the words of the current difference."""
        entry = self._state.current
        return None if entry is None else entry.first.at

    def n_cards_in_words(self) -> str:
        """Give how many differences the article has."""
        return trn("{n} difference", "{n} differences", self.margin.n_cards)

    def tip_at(self, at: QPointF) -> str:
        """Give the whole of the card at a point of the margin, which it may have cut."""
        key = self.margin.claim_at(at)
        said = self.margin.said(key) if key is not None else None
        return "" if said is None else "\n".join(filter(None, (said.name, said.description)))

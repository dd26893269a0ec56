"""The page of Review with its cards: what both have in grey, a lane for each side, who is where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import trn
from annotator.text.ranges import Range, hull
from annotator.ui.page.sides import LaneSet
from annotator.ui.reading_area import ReadingArea
from annotator.ui.review.differences.cards import DifferenceMargin
from annotator.ui.review.differences.lanes import agreed_page, lane_marks

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QWidget

    from annotator.compare.values import ArticleComparison
    from annotator.model.page import Page
    from annotator.ui.basics.theme import Theme
    from annotator.ui.margin.margin import Margin
    from annotator.ui.review.differences.state import ReviewState

_MadeOf = tuple["Page", "ArticleComparison", bool, tuple[str, str]]


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
        state = self._state
        page = state.page
        if page is None or state.settling is None:
            self.set_page(None)
            return
        here = state.settling.article(page.article.id)
        shown = agreed_page(page, here, is_shown=self.shows_same)
        self.view.set_sides(self._sides())
        left = state.settling.comparison.left
        self.set_page(shown, layer_id=left.id)

    def turn_same(self) -> None:
        """Show what both have, or hide it: nothing else changes, and nothing moves."""
        self.shows_same = not self.shows_same
        page, settling = self._state.page, self._state.settling
        if page is not None and settling is not None:
            here = settling.article(page.article.id)
            self.show_marks(agreed_page(page, here, is_shown=self.shows_same))

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
        page, settling = state.page, state.settling
        here = settling.article(page.article.id) if page is not None and settling else None
        if page is None or here is None:
            self._lanes = None
            return LaneSet()
        entry = state.current.differences if state.current is not None else ()
        decided, current = (
            frozenset(state.decided(here.article_id)), frozenset(one.key for one in entry),
        )  # fmt: skip
        # What a decision changes is how lanes look: where they lie takes 20 ms of 5,000 spans.
        made_of = page, here, state.is_swapped, state.letters()
        if self._lanes is None or not _is_same(self._lanes[0], made_of):
            marks = lane_marks(page, here, decided, current, is_swapped=state.is_swapped)
            self._lanes = made_of, (decided, current), LaneSet(marks, state.letters())
        elif self._lanes[1] != (decided, current):
            self._lanes = (
                made_of, (decided, current), self._lanes[2].marked_anew(decided, current)
            )  # fmt: skip
        return self._lanes[2]

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


def _is_same(one: _MadeOf, other: _MadeOf) -> bool:
    """Say whether lanes lie where they lay; the page and the comparison are the very ones."""
    return one[0] is other[0] and one[1] is other[1] and one[2:] == other[2:]

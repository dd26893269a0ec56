"""The sheet *Open suggestions*: Enter takes, X rejects, F2 changes first; each goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from annotator.language import tr
from annotator.project.acts.take import ChosenSide, Verdict
from annotator.project.review.suggested import ArticleSuggestions, plan_suggestion
from annotator.reading.cards import card_of
from annotator.text.words import isolated
from annotator.ui.basics.buttons import FlatButton
from annotator.ui.question.answers import Answer
from annotator.ui.question.one_at_a_time import OneAtATime
from annotator.ui.suggestions.filtering import filter_choices, least_words

if TYPE_CHECKING:
    from annotator.model.changes import Change, Step
    from annotator.model.page import Page
    from annotator.model.span import Span
    from annotator.project.asking.walk import Walk
    from annotator.project.review.suggested import Suggestion
    from annotator.reading.choices import Choice
    from annotator.reading.keys import Stroke
    from annotator.ui.question.host import WithSuggestions
    from annotator.ui.question.suggested_list import SuggestedList

_TAKE, _REJECT, _CHANGE = "take-suggestion", "reject-suggestion", "change-suggestion"
_ACTS = {"accept": _TAKE, "change": _TAKE, "reject": _REJECT}
"""What was done, by the word of a decision."""
_ENTER = ("Return", "Enter")


class SuggestedSheet(OneAtATime):
    """One suggestion after the other; a key of the page decides and goes on."""

    change_wanted = Signal(str, object, object)
    """A suggestion, its article's page, and what gives the `Step` of a `Verdict`: it is changed
    before it is taken.
    """

    def __init__(self, host: WithSuggestions, listed: SuggestedList) -> None:
        """Walk on from where the walk of the list stands."""
        self.listed, self._suggesting = listed, host.suggesting
        self._articles: dict[str, tuple[Page, ArticleSuggestions]] = {}
        super().__init__(host, listed.walk, beside=listed.layer.id)
        self._bar.setAccessibleName(tr("How many are decided"))
        self.filter = FlatButton("filter", tr("Which suggestions are shown?"), self)
        self.filter.clicked.connect(self._ask_filter)
        self.head.addWidget(self.filter)
        listed.grown.connect(self._grown)
        self.show_current()

    # --- what is asked --------------------------------------------------------------------------

    @property
    def suggestion(self) -> Suggestion | None:
        """What is asked about; None while nothing is."""
        return None if self.page is None else self._found(self.page, self.item)

    @property
    def asked(self) -> Span | None:
        """The span that is suggested, with which the suggestion begins."""
        one = self.suggestion
        return None if one is None else one.span

    def _suggested(self, page: Page) -> ArticleSuggestions:
        """Give what is suggested for an article that was read."""
        article_id, context = page.article.id, self._bridge.context
        beside = self.ahead.beside(article_id)
        before, known = self._articles.get(article_id, (None, None))
        if known is None or before is not beside:
            known = ArticleSuggestions(beside, self.listed.layer, context)
        found = known.for_now(page, context)
        if (before, found) != (beside, known):
            some = self._articles.items()
            self._articles = {key: one for key, one in some if self.ahead.is_there(key)}
            self._articles[article_id] = (beside, found)
            self.listed.know(found)
        return found

    def _found(self, page: Page, item: str) -> Suggestion | None:
        """Give a suggestion that is open, or was decided in this walk."""
        suggested, decisions = self._suggested(page), self.listed.decisions
        mine = self._bridge.context.layer.id
        some = (*suggested.open(page, mine, decisions), *suggested.every)
        one = next((each for each in some if each.span.id == item), None)
        if one is None or one in some[: len(some) - len(suggested.every)]:
            return one
        known = decisions.get(one.key)
        is_decided = known is not None and known.verdict != "open"
        is_shown = is_decided and (self.walk.every or item in self.listed.decided_here)
        return one if is_shown else None

    def stands(self, page: Page, item: str) -> bool:
        """Say whether it is open, or was decided in this walk."""
        return self._found(page, item) is not None

    def ask_here(self, page: Page, item: str) -> None:
        """Show what is suggested where it stands, and the keys that decide."""
        one, context = self._found(page, item), self._bridge.context
        if one is None:
            return
        known = self.listed.decisions.get(one.key)
        key = self._suggesting.key
        answers = [
            Answer(key(_TAKE), tr("take"), _TAKE),
            Answer(key(_REJECT), tr("reject"), _REJECT),
            Answer(key(_CHANGE), tr("change first"), _CHANGE),
        ]
        self.answers.show_answers(answers, _ACTS.get("" if known is None else known.verdict))
        whole = page.beside(self._suggested(page).page_of(set(one.span_ids())))
        card = card_of(whole, one.span, context.actors, layer_id=context.layer.id,
                       scheme=context.scheme)  # fmt: skip
        is_named = card.has_speaker if card.is_statement else card.is_known
        told = [tr(value) for value in one.span.attributes.values()]
        told += [isolated(card.who)] if is_named else []
        question = tr("Take this {type}?", type=tr(one.span.type))
        taken = () if known is None else filter(None, map(page.span, known.results))
        mine = next((each for each in taken if each.type == one.span.type), None)
        shown = (whole, one.span) if mine is None else (page, mine)
        self.fill_with(shown[0], shown[1].id, question, "  ·  ".join((*told, card.why())))

    def facts_said(self) -> list[str]:
        """Give what stands beside the title."""
        walk = self.walk
        facts = [tr("{n} of {of} decided", n=f"{walk.n_answered:,}", of=f"{walk.n_all:,}")]
        if not self.listed.is_complete:
            facts.append(tr("counting …"))
        if walk.n_gone:
            facts.append(tr("{n} went meanwhile", n=f"{walk.n_gone:,}"))
        if walk.every:
            facts.append(tr("those that are decided too"))
        return facts

    def say_head(self) -> None:
        """Say how far the walk is, and which suggestions it goes over."""
        super().say_head()
        shows = self.listed.shows
        words = least_words(shows.least)
        if shows.only:
            words = tr("{which} of {name} alone", which=words, name=tr(shows.only))
        self.filter.setText(f"{words} ▾")

    def say_end(self) -> None:
        """Say that nothing is left, or not yet there."""
        if not self.listed.is_complete:
            self.nothing.say(tr("Looking for suggestions …"), "")
        elif not self.walk.n_all and self.listed.open_now():
            self.nothing.say(tr("All that are open are hidden."),
                             tr("Show more of them: the list at the upper end."))  # fmt: skip
        else:
            super().say_end()

    def _grown(self) -> None:
        """Go on where the next one has just been read, or in another walk."""
        if self.walk is not self.listed.walk:
            self.begin(self.listed.walk)
        elif self.page is None:
            self.show_current()
        else:
            self.say_head()

    # --- deciding -------------------------------------------------------------------------------

    def answer(self, value: object) -> None:
        """Take what is asked about, reject it, or change it first."""
        one, page, listed = self.suggestion, self.page, self.listed
        if one is None or page is None or self._bridge.project.read_only:
            return
        suggested, bridge, decisions = self._suggested(page), self._bridge, listed.decisions

        def plan(verdict: Verdict) -> Step:
            return plan_suggestion(bridge.context, page, suggested, decisions, one, verdict)

        if value == _CHANGE:
            self.change_wanted.emit(one.span.id, page, plan)
            return
        listed.decided_here.add(one.span.id)
        side = ChosenSide.RIGHT if value == _TAKE else ChosenSide.NEITHER
        bridge.act_on_project(lambda _context: plan(Verdict(side)))
        known = decisions.get(one.key)
        if known is not None and _ACTS.get(known.verdict) == value:
            words = tr("taken") if side is ChosenSide.RIGHT else tr("rejected")
            self.tell_before(one.span, words)
            self.go_on()
            return
        self.show_current()

    # --- other walks ----------------------------------------------------------------------------

    def begin(self, walk: Walk) -> None:
        """Go over another walk from where it stands."""
        self.listed.walk = walk
        super().begin(walk)

    def reorder(self, seed: int | None, *, every: bool) -> None:
        """Walk from the first in another order."""
        self.listed.reorder(seed, every=every)

    def _ask_filter(self) -> None:
        """Ask which suggestions are walked over, as the page asks which are shown."""
        listed, suggesting = self.listed, self._suggesting

        def picked(value: object) -> None:
            suggesting.narrow(value)
            listed.shows = suggesting.shows()
            listed.reorder(self.walk.seed, every=self.walk.every)

        def choose(choices: list[Choice]) -> None:
            if isValid(self):
                self.choose(tr("Which suggestions are shown?"), choices, picked)

        self._host.jobs.start(
            lambda _progress, _cancel: filter_choices(listed.open_now(), listed.shows), choose
        )

    # --- what has happened, keys ----------------------------------------------------------------

    def count(self, change: Change) -> None:
        """The list counts: it hears of what is decided on an article, too."""

    def items_of(self, change: Change) -> set[str]:
        """Give what a change decides about."""
        row_ = change.after or change.before or {}
        return {self.listed.item_of(str(row_["subject"]))} if change.table == "decision" else set()

    def take_key(self, stroke: Stroke, digit: int | None) -> bool:
        """Do what the key means on the page, else what it does on all these pages."""
        act = self._suggesting.act_of(stroke)
        if act not in (_TAKE, _REJECT, _CHANGE):
            return super().take_key(stroke, digit)
        if stroke.key in _ENTER and isinstance(self.focusWidget(), QAbstractButton):
            return False  # the button that has the keyboard is pressed
        self.answer(act)
        return True

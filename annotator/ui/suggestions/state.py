"""What is suggested for the open article, beside the coder's marks; which suggestion is current.

The page and its cards show it (`ReadingArea.show_suggested`); acts are in `handlers`.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError, Forbidden, WrongUse
from annotator.language import tr
from annotator.model.changes import Blocks, summary_of
from annotator.model.layer import layer_of_suggestions
from annotator.model.span import Confidence
from annotator.project.review.settling import take_up
from annotator.project.review.suggested import (
    ArticleSuggestions,
    ShownSuggestions,
    Suggestion,
    plan_suggestion,
)
from annotator.reading.selection import is_at

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from annotator.model.changes import Change, Step
    from annotator.model.layer import Layer
    from annotator.model.page import Page
    from annotator.model.span import Decision
    from annotator.project.acts.take import Verdict
    from annotator.project.review.suggested import SuggestionOutcome
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.handlers.reading_state import ReadingState


class SuggestedState(QObject):
    """The suggestions of the open article. What comes late moves nothing and changes no current."""

    changed = Signal()
    """Other suggestions are open, or another one is current."""

    def __init__(self, reading: ReadingState, jobs: Jobs) -> None:
        """Stand beside what is read."""
        super().__init__(reading)
        self._reading, self._bridge, self._jobs = reading, reading.bridge, jobs
        self.suggested: ArticleSuggestions | None = None
        self.open: tuple[Suggestion, ...] = ()
        """Those to decide, in reading order."""
        self.current: Suggestion | None = None
        self.shows = ShownSuggestions(Confidence.LIKELY)
        self.every_open: tuple[Suggestion, ...] = ()
        """All to decide, those that are not shown among them."""
        self._shown_of: tuple[tuple[Suggestion, ...], ShownSuggestions] | None = None
        """What is shown now is made of: all that is open, and how it is narrowed."""
        self._decisions: dict[str, Decision] = {}
        self._decided_on = ""
        self._heard: list[Change] = []
        bridge = self._bridge
        bridge.page_opened.connect(self._opened)
        bridge.page_gone.connect(self.forget)
        bridge.shown.connect(self._shown)
        bridge.undone.connect(self._undone)
        reading.current_changed.connect(self._other_current)
        reading.view.caret_moved.connect(self._caret_moved)

    # --- reading --------------------------------------------------------------------------------

    @property
    def layer(self) -> Layer | None:
        """The layer that holds what is suggested; None where there is none or it is not shown."""
        context = self._bridge.context
        if context.kit is not None or self._bridge.looked_at is not None:
            return None
        return layer_of_suggestions(context.layers)

    @property
    def is_off(self) -> bool:
        """Whether the project is a kit, in which nothing is suggested."""
        return self._bridge.context.kit is not None

    def _opened(self, page: Page) -> None:
        """Forget what was suggested for another article; read what is for this one."""
        if self.suggested is not None and self.suggested.article_id != page.article.id:
            self.forget()
        self.read()

    def forget(self) -> None:
        """Show nothing as suggested."""
        self._let_go()
        self.current = None
        self._reading.area.show_suggested((), ())
        self.changed.emit()

    def _let_go(self) -> None:
        """Let what was suggested go beside the window: of many that takes longer than a frame."""
        suggested = self.suggested
        gone = [] if suggested is None else [*suggested.spans, *suggested.links, *self.every_open]
        containers: list[object] = [suggested, self.every_open, self.open]
        self.suggested, self.open, self.every_open = None, (), ()
        self._shown_of = suggested = None

        def free(_progress: object, _cancel: object) -> None:
            containers.clear()
            while gone:  # one by one, so that the window has its turns between
                gone.pop()

        if gone:
            self._jobs.start(free, lambda _nothing: None)

    def read(self) -> None:
        """Read what is suggested for the open article in a worker; show it when it is there."""
        layer, page = self.layer, self._bridge.page
        if layer is None or page is None:
            if self.suggested is not None:
                self.forget()
            return
        project, mine = self._bridge.project, self._bridge.context.layer.id
        article_id, is_known = page.article.id, mine == self._decided_on
        self._heard = []

        context = self._bridge.context

        def work(
            _progress: object, _cancel: object
        ) -> tuple[ArticleSuggestions, tuple[Decision, ...] | None]:
            project.open_project.drain()
            decisions = None if is_known else project.reader.decisions()
            there = project.page(article_id, {layer.id})
            return ArticleSuggestions(there, layer, context).prepared(), decisions

        def then(found: tuple[ArticleSuggestions, tuple[Decision, ...] | None]) -> None:
            here = self._bridge.page
            if here is None or here.article.id != article_id:
                return
            if found[1] is not None:
                self._decisions = {one.subject: one for one in found[1] if one.layer_id == mine}
                self._decided_on = mine
            self._hear(self._heard)
            self._heard = []
            self._let_go()
            self.suggested = found[0]
            self.refresh()

        self._jobs.start(work, then, self._not_read)

    def _not_read(self, problem: AnnotatorError) -> None:
        """Say what is wrong, but not that the article was taken back meanwhile."""
        if not isinstance(problem, WrongUse):
            self._bridge.refused.emit(problem)

    def _shown(self, changes: Iterable[Change] | Blocks) -> None:
        """Take up decisions, those that were taken back too, and marks.

        Under another scheme all is called otherwise, keys of decisions too: it is read again.
        """
        tables = summary_of(changes).tables
        if "scheme" in tables:
            self._decided_on = ""
            self.read()
            return
        if "decision" in tables:
            some = [one for one in changes if one.table == "decision"]
            self._heard += some
            self._hear(some)
        self.refresh()

    def _undone(self, step: Step, back: bool) -> None:
        """Stand on the suggestion again whose decision was taken back."""
        if not back or isinstance(step.changes, Blocks) or not self.open:
            return
        rows = (one.before or one.after or {} for one in step.changes if one.table == "decision")
        keys = {row["subject"] for row in rows}
        found = next((one for one in self.open if one.key in keys), None)
        if found is not None:
            self.go_to(found)

    def _hear(self, changes: Iterable[Change]) -> None:
        take_up(self._decisions, changes, self._bridge.context.layer.id)

    # --- what is open ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """See anew what is open: something was decided, or marked by hand."""
        page, suggested = self._bridge.page, self.suggested
        if page is None or suggested is None or page.article.id != suggested.article_id:
            return
        context = self._bridge.context
        suggested = self.suggested = suggested.for_now(page, context)
        every = suggested.open(page, context.layer.id, self._decisions)
        shown_of = (every, self.shows)
        if self._shown_of is not None and all(map(operator.is_, shown_of, self._shown_of)):
            return
        self._shown_of, self.every_open = shown_of, every
        only = self.shows.only
        sure = {one for one in Confidence if self.shows.fits(one, (only,))}
        self.open = tuple(
            one
            for one in every
            if one.confidence in sure and (not only or only in one.suggesters())
        )
        if self.current is not None:
            current_id = self.current.span.id
            self.current = next((one for one in self.open if one.span.id == current_id), None)
        ids = {one.span.id for one in self.open}
        ids.update(each.id for one in self.open for each in one.along)
        spans = tuple(one for one in suggested.spans if one.id in ids)
        ends = (one for one in suggested.links if one.source_id in ids and one.target_id in ids)
        self._reading.area.show_suggested(spans, tuple(ends))
        self._show_current()
        self.changed.emit()

    def outcomes(self) -> Counter[SuggestionOutcome] | None:
        """Give what became of all suggestions of the open article; None where there were none."""
        page, suggested = self._bridge.page, self.suggested
        if page is None or suggested is None or not suggested.every:
            return None
        return suggested.outcomes(page, self._bridge.context.layer.id, self._decisions)

    def plan(self, one: Suggestion, verdict: Verdict) -> Step:
        """Give the step that decides about a suggestion; raises `Forbidden` if it is gone."""
        page, suggested = self._bridge.page, self.suggested
        if page is None or suggested is None:
            raise Forbidden(tr("This suggestion is gone."), tr("Tab goes to the next one."))
        return plan_suggestion(self._bridge.context, page, suggested, self._decisions, one, verdict)

    # --- which is current -----------------------------------------------------------------------

    def of_span(self, span_id: str) -> Suggestion | None:
        """Give the open suggestion that a ghost belongs to."""
        return next((one for one in self.open if span_id in one.span_ids()), None)

    def neighbour(self, by: int) -> Suggestion | None:
        """Give the next suggestion (1) or the one before (-1): from the current, else the caret."""
        if self.current in self.open:
            n = self.open.index(self.current) + by
            return self.open[n] if 0 <= n < len(self.open) else None
        caret = self._reading.view.caret()
        if by > 0:
            return next((one for one in self.open if one.span.start >= caret), None)
        return next((one for one in reversed(self.open) if one.span.start < caret), None)

    def make_current(self, one: Suggestion | None) -> None:
        """Let Enter and X decide about a suggestion, or about none."""
        if one is not None:
            self._reading.make_current(None)
        self.current = one
        self._show_current()
        self.changed.emit()

    def go_to(self, one: Suggestion) -> None:
        """Make a suggestion current, put the caret at its start and bring it into view."""
        self._reading.view.set_caret(one.span.start)
        self._reading.view.ensure_visible(one.span.parts[0])
        self.make_current(one)

    def _show_current(self) -> None:
        """Draw the current suggestion, as the page does with a current span."""
        one = self.current
        if one is not None:
            self._reading.area.set_selected(one.span.id, {each.id for each in one.along})
        elif self._reading.span is None:
            self._reading.area.set_selected(None)

    def _other_current(self) -> None:
        """Let a suggestion go when a span of the coder's is current; else draw it again."""
        if self.current is None:
            return
        if self._reading.span is not None:
            self.current = None
            self.changed.emit()
        else:
            self._show_current()

    def _caret_moved(self, position: int) -> None:
        one = self.current
        if one is None or self._reading.view.selection() is not None:
            return
        if not any(is_at(each, position) for each in (one.span, *one.along)):
            self.make_current(None)

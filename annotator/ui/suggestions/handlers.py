"""The acts of suggestions: going from one to the next, taking, rejecting, changing first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.project.acts.take import ChosenSide, Verdict
from annotator.ui.basics.heard import announce
from annotator.ui.basics.messages import Offer
from annotator.ui.review.settling.draft import Draft, page_after
from annotator.ui.suggestions.alike import AllAlike

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.model.changes import Step
    from annotator.project.review.suggested import Suggestion
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.ui.suggestions.queue import ReadingAhead
    from annotator.ui.suggestions.state import SuggestedState


class SuggestionHandlers:
    """What the acts do on the reading screen."""

    def __init__(
        self,
        reading: ReadingState,
        state: SuggestedState,
        queue: ReadingAhead,
        jobs: Jobs,
        change: Callable[[Draft, Callable[[Draft], None]], None],
    ) -> None:
        """Decide about what is suggested for the open article.

        `change` shows a draft of it, and does the other with it when it is kept.
        """
        self._reading, self._state, self._queue = reading, state, queue
        self._jobs, self._change = jobs, change
        self._all_alike = AllAlike(reading, state, jobs, self._decided)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {
            "next-suggestion": partial(self._go, 1),
            "previous-suggestion": partial(self._go, -1),
            "take-suggestion": partial(self._decide, ChosenSide.RIGHT),
            "reject-suggestion": partial(self._decide, ChosenSide.NEITHER),
            "change-suggestion": self._change_first,
            "take-suggestions-alike": partial(self._alike, ChosenSide.RIGHT),
            "reject-suggestions-alike": partial(self._alike, ChosenSide.NEITHER),
            "suggest": self._suggest,
            "pause-suggesting": self._pause,
        }

    # --- going about ----------------------------------------------------------------------------

    def _go(self, by: int) -> None:
        state = self._state
        found = state.neighbour(by)
        if found is not None:
            state.go_to(found)
            self._tell(found)
            return
        n = len(state.open) - (state.current is not None)
        if not n:
            offers = () if self._queue.is_used or not self._queue.is_allowed else self._offers()
            self._reading.say(self._nothing(), offers)
        elif by > 0:
            words = trn(
                "Below there is none; {n} is above.", "Below there is none; {n} are above.", n
            )
            self._reading.say(words)
        else:
            words = trn(
                "Above there is none; {n} is below.", "Above there is none; {n} are below.", n
            )
            self._reading.say(words)

    def _offers(self) -> tuple[Offer, ...]:
        return (Offer(tr("Suggest"), self._suggest),)

    def _nothing(self) -> str:
        if self._state.is_off:
            return tr("Suggestions are off in a kit: its coder works unaided.")
        if not self._queue.is_used and self._state.suggested is None:
            return tr("Nothing is suggested in this project yet.")
        if self._state.current is not None:
            return tr("This is the only suggestion that is open here.")
        if self._state.suggested is None:
            return tr("Nothing is suggested for this article.")
        n = len(self._state.every_open) - len(self._state.open)
        if n:
            return trn("{n} is open here, but not shown: menu Suggestions.",
                       "{n} are open here, but not shown: menu Suggestions.", n)  # fmt: skip
        return tr("No suggestion is open here.")

    def _tell(self, one: Suggestion) -> None:
        """Let a screen reader say what is suggested, and why."""
        said = self._reading.area.margin.said(one.span.id)
        if said is not None:
            announce(self._reading.view, f"{said.name}; {said.description}")

    def current(self) -> Suggestion:
        """Give the suggestion that is current; raises `Forbidden`."""
        one = self._state.current
        if one is None:
            raise Forbidden(tr("No suggestion is current."), tr("Tab goes to the next one."))
        return one

    # --- making them ----------------------------------------------------------------------------

    def _suggest(self) -> None:
        """Let suggesters work in this project, the open article first."""
        if not self._queue.is_allowed:
            if self._state.is_off:
                raise Forbidden(tr("Suggestions are off in a kit."), tr("Its coder works unaided."))
            raise self._reading.bridge.project.open_project.file.refusal()
        self._queue.use()
        self._reading.say(tr("Suggesting; what is found here comes first."))

    def _pause(self) -> None:
        """Pause reading ahead, or go on."""
        if not self._queue.is_reading:
            raise Forbidden(tr("Nothing is read ahead."), tr("Suggest in this project first."))
        self._queue.turn()

    # --- deciding -------------------------------------------------------------------------------

    def _decide(self, side: ChosenSide) -> None:
        """Take what is current with all that belongs to it, or reject it: one step."""
        one = self.current()
        step = self._reading.bridge.act_on_project(
            lambda _context: self._state.plan(one, Verdict(side))
        )
        if step is None:
            return
        self._decided(side)
        if side is ChosenSide.RIGHT:
            self._stand_on_taken(step)

    def _change_first(self) -> None:
        """Show the page as it would be with the suggestion taken, to be changed before it is."""
        one, bridge = self.current(), self._reading.bridge
        step = self._state.plan(one, Verdict(ChosenSide.RIGHT, changed=True))
        layer = bridge.context.layer
        page = page_after(step, self._reading.page, layer)
        draft = Draft(bridge, self._jobs, self._reading.area, step=step, page=page, into=layer)
        self._change(draft, self.keep)

    def keep(self, draft: Draft) -> None:
        """Take what was changed first as one step; where nothing was, what was suggested."""
        if not draft.is_changed:
            self._decide(ChosenSide.RIGHT)
            return
        step = draft.kept()
        self._reading.bridge.submit(step)
        self._decided(ChosenSide.RIGHT)
        self._stand_on_taken(step)

    def _alike(self, side: ChosenSide) -> None:
        """List what is alike to the current one in the whole project, to decide about all."""
        self._all_alike.show(self.current(), side)

    def _stand_on_taken(self, step: Step) -> None:
        """Make the mark current that was taken: digits set what is not decided yet."""
        rows = (one.after for one in step.changes if one.table == "span" and one.after is not None)
        page = self._reading.page
        spans = [span for row in rows if (span := page.span(str(row["id"]))) is not None]
        first = next(iter(spans), None)
        if first is not None:
            self._reading.stand_on(first.id)

    def _decided(self, side: ChosenSide) -> None:
        """Let a screen reader say what was decided, and how many are left."""
        n = len(self._state.open)
        left = trn("{n} suggestion left", "{n} suggestions left", n)
        how = tr("taken") if side is ChosenSide.RIGHT else tr("rejected")
        announce(self._reading.view, f"{how}, {left}")

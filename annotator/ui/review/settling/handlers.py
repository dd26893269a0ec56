"""The acts of Review: going from difference to difference, settling one or all that are alike."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError, Forbidden
from annotator.language import tr, trn
from annotator.project.acts.take import ChosenSide, Verdict
from annotator.ui.basics.heard import announce
from annotator.ui.popups.fields import WordsPopup
from annotator.ui.review.differences.words import title_of
from annotator.ui.review.settling.agreed import AgreedHandlers, Host
from annotator.ui.review.settling.alike import AlikePopup
from annotator.ui.review.settling.draft import Draft, page_after

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from annotator.compare.values import Difference
    from annotator.model.changes import Step
    from annotator.model.layer import Layer
    from annotator.model.page import Page
    from annotator.model.span import Decision
    from annotator.project.acts.take import Sides
    from annotator.project.review.settling import Settling
    from annotator.ui.basics.jobs import Job
    from annotator.ui.popups.fields import FieldPopup
    from annotator.ui.review.differences.state import ReviewState
    from annotator.ui.review.differences.words import Entry
_SIDES = {
    "left": ChosenSide.LEFT,
    "right": ChosenSide.RIGHT,
    "both": ChosenSide.BOTH,
    "neither": ChosenSide.NEITHER,
}


class ReviewHandlers:
    """What the acts do. What cannot be done is told as a sentence."""

    def __init__(self, state: ReviewState, review: Host) -> None:
        """Act on what is reviewed; popups open beside the cards of `review`."""
        self._state, self._review = state, review
        self._agreed = AgreedHandlers(state, review)
        self.popup: FieldPopup | None = None
        self._drafting: Job[tuple[Step, Page]] | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Give the acts by name."""
        taking = {f"take-{name}": partial(self._take, side) for name, side in _SIDES.items()}
        alike = {f"alike-{name}": partial(self._alike, side) for name, side in _SIDES.items()}
        return {
            **taking,
            **alike,
            "next-open": partial(self._go, 1),
            "previous-open": partial(self._go, -1),
            "take-framed": self._take_framed,
            "alike-framed": lambda: self._alike(self._state.framed),
            "frame-left": partial(self._state.set_framed, ChosenSide.LEFT),
            "frame-right": partial(self._state.set_framed, ChosenSide.RIGHT),
            "change-first": self._change_first,
            "review-note": self._note,
            "open-again": partial(self._take, ChosenSide.OPEN),
            **self._agreed.handlers(),
            "show-same": self._review.turn_same,
        }

    def run(self, name: str) -> None:
        """Do an act, or say why it cannot be done."""
        try:
            self.handlers()[name]()
        except AnnotatorError as problem:
            self._state.bridge.refused.emit(problem)

    # --- going about ------------------------------------------------------------------------------

    def _go(self, by: int) -> None:
        if self._state.settling is None:
            raise Forbidden(tr("Nothing is compared."), tr("Compare two codings first."))
        found = self._state.neighbour(by)
        if found is not None:
            self._state.open(found.first.article_id, found)
        elif self._state.current is not None and not self._state.is_settled(self._state.current):
            self._review.say(tr("This is the only difference that is open."))
        else:
            self._review.say(tr("Nothing is open: all differences are settled."))

    def current(self) -> Entry:
        """Give what is current; raises `Forbidden`."""
        entry = self._state.current
        if entry is None:
            raise Forbidden(tr("No difference is current."), tr("Tab goes to the next open one."))
        return entry

    # --- settling ---------------------------------------------------------------------------------

    def _take_framed(self) -> None:
        if self._state.current is None:
            self._go(1)
        else:
            self._take(self._state.framed)

    def _take(self, side: ChosenSide) -> None:
        """Settle what is current; a button of the card or of the bar does the same."""
        entry = self.current()
        if side is ChosenSide.OPEN and not self._state.is_settled(entry):
            raise Forbidden(
                tr("This difference is open."), tr("A side is taken with 1, 2 or Enter.")
            )
        self.settle(entry.differences, Verdict(self._state.meant(side)))
        self._state.remember(entry, side)

    def settle(self, differences: Sequence[Difference], choice: Verdict) -> None:
        """Settle some differences as one step; what both have is taken first, as its own."""
        if self._state.is_begun:
            self._settle_now(differences, choice)
        else:
            self._agreed.begin_then(partial(self._settle_now, differences, choice))

    def _settle_now(self, differences: Sequence[Difference], choice: Verdict) -> None:
        settling, page = self._state.settling, self._state.page
        if settling is None or page is None:
            return
        if any(one.article_id != page.article.id for one in differences):
            self._settle_elsewhere(settling, differences, choice)
            return
        step = self._state.bridge.act_on_project(
            lambda context: settling.plan(context, lambda _id: page, differences, choice)
        )
        if step is not None:
            self._tell(differences, choice)

    def _settle_elsewhere(
        self, settling: Settling, differences: Sequence[Difference], choice: Verdict
    ) -> None:
        """Settle in articles that are not open: a worker reads them, all is one step."""
        bridge, ids = self._state.bridge, settling.layer_ids
        project = bridge.project

        def work(_progress: object, _cancel: object) -> Step:
            project.open_project.drain()
            context = bridge.context
            return settling.plan(context, lambda one: project.page(one, ids), differences, choice)

        def done(step: Step) -> None:
            if not step.is_empty():
                bridge.submit(step)
                self._tell(differences, choice)

        self._review.jobs.start(work, done, bridge.refused.emit)

    def _tell(self, differences: Sequence[Difference], choice: Verdict) -> None:
        """Let a screen reader say what is settled now, and how many are open."""
        n, of = self._state.n_settled()
        left, right = self._state.names()
        if self._state.is_swapped:
            left, right = right, left
        how = {
            ChosenSide.LEFT: tr("took {side}", side=left),
            ChosenSide.RIGHT: tr("took {side}", side=right),
            ChosenSide.BOTH: tr("took both"),
            ChosenSide.NEITHER: tr("took neither"),
            ChosenSide.OPEN: tr("open again"),
        }[choice.side]
        many = len(differences)
        what = trn("{n} difference", "{n} differences", many) if many > 1 else ""
        words = ", ".join(filter(None, (what, how, tr("{n} open", n=of - n))))
        announce(self._review.area.view, words)

    def _change_first(self) -> None:
        """Show what the framed side would give, to be changed before it is taken."""
        entry = self.current()
        if self._state.is_begun:
            self._draft(entry)
        else:
            self._agreed.begin_then(partial(self._draft, entry))

    def _draft(self, entry: Entry) -> None:
        """Plan beside the window what is to be changed: an article may have 5,000 spans."""
        state, settling, page = self._state, self._state.settling, self._state.page
        if settling is None or page is None:
            return
        context, refuse = state.bridge.context, state.bridge.refused.emit
        choice = Verdict(state.meant(state.framed), changed=True)

        def work(_progress: object, _cancel: object) -> tuple[Step, Page]:
            step = settling.plan(context, lambda _id: page, entry.differences, choice)
            if step.is_empty():
                raise Forbidden(
                    tr("This is decided so already."), tr("Delete opens it again, then change it.")
                )
            return step, page_after(step, page, settling.into)

        def done(planned: tuple[Step, Page]) -> None:
            self._drafting = None
            if state.current is not entry or not self._review.area.isVisible():
                return  # the person has gone on
            if state.page is page and state.settling is settling:
                self._show_draft(*planned, settling.into)
            else:
                self._draft(entry)

        if self._drafting is not None:
            self._drafting.cancel()
        self._drafting = self._review.jobs.start(work, done, refuse)

    def _show_draft(self, step: Step, page: Page, into: Layer) -> None:
        bridge, review = self._state.bridge, self._review
        review.change(Draft(bridge, review.jobs, review.area, step=step, page=page, into=into))

    # --- all alike --------------------------------------------------------------------------------

    def _alike(self, side: ChosenSide) -> None:
        """List all that are alike with ticks; the ticked ones are settled as one step."""
        entry, settling = self.current(), self._state.settling
        if settling is None:
            return
        within = self._state.alike_within()
        found = [one for each in entry.differences for one in settling.alike(each, within)]
        meant = self._state.meant(side)
        others = {one.key: one for one in found if not _is_so(settling, one.key, meant)}
        if not others:
            raise Forbidden(
                tr("All that are alike are decided so already."), tr("Tab goes on to what is open.")
            )
        title = self._alike_title(entry, side)
        popup = AlikePopup(self._review.area, title, list(others.values()), self._review.line_words)
        popup.wanted.connect(lambda chosen: self.settle(chosen, Verdict(meant)))
        self.open_popup(popup)

    def _alike_title(self, entry: Entry, side: ChosenSide) -> str:
        left, right = self._state.names()
        kind = title_of(entry, nameless=self._state.hides_names)
        how = {
            ChosenSide.LEFT: tr("take {side}", side=left),
            ChosenSide.RIGHT: tr("take {side}", side=right),
            ChosenSide.BOTH: tr("take both"),
            ChosenSide.NEITHER: tr("take neither"),
        }[side]
        return tr("{kind}, all alike: {how}", kind=kind, how=how)

    # --- a note -----------------------------------------------------------------------------------

    def _note(self) -> None:
        """Write the reason; an open difference stays open with it."""
        entry, settling = self.current(), self._state.settling
        if settling is None:
            return
        known = settling.decisions.get(entry.key)
        words = known.note if known is not None else ""
        side = ChosenSide.OPEN if known is None else _side_of(known, settling.sides)
        popup = WordsPopup(self._review.area, tr("Why?"), words)
        is_changed = known is not None and known.verdict == "change"
        popup.written.connect(
            lambda note: self.settle(entry.differences, Verdict(side, note, changed=is_changed))
        )
        self.open_popup(popup)

    def open_popup(self, popup: FieldPopup) -> None:
        """Open a popup beside the current card; the keyboard goes home afterwards."""
        self.close_popup()
        self.popup = popup

        def closed() -> None:
            if self.popup is popup:
                self.popup = None
                self._review.area.take_room_back()
                self._review.panes.give_back(popup)

        popup.closed.connect(closed)
        popup.open_in(self._review.area.place_for)

    def close_popup(self) -> None:
        """Close the popup that is open, if there is one."""
        if self.popup is not None:
            self.popup.end(keep=not isinstance(self.popup, AlikePopup))


def _is_so(settling: Settling, key: str, side: ChosenSide) -> bool:
    """Say whether taking a side of a difference again would be no step."""
    known = settling.decisions.get(key)
    if known is None or known.verdict in ("change", "open"):
        return False
    return _side_of(known, settling.sides) is side


def _side_of(known: Decision, sides: Sides) -> ChosenSide:
    """Give the side that a decision took."""
    if known.verdict in ("reject", "open"):
        return ChosenSide.NEITHER if known.verdict == "reject" else ChosenSide.OPEN
    if len(known.taken_from) > 1:
        return ChosenSide.BOTH
    return ChosenSide.LEFT if tuple(known.taken_from) == (sides.left,) else ChosenSide.RIGHT

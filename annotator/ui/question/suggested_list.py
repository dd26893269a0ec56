"""All suggestions of a project, read beside the window a few articles at a time, and a walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from annotator.model.changes import summary_of
from annotator.model.span import Owner
from annotator.project.asking.walk import SUGGESTIONS, Topic, Walk
from annotator.project.review.settling import take_up
from annotator.ui.question.walked_list import WalkedList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.changes import Blocks, Change
    from annotator.model.layer import Layer
    from annotator.model.span import Decision
    from annotator.project.asking.suggestions import SuggestedItem, SuggestedItems
    from annotator.project.review.suggested import ArticleSuggestions, ShownSuggestions
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.bridge import Bridge


class SuggestedList(WalkedList["SuggestedItem"]):
    """What is suggested, whether a sheet shows it or one looks at an article meanwhile."""

    def __init__(
        self,
        bridge: Bridge,
        jobs: Jobs,
        items: SuggestedItems,
        layer: Layer,
        shows: ShownSuggestions,
    ) -> None:
        """Begin with nothing read, as one reads; `layer` is that of the suggestions."""
        super().__init__(bridge, jobs, items, Topic(SUGGESTIONS, Owner.SPAN, ()), every=False)
        self._items = items
        self.layer = layer
        self.decisions = items.decisions
        """What was decided, by key."""
        self.decided_here: set[str] = set()
        """What was decided in this walk: one may go back to it."""
        self.shows = shows
        self._every: list[SuggestedItem] = []
        self._item_of: dict[str, str] = {}
        bridge.shown.connect(self._hear)

    def take(self, found: Sequence[SuggestedItem]) -> None:
        """Walk over those of these that are shown, too."""
        self._every += found
        if self.walk.seed is None:
            super().take(self._fitting(found))

    def completed(self) -> None:
        """Shuffle them, where that is wished: now all are there."""
        if self.walk.seed is not None:
            self.reorder(self.walk.seed, every=self.walk.every)

    def _fitting(self, some: Sequence[SuggestedItem]) -> list[SuggestedItem]:
        fits = self.shows.fits
        return [one for one in some if fits(one.confidence, one.proposed_by)]

    # --- other walks ----------------------------------------------------------------------------

    def open_now(self) -> list[SuggestedItem]:
        """Give what is open of all there is, whatever is shown."""
        return [one for one in self._every if not self._now.get(one.item, one.is_answered)]

    def reorder(self, seed: int | None, *, every: bool) -> None:
        """Walk from the beginning over what is shown, in an order; shuffled when all is read.

        A hundred thousand are put in their order beside the window.
        """
        n = len(self._every) if seed is None or self.is_complete else 0
        known, heard = self._every[:n], self._now

        def work(_progress: object, _cancel: object) -> Walk:
            some = self._fitting(known)
            now = [one._replace(is_answered=heard.get(one.item, one.is_answered)) for one in some]
            return Walk(self.walk.topic, now, every, seed)

        def then(made: Walk) -> None:
            if not isValid(self):
                return
            if seed is None or self.is_complete:
                made.extend(self._fitting(self._every[n:]))
            for item, is_decided in heard.items():
                made.answer(item, is_answered=is_decided)
            self.walk = made
            self.grown.emit()

        self._jobs.start(work, then, self._bridge.refused.emit)

    # --- what has happened ----------------------------------------------------------------------

    def know(self, some: ArticleSuggestions) -> None:
        """Know the keys of an article's suggestions."""
        self._item_of |= some.items_by_key()

    def item_of(self, key: str) -> str:
        """Give the suggestion of a key, "" where it is not known."""
        return self._item_of.get(key, "")

    def _hear(self, changes: tuple[Change, ...] | Blocks) -> None:
        """Count what was decided, its undoing too."""
        if "scheme" in summary_of(changes).tables:
            self._under_other_names()
            return
        for key in take_up(self.decisions, changes, self._bridge.context.layer.id):
            item, known = self.item_of(key), self.decisions.get(key)
            is_decided = known is not None and known.verdict != "open"
            if item:
                self._now[item] = is_decided
                self.walk.answer(item, is_answered=is_decided)

    def _under_other_names(self) -> None:
        """Read decisions again by the keys that they have under another scheme."""
        items, self._item_of = self._items, {}

        def then(found: dict[str, Decision]) -> None:
            if isValid(self):
                self.decisions.clear()
                self.decisions |= found
                self.grown.emit()

        self._jobs.start(
            lambda _progress, _cancel: items.decided(), then, self._bridge.refused.emit
        )

"""The acts on the agreed layer as a whole: taking what both have, what one has alone, the names."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.model.changes import Blocks, summary_of
from annotator.ui.basics.messages import Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.compare.values import Difference
    from annotator.model.changes import Step
    from annotator.model.layer import Layer
    from annotator.project.answers import Taken
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.ui.basics.panes import Panes
    from annotator.ui.review.area import ReviewArea
    from annotator.ui.review.differences.state import ReviewState
    from annotator.ui.review.settling.draft import Draft


MOST = 2_000
"""Changes of a step that are shown at once; with more the page is read from disk again."""


class Host(Protocol):
    """What handlers need of the workspace."""

    area: ReviewArea
    jobs: Jobs

    @property
    def panes(self) -> Panes:
        """The panes, one of which has the keyboard."""

    def say(self, sentence: str, offers: tuple[Offer, ...] = ()) -> None:
        """Tell the person something."""

    def line_words(self, one: Difference) -> str:
        """Give what a line of a list says of a difference."""

    def follow(self, job: Job[Any], words: str) -> None:
        """Show that something is worked out that may take long."""

    def turn_same(self) -> None:
        """Show what both have, or hide it."""

    def change(self, draft: Draft) -> None:
        """Let a draft take the place of the page until it is kept or put back."""


class AgreedHandlers:
    """What is done with the agreed layer at once, not difference by difference."""

    def __init__(self, state: ReviewState, review: Host) -> None:
        """Act on what is reviewed."""
        self._state, self._review = state, review

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Give the acts by name."""
        return {
            "take-identical": self._begin,
            "take-rest": self._ask_rest,
            "hide-names": partial(self._names, show=False),
            "show-names": partial(self._names, show=True),
        }

    # --- what both have ---------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._state.is_begun:
            raise Forbidden(
                tr("What both have is taken already."), tr("Differences are settled one by one.")
            )
        self.begin_then(lambda: None)

    def begin_then(self, then: Callable[[], None]) -> None:
        """Take over what both have, as a step of its own, then go on."""
        project, settling = self._state.bridge.project, self._state.settling
        if settling is None:
            raise Forbidden(tr("Nothing is compared."), tr("Compare two codings first."))
        project.open_project.guard_writing()

        def work(_progress: object, _cancel: object) -> Step | None:
            project.open_project.drain()
            step = project.plan_begin(settling)
            return _in_blocks(step) if step is not None and len(step.changes) > MOST else step

        def done(step: Step | None) -> None:
            if step is not None and not self._state.is_begun:
                self._state.bridge.submit(step)
                n = settling.comparison.n_identical
                words = trn("{n} identical span is taken.", "{n} identical spans are taken.", n)
                self._review.say(words)
            # A large step is not shown on the page: that is read anew first.
            self._state.when_open(then)

        job = self._review.jobs.start(work, done, self._state.bridge.refused.emit)
        self._review.follow(job, tr("Taking what both have"))

    # --- what was coded once ----------------------------------------------------------------------

    def _ask_rest(self) -> None:
        """Say what only one of the two has coded, and offer to take it."""
        project, settling = self._state.bridge.project, self._state.settling
        if settling is None:
            return
        if self._state.hides_names:
            raise Forbidden(
                tr("What one alone has coded would name the coder."),
                tr("Show who coded what first, or settle what is open."),
            )
        layers = (settling.comparison.left, settling.comparison.right)

        def work(_progress: object, _cancel: object) -> list[Taken]:
            return [project.take(layer, rest=True, dry_run=True) for layer in layers]

        self._review.jobs.start(work, partial(self._offer_rest, layers), self._refuse)

    def _offer_rest(self, layers: tuple[Layer, Layer], found: list[Taken]) -> None:
        offers = tuple(
            Offer(self._rest_words(layer, one), partial(self._take_rest, layer))
            for layer, one in zip(layers, found, strict=True)
            if one.n_articles
        )
        if offers:
            self._review.say(tr("Take what one alone has coded into the agreed layer?"), offers)
        else:
            self._review.say(tr("No article that is done was coded by one of them alone."))

    def _rest_words(self, layer: Layer, one: Taken) -> str:
        n = one.n_articles
        where = trn("{n} article", "{n} articles", n)
        return tr("{articles} of {name}", articles=where, name=layer.name)

    def _take_rest(self, layer: Layer) -> None:
        project = self._state.bridge.project

        def work(_progress: object, _cancel: object) -> Taken:
            return project.take(layer, rest=True)

        def done(taken: Taken) -> None:
            n = taken.n_articles
            words = trn("Taken: {n} article, coded once.", "Taken: {n} articles, coded once.", n)
            self._review.say(words)

        self._review.jobs.start(work, done, self._refuse)

    # --- names ------------------------------------------------------------------------------------

    def _names(self, *, show: bool) -> None:
        """Hide who coded what while settling, or show it again: a step either way."""
        project = self._state.bridge.project

        def done(_done: object) -> None:
            words = tr("Who coded what is shown.") if show else tr("Nobody is named from now on.")
            self._review.say(words)

        def work(_progress: object, _cancel: object) -> object:
            return project.names(show=show)

        def name() -> None:
            self._review.jobs.start(work, done, self._refuse)

        if show or self._state.is_begun:
            name()
        else:
            self.begin_then(name)

    def _refuse(self, problem: object) -> None:
        self._state.bridge.refused.emit(problem)


def _in_blocks(step: Step) -> Step:
    """Give a large step so that the window does not go through all of it; done in a worker."""
    changes = tuple(step.changes)
    return replace(step, changes=Blocks(lambda: changes, summary_of(changes)))

"""All suggestions that are alike, in the whole project: listed with ticks, decided as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.project.acts.take import ChosenSide, Verdict
from annotator.ui.review.settling.alike import AlikePopup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from annotator.compare.values import Difference
    from annotator.model.article import Article
    from annotator.model.changes import Step
    from annotator.project.review.settling import Settling
    from annotator.project.review.suggested import Suggestion
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.ui.suggestions.state import SuggestedState


class _Alike(NamedTuple):
    """What is alike, compared over the whole project; `words` are those of each line, by key."""

    settling: Settling
    found: tuple[Difference, ...]
    words: Mapping[str, str]


class AllAlike:
    """Lists what is alike to a suggestion and decides about it."""

    def __init__(
        self,
        reading: ReadingState,
        state: SuggestedState,
        jobs: Jobs,
        decided: Callable[[ChosenSide], None],
    ) -> None:
        """Decide beside what is read; `decided` hears of it."""
        self._reading, self._state, self._jobs = reading, state, jobs
        self._decided = decided

    def show(self, one: Suggestion, side: ChosenSide) -> None:
        """Find in a worker what is alike, and list it if the suggestion is still current."""
        bridge, layer = self._reading.bridge, self._state.layer
        if layer is None:
            return
        project, mine, theirs = bridge.project, self._mine(), layer.id

        def work(_progress: object, _cancel: object) -> _Alike:
            settling = project.settling(mine, theirs, into=mine)
            difference = settling.difference(one.key)
            found = settling.alike(difference) if difference is not None else ()
            articles = {name: project.article(name) for name in {each.article_id for each in found}}
            words = {each.key: _line(each, articles[each.article_id]) for each in found}
            return _Alike(settling, found, words)

        def then(alike: _Alike) -> None:
            if self._state.current is not None and self._state.current.key == one.key:
                self._list(alike, one, side)

        self._jobs.start(work, then, bridge.refused.emit)

    def _mine(self) -> str:
        """Give how the project finds the coder's layer: it comes with its first mark."""
        context = self._reading.bridge.context
        if not context.layer_is_new:
            return context.layer.id
        if any(one.name == context.coder.name for one in context.layers):
            raise Forbidden(
                tr("You have marked nothing here yet."), tr("Take one suggestion first.")
            )
        return context.coder.name

    def _list(self, alike: _Alike, one: Suggestion, side: ChosenSide) -> None:
        is_taken, kind = side is ChosenSide.RIGHT, tr(one.span.type)
        how = tr("take") if is_taken else tr("reject")
        title = tr("{kind}, all alike: {how}", kind=kind, how=how)

        def button(n: int) -> str:
            return (
                trn("Take {n}", "Take {n}", n) if is_taken else trn("Reject {n}", "Reject {n}", n)
            )

        area, words = self._reading.area, alike.words
        popup = AlikePopup(area, title, alike.found, lambda each: words[each.key], button=button)
        popup.wanted.connect(lambda chosen: self._decide(alike.settling, chosen, side))
        self._reading.open_popup(popup)

    def _decide(self, settling: Settling, chosen: tuple[Difference, ...], side: ChosenSide) -> None:
        """Decide about the ticked ones, in whatever article they are: one step."""
        bridge = self._reading.bridge
        project, ids = bridge.project, settling.layer_ids

        def work(_progress: object, _cancel: object) -> Step:
            project.open_project.drain()
            context = bridge.context
            return settling.plan(context, lambda one: project.page(one, ids), chosen, Verdict(side))

        def then(step: Step) -> None:
            if not step.is_empty():
                bridge.submit(step)
                self._decided(side)

        self._jobs.start(work, then, bridge.refused.emit)


def _line(one: Difference, article: Article) -> str:
    words = " ".join(article.text[one.at.start : one.at.end].split())
    return "  ·  ".join(filter(None, (words, article.title)))

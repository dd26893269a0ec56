"""All that is suggested in a project, for a walk that decides about one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.layer import State, layer_of_suggestions
from annotator.project.review.suggested import ArticleSuggestions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.model.layer import Layer
    from annotator.model.span import Confidence, Decision
    from annotator.project.open_project import OpenProject

_AT_ONCE = 50
"""So many articles are read together: a tenth of a second."""


class SuggestedItem(NamedTuple):
    """A suggestion: the span it begins with, and whether it is decided; who proposed it."""

    item: str
    article_id: str
    is_answered: bool
    confidence: Confidence
    proposed_by: frozenset[str]

    def suggesters(self) -> frozenset[str]:
        """Give who proposed it."""
        return self.proposed_by


class SuggestedItems:
    """What is suggested beside the marks of a layer, read article by article, in reading order."""

    def __init__(self, here: OpenProject, mine: Layer) -> None:
        """See which articles there are; raises `Forbidden` in a kit."""
        context = here.context
        if context.kit is not None:
            raise Forbidden(tr("Suggestions are off in a kit."), tr("Its coder works unaided."))
        self._here, self._mine = here, mine
        self.layer = layer_of_suggestions(context.layers)
        self.decisions = self.decided()
        self.article_ids: tuple[str, ...] = ()
        """The articles for which something is suggested, those set aside left out."""
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        if self.layer is not None:
            states, n = here.reader.states_of(mine.id), here.reader.counts(self.layer.id)
            aside = {one for one, how in states.items() if how.state is State.EXCLUDED}
            self.article_ids = tuple(
                one for one in here.reader.article_ids() if n.get(one) and one not in aside
            )

        self._left = self.blocks()

    def decided(self) -> dict[str, Decision]:
        """Give what was decided, by key, when it is on disk."""
        self._here.drain()
        found = self._here.reader.decisions()
        return {one.subject: one for one in found if one.layer_id == self._mine.id}

    def blocks(self) -> Iterator[Sequence[str]]:
        """Give the articles a few at a time."""
        for at in range(0, len(self.article_ids), _AT_ONCE):
            yield self.article_ids[at : at + _AT_ONCE]

    def read_next(self) -> list[SuggestedItem] | None:
        """Give what is suggested for the next articles; None = there are no more."""
        ids = next(self._left, None)
        return None if ids is None else self.read(ids)

    def read(self, article_ids: Sequence[str]) -> list[SuggestedItem]:
        """Give what is suggested for some articles; those that are gone are left out."""
        here, layer, mine, found = self._here, self.layer, self._mine, list[SuggestedItem]()
        if layer is None:
            return found
        known = here.reader.known_ids("article", article_ids)
        ids = [one for one in article_ids if one in known]
        page_of = here.pages_ahead(ids, {mine.id, layer.id})
        for page in map(page_of, ids):
            suggested = ArticleSuggestions(page, layer, here.context)
            some = suggested.open(page, mine.id, self.decisions)
            is_open = {one.span.id for one in some}
            found += [
                SuggestedItem(
                    one.span.id,
                    page.article.id,
                    one.span.id not in is_open,
                    one.confidence,
                    self._kept(one.suggesters()),
                )
                for one in suggested.with_open(some)
            ]
        return found

    def _kept(self, names: frozenset[str]) -> frozenset[str]:
        """Give the same set for the same suggesters: of 100,000 there are a dozen."""
        return self._sets.setdefault(names, names)

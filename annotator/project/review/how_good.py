"""How good the suggestions were here: what became of each suggester's, and how many were right.

Counted over the articles that the coder has done. Right and found are those of the figures between
two coders (pairs by shared characters), the coder's layer being the reference.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.compare.counting import EXACT, LEFT, OVERLAP, RIGHT, CountOf, Pairing, count, laid
from annotator.compare.differences import Compared
from annotator.compare.resampling import LEAST_ARTICLES, RESAMPLES, DrawnSums, Numbers, intervals
from annotator.compare.rules import Rules
from annotator.language import tr
from annotator.model.coded import CodedArticles
from annotator.model.layer import SUGGESTIONS, LayerKind, State, layer_of_suggestions
from annotator.model.scheme import Role
from annotator.project.review.suggested import ArticleSuggestions, SuggestionOutcome, as_coded
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.compare.resampling import Recipe
    from annotator.model.layer import Layer
    from annotator.model.page import Page
    from annotator.model.span import Decision
    from annotator.project.context import PlanContext
    from annotator.store.read import Reader
    from annotator.text.ranges import Range

_LOOKED_FOR = (Role.CLAIM, Role.ENTITY, Role.SPEAKER)
"""What a suggester is judged by: the first of these that it proposes."""


@dataclass(frozen=True, slots=True)
class RightShare:
    """A share of what is counted, with its interval; None = not defined, or too few articles."""

    value: float | None
    n: int
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class SuggesterRecord:
    """What became of what one suggester proposed.

    `type_name` is what it is judged by. `right` is the share of its proposals that are marked,
    `found` the share of the marks that it proposed.
    """

    name: str
    version: str
    outcomes: Counter[SuggestionOutcome]
    type_name: str
    right: RightShare
    found: RightShare


@dataclass(frozen=True, slots=True)
class MissedClaim:
    """A claim of the coder's that nothing was suggested for."""

    article_id: str
    at: Range
    words: str
    directness: str


@dataclass(frozen=True, slots=True)
class HowGood:
    """How good suggestions were in the articles that the coder has done."""

    n_articles: int
    suggesters: tuple[SuggesterRecord, ...]
    n_claims: int
    missed: tuple[MissedClaim, ...]


def how_good(reader: Reader, context: PlanContext, watch: Watch | None = None) -> HowGood:
    """Give how good the suggestions were for the context's coder; raises `Cancelled`."""
    return _Counting(reader, context, watch or Watch()).counted()


class _Counting:
    """Goes through the articles that are done, once."""

    def __init__(self, reader: Reader, context: PlanContext, watch: Watch) -> None:
        self._reader, self._context, self._watch = reader, context, watch
        self._mine = context.layer
        layers = [one for one in context.layers if one.kind is LayerKind.SUGGESTER]
        self._merged = layer_of_suggestions(layers)
        self._layers = [one for one in layers if one.name != SUGGESTIONS]
        self._rules = Rules(context.scheme, context.actors)
        self._decisions: dict[str, Decision] = {
            one.subject: one for one in reader.decisions() if one.layer_id == self._mine.id
        }
        self._outcomes = {one.id: Counter[SuggestionOutcome]() for one in self._layers}
        self._counts = {one.id: list[Counter[CountOf]]() for one in self._layers}
        self._n_claims = 0
        self._missed: list[MissedClaim] = []

    def counted(self) -> HowGood:
        states = self._reader.states_of(self._mine.id)
        done = [one for one, how in states.items() if how.state is State.DONE]
        ids = {self._mine.id, *(one.id for one in self._layers)}
        if self._merged is None:
            done = []
        else:
            ids.add(self._merged.id)
        for n, article_id in enumerate(done):
            self._watch.cancel.check()
            self._watch.progress(n, len(done), tr("article"))
            self._add(self._reader.page(article_id, ids))
        return HowGood(
            len(done),
            tuple(map(self._record, self._layers)),
            self._n_claims,
            tuple(self._missed),
        )

    def _add(self, page: Page) -> None:
        if self._merged is None:
            return
        merged = ArticleSuggestions(page, self._merged, self._context)
        became = merged.outcome_by_place(page, self._mine.id, self._decisions)
        for layer in self._layers:
            own = ArticleSuggestions(page, layer, self._context)
            self._outcomes[layer.id].update(own.outcomes_like(became, page, self._mine.id))
            self._counts[layer.id].append(self._count(page, layer))
        claim = self._rules.claim
        suggested = [one for one in merged.spans if one.type == claim]
        for mine in page.spans(claim, self._mine.id):
            self._n_claims += 1
            if not any(_touch(mine.parts, one.parts) for one in suggested):
                how = mine.attributes.get("directness", "")
                self._missed.append(MissedClaim(page.article.id, mine.hull(), mine.text(), how))

    def _count(self, page: Page, layer: Layer) -> Counter[CountOf]:
        article = as_coded(page, (self._mine.id, layer.id))
        compared = Compared(CodedArticles.of((article,)), self._rules)
        return count(laid(compared, Pairing()), self._rules)

    def _record(self, layer: Layer) -> SuggesterRecord:
        counts = self._counts[layer.id]
        total = sum(counts, Counter[CountOf]())
        names = filter(None, (self._context.scheme.name_for(one) for one in _LOOKED_FOR))
        of = next((one for one in names if total[CountOf(RIGHT, one)]), "")
        cells = tuple(CountOf(what, of) for what in (EXACT, OVERLAP, RIGHT, LEFT))
        sums = DrawnSums([total[one] for one in cells])
        vectors = [[one[cell] for cell in cells] for one in counts]
        between = self._intervals(vectors)
        return SuggesterRecord(
            layer.name,
            str(layer.record.get("version", "")),
            self._outcomes[layer.id],
            of,
            RightShare(_share(2)(sums), sums.k[2], between[0]),
            RightShare(_share(3)(sums), sums.k[3], between[1]),
        )

    def _intervals(self, vectors: Sequence[Sequence[int]]) -> list[tuple[float, float] | None]:
        if len(vectors) < LEAST_ARTICLES:
            return [None, None]
        recipes = (_share(2), _share(3))
        return intervals([*map(Numbers, vectors)], recipes, RESAMPLES, self._watch.cancel)


def _share(of: int) -> Recipe:
    """Give what part the pairs are of one side."""

    def share(drawn: DrawnSums) -> float | None:
        sums = drawn.k
        return (sums[0] + sums[1]) / sums[of] if sums[of] else None

    return share


def _touch(one: Iterable[Range], other: Iterable[Range]) -> bool:
    others = [*other]
    return any(part.overlaps(each) for part in one for each in others)

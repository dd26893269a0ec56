"""Comparing layers of the project: which articles, who is done with them, and what differs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.compare.differences import Compared
from annotator.compare.rules import Rules
from annotator.compare.values import Comparison, LeftOut
from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.layer import Layer, State
from annotator.model.named import NamedKind
from annotator.project.colleagues.look_alikes import undecided
from annotator.project.refer import Named, find_article, find_layer, find_sample, id_of, several
from annotator.store.read_pages import without_collector
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from annotator.compare.values import ArticleComparison
    from annotator.model.coded import CodedArticles
    from annotator.model.layer import Progress
    from annotator.store.read import Reader

_CHUNK = 64
"""So many articles are compared at once: fewer cost more to ask for, of more what was just made
is no longer in the processor's own memory when it is looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which articles are compared: of a sample, some, or all; `all_articles` = done or not."""

    sample: str | None = None
    articles: Iterable[Named] | None = None
    all_articles: bool = False


class ComparedLayers:
    """Some layers over the articles that all of them have done."""

    def __init__(self, reader: Reader, layers: Iterable[Named], scope: Scope, watch: Watch) -> None:
        """Find the layers and the articles; raises `WrongUse`."""
        here = reader.layers()
        self.layers = [
            one if isinstance(one, Layer) else find_layer(here, id_of(one)) for one in layers
        ]
        if len({one.id for one in self.layers}) < max(2, len(self.layers)):
            raise WrongUse(
                tr("Comparing takes two different layers."),
                tr("Give an id or a name that “annotator list FILE layers” shows."),
            )
        actors = reader.actors()
        self.decisions = reader.decisions()
        waiting = undecided(actors, self.decisions, here)
        self.rules = Rules(reader.scheme(), actors, frozenset(map(frozenset, waiting)))
        self._reader, self._watch = reader, watch
        self.states: list[dict[str, Progress]] = [reader.states_of(one.id) for one in self.layers]
        self.article_ids: list[str] = []
        self.left_out: list[LeftOut] = []
        self._choose(scope)

    def chunks(self) -> Iterator[CodedArticles]:
        """Give the articles that are compared, some at a time, as the layers coded them."""
        ids, n = [one.id for one in self.layers], len(self.article_ids)
        for first in range(0, n, _CHUNK):
            self._watch.cancel.check()
            self._watch.progress(first, n, tr("article"))
            yield self._reader.coded_chunk(self.article_ids[first : first + _CHUNK], ids)

    def comparison(self, only: Only) -> Comparison:
        """Give how the first two layers compare."""
        found: list[ArticleComparison] = []
        with without_collector():
            for some in self.chunks():
                found += map(only.of, Compared(some, self.rules).comparisons)
        left, right = self.layers[:2]
        return Comparison(left, right, tuple(found), tuple(self.left_out))

    def _choose(self, scope: Scope) -> None:
        wanted = _wanted(self._reader, scope)
        touched = {one for states in self.states for one in states}
        for article_id in self._reader.article_ids():
            if wanted is not None and article_id not in wanted:
                continue
            why = "" if scope.all_articles else self._why_not(article_id)
            if not why:
                self.article_ids.append(article_id)
            elif wanted is not None or article_id in touched:
                self.left_out.append(LeftOut(article_id, why))

    def _why_not(self, article_id: str) -> str:
        """Say why an article is left out; "" where all have done it.

        A layer that has no state anywhere, as a suggester's, counts as done.
        """
        waiting, excluded = list[str](), list[str]()
        for layer, states in zip(self.layers, self.states, strict=True):
            if not states:
                continue
            state = states.get(article_id)
            if state is not None and state.state is State.DONE:
                continue
            gone = state is not None and state.state is State.EXCLUDED
            (excluded if gone else waiting).append(layer.name)
        if excluded:
            return tr("{names} excluded it", names=_listed(excluded))
        if len(waiting) > 1:
            return tr("{names} are not done with it", names=_listed(waiting))
        return tr("{names} is not done with it", names=waiting[0]) if waiting else ""


@dataclass(frozen=True, slots=True)
class Only:
    """Which differences are listed: of these kinds, of these types of spans or links."""

    kinds: Collection[str] | None = None
    types: Collection[str] | None = None

    def of(self, article: ArticleComparison) -> ArticleComparison:
        """Give an article with these differences alone."""
        if self.kinds is None and self.types is None:
            return article
        kept = tuple(
            one
            for one in article.differences
            if (self.kinds is None or one.kind in self.kinds)
            and (self.types is None or one.type in self.types)
        )
        return replace(article, differences=kept)


def compare(
    reader: Reader,
    two: tuple[Named, Named],
    scope: Scope | None = None,
    only: Only | None = None,
    watch: Watch | None = None,
) -> Comparison:
    """Give how two layers compare, in the articles that both have done."""
    compared = ComparedLayers(reader, two, scope or Scope(), watch or Watch())
    return compared.comparison(only or Only())


def _wanted(reader: Reader, scope: Scope) -> set[str] | None:
    wanted: set[str] | None = None
    if scope.articles is not None:
        wanted = {find_article(reader, id_of(one)) for one in several(scope.articles)}
    if scope.sample is not None:
        of_sample = set(find_sample(reader.named(NamedKind.SAMPLE), scope.sample).members)
        wanted = of_sample if wanted is None else wanted & of_sample
    return wanted


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return tr("{names} and {last}", names=", ".join(most), last=last) if most else last

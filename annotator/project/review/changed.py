"""What was settled and differs otherwise now, since a coder has changed marks afterwards.

A decision is known by what it was about: where that is changed its difference is gone, and another
one is open. They are told to be the same by the spans that the decision took, or refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.compare.values import ArticleComparison, Comparison, Difference
    from annotator.model.span import Decision, Span
    from annotator.store.read import Reader

_CHUNK = 100


@dataclass(frozen=True, slots=True)
class SettledBefore:
    """A decision whose difference is gone, and the spans that it took, tied or refused.

    `sources` are the ids of the coders' spans: those that were taken, or refused.
    """

    decision: Decision
    article_id: str
    spans: tuple[Span, ...]
    sources: frozenset[str]


def settled_before(
    reader: Reader, comparison: Comparison, decisions: Iterable[Decision], layer_id: str
) -> tuple[SettledBefore, ...]:
    """Give the decisions of a layer that no difference of a comparison is about any more.

    One whose spans are gone cannot be found again.
    """
    here = {one.key for one in comparison.differences()}
    compared = {one.article_id for one in comparison.articles}
    by_article: dict[str, list[Decision]] = {}
    for one in decisions:
        if one.subject in here or one.verdict == "open" or not one.results:
            continue
        article_id = next(filter(None, map(reader.article_of, one.results)), "")
        if article_id in compared:
            by_article.setdefault(article_id, []).append(one)
    found: list[SettledBefore] = []
    ids = [*by_article]
    layers = {layer_id, comparison.left.id, comparison.right.id}
    for first in range(0, len(ids), _CHUNK):
        for content in reader.content_chunk(ids[first : first + _CHUNK], layers):
            owners = {one.id: one.source_id for one in content.links}
            spans = {one.id: one for one in content.spans}
            for one in by_article[content.article.id]:
                taken = [spans.get(owners.get(result, result)) for result in one.results]
                some = tuple(span for span in taken if span is not None)
                sources = (
                    span.source_id if span.layer_id == layer_id else span.id for span in some
                )
                about = frozenset(filter(None, sources))
                found.append(SettledBefore(one, content.article.id, some, about))
    return tuple(found)


def changed_since(
    comparison: Comparison, before: Iterable[SettledBefore]
) -> Mapping[str, Decision]:
    """Give, by the key of a difference, the last decision that was about the same spans before.

    Where the spans that were taken are not there any more, others of their type in their place.
    """
    by_article: dict[str, list[SettledBefore]] = {}
    for one in sorted(before, key=lambda each: each.decision.at):
        by_article.setdefault(one.article_id, []).append(one)
    found: dict[str, Decision] = {}
    for article in comparison.articles:
        some = by_article.get(article.article_id)
        if some is None:
            continue
        known = _ids_of(article)
        for one in some:
            for difference in article.differences:
                if _is_about(difference, one, known):
                    found[difference.key] = one.decision
    return found


def _ids_of(article: ArticleComparison) -> set[str]:
    """Give the ids of all spans of both sides that are compared."""
    pairs = {side for one in article.pairs for side in (one.left, one.right)}
    return pairs.union(*map(_ends, article.differences))


def _ends(one: Difference) -> set[str]:
    found: set[str] = set()
    for end in (one.left, one.right):
        if end is not None:
            found |= {end[0]} if isinstance(end, tuple) else {end}
    return found


def _is_about(one: Difference, before: SettledBefore, known: set[str]) -> bool:
    """Say whether a difference is about what was settled: the spans, else their place."""
    if before.sources & known:
        return bool(before.sources & _ends(one))
    return any(
        span.type == one.type and Range(span.start, span.end).overlaps(one.at)
        for span in before.spans
    )

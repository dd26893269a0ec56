"""A comparison as its list needs it, worked out beside the window: entries, decisions, alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.ui.review.differences.words import Entry, entries_of

if TYPE_CHECKING:
    from annotator.compare.values import Difference
    from annotator.model.span import Decision
    from annotator.project.review.settling import Settling


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is listed of a comparison: by article its entries and decisions, and what is alike.

    `n_settled` is how many entries of an article are settled.
    """

    settling: Settling | None = None
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    decided: dict[str, dict[str, Decision]] = field(default_factory=dict)
    n_settled: dict[str, int] = field(default_factory=dict)
    alike: dict[tuple[str, ...], list[Difference]] = field(default_factory=dict)


def prepared(settling: Settling) -> Prepared:
    """Give a comparison with what its list is made of; to be called in a worker."""
    found = Prepared(settling)
    for article in settling.comparison.articles:
        entries, decided = entries_of(article.differences), settling.settled(article.article_id)
        found.entries[article.article_id], found.decided[article.article_id] = entries, decided
        settled = sum([one.is_settled_by(decided) for one in entries]) if decided else 0
        found.n_settled[article.article_id] = settled
        for one in article.differences:
            found.alike.setdefault(one.alike, []).append(one)
    return found

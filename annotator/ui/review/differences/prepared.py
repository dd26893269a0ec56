"""A comparison as its list needs it, worked out beside the window: entries, decisions, alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.ui.review.differences.words import Entry, entries_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from annotator.compare.values import ArticleComparison
    from annotator.model.span import Decision
    from annotator.project.review.settling import Settling


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is listed of a comparison: by article its entries and decisions, and what is alike.

    `n_settled` is how many entries of an article are settled, `by_key` gives the entry that holds
    a difference, `alike` how many differences that are alike are open, by article.
    """

    settling: Settling | None = None
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    decided: dict[str, dict[str, Decision]] = field(default_factory=dict)
    n_settled: dict[str, int] = field(default_factory=dict)
    by_key: dict[str, Entry] = field(default_factory=dict)
    alike: dict[tuple[str, ...], dict[str, int]] = field(default_factory=dict)

    def count(self, article: ArticleComparison, decided: Collection[str]) -> None:
        """Count what is settled of an article, and what is open and alike; once more, too."""
        here = article.article_id
        self.n_settled[here] = sum([one.is_settled_by(decided) for one in self.entries[here]])
        for one in article.differences:
            self.alike.setdefault(one.alike, {})[here] = 0
        for one in article.differences:
            self.alike[one.alike][here] += one.key not in decided


def prepared(settling: Settling) -> Prepared:
    """Give a comparison with what its list is made of; to be called in a worker."""
    found = Prepared(settling)
    for article in settling.comparison.articles:
        entries, decided = entries_of(article.differences), settling.settled(article.article_id)
        found.entries[article.article_id], found.decided[article.article_id] = entries, decided
        found.by_key.update({each.key: one for one in entries for each in one.differences})
        found.count(article, decided)
    return found

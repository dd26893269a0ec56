"""What finding answers: a stream of hits, and how many there are of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.model.changes import Step
    from annotator.project.finding.search import Hit
    from annotator.project.finding.searching import ArticleHits, HitPlace


class FindAnswer:
    """The hits, read from the project as they are asked for; a walk through them begins anew.

    `cursor` is known when they were gone through: None where nothing is left behind them.
    """

    cursor: str | None = None

    def __init__(
        self,
        walk: Callable[[HitPlace | None], Iterator[ArticleHits]],
        *,
        limit: int | None = None,
        after: HitPlace | None = None,
        step: Step | None = None,
    ) -> None:
        """Give at most `limit` hits behind a place; `step` is what has marked them."""
        self._walk, self._limit, self._after = walk, limit, after
        self.step = step

    @property
    def hits(self) -> Iterator[Hit]:
        """Give the hits in the order of the articles."""
        n, last = 0, None
        for article in self._walk(self._after):
            for place, hit in article.in_order():
                if n == self._limit:
                    self.cursor = None if last is None else last.cursor()
                    return
                n, last = n + 1, place
                yield hit
        self.cursor = None

    @cached_property
    def _counts(self) -> tuple[int, int]:
        counts = [(len(one), one.article is not None) for one in self._walk(None)]
        return sum(n for n, _ in counts), sum(is_article for _, is_article in counts)

    @property
    def n(self) -> int:
        """How many there are, whatever the limit."""
        return self._counts[0]

    @property
    def articles(self) -> int:
        """In how many articles."""
        return self._counts[1]

"""What both codings of an article have: pairs of spans and links, as ids, when it is asked for."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial

from annotator.compare.match import Matching, Paired
from annotator.compare.values import Both, Difference, Pair, Phase
from annotator.model.coded import Marks


class WhatBothHave:
    """What the two sides of some articles have in common."""

    def __init__(
        self, left: Marks, right: Marks, matching: Matching, links: Sequence[tuple[int, int]]
    ) -> None:
        """Take the pairs of spans, and those of links in the order of the left's."""
        self._left, self._right, self._links = left, right, links
        self._equal, self._equal_of = matching.equal, matching.equal_of
        self._unequal: dict[int, list[Paired]] = {}
        for one in matching.unequal:
            self._unequal.setdefault(left.spans.places[one.left][0], []).append(one)
        self._last: tuple[int, tuple[Pair, ...]] = -1, ()
        """The pairs of the article that was asked for last: what is settled there asks again."""

    def of(self, article: int, differences: Iterable[Difference]) -> Both:
        """Give what is common in an article."""
        stretch = self._equal_of[article]
        n_pairs = stretch.stop - stretch.start + len(self._unequal.get(article, ()))
        unlike = [
            one.left for one in differences if one.right is not None and isinstance(one.left, str)
        ]
        return Both(
            n_pairs, partial(self._pairs, article), partial(self._ids, article), frozenset(unlike)
        )

    def _pairs(self, article: int) -> tuple[Pair, ...]:
        """Give all pairs, in text order."""
        known, pairs = self._last
        if known != article:
            pairs = self._find_pairs(article)
            self._last = article, pairs
        return pairs

    def _find_pairs(self, article: int) -> tuple[Pair, ...]:
        stretch = self._equal_of[article]
        lefts, rights = (some[stretch] for some in self._equal)
        every = [Paired(*two, Phase.EXACT, 1.0) for two in zip(lefts, rights, strict=True)]
        every += self._unequal.get(article, ())
        mine, theirs = self._left.spans, self._right.spans
        every.sort(
            key=lambda two: (
                mine.places[two[0]][2:], theirs.places[two[1]][2:], mine.types[two[0]]
            )
        )  # fmt: skip
        return tuple(
            [
                Pair(mine.ids[one], theirs.ids[other], phase, share)
                for one, other, phase, share in every
            ]
        )

    def _ids(self, article: int) -> tuple[tuple[str, str], ...]:
        """Give the ids of the links that both have."""
        stretch, links = self._left.links.stretches[article], self._links
        first, last = (bisect_left(links, (at,)) for at in (stretch.start, stretch.stop))
        mine, theirs = self._left.links.ids, self._right.links.ids
        return tuple([(mine[one], theirs[other]) for one, other in links[first:last]])

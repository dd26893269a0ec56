"""Which marks of a kind a file has, and where each stands, once the lines behind ask for it.

Links stand behind all spans, and by article as these do. So the marks of one article are in
memory, those of the others on the disk; only where a file has another order, or notes and
decisions name marks, all are kept by the hashes of their ids.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from annotator.formats.hashed_ids import HashedIds, OnceOnly
from annotator.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAYER_BITS = 24


def home_of(article: int, layer: int) -> int:
    """Give where marks stand as one number, of those of an article and a layer."""
    return article << _LAYER_BITS | layer


def article_at(home: int) -> int:
    """Give the number of the article."""
    return home >> _LAYER_BITS


def layer_at(home: int) -> int:
    """Give the number of the layer."""
    return home & ((1 << _LAYER_BITS) - 1)


class KnownMarks:
    """The marks of a kind by the hashes of their ids, in their order, each with its home."""

    def __init__(self) -> None:
        """Begin with none."""
        self.article, self.here = -1, dict[int, int]()
        """The number of the article that came last, and its marks: further ones are put there."""
        # The marks of the article that was asked for last.
        self._there: dict[int, int] = {}
        self._spool, self._once = Spool(), OnceOnly()
        self._coming: Iterator[dict[int, int]] | None = None
        self._every: HashedIds | None = None

    def come_to(self, article: int) -> None:
        """Let the marks of other articles go: those of this one follow."""
        if article != self.article:
            self._let_go()
            self.article = article

    def home(self, hashed: int) -> int | None:
        """Give where a mark stands, None = there is none. No more are taken from then on.

        Raises `OSError`.
        """
        home = self._there.get(hashed)
        return self._further(hashed) if home is None else home

    def doubled(self) -> Iterator[int]:
        """Give the hashes of ids that several marks have; raises `OSError`."""
        self._let_go()
        return self._once.doubled()

    def _let_go(self) -> None:
        if self.here:
            self._once.add(self.here)
            homes = array("q", self.here.values())
            self._spool.add(array("q", self.here).tobytes() + homes.tobytes())
            self.here = {}

    def _further(self, hashed: int) -> int | None:
        if self._coming is None:
            self._let_go()
            self._coming = self._by_article()
        if self._every is None:
            for there in self._coming:
                if hashed in there:
                    self._there = there
                    return there[hashed]
            self._every = self._indexed()
        found = self._every.of(hashed)
        return found[0] if found else None

    def _by_article(self) -> Iterator[dict[int, int]]:
        for block in self._spool:
            numbers = array("q")
            numbers.frombytes(block)
            n = len(numbers) // 2
            yield dict(zip(numbers[:n], numbers[n:], strict=True))

    def _indexed(self) -> HashedIds:
        every = HashedIds()
        for there in self._by_article():
            for hashed, home in there.items():
                every.add(hashed, home)
        every.sort()
        return every

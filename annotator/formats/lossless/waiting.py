"""The articles of a file and what belongs to them, until its last line has been checked.

Articles and marks of the usual form wait packed, others as the place of their line in the file.
What lines mean is not known here; articles are called by their numbers, the first = 0.
"""

from __future__ import annotations

import marshal
from array import array
from typing import TYPE_CHECKING, Any, TypeAlias

from annotator.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

Waiting: TypeAlias = tuple[Any, ...] | int
"""The cells of a mark, or where its line begins."""


class WaitingMarks:
    """What belongs to each article, in its order; of much of it all but the last lies on disk."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._spool = Spool()
        # Which block is an article, how many marks it has, and of which article each block is.
        self._articles, self._n = array("Q"), array("Q")
        self._of = array("q")
        self._by_article: tuple[array[int], array[int]] | None = None
        self._last: list[Waiting] = []
        self._last_of, self._n_cells = -1, 0

    def add_article(self, cells: tuple[Any, ...]) -> int:
        """Put an article behind the others; give its number."""
        self._articles.append(len(self._spool))
        self._n.append(0)
        self._add_block(-1, marshal.dumps(cells))
        return len(self._articles) - 1

    def article(self, article: int) -> tuple[Any, ...]:
        """Give the cells of an article; raises `OSError`."""
        return marshal.loads(self._spool[self._articles[article]])  # type: ignore[no-any-return]  # noqa: S302 - as below

    @property
    def n_articles(self) -> int:
        """How many articles there are."""
        return len(self._articles)

    def add(self, article: int, one: Waiting) -> None:
        """Put one behind the others of its article."""
        n_cells = 0 if isinstance(one, int) else len(one)
        if article != self._last_of or n_cells != self._n_cells:
            self._pack()
            self._last_of, self._n_cells = article, n_cells
        self._last.append(one)

    def n_of(self, article: int) -> int:
        """Count those of an article."""
        return self._n[article] + (len(self._last) if article == self._last_of else 0)

    def of(self, article: int) -> Iterator[list[Any]]:
        """Give those of an article, in lists of one kind each; raises `OSError`."""
        self._pack()
        if self._by_article is None:
            self._by_article = self._sorted()
        first, blocks = self._by_article
        for n in blocks[first[article] : first[article + 1]]:
            yield marshal.loads(self._spool[n])  # noqa: S302 - packed by this program just now

    def _pack(self) -> None:
        if self._last:
            self._n[self._last_of] += len(self._last)
            self._add_block(self._last_of, marshal.dumps(self._last))
            self._last = []

    def _add_block(self, article: int, block: bytes) -> None:
        self._spool.add(block)
        self._of.append(article)
        self._by_article = None

    def _sorted(self) -> tuple[array[int], array[int]]:
        """Give where the blocks of each article begin in a list of blocks, and that list."""
        first = array("Q", bytes(8 * (len(self._articles) + 1)))
        for article in self._of:
            if article >= 0:
                first[article + 1] += 1
        for n in range(1, len(first)):
            first[n] += first[n - 1]
        blocks, at = array("Q", bytes(8 * first[-1])), array("Q", first)
        for n, article in enumerate(self._of):
            if article >= 0:
                blocks[at[article]] = n
                at[article] += 1
        return first, blocks

"""The articles of a file and what belongs to them, until its last line has been checked.

Articles and marks of the usual form wait packed, others as the place of their line in the file.
What lines mean is not known here.
"""

import marshal
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, TypeAlias

from annotator.spool import Spool

Waiting: TypeAlias = tuple[Any, ...] | int
"""The cells of a mark, or where its line begins."""


class WaitingMarks:
    """What belongs to each article, in its order; of much of it all but the last lies on disk."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._spool = Spool()
        self._blocks: defaultdict[str, list[int]] = defaultdict(list)
        self._last: list[Waiting] = []
        self._last_of, self._n_cells = "", 0
        self._articles: dict[str, int] = {}
        self._n: Counter[str] = Counter()

    def add_article(self, article_id: str, cells: tuple[Any, ...]) -> None:
        """Put an article behind the others."""
        self._articles[article_id] = len(self._spool)
        self._spool.add(marshal.dumps(cells))

    def article(self, article_id: str) -> tuple[Any, ...]:
        """Give the cells of an article; raises `OSError`."""
        return marshal.loads(self._spool[self._articles[article_id]])  # type: ignore[no-any-return]  # noqa: S302 - as below

    def articles(self) -> Iterator[tuple[Any, ...]]:
        """Give the cells of the articles, in their order; raises `OSError`."""
        for n in self._articles.values():
            yield marshal.loads(self._spool[n])  # noqa: S302 - as below

    def add(self, article_id: str, one: Waiting) -> None:
        """Put one behind the others of its article."""
        n_cells = 0 if isinstance(one, int) else len(one)
        if article_id != self._last_of or n_cells != self._n_cells:
            self._pack()
            self._last_of, self._n_cells = article_id, n_cells
        self._last.append(one)

    def n_of(self, article_id: str) -> int:
        """Count those of an article."""
        n = self._n.get(article_id, 0)
        return n + len(self._last) if article_id == self._last_of else n

    def of(self, article_id: str) -> Iterator[list[Any]]:
        """Give those of an article, in lists of one kind each; raises `OSError`."""
        self._pack()
        for n in self._blocks.get(article_id, ()):
            yield marshal.loads(self._spool[n])  # noqa: S302 - packed by this program just now

    def _pack(self) -> None:
        if self._last:
            self._n[self._last_of] += len(self._last)
            self._blocks[self._last_of].append(len(self._spool))
            self._spool.add(marshal.dumps(self._last))
            self._last.clear()

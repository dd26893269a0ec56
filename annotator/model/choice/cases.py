"""Where something is lost when a part of a project goes out: counted, with the first places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.text.ranges import Range

MOST_CASES = 1_000
"""So many places of a loss are known: more than somebody looks through."""


class Case(NamedTuple):
    """Where something is lost: in an article, and at which place of it (None = as a whole)."""

    article_id: str
    at: Range | None = None


class StillTells(NamedTuple):
    """A word that may tell of somebody whose name is replaced, and where it stands.

    `where` is the field that holds it, "" = the article's text; "" as article = beside them all.
    `at` is its place in that field.
    """

    word: str
    article_id: str
    at: Range
    where: str = ""


@dataclass(slots=True)
class CountedCases:
    """Counts by names, and keeps the first places of each."""

    n: Counter[str] = field(default_factory=Counter)
    _cases: dict[str, list[Case]] = field(default_factory=dict)

    def clear(self) -> None:
        """Begin anew."""
        self.n.clear()
        self._cases.clear()

    def add(self, name: str, article_id: str, places: Iterable[Range | None]) -> None:
        """Count things of one name in an article, each by its place."""
        some = [Case(article_id, at) for at in places]
        if some:
            self.n[name] += len(some)
            self.keep(name, some)

    def keep(self, name: str, cases: Iterable[Case]) -> None:
        """Keep places of what is counted elsewhere."""
        kept = self._cases.setdefault(name, [])
        if len(kept) < MOST_CASES:
            kept += cases
            del kept[MOST_CASES:]

    def cases(self, name: str) -> tuple[Case, ...]:
        """Give the first places of what was counted under a name."""
        return tuple(self._cases.get(name, ()))

"""What a file said so far, as far as the lines behind ask for it: in arrays or on the disk.

An id stands for one thing of its kind. Of what there are few that is seen at once, of the others
at the end of the file (`twice`).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from annotator.formats.hashed_ids import HashedIds, OnceOnly
from annotator.formats.lossless.known_marks import KnownMarks

if TYPE_CHECKING:
    from collections.abc import Mapping


class FoundSoFar:
    """Articles by their numbers, marks with their homes, all else of which there are few."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.few: Mapping[str, dict[str, Any]] = {"named": {}, "layer": {}, "actor": {}}
        """By kind and id."""
        self.layers: dict[str, int] = {}
        """The numbers of layers by their ids."""
        self.marks: Mapping[str, KnownMarks] = {"span": KnownMarks(), "link": KnownMarks()}
        self.once: defaultdict[str, OnceOnly] = defaultdict(OnceOnly)
        """Hashes of what else may be there only once, by what it is."""
        self._articles, self._n_characters = HashedIds(), array("Q")
        self._replacing: list[tuple[str, int, str]] = []
        self._is_sorted = False

    def add_article(self, article_id: str, n_characters: int, replaces: str | None) -> None:
        """Take an article, the next to wait; no more come once one was asked for."""
        number = len(self._n_characters)
        self._articles.add(article_id, number)
        self._n_characters.append(n_characters)
        if replaces is not None:
            self._replacing.append((article_id, number, replaces))

    def article(self, article_id: str) -> int | None:
        """Give the number of an article, None = there is none."""
        if not self._is_sorted:
            self._articles.sort()
            self._is_sorted = True
        found = self._articles.of(article_id)
        return found[0] if found else None

    def of(self, kind: str, name: str) -> Any:
        """Give what is called so, of an article its number, of a mark its home; None = nothing."""
        if kind == "article":
            return self.article(name)
        if kind in self.marks:
            return self.marks[kind].home(hash(name))
        return self.few[kind].get(name)

    def n_characters(self, article: int) -> int:
        """Give how many characters the text of an article has."""
        return self._n_characters[article]

    def dangling(self) -> frozenset[str]:
        """Give the ids of articles that replace one that does not stand before them."""
        self.article("")
        return frozenset(
            article_id
            for article_id, number, replaced in self._replacing
            if not any(one < number for one in self._articles.of(replaced))
        )

    def doubled(self) -> dict[str, frozenset[int]]:
        """Give the hashes of what came more than once, by what it is; raises `OSError`."""
        every: dict[str, OnceOnly | KnownMarks] = {**self.once, **self.marks}
        found = {kind: frozenset(one.doubled()) for kind, one in every.items()}
        return {kind: hashes for kind, hashes in found.items() if hashes}

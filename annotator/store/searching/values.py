"""An article as it is searched: its text, its regions, and where marks stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from annotator.model.article import Article, Region
    from annotator.text.ranges import Range


class TextKey(NamedTuple):
    """Where an article stands in the order they came in, and which text it has."""

    number: int
    article_id: str
    sha256: str


class PlacedMark(NamedTuple):
    """One part of a span: where it stands, and what is shown of it."""

    at: Range
    type: str
    span_id: str
    actor_id: str | None


@dataclass(frozen=True, slots=True)
class SearchedArticle:
    """An article with the marks of one layer, in text order."""

    article: Article
    regions: tuple[Region, ...] = ()
    marks: tuple[PlacedMark, ...] = ()

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def touching(self, at: Range) -> list[PlacedMark]:
        """Give the marks that share a character with a place."""
        found: list[PlacedMark] = []
        for mark in self.marks:
            if mark.at.start >= at.end:
                break
            if mark.at.end > at.start:
                found.append(mark)
        return found

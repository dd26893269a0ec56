"""What a kit covers of an article until it is done: stretches that tell what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from annotator.model.article import RegionType

if TYPE_CHECKING:
    from annotator.model.article import Article, Region
    from annotator.text.ranges import Range

COVERED = frozenset({RegionType.DATELINE, RegionType.BYLINE, RegionType.BOILERPLATE})
"""The regions that tell what is hidden."""


class RegionedArticle(Protocol):
    """An article with its regions, as a page has them."""

    @property
    def article(self) -> Article:
        """The article."""

    @property
    def regions(self) -> tuple[Region, ...]:
        """Its regions."""

    @property
    def text(self) -> str:
        """Its text."""


def covered(page: RegionedArticle) -> tuple[Range, ...]:
    """Give the stretches of an article that tell what is hidden: they cannot be seen or marked."""
    if not page.article.hidden():
        return ()
    return tuple(one.at for one in page.regions if one.type in COVERED)


def is_covered(page: RegionedArticle, at: Range) -> bool:
    """Say whether a place lies on a stretch that is covered."""
    return any(one.overlaps(at) for one in covered(page))


def seen_text(page: RegionedArticle) -> str:
    """Give the text of an article as it may be shown: every letter that is covered as ▒."""
    text = page.text
    for at in covered(page):
        words = "".join(one if one.isspace() else "▒" for one in at.of(text))
        text = text[: at.start] + words + text[at.end :]
    return text

"""A page read whole: its text, what of it is the article, what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.formats.web.head import facts_of, language_of
from annotator.formats.web.judge import body_of, n_words
from annotator.formats.web.tree import tree_of
from annotator.formats.web.walk import WebPart, WebText, walk
from annotator.language import tr, trn
from annotator.model.article import FieldCandidate
from annotator.model.bundle import PageFacts

if TYPE_CHECKING:
    from annotator.text.ranges import Range


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What was found in a page. `body` are the lines that are its article, in order."""

    text: str
    body: tuple[Range, ...]
    facts: PageFacts
    language: str
    n_links: int
    n_words: int

    @property
    def title(self) -> str:
        """What the page calls itself, else its first line."""
        return self.facts.title or self.text[:300].split("\n", 1)[0]


def read_page(markup: str, name: str, address: str = "") -> ReadPage:
    """Read the markup of the page `name`; raises `CannotRead`."""
    root = tree_of(markup, name)
    page = walk(root)
    facts = facts_of(root, address)
    body = body_of(root, page)
    return ReadPage(
        page.text,
        body,
        _with_headings(facts, page),
        language_of(root),
        page.n_links,
        n_words(page, body),
    )


def what_it_is(found: ReadPage, least: int) -> str:
    """Say what a page is that has fewer words of an article than `least`; "" for one that has."""
    if found.n_words >= least:
        return ""
    if found.n_words < found.n_links:
        return trn("no article in it: {n} link", "no article in it: {n} links", found.n_links)
    return tr(
        "{words} of text; at least {n} are asked for",
        words=trn("{n} word", "{n} words", found.n_words),
        n=str(least),
    )


def _with_headings(facts: PageFacts, page: WebText) -> PageFacts:
    """Add what the page sets largest to what it may be called."""
    largest = [line for line in page.lines if line.parts & WebPart.TITLE]
    if not largest:
        return facts
    headings = tuple(
        FieldCandidate(line.at.of(page.text), "largest", line.at) for line in largest[:3]
    )
    return PageFacts(facts.title, {**facts.fields, "title": (*facts.of("title"), *headings)})

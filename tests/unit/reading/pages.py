"""Small pages for the tests of this folder: a text with claims, speakers and cues in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.model.article import Article, Origin, Region, RegionType
from annotator.model.page import Page
from annotator.model.span import Link, Span
from annotator.text.ranges import Range, union

if TYPE_CHECKING:
    from annotator.reading.caret import TextView

LAYER = "layer"
_MARKED = re.compile(r"\[(\w+):(.*?)\]")


def article(text: str, language: str = "en") -> Article:
    return Article(id="article", title="", text=text, sha256="", language=language)


def span(
    text: str,
    span_id: str,
    type_name: str,
    *parts: tuple[int, int],
    actor_id: str | None = None,
    layer_id: str = LAYER,
    **attributes: str,
) -> Span:
    ranges = tuple(Range(*part) for part in parts)
    return Span(
        id=span_id,
        article_id="article",
        layer_id=layer_id,
        type=type_name,
        parts=ranges,
        quotes=tuple(part.of(text) for part in ranges),
        attributes=attributes,
        actor_id=actor_id,
    )


def at(text: str, words: str, n: int = 1) -> Range:
    """Where `words` stand for the n-th time."""
    start = -1
    for _ in range(n):
        start = text.index(words, start + 1)
    return Range(start, start + len(words))


def page(
    text: str,
    *spans: Span,
    links: Iterable[Link] = (),
    regions: Iterable[tuple[RegionType, Range]] = (),
    language: str = "en",
) -> Page:
    return Page(
        article(text, language),
        spans=spans,
        links=links,
        regions=[
            Region(f"region-{n}", "article", kind, place, Origin.HAND, "coder")
            for n, (kind, place) in enumerate(regions)
        ],
    )


def is_folded(view: TextView, position: int) -> bool:
    """Say whether a caret would stand in a folded range, or behind one whose line ends there."""
    ends = position >= len(view.text) or view.text[position] in "\n\u2029"
    return any(
        one.start <= position < one.end or (one.end == position and ends)
        for one in union(view.hidden)
    )


def link(type_name: str, source_id: str, target_id: str) -> Link:
    return Link(
        f"{type_name}-{source_id}-{target_id}", "article", LAYER, type_name, source_id, target_id
    )


def marked(written: str) -> tuple[str, dict[str, tuple[Range, ...]]]:
    """Read "[claim:We will,] he said": the bare text, and the places of each name."""
    text = ""
    places: dict[str, tuple[Range, ...]] = {}
    done = 0
    for match in _MARKED.finditer(written):
        text += written[done : match.start()]
        place = Range(len(text), len(text) + len(match.group(2)))
        places[match.group(1)] = (*places.get(match.group(1), ()), place)
        text += match.group(2)
        done = match.end()
    return text + written[done:], places

"""A statement in a few lines: its sentences, one before and one after, as a small page of its own.

So that it can be drawn as the article is, whatever the article's length.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.model.article import RegionType
from annotator.model.page import Page
from annotator.model.statement import statement_around
from annotator.reading.covered import COVERED
from annotator.text.ranges import Range, hull
from annotator.text.sentences import paragraph_at, sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.scheme import Scheme
    from annotator.model.span import Span

_NEAR = 400
"""So far from its claim a cue, a speaker or a target still belongs into the passage."""
_LONGEST, _MOST_AROUND = 1_500, 300
_NO_TEXT = frozenset({RegionType.BOILERPLATE, RegionType.BYLINE})
"""Lines that are no sentence around anything."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A page of the words alone, with the marks on them; `own` are the statement's sentences.

    `selected` is drawn as selected, `lit` as belonging to it. `is_cut` = before, and behind, the
    paragraph goes on.
    """

    page: Page
    selected: str
    lit: frozenset[str]
    own: Range
    at: Range
    is_cut: tuple[bool, bool] = (False, False)


def passage_of(page: Page, scheme: Scheme, item_id: str) -> Excerpt | None:
    """Give the passage of a span or link; None where it is not on the page."""
    link = page.link(item_id)
    about = page.span(item_id if link is None else link.source_id)
    if about is None:
        return None
    statement = statement_around(page, scheme, about)
    claim = about if statement is None else statement.claim
    ids = {about.id} if statement is None else {*statement.span_ids(), about.id}
    spans = [one for one in map(page.span, ids) if one is not None]
    own = _sentences(page, _core(about, claim, spans))
    at = _with_neighbours(page, own)
    small = _excerpt(page, at)
    selected = claim.id if link is not None else about.id
    text = page.text
    cut = (
        text[: at.start].rstrip(" ")[-1:] not in ("", "\n"),
        text[at.end :].lstrip(" ")[:1] not in ("", "\n"),
    )
    shifted = Range(own.start - at.start, own.end - at.start)
    return Excerpt(small, selected, frozenset(ids - {selected}), shifted, at, cut)


def _core(about: Span, claim: Span, spans: Iterable[Span]) -> Range:
    """Give the stretch that must be seen: the span asked about with what is near it."""
    found = about.hull()
    if max(claim.end - found.start, found.end - claim.start) <= _LONGEST:
        found = hull((found, claim.hull()))
    for one in spans:
        near = one.end > found.start - _NEAR and one.start < found.end + _NEAR
        if near and max(one.end, found.end) - min(one.start, found.start) <= _LONGEST:
            found = hull((found, one.hull()))
    return Range(found.start, min(found.end, found.start + _LONGEST))


def _sentences(page: Page, core: Range) -> Range:
    first, last = _sentence(page, core.start), _sentence(page, max(core.end - 1, core.start))
    return hull((core, *(one for one in (first, last) if one is not None and _is_short(one, core))))


def _is_short(sentence: Range, core: Range) -> bool:
    return sentence.end - sentence.start <= core.end - core.start + _LONGEST


def _sentence(page: Page, position: int) -> Range | None:
    text = page.text
    return sentence_at(text, position, paragraph_at(text, position), page.article.language)


def _with_neighbours(page: Page, own: Range) -> Range:
    """Give a place with the sentences before and behind it that belong to the article's text."""
    text, start, end = page.text, own.start, own.end
    before = len(text[:start].rstrip()) - 1
    if before >= 0:
        found = _sentence_of_text(page, before)
        start = max(found.start, start - _MOST_AROUND) if found is not None else start
    after = len(text) - len(text[end:].lstrip())
    if after < len(text):
        found = _sentence_of_text(page, after)
        end = min(found.end, after + _MOST_AROUND) if found is not None else end
    return Range(min(start, own.start), max(end, own.end))


def _sentence_of_text(page: Page, position: int) -> Range | None:
    """Give the sentence at a position; None where it is furniture of the page, or a byline."""
    found = _sentence(page, position)
    at = found or Range(position, position + 1)
    is_text = not any(one.type in _NO_TEXT and one.at.covers(at) for one in page.regions)
    return found if is_text else None


def _excerpt(page: Page, at: Range) -> Page:
    """Give a page of the words at a place alone, with what is marked on them."""
    text = at.of(page.text)
    ids = dict.fromkeys(one.span_id for one in page.parts_between(at.start, at.end))
    spans = [_clipped(one, at, text) for one in map(page.span, ids) if one is not None]
    links = {link.id: link for one in spans for link in page.links_of(one.id)}
    here = {one.id for one in spans}
    regions = [
        replace(one, at=_within(one.at, at))
        for one in page.regions
        if page.article.hidden() and one.type in COVERED and one.at.overlaps(at)
    ]
    return Page(
        replace(page.article, text=text),
        regions=regions,
        spans=spans,
        links=[one for one in links.values() if {one.source_id, one.target_id} <= here],
        notes=[one for one in page.every_note() if one.owner_id in here],
    )


def _within(part: Range, at: Range) -> Range:
    return Range(max(part.start, at.start) - at.start, min(part.end, at.end) - at.start)


def _clipped(span: Span, at: Range, text: str) -> Span:
    parts = tuple(_within(one, at) for one in span.parts if one.overlaps(at))
    return replace(span, parts=parts, quotes=tuple(one.of(text) for one in parts))

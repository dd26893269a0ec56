"""The same words everywhere (P): the places that a preview lists before one step marks them.

Planning that step, and going through the articles of a project, belong elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.article import RegionType
from annotator.model.page import Page
from annotator.text.ranges import Range, is_blank, trim
from annotator.text.words import boundary_at_or_after, boundary_at_or_before, is_word_edge

_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of the words, with what stands before and after it for the preview list."""

    at: Range
    words: str
    before: str
    after: str
    region: RegionType = RegionType.BODY


def places(page: Page, words: str, type_name: str, *, layer_id: str) -> tuple[Occurrence, ...]:
    """Give the places of `words` in an article that are not marked with this type yet.

    The same letters in the same case, blanks of any kind alike, whole words only (a genitive ’s
    may follow). Boilerplate is left out, and so is what touches a span of that type on the layer.
    """
    taken = [region.at for region in page.regions if region.type is RegionType.BOILERPLATE]
    found: list[Occurrence] = []
    for at in same_words(page.text, words):
        region = page.region_at(at.start)
        kind = RegionType.BODY if region is None else region.type
        if kind is RegionType.BOILERPLATE and any(piece.overlaps(at) for piece in taken):
            continue
        if not _is_marked(page, at, type_name, layer_id):
            found.append(place_of(page.text, at, kind))
    return tuple(found)


def same_words(text: str, words: str, *, skip: Iterable[Range] = ()) -> tuple[Range, ...]:
    """Give all places of `words` as whole words, in order, outside the ranges of `skip`."""
    wanted = words.split()
    if not wanted:
        return ()
    skipped = tuple(skip)
    found: list[Range] = []
    at = text.find(wanted[0])
    while at >= 0:
        end = _end_of_match(text, at, wanted)
        piece = Range(at, at if end is None else end)
        if end is not None and _is_whole(text, piece):
            if not any(other.overlaps(piece) for other in skipped):
                found.append(piece)
            at = text.find(wanted[0], end)
        else:
            at = text.find(wanted[0], at + 1)
    return tuple(found)


def place_of(text: str, at: Range, region: RegionType = RegionType.BODY) -> Occurrence:
    """Give a place with some words of its paragraph on both sides, cut at blanks."""
    low = max(text.rfind("\n", 0, at.start) + 1, at.start - _CONTEXT)
    line_end = text.find("\n", at.end)
    high = min(len(text) if line_end < 0 else line_end, at.end + _CONTEXT)
    low = boundary_at_or_after(text, low)
    high = boundary_at_or_before(text, high)
    while low < at.start and low > 0 and not is_blank(text[low - 1]):
        low += 1
    while high > at.end and high < len(text) and not is_blank(text[high]):
        high -= 1
    before, after = text[low : at.start], text[at.end : high]
    return Occurrence(at, at.of(text), before.lstrip(), after.rstrip(), region)


def _end_of_match(text: str, start: int, wanted: list[str]) -> int | None:
    """Where the words end that begin at `start`, any blanks between them; None if they differ."""
    at = start
    for n, word in enumerate(wanted):
        if n:
            begin = at
            while at < len(text) and is_blank(text[at]) and text[at] not in "\n\u2029":
                at += 1
            if at == begin:
                return None
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at


def _is_whole(text: str, piece: Range) -> bool:
    if trim(text, piece) != piece:
        return False
    return is_word_edge(text, piece.start) and is_word_edge(text, piece.end)


def _is_marked(page: Page, at: Range, type_name: str, layer_id: str) -> bool:
    for entry in page.parts_between(at.start, at.end):
        span = page.span(entry.span_id)
        if span is not None and span.type == type_name and span.layer_id == layer_id:
            return True
    return False

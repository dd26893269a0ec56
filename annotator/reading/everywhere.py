"""The same words everywhere (P): the places that a preview lists before one step marks them.

Planning that step, and going through the articles of a project, belong elsewhere.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from annotator.model.article import RegionType
from annotator.model.page import Page
from annotator.text.ranges import Range, is_blank
from annotator.text.words import boundary_at_or_after, boundary_at_or_before, is_word_edge

_CONTEXT = 40
_BETWEEN_WORDS = "(?:(?![\n\u2029])\\s|[\u180e\u200b\u2060\ufeff])+"


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
        if not is_marked(page, at, type_name, layer_id):
            found.append(place_of(page.text, at, kind))
    return tuple(found)


def same_words(text: str, words: str) -> tuple[Range, ...]:
    """Give all places of `words` as whole words, in order."""
    return tuple(
        written(text, words, lambda at: is_word_edge(text, at.start) and is_word_edge(text, at.end))
    )


def written(text: str, words: str, is_wanted: Callable[[Range], bool]) -> list[Range]:
    """Give the places of `words` as they are written, in order: blanks of any kind are alike.

    Only such as are wanted; none goes on behind a line's end.
    """
    wanted = words.split()
    found: list[Range] = []
    pattern = re.compile(_BETWEEN_WORDS.join(map(re.escape, wanted)))
    match = pattern.search(text) if wanted else None
    while match is not None:
        piece = Range(match.start(), match.end())
        is_one = is_wanted(piece)
        if is_one:
            found.append(piece)
        match = pattern.search(text, piece.end if is_one else piece.start + 1)
    return found


def place_of(
    text: str, at: Range, region: RegionType = RegionType.BODY, *, around: int = _CONTEXT
) -> Occurrence:
    """Give a place with some words of its paragraph on both sides, cut at blanks."""
    low = max(text.rfind("\n", 0, at.start) + 1, at.start - around)
    line_end = text.find("\n", at.end)
    high = min(len(text) if line_end < 0 else line_end, at.end + around)
    low = boundary_at_or_after(text, low)
    high = boundary_at_or_before(text, high)
    while low < at.start and low > 0 and not is_blank(text[low - 1]):
        low += 1
    while high > at.end and high < len(text) and not is_blank(text[high]):
        high -= 1
    before, after = text[low : at.start], text[at.end : high]
    return Occurrence(at, at.of(text), before.lstrip(), after.rstrip(), region)


def is_marked(page: Page, at: Range, type_name: str, layer_id: str) -> bool:
    """Say whether a span of this type, on this layer, touches a place."""
    spans = (page.span(entry.span_id) for entry in page.parts_between(at.start, at.end))
    wanted = (type_name, layer_id)
    return any(span is not None and (span.type, span.layer_id) == wanted for span in spans)

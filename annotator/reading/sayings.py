"""Q: from saying to saying that is not coded yet, the caret on its first word.

What a saying is is read in `speech`; which of them a page still lacks is decided here. What the
key then marks is not.
"""

from collections.abc import Iterator

from annotator.model.article import RegionType
from annotator.model.page import Page
from annotator.model.scheme import Role, Scheme
from annotator.speech.quoted import sayings_in
from annotator.text.blocks import Block, Follows
from annotator.text.ranges import Range
from annotator.text.words import next_word_start, sentences, word_at

_LONGEST = 4_000
"""How far a sentence is followed over the end of its block."""
_SILENT = (RegionType.BOILERPLATE, RegionType.BYLINE, RegionType.DATELINE)


def looking_for_saying(
    page: Page,
    position: int,
    *,
    forward: bool,
    scheme: Scheme,
    layer_id: str,
    hidden: tuple[Range, ...] = (),
) -> Iterator[Range | None]:
    """Look for the next saying that no claim of the layer codes, from its first word on.

    `forward`: behind `position`, else before it. What is folded away (`hidden`), page furniture,
    bylines and datelines say nothing. None comes after each sentence without one, then the saying:
    whoever asks may stop between two sentences of a long article, and go on later.
    """
    claims = scheme.name_for(Role.CLAIM)
    last = len(page.blocks) if forward else -1
    for n in range(page.block_of(position), last, 1 if forward else -1):
        block = page.blocks[n]
        if any(piece.start <= block.start and block.end <= piece.end for piece in hidden):
            continue
        near = [
            one
            for one in _sentences(page, block)
            if (one.end > position if forward else one.start < position)
        ]
        for sentence in near if forward else reversed(near):
            found = _sayings(page, sentence)
            for one in found if forward else reversed(found):
                is_beyond = one.start > position if forward else one.start < position
                if is_beyond and not (
                    _is_silent(page, one) or _is_coded(page, one, claims, layer_id)
                ):
                    yield one
                    return
            yield None


def _sayings(page: Page, sentence: Range) -> list[Range]:
    """The sayings that begin in a sentence, by their first parts, in text order."""
    found = sayings_in(page.text, sentence, page.article.language)
    own = {parts[0] for parts in found if sentence.contains(parts[0].start)}
    return [_from_first_word(page.text, one) for one in sorted(own)]


def _sentences(page: Page, block: Block) -> Iterator[Range]:
    end = page.text.find("\n", block.end)
    end = min(len(page.text) if end < 0 else end, block.end + _LONGEST)
    for sentence in sentences(page.text, Range(block.start, end), page.article.language):
        if sentence.start >= block.end:
            return
        is_rest = block.follows is not Follows.PARAGRAPH and sentence.start == block.start
        if not is_rest:
            yield sentence


def _from_first_word(text: str, saying: Range) -> Range:
    """The saying without the marks it opens with: there the caret stands on a word."""
    at = saying.start
    while at < saying.end and word_at(text, at) is None:
        at = next_word_start(text, at)
    while at < saying.end and not text[at].isalnum():
        at += 1
    return Range(at, saying.end) if at < saying.end else saying


def _is_coded(page: Page, saying: Range, claims: str, layer_id: str) -> bool:
    entries = page.parts_between(saying.start, saying.end)
    over = [span for entry in entries if (span := page.span(entry.span_id)) is not None]
    return any((one.type, one.layer_id) == (claims, layer_id) for one in over)


def _is_silent(page: Page, saying: Range) -> bool:
    region = page.region_at(saying.start)
    return region is not None and region.type in _SILENT

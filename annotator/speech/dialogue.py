"""Speech that a dash opens at the head of a paragraph: —No hay agua —dijo Robles—. Mañana cerramos.

Spanish and French write so (`dashes_open` of their word lists). Who speaks is told between two
dashes or behind a comma. Lists have dashes too: somebody speaks only where that is told, or beside
a paragraph where it is. An aside between dashes in which no verb of saying stands is said as well.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotator.speech.cues import CueKind, cues_in
from annotator.speech.edges import with_signs
from annotator.speech.grammar import word_kinds
from annotator.speech.inserted import without_speaker
from annotator.speech.tokens import tokens
from annotator.text.ranges import Range, cut, is_blank
from annotator.text.words import paragraph_at, snap

_DASHES = "—―–"
_OPENS = re.compile(rf"[{_DASHES}][^\S\n]?(?=[^\s{_DASHES}])")
_DASH = re.compile(rf"(?<=\s)[{_DASHES}]|[{_DASHES}](?=[\s.,;:!?…]|$)")
"""A dash that stands free at one side; one within a word or between years parts nothing."""
_BESIDE = 6
"""So many paragraphs on either side belong to one talk."""
_MOST_BEFORE = 2
"""So many small words may stand before the verb: se quejó, le ha respondido."""


class Dialogue(NamedTuple):
    """What is said in a paragraph that a dash opens, in parts, and what is told between them."""

    parts: tuple[Range, ...]
    told: tuple[Range, ...]


def dialogue_at(text: str, position: int, language: str) -> Dialogue | None:
    """Give what is said in the paragraph of a place if a dash opens it; None where none does."""
    if not word_kinds(language).grammar.dashes_open:
        return None
    paragraph = paragraph_at(text, position)
    found = _dialogue(text, paragraph, language)
    if found is None or found.told or _is_beside_told(text, paragraph, language):
        return found
    return None


def is_spoken(text: str, parts: Sequence[Range], language: str) -> bool:
    """Say whether all of a claim stands in speech that a dash opens."""
    spoken = dialogue_at(text, parts[0].start, language) if parts else None
    return spoken is not None and all(
        any(one.covers(part) for one in spoken.parts) for part in parts
    )


def _is_beside_told(text: str, paragraph: Range, language: str) -> bool:
    """Whether it is told who speaks in one of the paragraphs with a dash around this one."""
    for some in (_before(text, paragraph), _behind(text, paragraph)):
        for other in some:
            found = _dialogue(text, other, language)
            if found is None:
                break
            if found.told:
                return True
    return False


def _before(text: str, paragraph: Range) -> Iterator[Range]:
    for _ in range(_BESIDE):
        end = paragraph.start
        while end > 0 and is_blank(text[end - 1]):
            end -= 1
        if end == 0:
            return
        paragraph = paragraph_at(text, end)
        yield paragraph


def _behind(text: str, paragraph: Range) -> Iterator[Range]:
    for _ in range(_BESIDE):
        start = paragraph.end
        while start < len(text) and is_blank(text[start]):
            start += 1
        if start == len(text):
            return
        paragraph = paragraph_at(text, start)
        yield paragraph


@lru_cache(maxsize=64)
def _dialogue(text: str, paragraph: Range, language: str) -> Dialogue | None:
    """The parts of a paragraph that a dash opens, whoever may speak."""
    opens = _OPENS.match(text, paragraph.start, paragraph.end)
    if opens is None:
        return None
    speech = Range(opens.end(), paragraph.end)
    told = tuple(one for one in _inserts(text, speech) if _tells(text, one, language))
    pieces = cut(speech, told)
    if not told:
        around = without_speaker(text, Range(speech.start - 1, speech.end), language)
        pieces = tuple(Range(max(speech.start, one.start), one.end) for one in around)
        told = tuple(one for one in cut(speech, pieces) if _tells(text, one, language))
        pieces = pieces if told else (speech,)
    parts = tuple(filter(None, (_part(text, one, language) for one in pieces)))
    return Dialogue(parts, told) if parts else None


def _inserts(text: str, speech: Range) -> Iterator[Range]:
    """What stands between two dashes, or behind one that no other follows; dashes included."""
    dashes = [one.span() for one in _DASH.finditer(text, speech.start, speech.end)]
    for n in range(0, len(dashes), 2):
        end = dashes[n + 1][1] if n + 1 < len(dashes) else speech.end
        yield Range(dashes[n][0], end)


def _tells(text: str, insert: Range, language: str) -> bool:
    """Whether a verb of saying begins what is inserted, and names who speaks behind it."""
    words = word_kinds(language)
    some = tokens(text, insert, language)
    first = next((one for one in cues_in(some, words) if one.kind is CueKind.VERB), None)
    return first is not None and first.first <= _MOST_BEFORE


def _part(text: str, piece: Range, language: str) -> Range | None:
    """The words of a piece with their own signs: ¿Y después?; no comma or stop around them."""
    start = piece.start
    while start < piece.end and (is_blank(text[start]) or text[start] in ".,;:" + _DASHES):
        start += 1
    if not any(character.isalnum() for character in text[start : piece.end]):
        return None
    found = snap(text, Range(start, piece.end), language=language)
    return None if found is None else with_signs(text, found, piece)

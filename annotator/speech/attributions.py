"""All that is said in an article: each claim with its cue and speakers, by the grammar of L and Q.

Which stretches may be read is told by the caller. What is proposed of it, and how surely, is not
known here.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.speech.grammar import WordKinds, word_kinds
from annotator.speech.how_said import SpeechForm
from annotator.speech.quoted import Said, said_in
from annotator.speech.sayings import Saying, saying_of
from annotator.text.quotations import MARKS
from annotator.text.ranges import Range, is_blank
from annotator.text.words import paragraph_at, sentences

_NEAR = 1_000
"""Claims farther away say nothing about the words around one."""
_MOST_USED = 20


@dataclass(frozen=True, slots=True)
class Readable:
    """Where a text may be read: stretches of its lines, what is silent, and its headlines."""

    stretches: tuple[Range, ...]
    silent: tuple[Range, ...] = ()
    headlines: tuple[Range, ...] = ()


class Attribution(NamedTuple):
    """One claim with whoever says it, and why."""

    said: Said
    cue: Range | None = None
    speakers: tuple[Range, ...] = ()
    why: str = ""
    particle: Range | None = None
    """The second piece of a cue in two: wies die Kritik |zurück|."""
    cost: int = 0
    """How badly the cue fits (0 = directly beside the claim)."""
    is_continued: bool = False
    """It has no cue; whoever spoke just before in the paragraph speaks on."""

    @property
    def start(self) -> int:
        """Where its first part starts."""
        return self.said.parts[0].start


def attributions(text: str, where: Readable, language: str) -> tuple[Attribution, ...]:
    """Give every claim of an article with its cue and speakers, in text order."""
    words = word_kinds(language)
    found: list[Attribution] = []
    seen: set[tuple[Range, ...]] = set()
    around: list[Said] = []
    for paragraph in _paragraphs(text, where.stretches):
        said = (one for one in _said(text, paragraph, language) if one.parts not in seen)
        here = sorted((one for one in said if _is_readable(one, where)), key=_place)
        around = [one for one in around if one.parts[-1].end > paragraph.start]
        here = _with_nested(here, around)
        seen |= {one.parts for one in here}
        found += _attributed(text, paragraph_at(text, paragraph.start), here, where, words)
    return tuple(found)


def _place(said: Said) -> tuple[int, int]:
    return said.parts[0].start, -said.parts[-1].end


def _with_nested(here: Sequence[Said], around: list[Said]) -> list[Said]:
    """What is said, nested where something around it covers it; `around` goes on behind it."""
    found: list[Said] = []
    for one in here:
        around[:] = [other for other in around if other.parts[-1].end > one.parts[0].start]
        is_inside = any(one.parts != other.parts and _covers(other, one) for other in around)
        found.append(one._replace(is_nested=one.is_nested or is_inside))
        around.append(one)
    return found


def _covers(around: Said, inside: Said) -> bool:
    return all(any(whole.covers(part) for whole in around.parts) for part in inside.parts)


def _paragraphs(text: str, stretches: Iterable[Range]) -> Iterator[Range]:
    """The stretches, joined where only a blank stands between two of one line."""
    joined: Range | None = None
    for one in stretches:
        if joined is not None and not text[joined.end : one.start].strip(" \u00a0"):
            joined = Range(joined.start, one.end)
            continue
        if joined is not None:
            yield joined
        joined = one
    if joined is not None:
        yield joined


def _said(text: str, paragraph: Range, language: str) -> Iterator[Said]:
    for sentence in sentences(text, paragraph, language):
        for one in said_in(text, sentence, language):
            if sentence.contains(one.parts[0].start):
                yield one


def _is_readable(said: Said, where: Readable) -> bool:
    return not any(part.overlaps(one) for part in said.parts for one in where.silent)


def _attributed(
    text: str, paragraph: Range, here: Sequence[Said], where: Readable, words: WordKinds
) -> Iterator[Attribution]:
    """The claims of a paragraph with whoever says them; each cue announces one of them first."""
    outer = [one for one in here if not one.is_nested]
    starts = [one.parts[0].start for one in outer]
    used: list[Range] = []
    before: Attribution | None = None
    for one in here:
        low = bisect_left(starts, one.parts[0].start - _NEAR)
        high = bisect_left(starts, one.parts[-1].end + _NEAR)
        near = (part for other in outer[low:high] for part in other.parts)
        others = [part for part in near if not _shares(part, one)]
        silent = [piece for piece in where.silent if piece.overlaps(paragraph)]
        saying = Saying()
        if one.how is not SpeechForm.TURN:
            saying = saying_of(
                text,
                one.parts,
                words,
                others=(*others, *silent),
                used_cues=tuple(used[-_MOST_USED:]),
                is_headline=any(line.covers(one.parts[0]) for line in where.headlines),
            )
        cue, particle = saying.cue, saying.particle
        found = Attribution(one, cue, saying.speakers, saying.why, particle, saying.cost)
        if one.how is SpeechForm.TURN:
            found = _of_turn(text, found)
        elif saying.cue is None and before is not None and before.speakers:
            found = found._replace(speakers=before.speakers, is_continued=True)
        if found.cue is not None:
            used.append(found.cue)
        if not one.is_nested:
            before = found
        yield found


def _shares(part: Range, said: Said) -> bool:
    return any(part.overlaps(own) for own in said.parts)


def _of_turn(text: str, found: Attribution) -> Attribution:
    """An answer with the name and the colon before it."""
    start = paragraph_at(text, found.start).start
    colon = found.start
    while colon > start and (is_blank(text[colon - 1]) or text[colon - 1] in MARKS):
        colon -= 1
    if colon - 1 <= start:
        return found
    return found._replace(cue=Range(colon - 1, colon), speakers=(Range(start, colon - 1),))

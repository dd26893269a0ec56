"""What a verb of saying governs: the words of a sentence that somebody else says, by its cue.

Subject, verb and "that" stay outside. The cues are those that `sayings` looks for around a claim
that is marked already; here the claim itself is sought. No parser: which stretch a cue governs is
read off the small words and the punctuation around it.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from annotator.speech.before_cue import in_front, is_taken, object_in_front
from annotator.speech.behind_cue import around_particle, start_behind
from annotator.speech.by_phrase import by_phrase
from annotator.speech.clauses import after_that, stretch_from
from annotator.speech.cued_sentence import (
    COLONS,
    LONGEST_NAME,
    CuedSentence,
)
from annotator.speech.cues import Cue, CueKind
from annotator.speech.grammar import (
    WordKinds,
    phrase_at_start,
)
from annotator.speech.words import lexicon
from annotator.text.ranges import Range
from annotator.text.words import paragraph_at, sentence_at, snap

_LONGEST = 1_500
"""How far around a place, or on from its start, a sentence is read that no full stop ends."""


class Governed(NamedTuple):
    """What is said, in one part or in two around "he said", and the cue it is said by."""

    parts: tuple[Range, ...]
    cue: Range


@cache
def word_kinds(language: str) -> WordKinds:
    """Give what the words of a language are."""
    return WordKinds(lexicon(language), language)


def governed_at(text: str, word: Range, language: str) -> list[Governed]:
    """Give what cues of its sentence govern around a word, the innermost first."""
    paragraph = paragraph_at(text, word.start)
    near = Range(
        max(paragraph.start, word.start - _LONGEST), min(paragraph.end, word.end + _LONGEST)
    )
    sentence = sentence_at(text, word.start, near, language)
    if sentence is None:
        return []
    found = governed_in(text, sentence, language)
    around = [one for one in found if any(part.covers(word) for part in one.parts)]
    return sorted(around, key=lambda one: sum(part.length for part in one.parts))


def governed_in(text: str, sentence: Range, language: str) -> list[Governed]:
    """Give what each cue of a sentence governs, in the order of the cues."""
    words = word_kinds(language)
    if not words.lexicon.verbs:
        return []
    near = Range(sentence.start, min(sentence.end, sentence.start + 2 * _LONGEST))
    reading = _Governing(text, near, words)
    found: list[tuple[Governed, bool]] = reading.behind_name()
    for cue in reading.cues:
        parts = tuple(
            whole
            for part in reading.governed_by(cue)
            if (whole := snap(text, part, language=language)) is not None
        )
        if parts:
            found.append((Governed(parts, cue.at), reading.is_plain(cue)))
    return [one for one, is_plain in found if is_plain or not _is_inside(one, found)]


def _is_inside(one: Governed, found: Sequence[tuple[Governed, bool]]) -> bool:
    """Whether the cue is part of what another governs: wanted |to pay|, said by whom is open."""
    return any(
        part.covers(one.cue) and part.length > one.parts[0].length
        for other, _ in found
        for part in other.parts
    )


class _Governing(CuedSentence):
    """What each cue of a sentence governs."""

    def behind_name(self) -> list[tuple[Governed, bool]]:
        """Give what stands behind a name and a colon in a headline: Dar: Ties have been cut."""
        if self.cues or self.is_closed:
            return []
        n = next((n for n, one in enumerate(self.some) if one.lead[-1:] in COLONS), 0)
        if not 0 < n <= LONGEST_NAME or self.is_quote(n):
            return []
        name = phrase_at_start(self.some[:n], self.words)
        if name is None or name.end != self.some[n - 1].end:
            return []
        colon = Range(self.some[n - 1].end, self.some[n].start)
        return [(Governed(tuple(self.stretch(n, self.end)), colon), True)]

    def governed_by(self, cue: Cue) -> list[Range]:
        """Give the stretches that a cue governs; none where it governs nothing."""
        if cue.kind is CueKind.PHRASE:
            return by_phrase(self, cue)
        if cue.first == 0 and self.is_passive(cue):
            return []  # Asked whether he would go, she said
        start = after_that(self, cue)
        if start is not None:
            return [] if self.is_impersonal(cue) else stretch_from(self, start, cue)
        if self.is_passive(cue):
            return []
        if cue.is_weak and self.takes(cue, "to") and self.is_infinitive(cue.last + 1):
            return stretch_from(self, cue.last + 1, cue)
        if cue.kind is CueKind.NOUN or cue.is_weak or is_taken(self, cue):
            return []
        back = in_front(self, cue)
        if back is not None:
            return back
        if cue.particle is not None:
            return around_particle(self, cue, cue.particle)
        start = start_behind(self, cue)
        if start is not None:
            return stretch_from(self, start, cue)
        return object_in_front(self, cue) if self.grammar.verb_last else []

    def is_plain(self, cue: Cue) -> bool:
        """Say whether a strong verb with "that" shows what is said, inside another claim too."""
        is_verb = cue.kind is CueKind.VERB and not cue.is_weak
        return is_verb and after_that(self, cue) is not None

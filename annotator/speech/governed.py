"""What a verb of saying governs: the words of a sentence that somebody else says, by its cue.

Subject, verb and "that" stay outside. The cues are those that `sayings` looks for around a claim
that is marked already; here the claim itself is sought. No parser: which stretch a cue governs is
read off the small words and the punctuation around it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from annotator.speech.before_cue import (
    in_front,
    is_inverted,
    is_taken,
    judged_in_front,
    object_in_front,
)
from annotator.speech.behind_cue import (
    around_particle,
    object_before_quote,
    start_behind,
    weak_clause,
)
from annotator.speech.by_phrase import by_phrase
from annotator.speech.clauses import after_that, behind_as, stretch_from
from annotator.speech.cued_sentence import (
    COLONS,
    LONGEST_NAME,
    CuedSentence,
)
from annotator.speech.cues import Cue, CueKind
from annotator.speech.edges import with_signs
from annotator.speech.grammar import phrase_at_start, word_kinds
from annotator.speech.how_said import SpeechForm, how_governed, is_thought
from annotator.speech.openings import after_clock
from annotator.text.ranges import Range
from annotator.text.words import paragraph_at, sentence_at, snap

_LONGEST = 1_000
"""How far around a place, or on from its start, a sentence is read that no full stop ends."""


class Governed(NamedTuple):
    """What is said, in one part or in two around "he said", the cue it is said by, and how."""

    parts: tuple[Range, ...]
    cue: Range
    how: SpeechForm
    is_thought: bool = False


def governed_at(text: str, word: Range, language: str) -> list[Governed]:
    """Give what cues of its sentence govern around a word, the innermost first."""
    paragraph = paragraph_at(text, word.start)
    near = Range(
        max(paragraph.start, word.start - _LONGEST), min(paragraph.end, word.end + _LONGEST)
    )
    sentence = sentence_at(text, word.start, near, language)
    if sentence is None:
        return []
    found = _governed(text, sentence, language, word)
    around = [one for one in found if any(part.covers(word) for part in one.parts)]
    return sorted(around, key=lambda one: sum(part.length for part in one.parts))


def governed_in(text: str, sentence: Range, language: str) -> list[Governed]:
    """Give what each cue of a sentence governs, in the order of the cues."""
    return _governed(text, sentence, language, sentence)


def _governed(text: str, sentence: Range, language: str, touched: Range) -> list[Governed]:
    """What the cues of a sentence govern, snapped, where it touches a stretch."""
    words = word_kinds(language)
    if not words.lexicon.verbs:
        return []
    sentence = after_clock(text, sentence, language)
    near = Range(sentence.start, min(sentence.end, sentence.start + 2 * _LONGEST))
    reading = _Governing(text, near, words)
    bare = reading.behind_name()
    for cue in reading.cues:
        parts = tuple(reading.governed_by(cue))
        if parts:
            how = how_governed(reading, cue, parts)
            one = Governed(parts, cue.at, how, is_thought(reading, cue))
            bare.append((one, reading.is_plain(cue)))
    found: list[Governed] = []
    for one, is_plain in bare:
        is_near = any(part.overlaps(touched) for part in one.parts)
        if not is_near or (not is_plain and _is_inside(one, bare)):
            continue
        snapped = (snap(text, part, language=language) for part in one.parts)
        parts = tuple(with_signs(text, part, sentence) for part in snapped if part is not None)
        if parts and all(parts != other.parts for other in found):
            found.append(one._replace(parts=parts))
    return found


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
        n = next((n for n, one in enumerate(self.some) if one.lead[-1:] in COLONS), 0)
        if self.is_closed or any(one.last >= n for one in self.cues):
            return []
        if not 0 < n <= LONGEST_NAME or (self.is_quote(n) and n + 1 == self.end):
            return []
        name = phrase_at_start(self.some[:n], self.words)
        if name is None or name.end != self.some[n - 1].end:
            return []
        colon = Range(self.some[n - 1].end, self.some[n].start)
        return [(Governed(tuple(self.stretch(n, self.end)), colon, SpeechForm.COLON), True)]

    def governed_by(self, cue: Cue) -> list[Range]:
        """Give the stretches that a cue governs; none where it governs nothing."""
        compared = behind_as(self, cue)
        if compared is not None:
            return stretch_from(self, compared, cue)
        if cue.kind is CueKind.PHRASE:
            return by_phrase(self, cue)
        if cue.first == 0 and self.is_passive(cue):
            return []  # Asked whether he would go, she said
        start = after_that(self, cue)
        if start is not None:
            return [] if self.is_impersonal(cue) else stretch_from(self, start, cue)
        if cue.kind is CueKind.NOUN or self.is_passive(cue):
            return []
        return self._weakly(cue) if cue.is_weak else self._without_that(cue)

    def _weakly(self, cue: Cue) -> list[Range]:
        """What a verb of many meanings governs: an infinitive, a clause, a judgement."""
        if self.takes(cue, "to") and self.is_infinitive(cue.last + 1):
            return stretch_from(self, cue.last + 1, cue)
        start = weak_clause(self, cue)
        if start is not None:
            return stretch_from(self, start, cue)
        if self.has_subject_before(cue):
            return in_front(self, cue) or []  # the door was locked, the police found
        return judged_in_front(self, cue) if self.grammar.verb_last else []

    def _without_that(self, cue: Cue) -> list[Range]:
        if is_taken(self, cue):
            return []
        back = in_front(self, cue)
        if back is not None:
            return back
        around = object_before_quote(self, cue)
        if around or self._is_loose(cue):
            return around
        if cue.particle is not None:
            return around_particle(self, cue, cue.particle)
        start = start_behind(self, cue)
        if start is not None:
            return stretch_from(self, start, cue)
        return object_in_front(self, cue) if self.grammar.verb_last else []

    def _is_loose(self, cue: Cue) -> bool:
        """Whether a verb behind a comma governs nothing: Sarn, also called the Lake Town, …."""
        begin = self.begin_of(cue.first)
        adverbs = self.some[begin : cue.first]
        if cue.first == cue.last and begin > 0 and self._is_passive_form(cue):
            return all(map(self.words.is_adverb, adverbs))
        if not self.grammar.past_endings or self.words.is_participle(self.some[cue.first]):
            return False
        if begin == 0 or not self.is_comma(begin) or not all(map(self.words.is_adverb, adverbs)):
            return False
        if begin == cue.first and not self.takes(cue, "noun"):
            return is_inverted(self, cue)
        if self.begin_of(begin - 1) > 0:
            return False  # Kern, the mayor, called
        follows = (n for n in range(cue.last + 1, self.end) if self.is_comma(n))
        comma = next(follows, self.end)
        is_clause = any(map(self.is_finite, self.some[:begin]))
        return is_clause or (comma < self.end and self.is_finite(self.some[comma]))

    def _is_passive_form(self, cue: Cue) -> bool:
        endings = tuple(self.grammar.passive_endings)
        return self.is_comma(self.begin_of(cue.first)) and cue.form.endswith(endings)

    def is_plain(self, cue: Cue) -> bool:
        """Say whether a strong verb with "that" shows what is said, inside another claim too."""
        is_verb = cue.kind is CueKind.VERB and not cue.is_weak
        return is_verb and after_that(self, cue) is not None

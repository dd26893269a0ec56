"""What a verb of saying governs: the words of a sentence that somebody else says, by its cue.

Subject, verb and "that" stay outside. The cues are those that `sayings` looks for around a claim
that is marked already; here the claim itself is sought. No parser: which stretch a cue governs is
read off the small words and the punctuation around it.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from annotator.speech.cued_sentence import (
    COLONS,
    COMMAS,
    LONGEST_NAME,
    SEMICOLONS,
    WITHIN,
    CuedSentence,
)
from annotator.speech.cues import Cue, CueKind
from annotator.speech.grammar import (
    WordKinds,
    phrase_after,
    phrase_at_start,
    phrase_before,
    segments,
    without_openers,
    without_times,
)
from annotator.speech.tokens import Token
from annotator.speech.words import lexicon
from annotator.text.ranges import Range
from annotator.text.words import paragraph_at, sentence_at, snap

_LONGEST = 1_500
"""How far around a place, or on from its start, a sentence is read that no full stop ends."""
_FARTHEST = 16
"""More words between a verb and its "that" mean that they do not belong together."""
_SHORTEST_CLAUSE = 3
"""Fewer words before ", he said" are no claim but an aside: No, he said."""


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
            return self._by_phrase(cue)
        if cue.first == 0 and self.is_passive(cue):
            return []  # Asked whether he would go, she said
        start = self._after_that(cue)
        if start is not None:
            return [] if self.is_impersonal(cue) else self._from(start, cue)
        if self.is_passive(cue):
            return []
        if cue.is_weak and self.takes(cue, "to") and self.is_infinitive(cue.last + 1):
            return self._from(cue.last + 1, cue)
        if cue.kind is CueKind.NOUN or cue.is_weak or self._is_taken(cue):
            return []
        back = self._in_front(cue)
        if back is not None:
            return back
        if cue.particle is not None:
            return self._around_particle(cue, cue.particle)
        start = self._start(cue)
        if start is not None:
            return self._from(start, cue)
        return self._object_in_front(cue) if self.grammar.verb_last else []

    def is_plain(self, cue: Cue) -> bool:
        """Say whether a strong verb with "that" shows what is said, inside another claim too."""
        is_verb = cue.kind is CueKind.VERB and not cue.is_weak
        return is_verb and self._after_that(cue) is not None

    # --- small questions -------------------------------------------------------------------------

    def _from(self, start: int, cue: Cue) -> list[Range]:
        end = self._end_of(start, cue)
        is_nobody = end == start + 1 and self.some[start].folded in self.grammar.objects
        return [] if is_nobody else self.stretch(start, end)  # the House confirmed him

    # --- before the verb -------------------------------------------------------------------------

    def _is_taken(self, cue: Cue) -> bool:
        """Whether the cue announces a quotation that stands beside it: “…,” he told the crowd."""
        begin = self.begin_of(cue.first)
        while begin > 0 and self.is_comma(begin) and not self.is_quote(begin - 1):
            before = self.begin_of(begin - 1)
            if phrase_at_start(self.some[before:begin], self.words) is None:
                break
            begin = before
        if self.is_quote(begin - 1) and self.some[begin].lead:
            return True
        following = (cue.last if cue.particle is None else cue.particle) + 1
        while following < self.end and not self.is_quote(following):
            if following - cue.last > _FARTHEST or self.cue_at(following) is not None:
                return False
            following += 1
        if following >= self.end:
            return False
        lead = self.some[following].lead
        return lead[-1:] in COMMAS | COLONS or following == cue.last + 1 == self.end - 1

    def _in_front(self, cue: Cue) -> list[Range] | None:
        """What stands before ", he said" or ", said the minister"; None where nothing does."""
        begin = self.begin_of(cue.first)
        if not (self.takes(cue, "that") or self.takes(cue, "quote")):
            return None
        if not self._may_follow(cue, begin) or not self._says_nothing_more(cue, begin):
            return None
        first = self.after_label()
        while first < begin and self.some[first].folded in self.grammar.conjunctions:
            first += 1
        bare = self.some[first:begin]
        after = cue.last + 1
        goes_on = begin < cue.first and after < self.end and self._goes_on(after)
        if not bare or any(one.last < begin for one in self.strong_cues()):
            return None
        if len(bare) < _SHORTEST_CLAUSE and not goes_on:
            return None
        if begin == cue.first and self._is_noun_phrase(bare):
            return None  # a subject with its apposition: Oren Hask, its chairman, said
        if bare[0].folded in self.grammar.prepositions and self._starts_clause(cue):
            return None
        return self.stretch(first, begin) + (self._from(after, cue) if goes_on else [])

    def _may_follow(self, cue: Cue, begin: int) -> bool:
        """Whether a comma, and nothing that binds it to what it follows, stands before the cue."""
        if begin == 0 or self.some[begin].lead[-1:] not in COMMAS:
            return False
        is_bound = begin == cue.first and self.borrows(cue.first)
        small = self.grammar.conjunctions | self.grammar.relatives
        return not is_bound and self.some[begin].folded not in small

    def _is_noun_phrase(self, bare: Sequence[Token]) -> bool:
        if not any(one.lead[-1:] in COMMAS for one in bare[1:]):
            return False
        pieces = [one for one in segments(bare) if one[0].folded not in self.grammar.relatives]
        phrase = phrase_at_start(pieces[0], self.words) if pieces else None
        if self.grammar.comma_clause and len(pieces) == 2 and phrase is not None:
            is_relative = self.words.is_determiner(pieces[1][0])
            if is_relative and phrase.end == pieces[0][-1].end:
                return True  # der Bericht, den er las, nennt
        phrase = phrase_before(bare, self.words, comma=True)
        is_whole = phrase is not None and any(one[0].start == phrase.start for one in pieces)
        return is_whole and not any(self.is_finite(one) for piece in pieces for one in piece)

    def _goes_on(self, n: int) -> bool:
        """Whether the claim goes on behind "he said": the plan, he said, would fail."""
        if self.some[n].lead[-1:] not in COMMAS or self.is_quote(n):
            return False
        small = self.grammar.conjunctions | self.grammar.relatives | self.grammar.prepositions
        cue = self.cue_at(n)
        is_cue = cue is not None and not self.is_passive(cue)
        return not (
            is_cue or self.some[n].folded in small or self.words.is_participle(self.some[n])
        )

    def _starts_clause(self, cue: Cue) -> bool:
        after = cue.last + 1
        return after < self.end and not self.some[after].lead and not self._is_inverted(cue)

    def _is_inverted(self, cue: Cue) -> bool:
        """Whether the subject stands behind the verb, and nothing that is said: said the mayor."""
        after = self.some[cue.last + 1 : cue.particle]
        piece = after[: next((n for n, one in enumerate(after) if n and one.lead), len(after))]
        found = phrase_after(piece, self.words)
        if found is None or (piece[0].lead and not cue.particle):
            return False
        rest = [one for one in piece if one.start >= found.end]
        return not any(self.is_finite(one) for one in rest)

    def _says_nothing_more(self, cue: Cue, begin: int) -> bool:
        """Whether nothing that could be said follows: the end, a comma, "on Monday", a subject."""
        after = cue.last + 1
        if after >= self.end or self.some[after].lead[-1:] in COMMAS:
            return True
        if begin == cue.first or self.words.is_adverb(self.some[begin]):
            return self._is_inverted(cue)
        rest = without_times(self.some[after : cue.particle], self.words)
        return not rest or rest[0].folded in self.grammar.prepositions

    # --- behind the verb -------------------------------------------------------------------------

    def _after_that(self, cue: Cue) -> int | None:
        """The first word behind "that", or behind a colon."""
        is_verb = cue.kind is CueKind.VERB and cue.form in self.words.lexicon.verbs
        if is_verb and not (self.takes(cue, "that") or self.takes(cue, "to")):
            return None
        at = (cue.last if cue.particle is None else cue.particle) + 1
        farthest = cue.last + 2 if self._has_clause_at_once(cue) else cue.last + 1 + _FARTHEST
        while at < min(self.end, max(at + 1, farthest)) and not self.is_quote(at):
            token = self.some[at]
            if token.lead[-1:] in SEMICOLONS:
                return None
            if token.lead[-1:] in COLONS:
                return None if token.text[0].isdigit() else at  # at 5:00
            if self._begins_that(at, cue.last + 1):
                return at + 1
            is_object = token.folded in self.grammar.particles and self.takes(cue, "of")
            is_clause = is_verb and self.is_finite(token)
            other = self.cue_at(at)
            if is_object or is_clause or (other is not None and other.kind is CueKind.VERB):
                return None
            at += 1
        return None

    def _begins_that(self, n: int, first: int) -> bool:
        """Whether "that" stands at `n`; "if" and "how" only where no comma parts them from it."""
        token = self.some[n]
        if token.folded not in self.that or n + 1 >= self.end or self._is_that_one(n):
            return False
        return token.folded in self.grammar.that or not any(map(self.is_comma, range(first, n)))

    def _is_that_one(self, n: int) -> bool:
        """Whether "that" points: said that was the plan."""
        small = self.grammar.prepositions | self.grammar.linkers
        if n and not self.some[n].lead and self.some[n - 1].folded in small:
            return True  # the appeal of that decision
        return self.words.is_determiner(self.some[n]) and self.is_finite(self.some[n + 1])

    def _has_clause_at_once(self, cue: Cue) -> bool:
        """Whether a noun follows a verb that tells nobody: said the plan would fail."""
        at = cue.last + 1
        if at >= self.end or self.takes(cue, "whom") or self.some[at].lead:
            return False
        if self.grammar.comma_clause:
            return False  # a comma shows where the clause begins
        follows = self.some[at]
        if not (self.words.may_open(follows) or self.words.is_pronoun(follows)):
            return False
        return phrase_before(self.some[: cue.first], self.words, comma=False) is not None

    def _start(self, cue: Cue) -> int | None:
        """The first word of what follows a verb without "that": a clause, an infinitive, a noun."""
        at = cue.last + 1
        if at >= self.end:
            return None
        particle = self._particle(cue)
        if particle is not None:
            return particle + 1
        is_clause = self.takes(cue, "that") or self.takes(cue, "to")
        comma = self._next_comma(at) if self.grammar.comma_clause and is_clause else None
        if comma is not None:
            return comma
        if self.some[at].lead.strip(WITHIN + "("):
            return None
        if self.takes(cue, "whom"):
            return self._behind_addressee(cue)
        if self.grammar.comma_clause:
            return self._object(cue)
        return self._behind_verb(cue)

    def _behind_verb(self, cue: Cue) -> int | None:
        at = cue.last + 1
        if self.grammar.verb_first and not self.borrows(cue.first):
            return None  # its subject follows, and no word shows where that ends
        if self.is_infinitive(at):
            return at if self.takes(cue, "to") else None
        if not (self.takes(cue, "that") or self.takes(cue, "noun")):
            return None
        return self._behind_times(at) if self._may_begin(at, cue) else None

    def _may_begin(self, at: int, cue: Cue) -> bool:
        """Whether a clause or an object can begin here: no "to Kabul", "by the mayor", "in May"."""
        first = self.some[at]
        grammar = self.grammar
        if first.folded in grammar.infinitives | grammar.particles | grammar.agents:
            return False
        if first.folded in grammar.prepositions and not grammar.verb_last:
            some = self.some[at : self._end_of(at, cue)]
            return self.takes(cue, "that") and any(map(self.is_finite, some))
        if first.folded in grammar.auxiliaries and not self._begins_clause(at + 1):
            return False  # the ships they said were lost
        is_loose = self.words.is_participle(first) and not self.takes(cue, "noun")
        return not is_loose or self.has_verb(at)

    def _behind_times(self, at: int) -> int | None:
        if at < self.end and self.some[at].folded in self.grammar.impersonal:
            return at  # said there were
        rest = without_times(self.some[at:], self.words)
        start = self.end - len(rest)
        return None if start >= self.end or (self.is_quote(start) and start > at) else start

    def _next_comma(self, at: int) -> int | None:
        """The first word behind the comma that a German clause begins with."""
        for n in range(at, min(self.end, at + _FARTHEST)):
            if self.some[n].lead[-1:] == ",":
                is_other = self.is_quote(n) or self.some[n].folded in self.grammar.relatives
                is_other |= self.some[n].folded in self.grammar.conjunctions
                return None if is_other else n
            if self.some[n].lead[-1:] in SEMICOLONS | COLONS:
                return None
        return None

    def _object(self, cue: Cue) -> int | None:
        """The object of a verb that its subject may stand behind: gestern forderte er Hilfe."""
        at = cue.last + 1
        if not self.takes(cue, "noun"):
            return None
        if phrase_before(self.some[: cue.first], self.words, comma=False) is None:
            subject = phrase_after(self.some[at:], self.words)
            at = self.behind(at, subject)
        return at if at < self.end else None

    def _particle(self, cue: Cue) -> int | None:
        """The "of" that leads over: complained of, accused them of."""
        if not self.takes(cue, "of"):
            return None
        for n in range(cue.last + 1, min(self.end, cue.last + 1 + _FARTHEST)):
            if self.some[n].lead.strip(WITHIN + "()") or self.cue_at(n) is not None:
                return None
            if self.some[n].folded in self.grammar.particles:
                return n if n + 1 < self.end else None
            if not self.takes(cue, "whom") and not self.words.is_adverb(self.some[n]):
                return None
        return None

    def _behind_addressee(self, cue: Cue) -> int | None:
        """What somebody is told: told them |the talks were over, urged Velmora |to return."""
        at = cue.last + 1
        if self.some[at].folded in self.grammar.auxiliaries:
            return None  # asked not to be named
        for n in range(at, min(self.end, at + _FARTHEST)):
            if self.some[n].lead.strip(WITHIN + "()") or self.cue_at(n) is not None:
                break
            if self.takes(cue, "to") and self.is_infinitive(n):
                return n
        if not self.takes(cue, "that"):
            return at if self.takes(cue, "noun") else None
        if self.some[at].folded in self.grammar.objects:
            return self._behind_times(at + 1)
        n = self.behind(at, phrase_after(self.some[at:], self.words))
        is_comma = n < self.end and self.some[n].lead == "," and not self._is_aside(n)
        if n > at and (is_comma or self._begins_clause(n) or self._is_subject(n)):
            return n
        is_bare = not self.words.is_determiner(self.some[at])  # told staff |the office would close
        return at + 1 if is_bare and self._begins_clause(at + 1) else self._behind_times(at)

    def _is_subject(self, n: int) -> bool:
        """Whether a clause begins behind whoever is told: told the BBC |four had left|."""
        if n >= self.end or self.some[n].lead or not self.has_verb(n):
            return False
        first, words = self.some[n], self.words
        return not (words.is_small(first) or words.is_adverb(first) or words.is_past(first))

    def _is_aside(self, n: int) -> bool:
        small = self.grammar.relatives | self.grammar.conjunctions
        first = self.some[n]
        return first.folded in small or self.words.is_participle(first) or self.is_quote(n)

    def _begins_clause(self, n: int) -> bool:
        if n >= self.end or self.some[n].lead:
            return False
        return self.words.is_determiner(self.some[n]) or self.words.is_pronoun(self.some[n])

    def _around_particle(self, cue: Cue, particle: int) -> list[Range]:
        """What a verb in two pieces governs: wies |die Kritik| zurück; kündigte an, |zu gehen."""
        after = particle + 1
        if after < self.end:
            is_comma = self.some[after].lead[-1:] in COMMAS and not self.is_quote(after)
            return self._from(after, cue) if is_comma else []
        if not self.takes(cue, "noun"):
            return []
        start = self._object(cue)
        return [] if start is None else self.stretch(start, particle)

    def _object_in_front(self, cue: Cue) -> list[Range]:
        """What a verb at the end of its sentence governs: X az |Y| enteqad kard."""
        if not self.takes(cue, "noun"):
            return []
        begin = self.begin_of(cue.first)
        if self.some[cue.first - 1].folded in self.grammar.object_ends:
            return self._marked_object(cue.first - 1, begin)
        marks = self.grammar.object_marks
        for n in range(cue.first - 1, begin, -1):
            if self.some[n].folded in marks:
                return self.stretch(n + 1, cue.first)
        return []

    def _marked_object(self, end: int, begin: int) -> list[Range]:
        """The object before the word that shows it: X |in edde'a| ra rad kard."""
        for n in range(end - 1, begin, -1):
            if self.words.is_determiner(self.some[n]):
                return self.stretch(n, end)
        subject = phrase_at_start(without_openers(self.some[begin:end], self.words), self.words)
        start = self.behind(begin, subject)
        is_plain = all(
            one.folded not in self.grammar.prepositions for one in self.some[start : start + 1]
        )
        return self.stretch(start, end) if is_plain and subject is not None else []

    # --- phrases ---------------------------------------------------------------------------------

    def _by_phrase(self, cue: Cue) -> list[Range]:
        """What "according to" governs: behind whoever it names, else what stands before it."""
        after = cue.last + 1
        if after < self.end and self.some[after].folded in self.that:
            return self._from(after + 1, cue)
        begin = self.begin_of(cue.first)
        before = without_openers(list(self.some[begin : cue.first]), self.words)
        owner = phrase_after(self.some[after:], self.words)
        behind = self.behind(after, owner)
        if begin == 0 and not before:
            return self._behind_owner(cue, behind)
        if owner is None:
            return self._by_bare_phrase(cue, begin)
        subject = phrase_at_start(before, self.words) if before else None
        if subject is not None and subject.end == before[-1].end:
            return self._from(after, cue)  # Hask took issue with |the figures|
        return self._around_phrase(cue, behind)

    def _behind_owner(self, cue: Cue, behind: int) -> list[Range]:
        after = cue.last + 1
        comma = self._owner_comma(behind) or self._owner_comma(after + 1)
        is_adjunct = any(map(self.words.is_determiner, self.some[cue.first : after]))
        if behind == after and (is_adjunct or self.grammar.comma_clause or comma is None):
            return []  # in a statement to the press, it thanked
        if comma is not None and not self.grammar.comma_clause:
            behind = self._behind_name(comma)
        return self._from(behind, cue) if behind < self.end and not self.is_quote(behind) else []

    def _by_bare_phrase(self, cue: Cue, begin: int) -> list[Range]:
        """What a phrase governs that names nobody: |es sei spät|, hieß es; X zufolge |Y|."""
        after = cue.last + 1
        ends = after >= self.end or self.some[after].folded in self.grammar.prepositions
        if begin == cue.first and self.is_comma(begin):
            return self.stretch(self.after_label(), begin) if ends else []
        before = self.some[begin : cue.first]
        is_named = begin == 0 and phrase_at_start(before, self.words) is not None
        return self._from(after, cue) if is_named and after < self.end else []

    def _around_phrase(self, cue: Cue, behind: int) -> list[Range]:
        """What stands before a phrase, and goes on behind it: |they|, so Hask, |knew nothing|."""
        first = self.after_label()
        while behind < self.end and self.words.is_adverb(self.some[behind]):
            behind += 1
        goes_on = behind < self.end and self._goes_on(behind)
        others = any(first <= one.first < cue.first for one in self.strong_cues())
        is_short = cue.first - first < _SHORTEST_CLAUSE and not goes_on
        if others or is_short or self.is_quote(cue.first - 1):
            return []
        return self.stretch(first, cue.first) + (self._from(behind, cue) if goes_on else [])

    def _behind_name(self, n: int) -> int:
        """Behind the name of an owner: according to its head, Chris Kervick, |nobody came|."""
        following = self._owner_comma(n + 1)
        if following is None:
            return n
        if self.some[n].folded in self.grammar.relatives:
            return following
        name = self.some[n:following]
        is_name = len(name) > 1 and all(map(self.words.is_name, name))
        return following if is_name and self.some[n].text[0].isupper() else n

    def _owner_comma(self, n: int) -> int | None:
        """The first word behind the comma that ends "according to whoever"."""
        for at in range(n, min(self.end, n + _FARTHEST)):
            if self.some[at].lead[-1:] in COMMAS:
                return at
        return None

    # --- where it ends ---------------------------------------------------------------------------

    def _end_of(self, start: int, cue: Cue) -> int:
        """The word behind the last one that the cue governs."""
        before = self.some[cue.first - 1] if cue.first else None
        is_relative = before is not None and before.folded in self.grammar.relatives
        is_relative = is_relative and cue.first > 1 and self.is_comma(cue.first - 1)
        is_opening = cue.kind is CueKind.VERB and cue.first == 0
        is_opening = is_opening and self.words.is_participle(self.some[0])
        is_opening |= self.some[0].folded in self.grammar.subordinate and not any(
            map(self.is_comma, range(1, cue.first))
        )
        for n in range(start + 1, self.end):
            if (is_relative or is_opening) and self.is_comma(n):
                return n
            if self._begins_other(n):
                return n
        return self.end

    def _begins_other(self, n: int) -> bool:
        """Whether another act of saying begins at a word: ", adding", "and noted", "; Moule"."""
        is_comma = self.is_comma(n)
        is_joined = self.some[n].folded in self.grammar.conjunctions
        if not (is_comma or is_joined):
            return False
        at = n
        while at < self.end and (
            self.some[at].folded in self.grammar.conjunctions or self.words.is_adverb(self.some[at])
        ):
            at += 1
        cue = self.cue_at(at)
        if cue is not None and cue.first <= at and (not cue.is_weak or is_comma):
            if cue.kind is CueKind.PHRASE:
                return is_comma
            if is_joined:
                return not self._is_base(at)
            is_saying = not cue.is_weak or self._after_that(cue) is not None
            return is_comma and is_saying and self.words.is_participle(self.some[cue.first])
        if not (is_joined or self.some[n].lead[-1:] in SEMICOLONS) or not is_comma:
            return False
        subject = phrase_at_start(self.some[at:], self.words)
        if subject is None:
            return False
        at = self.behind(at, subject)
        while at < self.end and self.words.is_adverb(self.some[at]):
            at += 1
        cue = self.cue_at(at)
        return cue is not None and not cue.is_weak and not self.some[cue.first].lead

    def _is_base(self, n: int) -> bool:
        """Whether the verb at `n` goes on with an infinitive before it: to go and say."""
        cue = self.cue_at(n)
        is_lemma = cue is not None and self.verb(cue).lemma == cue.form
        return is_lemma and bool(self.grammar.infinitives)

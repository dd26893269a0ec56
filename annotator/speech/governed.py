"""What a verb of saying governs: the words of a sentence that somebody else says, by its cue.

Subject, verb and "that" stay outside. The cues are those that `sayings` looks for around a claim
that is marked already; here the claim itself is sought. No parser: which stretch a cue governs is
read off the small words and the punctuation around it.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from annotator.speech.cues import Cue, CueKind, cues_in, split_cues_in
from annotator.speech.grammar import (
    WordKinds,
    phrase_after,
    phrase_at_start,
    phrase_before,
    without_openers,
    without_times,
)
from annotator.speech.tokens import Token, tokens
from annotator.speech.words import Verb, lexicon
from annotator.text.quotations import Quotation, quotations
from annotator.text.ranges import Range, cut
from annotator.text.words import paragraph_at, sentence_at, snap

_LONGEST = 4_000
"""How far around a place its sentence is read, where no full stop ends it."""
_FARTHEST = 16
"""More words between a verb and its "that" mean that they do not belong together."""
_SHORTEST_CLAUSE = 3
"""Fewer words before ", he said" are no claim but an aside: No, he said."""
_LONGEST_NAME = 8
"""More words before a colon name nobody."""
_COMMAS = frozenset(",،;؛–—-")
_BREAKS = _COMMAS | frozenset(".!?…؟۔")
_SEMICOLONS = frozenset(";؛")
_COLONS = frozenset(":：")
_QUOTE = "“"
"""The text of a token that stands for a whole quotation."""


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
    found = []
    reading = _Sentence(text, sentence, words)
    for cue in reading.cues:
        parts = tuple(
            whole
            for part in reading.governed_by(cue)
            if (whole := snap(text, part, language=language)) is not None
        )
        if parts:
            found.append(Governed(parts, cue.at))
    return found


class _Sentence:
    """The words of one sentence, each quotation as a single one, with its cues."""

    def __init__(self, text: str, sentence: Range, words: WordKinds) -> None:
        self.words = words
        self.grammar = words.grammar
        self.that = words.grammar.that | words.lexicon.subordinators
        self.some = _with_quotations(text, sentence, words.language)
        cues = [*cues_in(self.some, words), *split_cues_in(self.some, words)]
        self.cues = sorted(_apart(cues), key=lambda cue: cue.first)
        self.end = len(self.some)

    def governed_by(self, cue: Cue) -> list[Range]:
        """Give the stretches that a cue governs; none where it governs nothing."""
        if cue.kind is CueKind.PHRASE:
            return self._by_phrase(cue)
        start = self._after_that(cue)
        if start is not None:
            return self._from(start, cue)
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

    # --- small questions -------------------------------------------------------------------------

    def _verb(self, cue: Cue) -> Verb:
        return self.words.lexicon.verbs.get(cue.form, Verb(cue.form, cue.form))

    def _takes(self, cue: Cue, frame: str) -> bool:
        return frame in self._verb(cue).frames

    def _is_quote(self, n: int) -> bool:
        return 0 <= n < self.end and self.some[n].text == _QUOTE

    def _is_comma(self, n: int) -> bool:
        """Whether a comma or the end of the sentence stands before the word at `n`."""
        return n >= self.end or self.some[n].lead[-1:] in _COMMAS

    def _cue_at(self, n: int) -> Cue | None:
        return next((one for one in self.cues if one.first <= n <= one.last), None)

    def _range(self, first: int, end: int) -> list[Range]:
        return [Range(self.some[first].start, self.some[end - 1].end)] if first < end else []

    def _behind(self, n: int, phrase: Range | None) -> int:
        """The first word behind a phrase that begins at `n`; `n` where there is none."""
        while phrase is not None and n < self.end and self.some[n].start < phrase.end:
            n += 1
        return n

    def _from(self, start: int, cue: Cue) -> list[Range]:
        return self._range(start, self._end_of(start, cue))

    # --- before the verb -------------------------------------------------------------------------

    def _begin(self, cue: Cue) -> int:
        """The first word of the cue with its subject: of "the ministry said" that of "the"."""
        first = cue.first
        while first > 0 and not self.some[first].lead.strip("-.’'"):
            if self._is_quote(first - 1):
                break
            first -= 1
        return first

    def _is_taken(self, cue: Cue) -> bool:
        """Whether the cue announces a quotation that stands beside it: “…,” he told the crowd."""
        begin = self._begin(cue)
        while begin > 0 and self._is_comma(begin) and not self._is_quote(begin - 1):
            before = self._begin_of(begin - 1)
            if phrase_at_start(self.some[before:begin], self.words) is None:
                break
            begin = before
        if self._is_quote(begin - 1) and self.some[begin].lead:
            return True
        following = (cue.last if cue.particle is None else cue.particle) + 1
        while following < self.end and not self._is_quote(following):
            if following - cue.last > _FARTHEST or self._cue_at(following) is not None:
                return False
            following += 1
        if following >= self.end:
            return False
        lead = self.some[following].lead
        return lead[-1:] in _COMMAS | _COLONS or following == cue.last + 1 == self.end - 1

    def _begin_of(self, n: int) -> int:
        while n > 0 and not self.some[n].lead.strip("-.’'"):
            n -= 1
        return n

    def _in_front(self, cue: Cue) -> list[Range] | None:
        """What stands before ", he said" or ", said the minister"; None where nothing does."""
        begin = self._begin(cue)
        if not self._may_follow(cue, begin) or not self._says_nothing_more(cue, begin):
            return None
        first = self._after_label()
        while first < begin and self.some[first].folded in self.grammar.conjunctions:
            first += 1
        bare = self.some[first:begin]
        if len(bare) < _SHORTEST_CLAUSE or any(one.last < begin for one in self._strong()):
            return None
        if begin == cue.first and self._is_noun_phrase(bare):
            return None  # a subject with its apposition: Oren Hask, its chairman, said
        if bare[0].folded in self.grammar.prepositions and self._starts_clause(cue):
            return None
        parts = self._range(first, begin)
        after = cue.last + 1
        if begin < cue.first and after < self.end and self._goes_on(after):
            parts += self._from(after, cue)
        return parts

    def _may_follow(self, cue: Cue, begin: int) -> bool:
        """Whether a comma, and nothing that binds it to what it follows, stands before the cue."""
        if begin == 0 or self.some[begin].lead[-1:] not in _COMMAS:
            return False
        is_bound = begin == cue.first and self._borrows(cue.first)
        small = self.grammar.conjunctions | self.grammar.relatives
        return not is_bound and self.some[begin].folded not in small

    def _is_noun_phrase(self, bare: Sequence[Token]) -> bool:
        phrase = phrase_before(bare, self.words, comma=True)
        is_whole = phrase is not None and phrase.start == bare[0].start
        return is_whole and not any(map(self._is_finite, bare))

    def _strong(self) -> list[Cue]:
        return [one for one in self.cues if not one.is_weak and one.kind is not CueKind.NOUN]

    def _goes_on(self, n: int) -> bool:
        """Whether the claim goes on behind "he said": the plan, he said, would fail."""
        if self.some[n].lead[-1:] not in _COMMAS or self._is_quote(n):
            return False
        small = self.grammar.conjunctions | self.grammar.relatives | self.grammar.prepositions
        is_cue = self._cue_at(n) is not None
        return not (
            is_cue or self.some[n].folded in small or self.words.is_participle(self.some[n])
        )

    def _after_label(self) -> int:
        """The first word after a dateline: KABUL (AP) —, DIDPress:."""
        for n in range(1, min(self.end, _LONGEST_NAME)):
            if self.some[n].lead[-1:] in _COLONS | {"—", "–"} and self._cue_at(n - 1) is None:
                return n
        return 0

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
        return not any(self._is_finite(one) for one in rest)

    def _is_finite(self, token: Token) -> bool:
        return token.folded in self.grammar.auxiliaries or self.words.is_past(token)

    def _says_nothing_more(self, cue: Cue, begin: int) -> bool:
        """Whether nothing that could be said follows: the end, a comma, "on Monday", a subject."""
        after = cue.last + 1
        if after >= self.end or self.some[after].lead[-1:] in _COMMAS:
            return True
        if begin == cue.first or self.words.is_adverb(self.some[begin]):
            return self._is_inverted(cue)
        rest = without_times(self.some[after : cue.particle], self.words)
        return not rest or rest[0].folded in self.grammar.prepositions

    def _borrows(self, first: int) -> bool:
        """Whether the verb has no subject of its own: saying, and added."""
        if self.words.is_participle(self.some[first]):
            return True
        at = first
        while at > 0 and self.words.is_adverb(self.some[at - 1]):
            at -= 1
        return at > 0 and self.some[at - 1].folded in self.grammar.conjunctions

    # --- behind the verb -------------------------------------------------------------------------

    def _after_that(self, cue: Cue) -> int | None:
        """The first word behind "that", or behind a colon."""
        is_verb = cue.kind is CueKind.VERB and cue.form in self.words.lexicon.verbs
        if is_verb and not (self._takes(cue, "that") or self._takes(cue, "to")):
            return None
        at = cue.last + 1
        farthest = cue.last + 2 if self._has_clause_at_once(cue) else cue.last + 1 + _FARTHEST
        while at < min(self.end, farthest) and not self._is_quote(at):
            token = self.some[at]
            if token.lead[-1:] in _SEMICOLONS:
                return None
            if token.lead[-1:] in _COLONS:
                return at
            if token.folded in self.that and at + 1 < self.end:
                return at + 1
            if (self._cue_at(at) is not None and at != cue.particle) or self._is_finite(token):
                return None
            at += 1
        return None

    def _has_clause_at_once(self, cue: Cue) -> bool:
        """Whether a noun follows a verb that tells nobody: said the plan would fail."""
        at = cue.last + 1
        if at >= self.end or self._takes(cue, "whom") or self.some[at].lead:
            return False
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
        is_clause = self._takes(cue, "that") or self._takes(cue, "to")
        comma = self._next_comma(at) if self.grammar.comma_clause and is_clause else None
        if comma is not None:
            return comma
        if self.some[at].lead.strip("-.’'("):
            return None
        if self._takes(cue, "whom"):
            return self._behind_addressee(cue)
        if self.grammar.comma_clause:
            return self._object(cue)
        return self._behind_verb(cue)

    def _behind_verb(self, cue: Cue) -> int | None:
        at = cue.last + 1
        if not any(self._takes(cue, frame) for frame in ("that", "noun", "to")):
            return None
        if not self._takes(cue, "that") and self.some[at].folded in self.grammar.prepositions:
            is_infinitive = self.some[at].folded in self.grammar.infinitives
            return at if is_infinitive and self._takes(cue, "to") else None
        return self._behind_times(at)

    def _behind_times(self, at: int) -> int | None:
        rest = without_times(self.some[at:], self.words)
        start = self.end - len(rest)
        return None if start >= self.end or (self._is_quote(start) and start > at) else start

    def _next_comma(self, at: int) -> int | None:
        """The first word behind the comma that a German clause begins with."""
        for n in range(at, min(self.end, at + _FARTHEST)):
            if self.some[n].lead[-1:] == ",":
                is_other = self._is_quote(n) or self.some[n].folded in self.grammar.relatives
                is_other |= self.some[n].folded in self.grammar.conjunctions
                return None if is_other else n
            if self.some[n].lead[-1:] in _SEMICOLONS | _COLONS:
                return None
        return None

    def _object(self, cue: Cue) -> int | None:
        """The object of a verb that its subject may stand behind: gestern forderte er Hilfe."""
        at = cue.last + 1
        if not self._takes(cue, "noun"):
            return None
        if phrase_before(self.some[: cue.first], self.words, comma=False) is None:
            subject = phrase_after(self.some[at:], self.words)
            at = self._behind(at, subject)
        return at if at < self.end else None

    def _particle(self, cue: Cue) -> int | None:
        """The "of" that leads over: complained of, accused them of."""
        if not self._takes(cue, "of"):
            return None
        for n in range(cue.last + 1, min(self.end, cue.last + 1 + _FARTHEST)):
            if self.some[n].lead.strip("-.’'()") or self._cue_at(n) is not None:
                return None
            if self.some[n].folded in self.grammar.particles:
                return n if n + 1 < self.end else None
            if not self._takes(cue, "whom") and not self.words.is_adverb(self.some[n]):
                return None
        return None

    def _behind_addressee(self, cue: Cue) -> int | None:
        """What somebody is told: told them |the talks were over, urged Velmora |to return."""
        at = cue.last + 1
        for n in range(at, min(self.end, at + _FARTHEST)):
            if self.some[n].lead.strip("-.’'()") or self._cue_at(n) is not None:
                break
            if self._takes(cue, "to") and self._is_infinitive(n):
                return n
        if not self._takes(cue, "that"):
            return at if self._takes(cue, "noun") else None
        if self.some[at].folded in self.grammar.objects:
            return self._behind_times(at + 1)
        n = self._behind(at, phrase_after(self.some[at:], self.words))
        if n > at and self._begins_clause(n):
            return n
        is_bare = not self.words.is_determiner(self.some[at])  # told staff |the office would close
        return at + 1 if is_bare and self._begins_clause(at + 1) else self._behind_times(at)

    def _begins_clause(self, n: int) -> bool:
        if n >= self.end or self.some[n].lead:
            return False
        return self.words.is_determiner(self.some[n]) or self.words.is_pronoun(self.some[n])

    def _is_infinitive(self, n: int) -> bool:
        if self.some[n].folded not in self.grammar.infinitives or n + 1 >= self.end:
            return False
        follows = self.some[n + 1]
        is_noun = self.words.is_determiner(follows) or self.words.is_name(follows)
        return not (is_noun or self.words.is_role(follows))

    def _around_particle(self, cue: Cue, particle: int) -> list[Range]:
        """What a verb in two pieces governs: wies |die Kritik| zurück; kündigte an, |zu gehen."""
        after = particle + 1
        if after < self.end:
            is_comma = self.some[after].lead[-1:] in _COMMAS and not self._is_quote(after)
            return self._from(after, cue) if is_comma else []
        if not self._takes(cue, "noun"):
            return []
        start = self._object(cue)
        return [] if start is None else self._range(start, particle)

    def _object_in_front(self, cue: Cue) -> list[Range]:
        """What a verb at the end of its sentence governs: X az |Y| enteqad kard."""
        if not self._takes(cue, "noun"):
            return []
        begin = self._begin(cue)
        marks = self.grammar.object_marks
        for n in range(cue.first - 1, begin, -1):
            if self.some[n].folded in marks:
                return self._range(n + 1, cue.first)
        return []

    # --- phrases ---------------------------------------------------------------------------------

    def _by_phrase(self, cue: Cue) -> list[Range]:
        """What "according to" governs: behind whoever it names, else what stands before it."""
        after = cue.last + 1
        if after < self.end and self.some[after].folded in self.that:
            return self._from(after + 1, cue)
        begin = self._begin(cue)
        before = self.some[begin : cue.first]
        is_bare = not without_openers(list(before), self.words)
        owner = phrase_after(self.some[after:], self.words)
        n = self._behind(after, owner)
        if is_bare and begin == 0:
            comma = self._owner_comma(n)
            if not self.grammar.comma_clause and comma is not None:
                n = comma
            if owner is None and comma is None:
                return []
            return self._from(n, cue) if n < self.end and not self._is_quote(n) else []
        if owner is None:
            is_named = phrase_at_start(before, self.words) is not None and begin == 0
            return self._from(after, cue) if is_named and after < self.end else []
        if phrase_before(self.some[: cue.first], self.words, comma=False) and not is_bare:
            subject = phrase_at_start(without_openers(list(before), self.words), self.words)
            if subject is not None and subject.end == before[-1].end:
                return self._from(after, cue)
        first = self._after_label()
        if cue.first - first < _SHORTEST_CLAUSE or self._is_quote(cue.first - 1):
            return []
        others = [one for one in self._strong() if first <= one.first < cue.first]
        return [] if others else self._range(first, cue.first)

    def _owner_comma(self, n: int) -> int | None:
        """The first word behind the comma that ends "according to whoever"."""
        for at in range(n, min(self.end, n + _FARTHEST)):
            if self.some[at].lead[-1:] in _COMMAS:
                return at
        return None

    # --- where it ends ---------------------------------------------------------------------------

    def _end_of(self, start: int, cue: Cue) -> int:
        """The word behind the last one that the cue governs."""
        before = self.some[cue.first - 1] if cue.first else None
        is_relative = before is not None and before.folded in self.grammar.relatives
        is_relative = is_relative and cue.first > 1 and self._is_comma(cue.first - 1)
        for n in range(start + 1, self.end):
            if is_relative and self._is_comma(n):
                return n
            if self._begins_other(n):
                return n
        return self.end

    def _begins_other(self, n: int) -> bool:
        """Whether another act of saying begins at a word: ", adding", "and noted", "; Moule"."""
        is_comma = self._is_comma(n)
        is_joined = self.some[n].folded in self.grammar.conjunctions
        if not (is_comma or is_joined):
            return False
        at = n
        while at < self.end and (
            self.some[at].folded in self.grammar.conjunctions or self.words.is_adverb(self.some[at])
        ):
            at += 1
        cue = self._cue_at(at)
        if cue is not None and cue.first <= at and not cue.is_weak:
            if cue.kind is CueKind.PHRASE:
                return is_comma
            if is_joined:
                return not self._is_base(at)
            return is_comma and self.words.is_participle(self.some[cue.first])
        if not (is_joined or self.some[n].lead[-1:] in _SEMICOLONS) or not is_comma:
            return False
        subject = phrase_at_start(self.some[at:], self.words)
        if subject is None:
            return False
        at = self._behind(at, subject)
        while at < self.end and self.words.is_adverb(self.some[at]):
            at += 1
        cue = self._cue_at(at)
        return cue is not None and not cue.is_weak and not self.some[cue.first].lead

    def _is_base(self, n: int) -> bool:
        """Whether the verb at `n` goes on with an infinitive before it: to go and say."""
        cue = self._cue_at(n)
        return cue is not None and self._verb(cue).lemma == cue.form


def _apart(cues: Sequence[Cue]) -> list[Cue]:
    """The cues without those that lie in another, larger one."""
    return [
        one
        for one in cues
        if not any(
            other is not one
            and other.first <= one.first
            and one.last <= (other.last if other.particle is None else other.particle)
            for other in cues
        )
    ]


def _with_quotations(text: str, sentence: Range, language: str) -> list[Token]:
    """The words of a sentence; each quotation is one, and its inner comma stands behind it."""
    quoted: list[Quotation] = [
        one for one in quotations(text, sentence, language) if one.depth == 0
    ]
    found: list[Token] = []
    pieces = cut(sentence, [one.range for one in quoted])
    stretches = sorted([(piece, False) for piece in pieces] + [(q.range, True) for q in quoted])
    inner = ""
    for piece, is_quotation in stretches:
        if is_quotation:
            before = text[found[-1].end : piece.start] if found else ""
            lead = inner + "".join(before.split())
            found.append(Token(piece.start, piece.end, _QUOTE, _QUOTE, lead))
            inner = "".join(sign for sign in text[piece.end - 2 : piece.end] if sign in _BREAKS)
            continue
        some = tokens(text, piece, language)
        if some:
            some[0] = some[0]._replace(lead=inner + some[0].lead)
            inner = ""
        found += some
    return found

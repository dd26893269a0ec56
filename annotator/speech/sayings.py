"""The cue of one claim and whoever is its subject, read off the words around the claim.

Only the claim's own sentence is looked at, by rules: a verb of saying before or after, inverted,
interrupting; "according to"; a colon; a participle that borrows its subject. Marks already made
and actors are not known here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.language import tr
from annotator.speech.cues import Cue, CueKind, cues_in, quotatives_in, split_cues_in
from annotator.speech.grammar import (
    WordKinds,
    phrase_after,
    phrase_at_start,
    phrase_before,
    segments,
    without_openers,
)
from annotator.speech.openings import after_clock
from annotator.speech.tokens import Token, tokens
from annotator.text.quotations import MARKS
from annotator.text.ranges import Range, cut, is_blank
from annotator.text.words import paragraph_at, sentence_at

_COLONS = frozenset(":：")
_COMMAS = frozenset(",،;؛–—-")
_LONGEST = 1_000
"""How far around a claim a sentence is read that no full stop ends."""
_MOST_BARE = 2
"""More small words without an article are nobody."""
_LONGEST_PLACE = 6
_FARTHEST = 16
"""More words between claim and cue mean that they do not belong together."""


@dataclass(frozen=True, slots=True)
class Saying:
    """How a claim is announced: its cue, whose it is (several named separately), and why."""

    cue: Range | None = None
    speakers: tuple[Range, ...] = ()
    why: str = ""
    particle: Range | None = None
    """The second piece of a cue in two: wies die Kritik |zurück|."""
    cost: int = 0
    """How badly the cue fits (0 = directly beside the claim)."""


@dataclass(frozen=True, slots=True)
class _Option:
    """A cue with its subject and how badly it fits (0 = directly beside the claim)."""

    cost: int
    cue: Range
    subject: Range | None
    why: str
    particle: Range | None = None


def saying_of(
    text: str,
    parts: Sequence[Range],
    words: WordKinds,
    *,
    others: Iterable[Range] = (),
    used_cues: tuple[Range, ...] = (),
    is_headline: bool = False,
) -> Saying:
    """Give the cue and the speakers of the claim that stands at `parts`.

    `others` are stretches that say nothing about it (other claims, a dateline); `used_cues`
    announce another claim already and come last.
    """
    around = _Surroundings(text, parts, words, tuple(others), is_headline=is_headline)

    def badness(one: _Option) -> tuple[bool, int, bool]:
        is_used = any(used.overlaps(one.cue) for used in used_cues)
        return is_used, one.cost, one.subject is None

    best = min(around.options(), key=badness, default=None)
    if best is None:
        return Saying()
    subject = best.subject
    speakers = () if subject is None else separate_names(text, subject, words)
    return Saying(best.cue, speakers, best.why, best.particle, best.cost)


class _Surroundings:
    """The stretches of one sentence around a claim."""

    def __init__(
        self,
        text: str,
        parts: Sequence[Range],
        words: WordKinds,
        others: tuple[Range, ...],
        *,
        is_headline: bool,
    ) -> None:
        self.text = text
        self.parts = parts
        self.words = words
        self.others = others
        start, end = parts[0].start, parts[-1].end
        sentence = after_clock(text, self._sentence(start), words.language)
        first = text.rfind(" ", 0, max(0, start - _LONGEST)) + 1
        self.before = Range(min(start, max(first, sentence.start)), start)
        self.after = Range(end, max(end, min(self._sentence(end).end, end + _LONGEST)))
        self.is_headline = is_headline and self._has_title_case()
        self.is_quoted = text[end - 1 : end] in MARKS

    def options(self) -> list[_Option]:
        """Give all cues that may be the claim's, in no order."""
        found: list[_Option] = []
        for one, other in zip(self.parts, self.parts[1:], strict=False):
            found += self._behind(Range(one.end, other.start), bonus=-2)
        found += self._in_front()
        has_front = any(option.subject for option in found)
        found += self._behind(self.after, bonus=0, is_second=has_front)
        found += self._around()
        found += self._colon()
        return found

    # --- stretches -----------------------------------------------------------------------------

    def _sentence(self, position: int) -> Range:
        paragraph = paragraph_at(self.text, position)
        found = sentence_at(self.text, position, paragraph, self.words.language)
        return found or Range(position, position)

    def _has_title_case(self) -> bool:
        some = self._tokens(Range(self.before.start, self.after.end))
        capitals = sum(token.text[0].isupper() for token in some)
        return capitals * 2 > len(some)

    def _tokens(self, zone: Range) -> list[Token]:
        """The words of a stretch, without those of other claims and of the dateline."""
        found: list[Token] = []
        for piece in cut(zone, self.others):
            some = tokens(self.text, piece, self.words.language)
            if some and found:
                some[0] = some[0]._replace(lead=some[0].lead or ",")
            found += some
        return found

    # --- before the claim ----------------------------------------------------------------------

    def _in_front(self) -> list[_Option]:
        some = self._tokens(self.before)
        found: list[_Option] = []
        cues = cues_in(some, self.words, capitals=self.is_headline)
        adjuncts = [cue for cue in cues if self._is_adjunct(some, cue, cues)]
        for cue in cues:
            if cue in adjuncts:
                continue
            subject = self._subject_in_front(some, cue)
            begins = cue.at.end if subject is None else max(cue.at.end, subject.end)
            between = [
                one
                for one in some
                if one.start >= begins and not any(two.at.contains(one.start) for two in adjuncts)
            ]
            if between and between[-1].folded in self.words.lexicon.subordinators:
                between.pop()
            distance = len(between)
            if distance > _FARTHEST:
                continue
            cost = min(distance, 5) + self._doubt(cue, distance, subject)
            found.append(_Option(cost, cue.at, subject, self._why(cue)))
        return found

    def _is_adjunct(self, some: Sequence[Token], cue: Cue, cues: Sequence[Cue]) -> bool:
        """Whether the phrase only says where somebody speaks: said in a statement that."""
        if cue.kind is not CueKind.PHRASE or phrase_after(some[cue.last + 1 :], self.words):
            return False
        return any(one.kind is CueKind.VERB and one.last < cue.first for one in cues)

    def _subject_in_front(self, some: Sequence[Token], cue: Cue) -> Range | None:
        """The subject of a cue that stands before the claim."""
        left, right = some[: cue.first], some[cue.last + 1 :]
        if cue.kind is CueKind.PHRASE:
            return self._owner(right) or self._subject_before(some, cue)
        if cue.kind is CueKind.NOUN:
            return self._possessor(left, right)
        if self._borrows(left, some[cue.first]):
            return self._accompanying(left, some[cue.first]) or self._governing(some, cue)
        found = self._subject_before(some, cue) or phrase_after(right, self.words)
        return found or self._bare_subject(left, cue) or self._governing(some, cue)

    def _owner(self, right: Sequence[Token]) -> Range | None:
        """Whoever a phrase names, up to the comma: according to |a survey by the town of Sarn|."""
        found = phrase_after(right, self.words)
        piece = segments(right)[0] if found is not None else []
        rest = [one for one in piece if found is not None and one.start >= found.end]
        grammar, small = self.words.grammar, self.words.is_small
        if found is None or not 1 < len(rest) <= _LONGEST_PLACE or cues_in(rest, self.words):
            return found
        goes_on = rest[0].folded in grammar.placing and not self.words.is_calendar(rest[1])
        is_clause = any(small(one) or self.words.is_past(one) for one in rest[1:])
        return Range(found.start, rest[-1].end) if goes_on and not is_clause else found

    def _subject_before(self, some: Sequence[Token], cue: Cue) -> Range | None:
        if self._is_turned(some, cue):
            behind = phrase_after(some[cue.last + 1 : cue.particle], self.words)
            if behind is not None:
                return behind
        is_comma = some[cue.first].lead[-1:] in _COMMAS
        return phrase_before(some[: cue.first], self.words, comma=is_comma)

    def _is_turned(self, some: Sequence[Token], cue: Cue) -> bool:
        """Whether the subject of a German verb follows it: Zugleich räumte |sie| ein."""
        grammar = self.words.grammar
        if not grammar.comma_clause or cue.kind is not CueKind.VERB or cue.first == 0:
            return False
        first = some[0].folded
        if first in grammar.prepositions | grammar.adverbs | grammar.subordinate:
            return True
        return cue.first == 1 and first in grammar.openers

    def _bare_subject(self, left: Sequence[Token], cue: Cue) -> Range | None:
        """Somebody without an article, alone in the piece before the verb: |organisers| say."""
        piece = segments(left)[-1] if left else []
        is_one = 0 < len(piece) <= _MOST_BARE and all(map(self.words.is_plain_noun, piece))
        if not is_one or cue.kind is not CueKind.VERB or self.words.grammar.comma_clause:
            return None
        return Range(piece[0].start, piece[-1].end)

    def _borrows(self, left: Sequence[Token], verb: Token) -> bool:
        """Whether the verb has no subject of its own: saying, and added."""
        if self.words.is_participle(verb):
            return True
        if self.words.grammar.verb_first and left and verb.lead[-1:] in _COMMAS:
            return bool(cues_in(left, self.words))
        before = next((one for one in reversed(left) if not self.words.is_adverb(one)), None)
        is_second = before is not None and before.folded in self.words.grammar.conjunctions
        return is_second and not verb.lead

    def _accompanying(self, left: Sequence[Token], verb: Token) -> Range | None:
        """The subject of a participle that has its own: with |the mayor| saying."""
        piece = segments(left)[-1] if left and not verb.lead else []
        if not piece or piece[0].folded not in self.words.grammar.accompanying:
            return None
        found = phrase_at_start(piece[1:], self.words)
        return found if found is not None and found.end == piece[-1].end else None

    def _governing(self, some: Sequence[Token], cue: Cue) -> Range | None:
        """The subject of the verb that governs a participle or a second verb."""
        left = some[: cue.first]
        for earlier in reversed(cues_in(left, self.words, capitals=self.is_headline)):
            borrows = self._borrows(left[: earlier.first], left[earlier.first])
            if earlier.kind is CueKind.VERB and not borrows:
                found = self._subject_before(left, earlier)
                if found is None and self.words.grammar.verb_first:
                    found = phrase_after(left[earlier.last + 1 :], self.words)
                if found is not None:
                    return found
        starts = (
            phrase_at_start(without_openers(piece, self.words), self.words, in_apposition=True)
            for piece in segments(left)
        )
        return next((found for found in starts if found is not None), None)

    def _possessor(self, left: Sequence[Token], right: Sequence[Token]) -> Range | None:
        """Whose warning it is: Dar’s warning, the warning of the minister."""
        if left and self.words.is_genitive(left[-1]):
            last = left[-1]
            whole = phrase_before(left, self.words, comma=False) or Range(last.start, last.end)
            return Range(whole.start, last.end - len(last.folded) + last.folded.rindex("'"))
        grammar = self.words.grammar
        if not right or right[0].folded not in grammar.linkers:
            return None
        bare = [n for n, one in enumerate(right) if one.folded not in grammar.linkers][:1]
        is_article = right[0].folded in grammar.determiners  # "des" of "des Ministers"
        return phrase_after(right[0 if is_article else bare[0] :], self.words) if bare else None

    # --- after the claim, or between its parts ---------------------------------------------------

    def _behind(self, zone: Range, *, bonus: int, is_second: bool = False) -> list[_Option]:
        some = self._tokens(zone)
        if not some:
            return []
        first = some[0]
        begins_on = first.folded in self.words.grammar.conjunctions
        is_apart = self.is_quoted or first.lead[:1] in _COMMAS or bonus < 0
        found: list[_Option] = []
        cues = cues_in(some, self.words)
        for cue in cues[:2]:
            if self._is_place(cue) and any(two.kind is CueKind.VERB for two in cues):
                continue  # “…,” the mayor in a message to the city asked
            is_participle = self.words.is_participle(some[cue.first])
            if cue.first > _FARTHEST or (is_participle and cue.kind is CueKind.VERB):
                continue
            subject, n_between = self._subject_behind(some, cue)
            cost = bonus + min(n_between, 5) + self._doubt(cue, n_between, subject)
            cost += 3 * (not is_apart) + 6 * (begins_on and is_second)
            found.append(_Option(cost, cue.at, subject, self._why(cue)))
            if subject is not None:
                break
        return found

    def _is_place(self, cue: Cue) -> bool:
        """Whether a phrase says where somebody speaks, not who: in a message."""
        return cue.kind is CueKind.PHRASE and cue.form.partition(" ")[0] in (
            self.words.grammar.topics
        )

    def _subject_behind(self, some: Sequence[Token], cue: Cue) -> tuple[Range | None, int]:
        """The subject of a cue after the claim, and how many words are neither."""
        left, right = some[: cue.first], some[cue.last + 1 :]
        rest = [token for token in left if not self.words.is_adverb(token)]
        if cue.kind is CueKind.PHRASE or not rest:
            is_phrase = cue.kind is CueKind.PHRASE
            found = self._owner(right) if is_phrase else phrase_after(right, self.words)
            if found is not None:
                return found, len(rest)
        if cue.kind is CueKind.NOUN:
            return None, len(rest)
        found = self._subject_before(some, cue)
        if found is None:
            found = phrase_after(right, self.words)
            if found is not None:
                return found, len(rest)
            found = self._bare_subject(left, cue)
        if found is None:
            return None, len(rest)
        return found, sum(not (found.start <= token.start < found.end) for token in rest)

    # --- around the claim ------------------------------------------------------------------------

    def _around(self) -> list[_Option]:
        """Cues with words on both sides: kündigte |Y| an; X |Y| ra rad kard; and , so Kerner."""
        some = self._tokens(self.before)
        here = len(some)
        for one, other in zip(self.parts, self.parts[1:], strict=False):
            some += self._tokens(Range(one.end, other.start))
        some += self._tokens(self.after)
        cues = [*split_cues_in(some, self.words), *quotatives_in(some, self.words)]
        if self.words.grammar.verb_last:
            cues += [one for one in cues_in(some, self.words) if one.last >= here]
        found: list[_Option] = []
        for cue in cues:
            subject = self._subject_around(some, cue)
            last = cue.last if cue.particle is None else cue.particle
            low, high = (here, cue.first) if cue.first >= here else (last + 1, here)
            n_between = sum(self._parts_from(one, subject) for one in some[low:high])
            if n_between <= _FARTHEST:
                cost = min(n_between, 5) + self._doubt(cue, n_between, subject)
                is_around = cue.first < here <= cue.last  # khastar |Y| shod
                at = Range(cue.at.start, some[here - 1].end) if is_around else cue.at
                rest = None if cue.particle is None else some[cue.particle]
                particle = Range(rest.start, rest.end) if rest is not None else None
                found.append(_Option(cost, at, subject, self._why(cue), particle))
        return found

    def _subject_around(self, some: Sequence[Token], cue: Cue) -> Range | None:
        behind = phrase_after(some[cue.last + 1 : cue.particle], self.words)
        return behind if cue.kind is CueKind.PHRASE else self._subject_before(some, cue) or behind

    def _parts_from(self, token: Token, subject: Range | None) -> bool:
        """Whether a word between cue and claim shows that they do not belong together."""
        small = self.words.lexicon.subordinators | self.words.grammar.object_ends
        is_subject = subject is not None and subject.start <= token.start < subject.end
        return not (is_subject or token.folded in small or self.words.is_adverb(token))

    # --- a colon ---------------------------------------------------------------------------------

    def _colon(self) -> list[_Option]:
        at = self.parts[0].start
        while at > self.before.start and (
            is_blank(self.text[at - 1]) or self.text[at - 1] in MARKS
        ):
            at -= 1
        if at <= self.before.start or self.text[at - 1] not in _COLONS:
            return []
        some = self._tokens(Range(self.before.start, at - 1))
        colon = Range(at - 1, at)
        subject = self._named_first(some)
        has_verb = any(
            cue.kind is not CueKind.NOUN and not cue.is_weak
            for cue in cues_in(some, self.words, capitals=self.is_headline)
        )
        cost = 7 if has_verb else (2 if subject is None else 0)
        return [_Option(cost, colon, subject, tr("Name before a colon"))]

    def _named_first(self, some: Sequence[Token]) -> Range | None:
        """Who is named at the start of a sentence before a colon: |Quade| bleibt skeptisch:."""
        first = without_openers(segments(some)[0], self.words) if some else []
        is_named = some and not (self.words.grammar.comma_clause and some[-1].text.islower())
        found = phrase_before(some, self.words, comma=False) if is_named else None
        return found or phrase_at_start(first, self.words)

    # --- how well a cue fits -------------------------------------------------------------------

    def _doubt(self, cue: Cue, distance: int, subject: Range | None) -> int:
        is_before = subject is None or subject.start < cue.at.start
        is_adjunct = cue.kind is CueKind.PHRASE and is_before
        is_adjunct = is_adjunct and not (distance == 0 and self._is_place(cue))
        return 3 * (subject is None) + 3 * (cue.is_weak and distance > 0) + 2 * is_adjunct

    def _why(self, cue: Cue) -> str:
        said = cue.at.of(self.text)
        return tr("Subject of “{cue}”", cue=said) if cue.kind is CueKind.VERB else f"“{said}”"


def separate_names(text: str, phrase: Range, words: WordKinds) -> tuple[Range, ...]:
    """Give the phrases of two people named separately ("Dar and Wang"); else the phrase alone."""
    some = tokens(text, phrase, words.language)
    for n in range(1, len(some) - 1):
        if some[n].folded not in words.grammar.conjunctions:
            continue
        before, after = some[:n], some[n + 1 :]
        sides = (before, after)
        both_named = all(words.is_name(side[-1]) and not words.is_role(side[-1]) for side in sides)
        if len(after) == 1 and any(one.folded in words.grammar.linkers for one in before):
            continue  # the Ministry of Transport and Energy
        if both_named and not any(token.lead for token in some[1:]):
            left = Range(before[0].start, before[-1].end)
            rest = Range(after[0].start, after[-1].end)
            return (left, *separate_names(text, rest, words))
    return (phrase,)

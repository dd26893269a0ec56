"""Cues in a stretch of text: verbs of saying with their auxiliaries, phrases, nouns with "that".

Which of them belongs to a claim is decided in `sayings`.
"""

from collections.abc import Container, Sequence
from enum import Enum, auto
from typing import NamedTuple

from annotator.speech.grammar import WordKinds, phrase_after
from annotator.speech.tokens import Token
from annotator.speech.words import Verb
from annotator.text.ranges import Range

_LONGEST_OWNER = 9
_MOST_ADJECTIVES = 3
_FARTHEST_PARTICLE = 20
"""More words between a verb and its particle mean that they do not belong together."""


_FARTHEST_PREPOSITION = 10
_YEAR = 4
_COMMAS = frozenset(",،;؛–—-")


class CueKind(Enum):
    """What kind of words a cue is."""

    VERB = auto()
    PHRASE = auto()
    NOUN = auto()


class Cue(NamedTuple):
    """Words that show that somebody speaks: tokens `first` to `last` of the list they came from."""

    at: Range
    first: int
    last: int
    kind: CueKind
    form: str
    is_weak: bool
    particle: int | None = None
    """The second piece of a verb that stands in two: wies die Kritik |zurück|."""


def cues_in(some: Sequence[Token], words: WordKinds, *, capitals: bool = False) -> list[Cue]:
    """Give the cues among some words in order, the longest at each place.

    `capitals`: a headline that writes every word with a capital, so that capitals say nothing.
    """
    found: list[Cue] = []
    n, are_bare = 0, not words.grammar.prefixes
    while n < len(some):
        if are_bare and some[n].folded not in words.cue_words:
            n += 1
            continue
        cue = _cue_at(some, n, words, capitals=capitals)
        if cue is None:
            n += 1
        else:
            found.append(cue)
            n = cue.last + 1
    return found


def split_cues_in(some: Sequence[Token], words: WordKinds) -> list[Cue]:
    """Give the verbs whose particle stands at the end of their clause: kündigte gestern an."""
    found: list[Cue] = []
    split = words.split_verbs
    may_split, are_bare = bool(split or words.prepositional_verbs), not words.grammar.prefixes
    for n, token in enumerate(some if may_split else ()):
        if are_bare and token.folded not in words.split_words:
            continue
        for particle, form in split.get(token.folded, ()):
            at = _particle_behind(some, n, particle, words)
            if at is not None:
                place = Range(token.start, token.end)
                weak = words.lexicon.verbs[form].weak
                found.append(Cue(place, n, n, CueKind.VERB, form, weak, at))
        for particle, form in _prepositional(token, words):
            at = _preposition_behind(some, n, particle, words)
            if at is not None:
                first = _with_auxiliaries(some, n, words)
                place = Range(some[first].start, token.end)
                weak = words.lexicon.verbs[form].weak
                found.append(Cue(place, first, n, CueKind.VERB, form, weak, at))
    return found


def _prepositional(token: Token, words: WordKinds) -> list[tuple[str, str]]:
    """The verbs that a word can be the first of, without an "and" that is written with it."""
    known = words.prepositional_verbs
    if not words.grammar.prefixes:
        return known.get(token.folded, [])
    return next((known[one] for one in _bare_forms(token.folded, words) if one in known), [])


def _preposition_behind(
    some: Sequence[Token], n: int, preposition: str, words: WordKinds
) -> int | None:
    """Where the preposition of the verb at `n` stands: called in May |for|, sprach er |von|."""
    if n + 2 >= len(some):
        return None
    follows = some[n + 1]
    is_adjunct = words.is_adverb(follows) or words.is_calendar(follows)
    is_adjunct |= follows.folded in words.grammar.prepositions
    if not (is_adjunct or words.grammar.comma_clause or words.grammar.verb_first):
        return None
    for at in range(n + 1, min(len(some), n + _FARTHEST_PREPOSITION)):
        token = some[at]
        if token.lead or token.folded in words.grammar.auxiliaries | words.grammar.conjunctions:
            return None
        if token.folded == preposition:
            is_whole = at + 1 == len(some) or not some[at + 1].lead
            return at if at > n + 1 and is_whole else None
    return None


def quotatives_in(some: Sequence[Token], words: WordKinds) -> list[Cue]:
    """Give the words behind a comma that name who said it, without a verb: , so Kerner."""
    found: list[Cue] = []
    for n, token in enumerate(some[:-1] if words.grammar.quotatives else ()):
        if token.folded not in words.grammar.quotatives or token.lead[-1:] not in _COMMAS:
            continue
        owner = phrase_after(some[n + 1 :], words)
        rest = [one for one in some[n + 1 :] if owner is not None and one.start >= owner.end]
        while rest and words.is_adverb(rest[0]) and not rest[0].lead:
            rest.pop(0)
        ends = not rest or rest[0].lead[-1:] in _COMMAS
        is_adjunct = bool(rest) and rest[0].folded in words.grammar.prepositions and n == 0
        if owner is not None and (ends or is_adjunct):
            at = Range(token.start, token.end)
            found.append(Cue(at, n, n, CueKind.PHRASE, token.folded, False))
    return found


def _particle_behind(some: Sequence[Token], n: int, particle: str, words: WordKinds) -> int | None:
    """Where the particle of the verb at `n` stands: the last word before a comma or the end."""
    for at in range(n + 1, min(len(some), n + _FARTHEST_PARTICLE)):
        if some[at].lead.strip("-.’'()"):
            return None
        follows = some[at + 1] if at + 1 < len(some) else None
        ends = words.grammar.that | words.grammar.conjunctions
        is_last = follows is None or bool(follows.lead) or follows.folded in ends
        if at > n + 1 and is_last and some[at].folded == particle:
            return at
    return None


def _cue_at(some: Sequence[Token], n: int, words: WordKinds, *, capitals: bool) -> Cue | None:
    lexicon = words.lexicon
    longest = words.cue_lengths.get(some[n].folded, 0)
    if words.grammar.prefixes:
        bare = _bare_forms(some[n].folded, words)
        longest = max(words.cue_lengths.get(one, 0) for one in bare)
    longest = min(longest, len(some) - n)
    together = next((k for k in range(1, longest) if some[n + k].lead), longest)
    for length in range(together, 0, -1):
        piece = some[n : n + length]
        form = piece[0].folded if length == 1 else " ".join([token.folded for token in piece])
        phrase = _known(form, lexicon.phrases, words)
        if phrase is not None:
            at = Range(piece[0].start, piece[-1].end)
            return Cue(at, n, n + length - 1, CueKind.PHRASE, phrase, False)
        verb = _known(form, lexicon.verbs, words)
        verb = verb or _shortened_form(form, some[n + length :], words)
        if verb is not None and _may_be_verb(some, n, length, words, capitals=capitals):
            first = _with_auxiliaries(some, n, words)
            last = _with_particle(some, n + length - 1, lexicon.verbs[verb], words)
            at = Range(some[first].start, some[last].end)
            return Cue(at, first, last, CueKind.VERB, verb, lexicon.verbs[verb].weak)
    return _announcing(some, n, words)


def _known(form: str, table: Container[str], words: WordKinds) -> str | None:
    """The form as a table has it, or without an "and" that is written in one word with it."""
    if form in table:
        return form
    if not words.grammar.prefixes:
        return None
    return next((one for one in _bare_forms(form, words) if one in table), None)


def _bare_forms(form: str, words: WordKinds) -> list[str]:
    """The form, then without an "and" that is written in one word with it."""
    prefixes = words.grammar.prefixes
    if not prefixes:
        return [form]
    return [form, *(form[len(one) :] for one in prefixes if form.startswith(one))]


def _shortened_form(form: str, behind: Sequence[Token], words: WordKinds) -> str | None:
    """The form of a Persian verb whose last word comes with a later one: khande va gofte ast."""
    grammar = words.grammar
    if not (grammar.verb_last and behind and behind[0].folded in grammar.conjunctions):
        return None
    whole = (f"{form} {auxiliary}" for auxiliary in grammar.auxiliaries)
    return next((one for one in whole if one in words.lexicon.verbs), None)


def _may_be_verb(
    some: Sequence[Token], n: int, length: int, words: WordKinds, *, capitals: bool
) -> bool:
    """Whether the words can be a verb here; "the report", "his claims" are none."""
    token = some[n]
    if not capitals and n > 0 and token.text[0].isupper():
        return False
    is_owned = n > 0 and token.lead in ("'", "’") and some[n - 1].folded.endswith("s")
    if is_owned and not _that_follows(some, n, words):
        return False  # protesters’ demands
    if length == 1 and _is_plural_noun(some, n, words):
        return False
    if n == 0 or length > 1 or token.lead:
        return True
    before = some[n - 1]
    if words.is_genitive(before) or before.folded in words.grammar.owners:
        return False
    if words.is_determiner(before):
        is_object = n > 1 and some[n - 2].folded in words.grammar.prepositions  # by both state
        return words.is_pronoun(before) and not is_object
    if words.grammar.postpositions:
        return True
    is_auxiliary = before.folded in words.grammar.auxiliaries  # French "a", folded like "à"
    is_preposition = before.folded in words.grammar.prepositions and not is_auxiliary
    return not is_preposition or before.folded in words.lexicon.subordinators


def _is_plural_noun(some: Sequence[Token], n: int, words: WordKinds) -> bool:
    """Whether a word beside another verb is a noun: received requests, the annual report said."""
    grammar, verbs = words.grammar, words.lexicon.verbs
    verb = next((verbs[one] for one in _bare_forms(some[n].folded, words) if one in verbs), None)
    if not grammar.past_endings or verb is None or verb.form.rstrip("s") != verb.lemma.rstrip("s"):
        return False
    follows = some[n + 1] if n + 1 < len(some) and not some[n + 1].lead else None
    if follows is not None and follows.folded in verbs and not words.is_participle(follows):
        return n > 0 and verbs[follows.folded].form != verbs[follows.folded].lemma
    before = some[n - 1] if n > 0 and not some[n].lead else None
    if before is None:
        return False
    if verb.form == verb.lemma and _has_singular_before(some, n, words):
        return True
    if before.text.isdigit() and len(before.text) < _YEAR:
        return True  # 40 questions
    return words.is_past(before) or (before.folded in grammar.pasts and before.text.islower())


def _has_singular_before(some: Sequence[Token], n: int, words: WordKinds) -> bool:
    """Whether a determiner and adjectives stand before a word, no plural: in a short |reply|."""
    for at in range(n - 1, max(-1, n - 1 - _MOST_ADJECTIVES), -1):
        if words.is_determiner(some[at]):
            return at < n - 1 and not words.is_pronoun(some[at])
        is_noun = words.is_plain_noun(some[at]) or (at and words.is_determiner(some[at - 1]))
        if not is_noun or some[at].folded.endswith("s") or some[at + 1].lead:
            return False
    return False


def _with_auxiliaries(some: Sequence[Token], n: int, words: WordKinds) -> int:
    """The first word of the cue: auxiliaries and negation before the verb belong to it."""
    first = at = n
    while at > 0 and not some[at].lead:
        before = some[at - 1]
        if before.folded in words.grammar.auxiliaries and not words.is_pronoun(before):
            first = at = at - 1
        elif words.is_adverb(before):
            at -= 1
        else:
            break
    return first


def _with_particle(some: Sequence[Token], last: int, verb: Verb, words: WordKinds) -> int:
    """The last word of the cue: "of" belongs to it where it leads over to the claim."""
    is_over = last + 2 == len(some) and not some[last + 1].lead
    particles = words.grammar.particles if is_over and "of" in verb.frames else ()
    return last + 1 if is_over and some[last + 1].folded in particles else last


def _announcing(some: Sequence[Token], n: int, words: WordKinds) -> Cue | None:
    """A noun or adjective that announces a claim when "that" follows: his warning that.

    Whose it is may stand between them: the warning of the minister that.
    """
    token = some[n]
    is_noun = token.folded in words.lexicon.nouns
    if not (is_noun or token.folded in words.lexicon.adjectives):
        return None
    if not _that_follows(some, n, words):
        return None
    first = n if is_noun else _with_auxiliaries(some, n, words)
    kind = CueKind.NOUN if is_noun else CueKind.VERB
    return Cue(Range(some[first].start, token.end), first, n, kind, token.folded, True)


def _that_follows(some: Sequence[Token], n: int, words: WordKinds) -> bool:
    """Whether "that" comes behind the word, at once or after "of" and whoever it belongs to."""
    follows = some[n + 1 : n + 1 + _LONGEST_OWNER]
    while follows and not follows[0].lead and follows[0].folded in words.grammar.auxiliaries:
        follows = follows[1:]  # Persian: is of the view, |is|, that
    if not follows or follows[0].lead:
        return bool(follows) and follows[0].lead == "," and follows[0].folded in words.grammar.that
    subordinators = words.lexicon.subordinators
    if follows[0].folded in subordinators:
        return True
    if follows[0].folded not in words.grammar.linkers:
        return False
    return any(
        one.folded in (words.grammar.that if one.lead else subordinators) for one in follows[1:]
    )

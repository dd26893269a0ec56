"""Where a clause begins that a cue announces, behind "that" or a colon, and where it ends."""

from annotator.speech.cued_sentence import COLONS, FARTHEST, SEMICOLONS, CuedSentence
from annotator.speech.cues import Cue, CueKind
from annotator.speech.grammar import phrase_at_start, phrase_before
from annotator.text.ranges import Range

_LONGEST_SUBJECT = 60
"""No more words are read for a subject with all that describes it."""


def after_that(cued: CuedSentence, cue: Cue) -> int | None:
    """The first word behind "that", or behind a colon."""
    is_verb = cue.kind is CueKind.VERB and cue.form in cued.words.lexicon.verbs
    if is_verb and not (cued.takes(cue, "that") or cued.takes(cue, "to")):
        return None
    at = (cue.last if cue.particle is None else cue.particle) + 1
    farthest = cue.last + 2 if _has_clause_at_once(cued, cue) else cue.last + 1 + FARTHEST
    while at < min(cued.end, max(at + 1, farthest)) and not cued.is_quote(at):
        token = cued.some[at]
        if token.lead[-1:] in SEMICOLONS:
            return None
        if token.lead[-1:] in COLONS:
            is_label = cued.some[0].folded in cued.grammar.relatives  # What we know so far:
            return None if token.text[0].isdigit() or is_label else at  # at 5:00
        if _begins_that(cued, at, cue.last + 1):
            is_relative = token.lead == "," and _stands_behind_claim(cued, cue, at)
            return None if is_relative else at + 1
        is_that_next = at + 1 < cued.end and cued.some[at + 1].folded in cued.grammar.that
        is_object = token.folded in cued.grammar.particles and cued.takes(cue, "of")
        is_object = is_object and not is_that_next  # advierten de que
        is_clause = is_verb and cued.is_finite(token)
        other = cued.cue_at(at)
        if is_object or is_clause or (other is not None and other.kind is CueKind.VERB):
            return None
        at += 1
    return None


def behind_as(cued: CuedSentence, cue: Cue) -> int | None:
    """The first word behind the clause of a cue that begins with "as": As Kern said, |all is well|.

    None where no such clause begins the sentence.
    """
    begins = cued.after_label()
    if cue.kind is CueKind.NOUN or cued.some[begins].folded not in cued.grammar.comparing:
        return None
    if cue.first <= begins or any(map(cued.is_comma, range(begins + 1, cue.first))):
        return None
    near = range(cue.last + 1, min(cued.end, cue.last + 1 + FARTHEST))
    comma = next((n for n in near if cued.is_comma(n)), cued.end)
    return comma if comma < cued.end and not cued.is_quote(comma) else None


def _stands_behind_claim(cued: CuedSentence, cue: Cue, that: int) -> bool:
    """Whether "that" tells more of who speaks: El campo no espera, afirma Tena, |que| exige ayuda.

    Spanish puts no comma before "that" but the second one of an aside: dijo, en mayo, |que|.
    """
    if cued.grammar.adjectives_follow and not any(map(cued.is_comma, range(cue.last + 1, that))):
        return True
    is_inverted = cue.first > 0 and cued.begin_of(cue.first) == cue.first
    return is_inverted and not cued.grammar.comma_clause and cued.is_comma(cue.first)


def _begins_that(cued: CuedSentence, n: int, first: int) -> bool:
    """Whether "that" stands at `n`; "if" and "how" only where no comma parts them from it."""
    token = cued.some[n]
    if token.folded not in cued.that or n + 1 >= cued.end or _is_that_one(cued, n):
        return False
    return token.folded in cued.grammar.that or not any(map(cued.is_comma, range(first, n)))


def _is_that_one(cued: CuedSentence, n: int) -> bool:
    """Whether "that" points: said that was the plan."""
    small = cued.grammar.prepositions | cued.grammar.linkers
    if not cued.words.is_determiner(cued.some[n]):
        return False
    if n and not cued.some[n].lead and cued.some[n - 1].folded in small:
        return True  # the appeal of that decision
    return cued.is_finite(cued.some[n + 1])


def _has_clause_at_once(cued: CuedSentence, cue: Cue) -> bool:
    """Whether a noun follows a verb that tells nobody: said the plan would fail."""
    at = cue.last + 1
    if at >= cued.end or cued.takes(cue, "whom") or cued.some[at].lead:
        return False
    if cued.grammar.comma_clause:
        return False  # a comma shows where the clause begins
    follows = cued.some[at]
    if not (cued.words.may_open(follows) or cued.words.is_pronoun(follows)):
        return False
    before = cued.some[max(0, cue.first - _LONGEST_SUBJECT) : cue.first]
    return phrase_before(before, cued.words, comma=False) is not None


def stretch_from(cued: CuedSentence, start: int, cue: Cue) -> list[Range]:
    """Give what a cue governs from its first word on; nothing where that is but somebody."""
    end = end_of(cued, start, cue)
    is_nobody = end == start + 1 and cued.some[start].folded in cued.grammar.objects | cued.that
    return [] if is_nobody else cued.stretch(start, end)  # the House confirmed him


def end_of(cued: CuedSentence, start: int, cue: Cue) -> int:
    """The word behind the last one that the cue governs."""
    before = cued.some[cue.first - 1] if cue.first else None
    is_relative = before is not None and before.folded in cued.grammar.relatives
    is_relative = is_relative and cue.first > 1 and cued.is_comma(cue.first - 1)
    is_opening = cue.kind is CueKind.VERB and cue.first == 0
    is_opening = is_opening and cued.words.is_participle(cued.some[0])
    is_opening |= cued.some[0].folded in cued.grammar.subordinate and not any(
        map(cued.is_comma, range(1, cue.first))
    )
    for n in range(start + 1, cued.end):
        if (is_relative or is_opening) and cued.is_comma(n):
            return n
        if begins_other(cued, n) or _is_said_behind(cued, n) or _goes_on_without(cued, start, n):
            return n
    return cued.end


def _goes_on_without(cued: CuedSentence, start: int, n: int) -> bool:
    """Whether the main clause goes on behind a German infinitive: zu gehen, |machte| aber ….."""
    if not cued.grammar.comma_clause or not cued.is_comma(n) or n >= cued.end:
        return False
    is_infinitive = n - 2 >= start and cued.some[n - 2].folded in cued.grammar.infinitive_marks
    return is_infinitive and cued.words.is_plain_noun(cued.some[n])  # it looks like one


def _is_said_behind(cued: CuedSentence, n: int) -> bool:
    """Whether a semicolon ends it and what follows has a cue of its own: ; Y, a report says."""
    if cued.some[n].lead[-1:] not in SEMICOLONS:
        return False
    later = [one for one in cued.cues if one.first > n and one.kind is CueKind.VERB]
    return any(map(cued.has_subject_before, later))


def begins_other(cued: CuedSentence, n: int) -> bool:
    """Whether another act of saying begins at a word: ", adding", "and noted", "; Moule"."""
    is_comma = cued.is_comma(n)
    is_joined = cued.some[n].folded in cued.grammar.conjunctions
    if cued.grammar.verb_first and is_strong_verb(cued, n):
        return True
    if not (is_comma or is_joined):
        return False
    at = n
    while at < cued.end and (
        cued.some[at].folded in cued.grammar.conjunctions or cued.words.is_adverb(cued.some[at])
    ):
        at += 1
    cue = cued.cue_at(at)
    if cue is not None and cue.first <= at and (not cue.is_weak or is_comma):
        if cue.kind is CueKind.PHRASE:
            return is_comma
        if is_joined:
            return not _is_base(cued, at)
        is_saying = not cue.is_weak or after_that(cued, cue) is not None
        return is_comma and is_saying and cued.words.is_participle(cued.some[cue.first])
    return is_comma and _begins_with_subject(cued, n, at)


def _begins_with_subject(cued: CuedSentence, n: int, at: int) -> bool:
    """Whether somebody else says something behind a comma: , and Y noted, with |Kern saying|."""
    is_beside = cued.some[n].folded in cued.grammar.accompanying
    at += is_beside
    is_joined = cued.some[n].folded in cued.grammar.conjunctions
    if not (is_joined or is_beside or cued.some[n].lead[-1:] in SEMICOLONS):
        return False
    subject = phrase_at_start(cued.some[at:], cued.words)
    if subject is None:
        return False
    at = cued.behind(at, subject)
    while at < cued.end and cued.words.is_adverb(cued.some[at]):
        at += 1
    cue = cued.cue_at(at)
    if cue is None or (is_beside and not cued.words.is_participle(cued.some[cue.first])):
        return False
    return not cue.is_weak and not cued.some[cue.first].lead


def is_strong_verb(cued: CuedSentence, n: int) -> bool:
    """Whether a verb begins at a word that needs no "that" to show speech."""
    cue = cued.cue_at(n)
    is_verb = cue is not None and cue.kind is CueKind.VERB and cue.first == n
    return is_verb and cue is not None and not cue.is_weak


def _is_base(cued: CuedSentence, n: int) -> bool:
    """Whether the verb at `n` goes on with an infinitive before it: to go and say."""
    cue = cued.cue_at(n)
    is_lemma = cue is not None and cued.verb(cue).lemma == cue.form
    return is_lemma and bool(cued.grammar.infinitives)

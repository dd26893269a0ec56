"""How a cue leads to what is said: by "that", before it, as an infinitive, as a bare topic.

Which words that are is decided in `governed`; here is only said what kind of report it is.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import takewhile

from annotator.speech.cued_sentence import COLONS, CuedSentence
from annotator.speech.cues import Cue, CueKind
from annotator.speech.tokens import Token
from annotator.text.ranges import Range

_LONGEST_ADJUNCT = 3


class SpeechForm(StrEnum):
    """The forms in which what is said stands beside its cue."""

    QUOTE = "quote"
    DASH = "dash"
    TURN = "turn"
    COLON = "headline-colon"
    PHRASE = "according-to"
    NOUN = "noun+that"
    THAT = "verb+that"
    INFINITIVE = "infinitive"
    INVERTED = "inverted"
    PARTICIPLE = "participle"
    VERB = "verb"
    TOPIC = "reported"
    """Only the topic or the act is given: criticized |the plan|."""


def how_governed(cued: CuedSentence, cue: Cue, parts: Sequence[Range]) -> SpeechForm:
    """Give how a cue leads to the stretches that it governs."""
    if cue.kind is CueKind.PHRASE:
        first, *_, last = cue.form.split(" ") if " " in cue.form else (cue.form, cue.form)
        is_topic = first in cued.grammar.topics and last not in cued.that
        return SpeechForm.TOPIC if is_topic else SpeechForm.PHRASE
    if cue.kind is CueKind.NOUN:
        return SpeechForm.NOUN
    starts = [one.start for one in cued.some]
    inside = [
        n
        for one in parts
        for n in range(bisect_left(starts, one.start), bisect_left(starts, one.end))
    ]
    before = cued.some[inside[0] - 1] if inside and inside[0] else None
    if before is not None and before.start >= cue.at.start and before.folded in cued.that:
        return SpeechForm.THAT
    is_behind = parts[0].start > cue.at.start
    if inside and is_behind and cued.some[inside[0]].folded in cued.grammar.infinitives:
        return SpeechForm.INFINITIVE
    if _is_topic(cued, cue, inside, is_behind=is_behind):
        return SpeechForm.TOPIC
    return SpeechForm.VERB if is_behind or cued.grammar.verb_last else SpeechForm.INVERTED


def _is_topic(cued: CuedSentence, cue: Cue, inside: Sequence[int], *, is_behind: bool) -> bool:
    """Whether a verb has but an object: no clause, no infinitive, nothing in marks."""
    if not inside or any(map(cued.is_quote, inside)) or _is_judged(cued, cue, inside):
        return False
    first, grammar = inside[0], cued.grammar
    if grammar.verb_last:
        return cue.particle is not None or (not is_behind and _is_object(cued, inside))
    if not is_behind:
        return False
    if cue.particle is None and not any(cued.takes(cue, one) for one in ("noun", "of")):
        return bool(grammar.past_endings) and not _is_clause(cued, inside)
    lead = cued.some[first].lead
    if grammar.comma_clause or lead[-1:] in COLONS:
        return not lead
    if cued.takes(cue, "whom") and cued.words.is_participle(cued.some[first]):
        return False  # accused them of |hiding it|
    if not (cued.takes(cue, "that") or cued.takes(cue, "to")):
        return True
    has_object = cued.takes(cue, "noun")
    return not any(
        _is_finite(cued, n, first) and not (has_object and _is_made(cued, n, first))
        for n in _before_clause(cued, inside)
    )


def _is_made(cued: CuedSentence, n: int, first: int) -> bool:
    """Whether a past form describes the noun of an adjunct: help by a statement |made| in May."""
    if cued.some[n].folded in cued.grammar.auxiliaries:
        return False
    near = cued.some[max(first, n - _LONGEST_ADJUNCT) : n]
    small = cued.grammar.prepositions - cued.grammar.linkers
    is_adjunct = any(one.folded in small for one in near)
    follows = cued.some[n + 1] if n + 1 < cued.end else None
    return is_adjunct and follows is not None and follows.folded in cued.grammar.placing


def _is_object(cued: CuedSentence, inside: Sequence[int]) -> bool:
    """Whether small words before or behind it show an object: az |Y| enteqad kard, |Y| ra."""
    before, behind = inside[0] - 1, inside[-1] + 1
    marks, ends = cued.grammar.object_marks, cued.grammar.object_ends
    is_marked = before >= 0 and cued.some[before].folded in marks
    return is_marked or (behind < cued.end and cued.some[behind].folded in ends)


def _is_judged(cued: CuedSentence, cue: Cue, inside: Sequence[int]) -> bool:
    """Whether it says as what somebody describes something: described it |as a crime|."""
    if cued.takes(cue, "as"):
        return True
    judging, determiners = cued.grammar.judging, cued.grammar.determiners
    is_over = " " in cue.form or cued.takes(cue, "that")
    return not is_over and any(
        cued.some[n].folded in judging and cued.some[n - 1].folded not in determiners
        for n in inside[1:]
    )


def _before_clause(cued: CuedSentence, inside: Sequence[int]) -> Iterator[int]:
    """The words up to a clause that describes one: claims |that …|, those |who …|, one |it …|."""
    small = cued.that | cued.grammar.relatives | cued.grammar.impersonal

    def goes_on(n: int) -> bool:
        token = cued.some[n]
        return n == inside[0] or not (token.folded in small or cued.words.is_pronoun(token))

    return takewhile(goes_on, inside)


def _is_clause(cued: CuedSentence, inside: Sequence[int]) -> bool:
    """Whether a verb may stand there: they fear it, the results show, nothing was said."""
    first = cued.some[inside[0]]
    if cued.words.is_pronoun(first) or first.folded in cued.grammar.impersonal:
        return True
    some = [n for n in _before_clause(cued, inside) if n > inside[0]]
    return any(_is_finite(cued, n, inside[0]) or _may_be_present(cued.some[n], cued) for n in some)


def _may_be_present(token: Token, cued: CuedSentence) -> bool:
    return token.folded in cued.words.lexicon.verbs and token.text.islower()


def _is_finite(cued: CuedSentence, n: int, first: int) -> bool:
    """Whether the word at `n` is the verb of a clause: resigned, but no "the proposed tax"."""
    token = cued.some[n]
    if n == first or not token.text.islower():
        return False
    if token.folded in cued.grammar.auxiliaries or token.folded in cued.grammar.pasts:
        return True
    follows = cued.some[n + 1].folded if n + 1 < cued.end else ""
    before = cued.some[n - 1]
    is_described = follows in cued.grammar.agents or cued.words.is_determiner(before)
    is_joined = before.folded in cued.grammar.conjunctions | cued.grammar.prepositions
    return cued.words.is_past(token) and not (is_described or is_joined)


def is_thought(cued: CuedSentence, cue: Cue) -> bool:
    """Say whether the cue shows what somebody thinks or wants, not what they say."""
    verb = cued.verb(cue)
    return verb.kind == "think" or (verb.kind == "want" and verb.weak)

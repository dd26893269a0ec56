"""Whoever speaks, said inside the marks of a quotation: « Rien n'est sûr, dit Kern. On verra. ».

French and Spanish write so (`said_inside` of their word lists). Which quotations are said is
decided in `quoted`.
"""

from collections.abc import Sequence

from annotator.speech.cues import Cue, CueKind, cues_in
from annotator.speech.grammar import WordKinds, phrase_after, word_kinds
from annotator.speech.tokens import Token, tokens
from annotator.text.quotations import MARKS
from annotator.text.ranges import Range, is_blank

_LONGEST = 1_000
"""No further into a quotation is looked."""
_MOST_BEHIND = 8
"""So many words may say where and when, behind whoever speaks."""
_LONGEST_SHORT = 2
"""Words of so many letters may be short for one: M., Dr., D."""
_ASKS = frozenset("?!…؟")
_OPENS = frozenset(",،–—-") | _ASKS


def without_speaker(text: str, quoted: Range, language: str) -> tuple[Range, ...]:
    """Give the pieces of a quotation around a cue with its speaker; the whole where none stands."""
    words = word_kinds(language)
    if not words.grammar.said_inside:
        return (quoted,)
    inside = Range(quoted.start + 1, min(quoted.end, quoted.start + _LONGEST))
    some = tokens(text, inside, language)
    for cue in cues_in(some, words):
        first = _begin_of(some, cue)
        last = _last_of(some, first, cue, words)
        if last is None:
            continue
        before = Range(quoted.start, _behind_sign(text, some[first - 1].end, some[first].start))
        if last + 1 == len(some):
            return (before,) if inside.end == quoted.end else (quoted,)
        return before, Range(_start_behind(text, some[last].end, quoted.end), quoted.end)
    return (quoted,)


def _begin_of(some: Sequence[Token], cue: Cue) -> int:
    """The first word behind the comma or dash before a cue; a hyphen parts nothing: a-t-elle."""
    first = cue.first
    while first > 0 and some[first].lead in ("", "-", "'", "’"):
        first -= 1
    return first


def _last_of(some: Sequence[Token], first: int, cue: Cue, words: WordKinds) -> int | None:
    """The last word that says who speaks; None where nobody is named behind the verb."""
    lead = some[first].lead[-1:]
    if first == 0 or cue.kind is not CueKind.VERB or lead not in _OPENS:
        return None
    if cue.is_weak and lead not in _ASKS:
        return None
    if first < cue.first:
        is_turned = any(
            words.is_pronoun(one) and one.lead == "-" for one in some[first : cue.first]
        )
        last = cue.last if is_turned and some[first].folded in words.grammar.auxiliaries else None
    else:
        subject = phrase_after(some[cue.last + 1 : _end_of_sentence(some, cue.last + 1)], words)
        last = None
        if subject is not None:
            last = max(n for n, one in enumerate(some) if one.start < subject.end)
    if last is None:
        return None
    end = next((n for n in range(last + 1, len(some)) if some[n].lead.strip("-'’")), len(some))
    return end - 1 if end - last <= _MOST_BEHIND else None


def _end_of_sentence(some: Sequence[Token], n: int) -> int:
    """The first word behind a full stop; one behind an abbreviation ends nothing: M. Cher."""
    ends = (
        at
        for at in range(n + 1, len(some))
        if some[at].lead[:1] == "." and len(some[at - 1].text) > _LONGEST_SHORT
    )
    return next(ends, len(some))


def _behind_sign(text: str, start: int, end: int) -> int:
    """Where the last sign ends that asks or calls out: Et le pont |?| demande Paul."""
    at = max((text.rfind(sign, start, end) for sign in _ASKS), default=-1)
    return at + 1 if at >= 0 else start


def _start_behind(text: str, at: int, end: int) -> int:
    """The first sign of what goes on behind the comma, dash or stop."""
    while at < end and (is_blank(text[at]) or not (text[at].isalnum() or text[at] in MARKS)):
        at += 1
    return at

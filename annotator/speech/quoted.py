"""Quotations as sayings: which of them somebody says, and which parts are one saying.

Scare quotes and titles stand in marks too, and nobody says them. Where marks pair is found in
`text.quotations`, what stands around them by the cues of `cues`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from annotator.speech.cues import CueKind, cues_in, quotatives_in, split_cues_in
from annotator.speech.dialogue import Dialogue, dialogue_at
from annotator.speech.governed import governed_in
from annotator.speech.grammar import word_kinds
from annotator.speech.how_said import SpeechForm
from annotator.speech.inserted import without_speaker
from annotator.speech.openings import turn_at
from annotator.speech.tokens import Token, tokens
from annotator.speech.words import grammar_of
from annotator.text.quotations import MARKS, Quotation, closing_alone, quotations
from annotator.text.ranges import Range, is_blank
from annotator.text.words import paragraph_at, sentence_at

_LONGEST_GAP = 200
"""How many characters of "he said" may interrupt a quotation."""
_LONGEST_SCARE = 4
"""So many words in marks without any sign of speech are scare quotes: the “safe zone”."""
_LONGEST_TITLE = 10
_MOST_IN_SENTENCE = 8
"""No sentence has more quotations that somebody says; what does is a list, or has no full stop."""
_MOST_PARAGRAPHS = 30
"""A longer run of paragraphs that open and do not close is no quotation of somebody."""
_WINDOW, _STEP = 4_000, 1_000
"""How far around a place quotation marks are looked at, in a paragraph that is longer."""
_STOPS = ".!?…۔؟。！？"
_COMMAS = (",", "،", "，")
_DASHES = ("–", "—", "-")
_COLONS = (":", "：")
_SMALL_WORD = 3
"""A title writes words of so many letters small: of, and, the."""


def said_at(text: str, position: int, language: str) -> tuple[Range, ...]:
    """Give the parts of the quotation around a place, marks included, if somebody says it."""
    spoken = dialogue_at(text, position, language)
    if spoken is not None:
        return spoken.parts if any(one.contains(position) for one in spoken.parts) else ()
    for one in quotations(text, _near(text, position), language):
        if one.depth == 0 and one.start <= position < one.end:
            parts = quotation_parts(text, one.range, language)
            return parts if len(parts) > 1 or is_said(text, one, language) else ()
    return ()


class Said(NamedTuple):
    """What is said in a sentence: its parts, how it is reported, and the cue that governs it.

    No cue: a quotation or a turn, whose cue is sought around it. `is_nested`: inside another.
    """

    parts: tuple[Range, ...]
    how: SpeechForm
    cue: Range | None = None
    is_thought: bool = False
    is_nested: bool = False


def sayings_in(text: str, sentence: Range, language: str) -> list[tuple[Range, ...]]:
    """Give what is said in a sentence, each saying with its parts, in text order.

    Quotations, what verbs of saying govern, and in an interview the whole answer, which begins in
    its first sentence; of one inside another the outer alone.
    """
    return [one.parts for one in said_in(text, sentence, language) if not one.is_nested]


def said_in(text: str, sentence: Range, language: str) -> list[Said]:
    """Give what is said in a sentence, in text order, what stands inside another with a sign."""
    turn = turn_at(text, sentence.start, language)
    if turn is not None:
        begins = sentence.overlaps(Range(turn.start, turn.start + 1))
        return [Said((turn,), SpeechForm.TURN)] if begins else []
    spoken = dialogue_at(text, sentence.start, language)
    if spoken is not None:
        return _in_dialogue(text, sentence, spoken, language)
    found = [
        Said(quotation_parts(text, one.range, language), SpeechForm.QUOTE)
        for one in _quoted_in(text, sentence, language)[:_MOST_IN_SENTENCE]
        if is_said(text, one, language, sentence)
    ]
    for parts, cue, how, is_thought in governed_in(text, sentence, language):
        quoted = next((one for one in found if _begins(parts, cue, one)), None)
        if quoted is not None:
            found.remove(quoted)
            parts = (*parts, *quoted.parts[1:])
        found.append(Said(parts, how, cue, is_thought))
    by_parts: dict[tuple[Range, ...], Said] = {}
    for one in found:
        by_parts.setdefault(one.parts, one)
    ordered = (by_parts[parts] for parts in sorted(by_parts))
    return [
        one._replace(is_nested=any(_lies_in(one.parts, other) for other in by_parts))
        for one in ordered
    ]


def _in_dialogue(text: str, sentence: Range, spoken: Dialogue, language: str) -> list[Said]:
    """What is said behind a dash, in its first sentence, and what others say inside it."""
    found: list[Said] = []
    if sentence.contains(spoken.parts[0].start):
        found.append(Said(spoken.parts, SpeechForm.DASH))
    for parts, cue, how, is_thought in governed_in(text, sentence, language):
        if any(all(one.covers(each) for each in (*parts, cue)) for one in spoken.parts):
            found.append(Said(parts, how, cue, is_thought, is_nested=True))
    return found


def _begins(parts: tuple[Range, ...], cue: Range, quoted: Said) -> bool:
    """Whether words before a quotation belong to it: We |“must act,”| he said. |“Now.”|."""
    if quoted.how is not SpeechForm.QUOTE or len(quoted.parts) == 1:
        return False
    first, second = quoted.parts[:2]
    is_between = first.end <= cue.start and cue.end <= second.start
    return is_between and len(parts) == 1 and parts[0].covers(first) and parts[0].end <= cue.start


def _quoted_in(text: str, sentence: Range, language: str) -> list[Quotation]:
    """The outer quotations that begin in a sentence; one that does not close goes on behind it."""
    every = quotations(text, sentence, language)
    if not all(one.closed for one in every):
        end = min(paragraph_at(text, sentence.end).end, sentence.end + _WINDOW)
        every = quotations(text, Range(sentence.start, end), language)
    return [one for one in every if one.depth == 0 and one.start < sentence.end]


def _lies_in(one: tuple[Range, ...], other: tuple[Range, ...]) -> bool:
    if one == other:
        return False
    return all(any(whole.covers(part) for whole in other) for part in one)


def is_said(text: str, quotation: Quotation, language: str, sentence: Range | None = None) -> bool:
    """Say whether somebody says what stands in the marks: it is neither scare quote nor title."""
    inside = _bare(quotation.range.of(text))
    words = tokens(text, quotation.range, language)
    if not words:
        return False
    before = text[max(0, quotation.start - 4) : quotation.start].rstrip()
    after = text[quotation.end : quotation.end + 4].lstrip()
    is_fragment = inside[:1].islower() and len(words) <= _LONGEST_SCARE
    whole = sentence or sentence_at(text, quotation.start, _near(text, quotation.start), language)
    whole = whole or quotation.range
    if is_fragment and whole.start < quotation.start:
        return False
    is_title = _is_title(words)
    if is_title and _is_named_before(text, quotation.start, whole, language):
        return False
    ends = inside.endswith((*_STOPS, *_COMMAS)) or after.startswith(_COMMAS)
    if before.endswith(_COLONS) or (
        ends and _has_cue_beside(text, quotation.range, whole, language)
    ):
        return True
    is_long = len(words) > _LONGEST_SCARE or (len(words) > 1 and inside.endswith(tuple(_STOPS)))
    return is_long and not is_title


def _is_named_before(text: str, start: int, sentence: Range, language: str) -> bool:
    """Whether the word before says that a title follows: a book called “…”."""
    before = tokens(text, Range(max(sentence.start, start - _LONGEST_GAP), start), language)
    return bool(before) and before[-1].folded in grammar_of(language).titled


def _is_title(words: Sequence[Token]) -> bool:
    """Whether the words are capitalised as in a title: all but the small ones, the last one too."""
    long_words = [one for one in words if len(one.text) > _SMALL_WORD] or [words[0], words[-1]]
    is_short = 1 < len(words) <= _LONGEST_TITLE
    return is_short and all(one.text[0].isupper() for one in long_words)


def quotation_parts(text: str, selected: Range, language: str = "und") -> tuple[Range, ...]:
    """Give all parts of the quotation that `selected` is one part of; else `selected` alone.

    “We will,” he said, “not wait.” is one, and “No,” he said. “Not now.” where the second has no
    cue of its own, and one over several paragraphs: each opens with a mark, the last one closes.
    """
    spoken = dialogue_at(text, selected.start, language)
    if spoken is not None and selected in spoken.parts:
        return spoken.parts
    outer = [
        one for one in quotations(text, _near(text, selected.start), language) if not one.depth
    ]
    found = [one.range for one in outer]
    if selected not in found:
        return (selected,)
    first = last = found.index(selected)
    while first > 0 and _goes_on(text, found[first - 1], found[first], language):
        first -= 1
    while last + 1 < len(found) and _goes_on(text, found[last], found[last + 1], language):
        last += 1
    parts = found[first : last + 1]
    behind = _paragraphs_behind(text, outer[last], language)
    if not behind and not outer[last].closed:
        parts[-1] = _closed_in_next(text, parts[-1], language)
    around = [*_paragraphs_before(text, parts[0], language), *parts, *behind]
    parts = around if len(around) <= _MOST_PARAGRAPHS else parts
    is_whole = len(parts) == 1 and outer[last].closed
    return without_speaker(text, parts[0], language) if is_whole else tuple(parts)


def _closed_in_next(text: str, part: Range, language: str) -> Range:
    """The part up to the mark that closes it in the next paragraph, which opens none before it."""
    at = part.end
    while at < len(text) and is_blank(text[at]):
        at += 1
    end = closing_alone(text, paragraph_at(text, at), text[part.start], language)
    return part if end is None else Range(part.start, end)


def _goes_on(text: str, before: Range, after: Range, language: str) -> bool:
    """Whether two quotations are one that was interrupted by its cue."""
    gap = text[before.end : after.start].strip()
    if not gap or len(gap) > _LONGEST_GAP:
        return False
    if gap.endswith(tuple(_STOPS)):
        return _follows_on(text, before, after, language)
    if any(stop in gap for stop in ".!?;:…") or not _interrupts(text, before, after, language):
        return False
    breaks_off = _bare(before.of(text)).endswith((*_COMMAS, *_DASHES)) or gap.startswith(
        (",", "،", "–", "—")
    )
    begins = next((one for one in after.of(text) if one.isalpha()), "")
    return breaks_off and (gap.endswith((",", "،", "–", "—")) or begins.islower())


def _interrupts(text: str, before: Range, after: Range, language: str) -> bool:
    """Whether what parts two quotations only says who speaks: no “A”, and called it “B”."""
    words, some = word_kinds(language), tokens(text, Range(before.end, after.start), language)
    if not words.lexicon.verbs or not some:
        return True
    if some[0].folded in words.grammar.conjunctions:
        return False
    if text[before.end : after.start].rstrip().endswith((*_COMMAS, *_DASHES)):
        return True
    if words.is_participle(some[-1]):
        return False
    return _has_cue(text, Range(before.end, after.start), language)


def _follows_on(text: str, before: Range, after: Range, language: str) -> bool:
    """Whether “B” belongs to “A,” he said. “B”: the gap is one sentence with a cue, B has none."""
    gap = Range(before.end, after.start)
    if any(stop in gap.of(text).strip()[:-1] for stop in "!?;:…"):
        return False
    sentence = sentence_at(text, before.start, _near(text, before.start), language)
    if sentence is None or sentence.end < gap.start or sentence.end > after.start:
        return False
    if text[sentence.end : after.start].strip() or not _has_cue(text, gap, language):
        return False
    breaks_off = _bare(before.of(text)).endswith((*_COMMAS, *_STOPS))
    breaks_off |= gap.of(text).startswith((",", "،"))
    return breaks_off and not _has_cue_behind(text, after, language)


def _has_cue_behind(text: str, quotation: Range, language: str) -> bool:
    sentence = sentence_at(text, quotation.start, _near(text, quotation.start), language)
    end = quotation.end if sentence is None else sentence.end
    return end > quotation.end and _has_cue(text, Range(quotation.end, end), language)


def _has_cue_beside(text: str, quotation: Range, sentence: Range, language: str) -> bool:
    sides = (
        Range(max(sentence.start, quotation.start - _LONGEST_GAP), quotation.start),
        Range(quotation.end, min(sentence.end, quotation.end + _LONGEST_GAP)),
    )
    return any(not side.is_empty and _has_cue(text, side, language) for side in sides)


def _has_cue(text: str, piece: Range, language: str) -> bool:
    some, words = tokens(text, piece, language), word_kinds(language)
    if any(one.kind is not CueKind.NOUN for one in cues_in(some, words)):
        return True
    return bool(split_cues_in(some, words) or quotatives_in(some, words))


def _paragraphs_behind(text: str, last: Quotation, language: str) -> tuple[Range, ...]:
    """The parts in the paragraphs that follow one whose quotation does not close."""
    found: list[Range] = []
    while not last.closed and len(found) <= _MOST_PARAGRAPHS:
        at = last.end
        while at < len(text) and is_blank(text[at]):
            at += 1
        following = quotations(text, _near(text, at), language) if at < len(text) else ()
        if at == last.end or not following or following[0].start != at:
            break
        if text[at] != text[last.start]:
            break
        last = following[0]
        found.append(last.range)
    return tuple(found)


def _paragraphs_before(text: str, first: Range, language: str) -> tuple[Range, ...]:
    """The parts in the paragraphs before, where each goes on to the next without a closing mark."""
    found: list[Range] = []
    while first.start > 0 and paragraph_at(text, first.start).start == first.start:
        if len(found) > _MOST_PARAGRAPHS:
            break
        end = first.start
        while end > 0 and is_blank(text[end - 1]):
            end -= 1
        open_ones = [
            one
            for one in quotations(text, _near(text, max(0, end - 1)), language)
            if not one.closed and one.depth == 0 and one.end == end
        ]
        if end == 0 or not open_ones or text[open_ones[0].start] != text[first.start]:
            break
        first = open_ones[0].range
        found.insert(0, first)
    return tuple(found)


def _near(text: str, position: int) -> Range:
    """The paragraph of a place, as far as it is near; places beside each other share it."""
    paragraph = paragraph_at(text, position)
    first = position - position % _STEP
    last = first + _STEP
    return Range(max(paragraph.start, first - _WINDOW), min(paragraph.end, last + _WINDOW))


def _bare(words: str) -> str:
    return words.strip("".join(MARKS) + " \u00a0\u202f")

"""What stands at the head of a paragraph and belongs to no sentence: a clock, a name and a colon.

A live ticker begins its entries with the hour; an interview begins each answer with whoever gives
it. What a turn says is one claim; the questions are the paper's own.
"""

import re
from collections import Counter
from functools import cache, lru_cache

from annotator.speech.cues import cues_in
from annotator.speech.grammar import word_kinds
from annotator.speech.tokens import tokens
from annotator.text.ranges import Range, is_blank
from annotator.text.word_lists import words_of
from annotator.text.words import paragraph_at, snap

_WINDOW, _STEP = 12_000, 4_000
"""How far around a turn others are looked for."""
_LABEL = re.compile(r"([^\n:：“”«»„\"?!]{1,40})[:：][^\S\n]+(?=\S)")
_LABELS = re.compile(rf"^{_LABEL.pattern}(.*)$", re.MULTILINE)
_MOST_WORDS = 5
"""Whoever speaks in an interview is named shortly."""
_FEW, _MANY = 2, 3
"""So often a name begins a paragraph where people talk in turn; where but one is named."""
_ASKS = ("?", "؟", "？")


def after_clock(text: str, sentence: Range, language: str) -> Range:
    """Give a sentence without the hour before it that begins its paragraph: 18:40 Police say …."""
    if sentence.start > 0 and text[sentence.start - 1] != "\n":
        return sentence
    found = _clock(language).match(text, sentence.start, sentence.end)
    if found is None or text[found.end() : found.end() + 1].islower():
        return sentence
    return Range(found.end(), sentence.end) if found.end() < sentence.end else sentence


def turn_at(text: str, position: int, language: str) -> Range | None:
    """Give what somebody answers in the paragraph of a place; None where nobody is named."""
    paragraph = paragraph_at(text, position)
    found = _LABEL.match(text, paragraph.start, paragraph.end)
    if found is None or not _is_name(text, Range(*found.span(1)), language):
        return None
    turns, asked = _turns_near(text, paragraph.start // _STEP)
    name = found[1]
    others = any(n >= _FEW for other, n in turns.items() if other != name)
    if turns[name] < (_FEW if others else _MANY) or 2 * asked[name] >= turns[name]:
        return None
    return snap(text, Range(found.end(), paragraph.end), language=language)


@lru_cache(maxsize=16)
def _turns_near(text: str, step: int) -> tuple[Counter[str], Counter[str]]:
    """How often each name begins a paragraph near a place, and how often it asks there."""
    near = Range(max(0, step * _STEP - _WINDOW), min(len(text), (step + 1) * _STEP + _WINDOW))
    turns, asked = Counter[str](), Counter[str]()
    for one in _LABELS.finditer(text, near.start, near.end):
        turns[one[1]] += 1
        asked[one[1]] += one[2].rstrip().endswith(_ASKS)
    return turns, asked


def _is_name(text: str, label: Range, language: str) -> bool:
    """Whether words before a colon name somebody: no "He said:", no "read more:"."""
    some = tokens(text, label, language)
    if not 0 < len(some) <= _MOST_WORDS or some[0].text.islower() or some[0].text.isdigit():
        return False
    return not is_blank(text[label.start]) and not cues_in(some, word_kinds(language))


@cache
def _clock(language: str) -> re.Pattern[str]:
    """The hour with the words that may stand around it: ساعت ۲۱:۱۰ –, 18.40 Uhr:."""
    near = [*words_of(language, "dates", "clock"), *words_of(language, "words", "date")]
    word = "|".join(re.escape(one) for one in sorted(near, key=len, reverse=True)) or "(?!)"
    blank = "[^\\S\n]"
    return re.compile(
        rf"(?:(?:{word}){blank}*)?\d{{1,2}}[:.٫h]\d{{2}}(?!\d)(?:{blank}*(?:{word})(?!\w)\.?)?"
        rf"{blank}*[–—:|,-]?{blank}+"
    )

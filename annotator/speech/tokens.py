"""The words of a stretch of text, as grammar looks at them."""

import re
from bisect import bisect_left
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from annotator.text.likeness import fold
from annotator.text.ranges import Range
from annotator.text.word_lists import primary, words_of

# A character of a word: neither blank nor punctuation of any script; ZWNJ and marks are.
_LETTER = (
    "[^\\s!-/:-@\\[-`{-~\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    "\u200b\u200e-\u206f\u3000-\u303f\u060c\u061b\u061f\u066a-\u066d\u06d4\uff01-\uff0f]"
)
_BETWEEN = re.compile("[\\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069$€£¥₹%‰°§#@٪]+")
"""Blanks, signs of direction, of money and shares: between two words they part nothing."""
_LONGEST_LINE = 5_000
"""Of a longer line only what is asked for is read."""
_START = attrgetter("start")
_DOTTED = "(?:[A-Za-z]\\.){2,}"


class Token(NamedTuple):
    """One word with its place, its folded form, the punctuation between it and the one before."""

    start: int
    end: int
    text: str
    folded: str
    lead: str


def tokens(text: str, within: Range, language: str) -> list[Token]:
    """Give the words of a range; elided ones (l’, qu’) and those after a verb’s hyphen apart."""
    return list(_tokens(text, within, language))


@lru_cache(maxsize=256)
def _tokens(text: str, within: Range, language: str) -> tuple[Token, ...]:
    """The words; stretches of one line are cut out of the words of the line."""
    end = text.find("\n", within.start)
    line = Range(text.rfind("\n", 0, within.start) + 1, len(text) if end < 0 else end)
    if line.length > _LONGEST_LINE or within.end > line.end:
        return _read(text, within, language)
    words = _of_line(text, line, language)
    if within == line:
        return words
    first = bisect_left(words, within.start, key=_START)
    last = bisect_left(words, within.end, key=_START)
    is_cut = first and words[first - 1].end > within.start
    if is_cut or (last and words[last - 1].end > within.end):
        return _read(text, within, language)
    if first == last:
        return ()
    begins = words[first]
    lead = _lead(text, within.start, begins.start)
    if lead == begins.lead:
        return words[first:last]
    return (begins._replace(lead=lead), *words[first + 1 : last])


def _read(text: str, within: Range, language: str) -> tuple[Token, ...]:
    found: list[Token] = []
    new, at = tuple.__new__, within.start  # of a named tuple it is the slowest part to make
    for match in _pattern(primary(language)).finditer(text, within.start, within.end):
        word = match.group()
        start, end = match.span()
        lead = "" if text[at:start] == " " else _lead(text, at, start)
        found.append(new(Token, (start, end, word, folded(word), lead)))
        at = end
    return tuple(found)


_of_line = lru_cache(maxsize=128)(_read)


def _lead(text: str, at: int, start: int) -> str:
    """The punctuation between a word that ends at a place and the next one."""
    between = text[at:start]
    if between in ("", " "):
        return ""
    lead = _BETWEEN.sub("", between)
    if lead == "," == between and at and text[at - 1].isdigit() and text[start].isdigit():
        return "."  # 40,000: within a number it parts nothing
    return lead


folded = lru_cache(maxsize=20_000)(fold)
"""A word or name folded; the same ones come again and again."""


def form_of(words: str, language: str) -> str:
    """Give words as they are looked up: folded, one blank between two tokens."""
    return " ".join(one.folded for one in tokens(words, Range(0, len(words)), language))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    elisions = words_of(language, "writing", "elisions")
    apart = "|".join(words_of(language, "writing", "after_hyphen"))
    elided = f"(?i:{'|'.join(elisions)})['’](?={_LETTER})|" if elisions else ""
    joined = f"['’‑‐&-](?!(?:{apart})\\b)" if apart else "['’‑‐&-]"
    return re.compile(f"{elided}{_DOTTED}|{_LETTER}+(?:{joined}{_LETTER}+)*")

"""The words of a stretch of text, as grammar looks at them."""

import re
from functools import cache, lru_cache
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
    """The words; the same stretch is asked for around each claim of its sentence."""
    found: list[Token] = []
    at = within.start
    for match in _pattern(primary(language)).finditer(text, within.start, within.end):
        lead = _BETWEEN.sub("", text[at : match.start()])
        word = match.group()
        if lead == "," and match.start() == at + 1 and word[0].isdigit() and text[at - 1].isdigit():
            lead = "."  # 40,000: within a number it parts nothing
        found.append(Token(match.start(), match.end(), word, _folded(word), lead))
        at = match.end()
    return tuple(found)


_folded = lru_cache(maxsize=20_000)(fold)


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

"""Direction of writing and a guess at the language, from the letters and commonest words.

The guess is a proposal for the person to correct; nothing depends on its being right.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Literal, NamedTuple

from annotator.text.word_lists import languages, word_list

Direction = Literal["ltr", "rtl"]

# Enough of a text to know its script; the rest is not looked at.
_N_CHARACTERS = 3_000
_NONE = ""

_STRONG_RTL = frozenset({"R", "AL"})

# Scripts that tell the language, by the first word of their letters' Unicode names.
_OF_SCRIPT = {
    "HEBREW": "he",
    "GREEK": "el",
    "KANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am",
    "THAANA": "dv",
}

_WORD = re.compile(r"[^\W\d_]+")


def direction(text: str) -> Direction:
    """Which way most of the first letters run; left to right where there are none."""
    for n_characters in (_N_CHARACTERS, _N_CHARACTERS * 10):
        n_rtl = n_ltr = 0
        for character, n in Counter(text[:n_characters]).items():
            kind = unicodedata.bidirectional(character)
            if kind == "L":
                n_ltr += n
            elif kind in _STRONG_RTL:
                n_rtl += n
        if n_ltr + n_rtl:
            return "rtl" if n_rtl > n_ltr else "ltr"
    return "ltr"


def guess_language(text: str) -> str:
    """The code of the language the text is probably in; "und" where nothing says so."""
    sample = text[:_N_CHARACTERS]
    characters = Counter(sample)
    script = _script_of(characters)
    known = _signs().get(script)
    if known is None:
        return _OF_SCRIPT.get(script, "und")
    words = Counter(_WORD.findall(sample.lower()))
    scores = {
        one.code: sum(words[word] for word in one.words)
        + sum(characters[letter] for letter in one.letters) // one.letters_per_word
        for one in known
    }
    return _clear_winner(scores, n_words=words.total())


class _Signs(NamedTuple):
    """By what a language is known: words, letters, and how many of these count as a word."""

    code: str
    words: tuple[str, ...]
    letters: str
    letters_per_word: int


@cache
def _signs() -> dict[str, list[_Signs]]:
    """The signs of all languages that have a word list, by script."""
    found: dict[str, list[_Signs]] = {}
    for code in languages():
        table = word_list(code).get("guess", {})
        words = tuple(table.get("words", ()))
        signs = _Signs(code, words, table.get("letters", ""), table.get("letters_per_word", 1))
        if words:
            found.setdefault(_script_of(Counter("".join(words))), []).append(signs)
    return found


def _clear_winner(scores: dict[str, int], n_words: int) -> str:
    """The best code, if its lead is no accident."""
    (best, score), (_, second) = Counter(scores).most_common(2)
    enough = max(2, n_words // 25)
    return best if score >= enough and score > second else "und"


def _script_of(characters: Counter[str]) -> str:
    """The script of most letters; a text with kana is Japanese however many Han it has."""
    counts: Counter[str] = Counter()
    for character, n in characters.items():
        if character.isalpha():
            counts[_script_of_letter(character)] += n
    if counts["KANA"] > 2 and counts["KANA"] * 8 > counts["CJK"]:
        return "KANA"
    return max(counts, key=counts.__getitem__, default=_NONE)


@cache
def _script_of_letter(letter: str) -> str:
    first = unicodedata.name(letter, _NONE).partition(" ")[0]
    return "KANA" if first in ("HIRAGANA", "KATAKANA") else first

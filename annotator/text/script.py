"""Direction of writing and a guess at the language, from the letters and commonest words.

The guess is a proposal for the person to correct; nothing depends on its being right.
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from annotator.text.likeness import once_for_each
from annotator.text.word_lists import languages, table_of

Direction = Literal["ltr", "rtl"]

# Enough of a text to know its script; the rest is not looked at.
_N_CHARACTERS = 2_000
_FEW_LETTERS = 64
"""Of no more different ones, each is counted by itself: alphabets have fewer, Han many more."""
_NONE = ""
_ASCII = bytes(range(128))
_LETTERS = bytes(chr(code).isalpha() and code < 128 for code in range(256))
"""1 for each letter of ASCII, else 0."""

_SMALL = bytes(32 if 28 <= code < 32 else ord(chr(code).lower()) if code < 128 else code
               for code in range(256))  # fmt: skip
"""Small letters of ASCII for the capitals, and blanks for what only `str` takes for such."""

_STRONG_RTL = frozenset({"R", "AL"})
_STRONG = _STRONG_RTL | {"L"}

# Scripts that tell the language, by the first word of their letters' Unicode names.
_SCRIPTS_AND_CODES = (
    "HEBREW he GREEK el KANA ja HANGUL ko CJK zh DEVANAGARI hi BENGALI bn GURMUKHI pa "
    "GUJARATI gu TAMIL ta TELUGU te KANNADA kn MALAYALAM ml SINHALA si THAI th LAO lo "
    "KHMER km MYANMAR my GEORGIAN ka ARMENIAN hy ETHIOPIC am THAANA dv"
)
_OF_SCRIPT = dict(
    zip(_SCRIPTS_AND_CODES.split()[::2], _SCRIPTS_AND_CODES.split()[1::2], strict=True)
)


class _Letters(NamedTuple):
    """The first letters of a text: as bytes, how many are of ASCII, how often each other one is."""

    sample: str
    data: bytes
    n_ascii: int
    beyond_ascii: Mapping[str, int]

    def words(self) -> list[bytes]:
        """All words in small letters."""
        data = self.data
        if any(one.isspace() for one in self.beyond_ascii):
            data = " ".join(self.sample.lower().split()).encode("utf-8", "surrogatepass")
        elif any(one.lower() != one for one in self.beyond_ascii):
            data = self.sample.lower().encode("utf-8", "surrogatepass")
        return data.translate(_SMALL).split()


def direction(text: str) -> Direction:
    """Which way most of the first letters run; left to right where there are none."""
    for letters_of in (_first_letters_of, _more_letters_of):
        _, _, n_ltr, beyond_ascii = letters_of(text)
        n_rtl = 0
        for character, n in beyond_ascii.items():
            kind = unicodedata.bidirectional(character)
            if kind == "L":
                n_ltr += n
            elif kind in _STRONG_RTL:
                n_rtl += n
        if n_ltr + n_rtl:
            return "rtl" if n_rtl > n_ltr else "ltr"
    return "ltr"


def first_direction(text: str) -> Direction:
    """Which way its first letter runs, as browsers ask; left to right where there is none."""
    kinds = map(unicodedata.bidirectional, text)
    return "rtl" if next((one for one in kinds if one in _STRONG), "L") in _STRONG_RTL else "ltr"


@once_for_each
def _first_letters_of(text: str) -> _Letters:
    return _letters_of(text[:_N_CHARACTERS])


def _more_letters_of(text: str) -> _Letters:
    return _letters_of(text[: _N_CHARACTERS * 15])


def _letters_of(sample: str) -> _Letters:
    data = sample.encode("utf-8", "surrogatepass")
    beyond_ascii = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    n_ascii = len(data) - data.translate(_LETTERS).count(0)
    distinct = dict.fromkeys(beyond_ascii)
    if len(distinct) > _FEW_LETTERS:
        return _Letters(sample, data, n_ascii, Counter(beyond_ascii))
    counts = {letter: beyond_ascii.count(letter) for letter in distinct}
    return _Letters(sample, data, n_ascii, counts)


def guess_language(text: str) -> str:
    """The code of the language the text is probably in; "und" where nothing says so."""
    first = _first_letters_of(text)
    script = _script_of(first.beyond_ascii, first.n_ascii)
    signs = _signs().get(script)
    if signs is None:
        return _OF_SCRIPT.get(script, "und")
    words = first.words()
    scores = dict.fromkeys(signs.codes, 0)
    for word, n in Counter(filter(signs.words.__contains__, words)).items():
        for code in signs.words[word]:
            scores[code] += n
    letters: dict[str, int] = {}
    for letter in first.beyond_ascii.keys() & signs.letters.keys():
        for code in signs.letters[letter]:
            letters[code] = letters.get(code, 0) + first.beyond_ascii[letter]
    for code, n in letters.items():
        scores[code] += n // signs.codes[code]
    return _clear_winner(scores, len(words))


class _Signs(NamedTuple):
    """By what the languages of a script are known.

    `codes` says of how many letters a word's worth is; `words` and `letters`, whose they are, words
    as bytes: these are made small and parted several times faster.
    """

    codes: dict[str, int]
    words: dict[bytes, list[str]]
    letters: dict[str, list[str]]


@cache
def _signs() -> dict[str, _Signs]:
    """The signs of all languages that have a word list, by script."""
    found: dict[str, _Signs] = {}
    for code in languages():
        guess = table_of(code, "guess")
        if not guess.get("words"):
            continue
        script = _script_of(Counter("".join(guess["words"])), 0)
        signs = found.setdefault(script, _Signs({}, {}, {}))
        signs.codes[code] = guess.get("letters_per_word", 1)
        for word in guess["words"]:
            signs.words.setdefault(word.encode(), []).append(code)
        for letter in guess.get("letters", ""):
            signs.letters.setdefault(letter, []).append(code)
    return found


def _clear_winner(scores: dict[str, int], n_words: int) -> str:
    """The best code, if its lead is no accident."""
    best = max(scores, key=scores.__getitem__)
    is_alone = list(scores.values()).count(scores[best]) == 1
    return best if scores[best] >= max(2, n_words // 25) and is_alone else "und"


def _script_of(characters: Mapping[str, int], n_latin: int) -> str:
    """The script of most letters; a text with kana is Japanese however many Han it has."""
    counts = {"LATIN": n_latin, "KANA": 0}
    for character, n in characters.items():
        if character.isalpha():
            script = _script_of_letter(character)
            counts[script] = counts.get(script, 0) + n
    if counts["KANA"] > 2 and counts["KANA"] * 8 > counts.get("CJK", 0):
        return "KANA"
    return max(counts, key=counts.__getitem__) if any(counts.values()) else _NONE


@cache
def _script_of_letter(letter: str) -> str:
    first = unicodedata.name(letter, _NONE).partition(" ")[0]
    return "KANA" if first in ("HIRAGANA", "KATAKANA") else first

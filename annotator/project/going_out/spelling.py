"""Words as names are compared by them: where they begin and end, and what is one word otherwise."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.text.likeness import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0980-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f"
)
_UNSEEN = "\u00ad\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Signs inside a word that nobody sees; ZWNJ ends a word, as suffixes stand behind it."""
_DENSE = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6"
    "\u1000-\u102a\u1780-\u17b3\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U000323af"
)
"""Letters of scripts that part no words by blanks: a name may stand between any two of them."""
_IN_WORD = rf"[\w{_MARKS}{_UNSEEN}]"
_WORD = re.compile(rf"[^\W_](?:{_IN_WORD}*[\w{_MARKS}])?")
_WORD_OR_LETTER = re.compile(
    rf"[{_DENSE}][{_MARKS}{_UNSEEN}]*"
    rf"|[^\W_{_DENSE}](?:(?:(?![{_DENSE}]){_IN_WORD})*(?![{_DENSE}])[\w{_MARKS}])?"
)
_IS_DENSE = re.compile(f"[{_DENSE}]")
_NOT_SAID = re.compile(f"[{_UNSEEN}\u0640\u064b-\u0652\u0670]")
"""Signs that nobody sees, and what Arabic and Persian may write over and under letters or not."""
_ALIKE = str.maketrans("يىك", "ییک")
"""Letters that keyboards give for one another."""
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010]\n[ \t]*(?=[^\W\d_])")
"""Where a line ends within a word, if what follows is a small letter."""
_BLANKS = re.compile("[\\s\u200c]+")
_SAME = str.maketrans(dict.fromkeys("’‘ʼ＇", "'") | dict.fromkeys("‐‑‒–", "-"))
_BEHIND_HYPHEN = re.compile("(?<=-) ")
"""A line may end behind a hyphen."""
_BARE = str.maketrans("łđðøıħŧ", "lddoiht")
"""What marks cannot be taken off, and is written without in addresses."""
_SPELT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe", "þ": "th"}
"""Letters that are written with two where they are missing."""
_TWO = re.compile("|".join(_SPELT))
_BEFORE = re.compile("[وفبلک]{0,2}(?:ال)?|[ובלכמשה]{1,2}")
_LONGEST_BEFORE = 4
"""What Arabic and Hebrew write before a word, in one with it: and, to, with, as, the."""


def words_in(text: str) -> list[re.Match[str]]:
    """Give the words of a text in order; of a script without blanks each letter is one."""
    is_usual = text.isascii() or not _IS_DENSE.search(text)
    return [*(_WORD if is_usual else _WORD_OR_LETTER).finditer(text)]


@lru_cache(maxsize=65_536)
def key_of(word: str) -> str:
    """Give a word without signs that nobody sees, composed, in its own case."""
    return unicodedata.normalize("NFC", _NOT_SAID.sub("", word)).translate(_ALIKE)


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """Give a word as it is in other cases, and without marks."""
    return fold(key_of(word)).translate(_BARE)


def ways_to_spell(word: str) -> tuple[str, ...]:
    """Give a word folded, and as it is where letters are missing that it has."""
    bare = folded(word)
    small = key_of(word).lower()
    spelt = folded(_TWO.sub(lambda one: _SPELT[one.group()], small))
    return (bare,) if spelt == bare else (bare, spelt)


def without_what_is_before(word: str) -> Iterator[str]:
    """Give a folded word without what Arabic and Hebrew may write before it."""
    for n in range(1, min(_LONGEST_BEFORE, len(word) - 2) + 1):
        if _BEFORE.fullmatch(word, 0, n):
            yield word[n:]


def is_dense(word: str) -> bool:
    """Say whether it is of a script that parts no words by blanks."""
    return _IS_DENSE.match(word) is not None


def gap_of(between: str) -> str:
    """Give what stands between two words, all blanks alike."""
    said = _BLANKS.sub(" ", _NOT_SAID.sub("", between)).translate(_SAME)
    return _BEHIND_HYPHEN.sub("", said)


def is_no_gap(between: str) -> bool:
    """Say whether two words are one to who reads them: nothing stands between, or a ZWNJ."""
    return _NOT_SAID.sub("", between) in ("", "\u200c")


def unbroken(text: str) -> str:
    """Give a text of the same length in which a word that a line end breaks is whole."""
    if "\n" not in text:
        return text

    def joined(found: re.Match[str]) -> str:
        said = found.group()
        return "\u00ad" * len(said) if text[found.end()].islower() else said

    return _BROKEN.sub(joined, text)

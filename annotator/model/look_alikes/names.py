"""Why two names may mean the same: turned round, shortened, one in the other, spelt otherwise."""

import re
from collections.abc import Collection
from enum import StrEnum
from functools import lru_cache
from itertools import islice, permutations, product
from typing import TypeAlias

from annotator.text.letters.romanised import is_latin, is_written_so, roughly

Words: TypeAlias = tuple[str, ...]
"""The words of a name, folded."""

_WORD = re.compile(r"\w+")
_VOWELS = re.compile(r"[aeiouyh]")
_TWICE = re.compile(r"(.)\1+")
_SOUNDS = str.maketrans({"q": "k", "c": "k", "w": "v", "z": "s", "j": "g"})
_SHORTEST = 3
"""Shorter words (of, de, I.) say nothing of whether two are the same; other scripts write less."""

_LEAST_LETTERS = 4
"""Shorter names may be written as too many others are."""
_ARTICLES = frozenset({"al", "el"})
_MOST_WAYS = 24
"""Names of four words in any order; longer ones stand in few orders."""


class Why(StrEnum):
    """Why two actors may be the same one, the surest reason first."""

    ID = "same id"
    LISTED = "same id in another list"
    NAME = "same name"
    TURNED = "words turned round"
    INITIALS = "initials"
    INSIDE = "one name inside the other"
    SPELLING = "another spelling"
    ROLE = "called by the role"


def words_of(folded: str) -> Words:
    """Give the words of a name that is folded already."""
    return tuple(_WORD.findall(folded))


def why_names(left: Words, right: Words) -> Why | None:
    """Say why two names may mean the same, None where nothing speaks for it."""
    if not left or not right:
        return None
    if sorted(left) == sorted(right):
        return Why.TURNED
    if _are_initials(left, right) or _is_shortened(left, right) or _is_shortened(right, left):
        return Why.INITIALS
    shorter, longer = sorted((left, right), key=len)
    if set(shorter) < set(longer) and any(map(_says_something, shorter)):
        return Why.INSIDE
    sounds = sorted(map(sound, left))
    if any(sounds) and sounds == sorted(map(sound, right)):
        return Why.SPELLING
    return Why.SPELLING if _is_romanised(left, right) or _is_romanised(right, left) else None


def initials(words: Words) -> str:
    """Give the first letters of a name of several words, "" for one of a single word."""
    return "".join(word[0] for word in words) if len(words) > 1 else ""


@lru_cache(maxsize=32_768)
def sound(word: str) -> str:
    """Give a word as it may be heard through another script: without vowels and doubled letters."""
    bare = _VOWELS.sub("", word.translate(_SOUNDS))
    return _TWICE.sub(r"\1", bare)


def is_called_by(name: Words, roles: Collection[Words]) -> bool:
    """Say whether a name is what somebody with one of these roles is called."""
    said = {word for word in name if _says_something(word)} - {"the"}
    return bool(said) and any(said <= set(role) for role in roles)


def across_scripts(words: Words) -> tuple[str, tuple[str, ...]]:
    """Give in which script a name is ("" = in none that can be told), and by what it is found.

    A name of another script shares one of these with each way to write it in Latin letters.
    """
    if all(map(is_latin, words)):
        found = " ".join(sorted(roughly(word)[0] for word in _without_articles(words)))
        return "latin", ((found,) if found else ())
    if any(map(is_latin, words)):
        return "", ()
    known = [roughly(_bare(word)) for word in words]
    every = {" ".join(sorted(one)) for one in islice(product(*known), _MOST_WAYS)}
    return "other", tuple(sorted(every - {""}))


def _is_romanised(other: Words, latin: Words) -> bool:
    """Say whether a name of another script is written so in Latin letters, in any order."""
    if any(map(is_latin, other)) or not all(map(is_latin, latin)):
        return False
    words, wanted = [_bare(word) for word in other], _without_articles(latin)
    if len(words) != len(wanted) or sum(map(len, words)) < _LEAST_LETTERS:
        return False
    fits = [{n for n, one in enumerate(wanted) if is_written_so(word, one)} for word in words]
    return all(fits) and any(
        all(n in one for n, one in zip(order, fits, strict=True))
        for order in islice(permutations(range(len(words))), _MOST_WAYS)
    )


def _bare(word: str) -> str:
    """Give a word without the Arabic article that is written as one with it."""
    return word[2:] if word.startswith("ال") and len(word) > _LEAST_LETTERS else word


def _without_articles(words: Words) -> Words:
    return tuple(word for word in words if word not in _ARTICLES)


def _says_something(word: str) -> bool:
    return len(word) >= _SHORTEST or not word.isascii()


def _are_initials(left: Words, right: Words) -> bool:
    """Say whether two names fit word by word, some of either as their first letter."""
    if len(left) != len(right):
        return False
    pairs = list(zip(left, right, strict=True))
    fits = all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs)
    return fits and any(a == b and len(a) > 1 for a, b in pairs)


def _is_shortened(short: Words, whole: Words) -> bool:
    """Say whether a name has words of another in any order, the rest as their first letters.

    Or whether it is the first letters of all of them.
    """
    if len(short) == 1:
        return short[0] == initials(whole)
    rest = list(whole)
    letters = [word for word in short if len(word) == 1]
    words = [word for word in short if len(word) > 1]
    for word in words:
        if word not in rest:
            return False
        rest.remove(word)
    for letter in letters:
        meant = next((word for word in rest if word[0] == letter), None)
        if meant is None:
            return False
        rest.remove(meant)
    return bool(words and letters)

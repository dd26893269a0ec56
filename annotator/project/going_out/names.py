"""Names of actors found in texts as whole words, and the words that may still tell of them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from annotator.text.likeness import fold
from annotator.text.ranges import Range, overlap
from annotator.text.replaced import replaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0980-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f"
)
_UNSEEN = "\u00ad\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Signs inside a word that nobody sees; ZWNJ ends a word, as suffixes stand behind it."""
_WORD = re.compile(rf"[^\W_](?:[\w{_MARKS}{_UNSEEN}]*[\w{_MARKS}])?")
_NOT_SAID = re.compile(f"[{_UNSEEN}\u0640]")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010]\n(?=[^\W\d_])")
"""Where a line ends within a word, if what follows is a small letter."""
_ADDRESS = re.compile(r"\S*(?:[@#_%=\\]|://|www\.|&\w)\S*")
"""Addresses, handles, names in a program: words in them tell in small letters, too."""
_BLANKS = re.compile("[\\s\u200c]+")
_SAME = str.maketrans(dict.fromkeys("’‘ʼ＇", "'") | dict.fromkeys("‐‑‒–", "-"))
_GENITIVE_S = frozenset({"de", "sv", "da", "no", "nb", "nn", "nl", "is", "fo", "af"})
"""Languages whose genitive has an s and no apostrophe before it."""
_INFLECTED = frozenset(
    {"be", "bg", "bs", "cs", "el", "et", "fi", "hr", "hu", "la", "lt", "lv", "mk", "pl", "ro", "ru"}
    | {"sk", "sl", "sr", "uk"}
)
"""Languages in which the end of a name changes with its case."""
_MOST_WORDS = 8
_STEM, _LONG_STEM, _LONGEST_ENDING = 3, 6, 4
_LONGEST_GAP = 8
_MOST_KNOWN = 100_000
_SHORT = 3
"""A part of a name so short tells only as a word of its own."""


class _Name(NamedTuple):
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    pseudonym: str


class FoundName(NamedTuple):
    """A name in a text: where, and what stands for it."""

    at: Range
    pseudonym: str


@lru_cache(maxsize=65_536)
def _key(word: str) -> str:
    """Give a word without signs that nobody sees, composed, in its own case."""
    return unicodedata.normalize("NFC", _NOT_SAID.sub("", word))


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold(_key(word))


def _gap(between: str) -> str:
    return _BLANKS.sub(" ", _NOT_SAID.sub("", between)).translate(_SAME)


class _Passed:
    """Stretches in order, asked of places in order."""

    def __init__(self, stretches: Sequence[Range]) -> None:
        self._stretches, self._n = stretches, 0

    def touches(self, at: Range) -> bool:
        """Say whether one of them and a place have a letter in common."""
        every = self._stretches
        while self._n < len(every) and every[self._n].end <= at.start:
            self._n += 1
        return self._n < len(every) and every[self._n].start < at.end


def _unbroken(text: str) -> str:
    """Give a text of the same length in which a word that a line end breaks is whole."""
    if "\n" not in text:
        return text

    def joined(found: re.Match[str]) -> str:
        return "\u00ad\u00ad" if text[found.end()].islower() else found.group()

    return _BROKEN.sub(joined, text)


class HiddenNames:
    """Names to be replaced, each by what stands for it."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take all names of each pseudonym."""
        self._by_first: dict[str, list[_Name]] = {}
        self._parts: dict[str, set[str]] = {}
        self._told: dict[str, frozenset[str]] = {}
        self._stems: set[str] = set()
        self._in_whole: set[str] = set()
        self._whole: dict[str, list[tuple[str, ...]]] = {}
        """Folded names of several words by their first."""
        for pseudonym, every in names.items():
            for name in every:
                self._add(name, pseudonym)
        for some in self._by_first.values():
            some.sort(key=lambda one: -len(one.words))

    def _add(self, name: str, pseudonym: str) -> None:
        found = [*_WORD.finditer(name)]
        if not found:
            return
        words = tuple(_key(one.group()) for one in found)
        pairs = pairwise(found)
        gaps = tuple(_gap(name[one.end() : other.start()]) for one, other in pairs)
        self._by_first.setdefault(words[0], []).append(_Name(words, gaps, pseudonym))
        folded = tuple(map(fold, words))
        if len(folded) > 1:
            self._whole.setdefault(folded[0], []).append(folded)
            self._in_whole.update(folded)
        for word in folded:
            if len(word) > 1 and not word.isdecimal():
                self._parts.setdefault(word, set()).add(pseudonym)
            stem = word[:-2] if len(word) >= _LONG_STEM else word[:-1]
            if len(stem) >= _STEM:
                self._stems.add(stem)

    def in_text(self, text: str, language: str = "") -> list[FoundName]:
        """Give where names stand as whole words, in order; the longest where several begin."""
        text = _unbroken(text)
        words = [*_WORD.finditer(text)]
        has_genitive = language.partition("-")[0] in _GENITIVE_S
        found: list[FoundName] = []
        behind = 0
        for n, word in enumerate(words):
            if n < behind:
                continue
            key = _key(word.group())
            some = self._by_first.get(key, ())
            if has_genitive and key.endswith("s"):
                some = [*some, *self._by_first.get(key[:-1], ())]
            for name in some:
                end = self._end(name, text, words, n, genitive=has_genitive)
                if end:
                    found.append(FoundName(Range(word.start(), end), name.pseudonym))
                    behind = n + len(name.words)
                    break
        return found

    def _end(
        self, name: _Name, text: str, words: Sequence[re.Match[str]], n: int, *, genitive: bool
    ) -> int:
        """Give where a name ends that begins with word `n`; 0 where it does not stand there."""
        last = n + len(name.words) - 1
        if last >= len(words):
            return 0
        for at, gap in enumerate(name.gaps, n):
            between = text[words[at].end() : words[at + 1].start()]
            if len(between) > len(gap) + _LONGEST_GAP or _gap(between) != gap:
                return 0
        for at, wanted in enumerate(name.words[:-1], n):
            if _key(words[at].group()) != wanted:
                return 0
        key, wanted = _key(words[last].group()), name.words[-1]
        if key == wanted:
            return words[last].end()
        return words[last].end() - 1 if genitive and key == f"{wanted}s" else 0

    def without(self, words: str, language: str = "") -> str:
        """Give words with all names in them replaced."""
        found = self.in_text(words, language) if words else []
        return replaced(words, found).text if found else words

    def telling(
        self, text: str, but: Sequence[Range], language: str = "", *, in_any_case: bool = False
    ) -> Iterator[tuple[str, Range]]:
        """Give the words that hold a part of a name outside some stretches, each with its place.

        Of scripts with capitals only words that begin with one, unless they stand in an address or
        a whole name of several words does; in languages that inflect names also what begins as a
        part does. `in_any_case` is for what is no prose.
        """
        whole = _unbroken(text)
        words = [*_WORD.finditer(whole)]
        addresses = [Range(*one.span()) for one in _ADDRESS.finditer(text)]
        is_inflected = language.partition("-")[0] in _INFLECTED
        stretches, loose = _Passed(but), _Passed(addresses)
        for n, word in enumerate(words):
            at, said = Range(*word.span()), word.group()
            is_small = said[0].lower() != said[0].upper() != said[0]
            if stretches.touches(at):
                continue
            if is_small and not (in_any_case or loose.touches(at) or self._is_whole(words, n)):
                continue
            if self.told_by(said) or (is_inflected and self._begins_as_a_part(said)):
                yield (said if said == at.of(text) else _key(said)), at
        for at in addresses:
            said = at.of(text)
            meant = unescape(unquote(said))
            if meant != said and not any(overlap(at, one) for one in but):
                inside = {one.group() for one in _WORD.finditer(said)}
                there = (one.group() for one in _WORD.finditer(meant))
                if any(one not in inside and self.told_by(one) for one in there):
                    yield said, at

    def _is_whole(self, words: Sequence[re.Match[str]], n: int) -> bool:
        """Say whether word `n` stands in a whole name of several words, in whatever case."""
        if _folded(words[n].group()) not in self._in_whole:
            return False
        around = range(max(0, n - _MOST_WORDS + 1), n + 1)
        return any(
            n < start + len(name) <= len(words)
            and all(_folded(words[start + i].group()) == name[i] for i in range(len(name)))
            for start in around
            for name in self._whole.get(_folded(words[start].group()), ())
        )

    def _begins_as_a_part(self, word: str) -> bool:
        folded = _folded(word)
        ends = range(max(_STEM, len(folded) - _LONGEST_ENDING), len(folded) + 1)
        return any(folded[:end] in self._stems for end in ends)

    def told_by(self, word: str) -> frozenset[str]:
        """Give the pseudonyms of whom a word may tell: it holds a part of their names."""
        told = self._told.get(word)
        if told is None:
            if len(self._told) >= _MOST_KNOWN:
                self._told.clear()
            told = self._told[word] = frozenset(self._telling_of(_folded(word)))
        return told

    def _telling_of(self, word: str) -> Iterator[str]:
        n, parts = len(word), self._parts
        yield from parts.get(word, ())
        for start in range(n):
            for end in range(start + _SHORT + 1, n + 1):
                yield from parts.get(word[start:end], ())

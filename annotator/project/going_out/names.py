"""Names of actors found in texts as whole words, and the words that may still tell of them."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from annotator.project.going_out.spelling import (
    folded,
    gap_of,
    is_dense,
    is_no_gap,
    key_of,
    unbroken,
    ways_to_spell,
    without_what_is_before,
    words_in,
)
from annotator.text.ranges import Range, overlap
from annotator.text.replaced import replaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Found = Sequence[re.Match[str]]

_ADDRESS = re.compile(r"\S*(?:[@#_%=\\]|://|www\.|&\w)\S*")
"""Addresses, handles, names in a program: words in them tell in small letters, too."""
_GENITIVE_S = frozenset({"de", "sv", "da", "no", "nb", "nn", "nl", "is", "fo", "af"})
"""Languages whose genitive has an s and no apostrophe before it."""
_INFLECTED = frozenset(
    {"be", "bg", "bs", "cs", "el", "et", "fi", "hr", "hu", "la", "lt", "lv", "mk", "pl", "ro", "ru"}
    | {"sk", "sl", "sr", "uk"}
)
"""Languages in which the end of a name changes with its case."""
_ZWNJ = "\u200c"
_MOST_JOINED = 4
"""So many words that a ZWNJ parts may be one word of a name."""
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


def _gap(text: str, word: re.Match[str], following: re.Match[str]) -> str:
    """Give what stands between two words; blanks make no difference where a script needs none."""
    between = gap_of(text[word.end() : following.start()])
    are_dense = between == " " and is_dense(word.group()) and is_dense(following.group())
    return "" if are_dense else between


def _behind(
    name: _Name, text: str, words: Found, n: int, *, genitive: bool
) -> tuple[int, int] | None:
    """Give where a name ends that begins with word `n`, and the word behind it; None = nowhere."""
    if len(name.words) == 1 and is_dense(name.words[0]) and _is_within(words, n):
        return None
    at, last = n, len(name.words) - 1
    for number, wanted in enumerate(name.words):
        if at >= len(words) or (number and not _is_gap(name.gaps[number - 1], text, words, at)):
            return None
        said = key_of(words[at].group())
        while said != wanted and wanted.startswith(said) and _goes_on(text, words, at):
            at += 1
            said += key_of(words[at].group())
        at += 1
        if number == last and genitive and said == f"{wanted}s":
            return words[at - 1].end() - 1, at
        if said != wanted:
            return None
    return words[at - 1].end(), at


def _is_gap(gap: str, text: str, words: Found, n: int) -> bool:
    """Say whether a gap of a name stands before word `n`."""
    n_between = words[n].start() - words[n - 1].end()
    return n_between <= len(gap) + _LONGEST_GAP and _gap(text, words[n - 1], words[n]) == gap


def _goes_on(text: str, words: Found, n: int) -> bool:
    """Say whether what follows word `n` is one with it to who reads it."""
    if n + 1 >= len(words):
        return False
    return is_no_gap(text[words[n].end() : words[n + 1].start()])


def _is_within(words: Found, n: int) -> bool:
    """Say whether a letter of a script without blanks has others before or behind it."""
    here = words[n]
    before, after = words[max(0, n - 1)], words[min(n + 1, len(words) - 1)]
    is_behind = before.end() == here.start() and is_dense(before.group())
    return is_behind or (after.start() == here.end() and is_dense(after.group()))


class HiddenNames:
    """Names to be replaced, each by what stands for it."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take all names of each pseudonym."""
        self._by_first: dict[str, list[_Name]] = {}
        self._parts: dict[str, set[str]] = {}
        self._starts: set[str] = set()
        """What parts of names begin with: they may be written in two words."""
        self._told: dict[str, frozenset[str]] = {}
        self._stems: set[str] = set()
        self._whose: dict[tuple[str, ...], set[str]] = {}
        self._in_whole: set[str] = set()
        self._joined: dict[str, set[str]] = {}
        """What two words of a name are in one."""
        self._given: dict[str, str] = {}
        """Names of scripts without blanks, without their first letter."""
        self._whole: dict[str, list[tuple[str, ...]]] = {}
        """Folded names of several words by their first."""
        for pseudonym, every in names.items():
            for name in every:
                self._add(name, pseudonym)
        for some in self._by_first.values():
            some.sort(key=lambda one: -len(one.words))

    def _add(self, name: str, pseudonym: str) -> None:
        self._add_words(name, pseudonym)
        if _ZWNJ in name:
            self._add_words(name.replace(_ZWNJ, ""), pseudonym)

    def _add_words(self, name: str, pseudonym: str) -> None:
        found = words_in(name)
        if not found:
            return
        words = tuple(key_of(one.group()) for one in found)
        gaps = tuple(_gap(name, *pair) for pair in pairwise(found))
        self._by_first.setdefault(words[0], []).append(_Name(words, gaps, pseudonym))
        self._whose.setdefault(words, set()).add(pseudonym)
        whole = tuple(map(folded, words))
        if len(whole) > 1:
            self._whole.setdefault(whole[0], []).append(whole)
            self._in_whole.update(whole)
        for one, other in pairwise(whole):
            if len(one + other) > _SHORT:
                self._joined.setdefault(one + other, set()).add(pseudonym)
        if len(words) > 2 and all(map(is_dense, words)):
            self._given.setdefault("".join(words[1:]), pseudonym)
        for word in words:
            self._add_part(word, pseudonym)

    def _add_part(self, word: str, pseudonym: str) -> None:
        for way in ways_to_spell(word):
            if len(way) > 1 and not way.isdecimal():
                self._parts.setdefault(way, set()).add(pseudonym)
                self._starts.update(way[:n] for n in range(1, len(way)))
            stem = way[:-2] if len(way) >= _LONG_STEM else way[:-1]
            if len(stem) >= _STEM:
                self._stems.add(stem)

    def in_text(self, text: str, language: str = "") -> list[FoundName]:
        """Give where names stand as whole words, in order; the longest where several begin."""
        text = unbroken(text)
        words = words_in(text)
        has_genitive = language.partition("-")[0] in _GENITIVE_S
        found: list[FoundName] = []
        behind = 0
        known = self._by_first
        for n, word in enumerate(words):
            if n < behind:
                continue
            is_alone = not (has_genitive or text.startswith(_ZWNJ, word.end()))
            if is_alone and key_of(word.group()) not in known:
                continue
            for name in self._beginning_with(text, words, n, genitive=has_genitive):
                ends = _behind(name, text, words, n, genitive=has_genitive)
                if ends is not None:
                    end, behind = ends
                    found.append(FoundName(Range(word.start(), end), name.pseudonym))
                    break
        return found

    def _beginning_with(self, text: str, words: Found, n: int, *, genitive: bool) -> list[_Name]:
        """Give the names that may begin with word `n`, the longest first."""
        key = key_of(words[n].group())
        lists = [self._by_first.get(key)]
        if genitive and key.endswith("s"):
            lists.append(self._by_first.get(key[:-1]))
        for last in range(n + 1, min(n + _MOST_JOINED, len(words))):
            if text[words[last - 1].end() : words[last].start()] != _ZWNJ:
                break
            key += key_of(words[last].group())
            lists.append(self._by_first.get(key))
        some = [one for names in lists if names for one in names]
        return sorted(some, key=lambda one: -len(one.words)) if len(some) > 1 else some

    def is_shared(self, name: str) -> bool:
        """Say whether a name that was found is one of several who are hidden."""
        words = tuple(key_of(one.group()) for one in words_in(unbroken(name)))
        return len(self._whose.get(words, ())) > 1

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
        whole = unbroken(text)
        words = words_in(whole)
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
                yield (said if said == at.of(text) else key_of(said)), at
            elif folded(said) in self._starts and self._is_one_with_the_next(whole, words, n):
                both = Range(at.start, words[n + 1].end())
                yield both.of(text), both
        yield from self._given_names(text, but)
        for at in addresses:
            said = at.of(text)
            meant = unescape(unquote(said))
            if meant != said and not any(overlap(at, one) for one in but):
                inside = {one.group() for one in words_in(said)}
                there = (one.group() for one in words_in(meant))
                if any(one not in inside and self.told_by(one) for one in there):
                    yield said, at

    def _is_one_with_the_next(self, text: str, words: Found, n: int) -> bool:
        """Say whether word `n` and the next are a part of a name that is written in one."""
        if n + 1 == len(words):
            return False
        word, following = words[n], words[n + 1]
        both = folded(word.group()) + folded(following.group())
        if len(both) <= _SHORT or both not in self._parts:
            return False
        return _gap(text, word, following) in (" ", "-", "")

    def _given_names(self, text: str, but: Sequence[Range]) -> Iterator[tuple[str, Range]]:
        """Give where names of scripts without blanks stand without their first letter."""
        for name in self._given:
            passed, at = _Passed(but), text.find(name)
            while at >= 0:
                place = Range(at, at + len(name))
                if not passed.touches(place):
                    yield name, place
                at = text.find(name, place.end)

    def _is_whole(self, words: Found, n: int) -> bool:
        """Say whether word `n` stands in a whole name of several words, in whatever case."""
        if folded(words[n].group()) not in self._in_whole:
            return False
        around = range(max(0, n - _MOST_WORDS + 1), n + 1)
        return any(
            n < start + len(name) <= len(words)
            and all(folded(words[start + i].group()) == name[i] for i in range(len(name)))
            for start in around
            for name in self._whole.get(folded(words[start].group()), ())
        )

    def _begins_as_a_part(self, word: str) -> bool:
        said = folded(word)
        ends = range(max(_STEM, len(said) - _LONGEST_ENDING), len(said) + 1)
        return any(said[:end] in self._stems for end in ends)

    def told_by(self, word: str) -> frozenset[str]:
        """Give the pseudonyms of whom a word may tell: it holds a part of their names."""
        told = self._told.get(word)
        if told is None:
            if len(self._told) >= _MOST_KNOWN:
                self._told.clear()
            ways = ways_to_spell(word)
            told = frozenset(one for way in ways for one in self._telling_of(way))
            self._told[word] = told
        return told

    def _telling_of(self, word: str) -> Iterator[str]:
        n, parts = len(word), self._parts
        for whole in (word, word.removesuffix("s"), *without_what_is_before(word)):
            yield from parts.get(whole, ())
        yield from self._joined.get(word, ())
        for start in range(n):
            for end in range(start + _SHORT + 1, n + 1):
                yield from parts.get(word[start:end], ())

"""A name or date found in a text, and names as they are looked up: word by word."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from annotator.speech.tokens import Token
from annotator.text.ranges import Range
from annotator.text.words import word_core

Meant = TypeVar("Meant")


class FoundEntity(NamedTuple):
    """A name or a date: where it stands, its kind ("" = not known), how it was found."""

    at: Range
    kind: str
    code: str


def is_genitive(text: str, token: Token) -> bool:
    """Say whether a word ends with a genitive ’s."""
    return _may_be_genitive(token) and core_of(text, token).end < token.end


def core_of(text: str, token: Token) -> Range:
    """Give a word without its genitive ’s."""
    if not _may_be_genitive(token):
        return Range(token.start, token.end)
    return word_core(text, Range(token.start, token.end))


def _may_be_genitive(token: Token) -> bool:
    """Whether an apostrophe and an s may end a word; most words are not looked at closer."""
    return token.text[-1] in "sS" and not token.text[-2:-1].isalnum()


def is_short_for(text: str, short: Range, whole: Range) -> bool:
    """Say whether a name in brackets is the capitals of the one before: … Rowing Club (KRC)."""
    name = short.of(text)
    if text[whole.end : short.start].strip() != "(" or not name.isupper():
        return False
    letters = [one for one in whole.of(text) if one.isupper()]
    return letters == [one for one in name if one.isalpha()]


class NameIndex(Generic[Meant]):
    """Names by their folded words, each with what it means; the longest one is found first."""

    def __init__(self) -> None:
        """Hold no names."""
        self._meant: dict[tuple[str, ...], tuple[str, Meant]] = {}
        self._longest: dict[str, int] = {}

    def add(self, name: str, words: Sequence[Token], meant: Meant) -> None:
        """Add a name with its words; the first one with these words stays."""
        key = tuple(one.folded for one in words)
        if key and all(key):
            self._meant.setdefault(key, (name, meant))
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def in_words(
        self, text: str, words: Sequence[Token]
    ) -> Iterator[tuple[Range, tuple[int, int], Meant]]:
        """Give where names stand in a stretch: place, first and last word, meaning.

        None overlap.
        """
        longest, behind = self._longest, 0
        for n, word in enumerate(words if longest else ()):
            # Most words begin no name: they are looked up as they are.
            may_begin = word.folded in longest or (word.text[-1] in "sS" and _may_be_genitive(word))
            if n < behind or not may_begin:
                continue
            size = self._size_at(text, words, n)
            if size:
                behind = n + size
                at = Range(word.start, core_of(text, words[behind - 1]).end)
                yield at, (n, behind - 1), self._meant[_key(text, words[n:behind])][1]

    def _size_at(self, text: str, words: Sequence[Token], n: int) -> int:
        first = _bare(text, words[n])
        for size in range(min(self._longest.get(first, 0), len(words) - n), 0, -1):
            some = words[n : n + size]
            known = self._meant.get(_key(text, some))
            if known is not None and _is_written_alike(
                known[0], text[some[0].start : some[-1].end]
            ):
                return size
        return 0


def _key(text: str, words: Sequence[Token]) -> tuple[str, ...]:
    return (*(one.folded for one in words[:-1]), _bare(text, words[-1]))


def _bare(text: str, token: Token) -> str:
    """The folded word without a genitive ’s."""
    if not _may_be_genitive(token):
        return token.folded
    n_cut = token.end - core_of(text, token).end
    return token.folded[: len(token.folded) - n_cut] if n_cut else token.folded


def _is_written_alike(name: str, words: str) -> bool:
    """Say whether words have the capitals that a name asks for: US is not us."""
    if name.isupper() and len(name) < 5:
        return words[: len(name)].isupper()
    return words[0].isupper() or not name[0].isupper()


def without_overlaps(some: Iterable[FoundEntity]) -> list[FoundEntity]:
    """Give the found ones in text order, of two that overlap the longer, else the earlier one."""
    ordered = sorted(some, key=lambda one: (-one.at.length, one.at.start))
    taken = bytearray(max((one.at.end for one in ordered), default=0))
    kept: list[FoundEntity] = []
    for one in ordered:
        if 1 not in taken[one.at.start : one.at.end]:
            kept.append(one)
            taken[one.at.start : one.at.end] = bytes([1]) * one.at.length
    return sorted(kept)

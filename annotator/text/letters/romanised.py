"""Names across scripts: whether a word in Latin letters may be how one of another is written.

By the tables of `resources/romanised.toml`, letter for letter. What they do not have is not alike:
who looks for the same person is better asked too little than too much.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple, Self

from annotator import resources

_FILE = "romanised.toml"
_LATIN_END = "\u0250"
_NONE = "_"
# What all spellings of a letter have in common, so that words are found by it: where they differ
# it is in these, and in letters left out.
_ROUGHLY = str.maketrans("bcdgjkqstxzđ", "pttttttttttt", "aeiouyhwvf")
_MOST = 8
_TWICE = re.compile(r"(.)\1+")


class _Script(NamedTuple):
    """How a script is written in Latin letters."""

    letters: Mapping[str, str]
    start: Mapping[str, str]
    end: Mapping[str, str]
    between: str
    first_between: str
    doubled: bool

    @classmethod
    def of(cls, table: Mapping[str, object]) -> Self:
        """Take a table of the file."""
        letters, start, end = (_words_by_letter(table.get(one)) for one in cls._fields[:3])
        between, first_between = (str(table.get(one, "")) for one in cls._fields[3:5])
        return cls(letters, start, end, between, first_between, table.get("doubled") is True)

    def spellings(self, word: str) -> Iterator[str] | None:
        """Give for each letter of a word its spellings; None for a word it cannot write."""
        units: list[str] = []
        at = 0
        while at < len(word):
            pair, one = word[at : at + 2], word[at]
            unit = pair if len(pair) == 2 and pair in self.letters else one
            if unit not in self.letters:
                return None
            units.append(unit)
            at += len(unit)
        last = len(units) - 1
        return (
            (self.start if n == 0 else self.end if n == last else self.letters).get(unit)
            or self.letters[unit]
            for n, unit in enumerate(units)
        )


def _words_by_letter(table: object) -> dict[str, str]:
    return table if isinstance(table, dict) else {}


def is_latin(word: str) -> bool:
    """Say whether a word is in Latin letters."""
    return word.isascii() or all(sign < _LATIN_END for sign in word)


def is_written_so(word: str, latin: str) -> bool:
    """Say whether a folded word of another script may be written so in Latin letters.

    In a time that grows with both lengths alone, however many ways there are.
    """
    written = _written(word)
    if written is None or not written.shortest <= len(latin) <= written.longest:
        return False
    reached = {0}
    for ways in written.ways:
        reached = {at + len(one) for at in reached for one in ways if latin.startswith(one, at)}
    return len(latin) in reached


@lru_cache(maxsize=32_768)
def roughly(word: str) -> tuple[str, ...]:
    """Give by what a word is found: one of another script has one in common with each spelling."""
    if is_latin(word):
        return (_rough(word),)
    script = _script_of(word)
    found = {""}
    for spellings in (script and script.spellings(word)) or ():
        own = dict.fromkeys(_rough(one) for one in spellings.split())
        more = {_rough(one + other) for one in found for other in own}
        found = more if len(more) <= _MOST else {_rough(one + next(iter(own))) for one in found}
    return tuple(sorted(found - {""}))


def _rough(spelling: str) -> str:
    return _TWICE.sub(r"\1", spelling.replace(_NONE, "").translate(_ROUGHLY))


class _Written(NamedTuple):
    """In which ways the letters of a word may be written, and between which lengths all of it."""

    ways: tuple[tuple[str, ...], ...]
    shortest: int
    longest: int


@lru_cache(maxsize=4_096)
def _written(word: str) -> _Written | None:
    script = _script_of(word)
    found = None if script is None else script.spellings(word)
    if script is None or found is None:
        return None
    ways: list[tuple[str, ...]] = []
    for n, spellings in enumerate(found):
        if n and script.between:
            between = script.first_between if n == 1 else script.between
            ways.append(("", *between.split()))
        ways.append(_ways(spellings, doubled=script.doubled))
    lengths = [[*map(len, one)] for one in ways]
    return _Written(tuple(ways), sum(map(min, lengths)), sum(map(max, lengths)))


def _ways(spellings: str, *, doubled: bool) -> tuple[str, ...]:
    each = ["" if one == _NONE else one for one in spellings.split()]
    if doubled:
        each += [one * 2 for one in each if len(one) == 1 and one not in "aeiou"]
    return tuple(each)


def _script_of(word: str) -> _Script | None:
    return next((one for one in _scripts() if word[:1] in one.letters), None)


@cache
def _scripts() -> tuple[_Script, ...]:
    """Give the tables; they are read when the first name of another script is met."""
    tables = tomllib.loads(resources.read_text(_FILE))
    return tuple(map(_Script.of, tables.values()))

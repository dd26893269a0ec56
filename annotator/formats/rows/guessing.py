"""Which column is what: by its header in the languages of the word lists, else by its values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.formats.rows.dates import read_cell
from annotator.formats.rows.mapping import TARGETS, TEXT
from annotator.language import tr
from annotator.text.likeness import fold
from annotator.text.word_lists import languages, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TABLE = "columns"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART = re.compile(r"[\W_]+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+", re.I)
# Texts that are longer than any headline, on the average, are articles.
_TEXT_LENGTH = 120
_MOST = 0.8
_EXACT = 1000


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column may be, and why, in a few words."""

    becomes: str
    because: str


@lru_cache(1)
def _words() -> dict[str, dict[str, int]]:
    """Give the words of headers by what they name, each with its place in its list."""
    found: dict[str, dict[str, int]] = {target: {} for target in TARGETS}
    for code in languages():
        for target, ranks in found.items():
            for rank, word in enumerate(words_of(code, _TABLE, target)):
                key = _bare(word)
                ranks[key] = min(rank, ranks.get(key, rank))
    return found


@lru_cache(4096)
def _bare(header: str) -> str:
    return _APART.sub(" ", fold(_CAMEL.sub(" ", header))).strip()


def is_known(header: str) -> bool:
    """Say whether a cell is a word that headers are made of."""
    return any(_bare(header) in ranks for ranks in _words().values())


def _score(header: str, target: str) -> int:
    """Say how well a header names something; 0 = not at all."""
    ranks = _words()[target]
    # Of two header rows the lower one says what a column is.
    for name in (header, header.rpartition(" / ")[2], header.removesuffix(".name")):
        if (bare := _bare(name)) in ranks:
            return _EXACT - ranks[bare]
    return 0


def guess(headers: Sequence[str], values: Sequence[Sequence[str]]) -> dict[str, Guess]:
    """Give what columns become, by header; a column that is not in it is no part of an article.

    `values` are some cells of each column that hold something.
    """
    found: dict[str, Guess] = {}
    addresses = {
        header for header, cells in zip(headers, values, strict=True) if _are_addresses(cells)
    }
    scored = sorted(
        (-_score(header, target), at, target)
        for at, header in enumerate(headers)
        for target in TARGETS
        if not values[at] or _may_be(target, values[at], is_address=header in addresses)
    )
    taken: set[str] = set()
    for minus, at, target in scored:
        if minus < 0 and target not in taken and headers[at] not in found:
            taken.add(target)
            found[headers[at]] = Guess(target, tr("header"))
    for header, cells in zip(headers, values, strict=True):
        if header not in found and header in addresses and "url" not in taken:
            taken.add("url")
            found[header] = Guess("url", tr("addresses"))
        elif header not in found and "date" not in taken and _are_dates(cells):
            taken.add("date")
            found[header] = Guess("date", tr("dates"))
    if TEXT not in taken:
        lengths = {
            header: sum(map(len, cells)) / len(cells)
            for header, cells in zip(headers, values, strict=True)
            if cells and header not in found and header not in addresses
        }
        longest = max(lengths, key=lengths.__getitem__, default="")
        if lengths.get(longest, 0) >= _TEXT_LENGTH:
            found[longest] = Guess(TEXT, tr("longest"))
    return found


def _may_be(target: str, cells: Sequence[str], *, is_address: bool) -> bool:
    """Say whether a column can be what its name says.

    What holds addresses is the address, and what holds none is not; a date is one that can be read.
    """
    if target == "date":
        return any(read_cell(cell).readings for cell in cells)
    return is_address == (target == "url")


def _are_addresses(cells: Sequence[str]) -> bool:
    return _are(cells, lambda cell: _ADDRESS.fullmatch(cell.strip()) is not None)


def _are_dates(cells: Sequence[str]) -> bool:
    """Say whether most cells are whole dates; numbers alone are none, whatever they could be."""
    return _are(
        cells,
        lambda cell: (
            not cell.strip().isdecimal()
            and any(len(one) == 10 for one in read_cell(cell).readings.values())
        ),
    )


def _are(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(test, cells)) >= _MOST * len(cells)

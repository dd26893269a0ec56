"""Merged cells of a sheet: what the first one holds stands in all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from annotator.formats.rows.grid import GridRow
from annotator.formats.safe_xml import XmlCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SIGN, _BEFORE = b"mergeCell", 64
"""What tells that cells are merged, and how much may stand before it in its element."""
_RANGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
_MOST_BYTES = 4_000_000
"""As many as a hundred thousand merged cells take; they stand at the end."""


class Merged(NamedTuple):
    """Cells that are shown as one: rows and columns from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class MergesHeard(XmlCheck):
    """Checks the XML of a sheet that may have millions of cells; notes which are merged.

    They are found among the bytes, since to hear of every cell takes as long as to check them.
    """

    def __init__(self, most: int) -> None:
        """Check at most so many elements."""
        super().__init__(most=most)
        self._last = bytearray()
        self._is_there = False

    def feed(self, data: bytes) -> None:
        """Take some more bytes."""
        super().feed(data)
        self._last += data
        self._is_there = self._is_there or _SIGN in self._last
        most = _MOST_BYTES if self._is_there else len(_SIGN) + _BEFORE
        del self._last[:-most]

    def down(self) -> list[Merged]:
        """Give those that are merged over rows, each in its first column alone, sorted."""
        found = (one.groups() for one in _RANGE.finditer(self._last))
        cells = ((int(top), _column(left), int(end)) for left, top, _, end in found)
        return sorted(Merged(top, at, end, at) for top, at, end in cells if end > top)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def filled(rows: Iterable[GridRow], merged: Sequence[Merged]) -> Iterator[GridRow]:
    """Give rows with the values of merged cells in all of them; `merged` are sorted."""
    waiting = iter(merged)
    coming = next(waiting, None)
    held: dict[int, tuple[int, str]] = {}
    for number, cells in rows:
        while coming is not None and coming.top <= number:
            if coming.top == number:
                value = cells[coming.left - 1] if coming.left <= len(cells) else ""
                columns = range(coming.left, coming.right + 1)
                held |= dict.fromkeys(columns, (coming.bottom, value))
            coming = next(waiting, None)
        if held:
            held = {at: one for at, one in held.items() if one[0] >= number}
            yield GridRow(number, _with(cells, held))
        else:
            yield GridRow(number, cells)


def _with(cells: Sequence[str], held: Mapping[int, tuple[int, str]]) -> list[str]:
    wide = max((at for at, (_, value) in held.items() if value), default=0)
    made = [*cells, *[""] * (wide - len(cells))]
    for at, (_, value) in held.items():
        if value:
            made[at - 1] = value
    return made

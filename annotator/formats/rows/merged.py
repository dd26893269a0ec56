"""Merged cells of a sheet: what the first one holds stands in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annotator.formats.rows.grid import GridRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class Merged(NamedTuple):
    """Cells that are shown as one: rows and columns from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


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

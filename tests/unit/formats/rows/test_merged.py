"""Merged cells hold the value of the first for all their rows and columns."""

from __future__ import annotations

from annotator.formats.rows.grid import GridRow
from annotator.formats.rows.merged import Merged, filled


def rows(*cells: list[str]) -> list[GridRow]:
    return [GridRow(number, one) for number, one in enumerate(cells, start=1)]


def shown(*cells: list[str], merged: list[Merged]) -> list[list[str]]:
    return [[*one.cells] for one in filled(rows(*cells), merged)]


def test_a_value_holds_down_and_across_and_no_further() -> None:
    merged = [Merged(1, 1, 2, 1), Merged(2, 2, 2, 3)]
    assert shown(["a", "b"], ["", "c"], ["", "d"], merged=merged) == [
        ["a", "b"],
        ["a", "c", "c"],
        ["", "d"],
    ]


def test_cells_that_hold_nothing_take_nothing_away() -> None:
    assert shown(["", "b"], ["x"], merged=[Merged(1, 1, 2, 2)]) == [["", "b"], ["x"]]
    assert shown([], ["x"], merged=[Merged(1, 5, 9, 9)]) == [[], ["x"]]


def test_merged_cells_before_the_first_row_are_passed_over() -> None:
    made = filled([GridRow(5, ["a"])], [Merged(1, 1, 9, 1), Merged(5, 1, 5, 2)])
    assert [*made] == [GridRow(5, ["a", "a"])]

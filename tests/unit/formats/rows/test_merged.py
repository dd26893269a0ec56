"""Merged cells hold the value of the first for all their rows and columns."""

from __future__ import annotations

from annotator.formats.rows.grid import GridRow
from annotator.formats.rows.merged import Merged, MergesHeard, filled


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


def test_what_is_merged_over_rows_is_heard_in_the_bytes_of_a_sheet() -> None:
    said = (
        '<x:mergeCell ref="B2:B4"/><x:mergeCell ref="C2:D2"/><x:mergeCell count="1" ref="AA3:AB9"/>'
    )
    xml = (
        f"<x:sheet xmlns:x='u'><v>mergeCell ref=\"A1:A9\"</v>{'<c/>' * 50}{said}</x:sheet>".encode()
    )
    for step in (1, 7, 10_000):
        check = MergesHeard(1_000)
        for at in range(0, len(xml), step):
            check.feed(xml[at : at + step])
        check.close()
        assert check.down() == [Merged(2, 2, 4, 2), Merged(3, 27, 9, 27)]

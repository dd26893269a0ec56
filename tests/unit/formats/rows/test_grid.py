"""The header of a table is found, in one row or two, and rows keep their numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from annotator.errors import CannotRead
from annotator.formats.rows.grid import MAX_COLUMNS, GridRow, Table, table_of
from annotator.formats.rows.guessing import is_known


def table(*rows: Sequence[str], header: tuple[int, ...] = ()) -> Table:
    def grid() -> list[GridRow]:
        return [GridRow(number, cells) for number, cells in enumerate(rows, start=1)]

    return table_of(lambda: iter(grid()), "a.csv", header, known=is_known)


def test_the_first_row_is_the_header() -> None:
    made = table(["title", "text"], ["A", "B"])
    assert (made.headers, made.header) == (("title", "text"), (1,))
    assert [*made.body()] == [GridRow(2, ["A", "B"])]


def test_a_title_above_the_table_is_passed_over() -> None:
    made = table(["My corpus", ""], ["", ""], ["title", "text"], ["A", "B"])
    assert (made.headers, made.header) == (("title", "text"), (3,))
    assert [row.number for row in made.body()] == [4]


def test_a_table_of_one_column_has_its_header_in_the_first_row() -> None:
    assert table(["text"], ["A"], ["B"]).header == (1,)


def test_a_second_header_row_below_groups_is_joined() -> None:
    made = table(["Article", "Article", ""], ["title", "text", "date"], ["A", "B", "2026"])
    assert made.headers == ("Article / title", "Article / text", "date")
    assert made.header == (1, 2)


def test_a_first_row_of_values_is_no_second_header() -> None:
    assert table(["title", "text"], ["Date", "Body of evidence"], ["a", "b"]).header == (1,)
    assert table(["x", "y", "z"], ["one", "two", "text"], ["a", "b", "c"]).header == (1,)


def test_the_header_stands_where_a_person_says() -> None:
    made = table(["x", "y"], ["title", ""], ["a", "b"], ["A", "B"], header=(2, 3))
    assert made.headers == ("title / a", "b")
    assert [row.number for row in made.body()] == [4]


def test_headers_are_told_apart_and_blank_ones_are_numbered() -> None:
    made = table(["text", "text", "", ""], ["a", "b", "c", ""])
    assert made.headers == ("text", "text 2", "column 3")


@pytest.mark.parametrize("rows", [[], [[]], [["", ""], [" "]]])
def test_a_grid_without_rows_is_refused(rows: list[list[str]]) -> None:
    with pytest.raises(CannotRead, match="no row"):
        table(*[[cell.strip() for cell in row] for row in rows])


def test_a_header_that_is_not_there_is_refused_with_its_row() -> None:
    with pytest.raises(CannotRead, match="row 9"):
        table(["text"], ["a"], header=(9,))


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(CannotRead, match="100,000 columns"):
        table(["a"] * 100_000)
    assert len(table(["a"] * MAX_COLUMNS).headers) == MAX_COLUMNS


@pytest.mark.parametrize("value", ["a" * 120, "2026-03-02", "https://a.example/1"])
def test_a_table_without_a_header_loses_no_row(value: str) -> None:
    made = table(["One", value], ["Two", "b"])
    assert (made.headers, made.header) == (("column 1", "column 2"), ())
    assert [row.number for row in made.body()] == [1, 2]


def test_a_value_beside_a_known_word_is_a_header_all_the_same() -> None:
    assert table(["text", "2026-03-02"], ["a", "b"]).header == (1,)
    assert table(["x", "46083"], ["a", "b"], header=(1,)).headers == ("x", "46083")

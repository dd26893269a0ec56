"""CSV: cells safe from Excel, cells with line ends of every kind, large ones, names of columns."""

from __future__ import annotations

import io

import pytest

from annotator.text.csv_text import (
    Dialect,
    guarded,
    rows_of,
    text_of,
    unguarded,
    unique_names,
)


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\tx", "\rx", "'=1", "''=1", "＝1", "＠a", "'－1"]
)
def test_what_a_spreadsheet_takes_for_a_formula_is_guarded_and_comes_back(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "a=1", "'a", "1-1", " =1", "''"])
def test_other_words_are_left_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", ""])
@pytest.mark.parametrize("dialect", [Dialect(), Dialect(";", for_excel=True)])
def test_a_cell_with_a_line_end_stays_one_cell(end: str, dialect: Dialect) -> None:
    rows = [[f"a{end}b", "c", None], ["d", "1", "e"]]
    text = text_of(rows, dialect)
    assert text.endswith("\r\n" if dialect.for_excel else "e\n")
    read = rows_of(io.StringIO(text, newline=""), dialect)
    assert [*read] == [[f"a{end}b", "c", ""], ["d", "1", "e"]]


def test_cells_may_be_as_large_as_an_article() -> None:
    read = rows_of([f'"{"x" * 200_000}"'], Dialect())
    assert [*read] == [["x" * 200_000]]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["kind", "Kind", "kind"], ["a_kind", "a_Kind_2", "a_kind_3"]),
        (["=odd name", "", "؟"], ["a_odd_name", "a_x", "a_x_2"]),
        (["a.b-c", "é"], ["a_a.b-c", "a_é"]),
    ],
)
def test_no_two_own_columns_have_one_name(words: list[str], names: list[str]) -> None:
    assert unique_names("a_", words) == names

"""A column of dates is read in one order, or only as its years."""

from __future__ import annotations

import pytest

from annotator.formats.rows.dates import DateColumn, read_cell


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02T10:00:00Z", "2026-03-02"),
        ("2026-03-02 10:00:00", "2026-03-02"),
        ("2026/3/2", "2026-03-02"),
        ("20260302", "2026-03-02"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("12/25/99", "1999-12-25"),
        ("3.4.2026", "2026-04-03"),
        ("3.4.2026, 10:00", "2026-04-03"),
        ("05/05/2026", "2026-05-05"),
        ("2 March 2026", "2026-03-02"),
        ("March 2, 2026", "2026-03-02"),
        ("Monday, January 5, 2026", "2026-01-05"),
        ("Mon Mar 02 10:00:00 +0000 2026", "2026-03-02"),
        ("Mon, 02 Mar 2026 10:00:00 GMT", "2026-03-02"),
        ("2. März 2026", "2026-03-02"),
        ("2 mars 2026", "2026-03-02"),
        ("۱۱ اسفند ۱۴۰۴", "2026-03-02"),
        ("۱۴۰۴/۱۲/۱۱", "2026-03-02"),
        ("٢٠٢٦-٠٣-٠٢", "2026-03-02"),
        ("46083", "2026-03-02"),
        ("46083.5", "2026-03-02"),
    ],
)
def test_a_cell_of_one_reading_is_that_day(written: str, date: str) -> None:
    assert read_cell(written).sure == date


@pytest.mark.parametrize(
    "written", ["", "yesterday", "31/31/2026", "2026-13-01", "1200", "00123", "99999", "12", "a 5"]
)
def test_what_is_no_date_has_no_reading(written: str) -> None:
    assert read_cell(written).readings == {}


def test_a_cell_of_two_readings_has_both_and_its_year() -> None:
    cell = read_cell("03/04/2026")
    assert cell.readings == {"dmy": "2026-04-03", "mdy": "2026-03-04"}
    assert (cell.sure, cell.year) == ("", "2026")


def test_two_figures_may_be_any_of_the_three() -> None:
    cell = read_cell("03/04/05")
    assert cell.readings == {"dmy": "2005-04-03", "mdy": "2005-03-04", "ymd": "2003-04-05"}
    assert cell.year == ""


def column(*written: str, chosen: str = "", usual: str = "") -> list[str]:
    made = DateColumn(chosen, usual)
    cells = [read_cell(one) for one in written]
    for one, cell in zip(written, cells, strict=True):
        made.see(one, cell)
    return [made.date_of(cell) for cell in cells]


def test_one_settled_cell_settles_the_column() -> None:
    assert column("03/04/2026", "25/04/2026") == ["2026-04-03", "2026-04-25"]
    assert column("03/04/2026", "04/25/2026") == ["2026-03-04", "2026-04-25"]


def test_a_day_that_is_the_same_both_ways_settles_nothing() -> None:
    assert column("03/04/2026", "05/05/2026", "2026-04-25") == ["", "2026-05-05", "2026-04-25"]


def test_cells_that_contradict_one_another_settle_nothing() -> None:
    assert column("03/04/2026", "25/04/2026", "04/25/2026", usual="dmy")[0] == ""


def test_what_a_person_says_counts_first_and_what_was_usual_last() -> None:
    assert column("03/04/2026", "25/04/2026", chosen="mdy") == ["2026-03-04", "2026-04-25"]
    assert column("03/04/2026", usual="mdy") == ["2026-03-04"]
    assert column("03/04/2026", "25/04/2026", usual="mdy")[0] == "2026-04-03"


def test_the_column_says_which_cell_settled_it() -> None:
    made = DateColumn()
    for written in ("03/04/2026", "25/04/2026"):
        made.see(written, read_cell(written))
    assert (made.order, made.settled_by) == ("dmy", "25/04/2026")
    assert made.example is not None
    assert made.example[0] == "03/04/2026"

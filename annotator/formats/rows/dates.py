"""Dates in the cells of a column: one order of day and month for all of them, or only the year.

A cell that can be read two ways is settled by another of its column that cannot.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from annotator.speech.dates import calendar_of, find_date
from annotator.text.word_lists import ALWAYS, languages, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ORDERS = ("dmy", "mdy", "ymd")
"""How day, month and year may follow one another, as people say it."""
_ISO = re.compile(r"(\d{4})([-/.]?)(\d\d?)(?:\2(\d\d?))?(?:[T ,].*)?", re.S)
_NUMBERS = re.compile(r"(\d{1,2})([./ -])(\d{1,2})\2(\d{4}|\d\d)(?:[T ,].*)?", re.S)
# As in Mon Mar 02 10:00:00 +0000 2026.
_STAMP = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d?) [\d:]{5,8}(?: \S{1,6})? (\d{4})")
_YEAR = re.compile(r"\d{4}")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
# What spreadsheets count days from; their day 60, 29 February 1900, has never been.
_DAY_0 = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 73_050
_FIRST_YEAR, _LAST_YEAR = 1600, 2100
# Two figures up to this one are of this century.
_THIS_CENTURY = 69
_SOLAR = range(1200, 1500)
_N_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class CellDate:
    """What a cell may mean: an ISO date for each order it can be read in ("" = for all alike)."""

    readings: Mapping[str, str]

    @property
    def sure(self) -> str:
        """The date if there is but one, else ""."""
        every = {*self.readings.values()}
        return every.pop() if len(every) == 1 else ""

    @property
    def year(self) -> str:
        """The year if all readings share it, else ""."""
        years = {value[:4] for value in self.readings.values()}
        return years.pop() if len(years) == 1 else ""


_NONE = CellDate({})


@lru_cache(_N_REMEMBERED)
def read_cell(text: str, language: str = "") -> CellDate:
    """Give what a cell may mean as a date; no readings where it is none."""
    bare = _western(" ".join(text.split()))
    if found := _ISO.fullmatch(bare):
        value = _year_first(found)
        if value or found[2] or len(bare) > 8:
            return CellDate({"": value}) if value else _NONE
    if _YEAR.fullmatch(bare):
        is_year = _FIRST_YEAR <= int(bare) <= _LAST_YEAR
        return CellDate({"": bare}) if is_year else _NONE
    if found := _SERIAL.fullmatch(bare):
        days = int(found[1])
        is_day = _FIRST_SERIAL <= days <= _LAST_SERIAL
        return CellDate({"": (_DAY_0 + timedelta(days)).isoformat()}) if is_day else _NONE
    if found := _NUMBERS.fullmatch(bare):
        return CellDate(_in_numbers(found))
    if found := _STAMP.fullmatch(bare):
        bare = f"{found[2]} {found[1]} {found[3]}"
    return _in_words(bare, language)


def _western(text: str) -> str:
    """Give the digits of any script as ours."""
    return "".join(str(int(one)) if one.isdecimal() else one for one in text)


def _year_first(found: re.Match[str]) -> str:
    year, month, day = int(found[1]), int(found[3]), int(found[4] or 0)
    if year in _SOLAR and day:
        # Only a language that counts solar years knows what it is.
        parts = f"{year}/{month}/{day}"
        dates = (find_date(parts, calendar_of(code)) for code in _solar_languages())
        return next((one.value for one in dates if one is not None), "")
    if not day:
        is_month = _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and found[2]
        return f"{year:04}-{month:02}" if is_month else ""
    return _valid(year, month, day)


@lru_cache(1)
def _solar_languages() -> tuple[str, ...]:
    return tuple(code for code in languages() if table_of(code, "dates").get("solar_months"))


def _in_numbers(found: re.Match[str]) -> dict[str, str]:
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    year = third if len(found[4]) == 4 else _of_two(third)
    readings = {"dmy": _valid(year, second, first)}
    # With full stops nobody writes the month first.
    if found[2] != ".":
        readings["mdy"] = _valid(year, first, second)
    if len(found[4]) == 2 and len(found[1]) == 2:
        readings["ymd"] = _valid(_of_two(first), second, third)
    return {order: value for order, value in readings.items() if value}


def _of_two(figures: int) -> int:
    return figures + (2000 if figures <= _THIS_CENTURY else 1900)


def _valid(year: int, month: int, day: int) -> str:
    try:
        found = date(year, month, day)
    except ValueError:
        return ""
    return found.isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else ""


def _in_words(text: str, language: str) -> CellDate:
    if len(text) > 100 or not any(one.isdecimal() for one in text):
        return _NONE
    dated = (code for code in languages() if table_of(code, "dates"))
    for code in dict.fromkeys((language or ALWAYS, *dated)):
        found = find_date(text, calendar_of(code))
        if found is not None:
            return CellDate({"": found.value})
    return _NONE


@dataclass(slots=True)
class DateColumn:
    """All dates of a column, as they go by; then the order that settles them.

    `chosen` is what a person said, `usual` what held when these columns last came; "" = nothing.
    """

    chosen: str = ""
    usual: str = ""
    _settled: Counter[str] = field(default_factory=Counter)
    _by: dict[str, str] = field(default_factory=dict)
    _example: tuple[str, CellDate] | None = None

    def see(self, text: str, cell: CellDate) -> None:
        """Note one cell."""
        if cell.sure:
            if len(cell.readings) == 1 and "" not in cell.readings:
                (order,) = cell.readings
                self._settled[order] += 1
                self._by.setdefault(order, text)
        elif cell.readings and self._example is None:
            self._example = (text, cell)

    @property
    def example(self) -> tuple[str, CellDate] | None:
        """A cell that can be read in several ways, if there is one."""
        return self._example

    @property
    def order(self) -> str:
        """The order of the column: as said, else as its settled cells say; "" = not known.

        Cells that contradict one another settle nothing.
        """
        if self.chosen or len(self._settled) > 1:
            return self.chosen
        return next(iter(self._settled), self.usual)

    @property
    def settled_by(self) -> str:
        """The cell that settles the order, "" where none does or a person said it."""
        return "" if self.chosen else self._by.get(self.order, "")

    def date_of(self, cell: CellDate) -> str:
        """Give the date of a cell in the order of the column; "" where that is not known."""
        return cell.sure or cell.readings.get(self.order, "")

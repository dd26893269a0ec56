"""Finds a written date and says it as YYYY, YYYY-MM or YYYY-MM-DD: months by name or by number,
digits of any script, the Gregorian calendar and the solar one of Iran and Afghanistan.

Whether a date is that of the article is not decided here.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from annotator.text.likeness import fold
from annotator.text.ranges import Range
from annotator.text.word_lists import ALWAYS, table_of

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’\u200c-][^\W\d_]+)*|[^\w\s]")
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?![\d]|[./-]\d)")
# So that 1 Farvardin 1404 is 21 March 2025; the ordinal of the day before the solar year 1.
_SOLAR_EPOCH = 226_894


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: where it stands (code points), and the date itself."""

    at: Range
    value: str


@dataclass(frozen=True)
class Calendar:
    """How a language names months and days (folded), and what comes first in 2/3/2026."""

    months: dict[str, int]
    solar_months: dict[str, int]
    days: frozenset[str]
    first: str
    before_month: frozenset[str] = frozenset()
    """What may stand between a day and its month: 2nd of."""
    before_year: frozenset[str] = frozenset()
    after_number: frozenset[str] = frozenset()
    """What may be written in one word with a number: 2nd, 8am."""
    week: tuple[frozenset[str], ...] = ()
    """The names of each day of the week, from Monday on."""

    @cached_property
    def words(self) -> frozenset[str]:
        """All single words of the calendar."""
        names = {*self.months, *self.solar_months, *self.days}
        return frozenset(names | {word for name in names for word in name.split()})

    @cached_property
    def begin_a_month(self) -> frozenset[str]:
        """The first words of all names of months."""
        return frozenset(name.split()[0] for name in (*self.months, *self.solar_months) if name)


@dataclass(frozen=True, slots=True)
class _Token:
    """One number, word or sign; the folded word, and where it stands."""

    word: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        return int(self.word) if self.word.isdecimal() and len(self.word) <= 4 else None


@cache
def calendar_of(language: str) -> Calendar:
    """Give the calendar of a language, with the English names behind its own."""
    months: dict[str, int] = {}
    solar_months: dict[str, int] = {}
    days: set[str] = set()
    week: list[set[str]] = [set() for _ in range(7)]
    between: dict[str, set[str]] = {key: set() for key in ("ordinals", "of", "year", "clock")}
    for code in dict.fromkeys((language, ALWAYS)):
        dates = table_of(code, "dates")
        for known, name in ((months, "months"), (solar_months, "solar_months")):
            for number, group in enumerate(dates.get(name, ()), start=1):
                for word in group:
                    known.setdefault(fold(word), number)
        for names, group in zip(week, dates.get("days", ()), strict=False):
            names |= {fold(word) for word in group}
        days |= {fold(word) for group in dates.get("days", ()) for word in group}
        for key, words in between.items():
            words.update(map(fold, dates.get(key, ())))
    return Calendar(
        months=months,
        solar_months=solar_months,
        days=frozenset(days),
        week=tuple(map(frozenset, week)),
        first=table_of(language, "dates").get("first", ""),
        before_month=frozenset(between["ordinals"] | between["of"]),
        before_year=frozenset(between["ordinals"] | between["of"] | between["year"]),
        after_number=frozenset(between["ordinals"] | between["clock"]),
    )


def find_date(text: str, calendar: Calendar) -> Dated | None:
    """Give the first complete date in a short text, else the first month with a year; or None.

    Two numbers that could each be the month are no date where both orders are in use.
    """
    if not _DIGIT.search(text):
        return None
    both = (_by_number(text, calendar), _by_name(text, calendar))
    candidates = (each for each in both if each is not None)
    return min(candidates, key=lambda each: (-len(each.value), each.at.start), default=None)


def two_readings(text: str, calendar: Calendar) -> tuple[Dated, Dated] | None:
    """Give the first date in numbers that could be read two ways, day first and month first."""
    for match in _NUMERIC.finditer(text):
        first, second, third = (int(match[group]) for group in (1, 3, 4))
        if len(match[1]) == 4 or len(match[4]) != 4 or first == second:
            continue
        if _numeric(first, second, third, match, calendar) is not None:
            continue
        at = Range(match.start(), match.end())
        by_day = _written(third, second, first, solar=False)
        by_month = _written(third, first, second, solar=False)
        if by_day is not None and by_month is not None:
            return Dated(at, by_day), Dated(at, by_month)
    return None


def year_alone(text: str) -> Dated | None:
    """Give the year if the text is nothing but a year of our time, blanks aside; or None."""
    bare = text.strip()
    if len(bare) == 4 and bare.isdecimal() and 1600 <= int(bare) <= 2100:
        start = text.index(bare)
        return Dated(Range(start, start + 4), str(int(bare)))
    return None


def _by_number(text: str, calendar: Calendar) -> Dated | None:
    for match in _NUMERIC.finditer(text):
        first, second, third = (int(match[group]) for group in (1, 3, 4))
        value = _numeric(first, second, third, match, calendar)
        if value:
            return Dated(Range(match.start(), match.end()), value)
    return None


def _numeric(
    first: int, second: int, third: int, match: re.Match[str], calendar: Calendar
) -> str | None:
    if len(match[1]) == 4:
        return _written(first, second, third, solar=bool(calendar.solar_months))
    if len(match[4]) != 4:
        return None
    order = "day" if match[2] == "." else calendar.first
    if first > 12 or (order == "day" and second <= 12):
        return _written(third, second, first, solar=bool(calendar.solar_months))
    if second > 12 or order == "month" or first == second:
        return _written(third, first, second, solar=False)
    return None


def _by_name(text: str, calendar: Calendar) -> Dated | None:
    """Find "2 March 2026", "March 2, 2026", "March 2026", with a month by its name."""
    tokens = [
        _Token(_number_or_word(match[0]), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]
    found = (
        _around_month(tokens, index, known, calendar, solar=solar)
        for index in range(len(tokens))
        if tokens[index].word in calendar.begin_a_month
        for known, solar in ((calendar.solar_months, True), (calendar.months, False))
    )
    dated = (each for each in found if each is not None)
    return max(dated, key=lambda each: len(each.value), default=None)


def _around_month(
    tokens: list[_Token], index: int, known: dict[str, int], calendar: Calendar, *, solar: bool
) -> Dated | None:
    month, after = _month_at(tokens, index, known)
    if month is None:
        return None
    before = _number_before(tokens, index, calendar)
    day_after, year_after, end = _numbers_after(tokens, after, calendar)
    if year_after is None:
        return None
    start, day = index, day_after
    if day is None and before is not None:
        start, day = before, tokens[before].number
    value = _written(year_after, month, day, solar=solar)
    at = Range(tokens[start].start, tokens[end].end)
    return None if value is None else Dated(at, value)


def _month_at(tokens: list[_Token], index: int, known: dict[str, int]) -> tuple[int | None, int]:
    """Give the month whose name begins at this token, and the index behind it."""
    for length in (2, 1):
        name = " ".join(token.word for token in tokens[index : index + length])
        if name in known and index + length <= len(tokens):
            return known[name], index + length
    return None, index


def _number_before(tokens: list[_Token], index: int, calendar: Calendar) -> int | None:
    """Give the index of a day before the month: "2", "2." and "2nd" count."""
    at = index - 1
    while at >= 0 and (tokens[at].word == "." or tokens[at].word in calendar.before_month):
        at -= 1
    number = tokens[at].number if at >= 0 and index - at <= 3 else None
    return at if number is not None and 1 <= number <= 31 else None


def _numbers_after(
    tokens: list[_Token], index: int, calendar: Calendar
) -> tuple[int | None, int | None, int]:
    """Give day and year behind the month's name ("2, 2026" or "2026"), and the last index."""
    numbers: list[tuple[int, int]] = []
    at = index
    while at < len(tokens) and at - index <= 5 and len(numbers) < 2:
        number = tokens[at].number
        if number is not None:
            numbers.append((number, at))
            if number > 31:
                break
        elif tokens[at].word not in ",،." and tokens[at].word not in calendar.before_year:
            break
        at += 1
    match numbers:
        case [(year, end), *_] if year >= 1000:
            return None, year, end
        case [(day, _), (year, end)] if 1 <= day <= 31 and year >= 1000:
            return day, year, end
    return None, None, index


def _written(year: int, month: int, day: int | None, *, solar: bool) -> str | None:
    """Give the date if there is such a one; a solar year is turned into our calendar."""
    if solar and 1200 <= year <= 1500:
        return _from_solar(year, month, day)
    if not 1600 <= year <= 2100 or not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _from_solar(year: int, month: int, day: int | None) -> str | None:
    """Turn a solar date into ours; a month without a day lies in two of ours: only its year."""
    longest = 31 if month <= 6 else 30
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= longest):
        return None
    if day is None:
        first, last = _solar_day(year, month, 1), _solar_day(year, month, 29)
        return f"{first.year:04}" if first.year == last.year else None
    return _solar_day(year, month, day).isoformat()


def _solar_day(year: int, month: int, day: int) -> date:
    """Turn a day of the solar calendar into ours, by its cycle of 33 years with 8 leap years.

    Right for the years 1244 to 1472 (1865 to 2093).
    """
    days_before_month = (month - 1) * 31 - max(0, month - 7)
    leap_days = (8 * year + 21) // 33
    return date.fromordinal(_SOLAR_EPOCH + 365 * (year - 1) + leap_days + days_before_month + day)


def _number_or_word(token: str) -> str:
    if token.isdecimal():
        return "".join(str(unicodedata.decimal(digit)) for digit in token)
    return fold(token)

"""Cells that somebody saved in a spreadsheet, compared with what stands here.

A spreadsheet rewrites what it takes for dates, numbers and truth in its own language; that is no
edit. What a cell cannot mean is said, never guessed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from annotator.formats.safe_xml import writable
from annotator.model.rows import to_json
from annotator.text.csv_text import truth, unguarded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.article import Json

_TRUTHS = {
    **dict.fromkeys(("true", "wahr", "vrai", "verdadero", "1"), True),
    **dict.fromkeys(("false", "falsch", "faux", "falso", "0"), False),
}
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?: 00:00(?::00)?)?")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]00:00:00Z?)?")
_SERIAL = re.compile(r"(\d{5})(?:[.,]0+)?")
_FIRST_SERIAL = date(1899, 12, 30)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")


def plain(text: str) -> str:
    """Give the words of a cell without what saving adds: guards, blanks around, other line ends."""
    return unguarded(_clean(text)).strip()


def _clean(text: str) -> str:
    return writable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def is_same(cell: str, here: str) -> bool:
    """Say whether a cell says what is here; of 00123 a spreadsheet makes 123, of 1.50 1,5."""
    if cell == here:
        return True
    one, other = _clean(cell), _clean(here)
    if other in (one, unguarded(one)):
        return True
    return _value(one) is not None and _value(one) == _value(other)


def _value(words: str) -> float | None:
    return float(words.replace(",", ".")) if _NUMBER.fullmatch(words) else None


def dates_in(cell: str) -> tuple[str, ...]:
    """Give what a cell of a date may mean, as it is stored: none, one, or two readings."""
    words = plain(cell)
    if found := _ISO.fullmatch(words):
        return (found[1],)
    if found := _DAY_FIRST.fullmatch(words):
        return _days((found[3], found[2], found[1]))
    if found := _SLASHES.fullmatch(words):
        return _days((found[3], found[1], found[2]), (found[3], found[2], found[1]))
    if found := _SERIAL.fullmatch(words):
        return ((_FIRST_SERIAL + timedelta(int(found[1]))).isoformat(),)
    return (words,)


def _days(*readings: tuple[str, str, str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for year, month, day in readings:
        try:
            found[date(int(year), int(month), int(day)).isoformat()] = None
        except ValueError:
            continue
    return tuple(found)


def is_same_date(cell: str, here: str) -> bool:
    """Say whether a cell of a date says what is here; a month may have become its first day."""
    every = dates_in(cell)
    return here in every or (len(here) == 7 and f"{here}-01" in every) or is_same(cell, here)


def as_own(cell: str, before: Json) -> Json:
    """Give what a cell says of an own field, of the kind that it had if it can be."""
    words = plain(cell)
    if isinstance(before, bool):
        return _TRUTHS.get(words.casefold(), words)
    if isinstance(before, int | float) and _NUMBER.fullmatch(words):
        number = float(words.replace(",", "."))
        return int(number) if isinstance(before, int) and number.is_integer() else number
    return words


def is_same_own(cell: str, before: Json) -> bool:
    """Say whether a cell says what an own field says."""
    if isinstance(before, bool):
        return as_own(cell, before) is before
    if isinstance(before, int | float):
        return as_own(cell, before) == before
    return is_same(cell, own_words(before))


def own_words(value: Json) -> str:
    """Give the words of an own field as tables write them."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return truth(value)
    return to_json(value) if isinstance(value, list | dict) else str(value)


def value_meant(cell: str, values: Iterable[str]) -> str | None:
    """Give the value of a list that a cell means, in any case of letters; None = none of them."""
    words = plain(cell)
    every = tuple(values)
    if words in every:
        return words
    folded = [one for one in every if one.casefold() == words.casefold()]
    if len(folded) == 1:
        return folded[0]
    told = _TRUTHS.get(words.casefold())
    same = [one for one in every if told is not None and _TRUTHS.get(one.casefold()) is told]
    return same[0] if len(same) == 1 else None

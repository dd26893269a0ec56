"""The date of an article, and what settles one that could be read two ways.

No date is better than a wrong one: what neither the page nor its outlet settles is its year.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from annotator.model.article import Doubt, FieldCandidate, FieldProposal
from annotator.speech.dates import Dated, find_date, two_readings, year_alone
from annotator.suggest.pages.furniture import Furniture
from annotator.suggest.pages.lines import PageLine
from annotator.text.likeness import fold
from annotator.text.ranges import Range

_LEAST_PAGES = 3
"""So many pages of an outlet have to allow only one order before it settles the others."""
_REACH = 200
_A_NAME = 5
"""Shorter names of days are words of the text as well: sun, sat, mar."""
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(\d\d)(?:[/_-]?(\d\d))?(?!\d)")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(?:\d{4})(?![\d]|[./-]\d)")


def propose(
    lines: Iterable[PageLine],
    known: Furniture,
    address: str,
    said: Sequence[FieldCandidate],
    opening: Callable[[], str] = str,
) -> FieldProposal | None:
    """Give the date of the first line that says one.

    `address` is that of the page, `said` what the page says of itself; both settle a date of two
    readings, and so does a weekday beside it, or the only one in the `opening` of the article:
    what happened on Sunday is printed on Sunday or on Monday.
    """
    for line in lines:
        words = line.text[:_REACH]
        dated = find_date(words, known.calendar)
        both = two_readings(words, known.calendar) if dated is None else None
        if both is not None:
            found = _settled(both, words, line.at.start, known, _hints(address, said))
            return found if found.why != "year" else _settled_by_opening(found, known, opening())
        if dated is None and len(line.text.strip()) == 4:
            dated = year_alone(line.text)
        if dated is not None:
            return FieldProposal("date", dated.value, _place(dated, line), "line")
    return None


def _place(dated: Dated, line: PageLine) -> Range:
    return dated.at.shifted(line.at.start)


def _hints(address: str, said: Sequence[FieldCandidate]) -> list[tuple[str, str]]:
    """Give what may settle a date: the start of a date, and the code of where it stands."""
    found = [(one.value, one.why) for one in said]
    match = _IN_ADDRESS.search(address)
    if match is not None:
        found.append(("-".join(part for part in match.groups() if part), "address"))
    return found


def _settled(
    both: tuple[Dated, Dated],
    words: str,
    start: int,
    known: Furniture,
    hints: list[tuple[str, str]],
) -> FieldProposal:
    at = both[0].at.shifted(start)
    readings = tuple(
        FieldCandidate(one.value, order, at)
        for one, order in zip(both, ("dmy", "mdy"), strict=True)
    )
    year = FieldCandidate(both[0].value[:4], "year", at)
    for chosen, other in (readings, readings[::-1]):
        why = _what_settles(chosen.value, other.value, words, known, hints)
        if why:
            return FieldProposal(
                "date", chosen.value, at, why, Doubt.TWO_READINGS, (other, year)
            )  # fmt: skip
    return FieldProposal("date", year.value, at, year.why, Doubt.TWO_READINGS, readings)


def _what_settles(
    value: str, other: str, words: str, known: Furniture, hints: list[tuple[str, str]]
) -> str:
    """Give the code of what tells for one reading and against the other; "" for nothing."""
    for hint, why in hints:
        if value.startswith(hint) and not other.startswith(hint):
            return why
    named = _weekday(words, known)
    if named is not None and _falls_on(value, named) and not _falls_on(other, named):
        return "weekday"
    return ""


def _weekday(words: str, known: Furniture) -> int | None:
    """Give the day of the week that a line names, Monday = 0."""
    folded = set(re.findall(r"[^\W\d_]+", fold(words)))
    return next((n for n, names in enumerate(known.calendar.week) if names & folded), None)


def _settled_by_opening(proposal: FieldProposal, known: Furniture, opening: str) -> FieldProposal:
    """Give the proposal of a date with the reading that a weekday of the text allows alone."""
    folded = set(re.findall(r"[^\W\d_]+", fold(opening)))
    named = [
        n
        for n, names in enumerate(known.calendar.week)
        if any(len(name) >= _A_NAME or not name.isascii() for name in names & folded)
    ]
    readings = [one for one in proposal.others if one.why in ("dmy", "mdy")]
    fitting = [
        one
        for one in readings
        if len(named) == 1 and (date.fromisoformat(one.value).weekday() - named[0]) % 7 <= 1
    ]
    if len(fitting) != 1:
        return proposal
    others = tuple(one for one in readings if one is not fitting[0])
    year = FieldCandidate(proposal.value, "year", proposal.at)
    return replace(proposal, value=fitting[0].value, why="weekday", others=(*others, year))


def _falls_on(value: str, weekday: int) -> bool:
    return date.fromisoformat(value).weekday() == weekday


def order_shown(words: str) -> str:
    """Give the order that a date in numbers can only have: "dmy", "mdy"; "" for none or both."""
    match = _NUMERIC.search(words)
    if match is None:
        return ""
    first, second = int(match[1]), int(match[3])
    if first > 12 >= second:
        return "dmy"
    return "mdy" if second > 12 >= first else ""


def settled_by_outlet(proposal: FieldProposal, orders: Sequence[str]) -> FieldProposal:
    """Give the proposal of a date, settled by the `orders` that other pages of its outlet show.

    Nothing changes where its page settled it, or where fewer than three pages allow one order
    alone, or where they contradict each other.
    """
    shown = [one for one in orders if one]
    is_open = proposal.why == "year" and proposal.doubt is Doubt.TWO_READINGS
    if not is_open or len(set(shown)) != 1 or len(shown) < _LEAST_PAGES:
        return proposal
    chosen = next((one for one in proposal.others if one.why == shown[0]), None)
    if chosen is None:
        return proposal
    others = (
        *(one for one in proposal.others if one is not chosen),
        FieldCandidate(proposal.value, "year", proposal.at),
    )
    return replace(proposal, value=chosen.value, why="outlet", others=others)

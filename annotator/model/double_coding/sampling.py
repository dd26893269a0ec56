"""Drawing articles that anyone can draw again: by hash, by cells, by constructed weeks.

Nothing here is left to chance, a clock, the platform or the language: a seed and the texts'
fingerprints say it all. What is drawn is kept by `named.py`.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from annotator.errors import WrongUse
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

ALL = "all"
"""The one cell of a sample that is drawn by nothing."""
NONE = "–"
"""The cell of articles without an outlet, or without a month."""
BETWEEN = " · "
BY = ("outlet", "month")
"""What cells may be made of, in the order of their names."""
SHARE = Fraction(1, 10)
LEAST = 20
"""What a sample for double coding has where nobody says how many: a tenth, and no fewer."""
_DAY = len("2024-01-29")
_MONTH = len("2024-01")
_SHOWN = 16
"""So many signs of a fingerprint tell articles apart: two of 10⁶ are alike once in 10⁷."""

Cells: TypeAlias = dict[str, list["Candidate"]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be drawn; `group` is the same for copies of one text."""

    id: str
    fingerprint: str
    outlet: str = ""
    date: str | None = None
    group: str | None = None

    @property
    def mark(self) -> str:
        """Give as much of the fingerprint as tells it from all others."""
        return self.fingerprint[:_SHOWN]


@dataclass(frozen=True, slots=True)
class Rule:
    """How a sample is drawn: so many articles or a share, by which cells, from which days.

    `weeks` = so many days of each weekday; then `n` may be None for all articles of those days.
    `since` and `until` are the first and the last day of the period, "" = as the articles go.
    """

    seed: int
    n: int | None = None
    share: Fraction | None = None
    by: tuple[str, ...] = ()
    weeks: int = 0
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Weeks:
    """The days of constructed weeks, and what is said with them.

    `days` and the `period` (its first and last day) are written YYYY-MM-DD; `n_empty` counts the
    days of the period without an article. `short` = weekdays with fewer days than were wanted.
    """

    days: tuple[str, ...]
    period: tuple[str, str]
    n_empty: int
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: ids in order, out of which frame, and what was not to be had.

    `cells` are the marks of all that can be drawn, in hash order, by cell; `taken` counts those
    that were. `short` names cells that were used up, and weekdays. `n_no_day` counts articles
    that are outside because their date is no day.
    """

    articles: tuple[str, ...]
    n_frame: int
    cells: Mapping[str, tuple[str, ...]]
    taken: Mapping[str, int]
    short: tuple[str, ...] = ()
    weeks: Weeks | None = None
    n_no_day: int = 0


# --- the order ----------------------------------------------------------------------------------


def digest(seed: int, *words: str) -> str:
    """Give what things are ordered by: SHA-256 of the seed and some words, a line each."""
    return hashlib.sha256("\n".join((str(seed), *words)).encode("utf-8")).hexdigest()


def in_hash_order(seed: int, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Give articles in the order they are drawn in."""
    return sorted(candidates, key=lambda one: digest(seed, one.fingerprint))


def in_kit_order(seed: int, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Give articles in the order they lie in a kit, which is another one."""
    return sorted(candidates, key=lambda one: digest(seed, "kit", one.fingerprint))


def frame_of(seed: int, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Give the articles that may be drawn, in hash order; of a group of copies the first one."""
    groups: set[str] = set()
    found: list[Candidate] = []
    for one in in_hash_order(seed, candidates):
        if not one.group or one.group not in groups:
            found.append(one)
            groups.add(one.group or "")
    return found


# --- cells --------------------------------------------------------------------------------------


def cell_namer(by: Collection[str]) -> Callable[[Candidate], str]:
    """Give what names the cell of an article; raises `WrongUse` for what makes no cells."""
    unknown = set(by) - set(BY)
    if unknown:
        raise WrongUse(
            tr("Articles cannot be drawn by {name}.", name=min(unknown)),
            tr("Choose outlet, month, or both."),
        )

    def name(one: Candidate) -> str:
        month = (one.date or "")[:_MONTH]
        known = {"outlet": one.outlet, "month": month if len(month) == _MONTH else ""}
        return BETWEEN.join(known[part] or NONE for part in BY if part in by)

    return name


def into_cells(frame: Iterable[Candidate], name: Callable[[Candidate], str]) -> Cells:
    """Give the articles of a frame by cell, each cell in hash order."""
    cells: Cells = defaultdict(list)
    for one in frame:
        cells[name(one)].append(one)
    return dict(sorted(cells.items()))


def places(sizes: Mapping[str, int], taken: Mapping[str, int]) -> Iterator[str]:
    """Give the cells in the order in which they get a place each (Sainte-Laguë).

    The cell with the largest size ÷ (2·taken + 1) that still has an article; of equal ones the
    first by name. So more places never take one back.
    """
    have = {name: taken.get(name, 0) for name in sizes}

    def turn(name: str) -> tuple[Fraction, str]:
        return -Fraction(sizes[name], 2 * have[name] + 1), name

    waiting = [turn(name) for name in sizes if have[name] < sizes[name]]
    heapq.heapify(waiting)
    while waiting:
        _, best = waiting[0]
        have[best] += 1
        if have[best] < sizes[best]:
            heapq.heapreplace(waiting, turn(best))
        else:
            heapq.heappop(waiting)
        yield best


# --- drawing ------------------------------------------------------------------------------------


def share_of(said: float | str) -> Fraction:
    """Give a share as it was said, like 0.1; raises `WrongUse` for what is none."""
    try:
        return Fraction(str(said))
    except (ValueError, ZeroDivisionError) as problem:
        raise WrongUse(
            tr("“{text}” is no share.", text=said), tr("Write 0.1 for ten per cent.")
        ) from problem


def number_of(share: Fraction, n_frame: int) -> int:
    """Give how many articles a share of a frame is: to the nearest, a half upwards."""
    return int(share * n_frame + Fraction(1, 2))


def usual_number(n_frame: int) -> int:
    """Give how many articles are drawn for double coding where nobody says it."""
    return min(n_frame, max(LEAST, number_of(SHARE, n_frame)))


def draw(rule: Rule, candidates: Iterable[Candidate]) -> Drawn:
    """Draw by a rule from what is there; raises `WrongUse` for a rule that cannot be followed."""
    _check(rule)
    frame, n_no_day = frame_of(rule.seed, candidates), 0
    if rule.weeks or rule.since or rule.until:
        every = frame
        dated = [(day, one) for one in every if (day := day_of(one.date))]
        first, last = _period(rule, [day for day, _ in dated])
        frame = [one for day, one in dated if first <= day <= last]
        n_no_day = len(every) - len(dated)
    weeks = _weeks(rule, frame, first, last) if rule.weeks and frame else None
    if weeks is None:
        cells = into_cells(frame, cell_namer(rule.by) if rule.by else lambda _: ALL)
    else:
        of_days = (one for one in frame if one.date in weeks.days)
        cells = into_cells(of_days, lambda one: one.date or "")
    n = rule.n if rule.share is None else number_of(rule.share, len(frame))
    return _taken(rule, cells, n, len(frame), weeks, n_no_day)


def _check(rule: Rule) -> None:
    for wrong, sentence, hint in (
        (
            rule.n is None and rule.share is None and not rule.weeks,
            tr("Nobody said how many articles to draw."),
            tr("Give a number, a share, or a number of weeks."),
        ),
        (
            rule.n is not None and rule.n < 1,
            tr("A sample has one article or more."),
            tr("Give a number from 1 on."),
        ),
        (
            rule.share is not None and not 0 < rule.share <= 1,
            tr("A share is more than 0 and at most 1."),
            tr("Write 0.1 for ten per cent."),
        ),
        (
            rule.share is not None and (rule.n is not None or rule.weeks > 0),
            tr("A share cannot be drawn together with a number or with weeks."),
            tr("Give one of them."),
        ),
        (
            rule.weeks < 0 or bool(rule.weeks and rule.by),
            tr("Constructed weeks are drawn by their days."),
            tr("Leave outlet and month out."),
        ),
    ):
        if wrong:
            raise WrongUse(sentence, hint)
    for day in filter(None, (rule.since, rule.until)):
        if day_of(day) is None:
            raise WrongUse(tr("“{text}” is no day.", text=day), tr("Write a day like 2025-05-19."))


def _taken(
    rule: Rule, cells: Cells, n: int | None, n_frame: int, weeks: Weeks | None, n_no_day: int
) -> Drawn:
    """Give so many articles (None = all) of these cells."""
    sizes = {name: len(some) for name, some in cells.items()}
    taken: dict[str, int] = dict.fromkeys(sizes, 0)
    chosen: list[Candidate] = []
    for name in islice(places(sizes, {}), n):
        chosen.append(cells[name][taken[name]])
        taken[name] += 1
    short = weeks.short if weeks else ()
    if n is not None and n > sum(sizes.values()):
        short = (*sizes, *short)
    if n is None:
        chosen = in_hash_order(rule.seed, chosen)
    return Drawn(
        articles=tuple(one.id for one in chosen),
        n_frame=n_frame,
        cells={name: tuple(one.mark for one in some) for name, some in cells.items()},
        taken=taken,
        short=short,
        weeks=weeks,
        n_no_day=n_no_day,
    )


@dataclass(frozen=True, slots=True)
class Further:
    """The next articles of a frame: ids in order, how many of each cell are taken now, `short`."""

    articles: tuple[str, ...]
    taken: Mapping[str, int]
    short: tuple[str, ...]


def draw_more(
    n: int, cells: Mapping[str, Sequence[str]], drawn: Collection[str], here: Mapping[str, str]
) -> Further:
    """Draw `n` more of a frame; `drawn` are marks, `here` the ids of what is still there by mark.

    An article that is gone gives its place to nobody else's: the next place is the next one's.
    """
    if n < 1:
        raise WrongUse(tr("A sample has one article or more."), tr("Give a number from 1 on."))
    taken = {
        name: max((at + 1 for at, mark in enumerate(marks) if mark in drawn), default=0)
        for name, marks in cells.items()
    }
    found: list[str] = []
    for name in places({name: len(marks) for name, marks in cells.items()}, dict(taken)):
        if len(found) == n:
            break
        mark = cells[name][taken[name]]
        taken[name] += 1
        if mark in here:
            found.append(here[mark])
    return Further(tuple(found), taken, tuple(cells) if len(found) < n else ())


# --- constructed weeks --------------------------------------------------------------------------

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_of(text: str | None) -> date | None:
    """Give the day of a date; None for a year, a month or what is no day at all."""
    if text is None or len(text) != _DAY:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def days_in_order(seed: int, days: Iterable[date]) -> list[date]:
    """Give days in the order they are drawn in."""
    return sorted(days, key=lambda day: digest(seed, "day", day.isoformat()))


def _period(rule: Rule, days: Sequence[date]) -> tuple[date, date]:
    """Give the first and the last day from which is drawn."""
    first = day_of(rule.since) or min(days, default=date.min)
    last = day_of(rule.until) or max(days, default=date.min)
    if rule.since and rule.until and first > last:
        raise WrongUse(tr("The period ends before it begins."), tr("Give the earlier day first."))
    return first, last


def _weeks(rule: Rule, frame: Sequence[Candidate], first: date, last: date) -> Weeks:
    """Choose of each weekday so many of its days that have an article."""
    known = {day for one in frame if (day := day_of(one.date))}
    days: list[date] = []
    short: list[str] = []
    for n, weekday in enumerate(WEEKDAYS):
        of_weekday = days_in_order(rule.seed, (one for one in known if one.weekday() == n))
        days += of_weekday[: rule.weeks]
        if len(of_weekday) < rule.weeks:
            short.append(weekday)
    n_empty = (last - first).days + 1 - len(known)
    return Weeks(
        days=tuple(day.isoformat() for day in sorted(days)),
        period=(first.isoformat(), last.isoformat()),
        n_empty=n_empty,
        short=tuple(short),
    )

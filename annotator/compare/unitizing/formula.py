"""Krippendorff's α for unitizing (2004, ch. 11): whether coders mark the same stretches of a text.

The unit is the code point; articles follow one another, boilerplate is cut out, gaps end at the
ends of articles, parts of a span are units of their own. Units of one coder and type may not
overlap: from the left the longest stays, the others are counted.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, combinations, compress, count, islice
from operator import ge, gt, ne, not_, sub
from typing import NamedTuple

from annotator.model.coded import Place
from annotator.text.ranges import Range, union


class Units(NamedTuple):
    """Where the units of one coder begin, and where each of them ends."""

    starts: list[int]
    ends: list[int]


NO_UNITS = Units([], [])


class Continuum:
    """The text of some articles, one behind the other, as coders cut it into units of one type."""

    def __init__(
        self, articles: Sequence[int], marked: Sequence[Units], shared: Units = NO_UNITS
    ) -> None:
        """Take the lengths of the articles, and what was marked by its place in them all: by each
        coder, and besides by all of them alike, once.
        """
        self._begins = [0, *accumulate(articles)]
        self.length = self._begins.pop()
        self.n_coders = len(marked)
        self._marked, self._shared = marked, shared

    @cached_property
    def _units(self) -> tuple[Units, tuple[Units, ...]]:
        """The units that all coders have and that overlap none of any coder, and those that each
        coder has besides; from the left, none overlap.
        """
        alone, tied = _apart_from(self._shared, self._marked)
        every = [
            Units([*one.starts, *tied.starts], [*one.ends, *tied.ends]) for one in self._marked
        ]
        return alone, tuple(map(without_overlaps, every))

    @property
    def n_units(self) -> int:
        """How many units all coders have."""
        alone, others = self._units
        return self.n_coders * len(alone.starts) + sum([len(one.starts) for one in others])

    @property
    def n_left_out(self) -> int:
        """How many units were left out because they overlap others."""
        n = self.n_coders * len(self._shared.starts)
        return n + sum([len(one.starts) for one in self._marked]) - self.n_units

    def observed(self) -> int:
        """Give the sum of squared differences between each two coders."""
        # Units that all have and that overlap nothing add nothing to it.
        return sum(_apart(one, other) for one, other in combinations(self._units[1], 2))

    def lengths(self) -> tuple[Counter[int], Counter[int]]:
        """Give how many units, and how many gaps, of all coders have each length."""
        alone, others = self._units
        units = Counter(map(sub, alone.ends, alone.starts))
        for length in units:
            units[length] *= self.n_coders
        gaps: Counter[int] = Counter()
        # An article begins as a unit of no length does: a gap ends there.
        starts, ends = sorted([*alone.starts, *self._begins]), sorted([*alone.ends, *self._begins])
        for one in others:
            units.update(map(sub, one.ends, one.starts))
            begins = sorted([*starts, *one.starts])[1:]
            gaps.update(map(sub, [*begins, self.length], sorted([*ends, *one.ends])))
        del gaps[0]
        return units, gaps

    def disagreement(self) -> tuple[float, float]:
        """Give what was observed and what chance would give."""
        if not self.length or not self.n_units:
            return 0.0, 0.0
        units, gaps = self.lengths()
        room = room_for(units, gaps)
        return disagreement(self.n_coders, self.length, self.observed(), units, room)


def disagreement(
    n_coders: int, length: int, observed: int, units: Mapping[int, int], room: Mapping[int, int]
) -> tuple[float, float]:
    """Give what was observed, and what chance would give of units by their length.

    `room` says for each of these lengths in how many ways a unit of it lies in a gap. Reckoned in
    whole numbers, three times as much: the order of the articles changes no digit.
    """
    m, whole, n = n_coders, length, sum(units.values())
    above = below = 0
    for unit, k in units.items():
        one = (n - 1) * (2 * unit**3 - 3 * unit**2 + unit) + 3 * unit**2 * room[unit]
        above += k * one
        below += k * unit * (unit - 1)
    expected = 2 * above / (3 * whole * (m * whole * (m * whole - 1) - below))
    return 2 * observed / (m * (m - 1) * whole**2), expected


def room_for(lengths: Iterable[int], gaps: Mapping[int, int]) -> dict[int, int]:
    """Give in how many ways a unit of each length lies wholly in one of the gaps."""
    every = sorted(gaps)
    n = [0, *accumulate(gaps[gap] for gap in reversed(every))]
    long = [0, *accumulate(gap * gaps[gap] for gap in reversed(every))]
    found: dict[int, int] = {}
    for unit in lengths:
        k = len(every) - bisect_left(every, unit)
        found[unit] = long[k] - n[k] * (unit - 1)
    return found


def unitizing_alpha(disagreements: Iterable[tuple[float, float]]) -> float | None:
    """Give α of the observed and expected disagreements of one type or of several."""
    every = [*disagreements]
    expected = sum(two[1] for two in every)
    return 1 - sum(two[0] for two in every) / expected if expected else None


def without_overlaps(units: Units) -> Units:
    """Give units from the left, without those that overlap others."""
    if any(map(ge, *units)):
        return _from_the_left(zip(*units, strict=True))
    starts, ends = sorted(units.starts), sorted(units.ends)
    near = _near(starts, ends)
    if not near:
        return Units(starts, ends)
    kept = _from_the_left(compress(zip(*units, strict=True), map(near.__contains__, units.starts)))
    is_alone = [start not in near for start in starts]
    return Units(
        sorted([*compress(starts, is_alone), *kept.starts]),
        sorted([*compress(ends, is_alone), *kept.ends]),
    )


def _near(starts: Sequence[int], ends: Sequence[int]) -> set[int]:
    """Give where units begin that overlap others, of sorted starts and ends.

    Sorted apart, they are the same units up to each end behind which another begins.
    """
    hits = compress(count(), map(gt, ends, islice(starts, 1, None)))
    return {starts[n] for hit in hits for n in (hit, hit + 1)}


def _apart_from(some: Units, others: Sequence[Units]) -> tuple[Units, Units]:
    """Give which of some units overlap none of theirs and of others', and which may."""
    every = some, *others
    if any(any(map(ge, *one)) for one in every):
        return NO_UNITS, some
    starts, ends = (sorted(chain.from_iterable(side)) for side in zip(*every, strict=True))
    near = _near(starts, ends)
    is_near = [start in near for start in some.starts]
    is_alone = [*map(not_, is_near)]
    return (
        Units(*(sorted(compress(side, is_alone)) for side in some)),
        Units(*([*compress(side, is_near)] for side in some)),
    )


def _from_the_left(units: Iterable[tuple[int, int]]) -> Units:
    """Give units without those that overlap others, looking at one after the other."""
    begins, stops = Units([], [])
    at = 0
    for start, end in sorted(units):
        if end > start >= at:
            begins.append(start)
            stops.append(end)
            at = end
        elif begins and end > at and begins[-1] == start:
            stops[-1] = at = end
    return Units(begins, stops)


class Unmasked:
    """The places of an article with its boilerplate cut out."""

    def __init__(self, length: int, masks: Sequence[Range]) -> None:
        """Know where `masks` lie in a text of this length."""
        self.masks = union(masks) if masks else ()
        self.length = length - sum(one.length for one in self.masks)

    def moved(self, place: Place) -> Place:
        """Give where a span is in what is left."""
        return (*place[:2], *map(self._moved, place[2:]))

    def _moved(self, at: int) -> int:
        return at - sum(min(at, end) - start for start, end in self.masks if start < at)


def _apart(one: Units, other: Units) -> int:
    """Give the squared differences of the units of two coders: of two that overlap, or of one
    that lies wholly in a gap of the other's. A unit that both have adds nothing.
    """
    mine, theirs = _beside(one, other), _beside(other, one)
    found = first = 0
    met: set[int] = set()
    for start, end in mine:
        while first < len(theirs) and theirs[first][1] <= start:
            first += 1
        k = first
        while k < len(theirs) and theirs[k][0] < end:
            begin, stop = theirs[k]
            found += (start - begin) ** 2 + (end - stop) ** 2
            met.add(k)
            k += 1
        if k == first:
            found += (end - start) ** 2
    alone = [unit for k, unit in enumerate(theirs) if k not in met]
    return found + sum([(stop - begin) ** 2 for begin, stop in alone])


def _beside(some: Units, others: Units) -> list[tuple[int, int]]:
    """Give the units that others do not have."""
    ends = dict(zip(*others, strict=True))
    is_new = map(ne, map(ends.get, some.starts), some.ends)
    return [*compress(zip(*some, strict=True), is_new)]

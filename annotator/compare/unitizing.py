"""Krippendorff's α for unitizing (2004, ch. 11): whether coders mark the same stretches of a text.

The unit is the code point; articles follow one another, boilerplate is cut out, gaps end at the
ends of articles, parts of a span are units of their own. Units of one coder and type may not
overlap: from the left the longest stays, the others are counted.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from annotator.text.ranges import Range, union


@dataclass(slots=True)
class Continuum:
    """The text of all articles, as some coders cut it into units of one type.

    `observed` is the sum of squared differences between coders over all articles.
    """

    n_coders: int = 2
    length: int = 0
    observed: int = 0
    units: list[int] = field(default_factory=list)
    """The lengths of all coders' units."""
    gaps: list[int] = field(default_factory=list)
    """The lengths of all coders' gaps."""
    n_left_out: int = 0

    def add(self, codings: Sequence[Iterable[Range]], length: int) -> None:
        """Add an article of this length, with each coder's parts."""
        every: list[list[Range]] = []
        for parts in codings:
            units, n_left_out = without_overlaps(parts)
            self.n_left_out += n_left_out
            self.units += [end - start for start, end in units]
            ends = [0, *[end for _, end in units]]
            begins = [*[start for start, _ in units], length]
            self.gaps += [
                start - end for end, start in zip(ends, begins, strict=True) if end < start
            ]
            every.append(units)
        self.length += length
        for n, one in enumerate(every):
            for other in every[n + 1 :]:
                if one != other:
                    self.observed += _apart(one, other)

    def disagreement(self) -> tuple[float, float]:
        """Give what was observed and what chance would give."""
        m, whole = self.n_coders, self.length
        if not whole or not self.units:
            return 0.0, 0.0
        observed = 2 * self.observed / (m * (m - 1) * whole**2)
        n = len(self.units)
        gaps = sorted(self.gaps)
        at_least = [0, *accumulate(reversed(gaps))]
        above = below = 0
        # In whole numbers, three times as much: the order of the articles changes no digit.
        for unit, k_units in Counter(self.units).items():
            k = len(gaps) - bisect_left(gaps, unit)
            fits = at_least[k] - k * (unit - 1)
            one = (n - 1) * (2 * unit**3 - 3 * unit**2 + unit) + 3 * unit**2 * fits
            above += k_units * one
            below += k_units * unit * (unit - 1)
        return observed, 2 * above / (3 * whole * (m * whole * (m * whole - 1) - below))


def unitizing_alpha(disagreements: Iterable[tuple[float, float]]) -> float | None:
    """Give α of the observed and expected disagreements of one type or of several."""
    every = [*disagreements]
    expected = sum(two[1] for two in every)
    return 1 - sum(two[0] for two in every) / expected if expected else None


def without_overlaps(parts: Iterable[Range]) -> tuple[list[Range], int]:
    """Give units that do not overlap, and how many were left out for it."""
    every = sorted(parts)
    at = 0
    for start, end in every:
        if start < at or end <= start:
            break
        at = end
    else:
        return every, 0
    every.sort(key=lambda one: (one[0], -one[1]))
    kept: list[Range] = []
    for one in every:
        if one[1] > one[0] and (not kept or one[0] >= kept[-1][1]):
            kept.append(one)
    return kept, len(every) - len(kept)


class Unmasked:
    """The places of an article with its boilerplate cut out."""

    def __init__(self, length: int, masks: Iterable[Range]) -> None:
        """Know where `masks` lie in a text of this length."""
        self.masks = union(masks)
        self.length = length - sum(one.length for one in self.masks)

    def of(self, part: Range) -> Range:
        """Give a part as it lies in what is left."""
        if not self.masks:
            return part
        return Range(self._place(part[0]), self._place(part[1]))

    def _place(self, at: int) -> int:
        return at - sum(min(at, end) - start for start, end in self.masks if start < at)


def _apart(one: Sequence[Range], other: Sequence[Range]) -> int:
    """Give the squared differences of the units of two coders: of two that overlap, or of one
    that lies wholly in a gap of the other's. A unit that both have adds nothing.
    """
    both = {*one}.intersection(other)
    mine = [unit for unit in one if unit not in both]
    theirs = [unit for unit in other if unit not in both]
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

"""Krippendorff's α for unitizing (2004, ch. 11): whether coders mark the same stretches of a text.

The unit is the code point; articles follow one another, boilerplate is cut out, gaps end at the
ends of articles, parts of a span are units of their own. Units of one coder and type may not
overlap: from the left the longest stays, the others are counted.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
        sections: list[list[tuple[int, int, bool]]] = []
        for parts in codings:
            units, n_left_out = without_overlaps(parts)
            self.n_left_out += n_left_out
            cut = [*_sections(units, length)]
            for start, end, is_unit in cut:
                (self.units if is_unit else self.gaps).append(end - start)
            sections.append(cut)
        self.length += length
        for n, one in enumerate(sections):
            for other in sections[n + 1 :]:
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
        above = 0.0
        for unit in self.units:
            k = len(gaps) - bisect_right(gaps, unit - 1)
            fits = at_least[k] - k * (unit - 1)
            above += (n - 1) * (2 * unit**3 - 3 * unit**2 + unit) / 3 + unit**2 * fits
        below = m * whole * (m * whole - 1) - sum(unit * (unit - 1) for unit in self.units)
        return observed, 2 / whole * above / below


def unitizing_alpha(disagreements: Iterable[tuple[float, float]]) -> float | None:
    """Give α of the observed and expected disagreements of one type or of several."""
    every = [*disagreements]
    expected = sum(two[1] for two in every)
    return 1 - sum(two[0] for two in every) / expected if expected else None


def without_overlaps(parts: Iterable[Range]) -> tuple[list[Range], int]:
    """Give units that do not overlap, and how many were left out for it."""
    kept: list[Range] = []
    every = sorted(parts, key=lambda one: (one[0], -one[1]))
    for one in every:
        if one[1] > one[0] and (not kept or one[0] >= kept[-1][1]):
            kept.append(one)
    return kept, len(every) - len(kept)


class Unmasked:
    """The places of an article with its boilerplate cut out."""

    def __init__(self, length: int, masks: Iterable[Range]) -> None:
        """Know where `masks` lie in a text of this length."""
        self._masks = union(masks)
        self.length = length - sum(one.length for one in self._masks)

    def of(self, part: Range) -> Range:
        """Give a part as it lies in what is left."""
        if not self._masks:
            return part
        return Range(self._place(part[0]), self._place(part[1]))

    def _place(self, at: int) -> int:
        return at - sum(min(at, end) - start for start, end in self._masks if start < at)


def _sections(units: Sequence[Range], length: int) -> Iterator[tuple[int, int, bool]]:
    """Cut a text into units and the gaps between them."""
    at = 0
    for start, end in units:
        if start > at:
            yield at, start, False
        yield start, end, True
        at = end
    if at < length:
        yield at, length, False


def _apart(one: Sequence[tuple[int, int, bool]], other: Sequence[tuple[int, int, bool]]) -> int:
    """Give the squared differences of all sections of two coders that overlap."""
    n = k = found = 0
    while n < len(one) and k < len(other):
        (start, end, is_unit), (begin, stop, also_unit) = one[n], other[k]
        if is_unit and also_unit:
            found += (start - begin) ** 2 + (end - stop) ** 2
        elif is_unit and begin <= start and end <= stop:
            found += (end - start) ** 2
        elif also_unit and start <= begin and stop <= end:
            found += (stop - begin) ** 2
        if end <= stop:
            n += 1
        if stop <= end:
            k += 1
    return found

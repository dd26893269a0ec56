"""Intervals by drawing articles anew: spans of one article are not independent of each other.

What is counted of an article lies in one large whole number, field beside field, so that a draw of
a thousand articles is one sum, whatever the number of figures.
"""

import struct
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import floor
from random import Random
from typing import NamedTuple

from annotator.work import Cancel

Sums = Sequence[int]


class DrawnSums(NamedTuple):
    """Sums over the articles that were drawn, each as often as it was.

    `squared` are sums of what counts by the square of how often its article was drawn (what one
    article alone knows, met with itself), `once` of what counts once however often that was.
    """

    k: Sums
    squared: Sums = ()
    once: Sums = ()


class Numbers(NamedTuple):
    """The numbers of one article that are summed up in these three ways."""

    k: Sequence[int]
    squared: Sequence[int] = ()
    once: Sequence[int] = ()


Recipe = Callable[[DrawnSums], float | None]
"""Gives a figure of the sums over articles."""

Drawn = Mapping[int, Sequence[int]]
"""The articles that were drawn once, twice …, by their places."""
Values = Sequence[float | None]
Interval = tuple[float, float] | None

LEAST_ARTICLES = 10
"""With fewer articles an interval would be a guess."""
SEED = 1
RESAMPLES = 2_000
_LOW, _HIGH = 0.025, 0.975
_LOOKS = 64
_FORMS = (("H", 16), ("I", 32), ("Q", 64))
"""The narrower the numbers, the faster they are summed up."""


def draws(n_articles: int, n: int, cancel: Cancel) -> Iterator[Drawn]:
    """Draw as many articles as there are, `n` times."""
    random = Random(SEED).random  # noqa: S311 - to be drawn again by anyone, not to be secret
    for turn in range(n):
        if turn % _LOOKS == 0:
            cancel.check()
        found: dict[int, list[int]] = {}
        for at, k in Counter([floor(random() * n_articles) for _ in range(n_articles)]).items():
            found.setdefault(k, []).append(at)
        yield found


def _form_for(most: int) -> str:
    """Give the narrowest form that a number up to this has room in."""
    return next(form for form, bits in _FORMS if most < 1 << bits)


class Packed:
    """Numbers of each article, field beside field in one large whole number."""

    def __init__(self, vectors: Sequence[Sequence[int]], power: int = 1) -> None:
        """Take the numbers of each article, in one order; each counts so many times as the article
        was drawn to this power.
        """
        self._power = power
        times = len(vectors) ** max(power, 1)
        forms = [_form_for(max(column) * times) for column in zip(*vectors, strict=True)]
        self._form = struct.Struct(f"<{''.join(forms)}")
        self._packed = [int.from_bytes(self._form.pack(*one), "little") for one in vectors]

    def sums(self, drawn: Drawn) -> Sums:
        """Give the sum of each number over the articles that were drawn."""
        packed, power = self._packed, self._power
        whole = sum([k**power * sum([packed[at] for at in some]) for k, some in drawn.items()])
        return self._form.unpack(whole.to_bytes(self._form.size, "little"))


class Summed:
    """Figures that follow from sums over the articles that were drawn."""

    def __init__(self, numbers: Sequence[Numbers], recipes: Sequence[Recipe]) -> None:
        """`numbers` = what was counted of each article."""
        self._recipes = recipes
        self._packed = [
            Packed(vectors, power) if vectors[0] else None
            for vectors, power in zip(zip(*numbers, strict=True), (1, 2, 0), strict=True)
        ]

    def values(self, drawn: Drawn) -> Values:
        """Give what each figure is over the articles that were drawn."""
        sums = DrawnSums(*[one.sums(drawn) if one else () for one in self._packed])
        return [recipe(sums) for recipe in self._recipes]


def intervals(
    numbers: Sequence[Numbers], recipes: Sequence[Recipe], n: int, cancel: Cancel
) -> list[Interval]:
    """Give the interval of each figure from `n` draws of as many articles as there are.

    `numbers` = what was counted of each article. None where a figure was often not defined.
    """
    return intervals_of_values(len(numbers), Summed(numbers, recipes).values, n, cancel)


def intervals_of_values(
    n_articles: int, values_of: Callable[[Drawn], Values], n: int, cancel: Cancel
) -> list[Interval]:
    """Give the intervals of what `values_of` makes of each of `n` draws of so many articles."""
    every = zip(*[values_of(drawn) for drawn in draws(n_articles, n, cancel)], strict=True)
    return [_middle([one for one in values if one is not None], n) for values in every]


def _middle(values: list[float], n: int) -> Interval:
    """Give the interval of the values of `n` draws; None where too few are defined."""
    if len(values) <= n / 2:
        return None
    values.sort()
    return _percentile(values, _LOW), _percentile(values, _HIGH)


def _percentile(ordered: Sequence[float], share: float) -> float:
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])

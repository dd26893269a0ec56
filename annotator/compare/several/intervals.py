"""Intervals of what three coders and more agree on: articles are drawn anew, as for two.

Of each article the values of its units are summed up: how often values meet, how often each was
used. A value that one article alone knows counts there as often as the article is drawn.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import lcm

from annotator.compare import coefficients
from annotator.compare.coefficients import Value
from annotator.compare.drawing import MOST_VALUES
from annotator.compare.resampling import DrawnSums, Numbers, intervals
from annotator.work import Cancel

Judged = Mapping[Value, int]
"""How often coders chose each value for a unit."""
Interval = tuple[float, float] | None


def alpha_interval(
    articles: Sequence[Sequence[Judged]], order: Sequence[Value] | None, n: int, cancel: Cancel
) -> Interval:
    """Give the interval of α, from `n` draws of the articles with their units."""
    most = max(sum(unit.values()) for units in articles for unit in units)
    # Units of different size meet in fractions; so many times as much is whole.
    whole = lcm(*range(1, most))
    met = [
        {two: round(k * whole) for two, k in coefficients.coincidences(units).items()}
        for units in articles
    ]
    if order is None:
        unequal = [sum(k for (one, other), k in here.items() if one != other) for here in met]
        used = [_used(here) for here in met]
        drawn = _Used(used)

        def nominal(sums: DrawnSums) -> float | None:
            n_values, squares = drawn.of(sums)
            return coefficients.nominal(sums.k[0] / whole, n_values / whole, squares / whole**2)

        return intervals(drawn.beside(unequal), [nominal], n, cancel)[0]
    cells = sorted({two for here in met for two in here}, key=repr)
    if len(cells) > MOST_VALUES:
        return None

    def ordinal(sums: DrawnSums) -> float | None:
        found = {two: k / whole for two, k in zip(cells, sums.k, strict=True) if k}
        return coefficients.alpha(found, order)

    numbers = [Numbers([here.get(two, 0) for two in cells]) for here in met]
    return intervals(numbers, [ordinal], n, cancel)[0]


def fleiss_interval(articles: Sequence[Sequence[Judged]], n: int, cancel: Cancel) -> Interval:
    """Give the interval of Fleiss' κ over units that all coders judged."""
    m = max((sum(unit.values()) for units in articles for unit in units), default=0)
    used = [sum((Counter(unit) for unit in units), Counter[Value]()) for units in articles]
    drawn = _Used(used)

    def kappa(sums: DrawnSums) -> float | None:
        n_values, squares = drawn.of(sums)
        if not n_values:
            return None
        observed, expected = sums.k[0] / (n_values * (m - 1)), squares / n_values**2
        return None if expected == 1 else (observed - expected) / (1 - expected)

    agreeing = [sum(k * (k - 1) for unit in units for k in unit.values()) for units in articles]
    return intervals(drawn.beside(agreeing), [kappa], n, cancel)[0]


class _Used:
    """How often each value was used, by article: as numbers that add up."""

    def __init__(self, used: Sequence[Mapping[Value, int]]) -> None:
        n_articles = Counter(value for one in used for value in one)
        shared = [value for value, n in n_articles.items() if n > 1]
        self._vectors = [
            [sum(one.values()), *(one.get(value, 0) for value in shared)] for one in used
        ]
        self._squares = [
            sum(k * k for value, k in one.items() if n_articles[value] == 1) for one in used
        ]

    def beside(self, first: Sequence[int]) -> list[Numbers]:
        """Give the numbers of each article, one more number before them."""
        return [
            Numbers([k, *rest], [squares])
            for k, rest, squares in zip(first, self._vectors, self._squares, strict=True)
        ]

    def of(self, sums: DrawnSums) -> tuple[int, int]:
        """Give how many values were used, and the sum of the squares of how often each was."""
        _, n_values, *shared = sums.k
        return n_values, sums.squared[0] + sum([k * k for k in shared])


def _used(met: Mapping[tuple[Value, Value], int]) -> Counter[Value]:
    found: Counter[Value] = Counter()
    for (one, _), k in met.items():
        found[one] += k
    return found

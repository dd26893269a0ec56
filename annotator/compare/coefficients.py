"""The coefficients of agreement over values: what each says of a table of pairs or of units.

A coefficient that is not defined is None, with a sentence; it is never 0 or 1 instead.
Formulas and sources: docs/double-coding.md; published values: tests/unit/compare.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotator.language import tr

Value = str | None
"""What a coder chose; None = not set, a value like others."""
Table = Mapping[tuple[Value, Value], int]
"""How often the left chose one value where the right chose another."""

_LEAST_UNITS = 2


class TableSums(NamedTuple):
    """What all nominal coefficients of two coders follow from.

    `products` is the sum over values of how often the left chose it times how often the right did,
    `squares` that of the squares of how often both chose it, `n_values` how many were used.
    """

    n: int
    equal: int
    products: int
    squares: int
    n_values: int


def sums_of(table: Table) -> TableSums:
    """Give the sums of a table of two coders."""
    left: Counter[Value] = Counter()
    right: Counter[Value] = Counter()
    for (one, other), k in table.items():
        left[one] += k
        right[other] += k
    equal = sum(k for (one, other), k in table.items() if one == other)
    products = sum(left[value] * right[value] for value in left)
    used = left + right
    return TableSums(left.total(), equal, products, sum(k * k for k in used.values()), len(used))


def percent(sums: TableSums) -> float | None:
    """Give the share of units of which both say the same."""
    return sums.equal / sums.n if sums.n else None


def kappa(sums: TableSums) -> float | None:
    """Give Cohen's κ (1960): chance = each coder's own distribution."""
    return _corrected(sums, sums.products / sums.n**2 if sums.n else 1)


def pi(sums: TableSums) -> float | None:
    """Give Scott's π (1955): chance = the distribution of both coders together."""
    return _corrected(sums, sums.squares / (2 * sums.n) ** 2 if sums.n else 1)


def uniform(sums: TableSums) -> float | None:
    """Give Bennett, Alpert and Goldstein's S (1954): chance = each value used equally often."""
    return _corrected(sums, 1 / sums.n_values if sums.n_values else 1)


def alpha_of_two(sums: TableSums) -> float | None:
    """Give Krippendorff's nominal α of two coders."""
    return nominal(2 * (sums.n - sums.equal), 2 * sums.n, sums.squares)


def fleiss(units: Iterable[Mapping[Value, int]]) -> tuple[float | None, float | None]:
    """Give the observed agreement and Fleiss' κ (1971) of units that all coders judged."""
    every = [one for one in units if sum(one.values()) > 1]
    if not every:
        return None, None
    m = sum(every[0].values())
    agreeing = sum(k * (k - 1) for one in every for k in one.values())
    observed = agreeing / (len(every) * m * (m - 1))
    margins: Counter[Value] = Counter()
    for one in every:
        margins.update(one)
    expected = sum(k * k for k in margins.values()) / (len(every) * m) ** 2
    return observed, None if expected == 1 else (observed - expected) / (1 - expected)


def coincidences(units: Iterable[Mapping[Value, int]]) -> dict[tuple[Value, Value], float]:
    """Give how often values meet in a unit, of units with two values or more (gaps are left out).

    Each unit of m values adds m to the sum, whatever m is.
    """
    found: dict[tuple[Value, Value], float] = {}
    for unit in units:
        m = sum(unit.values())
        for one, n_one in unit.items() if m > 1 else ():
            for other, n_other in unit.items():
                met = n_one * (n_other - (one == other)) / (m - 1)
                if met:
                    found[one, other] = found.get((one, other), 0) + met
    return found


def of_two(table: Table) -> dict[tuple[Value, Value], float]:
    """Give the coincidences of a table of two coders."""
    found: dict[tuple[Value, Value], float] = {}
    for (one, other), k in table.items():
        found[one, other] = found.get((one, other), 0) + k
        found[other, one] = found.get((other, one), 0) + k
    return found


def alpha(
    met: Mapping[tuple[Value, Value], float], order: Sequence[Value] | None = None
) -> float | None:
    """Give Krippendorff's α of coincidences: nominal, or ordinal by the order of the values."""
    margins: dict[Value, float] = {}
    for (one, _), k in met.items():
        margins[one] = margins.get(one, 0) + k
    n = sum(margins.values())
    if order is None:
        observed = sum(k for (one, other), k in met.items() if one != other)
        return nominal(observed, n, sum(k * k for k in margins.values()))
    apart = _Ordinal(margins, order)
    observed = sum(k * apart(one, other) for (one, other), k in met.items())
    expected = sum(
        margins[one] * margins[other] * apart(one, other) for one in margins for other in margins
    )
    return 1 - (n - 1) * observed / expected if expected else None


def nominal(observed: float, n: float, sum_of_squares: float) -> float | None:
    """Give nominal α of unequal coincidences, of n values and of the squares of how often each."""
    expected = (n * n - sum_of_squares) / (n - 1) if n > 1 else 0
    return 1 - observed / expected if expected > 0 else None


def why_not(n_units: int) -> str:
    """Say why a coefficient over this many units has no value."""
    if n_units < _LEAST_UNITS:
        return tr("fewer than two paired units: not defined")
    return tr("only one value was used: not defined")


class _Ordinal:
    """How far apart two ranks are: the values between them, half of their own."""

    def __init__(self, margins: Mapping[Value, float], order: Sequence[Value]) -> None:
        known = [one for one in order if one in margins]
        every = [*(one for one in margins if one not in order), *known]
        self._margins, self._below, so_far = margins, dict[Value, float](), 0.0
        for one in every:
            self._below[one] = so_far + margins[one] / 2
            so_far += margins[one]

    def __call__(self, one: Value, other: Value) -> float:
        return (self._below[one] - self._below[other]) ** 2


def _corrected(sums: TableSums, expected: float) -> float | None:
    if not sums.n or expected >= 1:
        return None
    return (sums.equal / sums.n - expected) / (1 - expected)

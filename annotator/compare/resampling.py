"""Intervals by drawing articles anew: spans of one article are not independent of each other.

What is counted of an article lies in one large whole number, field beside field, so that a draw of
a thousand articles is one sum, whatever the number of figures.
"""

import struct
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import floor
from random import Random

from annotator.work import Cancel

Sums = Sequence[int]
Recipe = Callable[[Sums, int], float | None]
"""Gives a figure of the sums over articles, and of the sum of what is squared (see `squares`)."""

Drawn = Mapping[int, Sequence[int]]
"""The articles that were drawn once, twice …, by their places."""

LEAST_ARTICLES = 10
"""With fewer articles an interval would be a guess."""
SEED = 1
RESAMPLES = 2_000
_LOW, _HIGH = 0.025, 0.975
_LOOKS = 64


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


class Packed:
    """Numbers of each article, field beside field in one large whole number."""

    def __init__(self, vectors: Sequence[Sequence[int]]) -> None:
        """Take the numbers of each article, in one order."""
        most = max([max(one, default=0) for one in vectors]) * len(vectors)
        size = 4 if most < 1 << 32 else 8
        self._form = struct.Struct(f"<{len(vectors[0])}{'I' if size == 4 else 'Q'}")
        self._packed = [int.from_bytes(self._form.pack(*one), "little") for one in vectors]

    def sums(self, drawn: Drawn) -> Sequence[int]:
        """Give the sum of each number over the articles that were drawn."""
        packed = self._packed
        whole = sum([k * sum([packed[at] for at in some]) for k, some in drawn.items()])
        return self._form.unpack(whole.to_bytes(self._form.size, "little"))


def intervals(
    vectors: Sequence[Sequence[int]],
    squares: Sequence[int],
    recipes: Sequence[Recipe],
    n: int,
    cancel: Cancel,
) -> list[tuple[float, float] | None]:
    """Give the interval of each figure from `n` draws of as many articles as there are.

    `vectors` = what was counted of each article, `squares` = a number of each article that counts
    by the square of how often it is drawn. None where a figure was often not defined.
    """
    packed = Packed(vectors)
    found: list[list[float]] = [[] for _ in recipes]
    has_squares = any(squares)
    for drawn in draws(len(vectors), n, cancel):
        sums = packed.sums(drawn)
        squared = 0
        if has_squares:
            squared = sum([k * k * sum([squares[at] for at in some]) for k, some in drawn.items()])
        for values, recipe in zip(found, recipes, strict=True):
            value = recipe(sums, squared)
            if value is not None:
                values.append(value)
    return [middle(values, n) for values in found]


def middle(values: list[float], n: int) -> tuple[float, float] | None:
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

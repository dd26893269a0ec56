"""Intervals by drawing articles anew: spans of one article are not independent of each other.

What is counted of an article lies in one large whole number, field beside field, so that a draw of
a thousand articles is one sum, whatever the number of figures.
"""

import struct
from collections import Counter
from collections.abc import Callable, Sequence
from math import floor
from random import Random

from annotator.work import Cancel

Sums = Sequence[int]
Recipe = Callable[[Sums, int], float | None]
"""Gives a figure of the sums over articles, and of the sum of what is squared (see `squares`)."""

LEAST_ARTICLES = 10
"""With fewer articles an interval would be a guess."""
SEED = 1
RESAMPLES = 2_000
_LOW, _HIGH = 0.025, 0.975
_FIELD = 8
_LOOKS = 64


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
    n_articles, n_fields = len(vectors), len(vectors[0])
    packed = [sum(k << (8 * _FIELD * at) for at, k in enumerate(one)) for one in vectors]
    form = struct.Struct(f"<{n_fields}Q")
    random = Random(SEED).random  # noqa: S311 - to be drawn again by anyone, not to be secret
    found: list[list[float]] = [[] for _ in recipes]
    has_squares = any(squares)
    for turn in range(n):
        if turn % _LOOKS == 0:
            cancel.check()
        drawn = [floor(random() * n_articles) for _ in range(n_articles)]
        whole = sum([packed[at] for at in drawn])
        sums = form.unpack(whole.to_bytes(form.size, "little"))
        squared = 0
        if has_squares:
            squared = sum([k * k * squares[at] for at, k in Counter(drawn).items()])
        for values, recipe in zip(found, recipes, strict=True):
            value = recipe(sums, squared)
            if value is not None:
                values.append(value)
    return [_middle(values) if len(values) > n / 2 else None for values in found]


def _middle(values: list[float]) -> tuple[float, float]:
    values.sort()
    return _percentile(values, _LOW), _percentile(values, _HIGH)


def _percentile(ordered: Sequence[float], share: float) -> float:
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])

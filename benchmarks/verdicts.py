"""What the figures of both sides say about a goal: medians and minima compared, held or broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.goals import Goal

Turns = Sequence[Sequence[float]]
"""The figures of one side, turn by turn."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One run of a goal: `ratio` is the worse of medians and minima, `bound` what it may be.

    `limit` and `ours` are medians. `n_runs` says how many runs it took to come to it.
    """

    goal: Goal
    limit: float
    ours: float
    ratio_of_medians: float
    ratio_of_minima: float
    ratio_p95: float
    bound: float
    bound_p95: float | None
    n_runs: int = 1

    @property
    def ratio(self) -> float:
        """The ratio that counts."""
        return max(self.ratio_of_medians, self.ratio_of_minima)

    @property
    def is_held(self) -> bool:
        """Whether the goal is met."""
        p95_holds = self.bound_p95 is None or self.ratio_p95 <= self.bound_p95
        return self.ratio <= self.bound and p95_holds


def compared(goal: Goal, ours: Turns, limit: Turns, *, raised: float = 1.0) -> Verdict:
    """Give the verdict on one run; `raised` multiplies every bound."""
    one, other = _turn_medians(ours), _turn_medians(limit)
    of_limit = median(other)
    return Verdict(
        goal=goal,
        limit=of_limit,
        ours=median(one),
        ratio_of_medians=median(one) / of_limit,
        ratio_of_minima=min(one) / min(other),
        ratio_p95=percentile_95(ours) / percentile_95(limit),
        bound=raised * (goal.times + goal.plus / of_limit),
        bound_p95=None if goal.times_p95 is None else raised * goal.times_p95,
    )


def _turn_medians(turns: Turns) -> list[float]:
    return [median(figures) for figures in turns]


def percentile_95(turns: Turns) -> float:
    """Give the 95th percentile of all figures."""
    figures = sorted(figure for turn in turns for figure in turn)
    return figures[min(len(figures) - 1, int(0.95 * len(figures)))]

"""Intervals reckoned in a process of their own: a window is drawn meanwhile without waiting.

A thread of this process would do as well, but Python hands its interpreter back and forth between
the two at every call of the window's: drawn beside 2,000 draws of 10,000 articles, a sheet took
several times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.compare.agreement import reckoned_here
from annotator.project.second_process import answer_of, step_back
from annotator.work import Cancel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.compare.agreement import ToDraw
    from annotator.compare.resampling import Interval

WORTH_IT = 100
"""Of so many articles drawing takes longer than a process needs to start."""


def reckoned_beside(asked: ToDraw, cancel: Cancel) -> Sequence[Interval]:
    """Give the interval of each figure, in their order, as `reckoned_here` does.

    For a worker. Raises `Cancelled`, and `ProcessEnded`.
    """
    if len(asked.articles) < WORTH_IT:
        return reckoned_here(asked, cancel)
    return answer_of(_reckoned, asked, cancel, here=lambda job: reckoned_here(job, cancel))


def _reckoned(asked: ToDraw) -> Sequence[Interval]:
    """Do the work, in the other process."""
    step_back()
    return reckoned_here(asked, Cancel())

"""What the window itself does for a step to be saved: hand it over and go on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.ours.save_span import N_TIMES, mark_steps, opened
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: steps handed over, none awaited while the clock runs."""
    project = opened(place, "handed.annotator")
    steps = mark_steps(project, place.article_id)

    def work() -> list[float]:
        found = []
        with collector_still():
            for _ in range(N_TIMES):
                step = next(steps)
                found.append(seconds_of(partial(project.open_project.submit, step)))
                project.open_project.drain()
        return found

    work()
    return work

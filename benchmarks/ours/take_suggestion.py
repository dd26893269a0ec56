"""Enter on a page of 600 suggested claims until the mark is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from benchmarks.news import articles
from benchmarks.ours.reading import Reading
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

N_TIMES = 6
_N_ARTICLES = 30
"""So many in one page have 600 claims that are suggested, and 1,000 names."""


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: one claim after the other is taken."""
    reading = Reading(place, ["\n\n".join(articles(_N_ARTICLES))])
    real, project = reading.real, reading.real.session.project
    (long_id,) = [one.id for one in project.articles() if one.id not in _known(place)]
    project.suggest(articles=[long_id], model=False)
    reading.queue.is_paused = True
    real.open(long_id)
    state = reading.suggesting.state
    real.wait_for(lambda: len(state.open) > 0)
    real.settle()

    def go_to_a_claim() -> None:
        real.press(Qt.Key.Key_Tab, "")
        while state.current is not None and state.current.span.type != "claim":
            real.press(Qt.Key.Key_Tab, "")
        real.settle()

    def press() -> None:
        n_before = len(state.open)
        real.press(Qt.Key.Key_Return, "")
        real.paint()
        assert len(state.open) < n_before, "nothing was taken"

    def work() -> list[float]:
        found = []
        for _ in range(N_TIMES):
            go_to_a_claim()
            with collector_still():
                found.append(processor_seconds_of(press))
            real.settle()
        return found

    work()
    return work


def _known(place: Place) -> tuple[str, str]:
    return place.article_id, place.other_id

"""The differences of two coders, their articles read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.project import Project
from benchmarks.projects import CODER, TWO_CODERS
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""

    def work() -> list[float]:
        with Project.open(place.project, coder=CODER, read_only=True) as project, collector_still():
            return [processor_seconds_of(lambda: project.compare(*TWO_CODERS))]

    return work

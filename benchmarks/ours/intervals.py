"""All figures of two coders with their intervals: 2,000 draws of the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.project import Project
from benchmarks.projects import CODER, TWO_CODERS
from benchmarks.timing import collector_still, processor_seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: what drawing takes beside the figures alone, for one interval of them all."""

    def work() -> list[float]:
        with Project.open(place.project, coder=CODER, read_only=True) as project, collector_still():
            alone = processor_seconds_of(lambda: project.agreement(*TWO_CODERS, resamples=0))
            found = []

            def drawn() -> None:
                found.append(project.agreement(*TWO_CODERS).pairs[0])

            whole = processor_seconds_of(drawn)
            n = sum(one.interval is not None for one in found[0].figures)
            return [(whole - alone) / max(1, n)]

    return work

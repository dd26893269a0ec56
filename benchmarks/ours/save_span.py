"""A span on its way to disk: queued, written by the writer's thread, reported as saved."""

from __future__ import annotations

import shutil
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from annotator.project import Project
from annotator.project.acts.mark import plan_mark
from annotator.text.ranges import Range
from benchmarks.projects import CODER
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from annotator.model.changes import Step
    from benchmarks.place import Place

N_TIMES = 20


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: one step a span, each awaited until it is on disk."""
    project = opened(place, "saved.annotator")
    steps = mark_steps(project, place.article_id)

    def work() -> list[float]:
        found = []
        with collector_still():
            for _ in range(N_TIMES):
                step = next(steps)
                found.append(seconds_of(partial(project.open_project.apply, step)))
        return found

    work()
    return work


def opened(place: Place, name: str) -> Project:
    """Give a copy of the project, open."""
    return Project.open(shutil.copy(place.project, place.folder / name), coder=CODER)


def mark_steps(project: Project, article_id: str) -> Iterator[Step]:
    """Plan spans one after the other, each of other words."""
    page = project.page(article_id)
    marked = {span.parts for span in page.spans("entity")}
    for start in count(100, 3):
        parts = (Range(start, start + 9),)
        if parts not in marked:
            yield plan_mark(project.context, page, "entity", parts)

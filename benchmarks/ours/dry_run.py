"""What a colleague's file of the same articles would bring: the dry run, nothing written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from annotator.model.ids import new_id
from annotator.model.layer import Coder
from annotator.project import Project
from benchmarks.projects import CODER
from benchmarks.timing import collector_still, processor_seconds_of
from benchmarks.two_people import project_of_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: into a project in which another coder coded these articles."""
    workload = place.texts.parent
    folder = place.folder / f"dry-run-{os.getpid()}"
    folder.mkdir()
    mine = project_of_one(folder / "mine.annotator", workload, CODER)
    theirs = project_of_one(folder / "theirs.annotator", workload, Coder(new_id(), "B"))
    project = Project.open(mine, coder=CODER)

    def work() -> list[float]:
        with collector_still():
            return [processor_seconds_of(lambda: project.merge([theirs], dry_run=True))]

    return work

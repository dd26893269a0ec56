"""Importing a table into a new project: columns guessed, each row looked at, one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.project import Project
from benchmarks.own_table import table_of
from benchmarks.projects import CODER
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: the table into a fresh project."""
    table, path = table_of(place), place.folder / "imported.annotator"

    def work() -> list[float]:
        path.unlink(missing_ok=True)
        with Project.create(path, coder=CODER) as project, collector_still():
            return [seconds_of(lambda: project.import_sources([table]))]

    return work

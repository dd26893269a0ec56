"""The sheet of actors: all, counted and in their order, and those that fit what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.project.actors.index import ActorIndex, by_weight
from benchmarks.studies import timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.project import Project
    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: what the sheet reads, and a name typed."""
    return timed(place, _listed)


def _listed(project: Project) -> object:
    counts = project.reader.actor_counts(None)
    book = project.context.actors
    return ActorIndex(by_weight(book.present(), counts)).fitting("velmora 77")

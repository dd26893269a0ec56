"""One question at a time: what the first question waits for, among all claims of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.project.asking.asked import AskedItems
from annotator.project.asking.walk import Walk, topic_of
from benchmarks.ours.study_question import QUESTION
from benchmarks.studies import timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.project import Project
    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: the first articles are read, and the walk begins."""
    return timed(place, _first)


def _first(project: Project) -> None:
    here = project.open_project
    topic = topic_of(here.context.scheme, QUESTION)
    found = AskedItems(here, here.context.layer, topic).read_next()
    assert found
    walk = Walk(topic, found)
    assert walk.current is not None

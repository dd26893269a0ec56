"""The copies of an article, as they are listed before marks are carried over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.project.carrying import copies_of
from benchmarks.studies import timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: the copies of the first article."""
    return timed(place, lambda one: copies_of(one.open_project, one.article_id(1)))

"""One question at a time: the walk over all claims that have no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.studies import timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


QUESTION = "claim.directness"


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: the walk begins."""
    return timed(place, lambda one: one.ask_about(QUESTION))

"""The list of notes: all, with the places they are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.studies import timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: all notes."""
    return timed(place, lambda one: [*one.notes()])

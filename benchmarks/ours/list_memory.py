"""The most memory that `annotator list FILE spans --json` takes, in a fresh process."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.verb_memory import most_memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: list all spans into nothing."""
    return partial(most_memory, place, "list", str(place.project), "spans", "--json")

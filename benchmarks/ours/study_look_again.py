"""What is to look at again: the first page of it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.studies import FIRST, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: the first marks that were decided under older words."""
    return timed(place, lambda one: [*islice(one.look_again(), FIRST)])

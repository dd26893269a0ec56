"""The most memory that `annotator export FILE` takes, in a fresh process."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from benchmarks.verb_memory import most_memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: export tables."""
    to = place.folder / "memory"

    def work() -> list[float]:
        shutil.rmtree(to, ignore_errors=True)
        return most_memory(
            place, "export", str(place.project), "--format", "tables", "--to", str(to)
        )

    return work

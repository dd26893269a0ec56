"""The most memory that `annotator scheme edit FILE EDIT` takes, in a fresh process."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.verb_memory import most_memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: entities are called otherwise, the next time as before."""
    path = Path(shutil.copy(place.project, place.folder / "edited.annotator"))
    names = ["entity", "entity_too"]

    def work() -> list[float]:
        edit = json.dumps({"edit": "rename", "what": names[0], "to": names[1]})
        names.reverse()
        return most_memory(replace(place, project=path), "scheme", "edit", str(path), edit)

    return work

"""An edit of the scheme that touches the type which most spans have: planned, written, undoable."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.project import Project
from benchmarks.projects import CODER
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: the type is called otherwise in all spans, the next time as before."""
    path = shutil.copy(place.project, place.folder / "edited.annotator")
    project = Project.open(path, coder=CODER)
    counts = project.reader.types_in_use()
    names = [max((one.name for one in project.scheme.types), key=lambda one: counts.get(one, 0))]
    names.append(f"{names[0]}_too")

    def work() -> list[float]:
        edit = SchemeEdit(EditKind.RENAME, names[0], to=names[1])
        names.reverse()
        with collector_still():
            return [seconds_of(lambda: project.edit_scheme([edit]))]

    work()
    return work

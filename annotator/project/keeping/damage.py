"""Damage of a project that is open: all of it looked through while one works on.

In a process of its own, which comes after everything else that the computer has to do: what
`check` does would hold the interpreter, and a reader of the file itself would hinder steps. It
reads a copy of what is on the disk, and ends at once when nobody wishes for it any more.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError, CannotOpen
from annotator.project.second_process import answer_of, step_back
from annotator.store.check import problem_in
from annotator.store.connection import damaged
from annotator.store.copies.snapshot import (
    SMALL_BYTES,
    copying,
    look_at_content,
    private_place,
)

if TYPE_CHECKING:
    from annotator.project.open_project import OpenProject
    from annotator.store.recover.recovering import Recovery
    from annotator.work import Cancel, Watch


def found_damage(here: OpenProject, cancel: Cancel) -> CannotOpen | None:
    """Look through all of an open project, and give what is wrong with it, or None.

    Only what is found twice is: a disk may fail once. For a worker. Raises `Cancelled`,
    `ProjectMoved`, and `CannotWrite` for the disk with the temporary files.
    """
    found = _found(here, cancel)
    return None if found is None else _found(here, cancel)


def _found(here: OpenProject, cancel: Cancel) -> CannotOpen | None:
    path = here.file.path
    with private_place(path) as place:
        try:
            with copying(path):
                here.file.copy_from_disk(place, cancel)
            problem = answer_of(_first_problem, str(place), cancel)
        except CannotOpen as refused:
            return refused
    return None if problem is None else damaged(path, problem.removesuffix("."))


def recovered(here: OpenProject, to: Path, watch: Watch) -> Recovery:
    """Save what can be read of an open project that is damaged into a new one at `to`.

    For a worker. Raises as `recover`, and `ProjectMoved`.
    """
    from annotator.store.recover.recovering import recover

    # Not the file itself: closing a second handle on it would drop the locks that SQLite has here.
    with private_place(here.file.path) as place:
        with copying(here.file.path):
            here.file.copy_from_disk(place, watch.cancel)
        return recover(place, to, watch)


def small_damage(here: OpenProject) -> AnnotatorError | None:
    """Give what is wrong with a project that is so small that one need not wait; else None.

    Raises nothing of what it finds.
    """
    path = here.file.path
    with suppress(OSError):
        if path.stat().st_size <= SMALL_BYTES:
            try:
                look_at_content(path, path)
            except CannotOpen as problem:
                return problem
    return None


def _first_problem(place: str) -> str | None:
    """Do the work, in the other process."""
    step_back()
    try:
        return problem_in(Path(place))
    except CannotOpen as problem:
        return problem.message

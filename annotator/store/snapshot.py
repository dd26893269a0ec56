"""One moment of a whole project, to be read at leisure: a private copy that goes afterwards.

A reader that stayed on the file itself would hinder every step that is written meanwhile, and one
that came back to it would find another moment.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from annotator import disk
from annotator.errors import CannotWrite, DiskFull, Where
from annotator.language import tr
from annotator.store.connection import cannot_read, shown
from annotator.store.read import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
_DISK_IS_FULL = 28


Copy: TypeAlias = Callable[[Path], None]
"""What fills an empty file with all pages of an open project; raises sqlite3.Error."""


def copy_pages(source: sqlite3.Connection, to: Path) -> None:
    """Fill a file with what a connection sees now; whoever wants it to last waits for the disk."""
    with contextlib.closing(sqlite3.connect(to, isolation_level=None)) as target:
        target.execute("PRAGMA synchronous = OFF")
        source.backup(target)


@contextlib.contextmanager
def snapshot(copy: Copy, path: Path) -> Iterator[Reader]:
    """Give a reader of the project as it is now, whatever is written while one reads.

    Raises `CannotOpen`, `CannotWrite` and `DiskFull` (of the disk with the temporary files).
    """
    try:
        # Only the person themselves may look into it.
        folder = tempfile.TemporaryDirectory(prefix="annotator-", ignore_cleanup_errors=True)
    except OSError as problem:
        raise _no_copy(path, problem) from problem
    with folder as name:
        # The file's own name, so that a sentence about the copy is one about the project.
        place = Path(name) / path.name
        try:
            copy(place)
        except sqlite3.Error as problem:
            if is_about_room(problem):
                raise _no_copy(path, problem) from problem
            raise cannot_read(problem, path) from problem
        with Reader(place) as reader:
            yield reader


def copy_to(copy: Copy, path: Path, to: Path) -> None:
    """Write a copy of the project at `path` as `to`, whole or not at all; never over a file.

    Raises `TargetExists`, `CannotWrite` and `DiskFull`.
    """
    from annotator.store import new_file

    place = to.absolute()
    if os.path.lexists(place):
        raise new_file.exists(to)
    try:
        with disk.whole(place, replaces=False) as beside:
            beside.touch(exist_ok=False)
            copy(beside)
    except FileExistsError as problem:
        raise new_file.exists(to) from problem
    except sqlite3.Error as problem:
        if is_about_room(problem):
            raise new_file.not_made(problem, to) from problem
        raise cannot_read(problem, path) from problem
    except OSError as problem:
        raise new_file.not_made(problem, to) from problem


def is_about_room(problem: sqlite3.Error) -> bool:
    """Say whether a copy failed for the disk that it was to go to."""
    return problem.sqlite_errorcode & 0xFF in _NO_ROOM


def _no_copy(path: Path, problem: Exception) -> CannotWrite:
    full = isinstance(problem, sqlite3.Error) or getattr(problem, "errno", None) == _DISK_IS_FULL
    kind = DiskFull if full else CannotWrite
    return kind(
        tr("“{name}” could not be copied to be read in peace.", name=shown(path)),
        tr("Look whether the disk with the temporary files has room."),
        Where(str(path)),
    )

"""One moment of a whole project, to be read at leisure: a private copy that goes afterwards.

A reader that stayed on the file itself would hinder every step that is written meanwhile, and one
that came back to it would find another moment.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import CannotWrite, DiskFull, Where
from annotator.language import tr
from annotator.store.connection import cannot_read, connect, shown
from annotator.store.read import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
_DISK_IS_FULL = 28


@contextlib.contextmanager
def snapshot(path: Path) -> Iterator[Reader]:
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
        copy = Path(name) / path.name
        try:
            _copy(path, copy)
        except sqlite3.Error as problem:
            if _is_about_room(problem):
                raise _no_copy(path, problem) from problem
            raise cannot_read(problem, path) from problem
        with Reader(copy) as reader:
            yield reader


def copy_to(path: Path, to: Path) -> None:
    """Write a copy of the project at `path` as `to`, whole or not at all; never over a file.

    Raises `TargetExists`, `CannotWrite` and `DiskFull`.
    """
    from annotator.store import migrate

    place = to.absolute()
    if os.path.lexists(place):
        raise migrate.exists(to)
    beside = place.with_name(f".~new-{secrets.token_hex(6)}.annotator")
    try:
        os.close(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644))
        _copy(path, beside)
        migrate.to_disk(beside)
        migrate.give_name(beside, place)
        migrate.to_disk(place.parent)
    except FileExistsError as problem:
        raise migrate.exists(to) from problem
    except sqlite3.Error as problem:
        if _is_about_room(problem):
            raise migrate.not_made(problem, to) from problem
        raise cannot_read(problem, path) from problem
    except OSError as problem:
        raise migrate.not_made(problem, to) from problem
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _copy(path: Path, to: Path) -> None:
    with (
        contextlib.closing(connect(path, write=False)) as source,
        contextlib.closing(sqlite3.connect(to, isolation_level=None)) as target,
    ):
        target.execute("PRAGMA synchronous = OFF")  # whoever wants it to last waits for the disk
        source.backup(target)


def _is_about_room(problem: sqlite3.Error) -> bool:
    return problem.sqlite_errorcode & 0xFF in _NO_ROOM


def _no_copy(path: Path, problem: Exception) -> CannotWrite:
    full = isinstance(problem, sqlite3.Error) or getattr(problem, "errno", None) == _DISK_IS_FULL
    kind = DiskFull if full else CannotWrite
    return kind(
        tr("“{name}” could not be copied to be read in peace.", name=shown(path)),
        tr("Look whether the disk with the temporary files has room."),
        Where(str(path)),
    )

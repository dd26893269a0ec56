"""A stranger's project file is read here: a private copy of it, looked through to the last row.

The file itself is only read, byte for byte or by SQLite's own copying; nothing is written to it or
beside it. What is wrong with it is said by the checks of every opening (header.py, torn.py) and
of `check`.
"""

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from annotator import disk
from annotator.disk import shown
from annotator.errors import CannotOpen, Where
from annotator.language import tr
from annotator.model.span import MOST_MARKS
from annotator.store import torn
from annotator.store.check import first_problem
from annotator.store.connection import (
    being_written,
    connect,
    damaged,
    only_reads,
    reading,
)
from annotator.store.copies.snapshot import copying, private_place
from annotator.store.file import check_format
from annotator.store.header import is_open_here, look
from annotator.store.lock import lock_path
from annotator.store.read import Reader
from annotator.work import Cancel

_TRIES = 5
_BETWEEN_S = 0.6
_BACKUP_S = 10.0
# `check` takes a second for 10 MB; a file that keeps SQLite busy ten times as long is none of ours.
_LOOKED_S, _BYTES_A_SECOND = 20.0, 1_000_000
_COUNTER = slice(24, 28)

_Look: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ColleaguesFile:
    """A project file of somebody else: where it lies, its checksum, and a reader of the copy."""

    path: Path
    sha256: str
    size: int
    reader: Reader


@contextlib.contextmanager
def opened_copy(path: Path, cancel: Cancel | None = None) -> Iterator[ColleaguesFile]:
    """Give what can be read of the project file at `path`, of which all was looked at.

    Raises `CannotOpen` and its kinds, `CannotWrite` and `DiskFull` for the disk with the temporary
    files, and `Cancelled`.
    """
    cancel = cancel or Cancel()
    with contextlib.ExitStack() as stack:
        try:
            found = look(path, may_be_longer=True)
            place = stack.enter_context(private_place(path))
            _copy(found.path, found.identity, path, place)
            cancel.check()
            with copying(path):
                sha256, size = disk.sha256_of(place), place.stat().st_size
            reader = stack.enter_context(_sound(place, size, cancel))
        except CannotOpen as problem:
            cancel.check()
            # It speaks of the copy, which nobody knows.
            raise type(problem)(problem.message, problem.hint, Where(str(path))) from problem
        yield ColleaguesFile(path, sha256, size, reader)


# --- the copy -------------------------------------------------------------------------------------


def _copy(source: Path, identity: tuple[int, int], path: Path, to: Path) -> None:
    """Copy a file with its journal, as it is at one moment; raises `CannotOpen`."""
    is_open = is_open_here(identity)
    if (is_open or os.path.lexists(lock_path(source))) and _backed_up(source, to):
        return
    if is_open:
        # A second handle on it would drop the locks that SQLite holds on it here.
        raise being_written(path)
    for _ in range(_TRIES):
        before = _looks(source)
        with copying(path):
            for name, copy in ((source, to), (_journal(source), _journal(to))):
                copy.unlink(missing_ok=True)
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(name, copy, follow_symlinks=False)
        if before is not None and _looks(source) == before:
            return
        time.sleep(_BETWEEN_S)
    raise being_written(path)


def _backed_up(source: Path, to: Path) -> bool:
    """Let SQLite copy a file that somebody is working on; say whether it could."""
    until = time.monotonic() + _BACKUP_S

    def go_on(*_: int) -> None:
        if time.monotonic() > until:
            raise TimeoutError

    try:
        with (
            contextlib.closing(connect(source, write=False)) as connection,
            contextlib.closing(sqlite3.connect(to, isolation_level=None)) as target,
        ):
            target.execute("PRAGMA synchronous = OFF")
            connection.backup(target, progress=go_on)
    except (sqlite3.Error, TimeoutError):
        disk.remove(to)
        return False
    return True


def _journal(place: Path) -> Path:
    return place.with_name(f"{place.name}-journal")


def _looks(source: Path) -> _Look | None:
    """Give what shows whether a file or its journal moved; None where it is gone."""
    try:
        with source.open("rb") as file:
            found = os.fstat(file.fileno())
            head = file.read(_COUNTER.stop)
        beside: _Look = ()
        with contextlib.suppress(FileNotFoundError):
            journal = _journal(source).stat()
            beside = (journal.st_size, journal.st_mtime_ns, journal.st_ino)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ino, head[_COUNTER], beside)


# --- looking through it ---------------------------------------------------------------------------


def _sound(place: Path, size: int, cancel: Cancel) -> Reader:
    """Give a reader of a copy that is sound to the last row; raises `CannotOpen`."""
    facts = look(place, may_be_longer=True)
    with contextlib.ExitStack() as undone:
        with reading(place):
            # A journal beside it is rolled back here, in the copy.
            connection = connect(place, write=False, query_only=True)
            undone.callback(connection.close)
            only_reads(connection, _time_is_up(size, cancel))
            connection.execute("BEGIN")
            check_format(connection, facts, place)
            torn.check_schema(connection, place)
            _check_number_of_marks(connection, place)
            torn.check_last_step(connection, place)
            _refuse(place, first_problem(connection, place))
            connection.execute("ROLLBACK")
            only_reads(connection, cancel.is_wished)
        undone.pop_all()
        return Reader(place, connection=connection)


def _refuse(path: Path, problem: str | None) -> None:
    if problem is not None:
        raise damaged(path, problem.removesuffix("."))


def _time_is_up(size: int, cancel: Cancel) -> Callable[[], bool]:
    until = time.monotonic() + _LOOKED_S + size / _BYTES_A_SECOND
    return lambda: cancel.is_wished() or time.monotonic() > until


def _check_number_of_marks(connection: sqlite3.Connection, path: Path) -> None:
    too_many = connection.execute(
        f"SELECT 1 FROM span GROUP BY article_id HAVING count(*) > {MOST_MARKS} LIMIT 1"
    ).fetchone()
    if too_many is not None:
        sentence = tr(
            "“{name}” has an article with more than {n} marks.", name=shown(path), n=MOST_MARKS
        )
        hint = tr("Ask whoever sent it for a file that only Annotator wrote.")
        raise CannotOpen(sentence, hint, Where(str(path)))

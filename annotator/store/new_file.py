"""Making a project file, and what is said where a file cannot be made.

The only place that loads sqlite-utils, which takes longer than opening a project.
"""

import contextlib
import errno
import os
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from annotator import disk
from annotator.disk import shown
from annotator.errors import AnnotatorError, CannotWrite, DiskFull, ReadOnly, TargetExists, Where
from annotator.language import tr
from annotator.model import ids
from annotator.model.changes import Step
from annotator.model.ids import Clock, IdMaker
from annotator.model.rows import added
from annotator.model.scheme import Scheme
from annotator.store.connection import cannot_write, close_writer, commit, connect
from annotator.store.journal import FIRST_ACT
from annotator.store.lock import lock_path
from annotator.store.moments import turns
from annotator.store.schema import bring_to_format, database_of
from annotator.store.uids import Uids
from annotator.store.write import PROGRAM, put_meta, put_step
from annotator.text.normal import RULES_VERSION


def create(
    path: Path,
    *,
    title: str,
    scheme: Scheme,
    new_id: IdMaker = ids.new_id,
    now: Clock = ids.now,
    by: str = "",
) -> None:
    """Make a project file at `path`, whole or not at all; its first step holds the scheme.

    Made beside under another name, brought to the disk, then renamed; never over a file that is
    there. `by` is the id of the coder who makes it. Raises `TargetExists` or `CannotWrite`.
    """
    at = now()
    dated = scheme if scheme.created else replace(scheme, created=at)
    first = Step(act=FIRST_ACT, changes=added(dated), by=by, at=at)
    create_with(path, first, {"project_id": new_id(), "title": title}, new_id)


def create_with(
    path: Path, first: Step, facts: Mapping[str, str], new_id: IdMaker = ids.new_id
) -> None:
    """Make a project file whose first step is this one, and which says this of itself.

    Nothing else ever stood in the file, not even in its free pages. Raises as `create`.
    """
    usual = {
        turns.FACT: turns.NONE_YET,
        "created": first.at,
        "program": PROGRAM,
        "normaliser": str(RULES_VERSION),
        "unicode": unicodedata.unidata_version,
    }
    named = replace(first, act=FIRST_ACT, id=new_id(), number=1)
    with made(path) as beside:
        _fill(beside, {**usual, **facts}, named)


@contextlib.contextmanager
def made(path: Path) -> Iterator[Path]:
    """Give an empty file to fill, which then is a project file at `path`; never over another.

    Raises `TargetExists`, `CannotWrite` and `DiskFull`, also for what went wrong in filling it.
    """
    place = path.absolute()
    try:
        _see_that_free(place)
        with disk.whole(place, replaces=False) as beside:
            beside.touch(exist_ok=False)
            yield beside
    except FileExistsError as problem:
        sentence = tr("“{name}” is there already.", name=shown(path))
        hint = tr("Give another name, or open it.")
        raise TargetExists(sentence, hint, Where(str(path))) from problem
    except (OSError, sqlite3.Error) as problem:
        raise _not_made(problem, path) from problem


def _fill(beside: Path, facts: Mapping[str, str], first: Step) -> None:
    connection = connect(beside, write=True)
    try:
        connection.execute("BEGIN IMMEDIATE")
        bring_to_format(database_of(connection))
        put_meta(connection, facts)
        put_step(connection, first, Uids(connection))
        commit(connection)
    finally:
        close_writer(connection)


def _see_that_free(place: Path) -> None:
    """Raise OSError for a name that is taken, or too long for the files beside a project."""
    if os.path.lexists(place):
        raise FileExistsError
    for name in (f"{place.name}-journal", lock_path(place).name):
        with contextlib.suppress(FileNotFoundError):
            place.with_name(name).lstat()


def _not_made(problem: Exception, path: Path) -> AnnotatorError:
    """Give the error with its sentence for a project file that could not be made at `path`."""
    if isinstance(problem, sqlite3.Error):
        found = cannot_write(problem, path)
        if isinstance(found, DiskFull):
            problem = OSError(errno.ENOSPC, "")
    number = getattr(problem, "errno", None)
    where = Where(str(path))
    if disk.is_full(problem):
        sentence = tr("The disk is full: “{name}” was not made.", name=shown(path))
        return DiskFull(sentence, tr("Free some space, or choose another folder."), where)
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        sentence = tr("“{name}” cannot be made: this folder cannot be written.", name=shown(path))
        return ReadOnly(sentence, tr("Choose another folder."), where)
    if number in (errno.ENOENT, errno.ENOTDIR):
        sentence = tr("“{name}” cannot be made: there is no such folder.", name=shown(path))
        return CannotWrite(sentence, tr("Choose a folder that is there."), where)
    sentence = tr("“{name}” cannot be made there.", name=shown(path))
    return CannotWrite(sentence, tr("Choose another folder or a shorter name."), where)

"""One moment of a whole project, to be read at leisure: a private copy that goes afterwards.

A reader that stayed on the file itself would hinder every step that is written meanwhile, and one
that came back to it would find another moment.
"""

import contextlib
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator import disk
from annotator.disk import shown
from annotator.errors import CannotWrite, DamagedProject, DiskFull, Where
from annotator.language import tr
from annotator.store.connection import connect, damaged, reading
from annotator.store.health.content import refuse_damaged
from annotator.store.lock import FLAGS, try_to_hold
from annotator.store.read import Reader

_PREFIX = "annotator-copy-"
_HELD = ".in-use"
# A folder without its lock is one that is being made, or what a run that was killed then left.
_YOUNG_S = 3_600.0


SMALL_BYTES = 4_000_000
"""All of a file below that is looked through in 0.2 s; of a larger one what goes out."""


@contextlib.contextmanager
def snapshot(
    copy: Callable[[Path], None], path: Path, *, goes_out: bool = False
) -> Iterator[Reader]:
    """Give a reader of what `copy` fills an empty file with: the project at `path` as it is now.

    One that `goes_out` is looked through before. Raises `CannotOpen`, `DamagedProject`,
    `CannotWrite` and `DiskFull` (of the disk with the temporary files).
    """
    with private_place(path) as place:
        with copying(path):
            copy(place)
        if goes_out:
            look_at_content(place, path)
        with Reader(place) as reader:
            yield reader


def look_at_content(place: Path, path: Path) -> None:
    """See that the copy at `place` says what was once put into the project at `path`.

    Of a small one all is looked at, the whole history too; else its pages, texts, quotations and
    last step; what is found once more, since a disk may fail once. Raises `DamagedProject`.
    """
    try:
        _look_once(place, path)
    except DamagedProject:
        _look_once(place, path)


def _look_once(place: Path, path: Path) -> None:
    from annotator.store.check import first_problem

    with reading(path), contextlib.closing(connect(place, write=False)) as connection:
        if place.stat().st_size > SMALL_BYTES:
            refuse_damaged(connection, path)
            return
        problem = first_problem(connection, path)
    if problem is not None:
        raise damaged(path, problem.removesuffix("."))


@contextlib.contextmanager
def private_place(path: Path) -> Iterator[Path]:
    """Give where a copy of the file at `path` can lie: a folder that only the person may look into.

    It goes afterwards; of a run that was killed it goes with the next. Raises `CannotWrite` and
    `DiskFull`.
    """
    with contextlib.ExitStack() as stack:
        with copying(path):
            folder = stack.enter_context(private_folder(path))
        # The file's own name, so that a sentence about the copy is one about the project.
        yield folder / path.name


@contextlib.contextmanager
def private_folder(of: Path | None = None) -> Iterator[Path]:
    """Give a folder that only the person may look into and that goes afterwards.

    It knows of which project file (`of`) it holds copies. That of a run that was killed goes with
    the next. Raises `OSError`.
    """
    clear_left_behind()
    with contextlib.ExitStack() as stack:
        made = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(made))
        stack.callback(os.close, _held(folder, of))
        yield folder


def _held(folder: Path, of: Path | None) -> int:
    """Give the handle that holds a folder: what says so gets its name only when it is held."""
    # On Windows an open file cannot be renamed, and not be taken away either.
    first = folder / (_HELD if os.name == "nt" else f"{_HELD}-soon")
    handle = os.open(first, FLAGS, 0o600)
    try_to_hold(handle)
    if of is not None:
        os.write(handle, os.fsencode(of.resolve()))
    if os.name != "nt":
        first.rename(folder / _HELD)
    return handle


@contextlib.contextmanager
def copying(path: Path) -> Iterator[None]:
    """Turn what the disk says while the file at `path` is copied into an error of ours."""
    try:
        yield
    except OSError as problem:
        kind = DiskFull if disk.is_full(problem) else CannotWrite
        sentence = tr("“{name}” could not be copied to be read in peace.", name=shown(path))
        hint = tr("Look whether the disk with the temporary files has room.")
        raise kind(sentence, hint, Where(str(path))) from problem


def clear_left_behind() -> None:
    """Take away the private copies that runs of this person left which were killed."""
    for folder in left_behind():
        disk.remove(folder)


def left_behind() -> list[Path]:
    """Give the folders with private copies that runs of this person left which were killed."""
    found: list[Path] = []
    with contextlib.suppress(OSError):
        for folder in sorted(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")):
            with contextlib.suppress(OSError):
                if _is_left_behind(folder):
                    found.append(folder)
    return found


def copied_from(folder: Path) -> Path | None:
    """Give the project file whose copies lie in a folder that was left behind, if it knows that."""
    with contextlib.suppress(OSError, ValueError):
        said = (folder / _HELD).read_bytes()
        return Path(os.fsdecode(said)) if said else None
    return None


def _is_left_behind(folder: Path) -> bool:
    found = folder.lstat()
    is_own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    if not (stat.S_ISDIR(found.st_mode) and is_own):
        return False
    try:
        handle = os.open(folder / _HELD, FLAGS & ~os.O_CREAT)
    except FileNotFoundError:
        return time.time() - found.st_mtime > _YOUNG_S
    try:
        return try_to_hold(handle) is not False
    finally:
        os.close(handle)

"""The writer lock: a small file beside the project, held by the operating system's own lock.

It goes away with the process, however that ends. What the project file holds is not known here.
"""

import errno
import json
import logging
import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

from annotator import disk
from annotator.disk import computer_name, shown
from annotator.errors import LockedProject, Where
from annotator.language import tr, trn
from annotator.model import ids
from annotator.store.locks.computer import computer_id
from annotator.text.clock import clock_time

logger = logging.getLogger(__name__)

_LONGEST = 4_096
# Whatever else lies there under that name (a link, a pipe) is not followed and does not block.
FLAGS = os.O_RDWR | os.O_CREAT
for _name in ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK"):
    FLAGS |= getattr(os, _name, 0)
# On Windows a locked byte cannot be read by others, so it lies far behind the words.
_FAR_BYTE = 1 << 30
_NO_LOCKS_HERE = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


def lock_path(path: Path) -> Path:
    """Give the path of the lock file of a project."""
    return path.with_name(f".~lock.{path.name}")


class WriterLock:
    """The lock of one project, held until `release`."""

    def __init__(self, handle: int, path: Path) -> None:
        """Keep the handle that holds the lock on the lock file at `path`."""
        self._handle: int | None = handle
        self._path = path

    def release(self) -> None:
        """Give the lock back and take its file away."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        try:
            # While it is still held: nobody can have come in between.
            if _is_same(handle, self._path):
                self._path.unlink(missing_ok=True)
        except OSError:
            logger.info("a lock file could not be taken away")
        finally:
            os.close(handle)


class StrangeLock(OSError):
    """What lies under the name of the lock file is none: a folder, a link, a pipe."""


def take_lock(path: Path, *, who: str, anyway: bool = False) -> WriterLock:
    """Take the writer lock of the project at `path` for the coder `who`.

    `anyway` takes one over that another computer left behind; never one that is held. Raises
    `LockedProject` when another program holds it, or when another computer left it there (a synced
    folder); `StrangeLock` for what is no lock file; OSError when the folder cannot be written.
    """
    place = lock_path(path)
    for _ in range(100):
        _see_that_usual(place)
        handle = os.open(place, FLAGS, 0o644)
        try:
            held = try_to_hold(handle)
            if not _is_same(handle, place):
                # Its last holder took it away just now.
                os.close(handle)
                continue
            return _ours(handle, held=held, path=path, who=who, anyway=anyway)
        except BaseException:
            os.close(handle)
            raise
    raise _open_elsewhere(path, {})


def _see_that_usual(place: Path) -> None:
    """Raise `StrangeLock` for what cannot be a lock file; one with a second name is somebody's."""
    try:
        found = place.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
        raise StrangeLock(place.name)


def _ours(handle: int, *, held: bool | None, path: Path, who: str, anyway: bool) -> WriterLock:
    left = _read(handle)
    if held is False:
        raise _open_elsewhere(path, left)
    if _is_of_another_computer(left):
        if not anyway:
            raise _left_elsewhere(path, left)
        logger.info("a lock that another computer left was taken over")
    if held is None:
        logger.info("this disk knows no locks; those of SQLite must do")
    try:
        _write(handle, who)
    except OSError as problem:
        # The lock itself needs no room; nobody else can read who has it, that is all.
        if not disk.is_full(problem):
            raise
    return WriterLock(handle, lock_path(path))


def _is_of_another_computer(left: dict[str, str]) -> bool:
    """Say whether a lock is of another computer; those of the first programs have names alone."""
    if left.get("id"):
        return left["id"] != computer_id()
    return left.get("computer", "") not in ("", computer_name())


# --- in words -------------------------------------------------------------------------------------


def _left_elsewhere(path: Path, left: dict[str, str]) -> LockedProject:
    """Give the error for a lock that another computer left: who, where, how long ago."""
    time, ago = clock_time(left.get("time", "")), _ago(left.get("time", ""))
    names = {"computer": left.get("computer") or tr("(without a name)"), "name": shown(path)}
    sentence = tr("The computer {computer} seems to have “{name}” open.", **names)
    if time:
        coder = left.get("coder", "")
        told = [one for one in (tr("by {coder}", coder=coder) if coder else "", ago) if one]
        sentence = tr(
            "The computer {computer} seems to have “{name}” open since {time}{more}.",
            **names,
            time=time,
            more=f" ({', '.join(told)})" if told else "",
        )
    problem = LockedProject(
        sentence,
        tr(
            "Open it to read; if you know that it is not open there, open it anyway"
            " (on the command line: --anyway)."
        ),
        Where(str(path)),
    )
    problem.is_elsewhere = True
    return problem


def _open_elsewhere(path: Path, held: dict[str, str]) -> LockedProject:
    name, time = shown(path), clock_time(held.get("time", ""))
    sentence = tr("“{name}” is open in another window.", name=name)
    hint = tr("Go to that window, or open it to read.")
    if time:
        sentence = tr("“{name}” is open in another window since {time}.", name=name, time=time)
    if held.get("computer") and _is_of_another_computer(held):
        # A disk of the network, whose locks reach from computer to computer.
        sentence = tr(
            "“{name}” is open on the computer {computer}, by {coder}.",
            name=name,
            computer=held["computer"],
            coder=held.get("coder") or tr("somebody"),
        )
        hint = tr("Close it there, or open it to read.")
    return LockedProject(sentence, hint, Where(str(path)))


def _ago(time: str) -> str:
    """Give how long ago a time was; of one that is still to come, that a clock is wrong."""
    try:
        passed = (datetime.now(UTC) - datetime.fromisoformat(time)).total_seconds()
    except (ValueError, TypeError):
        return ""
    minutes = round(passed / 60)
    if minutes < -1:
        return tr("which is still to come: a clock is wrong")
    if minutes < 1:
        return tr("just now")
    if minutes < 60:
        return trn("{n} minute ago", "{n} minutes ago", minutes)
    if minutes < 48 * 60:
        return trn("{n} hour ago", "{n} hours ago", round(minutes / 60))
    return trn("{n} day ago", "{n} days ago", round(minutes / 60 / 24))


def _is_same(handle: int, place: Path) -> bool:
    try:
        there = place.stat(follow_symlinks=False)
    except FileNotFoundError:
        return False
    here = os.fstat(handle)
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)


def _read(handle: int) -> dict[str, str]:
    """Give what the lock file says; whatever is no such thing says nothing."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        found = json.loads(os.read(handle, _LONGEST).decode("utf-8", "replace"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        key: "".join(letter for letter in value if letter.isprintable())[:80]
        for key, value in found.items()
        if isinstance(value, str)
    }


def _write(handle: int, who: str) -> None:
    words = {
        "coder": who,
        "computer": computer_name(),
        "id": computer_id(),
        "process": str(os.getpid()),
        "time": ids.now(),
    }
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(words).encode())


def try_to_hold(handle: int) -> bool | None:
    """Say whether the lock is now ours; None where the disk knows no locks."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as problem:
        if problem.errno in _NO_LOCKS_HERE:
            return None
        raise
    return True

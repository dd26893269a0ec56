"""The writer lock: a small file beside the project, held by the operating system's own lock.

It goes away with the process, however that ends. What the project file holds is not known here.
"""

import errno
import json
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from annotator.errors import LockedProject, Where
from annotator.language import tr
from annotator.model import ids
from annotator.store.connection import shown

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
        os.close(handle)


def take_lock(path: Path, *, who: str) -> WriterLock:
    """Take the writer lock of the project at `path` for the coder `who`.

    Raises `LockedProject` when another program holds it, or when another computer left it there
    (a synced folder); OSError when the folder cannot be written.
    """
    place = lock_path(path)
    for _ in range(100):
        handle = os.open(place, FLAGS, 0o644)
        try:
            held = try_to_hold(handle)
            if not _is_same(handle, place):
                # Its last holder took it away just now.
                os.close(handle)
                continue
            return _ours(handle, held=held, path=path, who=who)
        except BaseException:
            os.close(handle)
            raise
    raise _open_elsewhere(path, "")


def _ours(handle: int, *, held: bool | None, path: Path, who: str) -> WriterLock:
    left = _read(handle)
    time = _clock_time(left.get("time", ""))
    if held is False:
        raise _open_elsewhere(path, time)
    computer = left.get("computer", "")
    if computer and computer != _this_computer():
        raise LockedProject(
            tr(
                "The computer {computer} seems to have “{name}” open since {time}.",
                computer=computer,
                name=shown(path),
                time=time,
            ),
            tr(
                "Open it to read; if you know that it is not open there, delete the file {name}.",
                name=lock_path(path).name,
            ),
            Where(str(path)),
        )
    if held is None:
        logger.info("this disk knows no locks; those of SQLite must do")
    _write(handle, who)
    return WriterLock(handle, lock_path(path))


def _this_computer() -> str:
    if sys.platform == "win32":
        import platform

        return platform.node()
    return os.uname().nodename


def _open_elsewhere(path: Path, time: str) -> LockedProject:
    name = shown(path)
    sentence = tr("“{name}” is open in another window.", name=name)
    if time:
        sentence = tr("“{name}” is open in another window since {time}.", name=name, time=time)
    return LockedProject(sentence, tr("Go to that window, or open it to read."), Where(str(path)))


def _clock_time(time: str) -> str:
    try:
        then = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return ""
    same_day = then.date() == datetime.now(UTC).astimezone().date()
    return then.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M")


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
        "computer": _this_computer(),
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

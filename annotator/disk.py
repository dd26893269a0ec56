"""Files and folders that are on the disk whole or not at all: the one way to write them.

Written beside under another name, brought to the disk, then given their name. Only `OSError` is
raised here; whoever writes says in words what could not be written.
"""

import errno
import hashlib
import os
import re
import shutil
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_SMALL = 16_000_000
"""Ten thousand times what settings, word lists and checksums have."""
_BEGUN = ".~new-"
_LONGEST_NAME = 120
"""Longer ones fill a whole message; most file systems allow 255."""
_LEFT = re.compile(r"\.~new-([0-9a-f]{8})-(\d{1,9})-[0-9A-Za-z_]+(?:\..*)?", re.DOTALL)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FAILING = _FULL | {errno.EIO, errno.ENXIO, errno.EROFS, errno.ESTALE, errno.ETIMEDOUT}


def is_full(problem: BaseException) -> bool:
    """Say whether this went wrong because there is no room left."""
    return getattr(problem, "errno", None) in _FULL


def is_failing(problem: BaseException) -> bool:
    """Say whether the disk itself did not do as it was told, or there is no room left."""
    return getattr(problem, "errno", None) in _FAILING


def shown(path: Path) -> str:
    """Give a file's name for a sentence; signs that turn or break a line are made visible.

    The middle of a very long name is left out.
    """
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    if len(name) > _LONGEST_NAME:
        name = f"{name[: _LONGEST_NAME // 2]}…{name[-_LONGEST_NAME // 4 :]}"
    return "".join(one if one.isprintable() else f"<{ord(one):04X}>" for one in name)


@contextmanager
def whole(place: Path, *, replaces: bool = True) -> Iterator[Path]:
    """Give a name beside `place` to write a file or folder under; it then takes its place.

    If anything goes wrong, what stood there stays and nothing is left behind. See `take_place`.
    """
    beside = name_beside(place)
    try:
        yield beside
        take_place(beside, place, replaces=replaces)
    finally:
        remove(beside)
        remove(beside.with_name(f"{beside.name}-journal"))


def name_beside(place: Path) -> Path:
    """Give a free name in the same folder, hidden, with the same ending."""
    return place.with_name(f"{prefix_beside()}{os.urandom(6).hex()}{place.suffix[:20]}")


def prefix_beside() -> str:
    """Give what the names of this run begin with while something is not whole: who writes it.

    That is this computer and this process, so that nobody takes away what is still being written.
    """
    return f"{_BEGUN}{_this_computer()}-{os.getpid()}-"


def clear_left_behind(folder: Path) -> None:
    """Take away what runs on this computer that were killed left in a folder, half written.

    What another computer wrote there (a synced folder), or a process that lives, stays.
    """
    with suppress(OSError):
        for one in [*folder.iterdir()]:
            match = _LEFT.fullmatch(one.name)
            if match and match[1] == _this_computer() and not _is_alive(int(match[2])):
                remove(one)


def _this_computer() -> str:
    return f"{zlib.crc32(computer_name().encode()):08x}"


def computer_name() -> str:
    """Give what people call this computer: its host name."""
    if sys.platform == "win32":
        import platform

        return platform.node()
    return os.uname().nodename


def _is_alive(process: int) -> bool:
    """Say whether a process lives; one whose number was given anew counts as that one."""
    if os.name == "nt":
        return True  # no way to ask without harm: a signal would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def take_place(beside: Path, place: Path, *, replaces: bool = True) -> None:
    """See that what was written beside is on the disk, then give it its name.

    Without `replaces` a file that came to be there meanwhile is `FileExistsError`.
    """
    for one in sorted(beside.iterdir()) if beside.is_dir() else [beside]:
        _to_disk(one)
    if not replaces:
        _give_name(beside, place)
    elif beside.is_dir() and place.is_dir() and not place.is_symlink():
        _change_folders(beside, place)
    else:
        beside.replace(place)
    _to_disk(place.parent)


def write_whole(place: Path, text: str, *, mode: int = 0o666) -> None:
    """Write a text file; `mode` = which rights it has, less what the system takes away."""
    with whole(place) as beside:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def read_plain(place: Path, most: int) -> bytes:
    """Give the bytes of a file, `most` + 1 at the most; raises `OSError`, also for what is no file.

    A pipe that nobody writes to would wait for ever, a device never end.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(place, flags)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is no file")
        return file.read(most + 1)


def read_small(place: Path) -> bytes:
    """Give the bytes of one of the program's own files, of 16 MB at the most; raises `OSError`."""
    found = read_plain(place, _SMALL)
    if len(found) > _SMALL:
        raise OSError(errno.EFBIG, "it is too large")
    return found


def remove(place: Path) -> None:
    """Take away a file or folder of ours, if it is there and may be taken away."""
    with suppress(OSError):
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


def _to_disk(place: Path) -> None:
    """See that a file, or what a folder lists, is on the disk: a full one may show only then."""
    if os.name == "nt" and place.is_dir():
        return
    handle = os.open(place, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _give_name(beside: Path, place: Path) -> None:
    """Rename, but never over a file that came to be meanwhile."""
    try:
        os.link(beside, place)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links.
        if os.path.lexists(place):
            raise FileExistsError(place) from None
        beside.rename(place)


def _change_folders(beside: Path, place: Path) -> None:
    """Put a folder in another's place: one that is not empty cannot be replaced at once."""
    old = place.with_name(f"{beside.name}-old")
    place.rename(old)
    try:
        beside.rename(place)
    except OSError:
        old.rename(place)
        raise
    remove(old)


def sha256_of(place: Path) -> str:
    """Give the checksum of a file in hexadecimal digits; raises `OSError`."""
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

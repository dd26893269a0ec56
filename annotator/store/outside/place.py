"""Where the file that was opened is now: at its path, somewhere else, or nowhere any more.

Nothing is opened here: a second handle on the file, closed again, would drop SQLite's locks.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from annotator.disk import shown
from annotator.errors import ProjectMoved, Where
from annotator.language import tr

_HANDLES = Path("/proc/self/fd")
_MOST_LOOKED_AT = 2_000
"""So many names of a folder are looked at: it may be a download folder of years."""
_TRASH = frozenset({"Trash", ".Trash", "$Recycle.Bin", "$RECYCLE.BIN"})


class Whereabouts(StrEnum):
    """What the path of an opened file says now."""

    HERE = "here"
    DELETED = "deleted"
    MOVED = "moved"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """What became of the path of a file, and where the file itself is now (None = nowhere)."""

    what: Whereabouts
    at: Path | None = None


def find_file(path: Path, identity: tuple[int, int]) -> FoundFile:
    """Find the file of this device and inode that was opened at `path`."""
    there = identity_at(path)
    if there == identity:
        return FoundFile(Whereabouts.HERE, path)
    now = _by_handle(identity) or _in_folders(path, identity)
    if now == path or identity_at(path) == identity:
        return FoundFile(Whereabouts.HERE, path)  # it came back while it was looked for
    if now is not None and _is_trash(now):
        now = None  # whoever deletes with a file manager does not mean to work on there
    if there is not None:
        return FoundFile(Whereabouts.REPLACED, now)
    return FoundFile(Whereabouts.DELETED if now is None else Whereabouts.MOVED, now)


def identity_at(path: Path) -> tuple[int, int] | None:
    """Give device and inode of the file at a path, None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def stamp_at(path: Path) -> tuple[int, int]:
    """Give size and time (nanoseconds) of the file at a path: they change when it is written."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def is_renamed(path: Path, at: Path) -> bool:
    """Say whether a file that went from `path` to `at` was only renamed, not moved."""
    return at.parent == path.parent


def gone(path: Path, found: FoundFile) -> ProjectMoved:
    """Give the error for a file that is no longer at the path where it was opened."""
    name = shown(path)
    hint = tr("All that was saved is still in reach here: save it as a new file to go on.")
    match found.what, found.at:
        case Whereabouts.MOVED, Path() as at if is_renamed(path, at):
            sentence = tr("“{name}” was renamed to “{other}”.", name=name, other=shown(at))
            hint = tr("Go on there, or save what you have as a new file.")
        case Whereabouts.MOVED, Path() as at:
            other = shown(at.parent) or str(at.parent)
            sentence = tr("“{name}” was moved to the folder “{folder}”.", name=name, folder=other)
            hint = tr("Go on there, or save what you have as a new file.")
        case Whereabouts.REPLACED, _:
            sentence = tr("Another program put another file in the place of “{name}”.", name=name)
        case _ if not path.parent.is_dir():
            sentence = tr("The folder of “{name}” was deleted or moved away.", name=name)
        case _:
            sentence = tr("“{name}” was deleted.", name=name)
    return ProjectMoved(sentence, hint, Where(str(path)))


def _by_handle(identity: tuple[int, int]) -> Path | None:
    """Ask the system where a file is that is open here; only Linux can tell."""
    with suppress(OSError):
        for handle in _HANDLES.iterdir():
            if identity_at(handle) == identity:
                now = Path(os.readlink(handle))  # noqa: PTH115 - may be no path: "… (deleted)"
                return now if identity_at(now) == identity else None
    return None


def _in_folders(path: Path, identity: tuple[int, int]) -> Path | None:
    """Look for a file in its folder and in those beside it, as one renames or sorts files."""
    return next((one for one in _near(path) if identity_at(one) == identity), None)


def _near(path: Path) -> Iterator[Path]:
    parent = path.parent
    for folder in (parent, *_folders_in(parent), *_folders_in(parent.parent)):
        yield from _names_in(folder)


def _folders_in(folder: Path) -> list[Path]:
    return [one for one in _names_in(folder) if not one.suffix and one.is_dir()]


def _names_in(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [*islice(folder.iterdir(), _MOST_LOOKED_AT)]
    return []


def _is_trash(path: Path) -> bool:
    return any(part in _TRASH or part.startswith(".Trash-") for part in path.parts)

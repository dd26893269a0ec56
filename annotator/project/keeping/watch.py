"""Watching what others do to the file of an open project: a look every two seconds, or at once.

A thread of its own, since a disk that does not answer may hold it for long. What it finds is told
when it differs from what was told before.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.store.outside.place import Whereabouts, gone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.errors import AnnotatorError
    from annotator.project.open_project import OpenProject

EVERY_S = 2.0
"""So often is looked: what became of the file is said within five seconds."""
_END_S = 1.0


class FileState(StrEnum):
    """What became of the file of an open project."""

    SAME = "same"
    DELETED = "deleted"
    MOVED = "moved"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class FileFate:
    """What became of the file, in words, and where it is now (None = nowhere that is known)."""

    state: FileState
    problem: AnnotatorError | None = None
    at: Path | None = None


_SAME = FileFate(FileState.SAME)


def fate_of(here: OpenProject) -> FileFate:
    """Look what became of the file, without opening anything."""
    found = here.file.whereabouts()
    if found.what is Whereabouts.HERE:
        return _SAME
    return FileFate(FileState(found.what), gone(here.file.path, found), found.at)


class FileWatch:
    """Looks at the file of one project until `stop`; acts are refused while something is wrong."""

    def __init__(self, here: OpenProject, tell: Callable[[FileFate], None]) -> None:
        """Begin to look; `tell` hears in this thread what became of the file, once each."""
        self._here, self._tell = here, tell
        self._told = _key(_SAME)
        self._wake, self._wanted = threading.Event(), threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="file watch", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """Look at once, also whether another program has written the file."""
        self._wanted.set()
        self._wake.set()

    def stop(self) -> None:
        """Look no more; nothing is told afterwards."""
        self._ended.set()
        self._wake.set()
        self._thread.join(_END_S)

    def _run(self) -> None:
        while not self._ended.is_set():
            self._wake.clear()
            fate = fate_of(self._here)
            self._here.file.trouble = fate.problem
            if _key(fate) != self._told and not self._ended.is_set():
                self._told = _key(fate)
                self._tell(fate)
            if self._wanted.is_set() and fate.state is FileState.SAME:
                self._here.look()
            self._wanted.clear()
            self._wake.wait(EVERY_S)


def _key(fate: FileFate) -> tuple[object, ...]:
    """Give what makes a difference: two errors of the same words are not equal."""
    return fate.state, fate.at, "" if fate.problem is None else fate.problem.sentence()

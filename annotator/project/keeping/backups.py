"""When a project is copied to the backups: one policy, for the window and the command line.

What a backup is, and how one is made, is in `store.backups`.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from annotator.errors import (
    AnnotatorError,
    Cancelled,
    ProjectChanged,
    ProjectClosed,
    ProjectMoved,
)
from annotator.store.backups.listing import Backup, is_sound, list_backups
from annotator.store.backups.making import BackupReason, Made, backup
from annotator.store.backups.thinning import LARGE_BYTES
from annotator.work import Progress, Watch, silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from annotator.model.changes import Step
    from annotator.project.open_project import OpenProject

STEPS = 100
"""After so many steps that no backup holds one is due."""
WORK_S = 600.0
"""After so long with such steps too."""
_LEAST_S, _LEAST_LARGE_S = 60.0, 3600.0
_LARGE_STEP = 1000
_ALWAYS = frozenset({"merge", "take-back"})
_NOT_TOO_OFTEN = frozenset({"import", "edit-scheme", "set-scheme", "answer-in-scheme"})
_PATIENCE_S, _SOON_S = 2.0, 0.05

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BackupTold:
    """What is heard of a backup: that it begins, was made in so many seconds, or went wrong."""

    reason: BackupReason
    size: int = 0
    made: Made | None = None
    seconds: float = 0.0
    error: AnnotatorError | None = None

    @property
    def is_large(self) -> bool:
        """Say whether it takes so long that one may wonder."""
        return self.size > LARGE_BYTES


@dataclass(frozen=True, slots=True)
class WorkClock:
    """What time it is: `seconds` go on whatever is done to the clock, `now` is what it says."""

    seconds: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def _nobody(_told: BackupTold) -> None:
    """Hear of backups where nobody asked to."""


def _unwatched() -> AbstractContextManager[Watch]:
    """Give who watches a backup for which a step waits, where nobody does."""
    return contextlib.nullcontext(Watch())


class Backups:
    """The backups of one open project: which is due, and a thread that makes it."""

    def __init__(self, here: OpenProject) -> None:
        """Know nothing yet; what is there is looked at with the first step."""
        self._here = here
        self.clock = WorkClock()
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self._waiting: Progress = silent
        self._own = Watch(lambda done, of, what: self._waiting(done, of, what))
        """Stops what is made beside the work when the project is closed; a step may wait for it."""
        self._n_new = -1
        """Steps that no backup holds; less than 0 = nobody has looked."""
        self._held = 0.0
        """When the newest backup was made, or work began without one; monotonic seconds."""
        self._has_one = False
        self._has_failed = False
        self.hear: Callable[[BackupTold], None] = _nobody
        """Told of each backup, in the thread that makes it."""
        self.beside: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext
        """What is held around the work, so that it delays nobody."""
        self.watched: Callable[[], AbstractContextManager[Watch]] = _unwatched
        """Gives who watches a backup for which a step waits: it shows that, and may stop both."""

    # --- when one is due ------------------------------------------------------------------------

    def step_done(self) -> None:
        """Count a step that was done, undone or done again; start a backup where one is due.

        The step is done, and whoever wrote it goes on, also where the disk cannot be read now.
        """
        try:
            with self._lock:
                if self._n_new < 0:
                    self._look()
                self._n_new += 1
            self.look()
        except (AnnotatorError, OSError) as problem:
            _log.info("whether a backup is due is not known: %s", type(problem).__name__)

    def look(self) -> None:
        """Start a backup if one is due: after many steps, or after some and much time."""
        with self._lock:
            waited = self.clock.seconds() - self._held
            is_due = self._n_new >= STEPS or (self._n_new > 0 and waited >= WORK_S)
        if is_due:
            self.start(BackupReason("step"))

    def start(self, reason: BackupReason) -> None:
        """Make a backup in a thread of its own, if there is something new and none just now."""
        with self._lock:
            if self._n_new < 0:
                self._look()
            if self._thread is not None or self._here.file.read_only or not self._may_now():
                return
            self._thread = threading.Thread(
                target=self._make_beside, args=(reason,), name="backup", daemon=True
            )
            self._thread.start()

    def before(self, step: Step, n_changes: int) -> None:
        """Make a backup now, before a step that changes much is done or undone.

        Without room for one, the step is done all the same; that is told. Raises `Cancelled` where
        whoever watches wishes it: then the step is not to be done.
        """
        is_much = n_changes > _LARGE_STEP or step.act in _ALWAYS
        if not (is_much or step.act in _NOT_TOO_OFTEN):
            return
        with self._lock, contextlib.suppress(AnnotatorError, OSError):
            if self._n_new < 0:
                self._look()
        with self._lock:
            if not is_much and not self._may_now():
                return
            thread = self._thread
        with self.watched() as watch, self.beside():
            self._waiting = watch.progress
            try:
                while thread is not None and thread.is_alive():
                    thread.join(_SOON_S)
                    watch.cancel.check()
            finally:
                self._waiting = silent
            self._make(BackupReason("before", step.act, step.args), watch)

    def _look(self) -> None:
        """See what the backups of this computer hold of the file that is open."""
        self._n_new, self._held = 0, self.clock.seconds()
        newest = next(iter(of_this_file(self._here)), None)
        self._has_one = newest is not None
        if newest is not None:
            age = (self.clock.now() - newest.at).total_seconds()
            # One from the future tells that the clock was set back; it holds nothing up.
            self._held -= age if age >= 0 else WORK_S
            self._n_new = max(0, self._here.reader.last_steps().number - newest.n_steps - 1)

    def _may_now(self) -> bool:
        if not self._has_one:
            return True
        least = _LEAST_LARGE_S if self._size() > LARGE_BYTES else _LEAST_S
        return self.clock.seconds() - self._held >= least

    def _size(self) -> int:
        with contextlib.suppress(OSError):
            return self._here.file.path.stat().st_size
        return 0

    # --- making one -----------------------------------------------------------------------------

    def _make_beside(self, reason: BackupReason) -> None:
        try:
            with self.beside():
                self._make(reason)
        finally:
            with self._lock:
                self._thread = None

    def _make(self, reason: BackupReason, watch: Watch | None = None) -> None:
        try:
            self._keep(reason, watch)
        except (Cancelled, ProjectClosed):
            _log.info("a backup was given up")
            if watch is not None and watch.cancel.is_wished():
                raise
        except ProjectMoved:
            _log.info("no backup: the file is not there")  # that is said by whoever watches it
        except AnnotatorError as problem:
            _log.info("no backup: %s", problem.kind)
            with self._lock:
                # It is tried again after as long as if it had been made, and said once.
                self._n_new, self._held, self._has_one = 0, self.clock.seconds(), True
                is_first, self._has_failed = not self._has_failed, True
            if is_first:
                self.hear(BackupTold(reason, error=problem))

    def keep(self, reason: BackupReason, watch: Watch | None = None) -> Made | None:
        """Copy all that was done to the backups; None where that holds nothing new.

        Not for the writer's thread. Raises `CannotWrite` and its kinds, what is wrong with a
        damaged file, and `Cancelled`.
        """
        self._here.drain()
        return self._keep(reason, watch)

    def keep_what_is_gone(self) -> Made:
        """Copy a file that its path names no more: it is left to the connections that are open.

        For a worker. Raises as `keep`.
        """
        return backup(self._here.file, BackupReason("gone"), self.clock.now(), self._own)

    def _keep(self, reason: BackupReason, watch: Watch | None = None) -> Made | None:
        here = self._here
        if not here.file.is_looked_through:
            here.file.look_through()
        is_spoilt = isinstance(here.file.trouble, ProjectChanged)
        if here.file.read_only or is_spoilt or not has_news(here):
            return None
        begun, size = self.clock.seconds(), self._size()
        if size > LARGE_BYTES:
            self.hear(BackupTold(reason, size))
        with self._lock:
            n_before = self._n_new
        made = backup(here.file, reason, self.clock.now(), watch or self._own)
        with self._lock:
            self._n_new = max(0, self._n_new - n_before)
            self._held, self._has_one, self._has_failed = self.clock.seconds(), True, False
        seconds = self.clock.seconds() - begun
        _log.info("a backup of %d bytes was made in %.1f s", made.backup.size, seconds)
        self.hear(BackupTold(reason, made.backup.size, made, seconds))
        return made

    def close(self) -> None:
        """Wait for a backup that is being made; one that takes long is given up."""
        with self._lock:
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(_PATIENCE_S)
            self._own.cancel.cancel()
            thread.join()


def has_news(here: OpenProject) -> bool:
    """Say whether the project is in a state that its newest backup does not hold.

    Decided by the last step and the last that is done, by the names of steps, and by where the
    file lies.
    """
    now = here.reader.last_steps()
    if now.number <= 1:
        return False  # it was only just made
    newest = next(filter(is_sound, of_this_file(here)), None)
    held = None if newest is None else newest.seal
    return held is None or (held.last, held.done, held.names) != now[1:]


def of_this_file(here: OpenProject) -> list[Backup]:
    """Give the backups of the file itself, not of another copy of the project; the newest first.

    One from the future comes behind those that are not: the clock was set back since.
    """
    source, soon = str(here.file.path), here.backups.clock.now() + timedelta(seconds=_LEAST_S)
    own = [
        one for one in list_backups(here.id) if one.seal is not None and one.seal.source == source
    ]
    return sorted(own, key=lambda one: one.at > soon)

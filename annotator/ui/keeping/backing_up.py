"""The backups that make themselves while a project is open in a window: when, and what is said."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from annotator.language import tr
from annotator.project.keeping.words import told_words
from annotator.store.backups.making import BackupReason
from annotator.ui.basics.building import later
from annotator.ui.basics.jobs import without_delaying_the_window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.project.keeping.backups import BackupTold
    from annotator.ui.basics.jobs import Job
    from annotator.ui.keeping.host import KeepingHost
    from annotator.work import Watch

_OPENING_MS = 3_000
_EACH_MS = 60_000
"""So often it is looked whether there was work for long enough."""


class BackingUp(QObject):
    """Copies a project a little after it was opened, and when there was work since."""

    waited_for = Signal(object, str)
    """A job for the progress strip: the backup for which a step waits, and what it is called."""
    _told = Signal(object)
    _begun = Signal(object)

    def __init__(self, host: KeepingHost, parent: QObject) -> None:
        """Begin for the project of a session."""
        super().__init__(parent)
        self._host = host
        backups = host.project.open_project.backups
        backups.beside = without_delaying_the_window
        backups.hear = self._hear
        backups.watched = self._watched
        self._told.connect(self._say)
        self._begun.connect(self._show)
        self._opening = later(self, _OPENING_MS, self._opened)
        self._opening.start()
        self._clock = QTimer(self)
        self._clock.setInterval(_EACH_MS)
        self._clock.timeout.connect(backups.look)
        self._clock.start()

    def stop(self) -> None:
        """Begin no more."""
        self._opening.stop()
        self._clock.stop()

    def _opened(self) -> None:
        """Look at what opening had no time for; copy what is new since the last time."""
        here = self._host.project.open_project

        def look(_progress: object, _cancel: object) -> None:
            here.tidy()
            here.backups.start(BackupReason("open"))

        self._host.jobs.start(
            look,
            lambda _nothing: None,
            lambda problem: self._host.reading.say(problem.sentence()),
        )

    @contextmanager
    def _watched(self) -> Iterator[Watch]:
        """In the thread that writes: let the window show the backup a step waits for."""
        jobs = self._host.jobs
        job, watch = jobs.elsewhere()
        if isValid(self):
            self._begun.emit(job)
        try:
            yield watch
        finally:
            jobs.finish_elsewhere(job)

    def _hear(self, told: BackupTold) -> None:
        """In the thread that makes it: let the window hear of it."""
        if isValid(self):
            self._told.emit(told)

    def _show(self, job: Job[None]) -> None:
        self.waited_for.emit(job, tr("First a backup"))

    def _say(self, told: BackupTold) -> None:
        is_shown = told.made is None and told.error is None and told.reason.word == "before"
        words = "" if is_shown else told_words(told)
        if words:
            self._host.reading.say(words)

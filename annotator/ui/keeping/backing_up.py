"""The backups that make themselves while a project is open in a window: when, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from annotator.project.keeping.words import told_words
from annotator.store.backups.making import BackupReason
from annotator.ui.basics.building import later
from annotator.ui.basics.jobs import without_delaying_the_window

if TYPE_CHECKING:
    from annotator.project.keeping.backups import BackupTold
    from annotator.ui.keeping.host import KeepingHost

_OPENING_MS = 3_000
_EACH_MS = 60_000
"""So often it is looked whether there was work for long enough."""


class BackingUp(QObject):
    """Copies a project a little after it was opened, and when there was work since."""

    _told = Signal(object)

    def __init__(self, host: KeepingHost, parent: QObject) -> None:
        """Begin for the project of a session."""
        super().__init__(parent)
        self._host = host
        backups = host.project.open_project.backups
        backups.beside = without_delaying_the_window
        backups.hear = self._hear
        self._told.connect(self._say)
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

    def _hear(self, told: BackupTold) -> None:
        """In the thread that makes it: let the window hear of it."""
        if isValid(self):
            self._told.emit(told)

    def _say(self, told: BackupTold) -> None:
        words = told_words(told)
        if words:
            self._host.reading.say(words)

"""What watches over the file of the project that is open: made with it, ended with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.store.backups.making import BackupReason
from annotator.ui.basics.building import later

if TYPE_CHECKING:
    from annotator.ui.keeping.host import KeepingHost

_BACKUP_AFTER_MS = 3_000


class Keeping(QObject):
    """Looks after one file: copies it to the backups, hears of what others do to it."""

    def __init__(self, host: KeepingHost) -> None:
        """Begin to watch the project of a session."""
        super().__init__(host.workspace)
        self._host = host
        self._backups = later(self, _BACKUP_AFTER_MS, self._keep_backup)
        self._backups.start()

    def look(self) -> None:
        """See at once what became of the file: the window has the focus again."""
        self._host.project.open_project.look()

    def stop(self) -> None:
        """Watch no more."""
        self._backups.stop()

    def _keep_backup(self) -> None:
        """Copy the project to the backups, if there is something new since the last time."""
        host = self._host

        def copy(_progress: object, _cancel: object) -> None:
            here = host.project.open_project
            here.tidy()
            here.backups.start(BackupReason("open"))

        host.jobs.start(
            copy, lambda _nothing: None, lambda problem: host.reading.say(problem.sentence())
        )

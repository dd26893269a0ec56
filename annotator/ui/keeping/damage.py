"""Damage of the open project: looked for once it is shown, said with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.errors import DiskFailed
from annotator.language import tr
from annotator.project.keeping.damage import found_damage, recovered
from annotator.store.backups.listing import newest_sound
from annotator.text.clock import clock_time
from annotator.ui.basics.building import later
from annotator.ui.basics.messages import Offer
from annotator.ui.projects import Recovering

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.errors import CannotOpen
    from annotator.store.backups.listing import Backup
    from annotator.store.recover.recovering import Recovery
    from annotator.ui.basics.jobs import Job
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.keeping.host import KeepingHost
    from annotator.work import Cancel, Progress, Watch

_LOOKED_AFTER_MS = 1_200
"""The page and its list are there by then."""


class Damage(QObject):
    """Looks through all of an open project once, beside the work, and says what it finds."""

    found = Signal(str)
    """What the status bar says; whoever hears it lets it be said (`say_again`)."""

    def __init__(
        self, host: KeepingHost, messages: MessageBar, go_on: Callable[[Path], None]
    ) -> None:
        """Begin soon; `go_on` opens what was recovered in place of the project."""
        super().__init__(host.workspace)
        self._host, self._messages = host, messages
        self._problem: CannotOpen | None = None
        self._newest: Backup | None = None
        self._job: Job[tuple[CannotOpen | None, Backup | None]] | None = None
        self._recovering = Recovering(host.workspace, host.jobs, messages, go_on)
        self._soon = later(self, _LOOKED_AFTER_MS, self._look)
        self._soon.start()

    def look_again(self) -> None:
        """Take back what was found, and look anew: the file was another meanwhile."""
        self._problem = self._newest = None
        self.stop()
        self._soon.start()

    def stop(self) -> None:
        """Look no more: closing does not wait for it."""
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()

    def say_again(self) -> bool:
        """Say what is wrong with the project, if anything is; give whether it is."""
        if self._problem is None:
            return False
        newest, words = self._newest, self._problem.message
        if newest is None:
            words = tr("{problem} No backup of it is sound.", problem=words)
        else:
            time = clock_time(newest.at.isoformat())
            words = tr("{problem} The newest sound backup is of {time}.", problem=words, time=time)
        recover = Offer(tr("Recover what can be read …"), self._recover)
        show = Offer(tr("Show the backup"), lambda: self._show(newest, words))
        self._messages.say(words, (recover,) if newest is None else (show, recover), stays=True)
        return True

    def _look(self) -> None:
        here, project_id = self._host.project.open_project, self._host.project.id

        def look(_progress: Progress, cancel: Cancel) -> tuple[CannotOpen | None, Backup | None]:
            problem = found_damage(here, cancel)
            return problem, None if problem is None else newest_sound(project_id)

        # What became of the file while it was looked through says who watches it.
        self._job = self._host.jobs.start(look, self._told, lambda _problem: None)

    def _told(self, found: tuple[CannotOpen | None, Backup | None]) -> None:
        self._problem, self._newest = found
        if self._problem is not None:
            is_disk = isinstance(self._problem, DiskFailed)
            words = tr("the disk fails") if is_disk else tr("the project is damaged")
            self.found.emit(words)

    def _show(self, newest: Backup | None, words: str) -> None:
        self._host.sheets.keeping.show_backups(newest, words)

    def _recover(self) -> None:
        here = self._host.project.open_project

        def work(to: Path, watch: Watch) -> Recovery:
            return recovered(here, to, watch)

        self._recovering.ask(self._host.project.path, work)

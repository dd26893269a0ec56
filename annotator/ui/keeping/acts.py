"""What the sheets of the room do: the backups of the project."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from annotator.language import tr
from annotator.store.backups.listing import list_backups
from annotator.ui.keeping.kept_file import KeptFile, put_whole
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.project import Project
    from annotator.store.backups.listing import Backup
    from annotator.ui.keeping.backups_sheet import BackupsSheet
    from annotator.ui.led_to import Looking
    from annotator.work import Cancel, Progress

    class GoesOn(Protocol):
        """What lets the window go on in another file."""

        def go_on_in(self, project: Project, words: str = "") -> None:
            """Show a project in place of the one that is open, and say what it is."""
            ...

    class WithKeeping(Looking, Protocol):
        """An open project that may be gone on with in another file."""

        @property
        def keeping(self) -> GoesOn:
            """What watches over its file."""
            ...


class KeepingSheets:
    """The sheets about the file of one open project."""

    def __init__(self, host: WithKeeping) -> None:
        """Work for an open project."""
        self._host = host

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act, by its name."""
        return {"backups": self.show_backups}

    def show_backups(
        self, chosen: Backup | None = None, said: str = "", steps: Sequence[str] = ()
    ) -> None:
        """List the backups, one of them `chosen`; `said` stands framed above them.

        `steps` are the names of those that the file lacks.
        """
        from annotator.ui.keeping.backups_sheet import BackupsSheet

        host, project = self._host, self._host.project
        file = KeptFile(
            project.path,
            host.jobs,
            partial(list_backups, project.id),
            host.bridge.refused.emit,
            project,
        )
        sheet = BackupsSheet(file, host.workspace, chosen, said, steps)
        sheet.whole_wanted.connect(lambda backup: self._restore(backup, sheet))
        sheet.look_wanted.connect(self._look_into)
        sheet.started.connect(host.reading.working.emit)
        sheet.taken_back.connect(host.reading.say)
        host.over.show(sheet)

    def _look_into(self, backup: Backup) -> None:
        """Show a copy of a backup in the window; nothing can be changed in it."""
        host = self._host
        project = host.project

        def work(_progress: Progress, _cancel: Cancel) -> Project:
            return project.look_into(backup)

        host.jobs.start(work, host.keeping.go_on_in, host.bridge.refused.emit)

    def _restore(self, backup: Backup, sheet: BackupsSheet) -> None:
        """Put a backup in the file's place, and go on in it."""
        host, project = self._host, self._host.project
        job = put_whole(
            host.jobs,
            lambda cancel: project.restore_backup(backup, watch=Watch(cancel=cancel)),
            project.context.coder,
            host.keeping.go_on_in,
            host.bridge.refused.emit,
        )
        sheet.wait_for(job)
        host.reading.working.emit(job, tr("Restoring"))

"""A project that does not open: why is said, with the way to its backups."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator import paths
from annotator.errors import (
    DamagedProject,
    DiskFailed,
    ForeignFile,
    IncompleteProject,
    MissingProject,
)
from annotator.language import tr
from annotator.ui.basics.messages import Offer
from annotator.ui.keeping.kept_file import KeptFile, put_whole
from annotator.ui.projects import ENDING, free_path, with_ending

if TYPE_CHECKING:
    from annotator.errors import AnnotatorError
    from annotator.model.layer import Coder
    from annotator.project import Project
    from annotator.project.keeping.restoring import Restored
    from annotator.store.backups.listing import Backup
    from annotator.ui.bars.progress import ProgressStrip
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.basics.sheet import Sheet
    from annotator.ui.keeping.host import KeepingHost
    from annotator.ui.preferences import Preferences
    from annotator.ui.projects import Projects
    from annotator.ui.who_codes import WhoCodes
    from annotator.work import Cancel, Progress

_OF_THE_FILE = (DamagedProject, IncompleteProject, MissingProject, ForeignFile, DiskFailed)
"""What is wrong with a file in whose place a backup may be put."""


class _Kept(NamedTuple):
    """What there is of a file that does not open; without both it is a recent one no more."""

    is_there: bool
    has_backups: bool


class _Workspaces(Protocol):
    """What shows a sheet."""

    def show_alone(self, sheet: Sheet) -> None:
        """Show it while no project is open."""

    def show_read(self) -> None:
        """Show the page of the project that is open."""


class _Window(Protocol):
    """What this needs of the window."""

    preferences: Preferences
    jobs: Jobs
    messages: MessageBar
    progress: ProgressStrip
    projects: Projects
    who_codes: WhoCodes

    @property
    def workspaces(self) -> _Workspaces:
        """What shows workspaces and sheets."""

    @property
    def session(self) -> KeepingHost | None:
        """The project that is open."""

    def show_start(self) -> None:
        """Show the start page."""

    def show_project(self, project: Project) -> None:
        """Show an open project."""


class Unopened(QObject):
    """Tells what is wrong with a file; where there are backups of it they are offered first."""

    def __init__(self, over: QWidget, window: _Window) -> None:
        """Work in a window; what asks lies `over` it."""
        super().__init__(over)
        self._over, self._window = over, window

    def tell(self, path: Path, problem: AnnotatorError, offers: tuple[Offer, ...]) -> None:
        """Say why the file at a path does not open, and what can be done."""
        window = self._window
        if window.session is None:
            window.show_start()
        if not isinstance(problem, _OF_THE_FILE):
            window.messages.tell(problem, offers)
            return

        def find(_progress: Progress, _cancel: Cancel) -> _Kept:
            from annotator.project.keeping.restoring import backups_of

            return _Kept(path.exists(), bool(backups_of(path)))

        def say(kept: _Kept) -> None:
            if not any(kept) and window.session is None:
                preferences = window.preferences
                preferences.change(preferences.settings.without_project(str(path)))
                window.show_start()
            window.messages.tell(problem, (*self._of(path, problem, kept), *offers))

        window.jobs.start(find, say)

    def _of(self, path: Path, problem: AnnotatorError, kept: _Kept) -> tuple[Offer, ...]:
        """Give what leads to the backups of a file."""
        if kept.has_backups:
            return (
                Offer(tr("Open the newest sound backup"), lambda: self._restore_newest(path)),
                Offer(tr("Backups …"), lambda: self._show(path, problem)),
            )
        if isinstance(problem, DamagedProject | IncompleteProject):
            return (Offer(tr("Open the folder of backups"), self._open_folder),)
        return ()

    # --- the sheet ------------------------------------------------------------------------------

    def _show(self, path: Path, problem: AnnotatorError) -> None:
        """List the backups of the file; what is wrong with it stands framed above."""
        from annotator.project.keeping.restoring import backups_of
        from annotator.ui.keeping.backups_sheet import BackupsSheet

        window = self._window
        window.messages.drop(problem)
        file = KeptFile(path, window.jobs, lambda: backups_of(path), window.messages.tell)
        sheet = BackupsSheet(file, self._over, None, problem.sentence())
        sheet.whole_wanted.connect(lambda backup: sheet.wait_for(self._restore(path, backup)))
        sheet.look_wanted.connect(lambda backup: self._look_into(path, backup))
        session = window.session
        if session is None:
            sheet.closed.connect(window.show_start)
            window.workspaces.show_alone(sheet)
        else:
            window.workspaces.show_read()
            session.over.show(sheet)

    def _look_into(self, path: Path, backup: Backup) -> None:
        """Show a copy of a backup in the window; nothing can be changed in it."""
        coder = self._window.who_codes.coder()

        def work(_progress: Progress, _cancel: Cancel) -> Project:
            from annotator.project import Project
            from annotator.project.keeping.looking_into import looked_into

            return Project(looked_into(path, backup, coder))

        self._window.jobs.start(work, self._window.show_project)

    # --- restoring ------------------------------------------------------------------------------

    def _restore_newest(self, path: Path) -> None:
        self._restore(path, None)

    def _restore(self, path: Path, backup: Backup | None) -> Job[object] | None:
        """Put a backup in the file's place (None = the newest sound one), and open it.

        Where its folder is gone it is asked where to write it.
        """
        window, coder, to = self._window, self._window.who_codes.coder(), None
        if not path.parent.is_dir():
            to = self._ask(path)
            if to is None:
                return None
        job = put_whole(
            window.jobs,
            lambda cancel: _restored(path, backup, coder, to, cancel),
            coder,
            self._opened,
            window.messages.tell,
        )
        window.progress.follow(job, tr("Restoring"))
        return job

    def _opened(self, project: Project, words: str) -> None:
        self._window.show_project(project)
        if self._window.session is not None and self._window.session.project is project:
            self._window.messages.say(words, stays=True)

    def _ask(self, path: Path) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._over,
            tr("Where is the backup to be written?"),
            str(free_path(paths.documents_folder(), path.stem)),
            tr("Annotator projects (*{ending})", ending=ENDING),
        )
        return with_ending(Path(chosen)) if chosen else None

    def _open_folder(self) -> None:
        folder = paths.data_folder() / "backups"
        start = folder if folder.is_dir() else paths.data_folder()
        chosen, _ = QFileDialog.getOpenFileName(
            self._over, tr("Open a backup"), str(start), tr("All files (*)")
        )
        if chosen:
            self._window.projects.open_path(Path(chosen), read_only=True)


def _restored(
    path: Path, backup: Backup | None, coder: Coder, to: Path | None, cancel: Cancel
) -> Restored:
    from annotator.project.keeping.restoring import NEWEST, backup_named, restore_file

    found = backup or backup_named(path, NEWEST)
    return restore_file(path, found, who=coder.name, to=to, cancel=cancel)

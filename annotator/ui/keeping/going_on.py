"""Going on in another file: what was saved is written there, then the window shows that one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from annotator import paths
from annotator.language import tr
from annotator.ui.projects import ENDING, free_path, with_ending

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.errors import AnnotatorError
    from annotator.project import Project
    from annotator.project.keeping.restoring import Restored
    from annotator.ui.keeping.host import KeepingHost


class GoingOn:
    """Writes and opens in a worker; `then` takes the project that is to be shown."""

    def __init__(
        self,
        host: KeepingHost,
        then: Callable[[Project], None],
        tell: Callable[[AnnotatorError], None],
    ) -> None:
        """Work for the open project of a window."""
        self._host, self._then, self._tell = host, then, tell
        self.lacks = 0
        """How many steps that were saved the file lacks in which one goes on."""
        self.is_recovered = False
        """Whether the file in which one goes on holds what could be read of a damaged one."""
        self.is_saved = False
        """Whether all that was saved is in another file now."""

    def save_as(self, and_then: Callable[[], object] | None = None) -> None:
        """Ask where all that was saved is to go, write it there and go on there.

        With `and_then` that is done instead of going on.
        """
        to = self._ask(tr("Save what I have as …"))
        if to is None:
            return
        project = self._host.project

        def write(_progress: object, _cancel: object) -> Path:
            return project.backup(to)

        def written(path: Path) -> None:
            self.is_saved = True
            if and_then is None:
                self.go_on_at(path)
            else:
                and_then()

        self._host.jobs.start(write, written, self._tell)

    def go_on_from_backup(self) -> None:
        """Ask where the newest sound backup is to go, write it there and go on there."""
        to = self._ask(tr("Go on from the newest backup …"))
        if to is None:
            return
        project = self._host.project

        def write(_progress: object, _cancel: object) -> Restored:
            from annotator.project.keeping.restoring import from_newest

            return from_newest(project.id, project.path, to)

        def written(restored: Restored) -> None:
            self.is_saved = True
            last = project.open_project.outside.last_saved()
            self.lacks = max(0, last - restored.backup.n_steps)
            self.go_on_at(restored.path)

        self._host.jobs.start(write, written, self._tell)

    def go_on_recovered(self, path: Path) -> None:
        """Open what was recovered of the project, with whoever codes here."""
        self.is_recovered = True
        self.go_on_at(path)

    def go_on_at(self, path: Path) -> None:
        """Open the project at another path with whoever codes here."""
        project = self._host.project
        coder = project.context.coder

        def work(_progress: object, _cancel: object) -> Project:
            from annotator.project import Project

            # Under the name of the file that is gone its lock would stand in the way.
            project.open_project.file.give_lock_back()
            return Project.open(path, coder=coder, read_only=project.read_only)

        self._host.jobs.start(work, self._then, self._tell)

    def _ask(self, title: str) -> Path | None:
        here = self._host.project.path
        folder = next((one for one in here.parents if one.is_dir()), paths.documents_folder())
        chosen, _ = QFileDialog.getSaveFileName(
            self._host.workspace.window(),
            title,
            str(free_path(folder, here.stem)),
            tr("Annotator projects (*{ending})", ending=ENDING),
        )
        return with_ending(Path(chosen)) if chosen else None

"""Opening, making and closing project files from the window, and what can be done if that fails.

What an open project shows is in `session`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator import paths
from annotator.errors import (
    AnnotatorError,
    DamagedProject,
    IncompleteProject,
    LockedProject,
    MissingProject,
    WrongUse,
)
from annotator.language import tr, trn
from annotator.ui.basics.messages import Offer
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.layer import Coder
    from annotator.project import Project
    from annotator.store.recover.recovering import Recovery
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.ui.basics.messages import MessageBar
    from annotator.work import Cancel, Progress

ENDING = ".annotator"
_NAME_WORDS = 6
_MOST_SAID = 4
"""So many sentences about what is lost fit into a message; all of them say the command line."""
_NOT_IN_NAMES = '<>:"/\\|?*\0'

_LOADED = ("annotator.project.api", "annotator.ui.session")
"""What opens a project and what shows it."""


class Projects(QObject):
    """Opens projects in a worker, so that the window never waits for a disk."""

    opened = Signal(object)
    is_here = Signal()
    """The project that was asked for is the one that this window shows."""
    said = Signal(str)
    refused = Signal(object)
    failed = Signal(object, object, object)
    """The path, what is wrong, and what can be done (a tuple of `Offer`)."""

    def __init__(
        self,
        window: QWidget,
        jobs: Jobs,
        coder: Callable[[], Coder],
        here: Callable[[], Project | None],
        messages: MessageBar,
    ) -> None:
        """Open files for a window; `coder` says who codes, `here` what the window shows."""
        super().__init__(window)
        self._messages = messages
        self._window = window
        self._jobs = jobs
        self._coder = coder
        self._here = here

    def open_path(
        self, path: Path, *, read_only: bool = False, shows: bool = False, anyway: bool = False
    ) -> None:
        """Open a project file; `opened` or `failed` tells how it went.

        What this window has open is shown; `shows` lets another window that has it come, too.
        `anyway` opens it although another computer left its lock there.
        """
        here = self._here()
        if here is not None and here.read_only == read_only and _is_same(here.path, path):
            self.is_here.emit()
            return
        coder = self._coder()

        def work(_progress: Progress, _cancel: Cancel) -> Project:
            from annotator.project import Project

            return Project.open(path, coder=coder, read_only=read_only, anyway=anyway)

        def failed(problem: AnnotatorError) -> None:
            if shows and isinstance(problem, LockedProject) and self._comes(path):
                self.said.emit(tr("“{name}” is open in the window in front.", name=path.stem))
            else:
                self._failed(path, problem)

        self._start(work, self.opened.emit, failed)

    def make(self, path: Path, *, then: Callable[[Project], None] | None = None) -> Job[Project]:
        """Make an empty project and open it; `then` goes on with it before it is shown."""
        coder = self._coder()

        def work(_progress: Progress, _cancel: Cancel) -> Project:
            from annotator.project import Project

            return Project.create(path, coder=coder)

        def made(project: Project) -> None:
            self.opened.emit(project)
            if then is not None:
                then(project)

        return self._start(work, made, lambda problem: self._failed(path, problem))

    def make_sample(self) -> None:
        """Make the sample project beside the person's documents, or show the one that is there."""
        path = paths.documents_folder() / f"{tr('Sample')}{ENDING}"
        if path.exists():
            self.open_path(path, shows=True)
            return
        coder = self._coder()

        def work(_progress: Progress, _cancel: Cancel) -> Project:
            from annotator.project.sample import make_sample

            return make_sample(path, coder)

        self._start(work, self.opened.emit, lambda problem: self._failed(path, problem))

    def _start(
        self,
        work: Callable[[Progress, Cancel], Project],
        then: Callable[[Project], None],
        failed: Callable[[AnnotatorError], None],
    ) -> Job[Project]:
        """Open in a worker; what opens and shows it is loaded here before.

        Not beside it: two threads that load make each other wait, and Qt's classes are made when
        they are first named, where two at once crashed (seen in `annotator.ui.session`).
        """
        for part in _LOADED:
            import_module(part)
        return self._jobs.start(work, then, failed)

    # --- asking ---------------------------------------------------------------------------------

    def ask_new(self, proposed: str = "") -> Path | None:
        """Ask where a new project is to be kept; None for Cancel."""
        start = free_path(paths.documents_folder(), proposed or tr("New project"))
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Where is the new project to be kept?"),
            str(start),
            tr("Annotator projects (*{ending})", ending=ENDING),
        )
        return with_ending(Path(chosen)) if chosen else None

    def make_new(self) -> None:
        """Ask where, make an empty project, open it."""
        path = self.ask_new()
        if path is not None:
            self.make(path)

    def open_another(self) -> None:
        """Ask which project, open it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Open a project"),
            str(paths.documents_folder()),
            tr("Annotator projects (*{ending});;All files (*)", ending=ENDING),
        )
        if chosen:
            self.open_path(Path(chosen))

    def save_copy(self, project: Project, say: Callable[[str, tuple[Offer, ...]], None]) -> None:
        """Ask where a copy of a project is to go, write it, and offer to open it."""
        proposed = free_path(project.path.parent, project.path.stem)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Save a copy"),
            str(proposed),
            tr("Annotator projects (*{ending})", ending=ENDING),
        )
        if not chosen:
            return
        to = with_ending(Path(chosen))

        def work(_progress: object, _cancel: object) -> Path:
            return project.backup(to)

        def written(path: Path) -> None:
            offer = Offer(tr("Open the copy"), lambda: self.open_path(path))
            say(tr("{name} is a copy of all that is saved.", name=path.name), (offer,))

        self._jobs.start(work, written, self.refused.emit)

    # --- what can be done -----------------------------------------------------------------------

    def _failed(self, path: Path, problem: AnnotatorError) -> None:
        offers: list[Offer] = []
        match problem:
            case LockedProject():
                if not problem.is_elsewhere:
                    offers.append(Offer(tr("Go to it"), lambda: self._go_to(path)))
                offers.append(
                    Offer(tr("Open to read"), lambda: self.open_path(path, read_only=True))
                )
                if problem.is_elsewhere:
                    offers.append(
                        Offer(tr("Open anyway"), lambda: self.open_path(path, anyway=True))
                    )
                offers.append(Offer(tr("Try again"), lambda: self.open_path(path)))
            case DamagedProject() | IncompleteProject():
                offers.append(Offer(tr("Recover what can be read …"), lambda: self._recover(path)))
            case MissingProject():
                offers.append(Offer(tr("Open another …"), self.open_another))
        self.failed.emit(path, problem, tuple(offers))

    def _recover(self, path: Path) -> None:
        def work(to: Path, watch: Watch) -> Recovery:
            from annotator.project import Project

            return Project.recover(path, to, progress=watch.progress, cancel=watch.cancel)

        Recovering(self._window, self._jobs, self._messages, self.open_path).ask(path, work)

    def _comes(self, path: Path) -> bool:
        from annotator.ui.single_instance import ring

        return ring(path)

    def _go_to(self, path: Path) -> None:
        if not self._comes(path):
            self.refused.emit(
                WrongUse(
                    tr("The window that has {name} open did not answer.", name=path.name),
                    tr("Look for it on your desktop, or open the project to read."),
                )
            )


class Recovering:
    """Asks where what can be read of a damaged project is to go, saves it, says what is lost."""

    def __init__(
        self, window: QWidget, jobs: Jobs, messages: MessageBar, go_on: Callable[[Path], None]
    ) -> None:
        """Work for a window; `go_on` opens the new project."""
        self._window, self._jobs, self._messages, self._go_on = window, jobs, messages, go_on

    def ask(self, path: Path, work: Callable[[Path, Watch], Recovery]) -> None:
        """Ask where, then let `work` write there what can be read of the project at `path`."""
        proposed = free_path(path.parent, tr("{name} (recovered)", name=path.stem))
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Recover what can be read"),
            str(proposed),
            tr("Annotator projects (*{ending})", ending=ENDING),
        )
        if not chosen:
            return
        to = with_ending(Path(chosen))
        self._messages.say(tr("What can be read of {name} is being saved …", name=path.name))
        self._jobs.start(
            lambda progress, cancel: work(to, Watch(progress, cancel)),
            self._told,
            self._messages.tell,
        )

    def _told(self, found: Recovery) -> None:
        told = [
            trn(
                "{name} holds what could be read: {n} article.",
                "{name} holds what could be read: {n} articles.",
                found.n_articles,
                name=found.path.name,
            ),
            *found.lost[:_MOST_SAID],
        ]
        if len(found.lost) > _MOST_SAID:
            more = len(found.lost) - _MOST_SAID
            told.append(trn("{n} thing more is lost.", "{n} things more are lost.", more))
        offer = Offer(tr("Open it"), lambda: self._go_on(found.path))
        self._messages.say(" ".join(told), (offer,), stays=True)


def with_ending(path: Path) -> Path:
    """Give the path with the ending of projects."""
    return path if path.name.endswith(ENDING) else path.with_name(path.name + ENDING)


def free_path(folder: Path, name: str) -> Path:
    """Give a path in a folder that is not taken: NAME.annotator, NAME 2.annotator …."""
    found, n = folder / f"{name}{ENDING}", 2
    while found.exists():
        found, n = folder / f"{name} {n}{ENDING}", n + 1
    return found


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def name_from(text: str) -> str:
    """Give a name for a project from the first words of a text."""
    words: list[str] = []
    for word in text.split():
        clean = "".join(one for one in word if one not in _NOT_IN_NAMES and one.isprintable())
        clean = clean.strip(".,;:!?")
        if clean:
            words.append(clean)
        if len(words) == _NAME_WORDS:
            break
    return " ".join(words)[:60] or tr("New project")

"""What watches over the file of the project that is open: made with it, ended with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from annotator.errors import ProjectMoved
from annotator.language import tr
from annotator.project.keeping.watch import FileFate, FileState, FileWatch
from annotator.ui.basics.building import later
from annotator.ui.basics.messages import Offer
from annotator.ui.keeping.fates import word_of
from annotator.ui.keeping.going_on import GoingOn

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.errors import AnnotatorError
    from annotator.project import Project
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.keeping.host import KeepingHost

_BACKUP_AFTER_MS = 3_000


class Keeping(QObject):
    """Looks after one file: copies it to the backups, says what others do to it."""

    troubled = Signal(str)
    """What the status bar says in place of what is saved; "" where nothing is wrong."""
    opened = Signal(object)
    """The project in another file, where the window is to go on."""
    _fated = Signal(object)

    def __init__(self, host: KeepingHost, messages: MessageBar) -> None:
        """Begin to watch the project of a session."""
        super().__init__(host.workspace)
        self._host, self._messages = host, messages
        self._going_on = GoingOn(host, self._go_on, messages.tell)
        self._fate = FileFate(FileState.SAME)
        self._backups = later(self, _BACKUP_AFTER_MS, self._keep_backup)
        self._backups.start()
        self._fated.connect(self._take_fate)
        self._watch = FileWatch(host.project.open_project, self._tell_fate)
        bridge = host.reading.bridge
        bridge.refused.connect(self._refused)
        bridge.lost.connect(lambda problem, _steps: self._refused(problem))

    def look(self) -> None:
        """See at once what became of the file: the window has the focus again."""
        self._watch.look()

    def stop(self) -> None:
        """Watch no more."""
        self._backups.stop()
        self._watch.stop()

    def say_again(self) -> None:
        """Say what is wrong with the file, and what can be done."""
        if self._fate.problem is not None:
            self._messages.tell(self._fate.problem, self._offers())

    def asks_first(self, go: Callable[[], object], stay: Callable[[], object] | None) -> bool:
        """Ask whether to save what would go with the window; say whether that is asked.

        `go` closes it, when it is saved or nobody wants it; `stay` where the window stays.
        """
        is_lost = self._fate.state is not FileState.SAME and self._fate.at is None
        if self._going_on.is_saved or not is_lost or self._fate.problem is None:
            return False
        if stay is not None:
            stay()

        def drop() -> None:
            self._going_on.is_saved = True
            go()

        self._messages.say(
            tr(
                "{problem} What you have here would be left in the backups alone.",
                problem=self._fate.problem.message,
            ),
            (
                Offer(tr("Save what I have as …"), lambda: self._going_on.save_as(go)),
                Offer(tr("Close without saving"), drop),
            ),
            stays=True,
        )
        return True

    def _tell_fate(self, fate: FileFate) -> None:
        """In the thread that watches: let the window hear of it."""
        if isValid(self):
            self._fated.emit(fate)

    def _take_fate(self, fate: FileFate) -> None:
        self._fate = fate
        self.troubled.emit(word_of(fate))
        if fate.problem is not None:
            self.say_again()
        else:
            self._messages.say(tr("The file is back in its place; you can go on."), stays=True)

    def _refused(self, problem: AnnotatorError) -> None:
        """An act came before the look that would have told: look now, and offer what can be."""
        if isinstance(problem, ProjectMoved):
            self._watch.look()
            self.say_again()

    def _offers(self) -> tuple[Offer, ...]:
        """Give what can be done about what became of the file."""
        save = Offer(tr("Save what I have as …"), self._going_on.save_as)
        at = self._fate.at
        if at is None:
            return (save,)
        go_on = Offer(tr("Go on there"), lambda: self._going_on.go_on_at(at))
        return (go_on, save) if self._fate.state is FileState.MOVED else (save, go_on)

    def _go_on(self, project: Project) -> None:
        self._going_on.is_saved = True
        messages = self._messages
        self.opened.emit(project)
        messages.say(
            tr("You go on in “{name}”; all that was saved is in it.", name=project.path.name),
            stays=True,
        )

    def _keep_backup(self) -> None:
        """Copy the project to the backups, if there is something new since the last time."""
        host = self._host

        def copy(_progress: object, _cancel: object) -> None:
            host.project.open_project.keep_backup()

        host.jobs.start(
            copy, lambda _nothing: None, lambda problem: host.reading.say(problem.sentence())
        )

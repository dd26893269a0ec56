"""What watches over the file of the project that is open: made with it, ended with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from annotator.errors import ProjectChanged, ProjectMoved
from annotator.language import tr, trn
from annotator.project.keeping.watch import FileFate, FileState, FileWatch
from annotator.store.backups.listing import holding, newest_sound
from annotator.text.clock import clock_time
from annotator.ui.basics.messages import Offer
from annotator.ui.keeping.backing_up import BackingUp
from annotator.ui.keeping.damage import Damage
from annotator.ui.keeping.fates import named_steps, word_of
from annotator.ui.keeping.going_on import GoingOn

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.errors import AnnotatorError
    from annotator.project import Project
    from annotator.store.backups.listing import Backup
    from annotator.ui.basics.messages import MessageBar
    from annotator.ui.keeping.host import KeepingHost


def _nothing() -> None:
    """Go on with nothing."""


class Keeping(QObject):
    """Looks after one file: copies it to the backups, says what others do to it."""

    troubled = Signal(str)
    """What the status bar says in place of what is saved; "" where nothing is wrong."""
    opened = Signal(object)
    """The project in another file, where the window is to go on."""
    waited_for = Signal(object, str)
    """A job that a step waits for, and what it is called."""
    _fated = Signal(object)

    def __init__(self, host: KeepingHost, messages: MessageBar) -> None:
        """Begin to watch the project of a session."""
        super().__init__(host.workspace)
        self._host, self._messages = host, messages
        self._going_on = GoingOn(host, self._go_on, messages.tell)
        self._fate = FileFate(FileState.SAME)
        self._is_accepted = self._has_kept = self._is_stopped = False
        self._backups = BackingUp(host, self)
        self._backups.waited_for.connect(self.waited_for)
        self._fated.connect(self._take_fate)
        self._watch = FileWatch(host.project.open_project, self._tell_fate)
        self._damage = Damage(host, messages, self._going_on.go_on_recovered)
        self._damage.found.connect(self._take_damage)
        bridge = host.reading.bridge
        bridge.read_again.connect(self._read_again)
        bridge.refused.connect(self._refused)
        host.jobs.failed.connect(self._refused)
        bridge.lost.connect(lambda problem, _steps: self._refused(problem))

    def look(self) -> None:
        """See at once what became of the file: the window has the focus again."""
        self._watch.look()

    def stop(self) -> None:
        """Watch no more."""
        self._host.jobs.failed.disconnect(self._refused)
        self._backups.stop()
        self._watch.stop()
        self._is_stopped = True
        self._damage.stop()

    def say_again(self) -> None:
        """Say what is wrong with the file, and what can be done."""
        if self._fate.problem is not None:
            self._messages.tell(self._fate.problem, self._offers())
        else:
            self._damage.say_again()

    def asks_first(self, go: Callable[[], object], stay: Callable[[], object] | None) -> bool:
        """Ask whether to save what would go with the window; say whether that is asked.

        `go` closes it, when it is saved or nobody wants it; `stay` where the window stays.
        """
        if self._going_on.is_saved or not self._is_only_here or self._fate.problem is None:
            return False
        if stay is not None:
            stay()

        def drop() -> None:
            if not self._has_kept:
                self._keep_what_is_gone(drop)
                return
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
        if self._is_stopped or self._going_on.is_saved:
            return  # one goes on elsewhere; under the old name lies what was just saved
        before, self._fate, self._has_kept = self._fate, fate, False
        self.troubled.emit(word_of(fate, self._host.project.path))
        if before.problem is not None:
            self._messages.drop(before.problem)
        if fate.problem is not None:
            self.say_again()
            self._keep_what_is_gone()
            return
        if not self._is_accepted:
            self._messages.say(tr("The file is as it was again; you can go on."), stays=True)
        self._is_accepted = False
        self._damage.look_again()

    def _take_damage(self, word: str) -> None:
        """Say what the look through the file found, if it is still the file that was opened."""
        if self._fate.problem is None:
            self._damage.say_again()
            self.troubled.emit(word)

    @property
    def _is_only_here(self) -> bool:
        """Whether only this window still sees what was saved."""
        is_gone = self._fate.state in (FileState.DELETED, FileState.REPLACED)
        return is_gone and self._fate.at is None

    def _keep_what_is_gone(self, then: Callable[[], object] = _nothing) -> None:
        """Make a backup of what only this window still sees: it may be closed without saving.

        Where none can be made that is told, and whoever wants it all the same may close.
        """
        here = self._host.project.open_project

        def kept(_made: object) -> None:
            self._has_kept = True
            then()

        def failed(problem: AnnotatorError) -> None:
            self._has_kept = True
            if not self._going_on.is_saved:  # then all is in another file, where one goes on
                self._messages.tell(problem)

        if self._is_only_here:
            self._host.jobs.start(
                lambda _progress, _cancel: here.backups.keep_what_is_gone(), kept, failed
            )

    def _read_again(self) -> None:
        """Say that another program has written the file, and how much more is in it."""
        here = self._host.project.open_project

        def look(_progress: object, _cancel: object) -> tuple[FileFate, int]:
            fate = here.outside.look()
            return fate, 0 if fate.problem is not None else here.outside.n_new()

        def say(found: tuple[FileFate, int]) -> None:
            fate, n_new = found
            if fate.problem is not None:
                self._watch.look()  # that says it
                return
            words = tr("Another program has changed this project; it was read again.")
            if n_new:
                words = trn(
                    "Another program put a newer state here, with {n} step more; it was read"
                    " again.",
                    "Another program put a newer state here, with {n} steps more; it was read"
                    " again.",
                    n_new,
                )
            self._messages.say(words, self._backups_offer(), stays=True)

        self._host.jobs.start(look, say, self._messages.tell)

    def _backups_offer(self) -> tuple[Offer, ...]:
        return (Offer(tr("Backups …"), self._host.sheets.keeping.show_backups),)

    def _show_missing(self) -> None:
        """Show the backup that has the steps which an older file lacks, or the newest sound one."""
        host, missing = self._host, self._fate.missing
        problem, project_id = self._fate.problem, host.project.id
        if missing is None or problem is None:
            return

        def find(_progress: object, _cancel: object) -> tuple[Backup | None, bool]:
            found = holding(project_id, missing.ids)
            return found or newest_sound(project_id), found is not None

        def show(found: tuple[Backup | None, bool]) -> None:
            backup, has_them = found
            if has_them and backup is not None:
                more = tr("The backup of {time} has them.", time=clock_time(backup.at.isoformat()))
            else:
                more = tr("No backup has them all.")
            names = named_steps(missing.steps, nameless=host.reading.bridge.hides_names)
            host.sheets.keeping.show_backups(backup, f"{problem.message} {more}", names)

        host.jobs.start(find, show, self._messages.tell)

    def _accept(self) -> None:
        """Go on with an older file as it is."""
        here = self._host.project.open_project

        def accept(_progress: object, _cancel: object) -> None:
            here.outside.accept()

        def accepted(_nothing: None) -> None:
            self._is_accepted = True
            self._watch.look()

        self._host.jobs.start(accept, accepted, self._messages.tell)

    def _refused(self, problem: AnnotatorError) -> None:
        """An act came before the look that would have told: look now, and offer what can be."""
        if isinstance(problem, ProjectMoved | ProjectChanged):
            self._watch.look()
            self.say_again()

    def _offers(self) -> tuple[Offer, ...]:
        """Give what can be done about what became of the file."""
        if self._fate.state is FileState.OLDER:
            go_on = Offer(tr("Go on with this file"), self._accept)
            if self._fate.missing is None:  # only undone otherwise
                return (go_on, *self._backups_offer())
            return (Offer(tr("Show the backup"), self._show_missing), go_on)
        if self._fate.state in (FileState.OTHER, FileState.DAMAGED):
            from_backup = self._going_on.go_on_from_backup
            return (
                Offer(tr("Go on from the newest backup …"), from_backup),
                *self._backups_offer(),
            )
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
        name, lacks = project.path.name, self._going_on.lacks
        words = tr("You go on in “{name}”; all that was saved is in it.", name=name)
        if self._going_on.is_recovered:
            words = tr("You go on in “{name}”; it holds what could be read.", name=name)
        elif lacks:
            words = trn(
                "You go on in “{name}”; it lacks the last step that was saved.",
                "You go on in “{name}”; it lacks the last {n} steps that were saved.",
                lacks,
                name=name,
            )
        messages.say(words, stays=True)

    def go_on_in(self, project: Project, words: str = "") -> None:
        """Let the window show a project in place of this one, and say what it is."""
        self._going_on.is_saved = True
        messages = self._messages
        self.opened.emit(project)
        if words:
            messages.say(words, stays=True)

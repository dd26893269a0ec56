"""The sheet *Backups of this project*: which there are, how each stands against the file now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from annotator.language import tr, trn
from annotator.project.keeping.against import LookedAt, look_at
from annotator.project.keeping.words import size_words, taken_words, why_words
from annotator.text.words import isolated
from annotator.ui.basics.building import later, row
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.sheet import Sheet
from annotator.ui.keeping.backups_list import BackupHeads, BackupRow, BackupsList
from annotator.ui.keeping.differences import Differences
from annotator.ui.keeping.file_trouble import FileTrouble
from annotator.ui.keeping.kept_file import take_back
from annotator.ui.keeping.restore_choice import RestoreChoice, RestoreWanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.project.keeping.restoring import Restored
    from annotator.store.backups.listing import Backup
    from annotator.ui.basics.jobs import Job
    from annotator.ui.keeping.kept_file import KeptFile
    from annotator.work import Cancel, Progress

_SOON_MS = 60
_BELOW = 150
_MOST_ARTICLES = 500


class BackupsSheet(Sheet):
    """One of the backups is chosen; Enter restores it, or what is chosen of it, Esc leaves."""

    whole_wanted = Signal(object)
    """The backup that is to take the file's place."""
    look_wanted = Signal(object)
    """The backup that is to be looked into."""
    started = Signal(object, str)
    """A job for the progress strip, and what it does."""
    taken_back = Signal(str)
    """What was taken back, in words."""

    def __init__(
        self,
        file: KeptFile,
        parent: QWidget,
        chosen: Backup | None = None,
        said: str = "",
        steps: Sequence[str] = (),
    ) -> None:
        """List those of a file, one of them `chosen`.

        `said` stands framed above, with the names of the `steps` that the file lacks.
        """
        super().__init__(tr("Backups of this project"), parent, status=tr("Backups"))
        self._file, self._chosen = file, chosen
        self._looked: dict[str, LookedAt] = {}
        self._titles: dict[str, str] = {}
        self._looking: Job[LookedAt] | None = None
        self._planning: Job[Restored] | None = None
        if said:
            self.column.addWidget(FileTrouble(said, steps, self))
        self.column.addWidget(BackupHeads(self))
        self.list = BackupsList(self)
        self.first = self.list
        self.fill(self.list)
        self.nothing = EmptyPlace(self.list)
        self.differences = Differences(self)
        self.choice = RestoreChoice(self, whole_only=file.project is None)
        self.column.addWidget(self._below())
        self.look = self.button(tr("Look into it as a copy"), self._look_into, at_start=True)
        self.leave_button(tr("Close"))
        self.main = self.button(tr("Restore"), self.restore, is_default=True)
        self._soon = later(self, _SOON_MS, self._plan)
        self.list.selectionModel().currentChanged.connect(lambda _now, _old: self._show_chosen())
        self.list.activated.connect(lambda _index: self.main.click())
        self.choice.changed.connect(self._choice_changed)
        self.differences.articles_wanted.connect(self._show_articles)
        self._allow()
        file.jobs.start(lambda _progress, _cancel: file.find(), self._show)

    def _below(self) -> QWidget:
        whole = QWidget(self)
        whole.setMinimumHeight(_BELOW)
        whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row((self.differences, 1), (self.choice, 1), of=whole, around=(0, 4, 0, 0), gap=16)
        return whole

    # --- the list -------------------------------------------------------------------------------

    def _show(self, backups: tuple[Backup, ...]) -> None:
        self.list.backups.show_rows([BackupRow(one, why_words(one)) for one in backups])
        self.facts.setText(
            tr(
                "made by themselves: every 100 steps or 10 minutes, and before large steps  ·"
                "  {n}, {size}",
                n=trn("{n} of them", "{n} of them", len(backups)),
                size=size_words(sum(one.size for one in backups)),
            )
        )
        if not backups:
            self.nothing.say(
                tr("There is no backup yet."),
                tr("The first is made after 100 steps, or after 10 minutes of work."),
                (),
            )
        ids = [one.id for one in backups]
        at = ids.index(self._chosen.id) if self._chosen and self._chosen.id in ids else 0
        self.list.setCurrentIndex(self.list.backups.index(at, 0))
        self._look_on()

    def _current(self) -> Backup | None:
        at = self.list.currentIndex().row()
        rows = self.list.backups.rows
        return rows[at].backup if 0 <= at < len(rows) else None

    def _look_on(self) -> None:
        """Look at the chosen one first, then at the others, one after the other."""
        rows = self.list.backups.rows
        current = self._current()
        waiting = [one.backup for one in rows if one.backup.id not in self._looked]
        if not waiting or self._looking is not None:
            return
        wanted = current if current in waiting else waiting[0]
        path = self._file.path

        def work(_progress: Progress, cancel: Cancel) -> LookedAt:
            return look_at(wanted, path, cancel)

        self._looking = self._file.jobs.start(work, self._tell)

    def _tell(self, looked: LookedAt) -> None:
        self._looking = None
        self._looked[looked.backup.id] = looked
        rows = self.list.backups.rows
        for at, one in enumerate(rows):
            if one.backup.id == looked.backup.id:
                said = BackupRow(one.backup, looked.what(), looked.differs())
                self.list.backups.tell(at, said)
        if self._current() == looked.backup:
            self._show_chosen()
        self._look_on()

    def dropped(self) -> None:
        """Look no further."""
        for job in (self._looking, self._planning):
            if job is not None:
                job.cancel()

    # --- the chosen one -------------------------------------------------------------------------

    def _show_chosen(self) -> None:
        backup = self._current()
        if backup is None:
            return
        looked = self._looked.get(backup.id)
        self.differences.show_differences(BackupRow(backup).when, looked)
        self._titles = {}
        self.choice.show_choices(looked, {})
        self._allow()
        found = None if looked is None else looked.against
        ids = sorted({one for layer in found.layers for one in layer.articles}) if found else []
        if ids:
            self._read_titles(backup, ids[:_MOST_ARTICLES])

    def _read_titles(self, backup: Backup, ids: list[str]) -> None:
        """Name the articles that differ, as the backup calls them."""
        from annotator.project.keeping.taking_back import titles_in

        def show(titles: dict[str, str]) -> None:
            if self._current() == backup:
                self._titles = titles
                self.choice.show_choices(self._looked.get(backup.id), titles)

        self._file.jobs.start(lambda _progress, _cancel: titles_in(backup, ids), show)

    def _show_articles(self, ids: tuple[str, ...]) -> None:
        backup = self._current()
        if backup is not None:
            titles = {one: self._titles[one] for one in ids if one in self._titles}
            self.choice.show_choices(self._looked.get(backup.id), titles)
            self.choice.show_articles()

    def _allow(self) -> None:
        backup = self._current()
        looked = None if backup is None else self._looked.get(backup.id)
        is_sound = looked is not None and looked.is_sound
        self.look.setEnabled(is_sound)
        self.main.setEnabled(is_sound and not self._file.read_only)

    # --- what is chosen of it -------------------------------------------------------------------

    def _choice_changed(self) -> None:
        if self._planning is not None:
            self._planning.cancel()
            self._planning = None
        if self.choice.wanted() == RestoreWanted():
            self.choice.effect.setText(self._kept_words())
        else:
            self.choice.effect.setText(tr("is being looked at …"))
            self._soon.start()

    def _kept_words(self) -> str:
        """Say what becomes of what stands in the place of the file."""
        backup = self._current()
        looked = None if backup is None else self._looked.get(backup.id)
        if looked is not None and looked.is_gone:
            name = self._file.path.name
            return tr("The project is written again as “{name}”.", name=isolated(name))
        kept = tr("{name} (before restore)", name=self._file.path.stem)
        return tr("The file as it is now stays beside it as “{name}”.", name=isolated(kept))

    def _plan(self) -> None:
        """Say what taking back a layer or an article would change."""
        backup, wanted, project = self._current(), self.choice.wanted(), self._file.project
        if backup is None or project is None or wanted == RestoreWanted():
            return

        def show(done: Restored) -> None:
            self._planning = None
            if done.taken is not None:
                self.choice.effect.setText(taken_words(done.taken, is_done=False))

        def refused(problem: object) -> None:
            self._planning = None
            self.choice.effect.setText(str(getattr(problem, "message", problem)))

        work = take_back(project, backup, wanted.article, wanted.layer, dry_run=True)
        self._planning = self._file.jobs.start(work, show, refused)

    def restore(self) -> None:
        """Restore what is chosen."""
        backup, wanted, project = self._current(), self.choice.wanted(), self._file.project
        if backup is None or not self.main.isEnabled():
            return
        self.main.setEnabled(False)
        if project is None or wanted == RestoreWanted():
            self.whole_wanted.emit(backup)
            return
        work = take_back(project, backup, wanted.article, wanted.layer, dry_run=False)
        job = self._file.jobs.start(work, self._done, self._file.tell)
        self.wait_for(job)
        self.started.emit(job, tr("Taking back"))

    def wait_for(self, job: Job[Any] | None) -> None:
        """Let nothing more be restored until a job has ended; what failed may be tried again.

        None = it was given up before it began.
        """
        if job is None:
            self._allow()
            return

        def ended() -> None:
            if isValid(self):
                self._allow()

        job.on_end(ended)

    def _done(self, done: Restored) -> None:
        self.leave()
        if done.taken is not None:
            self.taken_back.emit(taken_words(done.taken, is_done=True))

    def _look_into(self) -> None:
        backup = self._current()
        if backup is not None:
            self.look_wanted.emit(backup)

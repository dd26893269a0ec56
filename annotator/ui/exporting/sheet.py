"""The sheet *Export*: a format from the list, what goes out, where to; what is lost is said before.

Writing, reading back and comparing is the project's; all of it is done beside the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QWidget
from shiboken6 import isValid

from annotator import paths as own_paths
from annotator.errors import AnnotatorError, OthersRecipe, TargetExists, WrongUse
from annotator.formats import every_option
from annotator.language import tr, trn
from annotator.project.listed import entries_in
from annotator.text.ranges import Range
from annotator.text.words import isolated
from annotator.ui.basics.building import column, field, later, row, wanted_size
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.labels import Label
from annotator.ui.basics.messages import agrees
from annotator.ui.basics.sheet import Sheet
from annotator.ui.exporting.fields import AskedForExport, ChoiceFields, Samples
from annotator.ui.exporting.formats_list import FormatLine, FormatsList
from annotator.ui.exporting.losses import LossTable
from annotator.ui.exporting.recipes import KeptRecipes
from annotator.ui.exporting.ticks import Tickable, TickForm
from annotator.ui.scheme.forms import NamesForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from annotator.formats.base import ExportPlan
    from annotator.formats.export import ExportReport
    from annotator.model.choice.cases import StillTells
    from annotator.project.going_out.recipes import RecipeRun
    from annotator.ui.basics.jobs import Job
    from annotator.ui.importing.host import OpenedProject
    from annotator.work import Cancel, Progress

_SIDE, _LOOK_MS, _FIELD = 264, 150, 230


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the sheet asks for now: to be shown again when one comes back to it."""

    line: FormatLine
    asked: AskedForExport
    to: str


class ExportSheet(Sheet):
    """The list at its side chooses; Enter writes, Esc leaves or stops what is being written."""

    written = Signal(object)
    """The `ExportReport` of an export that was read back and is in place."""
    started = Signal(object)
    """The job that writes, for the progress strip."""
    written_again = Signal(object)
    """The `RecipeRun` of a recipe that was written again."""
    cases_wanted = Signal(object)
    """A `Loss` whose cases are to be shown."""
    place_wanted = Signal(str, object)
    """The article and the place of a word that might still tell."""

    def __init__(self, host: OpenedProject) -> None:
        """Ask about a project that is open."""
        super().__init__(tr("Export"), host.workspace, status=tr("Export"))
        self.status_facts = (tr("nothing of the project changes"),)
        self._host, self._project = host, host.project
        self._looking: Job[ExportReport] | None = None
        self._writing: Job[ExportReport] | Job[RecipeRun] | None = None
        self._is_hindered = False
        """Whether something is missing, or what is asked for would be refused."""
        self.plan: ExportPlan | None = None
        self.list = FormatsList(self)
        self.side = self._side()
        self.first = self.list
        self.fields = ChoiceFields(self, host.bridge.context.layers, every_option())
        self.losses = LossTable(self)
        self.put(self.fields)
        self.put(self.losses)
        self.kept = KeptRecipes(self, host)
        self.put(self.kept)
        self._problem = Label("", "ui", "ink", parent=self, wraps=True, name="problem")
        self._problem.hide()
        self.column.addWidget(self._problem)
        self.to = field("", self)
        self.to.setMinimumWidth(_FIELD)
        self._target = self._target_row()
        self.leave_button()
        self.main = self.button(tr("Write"), self.write, is_default=True)
        self._timer = later(self, _LOOK_MS, self._look)
        self.list.line_chosen.connect(self._line_chosen)
        self.list.entered.connect(self.main.click)
        self.fields.changed.connect(self._changed)
        self.fields.actors_wanted.connect(self.choose_actors)
        self.fields.telling_wanted.connect(self.look_at_telling)
        self.losses.cases_wanted.connect(self.cases_wanted)
        self.kept.again_wanted.connect(self.write_again)
        self.kept.forget_wanted.connect(self.forget)
        self.kept.shown.connect(self._kept_shown)
        self._line_chosen()
        self._read()
        self.kept.read()

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        side.setFocusProxy(self.list)
        side.setAutoFillBackground(True)
        head = row(Label(tr("Export as"), "bold"), around=(16, 12, 16, 0))
        column(head, (self.list, 1), of=side, around=(0, 0, 0, 0), gap=4)
        return side

    def _target_row(self) -> QWidget:
        whole = QWidget(self)
        self.to.setAccessibleName(tr("To"))
        self.choose = KeyButton(tr("Choose …"), parent=whole)
        self.choose.clicked.connect(self._browse)
        self.keep = KeyButton(tr("Keep as recipe …"), parent=whole)
        self.keep.clicked.connect(self.keep_recipe)
        to = row(Label(tr("to"), "ui", "ink2", parent=whole), (self.to, 1), gap=8)
        self._below = QWidget(whole)
        """Keeps buttons that stand below the target as wide as they are."""
        acts = row(self.choose, self.keep, (self._below, 1), gap=8)
        self._at_foot: QHBoxLayout = row((to, 1), acts, of=whole, around=(0, 0, 0, 0), gap=8)
        self.buttons.insertWidget(0, whole, 1)
        return whole

    # --- what there is to choose ----------------------------------------------------------------

    def _read(self) -> None:
        """Read beside the window what articles can be chosen by."""
        project, layer = self._project, self._host.bridge.context.layer
        query = self._host.workspace.articles.model.query

        def read(_progress: Progress, _cancel: Cancel) -> Samples:
            project.open_project.drain()
            states = project.reader.states_of(layer.id)
            n_done = sum(one.state == "done" for one in states.values())
            named = tuple((one.name, len(one.members)) for one in project.samples())
            listed = None
            if query.narrows():
                order = project.reader.article_order(layer.id, query)
                listed = tuple(one.id for one in entries_in(project.reader, layer.id, order))
            return Samples(project.reader.n_articles(), n_done, named, listed)

        def then(found: Samples) -> None:
            if isValid(self):
                self.fields.show_samples(found)

        self._host.jobs.start(read, then, self._say)

    def _line_chosen(self) -> None:
        line = self.list.line
        self.set_title(tr(line.variant.title))
        self.facts.setText(tr(line.variant.summary))
        self.fields.show_line(line)
        before = self.to.text()
        folder = Path(before).parent if before else own_paths.documents_folder()
        name = line.format.default_name(self._project.path.stem, line.variant.ending)
        self.to.setText(str(folder / name))
        self._changed()

    def _changed(self) -> None:
        """Count anew what would go out; what cannot be meant so is said at once."""
        missing = self.fields.missing() or " ".join(self.list.line.format.missing())
        self._say_words(missing)
        self._is_hindered = bool(missing)
        self._let_write()
        self.keep.setEnabled(not missing)
        self._stop_looking()
        self.losses.say_counting(waits=bool(missing))
        if not missing:
            self._timer.start()

    def _let_write(self) -> None:
        self.main.setEnabled(not self._is_hindered and self._writing is None)

    def wanted(self) -> Wanted:
        """Give what the sheet asks for now."""
        return Wanted(self.list.line, self.fields.asked_for(), self.to.text())

    def show_wanted(self, wanted: Wanted) -> None:
        """Ask for what was asked before."""
        self.list.stand_on(wanted.line)
        self.fields.take(wanted.asked)
        self.to.setText(wanted.to)

    # --- what would be lost ---------------------------------------------------------------------

    def _stop_looking(self) -> None:
        self._timer.stop()
        if self._looking is not None and self._looking.is_running:
            self._looking.cancel()

    def _look(self) -> None:
        """Work out beside the window what would be lost."""
        project, wanted = self._project, self.wanted()
        name, to, asked = wanted.line.format.name, Path(wanted.to), wanted.asked

        def work(_progress: Progress, cancel: Cancel) -> ExportReport:
            return project.export(
                name, to, asked.choice, options=asked.options, dry_run=True, cancel=cancel
            )

        def then(report: ExportReport) -> None:
            if isValid(self):
                self._show_plan(report.plan, wanted.line)

        def refused(problem: AnnotatorError) -> None:
            self._say(problem)
            if isinstance(problem, WrongUse) and isValid(self):
                self.losses.say_counting(waits=True)
                self._is_hindered = True  # writing it would be refused alike
                self._let_write()

        self._looking = self._host.jobs.start(work, then, refused)

    def _show_plan(self, plan: ExportPlan, line: FormatLine) -> None:
        self.plan = plan
        self.losses.show_plan(plan, line.format)
        self.fields.show_telling(len({one.word for one in plan.still_tells}))
        self._order()
        self.lay_out(self.fields, self.losses)

    def _order(self) -> None:
        """Let Tab go from the list to the fields as they are read, then to numbers and acts."""
        acts = (self.to, self.choose, self.keep, self._escape, self._main)
        told = (*self.losses.numbers, *self.kept.buttons)
        every = [self.list, *self.fields.in_order(), *told, *filter(None, acts)]
        for one, following in pairwise(every):
            QWidget.setTabOrder(one, following)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go through it: what is at its side stands in the same window only now."""
        super().showEvent(event)
        self._order()

    # --- names ----------------------------------------------------------------------------------

    def choose_actors(self) -> None:
        """Tick the actors whose names are replaced."""
        actors = self._host.bridge.context.actors.present()
        every = [Tickable(one.id, isolated(one.name)) for one in actors]
        every.sort(key=lambda one: one.words.casefold())
        title = tr("Whose names are replaced?")
        form = TickForm(self._host.workspace, title, every, self.fields.actors)
        form.taken.connect(self.fields.show_actors)
        form.open()

    def look_at_telling(self) -> None:
        """Tick words that might still tell a name: they are replaced, too."""
        places: dict[str, list[StillTells]] = {}
        for one in () if self.plan is None else self.plan.still_tells:
            places.setdefault(one.word, []).append(one)
        lines = [Tickable(word, _telling_words(word, some)) for word, some in places.items()]
        lines += [Tickable(one, isolated(one)) for one in self.fields.also if one not in places]
        title = tr("What might still tell a name? What is ticked is replaced, too.")
        look = tr("Show the place")
        form = TickForm(self._host.workspace, title, lines, self.fields.also, look=look)
        form.taken.connect(self._take_also)

        def show(word: str) -> None:
            known = [one for one in places.get(word, ()) if one.article_id]
            if known:
                # What stands in no text is shown with the article whose field it is in.
                first = next((one for one in known if not one.where), known[0])
                self.place_wanted.emit(first.article_id, Range(0, 1) if first.where else first.at)
            elif word in places:
                self._say_words(tr("It stands in no article: {line}.", line=lines_by_word[word]))

        lines_by_word = {one.key: one.words for one in lines}
        form.looked_at.connect(show)
        form.open()

    def _take_also(self, words: tuple[str, ...]) -> None:
        if words != self.fields.also:
            self.fields.also = words
            self._changed()

    # --- recipes --------------------------------------------------------------------------------

    def _kept_shown(self) -> None:
        self._order()
        self.lay_out(self.fields, self.losses, self.kept)

    def keep_recipe(self) -> None:
        """Ask for a name, and keep what is asked for now under it."""
        form = NamesForm(self._host.workspace, tr("Keep as recipe"), (tr("Name"),), tr("Keep"))
        form.named.connect(lambda names: self._keep(names[0]))
        form.open()

    def _keep(self, name: str) -> None:
        project, wanted = self._project, self.wanted()
        line, to, asked = wanted.line.format.name, Path(wanted.to), wanted.asked

        def work(_progress: Progress, _cancel: Cancel) -> None:
            project.keep_recipe(name, line, to, asked.choice, options=asked.options)

        def then(_done: None) -> None:
            if isValid(self):
                self.kept.read()

        self._host.jobs.start_in_turn(work, then, self._say)

    def forget(self, name: str) -> None:
        """Keep a recipe no longer; what it wrote stays."""
        project = self._project

        def work(_progress: Progress, _cancel: Cancel) -> None:
            project.keep_recipe(name)

        def then(_done: None) -> None:
            if isValid(self):
                said = tr("“{name}” is forgotten; what it wrote is there still. Undo keeps it.",
                          name=name)  # fmt: skip
                self._say_words(said)
                self.list.setFocus()
                self.kept.read()

        self._host.jobs.start_in_turn(work, then, self._say)

    def write_again(self, name: str, *, agreed: bool = False) -> None:
        """Write a recipe to its own place again, in a worker."""
        from annotator.ui.render import write_texts

        project = self._project

        def work(progress: Progress, cancel: Cancel) -> RecipeRun:
            return project.export_recipe(
                name, agreed=agreed, paper=write_texts, progress=progress, cancel=cancel
            )

        def refused(problem: AnnotatorError) -> None:
            if not isinstance(problem, OthersRecipe):
                self._refused(problem)
            elif isValid(self) and self.isVisible():
                hint = tr("An earlier export there is replaced. This is asked once.")
                if agrees(self, problem.message, hint, tr("Write it there")):
                    self.write_again(name, agreed=True)

        def then(made: RecipeRun) -> None:
            if isValid(self):
                self.written_again.emit(made)

        self._begin(self._host.jobs.start(work, then, refused))

    def _begin(self, job: Job[ExportReport] | Job[RecipeRun]) -> None:
        """Let one thing be written at a time."""
        self._say_words("")
        self._writing = job
        self._let_write()
        self.kept.stop()
        self.kept.let(run=False)
        job.on_end(self._ended)
        self.started.emit(job)

    # --- out ------------------------------------------------------------------------------------

    def _browse(self) -> None:
        start, line = Path(self.to.text()), self.list.line
        title = tr("Where is the export to go?")
        if line.format.is_folder(start):
            folder = QFileDialog.getExistingDirectory(self, title, str(start.parent))
            found = str(Path(folder) / start.name) if folder else ""
        else:
            found, _ = QFileDialog.getSaveFileName(self, title, str(start))
        if found:
            self.to.setText(found)

    def write(self, *, overwrite: bool = False) -> None:
        """Write the export in a worker."""
        from annotator.ui.render import write_texts

        project, wanted = self._project, self.wanted()
        name, to, asked = wanted.line.format.name, Path(wanted.to), wanted.asked

        def work(progress: Progress, cancel: Cancel) -> ExportReport:
            return project.export(
                name,
                to,
                asked.choice,
                options=asked.options,
                overwrite=overwrite,
                paper=write_texts,
                progress=progress,
                cancel=cancel,
            )

        self._begin(self._host.jobs.start(work, self._written, self._refused))

    def _ended(self) -> None:
        self._writing = None
        if isValid(self):
            self._let_write()
            self.kept.let(run=True)

    def _written(self, report: ExportReport) -> None:
        if isValid(self):
            self.written.emit(report)

    def _refused(self, problem: AnnotatorError) -> None:
        if not isValid(self) or not self.isVisible():
            return  # what was wrong with it before it was left is nobody's matter now
        if isinstance(problem, TargetExists):
            if agrees(self, problem.message, problem.hint, tr("Replace it")):
                self.write(overwrite=True)
            return
        self._say(problem)

    def _say(self, problem: AnnotatorError) -> None:
        if isValid(self):
            self._say_words(problem.sentence())

    def _say_words(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def leave(self) -> None:
        """Stop what is being written, and stay to say so; else go."""
        job = self._writing
        if job is not None and job.is_running:
            job.cancel()
            self._say_words(tr("Stopped: what was there before is there still."))
            return
        self._stop_looking()
        super().leave()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing be counted or written for a sheet that has gone."""
        self._stop_looking()
        self.kept.stop()
        if self._writing is not None:
            self._writing.cancel()
        super().hideEvent(event)

    def place_of_content(self) -> QRect:
        """Give what stands above the target, too, where that has a line of its own."""
        place = super().place_of_content()
        if self.buttons.indexOf(self._target) < 0:
            place.setBottom(self._target.mapTo(self, QPoint(0, 0)).y())
        return place

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the target have a line of its own where the buttons leave it no room."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is None:
            return
        sides = layout.contentsMargins()
        others = [one for one in (self._escape, self._main) if one is not None]
        room = event.size().width() - sides.left() - sides.right()
        ways = QBoxLayout.Direction
        self._at_foot.setDirection(ways.LeftToRight)
        needed = self._target.minimumSizeHint().width()
        if needed > room:
            self._at_foot.setDirection(ways.TopToBottom)
        self._below.setVisible(needed > room)
        self._target.updateGeometry()
        needed += sum(wanted_size(one).width() + self.buttons.spacing() for one in others)
        is_apart = needed > room
        at_foot = self.buttons.indexOf(self._target) >= 0
        self.verdict.setVisible(is_apart)  # else the target has its room
        if is_apart and at_foot:
            self.buttons.removeWidget(self._target)
            self.column.addWidget(self._target)
        elif not is_apart and not at_foot:
            self.column.removeWidget(self._target)
            self.buttons.insertWidget(0, self._target, 1)


def _telling_words(word: str, places: Sequence[StillTells]) -> str:
    n = trn("{n} place", "{n} places", len(places))
    where = ", ".join(dict.fromkeys(_field_words(one.where) for one in places))
    return f"{isolated(word)}  ·  {n}: {where}"


def _field_words(where: str) -> str:
    """Say in which part of what goes out a field is."""
    said = {
        "": tr("text"), "article": tr("facts of an article"), "spans": tr("values of marks"),
        "links": tr("values of links"), "notes": tr("notes"), "actors": tr("actors"),
        "layers": tr("names of layers"), "coders": tr("names of coders"),
        "scheme": tr("coding scheme"), "older_schemes": tr("older coding schemes"),
        "project_title": tr("title of the project"), "named": tr("samples"),
    }  # fmt: skip
    return said.get(where.partition(".")[0], tr("ids and others"))


def report_words(report: ExportReport) -> str:
    """Give what an export did, in a sentence."""
    place = report.written.name if report.written is not None else ""
    said = tr("Exported to {place}.", place=place)
    if report.verified:
        said = tr("Exported to {place}, read back and compared: all as promised.", place=place)
    if report.key is not None:
        key = tr("{name} tells the names: keep it apart.", name=report.key.name)
        said = f"{said} {key}"
    return said

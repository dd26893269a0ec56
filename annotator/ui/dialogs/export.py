"""Export: which format, whose layers, where to; what would be lost is said before.

Writing, reading back and comparing is the project's.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from annotator import paths as own_paths
from annotator.errors import AnnotatorError, TargetExists
from annotator.formats import FORMATS, every_option
from annotator.language import tr, trn
from annotator.model.choice import ExportChoice
from annotator.ui.basics.building import field, later
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.forms import FormLines
from annotator.ui.basics.messages import agrees
from annotator.ui.dialogs.frame import Frame
from annotator.ui.popups.box import ChoiceBox, TickBox

if TYPE_CHECKING:
    from annotator.formats.base import ExportPlan, Format, Option
    from annotator.formats.export import ExportReport
    from annotator.project import Project
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.work import Cancel, Progress

_ALL = ""
_LOOK_MS = 150


class ExportDialog(Frame):
    """Asks, says what would be lost, writes with progress."""

    written = Signal(object)
    """The `ExportReport` of an export that was read back and is in place."""
    started = Signal(object)
    """The job that writes, for the progress strip."""

    def __init__(self, parent: QWidget, project: Project, jobs: Jobs) -> None:
        """Ask about a project."""
        super().__init__(parent, tr("Export"), width=640)
        self._project = project
        self._jobs = jobs
        self._looking: Job[ExportReport] | None = None
        self._writing: Job[ExportReport] | None = None
        self.format = ChoiceBox(self)
        for one in FORMATS:
            if one.can_write:
                self.format.addItem(one.title, one.name)
        self.layers = ChoiceBox(self)
        self.layers.addItem(tr("all layers"), _ALL)
        for layer in project.layers():
            self.layers.addItem(layer.name, layer.id)
        self.asked = {one: _widget_of(one, self) for one in every_option() if one.words}
        self.furniture = TickBox(tr("without spans that lie in page furniture"), self)
        self.target = field("", self)
        self._lay_out()
        self._loss = self.words("", font="small", ink="ink2")
        self._loss.setObjectName("losses")
        self._problem = self.words("", ink="ink")
        self._problem.hide()
        self.button(tr("Cancel"), self.reject)
        self.go = self.button(tr("Export"), self.write, is_default=True)
        self._timer = later(self, _LOOK_MS, self._look)
        self._is_closed = False
        self.furniture.toggled.connect(lambda _on: self._timer.start())
        for box in (self.format, self.layers):
            box.currentIndexChanged.connect(lambda _index: self._changed())
        for widget in self.asked.values():
            if isinstance(widget, QCheckBox):
                widget.toggled.connect(lambda _on: self._timer.start())
            else:
                widget.currentIndexChanged.connect(lambda _index: self._timer.start())
        self._changed()
        self.finished.connect(self._stop)

    def _lay_out(self) -> None:
        self._lines = FormLines()
        self._lines.line(tr("Format"), self.format)
        self._lines.line(tr("Layers"), self.layers)
        for option, widget in self.asked.items():
            if isinstance(widget, QCheckBox):
                widget.setAccessibleName(widget.text())
            self._lines.line("" if isinstance(widget, QCheckBox) else tr(option.label), widget)
        self._lines.line("", self.furniture)
        browse = KeyButton(tr("Choose …"), parent=self)
        browse.clicked.connect(self._browse)
        self._lines.line(tr("To"), (self.target, 1), browse)
        self.column.addLayout(self._lines)

    def chosen(self) -> Format:
        """Give the format that is chosen."""
        name = self.format.currentData()
        return next(one for one in FORMATS if one.name == name)

    def options(self) -> dict[str, str]:
        """Give what the form says of the format's options."""
        return {one.name: _said(one, self.asked[one]) for one in self.chosen().options if one.words}

    def _choice(self) -> ExportChoice:
        layer_id = str(self.layers.currentData())
        layers = None if layer_id == _ALL else (layer_id,)
        return ExportChoice(layers=layers, boilerplate=not self.furniture.isChecked())

    def _changed(self) -> None:
        chosen = self.chosen()
        for option, widget in self.asked.items():
            self._lines.show_line(widget, is_shown=option in chosen.options)
        before = Path(self.target.text())
        folder = before.parent if self.target.text() else own_paths.documents_folder()
        self.target.setText(str(folder / chosen.default_name(self._project.path.stem)))
        self._timer.start()

    def _browse(self) -> None:
        start = self.target.text()
        title = tr("Where is the export to go?")
        if self.chosen().target == "folder":
            folder = QFileDialog.getExistingDirectory(self, title, str(Path(start).parent))
            found = str(Path(folder) / Path(start).name) if folder else ""
        else:
            found, _ = QFileDialog.getSaveFileName(self, title, start)
        if found:
            self.target.setText(found)

    def _look(self) -> None:
        """Work out beside the window what would be lost."""
        if self._looking is not None and self._looking.is_running:
            self._looking.cancel()
        project, name, options = self._project, self.chosen().name, self.options()
        choice, to = self._choice(), Path(self.target.text())

        def work(_progress: Progress, cancel: Cancel) -> ExportReport:
            return project.export(name, to, choice, options=options, dry_run=True, cancel=cancel)

        def then(report: ExportReport) -> None:
            self._loss.setText(plan_words(report.plan, self.chosen()))
            self.grow()

        self._looking = self._jobs.start(work, then, self._say)

    def write(self, *, overwrite: bool = False) -> None:
        """Write the export in a worker."""
        project, name = self._project, self.chosen().name
        options, choice = self.options(), self._choice()
        from annotator.ui.render import write_texts

        to = Path(self.target.text())
        self._problem.hide()
        self.go.setEnabled(False)

        def work(progress: Progress, cancel: Cancel) -> ExportReport:
            return project.export(
                name,
                to,
                choice,
                options=options,
                overwrite=overwrite,
                paper=write_texts,
                progress=progress,
                cancel=cancel,
            )

        self._writing = self._jobs.start(work, self._written, self._refused)
        self.started.emit(self._writing)

    def _stop(self) -> None:
        """Let nothing be told to a form that is closed; what is being written is left undone."""
        self._timer.stop()
        self._is_closed = True
        for job in (self._looking, self._writing):
            if job is not None and job.is_running:
                job.cancel()

    def _written(self, report: ExportReport) -> None:
        self.accept()
        self.written.emit(report)

    def _refused(self, problem: AnnotatorError) -> None:
        if self._is_closed:
            return  # what was wrong with it before it was stopped is nobody's matter now
        self.go.setEnabled(True)
        if isinstance(problem, TargetExists):
            if agrees(self, problem.message, problem.hint, tr("Replace it")):
                self.write(overwrite=True)
            return
        self._say(problem)

    def _say(self, problem: AnnotatorError) -> None:
        if self._is_closed:
            return
        self._problem.setText(problem.sentence())
        self._problem.show()
        self.grow()


def _widget_of(option: Option, parent: QWidget) -> QCheckBox | ChoiceBox:
    """Give what asks for an option: a tick where one value has words, else a choice."""
    if len(option.words) == 1:
        ((value, words),) = option.words.items()
        tick = TickBox(tr(words), parent)
        tick.setChecked(value == option.default)
        return tick
    box = ChoiceBox(parent)
    for value, words in option.words.items():
        box.addItem(tr(words), value)
    box.setCurrentIndex(box.findData(option.default))
    return box


def _said(option: Option, widget: QCheckBox | ChoiceBox) -> str:
    """Give the value that is chosen; a tick that is off means the other one."""
    if not isinstance(widget, QCheckBox):
        return str(widget.currentData())
    (value,) = option.words
    return value if widget.isChecked() else next(one for one in option.values if one != value)


def plan_words(plan: ExportPlan, chosen: Format) -> str:
    """Give what an export would write and what it would lose, a line each."""
    counts = plan.counts
    lines = [
        tr(
            "{articles}, {spans}, {links} in {files}.",
            articles=trn("{n} article", "{n} articles", counts.articles),
            spans=trn("{n} span", "{n} spans", counts.spans),
            links=trn("{n} link", "{n} links", counts.links),
            files=trn("{n} file", "{n} files", len(plan.files)),
        )
    ]
    history = [loss for loss in plan.losses if loss.item == "history"]
    others = [loss for loss in plan.losses if loss.item != "history"]
    if others:
        lines += [
            tr("{item}, {n} of {of}: {how}", item=one.item, n=one.n, of=one.of, how=one.how)
            for one in others
        ]
    else:
        lines.append(tr("Nothing of what is marked is lost."))
    lines += [tr("Not in it: {how}.", how=one.how.rstrip(".")) for one in history]
    if not history:
        lines += [tr("Not in it: {how}.", how=one) for one in chosen.always_lost]
    return "\n".join(lines)


def report_words(report: ExportReport) -> str:
    """Give what an export did, in a sentence."""
    place = report.written.name if report.written is not None else ""
    if report.verified:
        return tr("Exported to {place}, read back and compared: all as promised.", place=place)
    return tr("Exported to {place}.", place=place)

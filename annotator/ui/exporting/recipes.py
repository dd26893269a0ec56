"""The exports that are kept as recipes, a line each: what changed since, and *Again*."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from shiboken6 import isValid

from annotator import formats
from annotator.errors import AnnotatorError, Cancelled
from annotator.language import tr
from annotator.model.choice.recipe import Recipe
from annotator.text.words import isolated
from annotator.ui.basics.building import column, row, row_line
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.labels import CutLabel, Label
from annotator.work import Watch, silent

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from annotator.model.named import NamedSet
    from annotator.project import Project
    from annotator.ui.basics.jobs import Job
    from annotator.ui.importing.host import OpenedProject
    from annotator.work import Cancel, Progress

_LEAST_NAME, _LINE, _BESIDE = 100, 34, 4
_WIDE = 620
"""Below that width what is said of a recipe stands below its name."""


class KeptLine(NamedTuple):
    """A recipe: its name, what it writes and where to, and what changed since it last did.

    `is_others`: somebody else kept it, and its place is asked about before it is written to.
    """

    name: str
    words: str
    place: str
    since: str
    is_others: bool = False

    def where(self) -> str:
        """Say where it writes to."""
        return tr("to {place}", place=self.place)


class KeptRecipes(QWidget):
    """Hidden while there is none; what changed is counted beside the window."""

    again_wanted = Signal(str)
    """The recipe of this name is to be written again."""
    forget_wanted = Signal(str)
    """The recipe of this name is to be kept no longer."""
    shown = Signal()
    """There are other lines now."""

    def __init__(self, parent: QWidget, host: OpenedProject) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setAccessibleName(tr("Kept recipes"))
        self._host = host
        self._counting: Job[list[KeptLine]] | None = None
        self._is_narrow = False
        self._may_run = True
        self.lines: list[KeptLine] = []
        self.buttons: list[KeyButton] = []
        self._since: list[Label] = []
        self._columns: list[list[Label]] = [[], [], []]
        """Names, what is written and where to, what changed since: they share the room."""
        said = CutLabel(tr("the same choices again, with one key"), "small", "ink2", parent=self)
        head = row(Label(tr("Kept recipes"), "bold", parent=self), (said, 1), gap=8)
        self._table = QWidget(self)
        self._grid = QGridLayout(self._table)
        self._column = column(head, self._table, of=self, around=(0, 12, 0, 0), gap=4)
        self.hide()

    def read(self) -> None:
        """Read what is kept, and count what changed since."""
        self.stop()
        project = self._host.project

        def names(_progress: Progress, _cancel: Cancel) -> list[KeptLine]:
            project.open_project.drain()
            return [_line(project, one, tr("counting …")) for one in project.recipes()]

        def since(_progress: Progress, cancel: Cancel) -> list[KeptLine]:
            some = project.recipes()
            return [_line(project, one, _since_words(project, one, cancel)) for one in some]

        def then(found: list[KeptLine]) -> None:
            if isValid(self):
                self._show(found)
                if found:
                    self._counting = self._host.jobs.start(since, counted)

        def counted(found: list[KeptLine]) -> None:
            if isValid(self):
                self._show(found)

        self._counting = self._host.jobs.start(names, then)

    def stop(self) -> None:
        """Count no more."""
        if self._counting is not None and self._counting.is_running:
            self._counting.cancel()

    def let(self, *, run: bool) -> None:
        """Let recipes be written, or not while something is."""
        self._may_run = run
        for one in self.buttons:
            one.setEnabled(run)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let words stand below one another where there is no room beside."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < _WIDE
        if is_narrow != self._is_narrow:
            self._is_narrow, lines, self.lines = is_narrow, self.lines, []
            self._show(lines)

    def _show(self, lines: list[KeptLine]) -> None:
        if [one._replace(since="") for one in lines] == [
            one._replace(since="") for one in self.lines
        ]:
            for label, line in zip(self._since, lines, strict=True):
                label.setText(line.since)
            self.lines = lines
            self._share()
            return
        self.lines, self.buttons = lines, []
        self._since = []
        self._columns = [[], [], []]
        table = QWidget(self)
        grid = self._grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for n, one in enumerate(lines):
            self._line(grid, 2 * n, one, table)
        self._share()
        self._column.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table
        table.show()
        self.setVisible(bool(lines))
        self.shown.emit()

    def _line(self, grid: QGridLayout, at: int, line: KeptLine, table: QWidget) -> None:
        name = Label(isolated(line.name), "bold", parent=table, wraps=True)
        what = Label(line.words, "ui", "ink2", parent=table, wraps=True)
        where = CutLabel(line.where(), "small", "ink2", parent=table)
        since = Label(line.since, "small", "ink2", parent=table, wraps=True)
        for one in (name, what, since):
            one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        parts = [[name], [what, where], [since]]
        if self._is_narrow:
            parts = [[name, what, where, since]]
        for at_column, some in enumerate(parts):
            grid.addLayout(column(*some, around=(0, 4, 0, 4), gap=0), at, at_column)
            self._columns[at_column] += some
        again = KeyButton(tr("Again …") if line.is_others else tr("Again"), parent=table)
        again.setAccessibleName(tr("{name}: again", name=line.name))
        again.clicked.connect(partial(self.again_wanted.emit, line.name))
        forget = KeyButton(tr("Forget"), parent=table)
        forget.setAccessibleName(tr("{name}: forget", name=line.name))
        forget.clicked.connect(partial(self.forget_wanted.emit, line.name))
        self._since.append(since)
        for button in (again, forget):
            button.setEnabled(self._may_run)
        self.buttons += [again, forget]
        grid.setRowMinimumHeight(at, _LINE)
        grid.addWidget(again, at, 3)
        grid.addWidget(forget, at, 4)
        grid.addWidget(row_line(table), at + 1, 0, 1, 5)

    def _share(self) -> None:
        """Give each column room by its longest words, so that none is cut beside free room."""
        for at, labels in enumerate(self._columns):
            widest = max(
                (one.fontMetrics().horizontalAdvance(one.text()) for one in labels), default=0
            )
            self._grid.setColumnStretch(at, widest + _BESIDE)
            self._grid.setColumnMinimumWidth(
                at, min(widest + _BESIDE, _LEAST_NAME) if at == 0 else 0
            )


def recipe_words(kept: NamedSet) -> str:
    """Say what a recipe writes: its format, and what was chosen."""
    try:
        recipe = Recipe.of(kept.body)
        chosen = formats.by_name(recipe.format)
    except AnnotatorError as problem:
        return problem.message
    options = {one.name: one.default for one in chosen.options} | {**recipe.options}
    titles = [one.title for one in chosen.offered() if one.chosen.items() <= options.items()]
    title = tr((titles or [chosen.title])[0])
    return ", ".join((title, *recipe.choice.words()))


def _line(project: Project, kept: NamedSet, since: str) -> KeptLine:
    from annotator.project.going_out import recipes

    here = project.open_project
    try:
        place = recipes.place_of(here, kept)
        folder = project.path.absolute().parent
        is_below = place.is_relative_to(folder)
        words = str(place.relative_to(folder) if is_below else place)
    except AnnotatorError:
        words = tr("nowhere")
    others = recipes.is_others(here, kept)
    return KeptLine(kept.name, recipe_words(kept), isolated(words), since, others)


def _since_words(project: Project, kept: NamedSet, cancel: Cancel) -> str:
    """Say what changed since; what hinders a recipe is said in its place."""
    from annotator.project.going_out import recipes

    try:
        watch = Watch(silent, cancel)
        return recipes.since(project.open_project, kept, watch).words()
    except Cancelled:
        raise
    except AnnotatorError as problem:
        return problem.sentence()

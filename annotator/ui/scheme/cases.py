"""Passages that a number counts, one a line: read as far as they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import Qt, Signal
from shiboken6 import isValid

from annotator.language import tr, trn
from annotator.text.words import isolated, shortened
from annotator.ui.basics import theme
from annotator.ui.basics.rows import CountedModel, Index, RowList, Rows, across, write
from annotator.ui.dialogs.frame import Frame
from annotator.ui.scheme.passages import Passages, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from annotator.project import Project
    from annotator.text.ranges import Range
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.work import Cancel

_WIDTH, _HEIGHT, _ROW, _FAR = 820, 420, 34, 240


class ListedPlace(Protocol):
    """What stands at a place of an article, on a layer ("" = whichever)."""

    @property
    def article_id(self) -> str:
        """The article."""
        ...

    @property
    def layer_id(self) -> str:
        """The layer."""
        ...

    @property
    def at(self) -> Range:
        """The place."""
        ...


class CodedPlace(NamedTuple):
    """A place that is listed for itself."""

    article_id: str
    layer_id: str
    at: Range


class CasesModel(CountedModel):
    """All places; what each says is read in pieces when it is seen."""

    def __init__(
        self,
        parent: QWidget,
        places: Sequence[ListedPlace],
        lines: Passages,
        layers: dict[str, str],
    ) -> None:
        """List places; `layers` are the names of the layers by their ids."""
        super().__init__(parent)
        self.places, self._lines, self._layers = places, lines, layers
        lines.take([Place(one.article_id, one.at) for one in places])
        lines.read.connect(self._read)
        self.show_rows(len(places))

    def _read(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a line says; one that is not read yet is asked for."""
        line = self._lines.line(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "…" if line is None else line.context
            case Qt.ItemDataRole.AccessibleTextRole if line is not None:
                return f"{line.context}, {self.far(index.row())}"
        return None

    def far(self, row: int) -> str:
        """Give the article and the layer of a line."""
        line = self._lines.line(row)
        layer = isolated(shortened(self._layers.get(self.places[row].layer_id, "")))
        return "" if line is None else "  ·  ".join(filter(None, (line.title, layer)))


class PassagesForm(Frame):
    """A list of passages; Enter or a click on *Go there* leads to one in its article."""

    chosen = Signal(str, str, object)
    """The article, the layer and the place that are to be seen."""

    def __init__(
        self,
        parent: QWidget,
        project: Project,
        jobs: Jobs,
        title: str,
        find: Callable[[Cancel], Sequence[ListedPlace]],
    ) -> None:
        """List what `find` gives; it looks beside the window."""
        super().__init__(parent, title, width=_WIDTH)
        self._lines = Passages(self, project, jobs)
        self._names = {one.id: one.name for one in project.layers()}
        self.list = RowList(self, title)
        self.list.setItemDelegate(_Passages(self.list))
        self.list.setMinimumHeight(self.room(_HEIGHT))
        self.list.activated.connect(lambda _at: self._go())
        self.list.doubleClicked.connect(lambda _at: self._go())
        self.column.addWidget(self.list, 1)
        self.model: CasesModel | None = None
        self.verdict.setText(tr("looking …"))
        self.button(tr("Close"), self.reject)
        self.go = self.button(tr("Go there"), self._go, is_default=True)
        self.go.setEnabled(False)
        self._job: Job[Sequence[ListedPlace]] = jobs.start(
            lambda _progress, cancel: find(cancel),
            self._show,
            lambda problem: self.verdict.setText(problem.sentence()) if isValid(self) else None,
        )
        self.finished.connect(lambda _how: self._job.cancel())
        self.list.setFocus()

    def _show(self, places: Sequence[ListedPlace]) -> None:
        if not isValid(self):
            return
        self.model = CasesModel(self, places, self._lines, self._names)
        self.list.setModel(self.model)
        self.list.setCurrentIndex(self.model.index(0))
        n = len(places)
        said = trn("{n} passage", "{n} passages", n)
        if any(one.layer_id for one in places):
            said = trn("{n} passage, of every layer", "{n} passages, of every layer", n)
        self.facts.setText(said)
        self.verdict.setText("" if n else tr("There is none."))
        self.go.setEnabled(n > 0)
        self.list.setFocus()

    def _go(self) -> None:
        row = self.list.currentIndex().row()
        if self.model is not None and 0 <= row < len(self.model.places):
            one = self.model.places[row]
            self.accept()
            self.chosen.emit(one.article_id, one.layer_id, one.at)


class _Passages(Rows):
    """Draws a line: the passage, behind it article and layer."""

    height = _ROW

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        self.paint_ground(painter, option, index)
        room = rect.adjusted(12, 0, -_FAR - 24, 0)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        write(painter, across(room, rect, mirrored=mirrored), words, at_right=mirrored)
        model = index.model()
        if isinstance(model, CasesModel):
            place = rect.adjusted(rect.width() - _FAR - 12, 0, -12, 0)
            place = across(place, rect, mirrored=mirrored)
            far = model.far(index.row())
            write(painter, place, far, "small", "ink2", at_right=not mirrored)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))
        painter.restore()

"""The list of codes: path, how many spans, some of their words, what it becomes, why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from annotator.language import tr
from annotator.text.words import isolated
from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import paint_chevron
from annotator.ui.basics.labels import elided
from annotator.ui.basics.rows import NOWHERE, Index, RowList, Rows, across, face, write
from annotator.ui.importing.codes.words import target_words, why_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from annotator.model.scheme import Scheme
    from annotator.model.scheme_edits.codes import CodeTarget
    from annotator.project.importing.codes import ComingCode

_ROW, _HEAD, _GAP, _SIDE = 36, 28, 12, 12
_NUMBER, _TARGET, _WHY = 64, 230, 120
_NARROW = 760
"""Below this width no reason is shown."""
_CHEVRON = 16


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code as it is listed."""

    path: str
    n: int
    examples: str
    to: CodeTarget
    becomes: str
    because: str

    @classmethod
    def of(cls, code: ComingCode, scheme: Scheme) -> CodeLine:
        """Give the line of a code that comes in."""
        examples = "  ·  ".join(isolated(one) for one in code.examples)
        becomes, because = target_words(code.to, scheme), why_words(code.because)
        return cls(code.path, code.n, examples, code.to, becomes, because)

    def becoming(self, target: CodeTarget, scheme: Scheme) -> CodeLine:
        """Give the line with another target, which somebody chose."""
        words = target_words(target, scheme)
        return replace(self, to=target, becomes=words, because=why_words("chosen"))


class CodeColumns(NamedTuple):
    """Where the columns of a line are, from the side where reading begins."""

    path: QRect
    n: QRect
    examples: QRect
    target: QRect
    why: QRect


def columns_in(rect: QRect, *, mirrored: bool) -> CodeColumns:
    """Give the places of the columns in a line."""
    inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    why = _WHY if inner.width() >= _NARROW else 0
    target = min(_TARGET, inner.width() // 3)
    path = (inner.width() - target - why - _NUMBER) * 2 // 5
    widths = [path, _NUMBER, 0, target, why]
    gaps = _GAP * (4 if why else 3)
    widths[2] = max(inner.width() - sum(widths) - gaps, 0)
    places, x = [], inner.left()
    for width in widths:
        place = QRect(x, rect.top(), width, rect.height())
        places.append(across(place, rect, mirrored=mirrored))
        x += width + _GAP
    return CodeColumns(*places)


class CodesList(RowList):
    """Lines of codes; Space or a click on what one becomes chooses another, of several at once."""

    change_wanted = Signal()
    out_wanted = Signal()
    more_chosen = Signal()
    """Other lines are chosen now."""
    go_on_wanted = Signal()

    def __init__(self, parent: QWidget, lines: Sequence[CodeLine]) -> None:
        """List these."""
        super().__init__(parent, tr("Codes"))
        self._model = _Lines(self, [*lines])
        self.setModel(self._model)
        self.setItemDelegate(_Painted(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setCurrentIndex(self._model.index(0))
        self.selectionModel().selectionChanged.connect(self.more_chosen)
        self.head = _Head(parent, self)

    @property
    def lines(self) -> list[CodeLine]:
        """All lines."""
        return self._model.lines

    @property
    def chosen(self) -> list[CodeLine]:
        """The lines that are chosen, in their order; the framed one where none is."""
        rows = sorted(one.row() for one in self.selectionModel().selectedIndexes())
        return [self.lines[one] for one in rows or [self.currentIndex().row()] if one >= 0]

    def choose_one_more(self) -> None:
        """Choose the line below the framed one, too."""
        index = self._model.index(self.currentIndex().row() + 1)
        if index.isValid():
            select = QItemSelectionModel.SelectionFlag.Select
            self.selectionModel().setCurrentIndex(index, select)

    def replace(self, lines: Sequence[CodeLine]) -> None:
        """Show lines otherwise, each in the place of that of its path."""
        others = {one.path: one for one in lines}
        self.lines[:] = [others.get(one.path, one) for one in self.lines]
        self.viewport().update()

    def place_of_target(self) -> QRect:
        """Give the place of what the framed code becomes."""
        rect = self.visualRect(self.currentIndex())
        return columns_in(rect, mirrored=self.isRightToLeft()).target

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the sheet."""
        acts = {
            Qt.Key.Key_Space: self.change_wanted,
            Qt.Key.Key_F2: self.change_wanted,
            Qt.Key.Key_Delete: self.out_wanted,
            Qt.Key.Key_Return: self.go_on_wanted,
            Qt.Key.Key_Enter: self.go_on_wanted,
        }
        wanted = acts.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            wanted.emit()

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Leave several chosen where a click is on what one of them becomes."""
        if (
            isinstance(event, QMouseEvent)
            and event.type() is QEvent.Type.MouseButtonRelease
            and self._is_on_target(event)
        ):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose another where a click is on what the code becomes."""
        super().mouseReleaseEvent(event)
        if not event.modifiers() and self._is_on_target(event):
            self.change_wanted.emit()

    def _is_on_target(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        is_on = self.indexAt(at) == self.currentIndex()
        return is_on and self.place_of_target().contains(at)


class _Lines(QAbstractListModel):
    """The lines, and what a screen reader is told of each."""

    def __init__(self, parent: QWidget, lines: list[CodeLine]) -> None:
        super().__init__(parent)
        self.lines = lines

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.path
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.path}, {line.n:,}, {line.becomes}, {line.because}, {line.examples}"
        return None


class _Painted(Rows):
    """Draws a line: what a code becomes stands in a box."""

    height = _ROW

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Lines):
            return
        line, rect = model.lines[index.row()], option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        places = columns_in(rect, mirrored=mirrored)
        painter.save()
        self.paint_ground(painter, option, index)
        face(painter, right_to_left=mirrored)
        # The end of a path is what tells it from its neighbours.
        painter.setFont(theme.font("bold"))
        room = places.path.width()
        path = elided(line.path, QFontMetrics(theme.font("bold")), room, at_start=True)
        write(painter, places.path, path, "bold", at_right=mirrored)
        write(painter, places.n, f"{line.n:,}", at_right=not mirrored)
        write(painter, places.examples, line.examples, ink="ink2", at_right=mirrored)
        self._box(painter, places.target, line, mirrored=mirrored)
        if places.why.width():
            write(painter, places.why, line.because, "small", "ink2", at_right=mirrored)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))
        painter.restore()

    @staticmethod
    def _box(painter: QPainter, place: QRect, line: CodeLine, *, mirrored: bool) -> None:
        box = place.adjusted(0, 4, 0, -5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("field_edge"), 1))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        words = across(box.adjusted(9, 0, -9 - _CHEVRON, 0), box, mirrored=mirrored)
        ink = "ink" if line.to.type else "ink2"
        write(painter, words, line.becomes, ink=ink, at_right=mirrored)
        x = box.left() + 14 if mirrored else box.right() - 13
        middle = QPointF(x, box.center().y() + 1)
        paint_chevron(painter, middle, QPen(theme.colour("ink2"), 1.4), up=False)


class _Head(QWidget):
    """The names of the columns above the list."""

    def __init__(self, parent: QWidget, rows: CodesList) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setFixedHeight(_HEAD)
        self.setAccessibleName(tr("Codes"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRect(0, 0, self._rows.viewport().width(), self.height())
        mirrored = self.isRightToLeft()
        if mirrored:
            rect.moveRight(self.width() - 1)
        places = columns_in(rect, mirrored=mirrored)
        heads = (
            (places.path, tr("Code"), False),
            (places.n, tr("spans"), True),
            (places.examples, tr("First three"), False),
            (places.target, tr("becomes"), False),
            (places.why, tr("because"), False),
        )
        face(painter, right_to_left=mirrored)
        for place, words, is_number in heads:
            if place.width():
                write(painter, place, words, "small", "ink2", at_right=mirrored != is_number)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
        painter.end()

"""The table of an attribute's values: digit, name, how many are coded so, what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPen

from annotator.language import tr
from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import paint_cap
from annotator.ui.basics.labels import day_of_text, plain_tip
from annotator.ui.basics.rows import NOWHERE, Index, TypedRows, TypedTable, across, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from annotator.model.scheme import Value
    from annotator.model.scheme_edits.paths import SchemePath
    from annotator.ui.scheme.outline import Counted

ROW_HEIGHT = 36
DIGIT, NAME, COUNT, DEFINITION, EXAMPLE, COUNTER = range(6)
FIELDS = {DEFINITION: "definition", EXAMPLE: "example", COUNTER: "counter_example"}
"""What is typed into a column, by its number."""
_WIDTHS = {DIGIT: 26, COUNT: 70}
_SHARES = {NAME: 0.2, DEFINITION: 0.34, EXAMPLE: 0.28, COUNTER: 0.18}
_NINE = 9


def _nothing(_path: SchemePath) -> int | None:
    """Give that it is not known yet how much is coded."""


class ValuesModel(QAbstractTableModel):
    """The values in the order of the list, retired ones last."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.values: Sequence[Value] = ()
        self.has_words = True
        """Whether values have definitions; the kinds of actors have none."""
        self.holder: SchemePath | None = None
        self.counted: Counted = _nothing

    def show(self, holder: SchemePath, values: Sequence[Value], *, has_words: bool) -> None:
        """Show the values of an attribute."""
        self.beginResetModel()
        self.holder, self.values, self.has_words = holder, values, has_words
        self.endResetModel()

    def path(self, row: int) -> SchemePath | None:
        """Give the path of a row's value."""
        if self.holder is None or not 0 <= row < len(self.values):
            return None
        return self.holder._replace(value=self.values[row].name)

    def n_coded(self, row: int) -> int | None:
        """Give how much is coded so; None while that is not known."""
        path = self.path(row)
        return None if path is None else self.counted(path)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give how many values there are."""
        return 0 if parent.isValid() else len(self.values)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Give the columns."""
        return 0 if parent.isValid() else COUNTER + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give what a column is called."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if section == COUNT else None
            return (side or Qt.AlignmentFlag.AlignLeading) | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        words = ("", tr("Value"), tr("coded"), tr("Definition"), tr("Example"), tr("Not this"))
        return words[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names and words be framed and typed into."""
        flags = Qt.ItemFlag.ItemIsEnabled
        if index.column() == NAME or (self.has_words and index.column() in FIELDS):
            flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what stands in a cell."""
        if not 0 <= index.row() < len(self.values):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.shown(index.row(), index.column(), role == Qt.ItemDataRole.EditRole)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self.shown(index.row(), index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
        return None

    def shown(self, row: int, column: int, is_edited: bool = False) -> str:
        """Give the words of a cell, or what of them is edited."""
        one = self.values[row]
        match column:
            case 0:
                return str(row + 1) if row < _NINE and not one.retired else ""
            case 1:
                return one.name if is_edited else tr(one.name)
            case 2:
                n = self.n_coded(row)
                return "" if n is None else f"{n:,}" if n else "–"
            case 3 if one.retired and not is_edited:
                since = tr("retired {day}", day=day_of_text(one.retired))
                return f"{since}: {one.definition}" if one.definition else since
            case _:
                return str(getattr(one, FIELDS[column]))

    def _spoken(self, index: Index) -> str:
        head = self.headerData(index.column(), Qt.Orientation.Horizontal)
        said = self.shown(index.row(), index.column()) or tr("none")
        name = self.shown(index.row(), NAME)
        return f"{name}, {head}: {said}" if index.column() != NAME else name


class SchemeValues(TypedTable):
    """Arrows go from cell to cell; what other keys do is the sheet's."""

    typed = Signal(object, int, str)
    """Something was typed into the row of a value, and kept: its path, the column, the words."""
    cases_wanted = Signal(object)
    """The path of a value whose cases are to be seen."""

    def __init__(self, parent: QWidget) -> None:
        """Make it, empty."""
        super().__init__(parent)
        self.model_ = ValuesModel(self)
        self.setModel(self.model_)
        self.dress(tr("Values"), _Cells(self), row_height=ROW_HEIGHT, least=_WIDTHS[DIGIT])
        self.selectionModel().currentChanged.connect(self._went)

    @property
    def path(self) -> SchemePath | None:
        """The framed value."""
        return self.model_.path(self.currentIndex().row())

    @property
    def value(self) -> Value | None:
        """The same as it is in the scheme."""
        row = self.currentIndex().row()
        return self.model_.values[row] if 0 <= row < len(self.model_.values) else None

    def stand_on(self, name: str | None, column: int = NAME) -> None:
        """Frame a value; the first one where there is none such."""
        rows = (n for n, one in enumerate(self.model_.values) if one.name == name)
        index = self.model_.index(next(rows, 0), column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def type_in(self, column: int | None = None) -> None:
        """Let something be typed into the framed cell, or into that column of its row."""
        at = self.currentIndex()
        if column is not None:
            at = at.siblingAtColumn(column)
            self.setCurrentIndex(at)
        self.edit(at)

    def _went(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and now.column() in _WIDTHS:
            by = 1 if before.column() <= now.column() else -1
            column = NAME if now.column() == DIGIT else now.column() + by
            self.setCurrentIndex(now.siblingAtColumn(column))
            return
        self.viewport().update()
        self.framed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Frame what is pressed; a number opens its cases."""
        index = self.indexAt(event.position().toPoint())
        if index.column() == COUNT:
            self.setCurrentIndex(index.siblingAtColumn(NAME))
            path = self.model_.path(index.row())
            if self.model_.n_coded(index.row()) and path is not None:
                self.cases_wanted.emit(path)
        else:
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        room = self.viewport().width() - sum(_WIDTHS.values())
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        for column, share in _SHARES.items():
            self.setColumnWidth(column, int(room * share))


class _Cells(TypedRows):
    """Draws a cell: a key cap, a bold name, a number with a line under it, words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        if not isinstance(table, SchemeValues):
            return
        rect: QRect = option.rect
        if rect.bottom() > table.viewport().height():
            return  # no line is cut in half by the lower edge
        painter.save()
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))
        _paint_cell(painter, rect, table, index)
        painter.restore()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Let it stand where the words stand."""
        editor.setGeometry(option.rect.adjusted(0, 3, -4, -4))

    def keep(self, index: Index, words: str) -> None:
        """Say what of a value was typed."""
        table = self.parent()
        if isinstance(table, SchemeValues):
            table.typed.emit(table.model_.path(index.row()), index.column(), words)


def _paint_cell(painter: QPainter, rect: QRect, table: SchemeValues, index: Index) -> None:
    model, row, column = table.model_, index.row(), index.column()
    words = model.shown(row, column)
    mirrored = table.layoutDirection() is Qt.LayoutDirection.RightToLeft
    is_pale = bool(model.values[row].retired)
    match column:
        case 0:
            if words:
                cap = QRect(rect.left(), rect.center().y() - 8, 18, 18)
                place = across(cap, rect, mirrored=mirrored).toRectF()
                paint_cap(painter, place, words, theme.current())
        case 1:
            room = across(rect.adjusted(8, 0, -8, -2), rect, mirrored=mirrored)
            write(painter, room, words, "bold", "ink3" if is_pale else "ink", at_right=mirrored)
        case 2:
            room = across(rect.adjusted(0, 0, -24, -2), rect, mirrored=mirrored)
            write(painter, room, words, at_right=not mirrored)
            if model.n_coded(row):
                wide = QFontMetrics(theme.font("ui")).horizontalAdvance(words)
                line = QRect(rect.right() - 24 - wide, rect.center().y() + 8, wide + 1, 1)
                painter.fillRect(across(line, rect, mirrored=mirrored), theme.colour("ink2"))
        case _:
            room = across(rect.adjusted(8, 0, -12, -2), rect, mirrored=mirrored)
            ink = "ink3" if is_pale else "ink" if column == DEFINITION else "ink2"
            write(painter, room, words, "ui", ink, at_right=mirrored)
    if index == table.currentIndex():
        ring = rect
        if column == NAME:
            wide = QFontMetrics(theme.font("bold")).horizontalAdvance(words[:200]) + 16
            ring = QRect(rect.left(), rect.top(), min(wide, rect.width()), rect.height())
            ring = across(ring, rect, mirrored=mirrored)
        _paint_ring(painter, ring, has_focus=table.hasFocus())


def _paint_ring(painter: QPainter, rect: QRect, *, has_focus: bool) -> None:
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("ink" if has_focus else "ink3"), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 3, -1, -4), 4, 4)

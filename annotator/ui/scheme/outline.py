"""The list at the left of the scheme's sheet, as a view; its lines are made in `entries`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from annotator.language import tr
from annotator.model.span import Owner
from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import key_cap_width, paint_key_cap, paint_sample
from annotator.ui.basics.labels import plain_tip
from annotator.ui.basics.rows import NOWHERE, Index, RowList, TypedRows, across, moves, write
from annotator.ui.scheme.entries import SchemeEntry, is_indented

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from annotator.model.scheme_edits.paths import SchemePath
    from annotator.ui.basics.theme import Theme

    Counted = Callable[[SchemePath], int | None]

ROW_HEIGHT = 30
_SIDE, _WORDS, _NUMBER = 20, 44, 56


def _nothing(_path: SchemePath) -> int | None:
    """Give that it is not known yet how much is coded."""


class OutlineModel(QAbstractListModel):
    """The lines with how much is coded of each."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.entries: list[SchemeEntry] = []
        self.counted: Counted = _nothing
        self.look: Theme = theme.current()
        """The theme with the colours of the scheme as it will be."""

    def show(self, entries: Sequence[SchemeEntry], look: Theme) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.entries, self.look = [*entries], look
        self.endResetModel()

    def row_of(self, path: SchemePath | None) -> int | None:
        """Give the row of a path."""
        rows = (n for n, one in enumerate(self.entries) if one.path == path and path is not None)
        return next(rows, None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give how many lines there are."""
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let all but headings be framed, and renamed."""
        if not index.isValid() or self.entries[index.row()].path is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what stands in a line."""
        if not 0 <= index.row() < len(self.entries):
            return None
        one = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one.label
            case Qt.ItemDataRole.EditRole:
                return "" if one.path is None else one.path.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(one)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(one.label)
        return None

    def _spoken(self, one: SchemeEntry) -> str:
        said = [one.label, tr("key {key}", key=one.key) if one.key else ""]
        if one.path is not None and one.path.attribute is not None and one.path.type:
            said.append(tr("attribute of {type}", type=tr(one.path.type)))
        said.append(tr("retired") if one.is_retired else "")
        n = self.counted(one.path) if one.path is not None else None
        said.append("" if n is None else f"{n:,}")
        return ", ".join(filter(None, said))


class Outline(RowList):
    """Arrows go from line to line; what other keys do is the sheet's."""

    framed = Signal()
    """Another line is under the frame."""
    key_pressed = Signal(object)
    """A press that the list has no use for."""
    renamed = Signal(object, str)
    """A name was typed for what has this path, and kept."""

    def __init__(self, parent: QWidget) -> None:
        """Make it, empty."""
        super().__init__(parent, tr("Types, attributes and links"))
        self.model_ = OutlineModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(_Lines(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentChanged.connect(self._went)
        theme.notice.changed.connect(self.viewport().update)

    @property
    def path(self) -> SchemePath | None:
        """What is under the frame."""
        at = self.currentIndex().row()
        return self.model_.entries[at].path if 0 <= at < len(self.model_.entries) else None

    def stand_on(self, path: SchemePath | None) -> None:
        """Frame a line; the first one where there is none such."""
        row = self.model_.row_of(path)
        if row is None:
            row = next((n for n, one in enumerate(self.model_.entries) if one.path is not None), 0)
        index = self.model_.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a line into view, and the heading that it is the first below."""
        above = index.row() - 1
        if 0 <= above < len(self.model_.entries) and self.model_.entries[above].path is None:
            super().scrollTo(self.model_.index(above), hint)
        super().scrollTo(index, hint)

    def _went(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.framed.emit()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go past a heading: Home and PgUp would stop before the one at the top."""
        there = super().moveCursor(action, held)
        entries, row = self.model_.entries, there.row()
        below = (n for n in range(max(row, 0), len(entries)) if entries[n].path is not None)
        return self.model_.index(next(below, self.currentIndex().row()))

    def type_in(self) -> None:
        """Let the framed line be called otherwise."""
        self.edit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go about with arrows; all else is for the sheet, but for what a field leaves."""
        if self.state() is QAbstractItemView.State.EditingState:
            return
        if moves(event):
            super().keyPressEvent(event)
            return
        event.ignore()
        self.key_pressed.emit(event)


class _Lines(TypedRows):
    """Draws a line: how the type is marked, its name and key, how much is coded."""

    height = ROW_HEIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height."""
        return super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        outline = self.parent()
        if not isinstance(outline, Outline):
            return
        one, rect = outline.model_.entries[index.row()], option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        if one.path is None:
            place = across(rect.adjusted(_SIDE, 4, -_SIDE, 0), rect, mirrored=mirrored)
            write(painter, place, one.label, "small", "ink2", at_right=mirrored)
            painter.restore()
            return
        self.paint_ground(painter, option, index)
        _paint_sign(painter, rect, outline.model_, one, mirrored=mirrored)
        n = outline.model_.counted(one.path)
        far = QRect(rect.right() - _SIDE - _NUMBER, rect.top(), _NUMBER, rect.height())
        if n is not None:
            place = across(far, rect, mirrored=mirrored)
            write(painter, place, f"{n:,}", "small", "ink2", at_right=not mirrored)
        start = _WORDS if is_indented(one.path) or one.path.kind is not Owner.ACTOR else _SIDE
        room = QRect(rect.left() + start, rect.top(), far.left() - rect.left() - start - 4,
                     rect.height())  # fmt: skip
        cap = key_cap_width(theme.current(), one.key) + 10 if one.key else 0
        words = room.adjusted(0, 0, -round(cap), 0)
        is_pale = one.is_retired and not self.is_selected(index)
        write(painter, across(words, rect, mirrored=mirrored), one.label, "ui",
              "ink3" if is_pale else "ink", at_right=mirrored)  # fmt: skip
        if one.key:
            wide = QFontMetrics(theme.font("ui")).horizontalAdvance(one.label)
            x = min(words.left() + wide + 6, words.right() + 4)
            at = across(QRect(x, rect.center().y() - 8, round(cap) - 10, 18), rect,
                        mirrored=mirrored)  # fmt: skip
            paint_key_cap(painter, theme.current(), QPointF(at.topLeft()), one.key)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give the field in which a name is typed."""
        made = super().createEditor(parent, option, index)
        made.setObjectName("rename")
        return made

    def field_name(self, _index: Index) -> str:
        """Give what the field is called."""
        return tr("Name")

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Let it stand where the name stands."""
        rect = option.rect.adjusted(_WORDS - 10, 1, -8, -1)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        editor.setGeometry(across(rect, option.rect, mirrored=mirrored))

    def keep(self, index: Index, words: str) -> None:
        """Say how something is called now."""
        outline = self.parent()
        if isinstance(outline, Outline):
            outline.renamed.emit(outline.model_.entries[index.row()].path, words)


def _paint_sign(
    painter: QPainter, rect: QRect, model: OutlineModel, one: SchemeEntry, *, mirrored: bool
) -> None:
    """Draw before a type how it is marked, before a link an arrow."""
    if one.path is None or one.path.attribute is not None:
        return
    place = QRect(rect.left() + _SIDE, rect.center().y() - 6, 17, 13)
    place = across(place, rect, mirrored=mirrored)
    if one.path.kind is Owner.SPAN:
        paint_sample(painter, QRectF(place), one.path.type, model.look.scheme, dress=model.look,
                     has_letter=False)  # fmt: skip
        return
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink2"), 1.2))
    y = place.center().y() + 1
    tip, tail = (place.left(), place.right()) if mirrored else (place.right(), place.left())
    by = 3 if mirrored else -3
    painter.drawLine(QPointF(tail, y), QPointF(tip, y))
    painter.drawLine(QPointF(tip, y), QPointF(tip + by, y - 3))
    painter.drawLine(QPointF(tip, y), QPointF(tip + by, y + 3))

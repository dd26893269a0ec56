"""The project's actors below the articles: how often each speaks and is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.language import tr
from annotator.reading.colours import OTHER_KIND, UNDER_MARK_KINDS
from annotator.text.script import direction
from annotator.ui.basics import theme
from annotator.ui.basics.building import column, row
from annotator.ui.basics.labels import Label, plain_tip
from annotator.ui.basics.rows import NOWHERE, Index, across

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter

    from annotator.model.actor import Actor

ROW_HEIGHT = 25
_SAID_WIDTH, _NAMED_WIDTH = 26, 36

Counts = Mapping[str, tuple[int, int]]
"""By actor id: how often it speaks, how often it is named."""


class ActorModel(QAbstractListModel):
    """The actors in the order of how often they are named, then by name."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._actors: list[Actor] = []
        self._counts: Counts = {}

    def show(self, actors: Sequence[Actor], counts: Counts) -> None:
        """Show these actors with their counts."""
        self.beginResetModel()
        self._counts = counts
        self._actors = sorted(
            actors, key=lambda one: (-sum(counts.get(one.id, (0, 0))), one.name.casefold())
        )
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of actors."""
        return 0 if parent.isValid() else len(self._actors)

    def actor(self, row: int) -> Actor | None:
        """Give the actor of a row."""
        return self._actors[row] if 0 <= row < len(self._actors) else None

    def counts(self, row: int) -> tuple[int, int]:
        """Give how often the actor of a row speaks and is named."""
        return self._counts.get(self._actors[row].id, (0, 0))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the name; for a screen reader with kind and counts."""
        actor = self.actor(index.row())
        if actor is None:
            return None
        said, named = self.counts(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return actor.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = tr(
                "{name}, {kind}: said {said}, named {named}",
                name=" / ".join(actor.names()),
                kind=tr(actor.kind),
                said=said,
                named=named,
            )
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None


class ActorsPane(QWidget):
    """The lower half of the left pane. Enter or a double click opens an actor's names."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the list, empty."""
        super().__init__(parent)
        self.setAccessibleName(tr("Actors"))
        self.model = ActorModel(self)
        self.list = _List(self)
        self.list.setObjectName("pane")
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setAccessibleName(tr("Actors"))
        self.list.activated.connect(self._open)
        heads = [Label(one, "small", "ink2", parent=self) for one in (tr("said"), tr("named"))]
        title = Label(tr("Actors"), "bold", parent=self)
        head = row(title, None, *heads, around=(16, 10, 12, 0), gap=6)
        column(head, (self.list, 1), of=self, around=(0, 0, 0, 0), gap=4)
        theme.notice.changed.connect(self.list.viewport().update)

    def _open(self, index: QModelIndex) -> None:
        actor = self.model.actor(index.row())
        if actor is not None:
            self.opened.emit(actor.id)


class _List(QListView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first actor when no one is chosen yet."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """Draws a row: the letter of its kind, its name, two numbers."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        model = index.model()
        actor = model.actor(index.row()) if isinstance(model, ActorModel) else None
        if actor is None or not isinstance(model, ActorModel):
            return
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.fillRect(
            rect, theme.colour("selected_row" if is_selected and has_focus else "chrome")
        )
        if is_selected and has_focus:
            x = rect.right() - 2 if mirrored else rect.left()
            painter.fillRect(x, rect.top(), 3, rect.height(), theme.colour("ink"))
        said, named = model.counts(index.row())
        middle = Qt.AlignmentFlag.AlignVCenter
        end = Qt.AlignmentFlag.AlignRight if not mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink2"))
        numbers_end = rect.right() - 10
        for number, right, width in (
            (named, numbers_end, _NAMED_WIDTH),
            (said, numbers_end - _NAMED_WIDTH, _SAID_WIDTH),
        ):
            place = across(
                QRect(right - width, rect.top(), width, rect.height()), rect, mirrored=mirrored
            )
            painter.drawText(
                place, end | middle | Qt.AlignmentFlag.AlignAbsolute, str(number) if number else "–"
            )
        letter = across(
            QRect(rect.left() + 16, rect.top(), 16, rect.height()), rect, mirrored=mirrored
        )
        painter.setFont(theme.font("letter"))
        painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, kind_letter(actor.kind))
        name = QRect(
            rect.left() + 43,
            rect.top(),
            numbers_end - _NAMED_WIDTH - _SAID_WIDTH - rect.left() - 43,
            rect.height(),
        )
        painter.setFont(theme.font("ui"))
        painter.setPen(theme.colour("ink"))
        cut = painter.fontMetrics().elidedText(
            actor.name, Qt.TextElideMode.ElideRight, name.width()
        )
        rtl = direction(actor.name) == "rtl"
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        start = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            across(name, rect, mirrored=mirrored),
            start | middle | Qt.AlignmentFlag.AlignAbsolute,
            cut,
        )
        painter.restore()


def kind_letter(kind: str) -> str:
    """Give the letter of a kind of actor: a place has the one it has under a mark."""
    return UNDER_MARK_KINDS.get(kind, tr(kind)[:1].upper() if kind != "other" else OTHER_KIND)

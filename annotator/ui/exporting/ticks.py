"""A form that ticks some of many: actors whose names are replaced, words that might still tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.language import tr, trn
from annotator.ui.basics.building import field
from annotator.ui.basics.rows import NOWHERE, Index, RowList, Rows
from annotator.ui.dialogs.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

_WIDTH, _HEIGHT, _ROW = 560, 320, 28


class Tickable(NamedTuple):
    """One of many: what it is known by, and its words."""

    key: str
    words: str


class TickForm(Frame):
    """A list with ticks, shorter as one types; Space ticks, Enter takes what is ticked."""

    taken = Signal(object)
    """The keys that are ticked, as a tuple in the order of the list."""
    looked_at = Signal(str)
    """One is to be seen where it stands: its key."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        every: Sequence[Tickable],
        ticked: Collection[str],
        *,
        look: str = "",
    ) -> None:
        """List some, `ticked` from the start; `look` are the words that show one at its place."""
        super().__init__(parent, title, width=_WIDTH)
        self._every, self.ticked = every, {*ticked}
        self.typed = field("", self)
        self.typed.setPlaceholderText(tr("words in it"))
        self.typed.setAccessibleName(tr("Words"))
        self.typed.textChanged.connect(self._narrow)
        self.list = RowList(self, title)
        self.list.setMinimumHeight(self.room(_HEIGHT))
        self.model = _Ticks(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.installEventFilter(self)
        self.column.addWidget(self.typed)
        self.column.addWidget(self.list, 1)
        self.button(tr("Cancel"), self.reject)
        if look:
            self.look = self.button(look, self._look)
        self.main = self.button(tr("Take"), self._take, is_default=True)
        self._narrow("")
        self.say()
        self.list.setFocus()

    def say(self) -> None:
        """Say how many are ticked."""
        self.facts.setText(trn("{n} ticked", "{n} ticked", len(self.ticked)))

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        self.model.show_lines(
            [one for one in self._every if all(each in one.words.casefold() for each in wanted)]
        )
        self.list.setCurrentIndex(self.model.index(0))

    def _key(self) -> str:
        row = self.list.currentIndex().row()
        return self.model.lines[row].key if 0 <= row < len(self.model.lines) else ""

    def _take(self) -> None:
        self.accept()
        self.taken.emit(tuple(one.key for one in self._every if one.key in self.ticked))

    def _look(self) -> None:
        key = self._key()
        if key:
            self._take()
            self.looked_at.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter in the list be the main button: a list would open a line."""
        is_press = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if is_press and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]  # a press
            self._take()
            return True
        return super().eventFilter(watched, event)


class _Ticks(QAbstractListModel):
    """The lines that are shown, each with its tick."""

    def __init__(self, form: TickForm) -> None:
        super().__init__(form)
        self._form = form
        self.lines: list[Tickable] = []

    def show_lines(self, lines: list[Tickable]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.words
        if role == Qt.ItemDataRole.CheckStateRole:
            is_ticked = one.key in self._form.ticked
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        key = self.lines[index.row()].key
        self._form.ticked ^= {key}
        self._form.say()
        self.dataChanged.emit(index, index, [role])
        return True


class _Lines(Rows):
    """Lines of one height; a click anywhere in one ticks."""

    height = _ROW

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease:
            return model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        return super().editorEvent(event, model, option, index)

"""Keys of one's own: all acts with their keys; the key that is pressed becomes that of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.reading.keys import KeyRow, Stroke, key_table
from annotator.text.likeness import fold
from annotator.ui.basics import theme
from annotator.ui.basics.actions import shown_key
from annotator.ui.basics.building import field
from annotator.ui.basics.keyboard import stroke_of
from annotator.ui.basics.rows import typed_in
from annotator.ui.dialogs.frame import Frame
from annotator.ui.dialogs.key_changes import (
    KeyChange,
    as_shipped,
    clashing,
    may_change,
    with_key,
    without_key,
)
from annotator.ui.dialogs.key_sheet import keys_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.model.scheme import Scheme

_ROW = 30
_FIELD = 220
_HEIGHT = 420
_ACT, _KEYS, _OWN = range(3)


class OwnKeysDialog(Frame):
    """A list of acts; F2, Enter or a double click asks for a key; what it clashes with is said."""

    changed = Signal(object)
    """The person's keys by act, as the settings keep them."""

    def __init__(
        self, parent: QWidget, own: Mapping[str, tuple[str, ...]], scheme: Scheme | None
    ) -> None:
        """Show the acts with the keys as they are now; `scheme` has those of the types."""
        super().__init__(parent, tr("Keys of your own"), width=640)
        self._own: Mapping[str, tuple[str, ...]] = dict(own)
        self._scheme = scheme
        self._asked: KeyRow | None = None
        self._offered: Stroke | None = None
        """A key that another act has: Enter takes it from there."""
        self.field = field("", self)
        self.field.setPlaceholderText(tr("Find a key or an act"))
        self.field.setAccessibleName(tr("Find a key or an act"))
        self.field.setFixedWidth(_FIELD)
        self.field.textEdited.connect(self._fill)
        self.form.head.addWidget(self.field)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(tr("Acts and their keys"))
        self.list.setRootIsDecorated(False)
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(3)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMinimumHeight(self.room(_HEIGHT))
        self.list.header().setSectionResizeMode(_ACT, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.list.itemDoubleClicked.connect(lambda _item, _column: self.ask())
        self.list.currentItemChanged.connect(lambda _new, _old: self._leave())
        self.list.installEventFilter(self)
        self.field.installEventFilter(self)
        self.column.addWidget(self.list, 1)
        self.none_button = self.button(tr("No key"), self.take_away, at_start=True)
        self.back_button = self.button(tr("As it came"), self.put_back, at_start=True)
        self.button(tr("Close"), self.reject)
        self.ask_button = self.button(tr("Another key …"), self.ask, is_default=True)
        self._fill("")
        self.list.setFocus()

    # --- the list -------------------------------------------------------------------------------

    def _fill(self, typed: str) -> None:
        wanted, current = fold(typed).strip(), self._current()
        table = key_table(self._scheme, changed=self._own)
        self.list.clear()
        for row in filter(may_change, table.rows):
            keys, label = keys_of(row), tr(row.label)
            if wanted not in fold(f"{label} {keys}"):
                continue
            item = QTreeWidgetItem([label, keys, tr("yours") if row.act in self._own else ""])
            item.setData(_ACT, Qt.ItemDataRole.UserRole, row.act)
            item.setSizeHint(_ACT, QSize(0, _ROW))
            item.setFont(_OWN, theme.font("small"))
            item.setForeground(_OWN, theme.colour("ink2"))
            if row.act in self._own:
                item.setFont(_KEYS, theme.font("bold"))
            self.list.addTopLevelItem(item)
            if current is not None and row.act == current.act:
                self.list.setCurrentItem(item)
        first = self.list.topLevelItem(0)
        if self.list.currentItem() is None and first is not None:
            self.list.setCurrentItem(first)
        for column in (_KEYS, _OWN):
            self.list.resizeColumnToContents(column)
        self._leave()

    def _current(self) -> KeyRow | None:
        item = self.list.currentItem()
        act = None if item is None else item.data(_ACT, Qt.ItemDataRole.UserRole)
        return None if act is None else key_table(self._scheme, changed=self._own).row(act)

    # --- another key ----------------------------------------------------------------------------

    def ask(self) -> None:
        """Let the next press be the key of the current act; with a clash said, take it."""
        if self._offered is not None and self._asked is not None:
            self._take(self._offered)
            return
        self._asked = self._current()
        if self._asked is not None:
            self.list.setFocus()
            self._say(
                tr("Press the key for “{act}”. Esc leaves it.", act=tr(self._asked.label)),
                tr("Another key …"),
            )

    def take_away(self) -> None:
        """Let the current act have no key."""
        row = self._current()
        if row is not None:
            self._change(without_key(self._own, row.act))

    def put_back(self) -> None:
        """Let the current act have the keys that it came with."""
        row = self._current()
        if row is not None:
            self._change(as_shipped(self._own, row.act))

    def _pressed(self, stroke: Stroke) -> None:
        """Take a key, or say first whose it is."""
        row = self._asked
        if row is None:
            return
        table = key_table(self._scheme, changed=self._own)
        other = clashing(table, row.act, stroke)
        if other is None or not may_change(other):
            self._take(stroke)
            return
        self._offered = stroke
        self._say(
            tr(
                "{key} is “{other}”. Enter gives it to “{act}”; another key or Esc does not.",
                key=shown_key(stroke),
                other=tr(other.label),
                act=tr(row.label),
            ),
            tr("Take it"),
        )

    def _take(self, stroke: Stroke) -> None:
        row = self._asked
        if row is None:
            return
        table = key_table(self._scheme, changed=self._own)
        try:
            self._change(with_key(self._own, table, row.act, stroke))
        except Forbidden as problem:
            self._offered = None
            self._say(problem.sentence(), tr("Another key …"))

    def _change(self, change: KeyChange) -> None:
        self._own = change.own
        self._fill(self.field.text())
        if change.loses is not None:
            self._say(tr("“{act}” has no key now.", act=tr(change.loses.label)))
        self.changed.emit(self._own)

    def _say(self, words: str, main: str = "") -> None:
        self.verdict.setText(words)
        self.ask_button.setText(main or tr("Another key …"))
        self.grow()

    def _leave(self) -> None:
        """Ask for no key any more."""
        self._asked = self._offered = None
        row = self._current()
        self._say(tr("F2 or Enter asks for another key. What you choose holds at once."))
        self.ask_button.setEnabled(row is not None)
        self.none_button.setEnabled(row is not None and bool(row.keys))
        self.back_button.setEnabled(row is not None and row.act in self._own)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take presses while a key is asked for; lead from the field into the list."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.ShortcutOverride and self._asked is not None:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if watched is self.field:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.setFocus()
                return True
            return False
        if self._asked is None:
            return self._is_of_list(event)
        self._take_press(event)
        return True

    def _take_press(self, event: QKeyEvent) -> None:
        """Take what is pressed while a key is asked for; a key held down says nothing new."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif self._offered is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._offered)
        elif (stroke := stroke_of(event)) is not None:
            self._offered = None
            self._pressed(stroke)

    def _is_of_list(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_F2 | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.ask()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.take_away()
            case _ if typed := typed_in(event):
                self.field.setFocus()
                self.field.setText(typed)
                self.field.end(False)
                self._fill(typed)
            case _:
                return False
        return True

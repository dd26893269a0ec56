"""The list of steps: what was done, by whom and when; all down to one can be undone.

One can get a name, the project can be looked at as it was then, and what was before forgotten.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.language import tr, trn
from annotator.project.step_names import step_name
from annotator.store.read_lists import StepInfo
from annotator.text.words import isolated
from annotator.ui.basics import theme
from annotator.ui.basics.building import WordsField, row
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.labels import Label, plain_tip, said_time, shown_time
from annotator.ui.dialogs.frame import Frame

MOST = 1_000
_STEP = 1
_ROW = 36
_GAP = 30
_BELOW, _LEAST = 80, 72
"""What stands below the list for the chosen step, and two rows of the list."""
_LONGEST_TYPED, _FIELD = 400, 28
_NAME, _WHAT = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


class _NameField(WordsField):
    """A field whose Enter is its own: it must not press the button that undoes."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter; a key held down is pressed once."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class StepsDialog(Frame):
    """Newest first; those that are undone are grey and can be done again."""

    undo_wanted = Signal(int)
    """The number of the step that is to be the last one that holds."""
    redo_wanted = Signal(int)
    """The number of the step that is to be done again, with all before it."""
    look_wanted = Signal(int)
    """The number of the step at whose state the project is to be looked at."""
    name_wanted = Signal(int, str)
    """The number of a step, and the name that it is to have; "" = none."""
    forget_wanted = Signal(int)
    """The number of the step before which all is to be forgotten."""

    def __init__(
        self,
        parent: QWidget,
        infos: Sequence[StepInfo],
        names: dict[str, str] | None,
        *,
        can_write: bool = True,
    ) -> None:
        """Show steps; `names` are the coders' names by id, None = nobody is named."""
        super().__init__(parent, tr("Steps"), width=720)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(tr("Steps"))
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([tr("when"), tr("step"), tr("by"), tr("state")])
        self.list.setHeaderHidden(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMinimumHeight(max(_LEAST, self.room(360 + _BELOW) - _BELOW))
        self._can_write = can_write
        self.list.header().setSectionResizeMode(_STEP, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        for info in infos:
            self._row(info, names)
        for column in range(4):
            if column != _STEP:
                self.list.resizeColumnToContents(column)
                self.list.setColumnWidth(column, self.list.columnWidth(column) + _GAP)
        self.column.addWidget(self.list, 1)
        self._what = self.words("", font="small", ink="ink2")
        self._name = _NameField(self)
        self._name.setMinimumHeight(_FIELD)
        self._name.setMaxLength(_LONGEST_TYPED)
        self._name.setPlaceholderText(tr("as submitted in May"))
        self._name.setAccessibleName(tr("Name of the chosen step"))
        self._keep_name = self._beside(tr("Keep the name"), self._name_it)
        self._name.entered.connect(self._keep_name.click)
        self._look = self._beside(tr("Look at the project as it was"), self._look_at)
        self._forget = self._beside(tr("Forget what was before …"), self._forget_before)
        label = Label(tr("Its name"), "ui", "ink2", parent=self)
        label.setBuddy(self._name)
        self.column.addLayout(row(label, (self._name, 1), self._keep_name, gap=8))
        acts = row(self._look, self._forget, gap=8)
        acts.addStretch(1)
        self.column.addLayout(acts)
        self.facts.setText(trn("{n} step", "{n} steps", len(infos)))
        self._redo = self.button(tr("Do again up to here"), self._redo_to, at_start=True)
        self.button(tr("Close"), self.reject)
        self._undo = self.button(tr("Undo down to here"), self._undo_to, is_default=True)
        self.list.currentItemChanged.connect(lambda _new, _old: self._allow())
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._allow()

    def _row(self, info: StepInfo, names: dict[str, str] | None) -> None:
        step = info.step
        states = {"done": "", "undone": tr("undone"), "dropped": tr("undone, then left behind")}
        name = None if names is None else names.get(step.by)
        by = "" if name is None else tr("by {name}", name=isolated(name))
        what = step_name(step, nameless=names is None)
        cells = [said_time(step.at), what, by, states[info.state]]
        item = QTreeWidgetItem(cells)
        item.setData(_STEP, _NAME, info.label)
        item.setSizeHint(_STEP, QSize(0, _ROW))
        item.setData(0, Qt.ItemDataRole.UserRole, (step.number, info.state))
        item.setData(_STEP, _WHAT, what)
        _show_name(item)
        item.setData(0, Qt.ItemDataRole.ToolTipRole, shown_time(step.at))
        for column in range(4):
            if column != _STEP:
                item.setFont(column, theme.font("small"))
            if column != _STEP or info.state != "done":
                item.setForeground(column, theme.colour("ink2"))
        self.list.addTopLevelItem(item)

    def _current(self) -> tuple[int | None, str]:
        item = self.list.currentItem()
        if item is None:
            return None, ""
        number, state = item.data(0, Qt.ItemDataRole.UserRole)
        return number, state

    def _allow(self) -> None:
        number, state = self._current()
        is_last = self.list.currentItem() is self.list.topLevelItem(0)
        self._undo.setEnabled(
            self._can_write and number is not None and state == "done" and not is_last
        )
        self._redo.setEnabled(number is not None and state == "undone")
        holds = number is not None and state == "done"
        item = self.list.currentItem()
        self._name.setText("" if item is None else item.data(_STEP, _NAME))
        for one in (self._name, self._keep_name):
            one.setEnabled(holds and self._can_write)
        self._look.setEnabled(holds)
        is_first = self.list.currentIndex().row() == self.list.topLevelItemCount() - 1
        self._forget.setEnabled(holds and self._can_write and not is_first)
        self.verdict.setText("")
        self._what.setText(self._would_be_undone() if self._undo.isEnabled() else "")

    def _would_be_undone(self) -> str:
        """Say how many steps above the chosen one hold."""
        rows = range(self.list.currentIndex().row())
        items = [self.list.topLevelItem(row) for row in rows]
        states = [one.data(0, Qt.ItemDataRole.UserRole)[1] for one in items if one is not None]
        return trn(
            "All above the chosen step would be undone: {n} step. It can be redone.",
            "All above the chosen step would be undone: {n} steps. They can all be redone.",
            states.count("done"),
        )

    def _undo_to(self) -> None:
        number, _ = self._current()
        self.accept()
        if number is not None:
            self.undo_wanted.emit(number)

    def _redo_to(self) -> None:
        number, _ = self._current()
        self.accept()
        if number is not None:
            self.redo_wanted.emit(number)

    # --- what is done with one step -------------------------------------------------------------

    def _beside(self, words: str, run: Callable[[int], None]) -> KeyButton:
        """Give a button that does something with the chosen step."""
        button = KeyButton(words, "")
        button.setParent(self)
        button.setAutoDefault(True)

        def pressed() -> None:
            number, _ = self._current()
            if number is not None:
                run(number)

        button.clicked.connect(pressed)
        return button

    def _name_it(self, number: int) -> None:
        self.name_wanted.emit(number, self._name.text().strip())

    def _look_at(self, number: int) -> None:
        self.accept()
        self.look_wanted.emit(number)

    def _forget_before(self, number: int) -> None:
        self.accept()
        self.forget_wanted.emit(number)

    def named(self, number: int, name: str | None) -> None:
        """Show the name that a step has now."""
        for at in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(at)
            if item is not None and item.data(0, Qt.ItemDataRole.UserRole)[0] == number:
                item.setData(_STEP, _NAME, name)
                _show_name(item)
        self._allow()
        said = tr("Step {n} has no name.", n=number)
        if name is not None:
            said = tr("Step {n} is “{name}” from now on.", n=number, name=isolated(name))
        self.verdict.setText(said)

    def refused(self, sentence: str) -> None:
        """Say why a step does not get a name."""
        self.verdict.setText(sentence)


def _show_name(item: QTreeWidgetItem) -> None:
    """Show what a step is called: its name stands before what was done."""
    name, what = item.data(_STEP, _NAME), item.data(_STEP, _WHAT)
    item.setText(_STEP, what if name is None else f"{isolated(name)}  ·  {what}")
    item.setFont(_STEP, theme.font("ui" if name is None else "bold"))
    item.setData(_STEP, Qt.ItemDataRole.ToolTipRole, plain_tip(item.text(_STEP)))

"""The list of steps: what was done, by whom and when; all down to one can be undone."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.language import tr, trn
from annotator.project.step_names import step_name
from annotator.store.read_lists import StepInfo
from annotator.text.words import isolated
from annotator.ui.basics import theme
from annotator.ui.basics.labels import plain_tip, said_time, shown_time
from annotator.ui.dialogs.frame import Frame

MOST = 1_000
_STEP = 1
_ROW = 36
_GAP = 14


class StepsDialog(Frame):
    """Newest first; those that are undone are grey and can be done again."""

    undo_wanted = Signal(int)
    """The number of the step that is to be the last one that holds."""
    redo_wanted = Signal(int)
    """The number of the step that is to be done again, with all before it."""

    def __init__(
        self, parent: QWidget, infos: Sequence[StepInfo], names: dict[str, str] | None
    ) -> None:
        """Show steps; `names` are the coders' names by id, None = nobody is named."""
        super().__init__(parent, tr("Steps"), width=720)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(tr("Steps"))
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([tr("when"), tr("step"), tr("by"), tr("state")])
        self.list.setHeaderHidden(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMinimumHeight(self.room(360))
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
        item.setSizeHint(_STEP, QSize(0, _ROW))
        item.setData(0, Qt.ItemDataRole.UserRole, (step.number, info.state))
        item.setData(_STEP, Qt.ItemDataRole.ToolTipRole, plain_tip(cells[_STEP]))
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
        self._undo.setEnabled(number is not None and state == "done" and not is_last)
        self._redo.setEnabled(number is not None and state == "undone")
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

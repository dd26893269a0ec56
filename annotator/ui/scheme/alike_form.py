"""What *all alike* would decide, before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from annotator.language import tr, trn
from annotator.ui.basics.forms import FormLines
from annotator.ui.basics.rows import RowList
from annotator.ui.dialogs.frame import Frame
from annotator.ui.popups.box import ChoiceBox
from annotator.ui.scheme.passages import LinesModel
from annotator.ui.scheme.words import named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from annotator.model.scheme_edits.coded_marks import LookAgain
    from annotator.ui.scheme.passages import Passages


class AlikeAgainForm(Frame):
    """The passages that were decided alike, and the value that all of them get."""

    wanted = Signal(str)
    """The value for all of them."""

    def __init__(self, parent: QWidget, one: LookAgain, lines: Passages) -> None:
        """List what was decided as `one` was; `lines` reads its words."""
        n = lines.n
        title = trn("{n} decision for {value}", "{n} decisions for {value}", n,
                    value=named(one.value))  # fmt: skip
        super().__init__(parent, title, width=640)
        self.value = ChoiceBox(self)
        still = [(f"{tr(each)} ({tr('still right')})" if each == one.value else tr(each), each)
                 for each in one.choices]  # fmt: skip
        self.value.fill(still, one.value)
        form = FormLines()
        form.line(tr("All of them are"), self.value)
        self.column.addLayout(form)
        self.list = RowList(self, title)
        self.list.setModel(LinesModel(self, lines))
        self.list.setMinimumHeight(self.room(260))
        self.column.addWidget(self.list, 1)
        self.verdict.setText(tr("One step, can be undone."))
        self.button(tr("Cancel"), self.reject)
        self.button(trn("Decide {n}", "Decide {n}", n), self._take, is_default=True)
        self.value.setFocus()

    def _take(self) -> None:
        self.accept()
        self.wanted.emit(str(self.value.currentData()))

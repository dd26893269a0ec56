"""The places behind a number: a line each; Enter goes to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from annotator.language import trn
from annotator.ui.basics.building import column
from annotator.ui.basics.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.text.ranges import Range

_SIZE = (720, 480)


class PlaceLine(NamedTuple):
    """A place of an article, and what its line says."""

    article_id: str
    at: Range
    words: str


class PlacesForm(QDialog):
    """A list of places; Enter or a double click goes to one in its article."""

    chosen = Signal(str, object)
    """The article and the place that are to be seen."""

    def __init__(self, parent: QWidget, title: str, lines: Sequence[PlaceLine]) -> None:
        """List these places."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(*_SIZE)
        self._lines = [*lines]
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.addItems([one.words for one in lines])
        self.list.itemActivated.connect(lambda _item: self._go())
        said = trn("{n} case", "{n} cases", len(self._lines))
        column(
            Label(title, "bold", parent=self, wraps=True),
            Label(said, "small", "ink2", parent=self),
            (self.list, 1), of=self, around=(16, 16, 16, 16), gap=8,
        )  # fmt: skip
        self.list.setCurrentRow(0)

    def _go(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._lines):
            one = self._lines[at]
            self.accept()
            self.chosen.emit(one.article_id, one.at)

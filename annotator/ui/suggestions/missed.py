"""The claims that nothing was suggested for: a line each; Enter goes to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from annotator.language import tr, trn
from annotator.ui.basics.building import column
from annotator.ui.basics.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.project.review.how_good import MissedClaim

_SIZE = (720, 480)


class MissedForm(QDialog):
    """A list of claims; Enter or a double click goes to one in its article."""

    chosen = Signal(str, object)
    """The article and the place that are to be seen."""

    def __init__(self, parent: QWidget, missed: Sequence[MissedClaim]) -> None:
        """List these claims."""
        super().__init__(parent)
        title = tr("Claims that nothing was suggested for")
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(*_SIZE)
        self._missed = [*missed]
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.addItems([_line(one) for one in missed])
        self.list.itemActivated.connect(lambda _item: self._go())
        said = trn("{n} claim", "{n} claims", len(self._missed))
        column(
            Label(title, "bold", parent=self), Label(said, "small", "ink2", parent=self),
            (self.list, 1), of=self, around=(16, 16, 16, 16), gap=8,
        )  # fmt: skip
        self.list.setCurrentRow(0)

    def _go(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._missed):
            one = self._missed[at]
            self.accept()
            self.chosen.emit(one.article_id, one.at)


def _line(one: MissedClaim) -> str:
    words = " ".join(one.words.split())
    return "  ·  ".join(filter(None, (words, tr(one.directness) if one.directness else "")))

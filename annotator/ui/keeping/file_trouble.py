"""What is wrong with a file, framed above its backups: the sentence, and the steps it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from annotator.language import trn
from annotator.ui.basics.building import column, row
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEW, _MOST = 3, 24
"""So many steps are named at once, and so many when all are asked for."""


class FileTrouble(QFrame):
    """Words in a frame of ink, the first sentence bold; missing steps are named below it."""

    def __init__(self, said: str, steps: Sequence[str], parent: QWidget) -> None:
        """Say what is wrong; `steps` are the names of those that are missing, the oldest first."""
        super().__init__(parent)
        self.setObjectName("framed")
        first, end, rest = said.partition(". ")
        words = [Label(first + end.strip(), "bold", parent=self, wraps=True)]
        if rest:
            words.append(Label(rest, "ui", parent=self, wraps=True))
        self._column = column(*words, of=self, around=(16, 12, 16, 12), gap=4)
        self._steps, self._n_shown = tuple(steps), _FEW
        if steps:
            self.names = Label("", "ui", parent=self, wraps=True)
            self.more = CasesButton("", self._show_more, self)
            self._column.addLayout(row((self.names, 1), self.more, gap=8))
            self._show()

    def _show_more(self) -> None:
        self._n_shown = _MOST
        self._show()

    def _show(self) -> None:
        """Name the newest of them; how many more there are is said."""
        shown = self._steps[-self._n_shown :]
        left = len(self._steps) - len(shown)
        said = " · ".join(shown)
        if left and self._n_shown == _MOST:
            said = trn("{n} step before, then {names}", "{n} steps before, then {names}", left,
                       names=said)  # fmt: skip
        self.names.setText(said)
        self.more.setText(trn("{n} more", "{n} more", left))
        self.more.setVisible(left > 0 and self._n_shown == _FEW)

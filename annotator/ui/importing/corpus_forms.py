"""What an act on many articles would do, before it does: its lines, then one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget

from annotator.language import tr, trn
from annotator.text.words import in_marks, isolated, shortened
from annotator.ui.dialogs.frame import Frame
from annotator.ui.popups.box import TickBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from annotator.project.importing.furniture import RecurringLine

_LONGEST = 80


class WouldForm(Frame):
    """A list of what would be done; the tick box takes in what somebody has done already."""

    wanted = Signal(bool)
    """It is to be done; whether in articles too that somebody has done."""
    gone_to = Signal(int)
    """A line of the list was opened: its number."""

    def __init__(
        self, parent: QWidget, title: str, lines: Sequence[str], button: str, *, n_done: int = 0
    ) -> None:
        """List these lines."""
        super().__init__(parent, title, width=640)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setMinimumHeight(self.room(280))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([*lines])
        self.list.itemActivated.connect(lambda one: self.gone_to.emit(self.list.row(one)))
        self.column.addWidget(self.list, 1)
        words = trn("also in {n} article that somebody has done",
                    "also in {n} articles that somebody has done", n_done)  # fmt: skip
        self.also = TickBox(words, self)
        self.also.setVisible(bool(n_done))
        self.column.addWidget(self.also)
        self.verdict.setText(tr("One step, can be undone."))
        self.button(tr("Cancel"), self.reject)
        self.main = self.button(button, self._do, is_default=True)
        self.main.setFocus()

    def _do(self) -> None:
        also = self.also.isChecked()
        self.accept()
        self.wanted.emit(also)


def recurring_words(one: RecurringLine) -> str:
    """Give what a line of furniture is: its words, in how many places, the first of them."""
    places = trn("{n} place", "{n} places", one.places)
    parts = [in_marks(isolated(shortened(one.words, _LONGEST))), places]
    if one.outlet:
        parts.append(isolated(one.outlet))
    if one.first:
        parts.append(tr("first in {title}", title=isolated(shortened(one.first, _LONGEST))))
    return "  ·  ".join(parts)

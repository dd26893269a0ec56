"""The list of differences that are alike: each with a tick, the number in the button, one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.language import tr, trn
from annotator.text.words import isolated
from annotator.ui.basics.building import later, row
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.labels import Label, plain_tip
from annotator.ui.basics.rows import Rows
from annotator.ui.popups.fields import FieldPopup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.compare.values import Difference

_ROW = 26
_MOST_SHOWN, _AT_ONCE = 2_000, 200


class _Lines(Rows):
    """Lines of one height, cut where they are longer than the list is wide."""

    height = _ROW


class AlikePopup(FieldPopup):
    """Enter settles the ticked ones, Space takes one out, Esc leaves all as they are."""

    wanted = Signal(object)
    """The ticked differences, as a tuple."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        found: Sequence[Difference],
        words: Callable[[Difference], str],
        *,
        button: Callable[[int], str] | None = None,
    ) -> None:
        """Make the list with every line ticked; `words` gives what a line says.

        `button` says what is done with so many of them; without it they are settled.
        """
        super().__init__(parent, title)
        self._words = button or (lambda n: trn("Settle {n}", "Settle {n}", n))
        self._found = tuple(found)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setFixedHeight(min(260, _ROW * max(len(found), 3) + 4))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._words_of = words
        self._more = later(self, 0, self._list_more)
        self._list_more()
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.list.itemChanged.connect(lambda _item: self._say())
        self.column.addWidget(self.list)
        self._button = KeyButton("", tr("Enter"), is_main=True, parent=self)
        self._button.clicked.connect(self._take)
        hint = Label(tr("Space takes one out."), "small", "ink2", parent=self)
        self.column.addLayout(row((hint, 1), self._button))
        self._say()

    def _list_more(self) -> None:
        """List some more lines; the others when there is time."""
        first = self.list.count()
        last = min(first + _AT_ONCE, _MOST_SHOWN)
        self.list.blockSignals(True)  # no line is ticked otherwise by it
        for one in self._found[first:last]:
            said = self._words_of(one)
            item = QListWidgetItem(isolated(said))
            item.setToolTip(plain_tip(said))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        if last < min(len(self._found), _MOST_SHOWN):
            self._more.start()

    def first_field(self) -> QWidget:
        """Give the list."""
        return self.list

    def keep(self) -> None:
        """Nothing is settled when the list is left without Enter."""

    def ticked(self) -> tuple[Difference, ...]:
        """Give the differences that are ticked; those behind the last line shown are."""
        shown = range(self.list.count())
        ticked = [self.list.item(n).checkState() is Qt.CheckState.Checked for n in shown]
        ticked += [True] * (len(self._found) - len(ticked))
        return tuple(one for one, is_ticked in zip(self._found, ticked, strict=True) if is_ticked)

    def _say(self) -> None:
        n = len(self.ticked())
        self._button.setText(self._words(n))
        self._button.setEnabled(bool(n))
        self._button.updateGeometry()

    def _take(self) -> None:
        chosen = self.ticked()
        self.end(keep=False)
        if chosen:
            self.wanted.emit(chosen)

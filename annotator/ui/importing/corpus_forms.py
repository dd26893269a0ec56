"""What an act on many articles would do, before it does: its lines, then one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QRect, Qt, Signal

from annotator.language import tr, trn
from annotator.text.words import isolated, quoted, shortened
from annotator.ui.basics.buttons import KeyedWords
from annotator.ui.basics.keyboard import stroke_of
from annotator.ui.basics.labels import plain_tip
from annotator.ui.basics.rows import NOWHERE, Index, RowList, Rows, across, moves, write
from annotator.ui.dialogs.frame import Frame
from annotator.ui.popups.box import TickBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from annotator.project.importing.furniture import RecurringLine

_LONGEST = 80
_ROW, _TWO_LINES, _INSIDE = 26, 44, 18
"""How high a row of one line is, and one of two; how far what stands below a head is moved in."""


class WouldLine(NamedTuple):
    """What would be done, and below it what is said of that; a head stands above others."""

    words: str
    told: str = ""
    is_head: bool = False


class WouldForm(Frame):
    """A list of what would be done; the tick box takes in what somebody has done already."""

    wanted = Signal(bool)
    """It is to be done; whether in articles too that somebody has done."""
    gone_to = Signal(int)
    """A line of the list was opened: its number."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        lines: Sequence[WouldLine],
        button: str,
        *,
        n_done: int = 0,
        opens: str = "",
    ) -> None:
        """List these lines; with `opens` each leads somewhere, and these words say where."""
        super().__init__(parent, title, width=760 if opens else 640)
        self.list = _LineList(self, title, leads=bool(opens))
        self.list.setModel(_Lines(self.list, lines))
        self.list.setItemDelegate(_LineRows(self.list, has_two=any(one.told for one in lines)))
        self.list.setMinimumHeight(self.room(280))
        if opens:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.column.addWidget(self.list, 1)
        words = trn("also in {n} article that somebody has done",
                    "also in {n} articles that somebody has done", n_done)  # fmt: skip
        self.also = TickBox(words, self)
        self.also.setVisible(bool(n_done))
        self.column.addWidget(self.also)
        self.verdict.setText(tr("One step, can be undone."))
        self._opens = bool(opens)
        if opens:
            self.list.opened.connect(self._go)
            self.form.buttons.insertWidget(0, KeyedWords.running(tr("O"), opens, self._go, self))
        self.button(tr("Cancel"), self.reject)
        self.main = self.button(button, self._do, is_default=True)
        self.main.setFocus()

    def _go(self) -> None:
        if self.list.currentIndex().isValid():
            self.gone_to.emit(self.list.currentIndex().row())

    def _do(self) -> None:
        also = self.also.isChecked()
        self.accept()
        self.wanted.emit(also)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let O open a line, wherever the keyboard is."""
        stroke = stroke_of(event)
        if self._opens and stroke is not None and stroke.key == "O" and not event.isAutoRepeat():
            self._go()
        else:
            super().keyPressEvent(event)


class _LineList(RowList):
    """Arrows go from line to line; what other keys do is the form's."""

    opened = Signal()
    """A line is to be gone to: Enter, or a double click."""

    def __init__(self, parent: QWidget, name: str, *, leads: bool) -> None:
        super().__init__(parent, name)
        self._leads = leads
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if moves(event):
            super().keyPressEvent(event)
        elif is_enter and self._leads:
            self.opened.emit()
        else:
            event.ignore()


class _Lines(QAbstractListModel):
    """The lines as they are."""

    def __init__(self, parent: QWidget, lines: Sequence[WouldLine]) -> None:
        super().__init__(parent)
        self.lines = lines

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.lines):
            return None
        one = self.lines[index.row()]
        whole = "  ·  ".join(filter(None, (one.words, one.told)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(whole)
        return whole if role == Qt.ItemDataRole.DisplayRole else None


class _LineRows(Rows):
    """Draws a head bold, what belongs to it moved in, and what is told in a second line."""

    def __init__(self, rows: RowList, *, has_two: bool) -> None:
        super().__init__(rows)
        self.height = _TWO_LINES if has_two else _ROW

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, rect = index.model(), option.rect
        if not isinstance(model, _Lines):
            return
        one = model.lines[index.row()]
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        self.paint_ground(painter, option, index)
        is_inside = not one.is_head and any(each.is_head for each in model.lines)
        indent = 10 + (_INSIDE if is_inside else 0)
        whole = across(rect.adjusted(indent, 4, -10, -4), rect, mirrored=mirrored)
        height = whole.height() // 2 if one.told else whole.height()
        upper = QRect(whole.left(), whole.top(), whole.width(), height)
        write(painter, upper, one.words, "bold" if one.is_head else "ui", at_right=mirrored)
        if one.told:
            lower = upper.translated(0, upper.height())
            write(painter, lower, one.told, "small", "ink2", at_right=mirrored)
        painter.restore()


def recurring_words(one: RecurringLine) -> str:
    """Give what a line of furniture is: its words, in how many places, the first of them."""
    places = trn("{n} place", "{n} places", one.places)
    parts = [quoted(shortened(one.words, _LONGEST)), places]
    if one.outlet:
        parts.append(isolated(one.outlet))
    if one.first:
        parts.append(tr("first in {title}", title=isolated(shortened(one.first, _LONGEST))))
    return "  ·  ".join(parts)

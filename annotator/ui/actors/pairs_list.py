"""The list of pairs that look alike, under what was decided about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from annotator.language import tr
from annotator.text.words import isolated
from annotator.ui.basics import theme
from annotator.ui.basics.rows import Index, Rows, across, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from annotator.project.colleagues.look_alikes import DecidedPair

_ROW, _SIDE, _SIGN = 44, 16, 22
_SIGNS = {None: "○", True: "=", False: "≠"}


class PairsList(QListWidget):
    """A line for each pair; a heading before those nobody decided about, joins, those apart."""

    def __init__(self, parent: QWidget, take_key: Callable[[QKeyEvent], bool]) -> None:
        """Make it empty; `take_key` says whether the sheet took a key."""
        super().__init__(parent)
        self._take_key = take_key
        self.of = ""
        self.setAccessibleName(tr("Pairs of actors"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_PairRows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_pairs(self, pairs: Sequence[DecidedPair], of: str = "") -> None:
        """Show these pairs, those that belong together under one heading.

        Of an actor with the id `of` all are pairs, and the other alone is named.
        """
        self.clear()
        self.of = of
        before: object = ""
        for one in pairs:
            if one.decided is not before:
                before = one.decided
                n = sum(each.decided is before for each in pairs)
                head = QListWidgetItem(f"{_heading(one.decided)}  {n}", self)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(self)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said_of(one))

    def pair(self) -> DecidedPair | None:
        """Give the pair the keyboard is on."""
        row = self.currentRow()
        return next((pair for n, pair in self.rows() if n == row), None)

    def rows(self) -> list[tuple[int, DecidedPair]]:
        """Give the pairs with the numbers of their lines."""
        found = ((n, self.item(n).data(Qt.ItemDataRole.UserRole)) for n in range(self.count()))
        return [(n, pair) for n, pair in found if pair is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the sheet take its keys first: typing looks for nothing here."""
        if not self._take_key(event):
            super().keyPressEvent(event)


class _PairRows(Rows):
    """Draws a pair in two lines: both names, then why they are alike, behind the sign of it."""

    height = _ROW

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height: of a heading less."""
        is_pair = index.data(Qt.ItemDataRole.UserRole) is not None
        return super().sizeHint(option, index) if is_pair else QSize(0, 30)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        pair, rect = index.data(Qt.ItemDataRole.UserRole), option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        if pair is None:
            room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
            words = str(index.data(Qt.ItemDataRole.DisplayRole))
            write(painter, room, words, "bold", at_right=mirrored)
            painter.restore()
            return
        if self.is_selected(index):
            painter.fillRect(rect, theme.colour("selected_row"))
        if self.has_focus(index):
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(across(bar, rect, mirrored=mirrored), theme.colour("ink"))
        room = rect.adjusted(_SIDE + _SIGN, 4, -_SIDE, -4)
        sign = QRect(rect.left() + _SIDE, room.top(), _SIGN, room.height() // 2)
        write(painter, across(sign, rect, mirrored=mirrored), _SIGNS[pair.decided], "ui", "ink2",
              at_right=mirrored)  # fmt: skip
        whole = across(room, rect, mirrored=mirrored)
        upper = QRect(whole.left(), whole.top(), whole.width(), whole.height() // 2)
        write(painter, upper, self._names(pair), at_right=mirrored)
        lower = upper.translated(0, upper.height())
        write(painter, lower, why_words(pair), "small", "ink2", at_right=mirrored)
        painter.restore()

    def _names(self, pair: DecidedPair) -> str:
        pairs = self.parent()
        of = pairs.of if isinstance(pairs, PairsList) else ""
        names = [isolated(one.name) for one in (pair.left, pair.right) if one.id != of]
        return "  ·  ".join(names)


def why_words(pair: DecidedPair) -> str:
    """Give why two are alike; of some that were joined by hand nothing speaks for it."""
    return tr(str(pair.why)) if pair.why else tr("joined by hand")


def said_of(pair: DecidedPair) -> str:
    """Give a pair as a screen reader says it."""
    state = {None: tr("nobody has decided"), True: tr("the same"), False: tr("different")}
    names = tr("{left} and {right}", left=pair.left.name, right=pair.right.name)
    return f"{names}, {why_words(pair)}, {state[pair.decided]}"


def _heading(decided: bool | None) -> str:
    return {None: tr("To decide"), True: tr("The same"), False: tr("Different")}[decided]

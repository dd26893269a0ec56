"""A list that opens at a place: digits pick, typing filters, arrows move, Esc closes.

What the choices are and what picking one does is said by whoever opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.text.likeness import fold
from annotator.ui import theme
from annotator.ui.popups.placing import put_beside, room_of

if TYPE_CHECKING:
    from annotator.ui.articles.model import Index

WIDTH = 380
WIDEST = 620
"""A list is as wide as its words need, within these."""
_SIDES = 72
ROW_HEIGHT = 28
ROWS_SHOWN = 10
N_DIGITS = 9
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Pick from the tenth line on, with Shift, so that small letters stay free for typing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list: its words, what is said at its far end, and what it stands for.

    `also` holds further words that typing finds.
    """

    label: str
    value: object
    detail: str = ""
    also: tuple[str, ...] = ()
    chosen: bool = False


Finder = Callable[[str], Sequence[Choice]]
"""Gives the choices for what was typed."""


def filtered(choices: Sequence[Choice]) -> Finder:
    """Give a finder that keeps the choices whose words hold what was typed."""

    def find(typed: str) -> Sequence[Choice]:
        wanted = fold(typed).strip()
        if not wanted:
            return choices
        return [
            one
            for one in choices
            if any(wanted in fold(words) for words in (one.label, one.detail, *one.also))
        ]

    return find


class ChoicePopup(QFrame):
    """The list itself: a child of the window, so that it never leaves the screen's edge."""

    picked = Signal(object)
    typed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget, title: str, find: Finder, *, placeholder: str = "") -> None:
        """Make the list; `open_at` shows it."""
        super().__init__(parent)
        self.setObjectName("popup")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(title)
        self._find = find
        self._digit_of: Callable[[QKeyEvent], int | None] = digit_by_text
        self._done = False
        self._title = QLabel(title, self)
        self._title.setObjectName("popup-title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(placeholder)
        self.field.setClearButtonEnabled(False)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textEdited.connect(self._refill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._pick(self.list.row(item)))
        self.hide()

    def use_digits(self, digit_of: Callable[[QKeyEvent], int | None]) -> None:
        """Take digits by this rule (the number row goes by place on French keyboards)."""
        self._digit_of = digit_of

    def open_at(self, place: QRect) -> None:
        """Show the list below `place` (coordinates of the parent), or above if there is no room."""
        self._refill("")
        self.adjustSize()
        put_beside(self, place)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def sizeHint(self) -> QSize:
        """Give a size that shows up to ten rows."""
        rows = min(max(self.list.count(), 1), ROWS_SHOWN)
        heads = self._title.sizeHint().height() + self.field.sizeHint().height()
        return QSize(self._width(), heads + rows * ROW_HEIGHT + 34)

    def _width(self) -> int:
        """Give the width that shows the words whole, as far as the window has it."""
        metrics = QFontMetrics(theme.font("ui"))
        lines = [(one.label, one.detail) for one in self.choices()]
        widest = max((_line_width(metrics, *line) for line in lines), default=0)
        return min(max(WIDTH, widest), WIDEST, room_of(self).width() - 16)

    def preset(self, words: str) -> None:
        """Begin with words in the field."""
        self.field.setText(words)
        self.field.selectAll()
        self._refill(words)

    def choices(self) -> list[Choice]:
        """Give the choices shown now."""
        return [_choice(self.list.item(row)) for row in range(self.list.count())]

    def close_list(self) -> None:
        """Close without picking anything."""
        if self._done:
            return
        self._done = True
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _refill(self, typed: str) -> None:
        self.list.clear()
        for choice in self._find(typed):
            item = QListWidgetItem(choice.label)
            item.setData(Qt.ItemDataRole.UserRole, choice)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{choice.label} {choice.detail}".strip()
            )
            self.list.addItem(item)
        chosen = [row for row, one in enumerate(self.choices()) if one.chosen]
        self.list.setCurrentRow(chosen[0] if chosen else 0)
        self.list.viewport().setProperty("numbered", not typed)
        self.resize(self.sizeHint())

    def _pick(self, row: int) -> None:
        if self._done:
            return
        if not 0 <= row < self.list.count():
            self.typed.emit(self.field.text())
            return
        choice = _choice(self.list.item(row))
        self._done = True
        self.hide()
        self.closed.emit()
        self.picked.emit(choice.value)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list while the field has the focus; leaving it closes the list."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._key(event)
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self._focus_left()
        return super().eventFilter(watched, event)

    def _focus_left(self) -> None:
        if self.isVisible() and self.window().isActiveWindow():
            self.close_list()

    def _key(self, event: QKeyEvent) -> bool:
        rows = self.list.count()
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_list()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._pick(self.list.currentRow())
            case Qt.Key.Key_Down if rows:
                self.list.setCurrentRow((self.list.currentRow() + 1) % rows)
            case Qt.Key.Key_Up if rows:
                self.list.setCurrentRow((self.list.currentRow() - 1) % rows)
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                return True
            case _:
                return self._digit(event)
        return True

    def _digit(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if self.field.text():
            return False
        digit = self._digit_of(event) if plain else None
        row = N_DIGITS + _LETTERS.find(event.text()) if self._is_letter(event) else None
        if digit is not None and 1 <= digit <= N_DIGITS:
            row = digit - 1
        if row is None or row >= self.list.count():
            return False
        self._pick(row)
        return True

    @staticmethod
    def _is_letter(event: QKeyEvent) -> bool:
        return len(event.text()) == 1 and event.text() in _LETTERS


def digit_by_text(event: QKeyEvent) -> int | None:
    """Give the digit a key writes, in any script, or None."""
    text = event.text()
    return int(text) if len(text) == 1 and text.isdecimal() else None


def _choice(item: QListWidgetItem) -> Choice:
    found = item.data(Qt.ItemDataRole.UserRole)
    if not isinstance(found, Choice):
        raise TypeError("a row without a choice")
    return found


class _Rows(QStyledItemDelegate):
    """Draws a row: its digit, its words, its detail at the far end."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette: QPalette = option.palette
        rect: QRect = option.rect
        choice = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(choice, Choice):
            return
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        ink = palette.color(QPalette.ColorRole.Text)
        second = theme.colour("ink2")
        row = index.row()
        parent = self.parent()
        numbered = isinstance(parent, QListWidget) and parent.viewport().property("numbered")
        if numbered and row < N_DIGITS + len(_LETTERS):
            key = str(row + 1) if row < N_DIGITS else _LETTERS[row - N_DIGITS]
            cap = _across(
                QRect(rect.left() + 6, rect.top() + 5, 18, ROW_HEIGHT - 10), rect, mirrored=mirrored
            )
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid)))
            painter.drawRoundedRect(cap.adjusted(0, 0, -1, -1), 3, 3)
            painter.setPen(second)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        _words(painter, rect, choice, (ink, second), mirrored=mirrored)
        painter.restore()


def _words(
    painter: QPainter, rect: QRect, choice: Choice, inks: tuple[QColor, QColor], *, mirrored: bool
) -> None:
    metrics: QFontMetrics = painter.fontMetrics()
    inside = rect.adjusted(32, 0, -8, 0) if not mirrored else rect.adjusted(8, 0, -32, 0)
    wanted = metrics.horizontalAdvance(choice.detail) + 4 if choice.detail else 0
    left_over = inside.width() - metrics.horizontalAdvance(choice.label) - 16
    detail_width = min(wanted, max(left_over, inside.width() // 2))
    near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if mirrored:
        near, far = far, near
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    label_rect = inside.adjusted(0, 0, -detail_width - 8, 0)
    if mirrored:
        label_rect = inside.adjusted(detail_width + 8, 0, 0, 0)
    elided = metrics.elidedText(choice.label, Qt.TextElideMode.ElideRight, label_rect.width())
    ink, second = inks
    painter.setPen(ink)
    painter.drawText(label_rect, near | middle, elided)
    if choice.detail:
        painter.setPen(second)
        shown = metrics.elidedText(choice.detail, Qt.TextElideMode.ElideRight, detail_width)
        painter.drawText(inside, far | middle, shown)


def _line_width(metrics: QFontMetrics, label: str, detail: str) -> int:
    words = metrics.horizontalAdvance(label) + metrics.horizontalAdvance(detail)
    return words + _SIDES


def _across(rect: QRect, outer: QRect, *, mirrored: bool) -> QRect:
    if not mirrored:
        return rect
    left = outer.left() + outer.right() - rect.right()
    return QRect(left, rect.top(), rect.width(), rect.height())

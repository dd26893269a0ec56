"""A list that opens at a place: digits pick, typing filters, arrows move, Esc closes.

What the choices are and what picking one does is said by whoever opens it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.reading.choices import LIST_KEYS, Choice, Finder, fitting
from annotator.ui.basics import theme
from annotator.ui.basics.building import column
from annotator.ui.basics.keyboard import digit_of
from annotator.ui.basics.labels import Label
from annotator.ui.basics.rows import Index, Rows, across, write
from annotator.ui.popups.placing import put_beside, room_of

WIDTH = 380
WIDEST = 620
"""A list is as wide as its words need, within these."""
_SIDES = 72
ROW_HEIGHT = 28
ROWS_SHOWN = 10


class ChoicePopup(QFrame):
    """The list itself: a child of the window, so that it never leaves the screen's edge."""

    picked = Signal(object)
    closed = Signal()

    def __init__(
        self,
        parent: QWidget,
        title: str,
        choices: Sequence[Choice] | Finder,
        *,
        placeholder: str = "",
    ) -> None:
        """Make the list, of these choices or of what is found for typed words."""
        super().__init__(parent)
        self.setObjectName("popup")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(title)
        self._find = (
            choices if callable(choices) else lambda typed, every=choices: fitting(every, typed)
        )
        self._done = False
        self._title = Label(title, parent=self, name="popup-title")
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
        column(self._title, self.field, self.list, of=self, around=(8, 8, 8, 8), gap=6)
        self.field.textEdited.connect(self._refill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._pick(self.list.row(item)))
        self.hide()

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
        if event.isAutoRepeat() and not self.field.text() and event.text().strip():
            return True  # the key that opened the list is held down still
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_list()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if event.isAutoRepeat():
                return True
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._pick(self.list.currentRow())
            case Qt.Key.Key_Down if rows:
                self.list.setCurrentRow((self.list.currentRow() + 1) % rows)
            case Qt.Key.Key_Up if rows:
                self.list.setCurrentRow((self.list.currentRow() - 1) % rows)
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                return True
            case _:
                return self._key_of_line(event)
        return True

    def _key_of_line(self, event: QKeyEvent) -> bool:
        """Pick the line that a digit or a capital letter stands for, while nothing is typed."""
        if self.field.text():
            return False
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        digit = digit_of(event) if plain else None
        key = str(digit) if digit else event.text()
        row = LIST_KEYS.find(key) if len(key) == 1 and (digit or key.isupper()) else -1
        if not 0 <= row < self.list.count():
            return False
        self._pick(row)
        return True


def _choice(item: QListWidgetItem) -> Choice:
    found = item.data(Qt.ItemDataRole.UserRole)
    if not isinstance(found, Choice):
        raise TypeError("a row without a choice")
    return found


class _Rows(Rows):
    """Draws a row: its digit, its words, its detail at the far end."""

    height = ROW_HEIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        choice = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(choice, Choice):
            return
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected_row"))
        row, parent = index.row(), self.parent()
        numbered = isinstance(parent, QListWidget) and parent.viewport().property("numbered")
        if numbered and row < len(LIST_KEYS):
            cap = QRect(rect.left() + 6, rect.top() + 5, 18, ROW_HEIGHT - 10)
            cap = across(cap, rect, mirrored=mirrored)
            painter.setPen(QPen(theme.colour("border")))
            painter.drawRoundedRect(cap.adjusted(0, 0, -1, -1), 3, 3)
            painter.setPen(theme.colour("ink2"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, LIST_KEYS[row])
        metrics = painter.fontMetrics()
        wanted = metrics.horizontalAdvance(choice.detail) + 4 if choice.detail else 0
        room = rect.width() - 40
        left_over = room - metrics.horizontalAdvance(choice.label) - 16
        far = min(wanted, max(left_over, room // 2))
        words = rect.adjusted(32, 0, -16 - far, 0)
        write(painter, across(words, rect, mirrored=mirrored), choice.label, at_right=mirrored)
        if choice.detail:
            place = QRect(rect.right() - 7 - far, rect.top(), far, rect.height())
            place = across(place, rect, mirrored=mirrored)
            write(painter, place, choice.detail, ink="ink2", at_right=not mirrored)
        painter.restore()


def _line_width(metrics: QFontMetrics, label: str, detail: str) -> int:
    words = metrics.horizontalAdvance(label) + metrics.horizontalAdvance(detail)
    return words + _SIDES

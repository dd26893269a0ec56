"""A list that opens at a place: digits pick, typing filters, arrows move, Esc closes.

What the choices are and what picking one does is said by whoever opens it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.language import tr
from annotator.reading.choices import DIGIT_KEYS, LIST_KEYS, Choice, Finder, fitting, line_keys
from annotator.ui.basics import theme
from annotator.ui.basics.building import column, row
from annotator.ui.basics.heard import announce
from annotator.ui.basics.keyboard import digit_of
from annotator.ui.basics.keycaps import KeyCap, paint_cap
from annotator.ui.basics.labels import CutLabel
from annotator.ui.basics.rows import Index, Rows, across, write
from annotator.ui.popups.placing import CARD_WIDTH, EDGE, Place, put_beside, put_in, room_of
from annotator.ui.popups.told import ToldLabel

WIDTH = 380
WIDEST = 620
"""A list is as wide as its words need, within these; beside the page as wide as a card."""
_SIDES = 72
ROW_HEIGHT = 30
ROWS_SHOWN = 10
_HEAD = 26
_AROUND = 14
"""What frame, blanks and the gap below the head take of a list's height."""
_KEY = Qt.ItemDataRole.UserRole + 1
_LONGEST_TITLE = 150
"""A longer title has a line of its own."""


class ChoicePopup(QFrame):
    """The list itself: a child of the window, so that it never leaves the screen's edge."""

    picked = Signal(object)
    framed = Signal(object)
    """Another line is under the frame: its `Choice`, or None."""
    closed = Signal()

    def __init__(
        self,
        parent: QWidget,
        title: str,
        choices: Sequence[Choice] | Finder,
        *,
        placeholder: str = "",
        letters: bool = False,
        wide: bool = False,
    ) -> None:
        """Make the list, of these choices or of what is found for typed words.

        With `letters` the keys of the tenth line and further need no Shift, and type nothing.
        """
        super().__init__(parent)
        self.setObjectName("popup")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(title)
        self._find = (
            choices if callable(choices) else lambda typed, every=choices: fitting(every, typed)
        )
        self._done = False
        self._said = ""
        self._letters, self._is_wide = letters, wide
        self.nothing = tr("Nothing fits.")
        """What is said where no line fits."""
        self._is_of_names = callable(choices)
        self._place: Place | None = None
        self.field = QLineEdit(self)
        self.field.setObjectName("filter")
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(placeholder or tr("type to filter"))
        self.field.setClearButtonEnabled(False)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(ROW_HEIGHT)
        self._head = self._heads(title)
        self._told = ToldLabel(self)
        column(self._head, (self.list, 1), self._told, of=self, around=(1, 6, 1, 2), gap=4)
        self.field.textEdited.connect(self._refill)
        self.field.installEventFilter(self)
        # A click on a line leaves the keyboard in the field, whatever the list lies on.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.field)
        self.list.itemClicked.connect(lambda item: self._pick(self.list.row(item)))
        self.list.currentRowChanged.connect(self._tell_framed)
        self.hide()

    def _heads(self, title: str) -> QWidget:
        """The title with the field at its far end; a long title stands above it."""
        head = QWidget(self)
        metrics = QFontMetrics(theme.font("bold"))
        label = CutLabel(title, "bold", parent=head, name="popup-title")
        is_long = metrics.horizontalAdvance(title) > _LONGEST_TITLE
        head.setFixedHeight(_HEAD + (22 if is_long else 0))
        line = row((self.field, 1), KeyCap(tr("Esc"), head))
        if is_long:
            column(label, line, of=head, around=(11, 0, 10, 0), gap=4)
        else:
            line.insertWidget(0, label)
            line.setContentsMargins(11, 0, 10, 0)
            head.setLayout(line)
        return head

    def open_at(self, place: QRect) -> None:
        """Show the list below `place` (coordinates of the parent), or above if there is no room."""
        self._refill("")
        self.adjustSize()
        put_beside(self, place)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._tell_framed()

    def open_in(self, place: Place) -> None:
        """Show the list where `place` says for its height."""
        self._refill("")
        self._place = place
        self.place_again()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._tell_framed()

    def place_again(self) -> None:
        """Stand where the place is now: the list is longer, or the page has been scrolled."""
        if self._place is not None and not self._done:
            width, wanted = self._width() if self._is_wide else 0, self.sizeHint().height()
            place = self._place(wanted, width)
            if place.height() < wanted:
                # Whole rows only: none is cut by the edge.
                n_less = -(-(wanted - place.height()) // ROW_HEIGHT)
                place = self._place(wanted - n_less * ROW_HEIGHT, width)
            put_in(self, place)

    def sizeHint(self) -> QSize:
        """Give a size that shows up to ten rows, as far as the window has room for them."""
        around = self._head.height() + _AROUND + self._told.room()
        fitting = (room_of(self).height() - 2 * EDGE - around) // ROW_HEIGHT
        rows = max(min(self.list.count(), ROWS_SHOWN, fitting), 1)
        return QSize(self._width(), around + rows * ROW_HEIGHT)

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
        choices = list(self._find(typed))
        picked_by = DIGIT_KEYS if self._is_of_names else LIST_KEYS
        keys = [""] * len(choices) if typed else line_keys(choices, picked_by)
        with QSignalBlocker(self.list):
            self.list.clear()
            for choice, key in zip(choices, keys, strict=True):
                item = QListWidgetItem(choice.label)
                item.setData(Qt.ItemDataRole.UserRole, choice)
                item.setData(_KEY, key)
                item.setData(
                    Qt.ItemDataRole.AccessibleTextRole, f"{choice.label} {choice.detail}".strip()
                )
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, choice.told)
                self.list.addItem(item)
            chosen = [row for row, one in enumerate(choices) if one.chosen]
            self.list.setCurrentRow(chosen[0] if chosen else 0)
        told = [one.told for one in choices] or [self.nothing]
        self._told.take(told, WIDTH if self._is_wide else CARD_WIDTH)
        self._tell_framed()
        if self._place is None:
            self.resize(self.sizeHint())
        else:
            self.place_again()

    def _tell_framed(self) -> None:
        if self.isVisible() and not self._done:
            item = self.list.currentItem()
            choice = _choice(item) if item is not None else None
            self.framed.emit(choice)
            self._told.say(self.nothing if choice is None else choice.told)
            said = _said(item) if item is not None else self.nothing
            if said != self._said:
                self._said = said
                announce(self.field, said)

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
        key = event.text() if digit is None else str(digit)
        if self._letters:
            key = key.upper()
        keys = [self.list.item(row).data(_KEY) for row in range(self.list.count())]
        if not key or key not in keys:
            return False
        self._pick(keys.index(key))
        return True


def _said(item: QListWidgetItem) -> str:
    """What is said of a line: its key, its words, its reason."""
    key, words = item.data(_KEY), item.data(Qt.ItemDataRole.AccessibleTextRole)
    return f"{key}: {words}" if key else str(words)


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
        if self.is_selected(index):
            painter.fillRect(rect, theme.colour("selected_row"))
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(across(bar, rect, mirrored=mirrored), theme.colour("ink"))
        key = index.data(_KEY)
        if key:
            cap = QRect(rect.left() + 11, rect.top() + 6, 18, ROW_HEIGHT - 12)
            cap = across(cap, rect, mirrored=mirrored)
            paint_cap(painter, cap.toRectF(), key, theme.current())
            painter.setFont(theme.font("ui"))
        metrics = QFontMetrics(theme.font("ui"))
        small = QFontMetrics(theme.font("small"))
        wanted = small.horizontalAdvance(choice.detail) + 4 if choice.detail else 0
        room = rect.width() - 46
        left_over = room - metrics.horizontalAdvance(choice.label) - 16
        far = min(wanted, max(left_over, room // 2))
        words = rect.adjusted(38, 0, -16 - far, 0)
        write(painter, across(words, rect, mirrored=mirrored), choice.label, at_right=mirrored)
        if choice.detail:
            place = QRect(rect.right() - 7 - far, rect.top(), far, rect.height())
            place = across(place, rect, mirrored=mirrored)
            write(painter, place, choice.detail, "small", "ink2", at_right=not mirrored)
        painter.restore()


def _line_width(metrics: QFontMetrics, label: str, detail: str) -> int:
    words = metrics.horizontalAdvance(label) + metrics.horizontalAdvance(detail)
    return words + _SIDES

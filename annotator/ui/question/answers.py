"""The answers to a question as buttons that show their keys; they go on in a further row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import CAP_HEIGHT, cap_width, paint_cap
from annotator.ui.basics.labels import elided, in_mirror, paint_focus, plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

_HEIGHT, _SIDES, _GAP, _BETWEEN = 40, 16, 4, 10


class Answer(NamedTuple):
    """What one key answers: its key, its words, what it stands for, what the scheme tells of it."""

    key: str
    words: str
    value: object
    told: str = ""


class AnswerButton(QAbstractButton):
    """A key cap and words in a frame; the answer that is set has a line under it."""

    def __init__(self, answer: Answer, parent: QWidget, *, is_set: bool) -> None:
        """Show an answer."""
        super().__init__(parent)
        self.answer, self.is_set = answer, is_set
        self.setText(answer.words)
        self.setAccessibleName(f"{answer.key} {answer.words}".strip())
        self.setAccessibleDescription(answer.told)
        self.setToolTip(plain_tip(answer.told))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Give the room for cap and words."""
        words = QFontMetrics(theme.font("ui")).horizontalAdvance(self.text())
        return QSize(round(2 * _SIDES + self._cap() + words + 2), _HEIGHT)

    def _cap(self) -> float:
        metrics = QFontMetrics(theme.font("small"))
        width = cap_width(metrics.horizontalAdvance(self.answer.key))
        return width + _GAP if self.answer.key else 0.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, cap and words, from the side where reading begins."""
        painter, dress = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(dress.colour("field_edge"), 1))
        painter.setBrush(dress.colour("selected_row" if self.underMouse() else "card"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        cap = self._cap()
        if cap:
            top = (self.height() - CAP_HEIGHT) / 2
            place = in_mirror(self, QRectF(_SIDES, top, cap - _GAP, CAP_HEIGHT))
            paint_cap(painter, place, self.answer.key, dress)
        painter.setFont(theme.font("ui"))
        painter.setPen(dress.colour("ink"))
        room = self.width() - 2 * _SIDES - cap + 2
        at = in_mirror(self, QRectF(_SIDES + cap, 0, room, self.height()))
        words = elided(self.text(), painter.fontMetrics(), room)
        painter.drawText(at, Qt.AlignmentFlag.AlignCenter, words)
        if self.is_set:
            line = QRectF(at.left(), round(self.height() / 2) + 9, at.width() - 2, 2)
            painter.fillRect(line, dress.colour("ink"))
        if self.hasFocus():
            paint_focus(painter, self.rect().toRectF())
        painter.end()


class Answers(QWidget):
    """The answers of one question, in rows."""

    picked = Signal(object)
    """What the answer stands for."""

    def __init__(self, parent: QWidget) -> None:
        """Begin without any."""
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.buttons: list[AnswerButton] = []

    def show_answers(self, answers: Sequence[Answer], current: object = None) -> None:
        """Offer other answers; `current` is the one that is set."""
        wanted = [(one, current is not None and one.value == current) for one in answers]
        if wanted == [(one.answer, one.is_set) for one in self.buttons]:
            return
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for one, is_set in wanted:
            button = AnswerButton(one, self, is_set=is_set)
            button.clicked.connect(lambda _checked=False, value=one.value: self.picked.emit(value))
            button.show()
            self.buttons.append(button)
        self._place(self.width())
        self.updateGeometry()

    def value_of(self, key: str) -> tuple[object] | None:
        """Give what a key answers; None where it answers nothing."""
        return next(((one.answer.value,) for one in self.buttons if one.answer.key == key), None)

    def heightForWidth(self, width: int) -> int:
        """Give the height of the rows."""
        return self._place(width, moves=False)

    def sizeHint(self) -> QSize:
        """Give the room at this width."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Never be cut."""
        return QSize(0, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the buttons anew."""
        super().resizeEvent(event)
        self._place(self.width())

    def _place(self, width: int, *, moves: bool = True) -> int:
        """Place the buttons row by row; give how high they are."""
        x = y = 0
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for button in self.buttons:
            size = button.sizeHint()
            wide = min(size.width(), max(width, 1))
            if x and x + wide > width:
                x, y = 0, y + _HEIGHT + _BETWEEN
            if moves:
                button.resize(wide, _HEIGHT)
                button.move(QPoint(self.width() - x - wide if is_mirrored else x, y))
            x += wide + _BETWEEN
        return y + _HEIGHT if self.buttons else 0

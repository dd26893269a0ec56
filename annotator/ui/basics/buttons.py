"""Buttons that show their key; the main one of a page or form is dark."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import CAP_HEIGHT, cap_width, paint_cap
from annotator.ui.basics.labels import CutButton, elided, in_mirror, paint_focus

_SIDES, _GAP = 14, 6
_KEYED_GAP, _KEYED_SIDES = 4, 3


class KeyButton(QPushButton):
    """Words and a key cap in a frame."""

    def __init__(
        self, words: str, key: str = "", *, is_main: bool = False, parent: QWidget | None = None
    ) -> None:
        """Show words and the key that does the same; `is_main`: it is what Enter does."""
        super().__init__(words, parent)
        self.key, self.is_main = key, is_main
        self.setMinimumHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Give the room for words and key."""
        cap = _GAP + self._cap_width() if self.key else 0
        return QSize(round(2 * _SIDES + self._words_width() + cap), max(28, self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:
        """Give the same: a button is never cut."""
        return self.sizeHint()

    def _words_width(self) -> int:
        return QFontMetrics(theme.font("ui")).horizontalAdvance(self.text())

    def _cap_width(self) -> float:
        return cap_width(QFontMetrics(theme.font("small")).horizontalAdvance(self.key))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, words and key cap, from the side where reading begins."""
        dress = theme.current()
        is_dark = self.is_main and self.isEnabled()
        ground = "ink" if is_dark else "card" if self.isEnabled() else "chrome"
        words = "page" if is_dark else "ink" if self.isEnabled() else "ink3"
        if self.underMouse() and self.isEnabled() and not is_dark:
            ground = "selected_row"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(dress.colour("ink" if is_dark else "field_edge"), 1))
        painter.setBrush(dress.colour(ground))
        inset = 3.5 if self.hasFocus() and is_dark else 0.5
        frame = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, 4, 4)
        cap = self._cap_width() if self.key else 0.0
        width = self._words_width() + (_GAP + cap if self.key else 0)
        x = (self.width() - width) / 2
        painter.setFont(theme.font("ui"))
        painter.setPen(dress.colour(words))
        place = QRectF(x, 0, self._words_width() + 2, self.height())
        painter.drawText(in_mirror(self, place), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.key:
            top = (self.height() - CAP_HEIGHT) / 2
            at = in_mirror(self, QRectF(x + width - cap, top, cap, CAP_HEIGHT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(dress.colour(words if is_dark else "border"), 1))
            painter.drawRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(dress.colour(words if is_dark else "ink2"))
            painter.setFont(theme.font("small"))
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, self.key)
        if self.hasFocus():
            paint_focus(painter, self.rect().toRectF())
        painter.end()


class FlatButton(QPushButton):
    """Small words without a frame: they open a menu, or turn what a list shows."""

    def __init__(self, name: str, spoken: str, parent: QWidget) -> None:
        """Make it without words; `spoken` is what a screen reader calls it."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setFlat(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(spoken)
        self.setProperty(*theme.FLAT)
        self.setFont(theme.font("small"))


class CasesButton(CutButton):
    """Words or a number with a thin line under them: they open what they count."""

    def __init__(self, words: str, run: Callable[[], object], parent: QWidget) -> None:
        """Show words; a click does `run`."""
        super().__init__(words, parent, font="small")
        self.clicked.connect(lambda: run())
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def minimumSizeHint(self) -> QSize:
        """Be as high as a button, and no wider than the words need."""
        return QSize(min(super().minimumSizeHint().width(), self.whole_width()), 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and the line under them."""
        super().paintEvent(event)
        metrics = QFontMetrics(theme.font("small"))
        words = min(metrics.horizontalAdvance(self.text()), self.width() - 12)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.width() - 6 - words if is_mirrored else 6
        y = (self.height() + metrics.ascent() - metrics.descent()) // 2 + 2
        painter = QPainter(self)
        painter.fillRect(x, y, words, 1, theme.colour("ink2"))
        painter.end()


class KeyedWords(QAbstractButton):
    """A key cap, words, and more about them in grey; the current one has a line under it."""

    def __init__(self, key: str, parent: QWidget) -> None:
        """Show a key."""
        super().__init__(parent)
        self.key, self.more, self.is_current = key, "", False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, words: str, more: str = "", *, is_current: bool = False) -> None:
        """Show other words."""
        self.setText(words)
        self.more, self.is_current = more, is_current
        self.setAccessibleName(" ".join(filter(None, (self.key, words, more))))
        self.updateGeometry()
        self.update()

    @classmethod
    def running(
        cls, key: str, words: str, run: Callable[[], object], parent: QWidget
    ) -> "KeyedWords":
        """Give one that shows these words and runs a function when it is clicked."""
        made = cls(key, parent)
        made.say(words)
        made.clicked.connect(lambda: run())
        return made

    def _widths(self) -> tuple[float, int, int]:
        small, bold = (QFontMetrics(theme.font(one)) for one in ("small", "bold"))
        words = bold if self.is_current else QFontMetrics(theme.font("ui"))
        more = QFontMetrics(theme.font("ui")).horizontalAdvance(self.more) if self.more else 0
        return (
            cap_width(small.horizontalAdvance(self.key)),
            words.horizontalAdvance(self.text()),
            more,
        )

    def sizeHint(self) -> QSize:
        """Give the room for all of it."""
        cap, words, more = self._widths()
        blanks = 2 * _KEYED_SIDES + _KEYED_GAP + 2 + (_KEYED_GAP + 1 if more else 0)
        return QSize(round(cap) + words + more + blanks, 28)

    def minimumSizeHint(self) -> QSize:
        """Give the room for the key and a little more."""
        return QSize(min(self.sizeHint().width(), 60), 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw cap, words, line, what is more to be said."""
        painter, dress = QPainter(self), theme.current()
        cap, words, more = self._widths()
        top = (self.height() - CAP_HEIGHT) / 2
        place = QRectF(_KEYED_SIDES, top, cap, CAP_HEIGHT)
        paint_cap(painter, in_mirror(self, place), self.key, dress, is_live=self.isEnabled())
        x = _KEYED_SIDES + cap + _KEYED_GAP
        painter.setFont(theme.font("bold" if self.is_current else "ui"))
        painter.setPen(theme.colour("ink" if self.isEnabled() else "ink3"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter
        here = in_mirror(self, QRectF(x, 0, words + 2, self.height()))
        painter.drawText(here, middle, self.text())
        if self.is_current:
            line = QRectF(here.left() + 1, round(self.height() / 2) + 9, words, 2)
            painter.fillRect(line, theme.colour("ink"))
        if more:
            painter.setFont(theme.font("ui"))
            painter.setPen(theme.colour("ink2"))
            begun = x + words + _KEYED_GAP + 1
            room = self.width() - begun - _KEYED_SIDES
            told = elided(self.more, QFontMetrics(theme.font("ui")), room)
            at = QRectF(begun, 0, min(more + 2, room), self.height())
            painter.drawText(in_mirror(self, at), middle, told)
        if self.hasFocus():
            paint_focus(painter, self.rect().toRectF())
        painter.end()

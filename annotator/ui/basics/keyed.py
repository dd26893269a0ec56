"""What can be pressed below the table: a key and words, without a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import CAP_HEIGHT, cap_width, paint_cap
from annotator.ui.basics.labels import paint_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_GAP, _SIDES = 4, 3


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
        blanks = 2 * _SIDES + _GAP + 2 + (_GAP + 1 if more else 0)
        return QSize(round(cap) + words + more + blanks, 28)

    def minimumSizeHint(self) -> QSize:
        """Give the room for the key and a little more."""
        return QSize(min(self.sizeHint().width(), 60), 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw cap, words, line, what is more to be said."""
        painter, dress = QPainter(self), theme.current()
        cap, words, more = self._widths()
        top = (self.height() - CAP_HEIGHT) / 2
        place = QRectF(_SIDES, top, cap, CAP_HEIGHT)
        paint_cap(painter, self._mirror(place), self.key, dress, is_live=self.isEnabled())
        x = _SIDES + cap + _GAP
        painter.setFont(theme.font("bold" if self.is_current else "ui"))
        painter.setPen(theme.colour("ink" if self.isEnabled() else "ink3"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter
        here = self._mirror(QRectF(x, 0, words + 2, self.height()))
        painter.drawText(here, middle, self.text())
        if self.is_current:
            line = QRectF(here.left() + 1, round(self.height() / 2) + 9, words, 2)
            painter.fillRect(line, theme.colour("ink"))
        if more:
            painter.setFont(theme.font("ui"))
            painter.setPen(theme.colour("ink2"))
            at = QRectF(x + words + _GAP + 1, 0, more + 2, self.height())
            painter.drawText(self._mirror(at), middle, self.more)
        if self.hasFocus():
            paint_focus(painter, self.rect().toRectF())
        painter.end()

    def _mirror(self, rect: QRectF) -> QRectF:
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            return rect
        return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())

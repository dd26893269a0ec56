"""What the scheme tells of the line under the frame, below the list: its height stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.language import tr
from annotator.text.words import shortened
from annotator.ui.basics import theme
from annotator.ui.basics.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

_AROUND, _ABOVE = 11, 6
_MOST_LINES, _MOST_MEASURED, _LONGEST = 5, 40, 600
_WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class ToldLabel(QWidget):
    """As high as the longest of what may be told, so that the lines above it stay where they are.

    What is longer than five lines is cut with “…”; the tooltip has the whole.
    """

    def __init__(self, parent: QWidget) -> None:
        """Begin with nothing to tell."""
        super().__init__(parent)
        self._words = ""
        self.say("")
        self.hide()

    def take(self, every: Sequence[str], width: int) -> None:
        """Make room for what is told of these lines, in a list of this width."""
        some = [one for one in dict.fromkeys(every) if one][:_MOST_MEASURED]
        metrics, room = QFontMetrics(theme.font("small")), width - 2 * _AROUND
        lines = max((_lines(one, metrics, room) for one in some), default=0)
        self.setFixedHeight(min(lines, _MOST_LINES) * metrics.lineSpacing() + 2 * _ABOVE)
        self.setVisible(bool(some))

    def room(self) -> int:
        """Give the height it needs in its list."""
        return 0 if self.isHidden() else self.height() + 4

    def say(self, words: str) -> None:
        """Tell this now."""
        self._words = words
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(words or tr("nothing is said of it"))
        self.update()

    def sizeHint(self) -> QSize:
        """Need no width of its own."""
        return QSize(0, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a hairline and the words."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.colour("hairline"))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink2"))
        place = self.rect().adjusted(_AROUND, _ABOVE, -_AROUND, -_ABOVE)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, _WRAPS | side | absolute, self._fitting(place, painter))
        painter.end()

    def _fitting(self, place: QRect, painter: QPainter) -> str:
        """Give the words as far as there is room for them."""
        metrics = painter.fontMetrics()
        words, most = shortened(self._words, _LONGEST), place.height() // metrics.lineSpacing()
        length = len(words)
        while length > 1 and _lines(words, metrics, place.width()) > most:
            length = length * 9 // 10
            words = f"{self._words[:length].rstrip()}…"
        return words


def _lines(words: str, metrics: QFontMetrics, width: int) -> int:
    """Give how many lines words take in a width."""
    bounds = metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAPS, shortened(words, _LONGEST))
    return -(-bounds.height() // metrics.lineSpacing())

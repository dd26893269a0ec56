"""What stands at the edges of the margin: chips of spans out of sight, and how many cards are."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from annotator.language import trn
from annotator.reading.chips import Chip, Chips
from annotator.ui.basics.keycaps import paint_chevron
from annotator.ui.basics.labels import elided
from annotator.ui.basics.theme import Theme
from annotator.ui.margin.open_card import WIDTH

MORE = 24.0
"""How high the words are that count the cards beyond an edge."""
_EDGE = 8.0
_CHIP = 26.0
_RADIUS = 4


def between_chips(found: Chips, height: float) -> tuple[float, float]:
    """Give the top and bottom of what the chips leave of a margin so high."""
    return _EDGE + _CHIP * len(found.above), height - _EDGE - _CHIP * len(found.below)


class EdgePainter:
    """Paints the edges once; `x` is where the cards begin."""

    def __init__(self, painter: QPainter, theme: Theme, x: int, *, is_at_left: bool) -> None:
        """Paint in a theme; the cards stand at the page's left or right."""
        self._painter, self._theme = painter, theme
        self._x, self._is_at_left = x, is_at_left
        self._metrics = QFontMetricsF(theme.font("small"))

    def chips(self, found: Chips, height: float) -> tuple[float, float, list[tuple[QRectF, str]]]:
        """Paint the chips; give the top and bottom of what is left, and whose chip is where."""
        top, bottom = between_chips(found, height)
        places: list[tuple[QRectF, str]] = []
        for n, chip in enumerate(reversed(found.above)):
            places.append((self._chip(_EDGE + _CHIP * n, chip, is_above=True), chip.span_id))
        for n, chip in enumerate(found.below):
            places.append((self._chip(bottom + _CHIP * n + 4, chip, is_above=False), chip.span_id))
        return top, bottom, places

    def more(self, top: float, n: int, *, is_above: bool) -> QRectF:
        """Paint how many cards there are beyond the edge; give where, for a click."""
        text = (
            trn("{n} more above", "{n} more above", n)
            if is_above
            else trn("{n} more below", "{n} more below", n)
        )
        middle, width = top + MORE / 2, self._metrics.horizontalAdvance(text)
        x = self._x + WIDTH - 12 - width - 16 if self._is_at_left else self._x + 3
        pen = QPen(self._theme.colour("ink2"), 1.4)
        paint_chevron(self._painter, QPointF(x + 4, middle), pen, up=is_above)
        self._painter.setPen(pen)
        self._painter.setFont(self._theme.font("small"))
        baseline = middle + (self._metrics.ascent() - self._metrics.descent()) / 2
        self._painter.drawText(QPointF(x + 16, baseline), text)
        return QRectF(x - 3, top, width + 22, MORE)

    def _chip(self, top: float, chip: Chip, *, is_above: bool) -> QRectF:
        painter, theme = self._painter, self._theme
        text = f"{chip.words} · {chip.type_name}"
        width = min(self._metrics.horizontalAdvance(text) + 34, float(WIDTH))
        x = self._x + WIDTH - width if self._is_at_left else float(self._x)
        rect = QRectF(round(x) + 0.5, round(top) + 0.5, round(width) - 1, _CHIP - 5)
        painter.setPen(QPen(theme.mark(chip.type_name).line, 1))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        at = QPointF(x + 13, rect.center().y())
        paint_chevron(painter, at, QPen(theme.colour("ink2"), 1.4), up=is_above)
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font("small"))
        shown = elided(text, self._metrics, width - 32)
        painter.drawText(rect.adjusted(24, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        return rect

"""What the sheet *Agreement* paints: intervals between 0 and 1, figures over time, shares.

And where its parts stand.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from annotator.compare.agreement import Part
from annotator.compare.figures import Measure
from annotator.compare.report.wording import value_words
from annotator.language import tr
from annotator.ui.basics import theme
from annotator.ui.basics.building import column, rule
from annotator.ui.basics.forms import LINE_HEIGHT

_DOT = 3.5
_SCALE, _LEAST_SCALE = 200, 24
_BETWEEN = 28
_WIDE = 1_000
"""From this width of the sheet on values stand beside the figures."""
_PLOT, _AXIS = QSize(290, 110), 24
_LEAST_SHOWN = 0.5
"""Figures over time are shown from here on, or from 0 where one is lower."""


class Interval(QWidget):
    """A figure as a dot between 0 and 1, its interval as a line."""

    def __init__(
        self, value: float | None, interval: tuple[float, float] | None, parent: QWidget
    ) -> None:
        """Show a figure; None = it is not defined, or has no interval."""
        super().__init__(parent)
        self._value, self._interval = value, interval
        self.setFixedHeight(LINE_HEIGHT)
        self.setMinimumWidth(_LEAST_SCALE)
        self.setMaximumWidth(_SCALE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_interval(self, interval: tuple[float, float] | None) -> None:
        """Show the interval, now that it is known."""
        self._interval = interval
        self.update()

    def sizeHint(self) -> QSize:
        """Be as wide as there is room for; words go first."""
        return QSize(_LEAST_SCALE, LINE_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ends, the line and the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(QPen(theme.colour("ink3"), 1))
        for share in (0.0, 1.0):
            painter.drawLine(
                QPointF(self._x(share), middle - 6), QPointF(self._x(share), middle + 6)
            )
        painter.setPen(QPen(theme.colour("ink"), 1.5))
        if self._interval is not None:
            low, high = self._interval
            painter.drawLine(QPointF(self._x(low), middle), QPointF(self._x(high), middle))
        if self._value is not None:
            painter.setBrush(theme.colour("ink"))
            painter.drawEllipse(QPointF(self._x(self._value), middle), _DOT, _DOT)
        painter.end()

    def _x(self, share: float) -> float:
        shown = min(1.0, max(0.0, share))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            shown = 1 - shown
        return _DOT + shown * (self.width() - 2 * _DOT - 1)


class Scale(QWidget):
    """The ends of the scale above intervals: 0 and 1."""

    def __init__(self, parent: QWidget) -> None:
        """Be as wide as an interval may be."""
        super().__init__(parent)
        self.setFixedHeight(LINE_HEIGHT)
        self.setMinimumWidth(_LEAST_SCALE)
        self.setMaximumWidth(_SCALE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the two numbers above the ends."""
        painter = QPainter(self)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink2"))
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left, right = ("1", "0") if is_mirrored else ("0", "1")
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, left)
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, right)
        painter.end()


class SheetPlaces(QWidget):
    """Where the parts of the sheet stand: figures, beside or below them values; then the rest."""

    def __init__(self, parent: QWidget) -> None:
        """Make the places, empty; `of` gives each by its name."""
        super().__init__(parent)
        self.of = {name: column(gap=8) for name in ("figures", "beside", "parts", "words", "kinds")}
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._upper.setSpacing(_BETWEEN)
        for name, stretch in (("figures", 3), ("beside", 1)):
            side = column(self.of[name], None, gap=0)
            self._upper.addLayout(side, stretch)
        column(
            self._upper, self.of["parts"], rule(self), self.of["words"], rule(self),
            self.of["kinds"], of=self, around=(0, 0, 12, 0), gap=14,
        )  # fmt: skip

    def stand_in(self, width: int) -> None:
        """Let the values go below the figures where the sheet is not so wide that both fit."""
        ways = QBoxLayout.Direction
        self._upper.setDirection(ways.LeftToRight if width >= _WIDE else ways.TopToBottom)


class Share(QWidget):
    """A bar for a number, as long as its share of the largest."""

    def __init__(self, share: float, parent: QWidget) -> None:
        """Show a share."""
        super().__init__(parent)
        self._share = share
        self.setFixedHeight(LINE_HEIGHT)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        wide = self._share * self.width()
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at = self.width() - wide if is_mirrored else 0.0
        painter.fillRect(QRectF(at, self.height() / 2 - 4, wide, 8), theme.colour("ink3"))
        painter.end()


class OverTime(QWidget):
    """Statements in the slices over time: a dot each, scheme versions as lines between them.

    Where places were given, the share of them that was kept.
    """

    def __init__(self, slices: Sequence[Part], parent: QWidget) -> None:
        """Show slices."""
        super().__init__(parent)
        self._slices = slices
        self.values = [_shown(one) for one in slices]
        said = [
            tr("{n} articles: {value}", n=len(one.article_ids), value=one.why or value_words(value))
            for one, value in zip(slices, self.values, strict=True)
        ]
        self.setAccessibleName(tr("Agreement over time"))
        self.setAccessibleDescription("; ".join(said))
        self.setFixedSize(_PLOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the two lines, the dots with their values, and where a version began."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        top, foot = 14.0, self.height() - 34.0
        lowest = min([_LEAST_SHOWN, *(one for one in self.values if one is not None)])
        least = _LEAST_SHOWN if lowest >= _LEAST_SHOWN else 0.0
        for y, end in ((top, 1.0), (foot, least)):
            painter.setPen(QPen(theme.colour("ink3"), 1))
            painter.drawLine(QPointF(self._at(_AXIS), y), QPointF(self._at(self.width()), y))
            painter.setPen(theme.colour("ink2"))
            self._words(painter, self._at(_AXIS / 2), y - 9, _end_words(end), _AXIS)
        step = (self.width() - _AXIS) / max(1, len(self._slices))
        first = 1
        for n, (part, value) in enumerate(zip(self._slices, self.values, strict=True)):
            x = self._at(_AXIS + (n + 0.5) * step)
            last = first + len(part.article_ids) - 1
            painter.setPen(theme.colour("ink2"))
            self._words(painter, x, self.height() - 22, f"{first}–{last}", step)
            first = last + 1
            if value is None:
                self._words(painter, x, foot - 18, "–", step)
                continue
            y = foot - (value - least) / (1 - least) * (foot - top)
            painter.setBrush(theme.colour("ink"))
            painter.drawEllipse(QPointF(x, y), _DOT, _DOT)
            self._words(painter, x, y - 20, value_words(value), step)
            if n and part.versions[-1:] != self._slices[n - 1].versions[-1:]:
                border = self._at(_AXIS + n * step)
                painter.setPen(QPen(theme.colour("ink2"), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(border, top), QPointF(border, foot))
                words = tr("scheme {n}", n=part.versions[-1])
                self._words(painter, border, foot - 16, words, step)
        painter.end()

    def _at(self, x: float) -> float:
        """Give where something stands, so far from where lines begin."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return self.width() - x if is_mirrored else x

    def _words(self, painter: QPainter, x: float, y: float, words: str, wide: float) -> None:
        box = QRectF(x - wide / 2, y, wide, 18)
        # Figures run from left to right anywhere: else .5 is painted as 5.
        is_in_letters = any(map(str.isalpha, words))
        forward = Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(self.layoutDirection() if is_in_letters else forward)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _end_words(value: float) -> str:
    """Give an end of the scale: 0, .5 or 1."""
    return value_words(value, 1) if value % 1 else f"{value:.0f}"


def _shown(part: Part) -> float | None:
    shown = (Measure.KEPT, Measure.STATEMENTS)
    return next((one.value for one in part.figures if one.measure in shown), None)

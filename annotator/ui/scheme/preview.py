"""The framed line that says what a draft would touch, before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.ui.basics import theme
from annotator.ui.basics.building import column, row
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.labels import CutLabel, Label

if TYPE_CHECKING:
    from collections.abc import Callable


class PreviewLine(QWidget):
    """What is drafted in bold, what it touches beside it; its cases are one button away."""

    def __init__(self, parent: QWidget, show: Callable[[], object]) -> None:
        """Make it, empty; `show` opens the cases."""
        super().__init__(parent)
        self.what = Label("", "bold", parent=self)
        self.touches = CutLabel("", "ui", parent=self)
        self.more = CutLabel("", "ui", "ink2", parent=self)
        self.cases = KeyButton("", parent=self)
        self.cases.clicked.connect(lambda: show())
        words = column(row(self.what, (self.touches, 1), gap=8), self.more, gap=4)
        row((words, 1), self.cases, of=self, around=(16, 8, 16, 8), gap=16)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._is_low = self._warns = False

    def say(self, what: str, touches: str, more: str, warning: str, cases: str) -> None:
        """Say what is drafted; without words for the cases there are none to show.

        A `warning` stands before what is `more` to be known, and is seen in a low window too.
        """
        self.what.setText(what)
        self.touches.setText(touches)
        more = " ".join(filter(None, (warning, more)))
        self.more.setText(more)
        self._warns = bool(warning)
        self.be_low(self._is_low)
        self.cases.setText(cases)
        self.cases.setVisible(bool(cases))
        self.cases.updateGeometry()
        self.setAccessibleName(" ".join(filter(None, (what, touches, more))))

    def be_low(self, is_low: bool) -> None:
        """Take one line where there is little room and nothing to warn of."""
        self._is_low = is_low
        self.more.setHidden(is_low and not self._warns)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame in ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

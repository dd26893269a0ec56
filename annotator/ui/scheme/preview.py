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

    def say(self, what: str, touches: str, more: str, cases: str) -> None:
        """Say what is drafted; without words for the cases there are none to show."""
        self.what.setText(what)
        self.touches.setText(touches)
        self.more.setText(more)
        self.cases.setText(cases)
        self.cases.setVisible(bool(cases))
        self.cases.updateGeometry()
        self.setAccessibleName(" ".join(filter(None, (what, touches, more))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame in ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

"""The strip under a span after a mark: the framed attribute and what each digit sets.

It takes no focus, so every other key goes on as before; a click sets a value too.
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.language import tr
from annotator.reading.choices import Framed
from annotator.ui.basics import theme
from annotator.ui.basics.building import clear, row
from annotator.ui.basics.labels import Label
from annotator.ui.popups.placing import put_beside


class FrameStrip(QWidget):
    """One line: "kind  1 person  2 organisation …"."""

    picked = Signal(int)
    """The digit of the value that was clicked."""

    def __init__(self, parent: QWidget) -> None:
        """Make it, hidden."""
        super().__init__(parent)
        self.setObjectName("frame-strip")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = row(of=self, around=(8, 3, 4, 3), gap=2)
        self.hide()

    def show_frame(self, framed: Framed, current: str | None, place: QRect) -> None:
        """Show a frame below `place` (coordinates of the parent)."""
        attribute = framed.attribute
        if attribute is None:
            self.hide()
            return
        clear(self._row)
        name = Label(tr(attribute.name), "small", "ink2", parent=self)
        buttons = [
            self._button(digit, value, is_set=value == current)
            for digit, value in enumerate(attribute.values[:9], start=1)
        ]
        for one in (name, *buttons):
            self._row.addWidget(one)
            one.show()  # else a strip that is seen already would be measured without it
        self.setAccessibleName(tr("{attribute}: digits set it", attribute=tr(attribute.name)))
        self.adjustSize()
        # Close below the mark's letter: there it covers one line whole and cuts none in half.
        put_beside(self, place, gap=5)

    def _button(self, digit: int, value: str, *, is_set: bool) -> QPushButton:
        button = QPushButton(f"{digit} {tr(value)}", self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        font = theme.font("small")
        font.setBold(is_set)
        button.setFont(font)
        button.setStyleSheet("QPushButton { border: 0; padding: 2px 6px; }")
        button.clicked.connect(lambda: self.picked.emit(digit))
        return button

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a card without a shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("border"))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

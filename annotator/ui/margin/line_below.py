"""The key line below the sentence of the current span: where there is no margin to stand in."""

from PySide6.QtCore import QPointF, QRect, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.reading.key_line import KeyLine
from annotator.ui.basics.theme import Theme
from annotator.ui.margin.card_painter import paint_parts
from annotator.ui.margin.open_card import WIDTH, OpenCard, key_line_alone


class LineBelow(QWidget):
    """The key line on a ground of its own. It takes no keys: they go on as before."""

    digit_clicked = Signal(int)
    attribute_clicked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        """Make it, hidden."""
        super().__init__(parent)
        self._theme: Theme | None = None
        self._laid_out = OpenCard((), 0)
        self.hide()

    def show_line(self, line: KeyLine, theme: Theme, *, mirrored: bool) -> QRect:
        """Take a line; give how large it is. Whoever asks puts it somewhere."""
        self._theme = theme
        self._laid_out = key_line_alone(line, theme, mirrored=mirrored)
        self.setAccessibleName(line.words())
        self.resize(WIDTH, round(self._laid_out.height))
        self.update()
        return self.rect()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it on a card without a shadow."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("ink"), 1.5))
        painter.setBrush(self._theme.colour("card"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        paint_parts(painter, self._theme, self._laid_out)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the value, or frame the attribute, that was clicked."""
        part = self._laid_out.part_at(QPointF(event.position()))
        if part is not None and part.digit:
            self.digit_clicked.emit(part.digit)
        elif part is not None:
            self.attribute_clicked.emit(part.attribute)

"""Boxes of forms: to choose one of some values in, and to tick; drawn in the theme's ink."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QWidget,
)

from annotator.ui.basics import theme
from annotator.ui.basics.keycaps import paint_chevron

_FROM_EDGE = 14.0


class ChoiceBox(QComboBox):
    """A combo box whose arrow is drawn here: the style sheet has none without a picture.

    Its list shows whole lines: as a menu it would cut the last one for an arrow.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a line."""
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one takes no room from sheets

    def fill(self, choices: Iterable[tuple[str, object]], current: object = None) -> None:
        """Offer choices, each with what it stands for; `current` is chosen if it is there."""
        for words, value in choices:
            self.addItem(words, value)
        if current is not None:
            self.setCurrentIndex(max(self.findData(current), 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then a chevron at its far end."""
        super().paintEvent(event)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = _FROM_EDGE if mirrored else self.width() - _FROM_EDGE
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("ink2" if self.isEnabled() else "ink3"), 1.4)
        paint_chevron(painter, QPointF(x, self.height() / 2), pen, up=False)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls: no value is changed by the way."""
        event.ignore()


class TickBox(QCheckBox):
    """A box to tick; its edge is drawn here: the style's is hardly seen on a dark page."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then its edge."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        place = self.style().subElementRect(part, option, self).toRectF()
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("ink2" if self.isEnabled() else "ink3"), 1))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        painter.end()

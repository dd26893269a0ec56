"""What lists with rows of their own painting share: keys, sides, words that are cut."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.ui.basics import theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class RowList(QListView):
    """A list in a pane; Enter opens the current row."""

    def __init__(self, parent: QWidget, name: str) -> None:
        """Make it, for screen readers by its name."""
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class Rows(QStyledItemDelegate):
    """Draws rows of one height."""

    height = 0

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give the height."""
        return QSize(0, self.height)


def across(rect: QRect, outer: QRect, *, mirrored: bool) -> QRect:
    """Give a rectangle at the same place of `outer` seen in a mirror, where that is wanted."""
    if not mirrored:
        return rect
    left = outer.left() + outer.right() - rect.right()
    return QRect(left, rect.top(), rect.width(), rect.height())


def write(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: str = "ui",
    ink: str = "ink",
    *,
    at_right: bool = False,
) -> None:
    """Write words at one side of a rectangle, cut with “…” where they are longer."""
    painter.setFont(theme.font(font))
    painter.setPen(theme.colour(ink))
    cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(rect, side | middle, cut)


def face(painter: QPainter, *, right_to_left: bool) -> None:
    """Let what is written run in the direction of its words."""
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )

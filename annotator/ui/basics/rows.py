"""What lists with rows of their own painting share: keys, sides, words that are cut."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.ui.basics import theme
from annotator.ui.basics.labels import elided

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
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole rows only: none is cut by the lower edge."""
        super().resizeEvent(event)
        height = self.sizeHintForRow(0) if self.model() is not None else 0
        rest = self.contentsRect().height() % height if height > 0 else 0
        if rest != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, rest)

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
    cut = elided(words, painter.fontMetrics(), rect.width())
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(rect, side | middle, cut)


def face(painter: QPainter, *, right_to_left: bool) -> None:
    """Let what is written run in the direction of its words."""
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )

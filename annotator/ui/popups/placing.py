"""Where a popup stands: below its place, above it where there is no room, inside the window."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

_EDGE = 8


def room_of(widget: QWidget) -> QRect:
    """Give the room a popup has: all of the widget it lies in."""
    parent = widget.parentWidget()
    return widget.rect() if parent is None else parent.rect()


def put_beside(widget: QWidget, place: QRect, *, gap: int = 6) -> None:
    """Move a popup to `place` (coordinates of its parent) and show it above everything."""
    room = room_of(widget)
    x = min(max(place.left(), _EDGE), max(room.right() - widget.width() - _EDGE, 0))
    y = place.bottom() + gap
    if y + widget.height() > room.bottom() - _EDGE:
        y = max(place.top() - widget.height() - 6, _EDGE)
    widget.move(QPoint(x, y))
    widget.show()
    widget.raise_()

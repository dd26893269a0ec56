"""Where a popup stands: beside its card, or below its place, inside the window."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

EDGE = 8
"""How far a popup stays from the edges of what it lies in, in pixels."""
_GAP = 6

CARD_WIDTH = 320
"""How wide a card is, and what is asked beside it."""
Place = Callable[[int, int], QRect]
"""Gives the rectangle that a popup of a height may have; 0: it is as wide as a card."""


def room_of(widget: QWidget) -> QRect:
    """Give the room a popup has: all of the widget it lies in."""
    parent = widget.parentWidget()
    return widget.rect() if parent is None else parent.rect()


def put_beside(widget: QWidget, place: QRect) -> None:
    """Move a popup to `place` (coordinates of its parent) and show it above everything."""
    room = room_of(widget)
    x = min(max(place.left(), EDGE), max(room.right() - widget.width() - EDGE, 0))
    y = place.bottom() + _GAP
    if y + widget.height() > room.bottom() - EDGE:
        y = max(place.top() - widget.height() - _GAP, EDGE)
    widget.move(QPoint(x, y))
    widget.show()
    widget.raise_()


def put_in(widget: QWidget, place: QRect, least: int = 0) -> None:
    """Let a popup fill a place (coordinates of its parent) and show it above everything.

    Where the place is lower than its ``least`` height, it covers some of what stands around.
    """
    if place.height() < least:
        room = room_of(widget)
        top = max(min(place.top(), room.bottom() - EDGE - least), room.top())
        place = QRect(place.left(), top, place.width(), least)
    widget.setFixedSize(place.size())
    widget.move(place.topLeft())
    widget.show()
    widget.raise_()


def beside_card(
    in_margin: QRect | None, sentence: QRect, room: QRect, wanted: int, width: int
) -> QRect:
    """Give where a popup stands: at the card's height in the margin, else below the sentence.

    All in one widget's coordinates. Where there is less room below the sentence than it wants, but
    more above, it stands above it; it is never higher than the room there.
    """
    if in_margin is not None:
        return in_margin
    width = min(width, room.width() - 2 * EDGE)
    below = room.bottom() - EDGE - (sentence.bottom() + _GAP)
    above = sentence.top() - _GAP - (room.top() + EDGE)
    is_below = below >= min(wanted, above)
    height = max(min(wanted, below if is_below else above), 0)
    if max(below, above) < wanted // 2:
        # The sentence fills the view: the lower edge hides the least of it.
        height = min(wanted, room.height() - 2 * EDGE)
        y = room.bottom() - EDGE - height
    elif is_below:
        y = sentence.bottom() + _GAP
    else:
        y = sentence.top() - _GAP - height
    y = min(max(y, room.top() + EDGE), room.bottom() - EDGE - height)
    x = min(max(sentence.left(), room.left() + EDGE), room.right() - width - EDGE)
    return QRect(x, y, width, height)

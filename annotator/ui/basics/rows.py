"""What lists with rows of their own painting share."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


def across(rect: QRect, outer: QRect, *, mirrored: bool) -> QRect:
    """Give a rectangle at the same place of `outer` seen in a mirror, where that is wanted."""
    if not mirrored:
        return rect
    left = outer.left() + outer.right() - rect.right()
    return QRect(left, rect.top(), rect.width(), rect.height())

"""Painted cards, kept until what stands on them changes: painting one costs more than moving it."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtGui import QPixmap

_MOST = 120


class CardPictures:
    """The pictures of the cards seen last."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def of(self, key: tuple[object, ...], make: Callable[[], QPixmap]) -> QPixmap:
        """Give a picture that was made before, or make it."""
        known = self._kept[key] = self._kept.get(key) or make()
        self._kept.move_to_end(key)
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return known

    def clear(self) -> None:
        """Paint all anew: in other colours."""
        self._kept.clear()

"""A place far down a long article is come to when the article is laid out so far.

Whoever goes there at once would wait for all that stands above; so it is laid out a slice in each
turn of the window's loop, and keys come in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from annotator.ui.basics.building import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.ui.page.slices import Slices


class _Wanted(NamedTuple):
    what: str
    position: int
    do: Callable[[], object]


class FarPlaces(QObject):
    """What is to be done as soon as an article is laid out up to a place."""

    def __init__(self, parent: QObject, slices: Callable[[], Slices | None]) -> None:
        """`slices` gives those of the article that is shown."""
        super().__init__(parent)
        self._slices = slices
        self._wanted: list[_Wanted] = []
        self._turn = later(self, 0, self._go_on)

    @property
    def is_under_way(self) -> bool:
        """Whether something waits."""
        return bool(self._wanted)

    def is_there(self, position: int) -> bool:
        """Say whether all is laid out up to a code point."""
        slices = self._slices()
        return slices is None or slices.is_at(position)

    def when_there(self, what: str, position: int, do: Callable[[], object]) -> None:
        """Do something when all is laid out up to a code point: at once where it is.

        What waits of the same kind is given up then: somebody has gone elsewhere.
        """
        if self.is_there(position):
            self._wanted = [one for one in self._wanted if one.what != what]
            do()
            return
        self._wanted.append(_Wanted(what, position, do))
        self._turn.start()

    def finish(self) -> None:
        """Come to what is wanted at once."""
        while self._wanted:
            self._go_on()

    def stop(self) -> None:
        """Go nowhere any more: another article is shown."""
        self._wanted = []

    def _go_on(self) -> None:
        slices = self._slices()
        if slices is not None and not all(slices.is_at(one.position) for one in self._wanted):
            slices.more()
            self._turn.start()
            return
        wanted, self._wanted = self._wanted, []
        for one in wanted:
            one.do()

"""A long article is laid out some characters at a time: keys come in between.

Qt's own steps double from one turn of the loop to the next, until one holds the window. Its timer
still says when: each time it is answered by a slice instead, until the article is laid out.
Whoever goes to a place far down comes there when it is laid out so far (`FarPlaces`).
"""

from __future__ import annotations

from bisect import bisect_left
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QEvent, QObject

from annotator.ui.basics.building import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.ui.page.document import ArticleDocument

LONG = 20_000
"""A shorter article Qt lays out by itself before anybody notices."""
_SLICE = 12_000
"""So many characters take Qt about 5 ms, where letters join 15."""
_WAIT_S = 0.01
"""Cards and other articles on their way ask for slices, too: one in so long is enough for all."""


class Slices(QObject):
    """Lays out what Qt has not laid out yet, from the top."""

    _before: ClassVar = 0.0
    """When a slice of any article was laid out last: they share the window's thread."""

    def __init__(self, content: ArticleDocument) -> None:
        """Lay out an article from now on; goes with its document."""
        super().__init__(content.document)
        self._content = content
        self._layout = content.document.documentLayout()
        self._is_whole = len(content.page.text) <= LONG
        if not self._is_whole:
            self._layout.installEventFilter(self)

    @property
    def n_laid_out(self) -> int:
        """How many of the shown blocks are laid out."""
        return bisect_left(self._content.shown, 1, key=self._is_missing)

    def _is_missing(self, number: int) -> bool:
        return self._content.qt_block(number).layout().lineCount() == 0

    def as_far_as(self, height: float) -> None:
        """Lay out what lies above a height."""
        shown, n = self._content.shown, self.n_laid_out
        while n < len(shown) and (n == 0 or self._top(shown[n - 1]) < height):
            self._layout.blockBoundingRect(self._content.qt_block(shown[n]))
            n = bisect_left(shown, 1, n + 1, key=self._is_missing)

    def _top(self, number: int) -> float:
        return self._content.qt_block(number).layout().position().y()

    def is_at(self, position: int) -> bool:
        """Say whether all is laid out up to a code point."""
        if self._is_whole:  # a short article is when it is asked
            return True
        n, shown = self.n_laid_out, self._content.shown
        return n == len(shown) or self._content.page.blocks[shown[n]].start > position

    def more(self) -> bool:
        """Lay out a slice; say whether that was the last. A short article is one slice."""
        if not self._is_whole:
            self._lay_out_slice()
            self.rest()
        if self._is_whole:
            self._layout.documentSize()
        return self._is_whole

    def more_in_time(self) -> bool:
        """Lay out a slice unless somebody has just done so; say whether that was the last."""
        if not self._is_whole and monotonic() - Slices._before <= _WAIT_S:
            return False
        return self.more()

    @staticmethod
    def rest() -> None:
        """Let what is not waited for be laid out a little later: much was done in this turn."""
        Slices._before = monotonic()

    def _lay_out_slice(self) -> None:
        shown, blocks = self._content.shown, self._content.page.blocks
        n = self.n_laid_out
        until = blocks[shown[n]].start + _SLICE if n < len(shown) else 0
        n = max(n, bisect_left(shown, until, key=lambda number: blocks[number].end))
        if n < len(shown):
            self._layout.blockBoundingRect(self._content.qt_block(shown[n]))
        if n + 1 >= len(shown):
            self._is_whole = True
            self._layout.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay out a slice when Qt's timer would have taken a step, if nobody else does."""
        if event.type() is QEvent.Type.Timer and not self._is_whole:
            self.more_in_time()
            return True
        return super().eventFilter(watched, event)


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

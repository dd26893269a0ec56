"""What is walked over, read beside the window a few articles at a time: the first is there at once.

It goes on while a sheet shows it, and while one looks at an article meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from annotator.project.asking.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.project.asking.walk import Topic, Walked
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.bridge import Bridge

_Item = TypeVar("_Item", bound="Walked")
_Read = TypeVar("_Read", bound="Walked", covariant=True)


class ReadInParts(Protocol[_Read]):
    """What reads the next items each time it is asked; None = there are no more."""

    def read_next(self) -> Sequence[_Read] | None:
        """Give the next ones."""


class WalkedList(QObject, Generic[_Item]):
    """The items, and the walk over them."""

    grown = Signal()
    """Further ones have been read, or the walk is another one."""

    def __init__(
        self, bridge: Bridge, jobs: Jobs, items: ReadInParts[_Item], topic: Topic, *, every: bool
    ) -> None:
        """Begin with nothing read, as one reads; `every`: those with an answer too."""
        super().__init__(bridge)
        self._bridge, self._jobs, self._read_from = bridge, jobs, items
        self.is_complete = False
        self.walk = Walk(topic, (), every)
        self._now: dict[str, bool] = {}
        """What was answered since it was read, or lost its answer."""

    def read_on(self) -> None:
        """Read the next articles, and so on to the last."""
        items = self._read_from

        def then(found: Sequence[_Item] | None) -> None:
            if not isValid(self):
                return
            if found is None:
                self.is_complete = True
                self.completed()
            else:
                self.take(found)
            self.grown.emit()
            if found is not None:
                self.read_on()

        def work(_progress: object, _cancel: object) -> Sequence[_Item] | None:
            return items.read_next()

        self._jobs.start(work, then, self._bridge.refused.emit)

    def take(self, found: Sequence[_Item]) -> None:
        """Walk over these, too."""
        self.walk.extend(found)
        for one in found:
            if one.item in self._now:
                self.walk.answer(one.item, is_answered=self._now[one.item])

    def completed(self) -> None:
        """Hear that the last was read."""

    def end(self) -> None:
        """Read no further: nobody walks any more."""
        self.deleteLater()

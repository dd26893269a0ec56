"""Waiting for a window on a machine that may have much else to do.

Not here: what a test waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partialmethod
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

_TURNS = 20
"""So many turns an idle machine has in a few milliseconds, and more than are needed."""
_PATIENCE_MS = 60_000
"""So long may a machine with much else to do need for what is there in a moment elsewhere."""


def take_turns() -> None:
    """Let be done what follows from one turn of the window to the next, as laying out does."""
    for _ in range(_TURNS):
        QCoreApplication.processEvents()


def late_once(read: Callable[..., Any], go_on: Event) -> Callable[..., Any]:
    """Give what reads as `read`, the first time with an answer that comes when `go_on` is set."""
    is_first = [True]

    def late(*given: Any, **how: Any) -> Any:
        found = read(*given, **how)
        found = list(found) if isinstance(found, Iterator) else found
        if is_first and is_first.pop():
            go_on.wait(_PATIENCE_MS / 1000)
        return found

    return late


class PatientBot(QtBot):
    """Waits for a window longer than pytest-qt does by itself, wherever no time is named."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=_PATIENCE_MS)  # noqa: N815 - Qt's name
    waitSignal = partialmethod(QtBot.waitSignal, timeout=_PATIENCE_MS)  # noqa: N815 - Qt's name
    waitExposed = partialmethod(QtBot.waitExposed, timeout=_PATIENCE_MS)  # noqa: N815 - Qt's name

    def wait(self, ms: int) -> None:
        """Let time go by; a machine that does something else meanwhile would leave no turn."""
        super().wait(ms)
        take_turns()

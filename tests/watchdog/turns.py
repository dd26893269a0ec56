"""How long one turn of the window's loop takes its thread, and waiting for the window to rest."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from annotator.ui.window import MainWindow

LIMIT_MS = 50.0
"""Nobody waits for what is over by then."""
_REST_S, _REST_TURNS = 0.004, 4
_PATIENCE_S = 180.0


class Turns:
    """Counts the longest turn since it was asked last.

    A turn is all that the loop does before it looks again for what the person has pressed: no less
    than one event, so that no event holds the window longer than is counted here. It is counted in
    processor time of the window's thread. By the clock it would be longer whenever other programs
    or our own workers have the processor, and the same act would be late on one day and not on
    another; the window waits for no disk and no worker (they have threads of their own).
    """

    def __init__(self, program: QApplication, window: MainWindow) -> None:
        self._program, self.window = program, window
        self._longest = 0.0
        self._lasting: set[object] = set()
        """Work beside the window that was waited for in vain: figures over 10,000 articles."""

    def take(self) -> float:
        """Give the longest turn since the last time, in milliseconds."""
        longest, self._longest = self._longest, 0.0
        return longest

    def do(self, something: Callable[[], object]) -> None:
        """Do what a key or a button would do: it is within a turn."""
        began = time.thread_time()
        something()
        self._count(began)

    def turn(self) -> None:
        """Let the loop turn once; what is to be deleted goes, as in a loop that goes on."""
        began = time.thread_time()
        self._program.processEvents()
        self._program.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._count(began)

    def _count(self, began: float) -> None:
        self._longest = max(self._longest, (time.thread_time() - began) * 1000)

    def rest(self, patience: float = _PATIENCE_S) -> bool:
        """Turn until nothing is under way beside the window or on its way to the disk."""
        until, n_still = time.monotonic() + patience, 0
        while n_still < _REST_TURNS:
            self.turn()
            time.sleep(_REST_S)  # the workers' turn
            n_still = 0 if self.is_busy() else n_still + 1
            if time.monotonic() > until:
                self._lasting = set(self.window.jobs._running)
                return False
        return True

    def wait_for(self, is_so: Callable[[], bool]) -> None:
        """Turn until something is so."""
        until = time.monotonic() + _PATIENCE_S
        while not is_so():
            self.turn()
            time.sleep(_REST_S)
            assert time.monotonic() < until, "the window did not come so far"

    def is_busy(self) -> bool:
        session = self.window.session
        self._lasting &= set(self.window.jobs._running)
        is_at_work = len(self.window.jobs._running) > len(self._lasting)
        if session is None:
            return is_at_work
        return is_at_work or session.bridge.n_waiting > 0 or session.view.is_changing

"""How late a timer of the window comes while something else goes on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

_EVERY_MS = 5
_SECONDS = 2.0


def worst_lateness(is_over: Callable[[], bool] = lambda: False) -> float:
    """Give the most seconds that a timer of 5 ms came late in two seconds, or until it is over."""
    application = QCoreApplication.instance() or QCoreApplication([])
    loop = QEventLoop(application)  # a window stays open when it is left
    began = last = time.perf_counter()
    worst = 0.0

    def come() -> None:
        nonlocal last, worst
        now = time.perf_counter()
        worst = max(worst, now - last - _EVERY_MS / 1000)
        last = now
        if now - began > _SECONDS or is_over():
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(come)
    timer.start(_EVERY_MS)
    loop.exec()
    timer.stop()
    return worst

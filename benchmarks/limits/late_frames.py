"""How late the window's timer comes beside another process that is busy and asks it nothing.

On a machine with more work than processors any busy process delays the window; that is not ours.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks.frames import worst_lateness

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

_BUSY = "import os\nos.nice(5)\nwhile True: sum(range(10_000))"


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""
    del place

    def work() -> list[float]:
        with subprocess.Popen([sys.executable, "-c", _BUSY]) as busy:
            try:
                return [worst_lateness()]
            finally:
                busy.kill()

    return work

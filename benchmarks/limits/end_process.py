"""How long it takes to end a process that does nothing."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks.timing import seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work."""
    del place

    def work() -> list[float]:
        command = [sys.executable, "-c", "print(flush=True); input()"]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
            assert process.stdout is not None
            process.stdout.readline()

            def end() -> None:
                process.kill()
                process.wait()

            return [seconds_of(end)]

    return work

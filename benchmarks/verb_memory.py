"""The most memory that a verb takes, in a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.place import Place

_PROGRAM = (
    "import resource, runpy, sys\n"
    "try:\n"
    "    runpy.run_module('annotator', run_name='__main__', alter_sys=True)\n"
    "finally:\n"
    "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)\n"
)


def most_memory(place: Place, *words: str) -> list[float]:
    """Give the MB that `annotator` with these words takes at the peak; its results go nowhere."""
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "ANNOTATOR_HOME": str(place.home)},
        check=True,
        encoding="utf-8",
    )
    return [float(ended.stderr.split()[-1])]

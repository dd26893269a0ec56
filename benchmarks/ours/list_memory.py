"""The most memory that `annotator list FILE spans --json` takes, in a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

_LIST = (
    "import resource, runpy, sys\n"
    "sys.argv = ['annotator', 'list', sys.argv[1], 'spans', '--json']\n"
    "try:\n"
    "    runpy.run_module('annotator', run_name='__main__')\n"
    "finally:\n"
    "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)\n"
)


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: list all spans into nothing."""

    def work() -> list[float]:
        ended = subprocess.run(
            [sys.executable, "-c", _LIST, str(place.project)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "ANNOTATOR_HOME": str(place.home)},
            check=True,
            encoding="utf-8",
        )
        return [float(ended.stderr.split()[-1])]

    return work

"""The most memory that `annotator export FILE` takes, in a fresh process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.place import Place

_EXPORT = (
    "import resource, runpy, sys\n"
    "sys.argv = ['annotator', 'export', sys.argv[1], '--format', 'tables', '--to', sys.argv[2]]\n"
    "try:\n"
    "    runpy.run_module('annotator', run_name='__main__')\n"
    "finally:\n"
    "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)\n"
)


def prepare(place: Place) -> Callable[[], list[float]]:
    """Give the work: export tables."""
    to = place.folder / "memory"

    def work() -> list[float]:
        shutil.rmtree(to, ignore_errors=True)
        ended = subprocess.run(
            [sys.executable, "-c", _EXPORT, str(place.project), str(to)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "ANNOTATOR_HOME": str(place.home)},
            check=True,
            encoding="utf-8",
        )
        return [float(ended.stderr.split()[-1])]

    return work

"""One side of a goal in its own process: prepares once, then does its work once for each line.

`python -m benchmarks.side MODULE PLACE`: the module's `prepare(place)` gives the work, a callable
that gives the seconds it took, one number for each time. Who runs the sides in turn is in `turns`.
"""

from __future__ import annotations

import importlib
import json
import os
import sys

from benchmarks.place import Place


def main(module: str, place: str) -> None:
    """Do the work of `module` whenever a line comes; end with the input."""
    work = importlib.import_module(module).prepare(Place.read(place))
    print("ready", flush=True)
    for _ in sys.stdin:
        print(json.dumps(work()), flush=True)
    # What still runs in a window or a writer is not waited for.
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""`python -m tests.hostile`: all files at all doors; prints what came of them, 1 if one harmed."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.hostile.battery import tried

n: Counter[str] = Counter()
with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
    for one in tried(Path(folder), only=set(sys.argv[1:])):
        n[one.door] += 1
        n["refused" if one.met.said else "read"] += 1
        for fault in one.faults():
            n["faults"] += 1
            sys.stdout.write(f"{one.door} ← {one.file.parent.name}/{one.file.name!r}: {fault}\n")
sys.stdout.write(f"{dict(n)}\n")
sys.exit(n["faults"] > 0)

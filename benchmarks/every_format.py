"""What exports cost beside JSONL: `python -m benchmarks.every_format [--articles N] [NAME …]`.

The whole of W3 with its marks goes out, is read back and compared, in a process of its own for each
format: its processor time less that of starting, and its memory at the peak, of N articles (2,000)
and of a quarter of them. Memory that grows is memory that a larger corpus will not have. With
`--in` what was written is read into a fresh project, too: that has a line of its own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats import every
from benchmarks import workloads
from benchmarks.place import CODER_NAME
from benchmarks.projects import make_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.formats.base import Format
    from benchmarks.place import Place

N_ARTICLES, _SHARE = 2_000, 4
_BESIDE = "jsonl"
_PROGRAM = """
import resource, runpy, sys
try:
    runpy.run_module('annotator', run_name='__main__', alter_sys=True)
finally:
    every = [resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(one.ru_utime + one.ru_stime for one in every)
    # What the system counts for a process begins with what the one that started it had.
    status = open('/proc/self/status').read()
    own = float(status.partition('VmHWM:')[2].split()[0]) / 1024
    print(seconds, own, every[1].ru_maxrss / 1024, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processor; MB at the peak of the program, and of a process that it started."""

    seconds: float
    megabytes: float
    beside: float


def cost_of(place: Place, *words: str) -> Cost:
    """Give what `annotator` with these words costs, in a fresh process."""
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "ANNOTATOR_HOME": str(place.home), "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        encoding="utf-8",
    )
    return Cost(*map(float, ended.stderr.split()[-3:]))


def exported(place: Place, chosen: Format, ending: str, *, comes_in: bool) -> list[Cost]:
    """Give what an export of the whole project costs, and reading it in again if it is wished."""
    to = place.folder / f"{chosen.name}{ending}"
    words = ("export", str(place.project), "--format", chosen.name, "--to", str(to))
    costs = [cost_of(place, *words)]
    if comes_in and chosen.can_read:
        costs.append(_brought_in(place, to))
    shutil.rmtree(to, ignore_errors=True)
    to.unlink(missing_ok=True)
    return costs


def _brought_in(place: Place, at: Path) -> Cost:
    """Give what it costs to read an export into a fresh project."""
    new = place.folder / "new.annotator"
    new.unlink(missing_ok=True)
    cost_of(place, "new", str(new), "--coder", CODER_NAME)
    # Tables of another project come in where somebody has the texts.
    texts = ("--texts-from", str(place.texts)) if at.suffix in ("", ".xlsx") else ()
    cost = cost_of(place, "import", str(new), str(at), *texts)
    new.unlink()
    return cost


def main(words: Sequence[str] | None = None) -> None:
    """Measure and print a row for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these formats")
    parser.add_argument("--in", action="store_true", dest="comes_in", help="read them in again")
    parser.add_argument("--articles", type=int, default=N_ARTICLES, metavar="N")
    said = parser.parse_args(words)
    chosen = [one for one in every() if one.can_write and one.name in (said.names or [one.name])]
    chosen.sort(key=lambda one: one.name != _BESIDE)
    with tempfile.TemporaryDirectory() as folder:
        places = [
            _place(Path(folder) / str(n), n) for n in (said.articles // _SHARE, said.articles)
        ]
        starts = [cost_of(one, "info", str(one.project)) for one in places]
        print(f"{'':10}{'seconds':>9}{'× ' + _BESIDE:>9}{'MB':>14}  of {said.articles:,} articles")
        plain = 0.0
        for one in chosen:
            for ending in _endings(one):
                found = (exported(place, one, ending, comes_in=said.comes_in) for place in places)
                for n, (small, large) in enumerate(zip(*found, strict=True)):
                    seconds = large.seconds - starts[1].seconds
                    plain = plain or seconds
                    ratio = f"{seconds / plain:.1f}" if one.name == _BESIDE else "–"
                    ratio = f"{seconds / plain:.1f}" if plain != seconds else ratio
                    memory = f"{small.megabytes:.0f} → {large.megabytes:.0f}"
                    if max(small.beside, large.beside) > starts[1].beside:
                        memory += f" (beside it {small.beside:.0f} → {large.beside:.0f})"
                    what = f"{one.name}{ending}{' in' if n else ''}"
                    print(f"{what:16}{seconds:8.1f}{ratio:>8}  {memory:>14}", flush=True)


def _endings(one: Format) -> tuple[str, ...]:
    """Give the endings under which it writes different things."""
    if one.target == "folder":
        return ("",)
    return one.endings if one.name == "report" else one.endings[:1]


def _place(folder: Path, n: int) -> Place:
    workload = workloads.make("W3", folder / "workload", n_articles=n)
    return make_place(workload, folder / "place", texts=workload)


if __name__ == "__main__":
    main()

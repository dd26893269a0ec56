"""Are the tests awake? Changes the product at random places and counts what its tests notice.

    python -m tests.mutants --seed 7 --n 100 --jobs 2
    python -m tests.mutants --seed 7 --n 20 --floor store

Each mutant is tried in a copy, with the tests of its module and those near it, then with the rest
of its floor. One that no test can tell from the original counts as alive all the same. Ends with 0
if at least `--least` of them (0.8) were killed; `--until-least` asks the rest of a floor, which
takes most of the time, only where those near have not killed so many. It forks, so it does not run
on Windows.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tests.mutants.places import Place, count, place
from tests.mutants.trial import CHECKOUT, TESTS, Trial, Verdict


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    module: str
    place: Place

    @property
    def floor(self) -> str:
        return self.module.split("/")[1]


def drawn(floors: list[str], n: int, seed: int) -> list[Mutant]:
    """Draw mutants, evenly among all places of the floors."""
    modules = {
        path.relative_to(CHECKOUT).as_posix(): path.read_text(encoding="utf-8")
        for floor in floors
        for path in sorted((CHECKOUT / "annotator" / floor).rglob("*.py"))
    }
    every = [(name, number) for name, code in modules.items() for number in range(count(code))]
    some = random.Random(seed).sample(every, min(n, len(every)))  # noqa: S311 - nothing secret
    return [Mutant(name, place(modules[name], number)) for name, number in some]


def main(words: list[str]) -> int:
    options = parser().parse_args(words)
    mutants = drawn(options.floor or list(TESTS), options.n, options.seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        enough = options.least * len(mutants) if options.until_least else math.inf
        verdicts = _tried(mutants, Path(folder), options.jobs, enough)
    judged = list(zip(mutants, verdicts, strict=True))
    killed = Counter(one.floor for one, verdict in judged if verdict.is_killed)
    total = Counter(one.floor for one in mutants)
    for one, verdict in sorted(judged, key=lambda pair: pair[0].module):
        if not verdict.is_killed:
            _say(f"alive   {one.module}:{one.place}")
    each = ", ".join(f"{floor} {killed[floor]} of {n}" for floor, n in sorted(total.items()))
    minutes = (time.monotonic() - began) / 60
    _say(f"Killed {killed.total()} of {len(mutants)} (seed {options.seed}): {each}.")
    _say(f"{minutes:.1f} minutes.")
    return 0 if killed.total() >= options.least * len(mutants) else 1


def _tried(mutants: list[Mutant], folder: Path, n_jobs: int, enough: float) -> list[Verdict]:
    """Try all, each worker in a copy of its own; far tests only until enough are killed."""
    verdicts: dict[int, Verdict] = {}
    with ProcessPoolExecutor(n_jobs, get_context("fork"), _begin, (folder,)) as pool:
        # Those of the largest floors first: else the last of them runs alone.
        alive = sorted(range(len(mutants)), key=lambda at: -_n_files(mutants[at].floor))
        for is_far in (False, True):
            if is_far and len(mutants) - len(alive) >= enough:
                _say(
                    f"Enough are killed: {len(alive)} are not tried with the rest of their floors."
                )
                break
            judged = partial(_judged, is_far=is_far)
            verdicts |= zip(alive, pool.map(judged, (mutants[at] for at in alive)), strict=True)
            alive = [at for at in alive if not verdicts[at].is_killed]
    return [verdicts[at] for at in range(len(mutants))]


def _n_files(floor: str) -> int:
    return sum(1 for name in TESTS[floor] for _ in (CHECKOUT / name).rglob("test_*.py"))


_trials: list[Trial] = []
"""The copy of this worker."""


def _begin(folder: Path) -> None:
    _trials.append(Trial(folder / str(os.getpid())))


def _judged(mutant: Mutant, *, is_far: bool) -> Verdict:
    verdict = _trials[0].judge(mutant.module, mutant.place.code, is_far=is_far)
    mark = "killed" if verdict.is_killed else "alive  after all" if is_far else "alive  so far"
    _say(f"{mark}  {mutant.module}:{mutant.place}  {verdict.by}", to=sys.stderr)
    return verdict


def _say(words: str, to: object = None) -> None:
    print(words, file=to or sys.stdout, flush=True)  # type: ignore[call-overload]


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    made.formatter_class = argparse.RawDescriptionHelpFormatter
    made.add_argument("--seed", type=int, default=0)
    made.add_argument("--n", type=int, default=100, help="how many mutants")
    made.add_argument("--floor", action="append", choices=tuple(TESTS), help="only of this floor")
    made.add_argument("--jobs", type=int, default=1, help="so many at once")
    made.add_argument("--least", type=float, default=0.8, help="the share that must be killed")
    made.add_argument(
        "--until-least", action="store_true", help="no far tests once so many are killed"
    )
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The command: `python -m benchmarks [GOAL…] [--json OUT] [--ci]`.

Ends with 1 when a bound is broken in three runs of three.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import report, workloads
from benchmarks.goals import (
    CORPUS,
    GOALS,
    LISTS,
    MANY_DIFFERENCES,
    MARKED_CORPUS,
    MIXED_LIST,
    ONE_PARAGRAPH,
    OPENED,
    SHORT,
    SOME_OF_CORPUS,
    STUDIES,
    TWO_CODERS,
    WHOLE_CORPUS,
    Goal,
)
from benchmarks.turns import Figures, take_turns
from benchmarks.verdicts import Verdict, compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.place import Place

N_RUNS = 3
RAISED_IN_CI = 1.5
CI_SCALE = 0.2
CI_TURNS = 7
CI_FEW_TURNS = 3
CI_TURNS_OF_MEMORY = 1
"""A fresh process holds the same each time, to a megabyte; three turns where it is not clear."""
CI_LONG = frozenset({8})
"""Goals that take seconds each time and hold by far on small workloads: as few turns of them."""
CI_LISTS = 5
CI_CORPUS = 50
CI_SOME = 20
"""A twentieth, in few turns, so that three formats more take seconds."""
FILE_SIZE = 14
N_ARTICLES = 2_000
N_WHOLE = 10_000
N_TWICE_CODED = 1_000
N_DIFFERENCES = 20_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the goals that were asked for; give the exit code."""
    given = _parser().parse_args(arguments)
    if given.goals == [FILE_SIZE]:
        return _file_size(is_small=given.ci)
    chosen = [goal for goal in GOALS if _is_wanted(goal, given.goals)]
    unknown = set(given.goals) - {goal.number for goal in GOALS}
    if unknown or not chosen:
        print(f"There is no goal {', '.join(map(str, sorted(unknown)))} here.", file=sys.stderr)
        return 2
    raised = RAISED_IN_CI if given.ci else 1.0
    print(report.heading(raised=raised), flush=True)
    verdicts = []
    with tempfile.TemporaryDirectory(prefix="benchmarks-", ignore_cleanup_errors=True) as folder:
        places = Places(Path(folder), is_small=given.ci)
        for goal in chosen:
            verdict = settled(goal, places, raised=raised)
            verdicts.append(verdict)
            print(report.line(verdict), flush=True)
    if given.json:
        report.write_json(verdicts, Path(given.json))
    broken = [verdict for verdict in verdicts if not verdict.is_held]
    print(f"\n{len(verdicts) - len(broken)} of {len(verdicts)} held.")
    others = sorted({goal.number for goal in GOALS if not goal.is_promised})
    if not given.goals:
        print(f"On request, not promised yet: {', '.join(map(str, others))}.")
    return 1 if broken else 0


def _file_size(*, is_small: bool) -> int:
    from benchmarks import file_size

    with tempfile.TemporaryDirectory(prefix="benchmarks-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        n_articles = 10_000 // (CI_CORPUS if is_small else 1)
        workload = workloads.make("W3", folder / "W3", n_articles=n_articles)
        return file_size.main(workload, folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("goals", nargs="*", type=int, metavar="GOAL", help="a goal's number")
    parser.add_argument("--json", metavar="OUT", help="write the verdicts into this file")
    parser.add_argument("--ci", action="store_true", help="small workloads, bounds × 1.5")
    return parser


def _is_wanted(goal: Goal, numbers: Sequence[int]) -> bool:
    return goal.number in numbers if numbers else goal.is_promised


def settled(goal: Goal, places: Places, *, raised: float) -> Verdict:
    """Give the verdict on a goal; it is broken only when it is in three runs of three."""
    is_few = goal.unit == "MB" or goal.number in CI_LONG or goal.ours.workload == SOME_OF_CORPUS
    in_ci = CI_FEW_TURNS if is_few else CI_TURNS
    n_turns = min(goal.n_turns, in_ci) if raised > 1 else goal.n_turns
    n_runs, verdict = 0, None
    while n_runs < N_RUNS and (verdict is None or not verdict.is_held):
        n_runs += 1
        ours = (goal.ours, places.of(goal.ours.workload))
        limit = (goal.limit, places.of(goal.limit.workload))
        figures = take_turns(
            ours,
            limit,
            n_turns,
            at_once=goal.unit == "MB",
            is_enough=lambda so_far: raised > 1 and is_clear(goal, so_far),
        )
        verdict = compared(goal, *figures, raised=raised)
    assert verdict is not None
    return replace(verdict, n_runs=n_runs)


def is_clear(goal: Goal, figures: Figures) -> bool:
    """Whether a few turns hold the bound that is not raised: more of them would not break a raised.

    Where they do not, all turns are taken, and the raised bound is asked of all of them.
    """
    few = CI_TURNS_OF_MEMORY if goal.unit == "MB" else CI_FEW_TURNS
    return len(figures[0]) >= few and compared(goal, *figures).is_held


class Places:
    """The workloads of one run, each made when it is first asked for."""

    def __init__(self, folder: Path, *, is_small: bool) -> None:
        """Make them in a folder; small ones for CI."""
        self._folder = folder
        self._is_small = is_small
        self._made: dict[str, Place] = {}

    def of(self, workload: str) -> Place:
        """Give the place of a workload."""
        if workload == SOME_OF_CORPUS and not self._is_small:
            workload = MARKED_CORPUS
        if workload not in self._made:
            self._made[workload] = self._make(workload)
        return self._made[workload]

    def _make(self, workload: str) -> Place:
        from benchmarks.lists import make_list_place
        from benchmarks.projects import make_place
        from benchmarks.two_people import make_place_of_differences

        if workload == MANY_DIFFERENCES:
            return make_place_of_differences(self._folder / "differences", N_DIFFERENCES)
        if workload in STUDIES:
            from benchmarks.studies import make_study_place

            share = CI_LISTS if self._is_small else 1
            return make_study_place(STUDIES[workload] // share, self._folder / workload)
        if workload in LISTS or workload == MIXED_LIST:
            n_articles = LISTS.get(workload, max(LISTS.values()))
            share = CI_LISTS if self._is_small else 1
            folder = self._folder / workload
            return make_list_place(n_articles // share, folder, is_mixed=workload == MIXED_LIST)
        texts = self._texts("W2" if workload in (OPENED, ONE_PARAGRAPH) else workload)
        folder = self._folder / f"project {workload}"
        is_corpus = workload == CORPUS
        return make_place(
            self._texts(SHORT) if is_corpus else texts,
            folder,
            in_one_paragraph=workload == ONE_PARAGRAPH,
            has_two_coders=workload == TWO_CODERS,
            texts=texts / "articles",
        )

    def _texts(self, name: str) -> Path:
        folder = self._folder / name
        if not folder.exists():
            scale = CI_SCALE if self._is_small else 1.0
            n_articles = {TWO_CODERS: N_TWICE_CODED, WHOLE_CORPUS: N_WHOLE}.get(name, N_ARTICLES)
            share = CI_SOME if name == SOME_OF_CORPUS else CI_LISTS
            n_articles //= share if self._is_small else 1
            corpus = "W3" if name in (MARKED_CORPUS, WHOLE_CORPUS, SOME_OF_CORPUS) else name
            workloads.make(corpus, folder, n_articles=n_articles, scale=scale)
        return folder


if __name__ == "__main__":
    sys.exit(main())

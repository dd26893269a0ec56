"""A program that lets reads of the disk fail, once or for ever: `failing_once.py FOLDER N`.

Started by test_failing_once.py with the library of bad_disk.c. What looks through a sound project
never calls it damaged: a read that fails once is looked at again, a disk that goes on failing is
told as that. N reads by chance fail for each way of looking. It prints a line of JSON for each that
went wrong, and one at the end with the sums.
"""

from __future__ import annotations

import errno
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from annotator.errors import AnnotatorError, DiskFailed
from annotator.project import Project
from annotator.project.keeping.damage import found_damage, small_damage
from annotator.project.keeping.watch import FileState
from annotator.store.check import check
from annotator.work import Cancel
from tests.crash.bad_disk import BadDisk, Fault, Kind
from tests.crash.scene import CODER, STORY

ONCE = Fault("once", Kind.READ, errno.EIO)
LASTING = Fault("from then on", Kind.READ, errno.EIO, lasting=True)
DISK = "disk"


def said_by(problem: AnnotatorError | None) -> str:
    """Give "" for nothing, `DISK` for a disk that fails, else the sentence."""
    return "" if problem is None else DISK if isinstance(problem, DiskFailed) else problem.message


def by_check(path: Path) -> str:
    """Look by `check`."""
    try:
        return " ".join(one for one in check(path).problems if "did not give all" not in one)
    except AnnotatorError as problem:
        return said_by(problem)


def by_opening(path: Path) -> str:
    """Look by opening."""
    try:
        Project.open(path, coder=CODER).close()
    except AnnotatorError as problem:
        return said_by(problem)
    return ""


def by_worker(path: Path) -> str:
    """Look as the worker does that looks through a project that is shown."""
    return said_by(found_damage(project_at(path), Cancel()))


def by_verb(path: Path) -> str:
    """Look as a verb does."""
    return said_by(small_damage(project_at(path)))


def by_watch(path: Path) -> str:
    """Look as the watch over the file does when another program has written it."""
    outside = project_at(path).outside
    path.touch()
    fate = outside.look()
    return "" if fate.state is FileState.SAME else str(fate.problem)


WAYS: Mapping[str, Callable[[Path], str]] = {
    "worker": by_worker, "verb": by_verb, "watch": by_watch, "check": by_check,
    "opening": by_opening,
}  # fmt: skip
_open: list[Project] = []


def project_at(path: Path) -> Project:
    """Give the project, which stays open over all tries of a way."""
    if not _open:
        _open.append(Project.open(path, coder=CODER))
    return _open[0].open_project


def main(words: list[str]) -> None:
    """Try, and print what is wrong."""
    path, n = Path(words[0]) / "study.annotator", int(words[1])
    path.parent.mkdir(parents=True)
    with Project.create(path, coder=CODER) as project:
        project.import_text(STORY)
        project.mark_everywhere("the", "cue")
    disk, counted, chance = BadDisk(path.parent), Counter[str](), random.Random(n)  # noqa: S311
    for name, way in WAYS.items():
        if name == "check":
            _open.pop().close()
        way(path)
        disk.well()
        way(path)
        n_calls = disk.calls(Kind.READ)
        for fault in (ONCE, LASTING):
            for at in sorted(chance.sample(range(1, n_calls + 1), min(n_calls, n))):
                disk.fail(fault, at)
                said = way(path)
                counted["failed"] += bool(disk.well())
                counted["tries"] += 1
                counted[DISK] += said == DISK
                if said not in ("", DISK) or (name == "worker" and said != DISK * fault.lasting):
                    words = [f"{name}, read {at} of {n_calls}, {fault.name}", said]
                    print(json.dumps(words), flush=True)  # noqa: T201
    print(json.dumps(counted), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])

"""A program that lets calls of the disk fail in turn: `faults.py FOLDER SEED TRIES [ACT …]`.

Started by test_faults.py with the library of bad_disk.c. Each try is one act on a fresh study:
opened, done, closed; one call fails in it. It prints a line of JSON for each that went wrong, and
one at the end with the sums.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import (
    AnnotatorError,
    CannotOpen,
    CannotRead,
    CannotWrite,
    SaveUnknown,
    StepRefused,
)
from annotator.project import Project
from annotator.project.notices import Notice, NoticeKind
from annotator.store.check import check
from annotator.store.lock import lock_path
from tests import builders
from tests.crash.acts import ACTS, BESIDE, Act, Work
from tests.crash.bad_disk import FAULTS, BadDisk, Fault
from tests.crash.histories import States, kept_beside, states_of
from tests.crash.scene import CODER, make_scene
from tests.crash.verbs import WRITING, run

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERY: Mapping[str, Act] = {**ACTS, **BESIDE}
VERB = "annotator "
GOOD_ENDS = (0, 1, 2, 3, 4, 5)
"""Not 70, a fault of the program; and 1 only where some sources of several were refused."""


@dataclass
class Try:
    """One act with one fault: what was reported, and how it ended."""

    act: str
    seed: int
    fault: Fault
    at: int
    failed: int = 0
    before: States = field(default_factory=dict)
    reported: States = field(default_factory=dict)
    error: AnnotatorError | None = None
    code: int = 0
    said: str = ""
    """How a verb ended, and what it said."""

    def hear(self, notice: Notice) -> None:
        """Take a report of the writer."""
        state = {NoticeKind.UNDONE: "undone"}.get(notice.kind, "done")
        if notice.step is not None and notice.error is None and notice.step.id:
            self.reported[notice.step.id] = state

    def words(self) -> str:
        """Say which try it was, so that it can be repeated."""
        return f"{self.act} {self.seed}: call {self.at}, {self.fault.name}"


class Trying:
    """Tries one after the other, in one program."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Make the study."""
        self.scene = make_scene(folder / "scene")
        self.disk = BadDisk(folder.parent)  # what is kept at home too
        self.chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
        self.seed = seed
        self.calls: dict[str, dict[Fault, int]] = {}
        self.usual: dict[str, AnnotatorError | None] = {}
        self.counted: Counter[str] = Counter()
        self.scene.begin_again()
        with Project.open(self.scene.study, coder=CODER) as project:
            self.states = states_of(project)
            self.digest = builders.digest(project.reader)

    def tries(self, names: list[str], n: int) -> Iterator[Try]:
        """Give so many tries: every act in turn, a call of it by chance, all faults in turn."""
        for number in range(n):
            name, fault = names[number % len(names)], self.chance.choice(FAULTS)
            at = self.chance.randrange(self.n_calls(name, fault)) + 1
            yield Try(name, self.seed, fault, at)

    def every(self, name: str) -> Iterator[Try]:
        """Give every call of an act with every fault."""
        for fault in FAULTS:
            for at in range(1, self.n_calls(name, fault) + 1):
                yield Try(name, self.seed, fault, at)

    def n_calls(self, name: str, fault: Fault) -> int:
        """Give how many calls of the fault's kinds an act makes."""
        if name not in self.calls:
            self.scene.begin_again()
            self.disk.well()
            whole = Try(name, self.seed, fault, 0)
            self.done(whole)
            self.usual[name] = whole.error
            self.calls[name] = {one: self.disk.calls(one.kinds) for one in FAULTS}
        return max(1, self.calls[name][fault])

    def done(self, one: Try) -> None:
        """Open the study, do the act, close it; the error is kept with the try."""
        chance = random.Random(one.seed)  # noqa: S311 - no secret hangs on it
        if one.act.startswith(VERB):
            one.code, one.said = run(WRITING[one.act.removeprefix(VERB)](self.scene, chance))
            one.failed = self.disk.well() if one.at else 0
            return
        try:
            project = Project.open(self.scene.study, coder=CODER)
        except AnnotatorError as error:
            one.error = error
            one.failed = self.disk.well()
            return
        project.subscribe(one.hear)
        try:
            EVERY[one.act](Work(project, self.scene, chance, brings_more=False))
        except AnnotatorError as error:
            one.error = error
        if one.error is not None and one.at and not project.read_only:
            one.failed = self.disk.well()
            self.go_on(project)
        project.close()
        one.failed = one.failed or (self.disk.well() if one.at else 0)

    def go_on(self, project: Project) -> None:
        """See that the next act is taken again once the disk is well.

        Where not even what stands there could be read, the act after the next.
        """
        try:
            project.actor("Afterwards", "person")
        except StepRefused:
            project.actor("Afterwards", "person")

    def look(self, one: Try) -> Iterator[str]:
        """Do a try and say what is wrong about it."""
        self.scene.begin_again()
        self.disk.fail(one.fault, one.at)
        self.done(one)
        self.counted["faults"] += bool(one.failed)
        self.counted["errors"] += one.error is not None or one.code != 0
        usual = self.usual[one.act]
        if one.error is not None and type(one.error) is not type(usual):
            yield from wrong_words(one, one.error)
        is_bug = "Traceback" in one.said or (one.code == 1 and '"refused"' not in one.said)
        if is_bug or one.code not in GOOD_ENDS:
            yield f"ends with {one.code}: {one.said}"
        if lock_path(self.scene.study).exists() and one.fault.kinds & 8 == 0:
            yield "the lock was not given back"
        yield from self.on_disk(one)

    def on_disk(self, one: Try) -> Iterator[str]:
        """Say what on the disk is not as it was reported."""
        with Project.open(self.scene.study, coder=CODER) as project:
            now = states_of(project)
        health = check(self.scene.study)
        yield from health.problems
        lost = [key for key, state in one.reported.items() if now.get(key) != state]
        self.counted["steps"] += len(one.reported)
        self.counted["lost"] += len(lost)
        if lost:
            yield f"reported steps are not there: {lost}"
        gone = self.states.keys() - now.keys() - kept_beside(self.scene)
        may_be_gone = one.act == f"{VERB}history" and one.code == 0
        if gone and not may_be_gone:
            yield f"steps of before are gone: {gone}"
        unsaid = now.keys() - self.states.keys() - one.reported.keys()
        if len(unsaid) > (one.error is not None) + (2 if one.act.startswith(VERB) else 1):
            yield f"steps nobody reported: {len(unsaid)}"


def wrong_words(one: Try, error: AnnotatorError) -> Iterator[str]:
    """Say what is wrong about an error: its kind, its sentences."""
    said = f"{type(error).__name__}: {error.sentence()}"
    if not (error.message.endswith(".") and error.hint.endswith(".")):
        yield f"no whole sentences: {said}"
    if not one.failed:
        return
    if not isinstance(error, CannotWrite | CannotOpen | CannotRead):
        yield f"not told as a fault of the disk: {said}"
    elif one.fault.name == "EIO from then on" and "damaged" in error.message:
        yield f"told as damage: {said}"
    elif one.fault.name.startswith(("disk full", "half")) and not (
        "full" in error.message or isinstance(error, SaveUnknown)
    ):
        yield f"not told as a full disk: {said}"


def main(words: list[str]) -> None:
    """Try, and print what is wrong."""
    folder, seed, n = Path(words[0]), int(words[1]), int(words[2])
    trying = Trying(folder, seed)
    names = words[3:] or [*EVERY, *(f"{VERB}{name}" for name in WRITING)]
    tries = trying.every(names[0]) if n == 0 else trying.tries(names, n)
    for one in tries:
        try:
            wrong = [*trying.look(one)]
        except Exception as bug:  # noqa: BLE001 - it is told, the next try goes on
            import traceback

            wrong = [f"{type(bug).__name__}: {bug}\n{traceback.format_exc()}"]
        finally:
            trying.disk.well()
        trying.counted["tries"] += 1
        for said in wrong:
            print(json.dumps([one.words(), said]), flush=True)  # noqa: T201
    print(json.dumps(trying.counted), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])

"""A program that starts programs and kills them: `killed.py FOLDER SEED KILLS HOW`.

Started by test_kill_acts.py, with the library of bad_disk.c. All is loaded once; each program that
is killed is a copy (fork) that opens the study and does acts until it dies: at a random moment, or
in a call of the disk that chance chose. With `window` it does them in a window. After each death
the study is looked at. It prints a line of JSON for what is wrong, and one with the sums.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.project import Project
from annotator.store.check import check
from tests.crash.acts import ACTS, BESIDE, Work
from tests.crash.bad_disk import ALL, DIE, BadDisk, Fault
from tests.crash.histories import States, after_reports, lost, report_of, states_of, turns
from tests.crash.scene import CODER, Scene, make_scene
from tests.crash.verbs import GOING_BACK, WRITING, run

EVERY = {**ACTS, **BESIDE}
LIVES_S = {"calls": 0.25, "verbs": 1.0, "window": 0.5}
LONGEST_S = 60.0
KILLS_OF_ONE_STUDY = 8
Say = Callable[[str], None]


def act_by_calls(scene: Scene, chance: random.Random, say: Say) -> None:
    """Open the study and do acts for ever, now and then closing it in between."""

    def hear(notice: object) -> None:
        told = report_of(notice)  # type: ignore[arg-type]
        if told:
            say(told)

    while True:
        with Project.open(scene.study, coder=CODER) as project:
            project.subscribe(hear)
            say("begun")
            for _ in range(chance.choice([3, 30])):
                try:
                    EVERY[chance.choice([*EVERY])](Work(project, scene, chance))
                except AnnotatorError:
                    continue


def act_by_verbs(scene: Scene, chance: random.Random, say: Say) -> None:
    """Run verbs for ever; what one has done by its end is reported."""
    names = sorted(WRITING.keys() - GOING_BACK)
    known = _history(scene)
    say("begun")
    while True:
        words = WRITING[chance.choice(names)](scene, chance)
        code, said = run(words)
        if code in (1, 70):
            raise AssertionError(said)
        now = _history(scene)
        for line in turns(known, now):
            say(line)
        known = now


def _history(scene: Scene) -> States:
    with Project.open(scene.study, coder=CODER, read_only=True) as project:
        return states_of(project)


def acting(how: str) -> Callable[[Scene, random.Random, Say], None]:
    """Give what acts in that way; Qt is loaded only for the window."""
    if how == "window":
        from tests.crash.in_window import act_in_window

        return act_in_window
    return {"calls": act_by_calls, "verbs": act_by_verbs}[how]


def lived(scene: Scene, disk: BadDisk, seed: int, how: str) -> tuple[list[str], str]:
    """Start a program, kill it, give what it reported and what it complained of."""
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    dies_in_a_call = chance.random() < 0.5
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        if dies_in_a_call:
            disk.fail(Fault("dies", ALL, DIE), chance.randrange(1, 900))
        try:
            acting(how)(scene, chance, lambda words: os.write(write, f"{words}\n".encode()))
        except BaseException:  # noqa: BLE001 - the one that looks after it tells it
            os.write(write, f"!{json.dumps(traceback.format_exc())}\n".encode())
        os._exit(3)
    os.close(write)
    told = _heard(read, None if dies_in_a_call else chance.random() * LIVES_S[how])
    os.kill(child, signal.SIGKILL)
    told += _rest(read)
    os.waitpid(child, 0)
    lines = told.decode().splitlines()
    return [one for one in lines if one != "begun" and one[0] != "!"], "".join(
        one for one in lines if one[0] == "!"
    )


def _heard(read: int, life_s: float | None) -> bytes:
    """Listen until it has lived so long since it began, or is dead."""
    told, until = b"", time.monotonic() + LONGEST_S
    while select.select([read], [], [], max(0.0, until - time.monotonic()))[0]:
        lot = os.read(read, 65_536)
        if not lot:
            break
        if not told and life_s is not None:
            until = time.monotonic() + life_s
        told += lot
    return told


def _rest(read: int) -> bytes:
    told = b""
    while lot := os.read(read, 65_536):
        told += lot
    os.close(read)
    return told


class Killing:
    """Kills program after program in one study after the other."""

    def __init__(self, folder: Path, seed: int, how: str) -> None:
        """Make the study, and load what acts."""
        self.how = how
        acting(how)
        self.scene = make_scene(folder / "scene")
        self.disk = BadDisk(folder)
        self.seed = seed
        self.counted: Counter[str] = Counter(kills=0, steps=0, lost=0)
        self.states: States = {}

    def kill(self, number: int) -> Iterator[str]:
        """Kill one more and say what is wrong."""
        if number % KILLS_OF_ONE_STUDY == 0:
            self.scene.begin_again()
            self.states = self.now()
        reports, complaint = lived(self.scene, self.disk, self.seed * 100_000 + number, self.how)
        self.counted["kills"] += 1
        self.counted["steps"] += len(reports)
        journal = self.scene.study.with_name(f"{self.scene.study.name}-journal")
        self.counted["in_a_step"] += journal.exists() and journal.stat().st_size > 0
        if complaint:
            yield complaint
        expected, found = after_reports(self.states, reports), self.now()
        wrong = lost(expected, found)
        self.counted["lost"] += len(wrong)
        if wrong:
            yield f"not as reported: {wrong}, {reports[-3:]}"
        self.states = found
        yield from check(self.scene.study).problems

    def now(self) -> States:
        """Give the history on disk; opening rolls back what was under way."""
        with Project.open(self.scene.study, coder=CODER) as project:
            assert not project.read_only
            return states_of(project)


def main(words: list[str]) -> None:
    """Kill so often, and print what is wrong."""
    killing = Killing(Path(words[0]), int(words[1]), words[3])
    for number in range(int(words[2])):
        for said in killing.kill(number):
            print(json.dumps([f"kill {number}", said]), flush=True)  # noqa: T201
    print(json.dumps(killing.counted), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])

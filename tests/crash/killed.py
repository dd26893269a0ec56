"""A program that starts programs and kills them: `killed.py FOLDER SEED KILLS HOW`.

Started by test_kill.py, with the library of bad_disk.c. All is loaded once; each program that is
killed is a copy (fork) that opens the study and does acts until it dies: a moment after an act
began, or in a call of the disk that chance chose. With `window` the copy has the window already.
After each death the study is looked at. It prints a line of JSON for what is wrong, and one with
the sums.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.project import Project
from annotator.store.check import check
from annotator.store.file import open_file
from annotator.store.lock import lock_path
from tests.crash.bad_disk import BadDisk
from tests.crash.histories import States, after_reports, lost, states_of, wrongly_gone
from tests.crash.lives import ACT, BEGUN, BUG, LIVES, Life
from tests.crash.scene import CODER, bare_scene, make_scene

MOST_ACTS = {"calls": 6, "verbs": 3, "going back": 3, "window": 20}
USUAL_ACTS = 12
"""How many acts a program begins at most before it dies."""
WITHIN_S = {"verbs": 0.1, "going back": 0.1}
USUAL_S = 0.02
"""How long after an act began a program is killed from outside, at most."""
LONGEST_S = 60.0
KILLS_OF_ONE_STUDY = {"going back": 1}
USUAL_KILLS = 8


def acting(how: str) -> Callable[[Life], None]:
    """Give what acts in that way; Qt is loaded only for the window, which is made here."""
    if how == "window":
        from tests.crash.in_window import InWindow

        return InWindow().act
    return LIVES[how]


class Killing:
    """Kills program after program in one study after the other."""

    def __init__(self, folder: Path, seed: int, how: str) -> None:
        """Make the study, and load what acts."""
        self.how = how
        self.scene = (bare_scene if how == "store" else make_scene)(folder / "scene")
        self.act = acting(how)
        self.home, self.home_as_made = Path(os.environ["ANNOTATOR_HOME"]), folder / "home as made"
        self.home.mkdir(exist_ok=True)
        shutil.copytree(self.home, self.home_as_made)
        self.disk = BadDisk(folder)
        self.seed = seed
        self.counted: Counter[str] = Counter(kills=0, steps=0, lost=0, in_a_step=0)
        self.acts: set[str] = set()
        self.states: States = {}

    def kill(self, number: int) -> Iterator[str]:
        """Kill one more and say what is wrong."""
        if number % KILLS_OF_ONE_STUDY.get(self.how, USUAL_KILLS) == 0:
            self.begin_again()
        told = self.lived(random.Random(self.seed * 100_000 + number))  # noqa: S311
        reports = [one for one in told if one[0] not in (BEGUN, ACT, BUG)]
        self.acts |= {one for one in told if one[0] == ACT}
        self.counted["kills"] += 1
        self.counted["steps"] += len(reports)
        journal = self.scene.study.with_name(f"{self.scene.study.name}-journal")
        self.counted["in_a_step"] += journal.exists() and journal.stat().st_size > 0
        yield from (one for one in told if one[0] == BUG)
        expected, found = after_reports(self.states, reports), self.now()
        wrong = lost(expected, found)
        if wrong and self.how == "going back":
            self.counted["gone_back"] += 1
            wrong = wrongly_gone(self.scene, self.states, found)
        self.counted["lost"] += len(wrong)
        if wrong:
            yield f"not as reported: {wrong}, {told[-6:]}"
        self.states = found
        health = check(self.scene.study)
        yield from health.problems
        if health.n_steps != len(found):
            yield f"{health.n_steps} steps are checked, {len(found)} are there"
        if lock_path(self.scene.study).exists():
            yield "the lock of the dead was not given back"

    def begin_again(self) -> None:
        """Take the study as it was made; and the home, which would say that steps are missing."""
        self.scene.begin_again()
        shutil.rmtree(self.home)
        shutil.copytree(self.home_as_made, self.home)
        self.states = self.now()

    def lived(self, chance: random.Random) -> list[str]:
        """Start a program, kill it, give what it said."""
        n_acts = chance.randrange(1, MOST_ACTS.get(self.how, USUAL_ACTS) + 1)
        dies_in_a_call = chance.random() < 0.75
        within_s = chance.random() * WITHIN_S.get(self.how, USUAL_S)
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            life = Life(self.scene, self.disk, chance, write, n_acts if dies_in_a_call else None)
            _live(self.act, life)
        os.close(write)
        told = _heard(read, None if dies_in_a_call else n_acts)
        if not dies_in_a_call:
            time.sleep(within_s)
        os.kill(child, signal.SIGKILL)
        told += _rest(read)
        os.waitpid(child, 0)
        return told.decode().splitlines()

    def now(self) -> States:
        """Give the history on disk; opening rolls back what was under way."""
        if self.how == "store":
            with open_file(self.scene.study, who="Ada") as file, file.reader() as reader:
                return states_of(reader)
        with Project.open(self.scene.study, coder=CODER) as project:
            assert not project.read_only
            return states_of(project)


def _live(act: Callable[[Life], None], life: Life) -> None:
    """Act until death; what goes wrong instead is said."""
    try:
        act(life)
    except BaseException:  # noqa: BLE001 - the one that looks after it tells it
        life.bug(traceback.format_exc())


def _heard(read: int, n_acts: int | None) -> bytes:
    """Listen until it has begun so many acts, or is dead."""
    told, until = b"", time.monotonic() + LONGEST_S
    while select.select([read], [], [], max(0.0, until - time.monotonic()))[0]:
        lot = os.read(read, 65_536)
        told += lot
        if not lot or (n_acts is not None and told.count(ACT.encode()) >= n_acts):
            return told
    return told + f"{BUG}hangs\n".encode()


def _rest(read: int) -> bytes:
    told = b""
    while lot := os.read(read, 65_536):
        told += lot
    os.close(read)
    return told


def main(words: list[str]) -> None:
    """Kill so often, and print what is wrong."""
    killing = Killing(Path(words[0]), int(words[1]), words[3])
    for number in range(int(words[2])):
        for said in killing.kill(number):
            print(json.dumps([f"kill {number}", said]), flush=True)  # noqa: T201
    acts = sorted(one.removeprefix(ACT) for one in killing.acts)
    print(json.dumps([acts, killing.counted]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])

"""The program is killed at random moments: what it reported as saved is there, and whole.

Here in the store alone; over all acts in test_kill_acts.py.
"""

from __future__ import annotations

import os
import random
import selectors
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from annotator.store.check import check
from annotator.store.file import open_file
from annotator.store.lock import lock_path
from tests import builders as make
from tests.crash.share import share

if TYPE_CHECKING:
    from tests.tried import Tried

KILLS = share(200)
LOTS = 8
KILLS_OF_ONE_FILE = 10
LONGEST_LIFE_S = 0.35
HERE = Path(__file__).resolve().parent

States: TypeAlias = dict[int, str]


def after_reports(states: States, reports: list[str]) -> States:
    """Give what became of each step after these reports."""
    found = dict(states)
    for line in reports:
        verb, number = line.split()
        found = after(found, verb, int(number))
    return found


def after(states: States, verb: str, number: int) -> States:
    """Give what became of each step after one more report."""
    if verb == "undone":
        return {**states, number: "undone"}
    if verb == "redone":
        return {**states, number: "done"}
    dropped = {n: "dropped" if state == "undone" else state for n, state in states.items()}
    return {**dropped, number: "done"}


def possible(states: States) -> list[States]:
    """Give what may be on disk: what was reported, and perhaps one act that was under way."""
    done = [n for n, state in states.items() if state == "done"]
    undone = [n for n, state in states.items() if state == "undone"]
    found = [states, after(states, "done", max(states) + 1)]
    if done and max(done) > 1:
        found.append(after(states, "undone", max(done)))
    if undone:
        found.append(after(states, "redone", min(undone)))
    return found


def states_on_disk(path: Path) -> States:
    """Give what became of each step by the file; opening it rolls back what was under way."""
    with open_file(path, read_only=False, who="Ada") as file, file.reader() as reader:
        return {info.step.number or 0: info.state for info in reader.steps()}


def killed(path: Path, seed: int, life_s: float) -> list[str]:
    """Let a program work in the file, kill it after so long, give what it reported."""
    checkout = HERE.parent.parent
    with subprocess.Popen(
        [sys.executable, "-B", str(HERE / "worker.py"), str(path), str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(checkout)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        told = b""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            until: float | None = None
            while until is None or time.monotonic() < until:
                left = 30.0 if until is None else until - time.monotonic()
                if not selector.select(max(left, 0)):
                    break
                lot = os.read(process.stdout.fileno(), 65_536)
                if not lot:
                    break
                told += lot
                until = time.monotonic() + life_s if until is None else until
        process.kill()
        told += process.stdout.read()
        complaint = process.stderr.read().decode()
    assert complaint == ""
    # A line is written at once, so there are only whole ones.
    return told.decode().splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("lot", range(LOTS))
def test_a_killed_program_loses_no_reported_step(tmp_path: Path, lot: int, tried: Tried) -> None:
    chance = random.Random(lot)  # noqa: S311 - no secret hangs on it
    path = make.project_file(tmp_path, name="study 0.annotator")
    states = states_on_disk(path)
    reported = hot = 0
    kills = KILLS // LOTS + (lot < KILLS % LOTS)
    for n in range(kills):
        if n and n % KILLS_OF_ONE_FILE == 0:
            path = make.project_file(tmp_path, name=f"study {n}.annotator")
            states = states_on_disk(path)
        reports = killed(path, seed=lot * 100_000 + n, life_s=chance.random() * LONGEST_LIFE_S)
        journal = path.with_name(f"{path.name}-journal")
        hot += journal.exists() and journal.stat().st_size > 0
        reported += len(reports)
        expected = possible(after_reports(states, reports))
        states = states_on_disk(path)
        assert states in expected, f"kill {n} of lot {lot}: {reports[-3:]}"
        health = check(path)
        assert health.problems == ()
        assert health.n_steps == len(states)
        assert not lock_path(path).exists()
    assert reported > kills
    tried.count("kills (in the store)", kills=kills, steps=reported, lost=0, in_a_step=hot)

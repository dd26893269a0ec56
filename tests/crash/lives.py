"""Programs that act on a study until they are killed: in the store, by calls, by verbs, by `do`.

Each is a copy (fork) of the program killed.py, which loaded all of this once. What it reports goes
through its `Life`, which also knows in which call of the disk it is to die.
"""

from __future__ import annotations

import io
import json
import os
import random
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.cli import main
from annotator.errors import AnnotatorError
from annotator.project import Project
from annotator.store.file import open_file
from tests.crash import verbs, worker
from tests.crash.acts import ACTS, BESIDE, Work
from tests.crash.bad_disk import ALL, DIE, WRITING, BadDisk, Fault
from tests.crash.histories import States, report_of, states_of, turns
from tests.crash.scene import CODER, Scene
from tests.crash.spoken import spoken
from tests.crash.verbs import GOING_BACK, run

if TYPE_CHECKING:
    from annotator.project.notices import Notice

EVERY = {**ACTS, **BESIDE}
BEGUN, ACT, BUG = "=", "~", "!"
"""How a line of a program begins that reports no step: it is open, an act begins, it is wrong."""
_WRITING = (Fault("dies writing", WRITING, DIE), 25)
DEATHS = (_WRITING, _WRITING, _WRITING, (Fault("dies", ALL, DIE), 150))
"""In which calls of the disk a program dies, and within how many of them after an act began."""


@dataclass
class Life:
    """What a program says to the one that kills it, by the pipe `to`; and how it dies.

    With `acts_left` it dies in a call of the disk, soon after it has begun so many acts; with None
    it is killed from outside.
    """

    scene: Scene
    disk: BadDisk
    chance: random.Random
    to: int
    acts_left: int | None

    def begun(self) -> None:
        """Say that the study is open."""
        self.say(f"{BEGUN}begun")

    def before(self, act: str) -> None:
        """Say that an act begins; perhaps it is the last."""
        self.say(f"{ACT}{act}")
        if self.acts_left is None:
            return
        self.acts_left -= 1
        if self.acts_left == 0:
            fault, within = self.chance.choice(DEATHS)
            self.disk.fail(fault, self.chance.randrange(1, within))

    def hear(self, notice: Notice) -> None:
        """Report a step that is on the disk."""
        told = report_of(notice)
        if told:
            self.say(told)

    def bug(self, traceback: str) -> None:
        """Say that something is wrong, and end."""
        self.say(f"{BUG}{json.dumps(traceback)}")
        os._exit(3)

    def say(self, words: str) -> None:
        """Say a line at once."""
        os.write(self.to, f"{words}\n".encode())


def act_in_store(life: Life) -> None:
    """Do acts of the store for ever, now and then closing the file in between."""
    while True:
        with open_file(life.scene.study, who="Ada") as file:
            work = worker.Work(file, life.chance, life.say)
            life.begun()
            for _ in range(life.chance.choice([3, 30])):
                life.before("")
                work.act()
            work.close()


def act_by_calls(life: Life) -> None:
    """Do acts for ever, now and then closing the study in between."""
    while True:
        with Project.open(life.scene.study, coder=CODER) as project:
            project.subscribe(life.hear)
            life.begun()
            for _ in range(life.chance.choice([3, 30])):
                name = life.chance.choice([*EVERY])
                life.before(name)
                try:
                    EVERY[name](Work(project, life.scene, life.chance))
                except AnnotatorError:
                    continue


def act_by_verbs(life: Life) -> None:
    """Run verbs for ever; what one has done by its end is reported."""
    _run(life, sorted(verbs.WRITING.keys() - GOING_BACK))


def go_back(life: Life) -> None:
    """Put a backup back, or forget what was."""
    _run(life, sorted(GOING_BACK))


def _run(life: Life, names: list[str]) -> None:
    known = _history(life.scene)
    life.begun()
    while True:
        name = life.chance.choice(names)
        life.before(name)
        code, said = run(verbs.WRITING[name](life.scene, life.chance))
        if code in (1, 70):
            raise AssertionError(said)
        now = _history(life.scene)
        for line in turns(known, now):
            life.say(line)
        known = now


def _history(scene: Scene) -> States:
    with Project.open(scene.study, coder=CODER, read_only=True) as project:
        return states_of(project)


def act_by_do(life: Life) -> None:
    """Feed `annotator do` with commands for ever; what it answers for is reported."""
    with Project.open(life.scene.study, coder=CODER, read_only=True) as project:
        talk = _Talk(life, project)
        sys.stdin, sys.stdout, sys.stderr = talk, talk, io.StringIO()  # type: ignore[assignment]
        life.begun()
        code = main(["do", str(life.scene.study), "--coder", "A"])
    raise AssertionError(f"It ended with {code}.")


class _Talk:
    """Standard input and output of `do`: gives a command, hears the answer, gives the next."""

    encoding = "utf-8"

    def __init__(self, life: Life, project: Project) -> None:
        self._life, self._project = life, project
        self._is_together = False
        self._name = ""
        self.buffer = self

    def readline(self, _most: int) -> bytes:
        """Give one of all commands; now and then some are done together."""
        if self._life.chance.random() < (0.3 if self._is_together else 0.05):
            self._is_together = not self._is_together
            line = '{"do": "together", "name": "Some"}' if self._is_together else '{"do": "end"}'
        else:
            line = self._command()
        self._name = json.loads(line)["do"]
        self._life.before(f"do {self._name}")
        return line.encode() + b"\n"

    def _command(self) -> str:
        chance = self._life.chance
        while True:
            with suppress(AnnotatorError):
                return spoken(chance.choice([*ACTS]), self._project, self._life.scene, chance)

    def write(self, words: str) -> int:
        for line in filter(None, words.splitlines()):
            answer = json.loads(line)
            if answer["ok"] and answer["step"] and self._name != "name_step":  # that is no new one
                word = {"undo": "undone", "redo": "redone"}.get(self._name, "done")
                self._life.say(f"{answer['step']} {word}")
        return len(words)

    def flush(self) -> None:
        """All is heard at once."""

    def isatty(self) -> bool:
        return False


LIVES: Mapping[str, Callable[[Life], None]] = {
    "store": act_in_store,
    "calls": act_by_calls,
    "verbs": act_by_verbs,
    "going back": go_back,
    "do": act_by_do,
}

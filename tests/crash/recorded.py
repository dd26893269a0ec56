"""A program that works in a study while all that it does to the disk is written down.

`recorded.py FOLDER SEED ACTS`, started by test_power_cut.py with the library of bad_disk.c. Into
FOLDER go `begun` (a copy of the disk at the start), `records` and `told.json`: which file has which
inode, and after each report of a step how the study was then.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.project import Project
from tests import builders
from tests.crash.acts import ACTS, BESIDE, Work
from tests.crash.bad_disk import BadDisk
from tests.crash.scene import CODER, make_scene

if TYPE_CHECKING:
    from annotator.project.notices import Notice
    from annotator.store.read import Reader

NOT_RECORDED = frozenset({"suggest"})
"""What is in no step is not promised to be there."""


def steps_of(reader: Reader) -> str:
    """Give the steps with their states, shortened to compare."""
    return _short(repr([(one.step.id, one.state) for one in reader.steps()]))


def content_of(reader: Reader) -> str:
    """Give all that is in the study, shortened to compare."""
    return _short(builders.digest(reader))


def _short(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def work(folder: Path, seed: int, n_acts: int) -> None:
    """Do so many acts, opening the study anew now and then."""
    scene = make_scene(folder / "disk")
    disk = BadDisk(scene.folder)
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    names = [name for name in (*ACTS, *BESIDE) if name not in NOT_RECORDED]
    chance.shuffle(names)
    inodes = {str(one): one.stat().st_ino for one in scene.folder.rglob("*")}
    shutil.copytree(scene.folder, folder / "begun")
    states = []
    with Project.open(scene.study, coder=CODER) as project:
        states.append([steps_of(project.reader), content_of(project.reader)])
    disk.record(folder / "records")
    done = 0
    while done < n_acts:
        with Project.open(scene.study, coder=CODER) as project:

            def hear(notice: Notice, project: Project = project) -> None:
                if notice.step is not None and notice.error is None:
                    states.append([steps_of(project.reader), content_of(project.reader)])
                    disk.say(str(len(states) - 1))

            project.subscribe(hear)
            for _ in range(chance.choice([2, 9])):
                name = names[done % len(names)]
                done += 1
                try:
                    {**ACTS, **BESIDE}[name](Work(project, scene, chance))
                except AnnotatorError:
                    continue
    disk.say("end")
    told = {"disk": str(scene.folder), "inodes": inodes, "states": states, "acts": done}
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

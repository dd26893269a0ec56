"""A sound file is never accused, whatever was done in it: `python -m tests.crash.sound N [SEED]`.

Random acts over all there are, in one study after the other. After each the file is opened and
looked through, while it is open, while another program reads it, as a copy, closed; so is what
comes of forgetting, recovering, saving a copy, looking back and backing up. N files are looked at.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from annotator.errors import AnnotatorError, CannotOpen, DamagedProject
from annotator.project import Project
from annotator.project.keeping.damage import small_damage
from annotator.store.check import check
from annotator.store.file import open_file
from annotator.store.recover.recovering import recover
from annotator.work import Watch
from tests.crash.acts import ACTS, Work
from tests.crash.scene import CODER, Scene, make_scene
from tests.crash.share import fast_folder

ACTS_IN_ONE = 120
_AWAY = frozenset({"make_kits"})
"""Writes many files."""


class Sound:
    """Studies in which one act follows the other, and who was accused."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Begin with none."""
        self.folder = folder
        self.chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
        self.counted: Counter[str] = Counter()
        self.accused: list[str] = []
        self.n = 0

    def look(self, path: Path, what: str, *, read_only: bool = True) -> None:
        """Open a file and look all of it through."""
        self.n += 1
        self.counted[what] += 1
        try:
            open_file(path, read_only=read_only, who="A").close()
            problems = check(path).problems
        except CannotOpen as problem:
            problems = (problem.sentence(),)
        self.accused += [f"{what}: {one}" for one in problems]

    def run(self, n: int) -> None:
        """Look at so many files."""
        names = sorted(ACTS.keys() - _AWAY)
        while self.n < n:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir()
            scene = make_scene(self.folder / "scene")
            for path in (scene.study, scene.kit, scene.colleague):
                self.look(path, "made", read_only=False)
            project = Project.open(scene.study, coder=CODER)
            for _ in range(ACTS_IN_ONE):
                if self.n < n:
                    self.act(project, scene, self.chance.choice(names))
                    self.after(project, scene)
            project.close()
            self.look(scene.study, "closed", read_only=False)

    def act(self, project: Project, scene: Scene, usual: str) -> None:
        """Do an act; many times one that suggests or goes to and fro."""
        often = self.chance.random() < 0.25
        name = self.chance.choice(["undo", "redo", "suggest"]) if often else usual
        try:
            ACTS[name](Work(project, scene, self.chance, brings_more=self.chance.random() < 0.3))
        except DamagedProject as problem:
            self.accused.append(f"{name}: {problem.sentence()}")
        except AnnotatorError:
            self.counted["refused"] += 1

    def after(self, project: Project, scene: Scene) -> None:
        """Look at the study in one of the ways, and sometimes at what comes of it."""
        project.open_project.drain()
        ways: list[Callable[[Project, Scene], None]] = [
            self._open, self._read_by_others, self._copied,
        ]  # fmt: skip
        rare: list[Callable[[Project, Scene], None]] = [
            self._verb, self._forgotten, self._recovered, self._as_it_was, self._saved,
            self._backup,
        ]  # fmt: skip
        self.chance.choice(ways)(project, scene)
        if self.chance.random() < 0.12:
            self.chance.choice(rare)(project, scene)

    def _open(self, _project: Project, scene: Scene) -> None:
        self.look(scene.study, "open")

    def _read_by_others(self, _project: Project, scene: Scene) -> None:
        uri = f"{scene.study.as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM step").fetchone()
            self.look(scene.study, "read by another program")

    def _copied(self, _project: Project, scene: Scene) -> None:
        copy = Path(shutil.copy(scene.study, self.folder / "copy.annotator"))
        self.look(copy, "copied", read_only=False)

    def _verb(self, project: Project, _scene: Scene) -> None:
        self.n += 1
        self.counted["by a verb"] += 1
        problem = small_damage(project.open_project)
        if problem is not None:
            self.accused.append(f"by a verb: {problem.sentence()}")

    def _forgotten(self, project: Project, scene: Scene) -> None:
        with suppress(AnnotatorError):
            project.forget_before(str(self._step(project)))
            self.look(scene.study, "forgotten")

    def _recovered(self, _project: Project, scene: Scene) -> None:
        broken = bytearray(scene.study.read_bytes())
        at = self.chance.randrange(4096, len(broken) - 100)
        broken[at : at + 100] = bytes(100)
        copy, to = self.folder / "broken.annotator", self.folder / f"recovered {self.n}.annotator"
        copy.write_bytes(broken)
        with suppress(AnnotatorError):  # it may be sound all the same
            recover(copy, to, Watch())
            self.look(to, "recovered", read_only=False)

    def _as_it_was(self, project: Project, _scene: Scene) -> None:
        with project.at(str(self._step(project))) as was:
            copy = was.backup(self.folder / f"was {self.n}.annotator")
        self.look(copy, "as it was", read_only=False)

    def _saved(self, project: Project, _scene: Scene) -> None:
        self.look(project.backup(self.folder / f"saved {self.n}.annotator"), "a copy saved")

    def _backup(self, project: Project, _scene: Scene) -> None:
        for one in list(project.backups())[:1]:
            self.look(Path(one.path), "a backup")

    def _step(self, project: Project) -> int | None:
        steps = [one.step.number for one in project.steps() if one.state == "done"]
        return self.chance.choice(steps[:5])


def sound_files(folder: Path, n: int, seed: int) -> Sound:
    """Look at so many sound files, in a folder that is not there yet."""
    sound = Sound(folder, seed)
    sound.run(n)
    return sound


def main(words: list[str]) -> int:
    """Look, and print the figures; 1 where one was accused."""
    n, seed = int(words[0]), int(words[1]) if len(words) > 1 else 1
    with tempfile.TemporaryDirectory(dir=fast_folder(Path(tempfile.gettempdir()))) as folder:
        found = sound_files(Path(folder) / "sound", n, seed)
    print(f"{found.n} sound files, {len(found.accused)} accused; {dict(found.counted)}")  # noqa: T201
    print(*found.accused, sep="\n")  # noqa: T201
    return int(bool(found.accused))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

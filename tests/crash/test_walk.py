"""Random walks over all acts, with restarts: after each move the study is what a model says it is.

The model is a list of exports: what the study was after each step that can still be undone or done
again. It knows no rows, no history and no file; so what a step does, what its undoing takes back,
and what a restart reads are compared with bytes that were written when it was so.

In a night the first walk is one of 5,000 moves.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotRead, TargetExists, WrongUse
from annotator.project import Project
from annotator.project.notices import Notice, NoticeKind
from annotator.store.check import check
from tests import builders
from tests.crash.acts import ACTS, Work
from tests.crash.scene import CODER, Scene, make_scene
from tests.crash.share import TORTURE, fast_folder, share

if TYPE_CHECKING:
    from tests.tried import Tried

LOTS = 2
MOVES, MOST_MOVES = 100, 5000
"""Of each lot; of the first, where more is tried."""
EXPORTED_ONE_IN, CHECKED_ONE_IN = 6, 100
NOT_WALKED = frozenset({"suggest", "undo", "redo"})
"""What is in no step; and what the walk does itself."""
MOST_ARTICLES = 30
"""Beyond, the walk goes all the way back before it goes on."""


class Walk:
    """A study, and what it was at each point of its history that can be reached."""

    def __init__(self, scene: Scene, seed: int) -> None:
        """Open the study and see what it is."""
        self.scene = scene
        self.chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
        self.names = sorted(ACTS.keys() - NOT_WALKED)
        self.counted: Counter[str] = Counter(moves=0, steps=0, undone=0, redone=0, restarts=0)
        self.trail: list[str] = []
        self.wrong: list[str] = []
        self.exports: dict[str, str] = {}
        self.project = self.opened()
        self.points = [self.point()]
        self.at = 0

    def opened(self) -> Project:
        """Open the study and hear of all that becomes of it."""
        project = Project.open(self.scene.study, coder=CODER)
        project.subscribe(self.hear)
        return project

    def point(self) -> str:
        """Give all that is in the study, shortened to compare."""
        return _short(builders.digest(self.project.reader))

    def hear(self, notice: Notice) -> None:
        """Go on in the model, as the writer tells (in its thread); see that the study is so."""
        if notice.step is None or notice.step.number is None:
            return
        match notice.kind:
            case NoticeKind.DONE:
                del self.points[self.at + 1 :]
                self.at += 1
                self.points.append(self.point())
                self.counted["steps"] += 1
            case NoticeKind.UNDONE | NoticeKind.REDONE:
                is_back = notice.kind is NoticeKind.UNDONE
                self.at += -1 if is_back else 1
                self.counted["undone" if is_back else "redone"] += 1
                self.see(f"{notice.kind} {notice.step.act}")

    def see(self, after: str) -> None:
        """See that the study is what it was when it was at this point first."""
        if self.point() != self.points[self.at]:
            self.wrong.append(f"after {after} the study is another than it was")

    def move(self) -> None:
        """Do one thing."""
        kind = self.chance.random()
        if kind < 0.2 and self.at:
            self.turn(back=True)
        elif kind < 0.5 and self.at < len(self.points) - 1:
            self.turn(back=False)
        elif kind > 0.96:
            self.restart()
        elif sum(1 for _ in self.project.articles()) > MOST_ARTICLES:
            self.go_back()
        else:
            self.act()
        self.counted["moves"] += 1
        if self.counted["moves"] % EXPORTED_ONE_IN == 0:
            self.export()
        assert self.wrong == [], self.trail[-12:]

    def act(self) -> None:
        """Do an act; what cannot be done changes nothing."""
        name = self.chance.choice(self.names)
        self.trail.append(name)
        at = self.at
        try:
            ACTS[name](Work(self.project, self.scene, self.chance))
        except (WrongUse, CannotRead, TargetExists):
            if self.at == at:
                self.see(f"{name}, which was refused,")

    def turn(self, *, back: bool) -> None:
        """Undo or redo some steps, as far as the model knows them."""
        n = self.at if back else len(self.points) - 1 - self.at
        for _ in range(min(n, self.chance.choice([1, 1, 2, 5]))):
            self.trail.append("undo" if back else "redo")
            (self.project.undo if back else self.project.redo)()

    def go_back(self) -> None:
        """Undo all."""
        while self.at:
            self.project.undo()

    def restart(self) -> None:
        """Close the study and open it again."""
        self.trail.append("restart")
        self.project.close()
        self.project = self.opened()
        self.counted["restarts"] += 1
        self.see("a restart")

    def export(self) -> None:
        """Export all; where the study was the same before, the bytes are the same."""
        to = self.scene.folder / "walk.jsonl"
        self.project.export("jsonl", to, overwrite=to.exists())
        found = _short(to.read_text(encoding="utf-8"))
        self.counted["exports"] += 1
        known = self.exports.setdefault(self.points[self.at], found)
        assert known == found, self.trail[-12:]

    def end(self) -> None:
        """Close the study and check it."""
        self.project.close()
        assert check(self.scene.study).problems == ()


def _short(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


@pytest.mark.parametrize("lot", range(LOTS))
def test_a_walk_over_all_acts_is_what_a_model_says(tmp_path: Path, lot: int, tried: Tried) -> None:
    with tempfile.TemporaryDirectory(dir=fast_folder(tmp_path)) as name:
        walk = Walk(make_scene(Path(name) / "scene"), lot)
        n_moves = MOST_MOVES if TORTURE > 1 and lot == 0 else share(MOVES)
        for number in range(n_moves):
            walk.move()
            if number % CHECKED_ONE_IN == CHECKED_ONE_IN - 1:
                walk.end()
                walk.project = walk.opened()
        walk.end()
    assert walk.counted["undone"] > n_moves // 10
    tried.count("walks", **walk.counted, lost=0)

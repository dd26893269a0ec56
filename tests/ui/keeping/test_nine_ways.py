"""Nine ways to lose the file under the open window; what was shown as saved is lost in none.

Each is tried once in every run of all tests, in a long run twenty times. In five of them the window
still has all and saves it. In four the bytes themselves are overwritten: that is said, and a sound
backup is offered that lacks at most 100 steps or 10 minutes; of the clock by which backups are made
and which goes a hundred times as fast here, so that none is kept back for a whole minute.
"""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.project import Project
from annotator.project.keeping.backups import WorkClock
from annotator.store.backups.listing import list_backups, newest_sound
from annotator.text.ranges import Range
from tests.crash.share import share
from tests.ui.conftest import ARTICLE, open_folder
from tests.ui.keeping.test_gone import goes_on_in, offer, saves_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.tried import Tried
    from tests.ui.conftest import Driver

_NO_TROUBLE = ("put a newer state here",)
_UNTIL_SAID = "at_most_tenths_of_a_second_until_said"
_LACKING = "at_most_lacking_in_the_backup"
_MOST_STEPS, _MOST_S = 100, 600
_FAST = WorkClock(seconds=lambda: 100 * time.monotonic())
_RUNS = 20
"""Of each way, in a long run at least."""


class Loss:
    """One project in a folder of its own, and what may be put in its place."""

    def __init__(self, driver: Driver, folder: Path, chance: random.Random) -> None:
        self.driver, self.folder, self.chance = driver, folder, chance
        self.path = driver.session.project.path
        self.coder = driver.window.settings.coder()
        self._kept_as = self._at = 0
        self.at_first = self.copy()
        self.act()

    def act(self) -> None:
        """Do some steps by keys; sometimes more by a script, than backups may lack."""
        words = ["Kabul", "The minister", "said", "Dar", "Talks"]
        for one in self.chance.sample(words, self.chance.randint(1, len(words))):
            self.driver.mark(one, "e")
        self.driver.saved()
        if self.chance.random() < 0.3:
            article = self.driver.page.article.id
            for _ in range(self.chance.randint(60, 130)):
                at, self._at = self._at % 200, self._at + 1
                kind = "cue" if self._at <= 200 else "claim"
                self.driver.session.project.mark(article, kind, Range(at, at + 1))
        self.driver.saved()

    def copy(self) -> Path:
        self._kept_as += 1
        return self.driver.session.project.backup(self.folder / f"kept-{self._kept_as}.annotator")

    def other(self) -> Path:
        path = self.folder / "other.annotator"
        with Project.create(path, coder=self.coder) as project:
            project.import_text("Words of another study.", "Another")
        return path

    def newer(self) -> Path:
        path = self.copy()
        with Project.open(path, coder=self.coder) as project:
            project.import_text("Words that came later.", "Later")
        return path

    def saved(self) -> set[str]:
        return steps_in(self.driver.session.project)


def steps_in(project: Project) -> set[str]:
    return {one.step.id for one in project.reader.steps()}


def move(loss: Loss) -> None:
    to = loss.folder / "elsewhere"
    to.mkdir()
    loss.path.rename(to / loss.path.name)


GONE: dict[str, Callable[[Loss], object]] = {
    "deleted": lambda loss: loss.path.unlink(),
    "moved": move,
    "its folder removed": lambda loss: shutil.rmtree(loss.path.parent),
    "replaced by an older copy": lambda loss: loss.at_first.replace(loss.path),
    "replaced by another file": lambda loss: loss.other().replace(loss.path),
}
IN_PLACE: dict[str, tuple[Callable[[Loss], bytes], str]] = {
    "by an older version": (lambda loss: loss.at_first.read_bytes(), "is older than what you"),
    "by a newer one": (lambda loss: loss.newer().read_bytes(), "put a newer state here"),
    "by rubbish": (lambda loss: loss.chance.randbytes(9_999), "wrote something else into"),
    "cut to 0 bytes": (lambda _loss: b"", "emptied"),
}


@pytest.fixture
def losses(window, qtbot, tmp_path: Path) -> Callable[[str], Iterator[Loss]]:
    """Gives a fresh project in the window for each try of a way, always the same ones."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "1.txt").write_text(ARTICLE, encoding="utf-8")

    def each(way: str) -> Iterator[Loss]:
        for n in range(share(1, long=_RUNS)):
            folder = tmp_path / str(n)
            (folder / "study").mkdir(parents=True)
            driver = open_folder(window, qtbot, texts, folder / "study" / "study.annotator")
            yield Loss(driver, folder, random.Random(f"{way} {n}"))  # noqa: S311 - a play
            window.close_project()

    return each


def said(loss: Loss, words: str) -> int:
    """Wait until it is said by itself; give how long that took, in tenths of a second."""
    begun = time.monotonic()
    loss.driver.wait(lambda: words in loss.driver.window.messages.words)
    if words not in _NO_TROUBLE:
        loss.driver.wait(loss.driver.window.foot._trouble.isVisible)
    return round(10 * (time.monotonic() - begun))


@pytest.mark.parametrize("way", GONE)
def test_all_that_was_shown_as_saved_is_in_what_was_saved(
    way, losses, monkeypatch, tried: Tried
) -> None:
    for loss in losses(way):
        before = loss.saved()
        GONE[way](loss)
        tenths = said(loss, loss.path.name)
        assert "saved" not in loss.driver.window.foot._saved.text()
        to = loss.folder / "saved.annotator"
        saves_as(monkeypatch, to)
        offer(loss.driver, "Save what I have as …")
        goes_on_in(loss.driver, to)
        lost = before - steps_in(loss.driver.session.project)
        assert lost == set()
        figures = {"runs": 1, "steps": len(before), "lost": len(lost), _UNTIL_SAID: tenths}
        tried.count(f"the open file {way}", **figures)


@pytest.mark.parametrize("way", IN_PLACE)
def test_what_is_overwritten_in_place_is_said_and_a_backup_offered(
    way, losses, tried: Tried
) -> None:
    content, words = IN_PLACE[way]
    for loss in losses(way):
        project = loss.driver.session.project
        backups = project.open_project.backups
        backups.clock = _FAST
        loss.driver.session.keeping._backups._opening.start(0)
        loss.driver.wait(lambda project=project: list_backups(project.id) != ())
        held = _FAST.seconds()
        loss.act()
        project.open_project.drain()
        age_s, backups.clock = _FAST.seconds() - held, WorkClock()  # from here on none is made
        loss.driver.wait(lambda backups=backups: backups._thread is None)
        last = max(one.step.number or 0 for one in project.reader.steps())
        loss.path.write_bytes(content(loss))
        tenths = said(loss, words)
        assert [one.text() for one in loss.driver.window.messages.buttons] != []
        backup = newest_sound(project.id)
        assert backup is not None
        lacks = last - backup.n_steps
        assert lacks <= _MOST_STEPS or age_s <= _MOST_S
        figures = {"runs": 1, "said": 1, "steps": last, _LACKING: lacks, _UNTIL_SAID: tenths}
        tried.count(f"the open file overwritten {way}", **figures)

"""Acts of a person in a real window, and those that only calls do, until the program is killed."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

import annotator.project
import annotator.ui
from annotator.errors import AnnotatorError
from annotator.settings import Settings
from annotator.text.ranges import Range
from annotator.ui.app import make_program
from annotator.ui.dialogs import bug
from annotator.ui.window import MainWindow
from tests.crash.acts import Work
from tests.crash.lives import EVERY, Life
from tests.crash.scene import CODER

if TYPE_CHECKING:
    from annotator.ui.session import Session

MARKS = "sceu"
ON_A_MARK = ("1", "2", "3", "n", "t", "Delete", "Enter", "Esc")
IN_A_SHEET = ("Tab", "Down", "Space", "Enter", "Enter", "x", "Esc")
KEYS = {
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Space": Qt.Key.Key_Space,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Delete": Qt.Key.Key_Delete,
}
LEFT_OUT = frozenset({
    "about", "backups", "close", "come-back", "full-screen", "new-project", "open", "open-again",
    "own-keys", "print", "sample", "start-page", "steps", "suggest",
})  # fmt: skip
"""Acts of the menus that leave the project, go back in it by intent, or ask the system."""
HEARTBEAT_MS = 20
NOT_HERE = "This plugin does not support"
"""What Qt says of a window system without a screen."""


class InWindow:
    """A window with nothing in it, in which a copy of this program opens the study and acts."""

    def __init__(self) -> None:
        """Load all and make the window, before there is any thread: copies have none."""
        for package in (annotator.project, annotator.ui):
            for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                importlib.import_module(one.name)
        qInstallMessageHandler(
            lambda _kind, _where, words: words.startswith(NOT_HERE) or sys.stderr.write(words)
        )
        settings = Settings(coder_id=CODER.id, coder_name=CODER.name)
        self.program = make_program(settings)
        self.window = MainWindow(settings)
        self.window.show()
        self.window.grab()
        self.program.processEvents()

    def act(self, life: Life) -> None:
        """Open the study and do acts for ever."""
        sys.excepthook = lambda *error: life.bug("".join(traceback.format_exception(*error)))
        heart = QTimer()
        heart.start(HEARTBEAT_MS)
        self._give_files(life)
        self.window.projects.open_path(life.scene.study)
        self._wait(lambda: self._session() is not None)
        session = self._session()
        assert session is not None
        session.project.subscribe(life.hear)
        life.begun()
        turns = (self._mark, self._mark, self._by_menu, self._by_call, self._by_call)
        while True:
            self._put_away(session, life)
            life.chance.choice(turns)(session, life)
            if life.chance.random() < 0.7:
                self._wait(lambda: session.bridge.n_waiting == 0)
            for _ in range(life.chance.randrange(4)):
                self.program.processEvents()
            assert bug._open == [], bug._open

    def _put_away(self, session: Session, life: Life) -> None:
        """Close dialogs; more often than not the sheet, and what lies over the page, too."""
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog) and one.isVisible():
                one.reject()
        if life.chance.random() < 0.7:
            session.over.close()
            if session.is_reviewing:
                self.window.acts.run("read")

    def _session(self) -> Session | None:
        session = self.window.session
        return session if session is not None and session.view.page is not None else None

    def _wait(self, until: Callable[[], bool]) -> None:
        while not until():
            self.program.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _give_files(self, life: Life) -> None:
        """Whatever asks the system for a file is given one of the scene."""
        scene, numbers = life.scene, itertools.count()

        def new(
            _parent: object, _title: str, proposed: str = "", *_more: object
        ) -> tuple[str, str]:
            name = f"{next(numbers)} {life.chance.randrange(10**9)} {Path(proposed).name}"
            return str(scene.out / name), ""

        there = [str(scene.colleague), str(scene.kit), *map(str, sorted(scene.texts.iterdir()))]
        QFileDialog.getSaveFileName = new
        QFileDialog.getOpenFileName = lambda *_some, **_more: (life.chance.choice(there), "")
        QFileDialog.getOpenFileNames = lambda *_some, **_more: (life.chance.sample(there, 2), "")
        QFileDialog.getExistingDirectory = lambda *_some, **_more: str(scene.texts)

    # --- turns ----------------------------------------------------------------------------------

    def _mark(self, session: Session, life: Life) -> None:
        """Mark some words by a key, give it values by keys."""
        page, chance = session.view.page, life.chance
        if page is None:
            return
        start = chance.randrange(len(page.article.text) - 1)
        session.view.setFocus()
        session.view.select(
            Range(start, min(len(page.article.text), start + chance.randrange(1, 30)))
        )
        life.before("a mark by a key")
        _press(chance.choice(MARKS))
        for _ in range(chance.randrange(3)):
            _press(chance.choice(ON_A_MARK))

    def _by_menu(self, session: Session, life: Life) -> None:
        """Do what a menu has and can be done now; where a sheet comes, press some keys in it."""
        acts, chance = self.window.acts, life.chance
        names = [one for one in acts.functions if one not in LEFT_OUT]
        can = acts.can_of(names)
        name = chance.choice([one for one in names if can[one]])
        life.before(f"menu {name}")
        acts.run(name)
        for _ in range(3):
            self.program.processEvents()
        if session.over.sheet is None and QApplication.activeModalWidget() is None:
            return
        for _ in range(chance.randrange(1, 5)):
            _press(chance.choice(IN_A_SHEET))
            self.program.processEvents()

    def _by_call(self, session: Session, life: Life) -> None:
        """Do what any sheet may do, by its call."""
        name = life.chance.choice([*EVERY])
        life.before(name)
        try:
            EVERY[name](Work(session.project, life.scene, life.chance))
        except AnnotatorError:
            return


def _press(key: str) -> None:
    target = QApplication.focusWidget()
    if target is None:
        return
    if key in KEYS:
        QTest.keyClick(target, KEYS[key])
    else:
        QTest.keyClicks(target, key)

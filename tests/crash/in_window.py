"""Acts of a person in a real window, and those that a menu starts, until the program is killed."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from annotator.errors import AnnotatorError
from annotator.settings import Settings
from annotator.ui.app import make_program
from annotator.ui.window import MainWindow
from tests.crash.acts import ACTS, BESIDE, Work
from tests.crash.histories import report_of
from tests.crash.scene import CODER, Scene

if TYPE_CHECKING:
    from annotator.ui.session import Session

KEYS = "sceuscue"
BY_NAME = ("undo", "undo", "redo", "confirm-regions", "mark-done", "next-article")
EVERY = {**ACTS, **BESIDE}


def act_in_window(scene: Scene, chance: random.Random, say: Callable[[str], None]) -> None:
    """Open the study in a window and do acts for ever."""
    for name in ("getOpenFileName", "getSaveFileName"):
        setattr(QFileDialog, name, lambda *_words, **_more: ("", ""))
    program = make_program(Settings(coder_id=CODER.id, coder_name=CODER.name))
    window = MainWindow(Settings(coder_id=CODER.id, coder_name=CODER.name))
    window.show()
    window.projects.open_path(scene.study)
    while window.session is None or window.session.view.page is None:
        program.processEvents()
    session = window.session

    def hear(notice: object) -> None:
        told = report_of(notice)  # type: ignore[arg-type]
        if told:
            say(told)

    session.project.subscribe(hear)
    say("begun")
    while True:
        _turn(window, session, scene, chance)
        for _ in range(chance.randrange(4)):
            program.processEvents()


def _turn(window: MainWindow, session: Session, scene: Scene, chance: random.Random) -> None:
    """Mark something by a key, run an act of the menu, or do one as a sheet would."""
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog) and one.isVisible():
            one.reject()
    match chance.randrange(3):
        case 0:
            page = session.view.page
            session.view.set_caret(chance.randrange(len(page.article.text)) if page else 0)
            session.view.setFocus()
            QTest.keyClicks(QApplication.focusWidget() or session.view, chance.choice(KEYS))
        case 1:
            window.acts.run(chance.choice([one for one in BY_NAME if one in window.acts.functions]))
        case _:
            try:
                EVERY[chance.choice([*EVERY])](Work(session.project, scene, chance))
            except AnnotatorError:
                return

"""The program's real window on a project, driven from outside; its view as large as theirs."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.settings import Settings
from annotator.ui.app import make_program
from annotator.ui.start.collector import Collector
from annotator.ui.window import MainWindow
from benchmarks.place import CODER_ID, CODER_NAME, VIEW_HEIGHT, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.page import Page
    from annotator.ui.page.view import PageView
    from annotator.ui.reading_area import ReadingArea
    from annotator.ui.session import Session

_PATIENCE_S = 60.0


@dataclass(slots=True)
class RealWindow:
    """A window that shows an article of the project, with what is driven in it."""

    program: QApplication
    window: MainWindow

    @property
    def session(self) -> Session:
        """What lives as long as the project is open."""
        found = self.window.session
        assert found is not None
        return found

    @property
    def area(self) -> ReadingArea:
        """The page with its cards."""
        return self.session.workspace.area

    @property
    def view(self) -> PageView:
        """The page."""
        return self.area.view

    @property
    def page(self) -> Page:
        """What is shown."""
        found = self.view.page
        assert found is not None
        return found

    def wait_for(self, is_so: Callable[[], bool], patience: float = _PATIENCE_S) -> None:
        """Let the window work until something is so, so many seconds at most."""
        until = time.monotonic() + patience
        waking = QTimer()
        waking.start(1_000)
        while not is_so():
            # Asking over and over would take the interpreter away from the worker.
            self.program.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            assert time.monotonic() < until, "the window did not come so far"

    def open(self, article_id: str) -> None:
        """Open an article and paint it with its cards."""
        self.session.open_article(article_id)
        self.wait_for(lambda: self.shows(article_id))
        self.paint()

    def shows(self, article_id: str) -> bool:
        """Say whether an article is the one that is shown."""
        page = self.view.page
        return page is not None and page.article.id == article_id

    def paint(self) -> None:
        """Paint page and cards now."""
        self.view.viewport().repaint()
        self.area.margin.repaint()

    def settle(self) -> None:
        """Let everything end that is under way: steps on their way to disk, lists, timers."""
        self.session.project.open_project.drain()
        for _ in range(6):
            self.program.processEvents()
            time.sleep(0.01)

    def press(self, key: Qt.Key, text: str) -> None:
        """Press a key on the page."""
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(self.view, event)


def real_window(place: Place) -> RealWindow:
    """Give the window with the short article of the project open; fonts are warm."""
    found = begun(place, place.other_id)
    found.window.resize(1500, found.window.height() + VIEW_HEIGHT - found.view.height())
    for article_id in (place.article_id, place.other_id):
        found.open(article_id)
        found.settle()
    return found


def begun(place: Place, article_id: str) -> RealWindow:
    """Give the window as it comes up with a project and one of its articles."""
    own = place.folder / f"window-{os.getpid()}"
    own.mkdir()
    os.environ["ANNOTATOR_HOME"] = str(own)
    path = Path(shutil.copy(place.project, own))
    settings = Settings(coder_id=CODER_ID, coder_name=CODER_NAME)
    found = RealWindow(make_program(settings), MainWindow(settings))
    found.window.show()
    found.window.begin(path)
    found.wait_for(lambda: found.window.session is not None and found.view.page is not None)
    found.open(article_id)
    Collector(found.window)  # as the program does soon after it has begun (ui.app)
    return found

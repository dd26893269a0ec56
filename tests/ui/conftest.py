"""A real window on a real project, driven by real key and mouse events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.settings import Settings
from annotator.text.ranges import Range
from annotator.ui.app import make_program
from annotator.ui.window import MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from annotator.model.layer import Coder
    from annotator.model.page import Page
    from annotator.model.span import Span
    from annotator.ui.session import Session

ARTICLE = """Dar: Ties Were Cut

The minister said that formal ties had been cut. “We will not wait,” said Dar in Kabul.

“We will,” he said, “not go back.” Talks with the Taliban go on. The Taliban were not asked.
"""

_KEYS = {
    "Space": Qt.Key.Key_Space,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "PgDown": Qt.Key.Key_PageDown,
    "PgUp": Qt.Key.Key_PageUp,
    "Delete": Qt.Key.Key_Delete,
    "Backspace": Qt.Key.Key_Backspace,
    "Tab": Qt.Key.Key_Tab,
    "F1": Qt.Key.Key_F1,
    "F2": Qt.Key.Key_F2,
    "F6": Qt.Key.Key_F6,
    "F10": Qt.Key.Key_F10,
    "F11": Qt.Key.Key_F11,
}
_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


@dataclass
class Driver:
    """Presses keys and asks what came of it."""

    window: MainWindow
    qtbot: QtBot

    @property
    def session(self) -> Session:
        assert self.window.session is not None
        return self.window.session

    @property
    def page(self) -> Page:
        page = self.session.bridge.page
        assert page is not None
        return page

    def press(self, *written: str) -> None:
        """Press keys where the focus is, as the key table writes them."""
        for one in written:
            *held, name = one.replace("++", "+plus").split("+")
            name = "+" if name == "plus" else name
            modifiers = Qt.KeyboardModifier.NoModifier
            for word in held:
                modifiers |= _HELD[word]
            target = QApplication.focusWidget() or self.window
            if name in _KEYS:
                QTest.keyClick(target, _KEYS[name], modifiers)
            elif len(name) == 1 and not held and not name.isupper():
                QTest.keyClicks(target, name)
            else:
                shift = _HELD["Shift"] if name.isupper() else Qt.KeyboardModifier.NoModifier
                QTest.keyClick(target, name, modifiers | shift)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(QApplication.focusWidget(), words)

    def caret_at(self, words: str, *, n: int = 1) -> None:
        """Put the caret at the start of the n-th place of some words."""
        self.session.view.set_caret(self.place(words, n=n).start)

    def select(self, words: str, *, n: int = 1) -> None:
        """Select the n-th place of some words."""
        self.session.view.select(self.place(words, n=n))

    def place(self, words: str, *, n: int = 1) -> Range:
        """Give the n-th place of some words."""
        at = -1
        for _ in range(n):
            at = self.page.text.index(words, at + 1)
        return Range(at, at + len(words))

    def spans(self, type_name: str | None = None) -> list[Span]:
        """Give the spans of the page in text order."""
        return list(self.page.spans(type_name))

    def texts(self, type_name: str | None = None) -> list[str]:
        """Give the words of the spans."""
        return [span.text() for span in self.spans(type_name)]

    def mark(self, words: str, key: str, *, n: int = 1) -> Span:
        """Select words and press a type's key; give the span."""
        self.select(words, n=n)
        self.press(key)
        span = self.session.reading.span
        assert span is not None
        return span

    def point(self, words: str, *, n: int = 1) -> QPoint:
        """Give the middle of some words in the view."""
        return self.session.view.rect_of(self.place(words, n=n)).center()

    def saved(self) -> None:
        """Wait until everything is on disk."""
        self.qtbot.waitUntil(lambda: self.session.bridge.n_waiting == 0, timeout=60_000)

    def on_disk(self) -> Page:
        """Give the page as it is on disk."""
        self.saved()
        return self.session.project.page(self.page.article.id)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(until, timeout=60_000)  # a machine with much else to do

    def step_names(self) -> list[str]:
        """Give the acts of the steps on disk that hold, newest first."""
        self.saved()
        infos = self.session.project.reader.steps()
        return [one.step.act for one in infos if one.state == "done"]


def _window(settings: Settings) -> MainWindow:
    """Give a window of the usual size: the screen of the offscreen platform is smaller."""
    make_program(settings)
    window = MainWindow(settings)
    window.resize(1400, 900)
    # What is said for six seconds would be gone before a slow machine comes to look.
    window.messages._timer.setInterval(600_000)
    return window


@pytest.fixture
def empty_window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """A window whose person has no name yet; nothing is open."""
    window = _window(Settings())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close_project()  # else it would ask about what is drafted
    window.close()


@pytest.fixture(scope="session")
def coder_a() -> Coder:
    """The person called A who codes in the windows."""
    return Settings().with_coder("A").coder()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, coder_a: Coder) -> Iterator[MainWindow]:
    """A window of a coder called A; nothing is open."""
    window = _window(Settings().coding(coder_a))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    yield window
    window.close_project()  # else it would ask about what is drafted
    window.close()


@pytest.fixture
def open_text(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Callable[..., Driver]:
    """Opens a project made of some texts, the first of them on screen."""

    def make(*texts: str) -> Driver:
        folder = tmp_path / "texts"
        folder.mkdir()
        for n, text in enumerate(texts):
            (folder / f"{n}.txt").write_text(text, encoding="utf-8")
        return open_folder(window, qtbot, folder, tmp_path / "project.annotator")

    return make


_made: dict[tuple[object, ...], bytes] = {}
"""Project files that a test before has made of the same texts, for the same coder."""
_MOST_MADE = 40


def open_folder(window: MainWindow, qtbot: QtBot, folder: Path, path: Path) -> Driver:
    """Make a project of a folder of texts and show it.

    The same texts are imported once in a process; further projects of them are copies of the file.
    """
    from annotator.project import Project

    texts = ((one.name, one.read_bytes()) for one in sorted(folder.iterdir()))
    made_of = (window.settings.coder(), folder.name, path.name, *texts)
    if made_of in _made:
        path.write_bytes(_made[made_of])
    else:
        with Project.create(path, coder=window.settings.coder()) as project:
            project.import_sources([folder])
        if len(_made) == _MOST_MADE:
            _made.clear()
        _made[made_of] = path.read_bytes()
    window.projects.open_path(path)
    qtbot.waitUntil(
        lambda: window.session is not None and window.session.view.page is not None, timeout=60_000
    )
    assert window.session is not None
    window.session.view.setFocus()
    return Driver(window, qtbot)


@pytest.fixture
def driver(open_text: Callable[..., Driver]) -> Driver:
    """The window on one short article."""
    return open_text(ARTICLE)

"""A window on a display and an accessibility bus of its own; prints what a screen reader hears.

    python -m tests.ui.heard_window

prints a JSON list of [what was done, what was heard]. Run by test_heard and docs/make_heard.py by
way of `heard()`, which starts the bus and the display.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.layer import Coder
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.app import make_program
from annotator.ui.basics.heard import announce
from annotator.ui.window import MainWindow
from tests.suggested import project_with_suggestions
from tests.ui.suggestions.conftest import suggested_article

Heard = list[tuple[str, list[list[object]]]]

NEEDED = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "dbus-run-session": "dbus-daemon",
    "/usr/bin/python3": "python3",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/libexec/at-spi2-registryd": "at-spi2-core",
}
"""What the system must have, and the Debian packages that bring it; python3-gi besides."""

_LISTENER = Path(__file__).with_name("listener.py")
_ROOT = Path(__file__).parents[2]
_PATIENCE_S = 120.0
_DEAF, _TRIES = 75, 3
"""How the window ends where Qt never found the bus, which happens while a machine is busy."""
TEXT = """Ties Were Cut

“We will not wait,” said Dar in Kabul.

Talks with the Taliban go on. The Taliban were not asked.
"""
_KEYS = {
    "Space": Qt.Key.Key_Space, "Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape,
    "←": Qt.Key.Key_Left, "→": Qt.Key.Key_Right, "↑": Qt.Key.Key_Up, "↓": Qt.Key.Key_Down,
    "F6": Qt.Key.Key_F6, "Home": Qt.Key.Key_Home, "K": Qt.Key.Key_K, "N": Qt.Key.Key_N,
    "Z": Qt.Key.Key_Z, "I": Qt.Key.Key_I, "2": Qt.Key.Key_2, "Tab": Qt.Key.Key_Tab,
    "Delete": Qt.Key.Key_Delete,
}  # fmt: skip
_HELD = {
    "Ctrl+": Qt.KeyboardModifier.ControlModifier,
    "Shift+": Qt.KeyboardModifier.ShiftModifier,
}


def missing() -> list[str]:
    """Give the Debian packages of what is not there."""
    lacking = {package for name, package in NEEDED.items() if shutil.which(name) is None}
    has_gi = (
        shutil.which("/usr/bin/python3") is not None
        and not subprocess.run(
            ["/usr/bin/python3", "-c", "from gi.repository import Gio"],
            check=False,
            stderr=subprocess.DEVNULL,
        ).returncode
    )
    return sorted(lacking | (set() if has_gi else {"python3-gi"}))


def heard() -> Heard:
    """Start a display, a bus and the window; give what was done and what was heard.

    Where no connection came about at all it is tried again, on a new bus.
    """
    for _ in range(_TRIES):
        found = _run()
        if found.returncode != _DEAF:
            break
    if found.returncode != 0:
        raise RuntimeError(f"the window ended with {found.returncode}:\n{found.stderr[-4000:]}")
    return [(done, events) for done, events in json.loads(found.stdout.splitlines()[-1])]


def _run() -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as folder:
        reading, writing = os.pipe()
        server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writing),
                "-screen",
                "0",
                "1900x1000x24",
                "-nolisten",
                "tcp",
            ],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            return subprocess.run(
                ["dbus-run-session", "--", sys.executable, "-m", "tests.ui.heard_window"],
                env={
                    **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
                    "HOME": folder,
                    "XDG_RUNTIME_DIR": folder,
                    "TMPDIR": folder,
                    "ANNOTATOR_HOME": str(Path(folder, "home")),
                    "DISPLAY": f":{number}",
                    "QT_QPA_PLATFORM": "xcb",
                    "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                    "PYTHONPATH": str(_ROOT),
                    "PYTHONFAULTHANDLER": "1",
                },
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=240,
                check=False,
            )
        finally:
            server.terminate()
            server.wait()


class Ear:
    """The listener as this program sees it."""

    def __init__(self) -> None:
        """Start it and wait until it listens."""
        self.events: list[list[object]] = []
        self._child = subprocess.Popen(
            ["/usr/bin/python3", str(_LISTENER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            self.events.append(json.loads(line))

    def ask_tree(self) -> None:
        """Let it walk over all there is."""
        assert self._child.stdin is not None
        self._child.stdin.write("tree\n")
        self._child.stdin.flush()

    def close(self) -> None:
        """Let it end."""
        assert self._child.stdin is not None
        self._child.stdin.close()
        wait(lambda: self._child.poll() is not None)


def wait(until: Callable[[], bool]) -> None:
    """Let the program go on until something is so."""
    end = time.monotonic() + _PATIENCE_S
    while not until():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        time.sleep(0.002)
        if time.monotonic() > end:
            raise TimeoutError


class Hands:
    """Presses keys, and writes down what is heard after each."""

    def __init__(self, window: MainWindow, ear: Ear) -> None:
        """Work in a window."""
        self.window, self.ear = window, ear
        self.done: Heard = []
        self._n = 0

    def do(self, what: str, act: Callable[[], object]) -> None:
        """Do something; what comes before the mark that is sent behind it belongs to it."""
        del self.ear.events[:]
        act()
        session = self.window.session
        assert session is not None
        wait(lambda: session.bridge.n_waiting == 0)
        QTest.qWait(150)  # what is said a turn after the key
        self._n += 1
        mark = ["said", f"mark {self._n}"]
        announce(self.window, str(mark[1]))
        wait(lambda: mark in self.ear.events)
        self.done.append((what, self.ear.events[: self.ear.events.index(mark)]))

    def press(self, *keys: str) -> None:
        """Press keys one by one."""
        for key in keys:
            self.do(f"press {key}", lambda key=key: self.strike(key))

    def strike(self, key: str) -> None:
        """Press one key."""
        target = QApplication.focusWidget() or self.window
        held = Qt.KeyboardModifier.NoModifier
        for name, modifier in _HELD.items():
            if key.startswith(name):
                held, key = modifier, key.removeprefix(name)
        if key in _KEYS:
            QTest.keyClick(target, _KEYS[key], held)
        else:
            QTest.keyClicks(target, key)

    def tree(self) -> None:
        """Let all things on the bus be named."""
        del self.ear.events[:]
        self.ear.ask_tree()
        wait(lambda: any(one[0] == "tree" for one in self.ear.events))
        self.done.append(("walk over all things", [e for e in self.ear.events if e[0] == "tree"]))


def twice_coded(mine: Coder) -> Path:
    """Give a project that two people have coded."""
    path = Path("two.annotator").resolve()
    for who, says, directness in ((mine, "Kabul", "mixed"), (Coder("b", "B"), "Dar", "direct")):
        if not path.exists():
            Project.create(path, coder=who).close()
        with Project.open(path, coder=who) as project:
            if not project.reader.n_articles():
                project.import_text(TEXT)
            text = project.article(1).text

            def at(words: str, text: str = text) -> tuple[int, int]:
                return text.index(words), text.index(words) + len(words)

            claim = project.mark(1, "claim", at("“We will not wait,”"), {"directness": directness})
            speaker = project.mark(1, "speaker", at(says), actor=says)
            project.link(claim.id, "said_by", speaker.id)
            if who is mine:
                project.mark(1, "claim", at("The Taliban were not asked."))
            project.state(1, "done")
    return path


def review(hands: Hands) -> None:
    """Go through what two codings say differently, and through the sheets."""
    window, first = hands.window, hands.window.session
    window.projects.open_path(twice_coded(window.settings.coder()))
    wait(lambda: window.session is not first and window.session.view.page is not None)
    session = window.session
    assert session is not None
    session.view.setFocus()
    wait(session.view.hasFocus)

    hands.do("two codings are opened", lambda: None)
    hands.done.pop()

    def compare() -> None:
        hands.strike("Ctrl+2")
        wait(lambda: session.review is not None and session.review.state.figures is not None)

    hands.do("two codings: press Ctrl+2", compare)
    state = session.review.state

    def settle(*keys: str) -> None:
        for key in keys:
            n = state.n_settled()[0]

            def act(key: str = key, n: int = n) -> None:
                hands.strike(key)
                wait(lambda: state.n_settled()[0] != n)

            hands.do(f"press {key}", act)

    hands.press("Tab", "→")
    settle("1")
    hands.press("Tab")
    settle("2", "Ctrl+Z", "x")
    hands.press("F6", "↓", "↑", "F6", "↓", "F6")
    for words in ("compare", "draw a sample", "make kits", "agreement"):
        hands.press("Ctrl+K", words)

        def open_sheet() -> None:
            hands.strike("Enter")
            wait(lambda: session.review.sheet is not None)
            wait(lambda: getattr(session.review.sheet, "job", None) is None)

        hands.do("press Enter", open_sheet)
        hands.press("Tab", "Tab", *("F6", "Tab", "Tab") * (words == "agreement"), "Esc")


def suggestions(hands: Hands) -> None:
    """Go through what is suggested for an article, and decide."""
    window, first = hands.window, hands.window.session
    path = Path("suggested.annotator").resolve()
    project_with_suggestions(path, [suggested_article()], window.settings.coder()).close()
    window.projects.open_path(path)
    wait(lambda: window.session is not first and window.session.view.page is not None)
    session = window.session
    assert session is not None
    session.view.setFocus()
    wait(session.view.hasFocus)
    wait(lambda: bool(session.suggesting.state.open))
    hands.do("an article with suggestions is opened", lambda: None)
    hands.done.pop()
    hands.do("suggestions: press Tab", lambda: hands.strike("Tab"))
    hands.press("Enter", "Tab", "x", "Ctrl+Z", "F6", "↓", "F6", "F6", "F6")
    hands.tree()


def main() -> int:
    """Open the window on a short article, do what the hand list says, print what was heard."""
    settings = Settings().with_coder("A")
    program = make_program(settings)
    path = Path("a.annotator").resolve()
    with Project.create(path, coder=settings.coder()) as project:
        project.import_text(TEXT)
    window = MainWindow(settings)
    window.resize(1800, 900)
    window.show()
    window.projects.open_path(path)
    wait(lambda: window.session is not None and window.session.view.page is not None)
    session = window.session
    assert session is not None
    subprocess.run(["xdotool", "windowfocus", str(int(window.winId()))], check=True)
    wait(window.isActiveWindow)
    session.view.setFocus()
    wait(session.view.hasFocus)
    ear = Ear()

    def is_told() -> bool:
        # Qt asks who listens in its own time: until then it tells nothing.
        announce(window, "first")
        QTest.qWait(50)
        return ["said", "first"] in ear.events

    try:
        wait(lambda: ["ready"] in ear.events)
        wait(is_told)
    except TimeoutError:
        os._exit(_DEAF)
    hands = Hands(window, ear)
    text = session.reading.page.text

    def select(words: str) -> Callable[[], None]:
        def act() -> None:
            session.view.set_caret(text.index(words))
            session.view.move_caret(text.index(words) + len(words), text.index(words))

        return act

    hands.press("↓", "↓", "Ctrl+Home")
    hands.do("select “We will not wait,”", select("“We will not wait,”"))
    hands.press("c", "3", "1", "l", "↓", "Esc", "l", "1")
    hands.do("select Talks with the Taliban go on", select("Talks with the Taliban go on"))
    hands.press("c")
    hands.press("Ctrl+Home", "n", "n", "Shift+N")
    hands.do("caret before the claim", lambda: session.view.set_caret(text.index("“We") - 1))
    hands.press("→", "m", "doubtful", "Ctrl+Enter")
    hands.press("t", "→", "←", "Esc")
    hands.press("t", "→", "Enter", "Ctrl+Z")
    hands.press("Ctrl+I", "F6", "↓", "↑", "F6", "F6", "F6", "F6")
    hands.tree()
    hands.press("Ctrl+K", "note", "↓", "Esc")
    hands.press("Ctrl+Z")
    hands.tree()
    suggestions(hands)
    review(hands)
    window.close()
    program.processEvents()
    ear.close()
    sys.stdout.write(json.dumps(hands.done, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Every act of the table, once looked at and left, once answered; what each held the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog, QWidget

from annotator.ui.basics.actions import Need
from tests.watchdog.states import States
from tests.watchdog.turns import LIMIT_MS, Turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.ui.basics.actions import ActRow
    from annotator.ui.window import MainWindow
    from tests.watchdog.made import Made

LAST = ("sample", "new-project", "open", "start-page", "close")
"""Acts that take the project away; `close` is the last of all."""
SUGGESTING = frozenset({"suggest"})
"""Acts that let suggesters work. They read W2 for minutes: there only where it is wished for."""
NOT_WALKED: dict[str, str] = {}
"""Acts that cannot be walked, and why."""
_GOING_ABOUT = ("Down", "PageDown", "End", "Home")
_TRIES = 5
_BESIDE_S = 20.0
"""So long is waited for what an act does beside the window."""


@dataclass
class Held:
    """What an act held the window in each try, in milliseconds: the longest turn."""

    act: str
    what: str
    slack: float = 1.0
    """So many times as long as it may is held against it, where a machine has much else to do."""
    tries: list[float] = field(default_factory=list)
    why_not: str = ""
    """Why it could not be done where it should be."""

    @property
    def least(self) -> float:
        """The try in which the machine was least in the way."""
        return min(self.tries, default=0.0)

    @property
    def is_too_long(self) -> bool:
        """Say whether a person would notice."""
        return self.least > LIMIT_MS * self.slack


class NotReached(Exception):
    """The window did not come to where an act can be done."""


class Walk:
    """Goes through the acts of one window."""

    def __init__(
        self,
        program: QApplication,
        window: MainWindow,
        made: Made,
        ways: tuple[str, ...],
        slack: float,
    ) -> None:
        """`ways`: whether what an act opens is left by Esc, answered by Enter, or both in turn."""
        self.window, self._made, self._ways, self._slack = window, made, ways, slack
        self.turns = Turns(program, window)
        self.states = States(self.turns, made)
        self._n_saved = 0
        self._answer_dialogs()

    def _answer_dialogs(self) -> None:
        """Nobody sees the system's dialogs: each has an answer."""
        made, folder = self._made, self._made.folder

        def fresh(*_args: object, **_named: object) -> tuple[str, str]:
            self._n_saved += 1
            return str(folder / f"saved-{self._n_saved}.annotator"), ""

        def one_file(_parent: object, title: str = "", *_args: object) -> tuple[str, str]:
            path = made.path if title == "Open a project" else made.colleague
            return str(path), ""

        files = sorted(map(str, made.texts.glob("*.txt")))
        QFileDialog.getSaveFileName = fresh
        QFileDialog.getOpenFileName = one_file
        QFileDialog.getOpenFileNames = lambda *_args, **_named: (files, "")
        QFileDialog.getExistingDirectory = lambda *_args, **_named: str(folder / "texts")

    # --- the walk -------------------------------------------------------------------------------

    def rows(self) -> list[ActRow]:
        """Give the acts in the order in which they are walked."""
        every = [row for row in self.window.acts.rows() if row.name not in NOT_WALKED]
        if self._made.suggested_id is None:
            every = [row for row in every if not is_of_suggestions(row)]
        last = {row.name: row for row in every if row.name in LAST}
        return [row for row in every if row.name not in last] + [last[name] for name in LAST]

    def every(self, only: frozenset[str] = frozenset()) -> Iterator[Held]:
        """Walk all acts, or some; what holds too long is tried again."""
        self.states.open_project()
        for row in self.rows():
            if not only or row.name in only:
                yield from self._act(row)

    def _act(self, row: ActRow) -> Iterator[Held]:
        for way in ("left",) if row.name in LAST else self._ways:
            found = Held(row.name, way, self._slack)
            try:
                while not found.tries or (found.is_too_long and len(found.tries) < _TRIES):
                    found.tries.append(self._try(row, way))
                    if row.name == "close":
                        break
            except NotReached as why:
                found.why_not = str(why)
            yield found

    def _try(self, row: ActRow, way: str) -> float:
        self.states.reach(row)
        if not self.window.acts.can(row.name):
            raise NotReached(f"{row.name}: {self.window.acts.why_not([row.name])[row.name]}")
        self.turns.take()
        self.turns.do(lambda: self.window.acts.run(row.name))
        self.turns.rest(_BESIDE_S)
        if row.name != "close":
            self._go_about()
            if way == "answered":
                self._press("Return")
            self._leave()
        return self.turns.take()

    # --- what is pressed ------------------------------------------------------------------------

    def _go_about(self) -> None:
        """Go up and down in what was opened, a list or a page."""
        if not (self.states.asks() or QApplication.activeModalWidget()):
            return
        for key in _GOING_ABOUT:
            self._press(key)
        for view in self._target().window().findChildren(QAbstractItemView):
            if view.isVisible():
                bar = view.verticalScrollBar()
                self.turns.do(lambda bar=bar: bar.setValue(bar.maximum() // 2))
                self.turns.rest(_BESIDE_S)

    def _target(self) -> QWidget:
        modal = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        has = QApplication.focusWidget()
        if modal is not None and (has is None or not modal.isAncestorOf(has)):
            return modal
        return has or self.window

    def _press(self, key: str) -> None:
        code, target = getattr(Qt.Key, f"Key_{key}"), self._target()
        self.turns.do(lambda: QTest.keyClick(target, code))
        self.turns.rest(_BESIDE_S)

    def _leave(self) -> None:
        self.states.leave()


def is_of_suggestions(row: ActRow) -> bool:
    """Say whether suggesters must have been at work."""
    return Need.SUGGESTION in row.needs or row.name in SUGGESTING

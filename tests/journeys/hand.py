"""A hand on the keyboard: knows the key table and looks at the page, presses real keys, counts.

It finds the shortest way of the caret by the same pure functions that the window moves by, as a
practised coder does by eye. It never calls an act of the program.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.reading.caret import Caret, TextView, Unit, moved
from annotator.reading.sayings import looking_for_saying
from annotator.reading.selection import to_mark, widening_path
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from tests.ui.conftest import Driver

MOVES = (
    ("Right", Unit.WORD, True),
    ("Left", Unit.WORD, False),
    ("Ctrl+Right", Unit.SENTENCE, True),
    ("Ctrl+Left", Unit.SENTENCE, False),
    ("Ctrl+Down", Unit.PARAGRAPH, True),
    ("Ctrl+Up", Unit.PARAGRAPH, False),
    ("Alt+Right", Unit.CHARACTER, True),
    ("Alt+Left", Unit.CHARACTER, False),
    ("Ctrl+Home", Unit.ARTICLE, False),
    ("Ctrl+End", Unit.ARTICLE, True),
)
_LONGEST_SELECTION = 40


@dataclass
class Hand:
    """Presses keys in a window and counts them by what they were for."""

    driver: Driver
    presses: Counter[str] = field(default_factory=Counter)

    def press(self, what_for: str, *keys: str) -> None:
        for key in keys:
            self.driver.press(key)
            self.presses[what_for] += 1

    def type(self, what_for: str, words: str) -> None:
        for letter in words:
            self.letter(letter)
        self.presses[what_for] += len(words)

    def letter(self, letter: str) -> None:
        """Press the key of a letter; QTest knows those of ASCII only."""
        if letter.isascii():
            self.driver.type(letter)
            return
        widget = QApplication.focusWidget()
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)

    def view(self) -> TextView:
        session = self.driver.session
        return TextView(
            self.driver.page.text, session.handlers.navigation.folded(), session.reading.language
        )

    def ways(self, view: TextView, start: int) -> dict[int, tuple[str, ...]]:
        """Give the shortest keys from a place to every other."""
        found: dict[int, tuple[str, ...]] = {start: ()}
        line = deque([start])
        moves = [(self.mirrored(key), unit, forward) for key, unit, forward in MOVES]
        sayings = self.sayings()
        while line:
            here = line.popleft()
            reached = [
                (key, moved(view, Caret(here, here), unit, forward=forward).position)
                for key, unit, forward in moves
            ]
            n = bisect_right(sayings, here)
            reached += [("q", there) for there in sayings[n : n + 1]]
            n = bisect_left(sayings, here)
            reached += [("Shift+Q", there) for there in sayings[max(0, n - 1) : n]]
            for key, there in reached:
                if there not in found:
                    found[there] = (*found[here], key)
                    line.append(there)
        return found

    def sayings(self) -> list[int]:
        """Give where Q stops: the first words of all sayings that are not coded yet."""
        session = self.driver.session
        found: list[int] = []
        while True:
            looking = looking_for_saying(
                self.driver.page,
                found[-1] if found else -1,
                forward=True,
                scheme=session.reading.scheme,
                layer_id=session.bridge.layer_id,
                hidden=session.handlers.navigation.folded(),
            )
            saying = next(filter(None, looking), None)
            if saying is None:
                return found
            found.append(saying.start)

    def mirrored(self, key: str) -> str:
        """Give the key that moves this way on the page: arrows go by the eye, not by the text."""
        if self.driver.page.article.direction == "ltr":
            return key
        stem, _, name = key.rpartition("+")
        turned = {"Right": "Left", "Left": "Right"}.get(name, name)
        return f"{stem}+{turned}" if stem else turned

    def select(self, target: Range, what_for: str = "select") -> None:
        """Select words with as few presses as can be; nothing is pressed beyond that."""
        view = self.view()
        here = self.driver.session.view.caret()
        ways = self.ways(view, here)
        keys = min((one for one in self._plans(view, ways, target) if one is not None), key=len)
        for key in keys:
            selects = key == "Space" or ("Shift+" in key and key != "Shift+Q")
            self.press(what_for if selects else "reach", key)
        reading = self.driver.session.reading
        meant = reading.to_mark()
        assert meant == target, (meant, target, keys)

    def _plans(
        self, view: TextView, ways: dict[int, tuple[str, ...]], target: Range
    ) -> list[tuple[str, ...]]:
        text, language = view.text, view.language
        plans: list[tuple[str, ...]] = []
        for position in range(target.start, target.end + 1):
            way = ways.get(position)
            if way is None:
                continue
            if to_mark(text, Caret(position, position), language=language) == target:
                plans.append(way)
            path = widening_path(text, Range(position, position), language)
            if target in path:
                plans.append((*way, *["Space"] * (path.index(target) + 1)))
        for edge, key, unit, forward in self._extensions(target):
            if edge in ways:
                more = self._extended(view, edge, target, unit, forward=forward)
                if more is not None:
                    plans.append((*ways[edge], *[self.mirrored(key)] * more))
        if target.start in ways:
            letters = [self.mirrored("Alt+Shift+Right")] * target.length
            plans.append((*ways[target.start], *letters))
        return plans

    @staticmethod
    def _extensions(target: Range) -> list[tuple[int, str, Unit, bool]]:
        found = []
        for edge, forward in ((target.start, True), (target.end, False)):
            arrow = "Right" if forward else "Left"
            found.append((edge, f"Shift+{arrow}", Unit.WORD, forward))
            found.append((edge, f"Ctrl+Shift+{arrow}", Unit.SENTENCE, forward))
        return found

    @staticmethod
    def _extended(
        view: TextView, edge: int, target: Range, unit: Unit, *, forward: bool
    ) -> int | None:
        caret = Caret(edge, edge)
        for n in range(1, _LONGEST_SELECTION):
            caret = moved(view, caret, unit, forward=forward, extend=True)
            if to_mark(view.text, caret, language=view.language) == target:
                return n
        return None

"""The sheet that asks how a file counts its positions: two readings, and what each marks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.language import tr, trn
from annotator.text.words import isolated, quoted
from annotator.ui.basics.building import row_line
from annotator.ui.basics.buttons import KeyedWords
from annotator.ui.basics.keyboard import digit_of
from annotator.ui.basics.labels import Label
from annotator.ui.basics.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from annotator.formats.counting import CountingShown, FoundCounting

_BETWEEN, _LINE = 28, 10


class PositionsSheet(Sheet):
    """Two readings side by side, with three codings each; a digit or a click takes one."""

    read_wanted = Signal(str)
    """The file is to be read so: what `--reading` takes."""

    def __init__(self, parent: QWidget, undecided: Mapping[str, FoundCounting]) -> None:
        """Ask about the first source; the answer holds for all."""
        title = tr("Which of the two marks the right words?")
        super().__init__(title, parent, status=tr("Articles in"))
        self.status_facts = (tr("nothing is written yet"),)
        source, found = next(iter(undecided.items()))
        more = len(undecided) - 1
        said = [isolated(source)]
        if more:
            said.append(trn("and {n} more file", "and {n} more files", more))
        self.facts.setText("  ·  ".join(said))
        self._shown = found.shown
        self._chosen = 0
        self.readings: list[KeyedWords] = []
        self.put(self._table(found.shown))
        why = tr(
            "Programs count places in a text in different ways, and this file does not say which "
            "is its own. Choose the side on which each line is a whole word or sentence."
        )
        self.put(Label(why, "small", "ink2", parent=self, wraps=True))
        self.leave_button()
        self.main = self.button(tr("Read it so"), self._read, is_default=True)
        self._choose(0)

    def _table(self, shown: tuple[CountingShown, ...]) -> QWidget:
        whole = QWidget(self)
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 8, 0, 16)
        grid.setHorizontalSpacing(_BETWEEN)
        grid.setVerticalSpacing(_LINE)
        for n, one in enumerate(shown):
            grid.setColumnStretch(n, 1)
            head = KeyedWords(str(n + 1), whole)
            head.clicked.connect(partial(self._choose, n))
            self.readings.append(head)
            grid.addWidget(head, 0, n, Qt.AlignmentFlag.AlignLeading)
            counting = one.counting.in_words()
            grid.addWidget(Label(counting, "small", "ink2", parent=whole, wraps=True), 1, n)
            for at, words in enumerate(one.words):
                line = quoted(words) if words else tr("outside the text")
                ink = "ink" if words else "ink2"
                label = Label(line, "ui", ink, parent=whole, wraps=True)
                label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
                grid.addWidget(label, 2 * at + 3, n)
                if not n:
                    grid.addWidget(row_line(whole), 2 * at + 2, 0, 1, len(shown))
        return whole

    def _choose(self, at: int) -> None:
        self._chosen = at
        for n, (head, one) in enumerate(zip(self.readings, self._shown, strict=True)):
            words = tr("{n} of 100 places meet whole words", n=one.score)
            head.say(words, is_current=n == at)

    def _read(self) -> None:
        self.main.setEnabled(False)
        self.read_wanted.emit(self._shown[self._chosen].counting.said())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a digit choose."""
        digit = digit_of(event)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if digit and not held and digit <= len(self.readings):
            self._choose(digit - 1)
        else:
            super().keyPressEvent(event)

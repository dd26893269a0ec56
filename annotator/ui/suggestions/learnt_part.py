"""What the suggesters have learnt from the coder: a line for each rule, with its cases."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.language import tr, trn
from annotator.project.suggesting.rules import rule_in_words
from annotator.ui.basics.building import adding_to, later, row_line
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.labels import Label
from annotator.ui.popups.box import TickBox
from annotator.ui.suggestions.cases import PlaceLine

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from annotator.model.actor import ActorBook
    from annotator.project import Project
    from annotator.suggest.learnt import Learnt, LearntRule, RuleCase

_MOST = 40
"""More rules than one reads at a time; all are listed by `annotator list FILE rules`."""

_AT_ONCE = 5
"""Lines that wrap take Qt 3 ms each to lay out."""
_LONGEST = 300
"""Characters of the words of a rule that are shown, in as many lines as they need."""
_BEFORE, _BEHIND = 30, 50
"""How many characters around a case its line has."""


class LearntPart(QWidget):
    """The rules, those with most cases first; a tick says whether a rule holds."""

    turned = Signal(str, bool)
    """A rule by its id, and whether it is to hold."""
    cases_wanted = Signal(str, object)
    """What a rule says, and its cases as a tuple."""

    def __init__(self, learnt: Learnt, actors: ActorBook, parent: QWidget) -> None:
        """Show these rules."""
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        rules = sorted(learnt.rules, key=lambda one: -len(one.cases))
        self._grid, self._actors, self._off = grid, actors, learnt.off
        self._rest = list(enumerate(rules[:_MOST]))
        self._more = later(self, 0, self._add_some)
        self._add_some()
        more = len(rules) - _MOST
        said = tr("Nothing yet: what you mark, take and reject teaches it.") if not rules else ""
        if more > 0:
            said = trn("and {n} more rule", "and {n} more rules", more)
        if said:
            grid.addWidget(Label(said, "ui", "ink2", wraps=True), 2 * _MOST, 0, 1, 4)

    def _add_some(self) -> None:
        """Add the next rules; all at once would hold up the window."""
        some, self._rest = self._rest[:_AT_ONCE], self._rest[_AT_ONCE:]
        with adding_to(self._grid):
            for n_before, one in some:
                self._add(2 * n_before, one)
        if self._rest:
            self._more.start()

    def _add(self, at: int, one: LearntRule) -> None:
        grid, words = self._grid, rule_in_words(one, self._actors, _LONGEST)
        box = TickBox(self)
        box.setAccessibleName(words)
        box.setChecked(one.id not in self._off)
        box.toggled.connect(partial(self.turned.emit, one.id))
        grid.addWidget(box, at, 0)
        grid.addWidget(_RuleWords(words, box), at, 1)
        grid.addWidget(row_line(self), at + 1, 0, 1, 4)
        grid.addWidget(Label(_counted(one), "small", "ink2"), at, 2)
        n, show = len(one.cases), partial(self.cases_wanted.emit, words, one.cases)
        button = CasesButton(trn("{n} case", "{n} cases", n), show, self)
        button.setAccessibleName(tr("{rule}: its cases", rule=words))
        button.setEnabled(bool(n))
        grid.addWidget(button, at, 3, Qt.AlignmentFlag.AlignRight)


class _RuleWords(Label):
    """What a rule says, as a whole; a click on it is one on its box, which the keys go to."""

    def __init__(self, words: str, box: TickBox) -> None:
        """Stand beside a box."""
        super().__init__(words, wraps=True)
        self._box = box

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Turn the box."""
        event.accept()
        self._box.click()


def _counted(one: LearntRule) -> str:
    """Say how often a rule was right and wrong."""
    n, k = one.accepted, one.rejected
    said = [trn("accepted {n} time", "accepted {n} times", n)] if n else []
    said += [trn("rejected {n} time", "rejected {n} times", k)] if k else []
    return ", ".join(said)


def case_lines(project: Project, cases: tuple[RuleCase, ...]) -> list[PlaceLine]:
    """Give the lines of a rule's cases: the words with what stands around them."""
    lines: list[PlaceLine] = []
    for one in cases:
        text = project.article(one.article_id).text
        around = text[max(0, one.at.start - _BEFORE) : one.at.end + _BEHIND]
        lines.append(PlaceLine(one.article_id, one.at, " ".join(around.split())))
    return lines

"""Who may be the same as the framed actor: the reason, and the verdict, a key each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from annotator.language import tr, trn
from annotator.project.colleagues.look_alikes import look_alikes
from annotator.ui.actors.deciding import VERDICTS, Deciding
from annotator.ui.actors.pairs_list import PairsList
from annotator.ui.basics.building import column, later, row
from annotator.ui.basics.buttons import KeyButton, KeyedWords
from annotator.ui.basics.heard import announce
from annotator.ui.basics.keyboard import digit_of, stroke_of
from annotator.ui.basics.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from annotator.model.actor import Actor
    from annotator.model.look_alikes.pairs import LookAlikes
    from annotator.model.span import Decision
    from annotator.project.colleagues.look_alikes import DecidedPair
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.bridge import Bridge

_ROW, _HEAD, _MOST_ROWS = 44, 30, 4
_SOON_MS = 60


class AlikePart(QWidget):
    """1 the same, 2 different, 0 later, as in Review's list; O shows the other actor."""

    other_wanted = Signal(str)
    """The id of an actor to be framed."""
    changed = Signal()
    """It is higher or lower than before."""

    def __init__(
        self, parent: QWidget, bridge: Bridge, jobs: Jobs, of_sheet: Callable[[QKeyEvent], bool]
    ) -> None:
        """Make it, empty; `of_sheet` says whether a key means something on the whole sheet."""
        super().__init__(parent)
        self._bridge, self._jobs, self._of_sheet = bridge, jobs, of_sheet
        self._deciding = Deciding(bridge)
        self._actor: Actor | None = None
        self._n_asked = 0
        self.among: LookAlikes | None = None
        """All present actors, to be asked for those like one; None while they are read."""
        self._title = Label(tr("Who may be the same"), "bold", parent=self)
        self._facts = Label("", "small", "ink2", parent=self)
        self.list = PairsList(self, self.take_key)
        self.list.setAccessibleName(tr("Who may be the same"))
        self.same = self._verdict(tr("The same"), 1)
        self.different = self._verdict(tr("Different"), 2)
        self.later = self._verdict(tr("Later"), 0)
        self.other = KeyedWords.running(tr("O"), tr("show the other"), self.show_other, self)
        column(row(self._title, None, self._facts, gap=8), self.list,
               row(self.same, self.different, self.later, self.other, None, gap=8), of=self,
               around=(0, 0, 0, 0), gap=6)  # fmt: skip
        self._soon = later(self, _SOON_MS, self.read)
        self.list.currentRowChanged.connect(lambda _row: self._framed())
        self.list.itemDoubleClicked.connect(lambda _item: self.show_other())
        self.hide()

    def _verdict(self, words: str, digit: int) -> KeyButton:
        button = KeyButton(words, str(digit), parent=self)
        button.clicked.connect(lambda: self.decide(VERDICTS[digit]))
        return button

    # --- what is there --------------------------------------------------------------------------

    def show_actor(self, actor: Actor | None) -> None:
        """Look beside the window for those like another actor."""
        if actor is None or self._actor is None or actor.id != self._actor.id:
            self.hide()
        self._actor = actor
        self.read()

    def read_soon(self) -> None:
        """Read again what was decided, as soon as it is on its way to the disk."""
        self._deciding.forget()
        self._soon.start()

    def read(self) -> None:
        """Read the pairs of the actor again."""
        bridge, actor, among = self._bridge, self._actor, self.among
        if actor is None or among is None:
            return
        project, context = bridge.project, bridge.context
        self._deciding.forget()
        self._n_asked += 1
        n_asked = self._n_asked

        def read(
            _progress: object, _cancel: object
        ) -> tuple[tuple[DecidedPair, ...], tuple[Decision, ...]]:
            project.open_project.drain(1.0)
            decisions = project.reader.decisions()
            book, layers = context.actors, context.layers
            of = book.get(actor.id)
            return look_alikes(book, decisions, layers, of=of, among=among), decisions

        def then(found: tuple[tuple[DecidedPair, ...], tuple[Decision, ...]]) -> None:
            if isValid(self) and n_asked == self._n_asked:
                self._show(actor, found[0])
                self._deciding.take(found[1])

        self._jobs.start(read, then, bridge.refused.emit)

    def _show(self, actor: Actor, pairs: tuple[DecidedPair, ...]) -> None:
        before = self.list.pair()
        kept = None if before is None else {before.left.id, before.right.id}
        had_focus = self.list.hasFocus()
        self.list.blockSignals(True)
        self.list.show_pairs(pairs, of=actor.id)
        rows = self.list.rows()
        here = next((n for n, one in rows if {one.left.id, one.right.id} == kept), None)
        first = next((n for n, _ in rows), -1)
        self.list.setCurrentRow(first if here is None else here)
        self.list.blockSignals(False)
        n_heads = self.list.count() - len(rows)
        high = min(len(rows), _MOST_ROWS) * _ROW + n_heads * _HEAD
        self.list.setFixedHeight(high)
        n_open = sum(one.decided is None for one in pairs)
        self._facts.setText(trn("{n} to decide", "{n} to decide", n_open) if n_open else "")
        self.setVisible(bool(pairs))
        self.changed.emit()
        if had_focus and pairs:
            self.list.setFocus()
        self._framed()

    def _framed(self) -> None:
        pair = self.list.pair()
        writes = pair is not None and not self._bridge.project.read_only
        for button, verdict in ((self.same, True), (self.different, False), (self.later, None)):
            button.setEnabled(writes and pair is not None and pair.decided is not verdict)
        self.other.setEnabled(pair is not None and pair.decided is not True)

    # --- deciding -------------------------------------------------------------------------------

    def decide(self, same: bool | None) -> None:
        """Decide about the framed pair, and frame the next one that nobody has decided about."""
        pair = self.list.pair()
        if pair is None or self._bridge.project.read_only or pair.decided is same:
            return
        self._deciding.decide(pair, same)
        announce(self.list, _said(same))
        rest = (n for n, one in self.list.rows() if one.decided is None and one is not pair)
        after = next(rest, None)
        if after is not None:
            self.list.setCurrentRow(after)

    def show_other(self) -> None:
        """Show the other actor of the framed pair."""
        pair, actor = self.list.pair(), self._actor
        if pair is not None and actor is not None:
            self.other_wanted.emit(pair.right.id if pair.left.id == actor.id else pair.left.id)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means in the list; say whether it means something."""
        digit, stroke = digit_of(event), stroke_of(event)
        if digit in VERDICTS and not event.isAutoRepeat():
            self.decide(VERDICTS[digit])
        elif stroke is not None and stroke.key == "O":
            self.show_other()
        else:
            is_letter = bool(event.text().strip() and event.text().isprintable())
            return self._of_sheet(event) or is_letter
        return True


def _said(same: bool | None) -> str:
    return {True: tr("the same"), False: tr("different"), None: tr("left for later")}[same]

"""The sheet *Actors that look alike*: each pair with its passages, decided by one key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from annotator.language import tr, trn
from annotator.model.changes import Blocks, summary_of
from annotator.model.look_alikes.joins import joined
from annotator.model.rows import decision_from_row
from annotator.text.words import isolated
from annotator.ui.actors.deciding import VERDICTS, Deciding
from annotator.ui.actors.pairs_list import PairsList, said_of, why_words
from annotator.ui.basics.building import clear, column, later, row
from annotator.ui.basics.buttons import KeyButton
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.heard import announce
from annotator.ui.basics.keyboard import digit_of, stroke_of
from annotator.ui.basics.labels import Label
from annotator.ui.basics.sheet import Sheet
from annotator.ui.review.look_alikes.two_actors import TwoActors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from annotator.model.changes import Change, Step
    from annotator.model.span import Decision
    from annotator.project.actors.passages import ActorPassages
    from annotator.project.colleagues.look_alikes import DecidedPair
    from annotator.store.lists.passages import ActorPassage
    from annotator.ui.review.workspace import ReviewWorkspace

_SIDE, _MOST_PASSAGES, _SOON_MS = 320, 5, 60
_OF_ACTORS = frozenset({"actor", "alias", "role", "decision", "refers"})
_Found = tuple["tuple[DecidedPair, ...]", "tuple[Decision, ...]", dict[str, tuple[int, int]]]


def show(review: ReviewWorkspace) -> None:
    """Show the pairs of actors that look alike, on the first one that nobody decided about."""
    review.show_sheet(LookAlikesSheet(review))


class LookAlikesSheet(Sheet):
    """1 the same, 2 different, 0 open again; each is a step. Enter goes to the next open pair."""

    def __init__(self, review: ReviewWorkspace) -> None:
        """Read the pairs beside the window."""
        super().__init__(tr("Actors that look alike"), review, status=tr("Look-alike actors"))
        self._review, self._bridge = review, review.bridge
        self._deciding = Deciding(self._bridge)
        self._counts: dict[str, tuple[int, int]] = {}
        self._n_read = 0
        """How often was read: an answer that others have overtaken is passed over."""
        self.side = QWidget(self)
        self.list = PairsList(self.side, self.take_key)
        column((self.list, 1), of=self.side, around=(0, 0, 0, 0), gap=0)
        self.side.setFixedWidth(_SIDE)
        self.side.setFocusProxy(self.list)
        self.first = self.list
        self.why = Label("", "ui", parent=self, wraps=True)
        self.two = TwoActors(self)
        self.two.wanted.connect(self._go_to)
        self.same = self._verdict(tr("The same"), "1", is_same=True)
        self.different = self._verdict(tr("Different"), "2", is_same=False)
        self.again = self._verdict(tr("Open again"), "0", is_same=None)
        self.part(tr("Why alike"), self.why)
        self.part(tr("Actors"), self.two)
        self.stands = column(gap=2)
        verdicts = row(self.same, self.different, self.again, None, gap=8)
        self.part(tr("Are they one?"), self.stands, 4, verdicts)
        self.nothing = EmptyPlace(self._scroll)
        self.leave_button(tr("To the differences"))
        self.main = self.button(tr("Next open"), self.go_on, is_default=True)
        self._passages = later(self, _SOON_MS, self._read_passages)
        self._soon = later(self, _SOON_MS, self._read)
        self.list.currentRowChanged.connect(lambda _row: self._show_pair())
        self.list.itemActivated.connect(lambda _item: self.go_on())
        self._bridge.shown.connect(self._heard)
        self._bridge.undone.connect(self._turned)
        self._read()

    def _verdict(self, words: str, key: str, *, is_same: bool | None) -> KeyButton:
        button = KeyButton(words, key, parent=self)
        button.clicked.connect(lambda: self.decide(is_same))
        return button

    # --- what is there --------------------------------------------------------------------------

    def _read(self) -> None:
        project = self._bridge.project
        self._n_read += 1
        n_read = self._n_read

        def read(_progress: object, _cancel: object) -> _Found:
            pairs = project.look_alikes()
            reader = project.reader
            return pairs, reader.decisions(), reader.actor_counts()

        self._review.jobs.start(read, partial(self._take, n_read), self._bridge.refused.emit)

    def _take(self, n_read: int, found: _Found) -> None:
        """Show the pairs: of those nobody decided about first where both speak."""
        if not isValid(self) or n_read != self._n_read:
            return
        pairs, decisions, self._counts = found
        ordered = sorted(pairs, key=lambda one: (_GROUPS[one.decided], -self._speak(one)))
        at = _key(self.list.pair())
        self.list.blockSignals(True)
        self.list.show_pairs(ordered)
        rows = self.list.rows()
        here = next((n for n, one in rows if _key(one) == at), None)
        self.list.setCurrentRow(next((n for n, _ in rows), -1) if here is None else here)
        self.list.blockSignals(False)
        self._say_counts(ordered)
        self._show_pair()
        self._deciding.take(decisions)

    def _speak(self, pair: DecidedPair) -> int:
        """How much hangs on a pair: what the one says less, where both say something."""
        return min(self._counts.get(one.id, (0, 0))[0] for one in (pair.left, pair.right))

    def _say_counts(self, pairs: list[DecidedPair]) -> None:
        n = [sum(one.decided is how for one in pairs) for how in (None, True, False)]
        self.facts.setText(
            tr("{n} open · {same} the same · {apart} different", n=n[0], same=n[1], apart=n[2])
        )
        self._inside.setVisible(bool(pairs))
        self.nothing.hide()
        if not pairs:
            self.nothing.say(
                tr("No two actors look alike."),
                tr("Actors of two files with like names are listed here, to be decided once."),
            )
            self.verdict.setText("")
        elif n[0]:
            said = trn("Nobody has decided about {n} pair.", "Nobody has decided about {n} pairs.",
                       n[0])  # fmt: skip
            self.verdict.setText(said)
        else:
            self.verdict.setText(tr("All pairs are decided."))
        self.main.setEnabled(n[0] > 0)

    def _heard(self, changes: Iterable[Change] | Blocks) -> None:
        """Read again what a step has changed of actors, its undoing too."""
        if summary_of(changes).tables & _OF_ACTORS:
            self._deciding.forget()
            self._soon.start()

    def _turned(self, step: Step, _back: bool) -> None:
        """Stand on the pair that was decided otherwise by undoing or doing again."""
        if isinstance(step.changes, Blocks):
            return
        for one in step.changes:
            row = one.after or one.before
            if one.table == "decision" and row is not None:
                left, right = sorted((*decision_from_row(row).results, "", ""), reverse=True)[:2]
                self._stand_on((right, left))

    # --- the pair the keyboard is on ------------------------------------------------------------

    def _show_pair(self) -> None:
        pair = self.list.pair()
        writes = pair is not None and not self._bridge.project.read_only
        for button in (self.same, self.different, self.again):
            button.setEnabled(writes)
        self.two.setVisible(pair is not None)
        clear(self.stands)
        if pair is None:
            self.why.setText("")
            return
        self.same.setEnabled(writes and pair.decided is not True)
        self.different.setEnabled(writes and pair.decided is not False)
        self.again.setEnabled(writes and pair.decided is not None)
        self.different.setText(tr("Split again") if pair.decided else tr("Different"))
        self.different.updateGeometry()
        self.why.setText(why_words(pair))
        self.two.show_actors(pair)
        for words in self._standing(pair):
            self.stands.addWidget(Label(words, "ui", parent=self, wraps=True))
        self._passages.start()

    def _standing(self, pair: DecidedPair) -> list[str]:
        """Say what was decided; of a join, what splitting would take out again."""
        if pair.decided is None:
            return [tr("Nobody has decided. Their places in the text stand for who speaks.")]
        if pair.decided is False:
            return [tr("Kept apart.")]
        found = joined(self._bridge.context.actors, pair.right)
        if found is None:
            return [tr("The same.")]
        into = isolated(pair.left.name)
        said = [tr("“{right}” was joined into “{left}”.", right=isolated(pair.right.name),
                   left=into)]  # fmt: skip
        names = [f"“{isolated(one.name)}”" for one in found.names]
        roles = [f"“{isolated(one.role)}”" for one in found.roles]
        if names:
            said.append(tr("Split again, “{left}” loses the names {names}.", left=into,
                           names=", ".join(names)))  # fmt: skip
        if roles:
            said.append(tr("It loses the roles {roles}.", roles=", ".join(roles)))
        return said

    def _read_passages(self) -> None:
        pair = self.list.pair()
        if pair is None:
            return
        project, known = self._bridge.project, _key(pair)

        def read(_progress: object, _cancel: object) -> tuple[ActorPassages, ActorPassages]:
            most = _MOST_PASSAGES
            return (
                project.passages(pair.left, without=pair.right, limit=most),
                project.passages(pair.right, limit=most),
            )

        def then(found: tuple[ActorPassages, ActorPassages]) -> None:
            if isValid(self) and known == _key(self.list.pair()):
                self.two.show_passages(*found, names_layers=not self._review.state.hides_names)

        self._review.jobs.start(read, then, self._bridge.refused.emit)

    def _go_to(self, passage: ActorPassage) -> None:
        self._review.passage_wanted.emit(passage)

    # --- deciding -------------------------------------------------------------------------------

    def decide(self, same: bool | None) -> None:
        """Decide about the pair the keyboard is on, and go to the next open one."""
        pair = self.list.pair()
        if pair is None or self._bridge.project.read_only:
            return
        if pair.decided is not same:
            self._deciding.decide(pair, same)
            announce(self.list, _said(pair, same))
        if same is not None or pair.decided is None:
            self.go_on()

    def go_on(self) -> None:
        """Go to the next pair that nobody has decided about."""
        after = self._next_open(self.list.pair())
        if after is not None:
            self._stand_on(_key(after))

    def _next_open(self, pair: DecidedPair | None) -> DecidedPair | None:
        """Give the open pair behind this one, else the first of the others."""
        every = [one for _, one in self.list.rows()]
        at = next((n for n, one in enumerate(every) if one is pair), -1)
        order = every[at + 1 :] + every[: max(at, 0)]
        return next((one for one in order if one.decided is None), None)

    def _stand_on(self, key: tuple[str, str] | None) -> None:
        at = next((n for n, one in self.list.rows() if _key(one) == key), None)
        if at is not None:
            self.list.setCurrentRow(at)

    # --- keys -----------------------------------------------------------------------------------

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means on this sheet; say whether it means something."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        digit, stroke = digit_of(event), stroke_of(event)
        if digit in VERDICTS and not event.isAutoRepeat():
            self.decide(VERDICTS[digit])
        elif stroke is not None and stroke.key == "O":
            self.two.go_to_first()
        elif stroke is not None and stroke.key in ("Return", "Enter"):
            self.go_on()
        else:
            return digit is not None or bool(event.text().strip() and event.text().isprintable())
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits decide wherever the keyboard is on the sheet."""
        digit, stroke = digit_of(event), stroke_of(event)
        if digit in VERDICTS or (stroke is not None and stroke.key == "O"):
            self.take_key(event)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing any more while it is not seen."""
        self._passages.stop()
        super().hideEvent(event)


_GROUPS = {None: 0, True: 1, False: 2}


def _key(pair: DecidedPair | None) -> tuple[str, str] | None:
    """Give the two of a pair, whichever stands left: joining may turn them."""
    if pair is None:
        return None
    left, right = sorted((pair.left.id, pair.right.id))
    return left, right


def _said(pair: DecidedPair, same: bool | None) -> str:
    how = {True: tr("the same"), False: tr("different"), None: tr("open again")}[same]
    return f"{said_of(pair).rpartition(',')[0]}, {how}"

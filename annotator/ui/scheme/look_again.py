"""The sheet *Look again*: what was decided under an older wording, one key each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from annotator.language import tr, trn
from annotator.model.changes import summary_of
from annotator.text.words import isolated, shortened
from annotator.ui.basics.building import column, later, row
from annotator.ui.basics.buttons import KeyedWords
from annotator.ui.basics.heard import announce
from annotator.ui.basics.keyboard import digit_of, stroke_of
from annotator.ui.basics.labels import Label, plain_tip
from annotator.ui.basics.sheet import Sheet
from annotator.ui.importing.confirm.source_lines import SourceLinesView, source_lines
from annotator.ui.scheme.again_list import Again, AgainList, Key, key_of, waiting_for
from annotator.ui.scheme.again_words import choice_told, heading, kept_words, path_of
from annotator.ui.scheme.alike_form import AlikeAgainForm
from annotator.ui.scheme.passages import Passages, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from annotator.model.changes import Blocks, Change
    from annotator.model.scheme_edits.coded_marks import LookAgain
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.ui.bridge import Bridge
    from annotator.work import Cancel, Progress

_SIDE, _NINE, _SOON_MS, _READ_MS, _KEPT_TEXTS, _TOLD = 320, 9, 60, 300, 30, 200
_OF_CODING = frozenset({"span", "link", "attribute", "decision", "scheme"})


class LookAgainSheet(Sheet):
    """A digit decides and goes on: the same value is still right, another one takes its place."""

    article_wanted = Signal(str, str, str, object)
    """An item, its article, layer and place: it is to be read."""
    said = Signal(str)
    working = Signal(object, str)

    def __init__(self, parent: QWidget, bridge: Bridge, jobs: Jobs) -> None:
        """Read beside the window what is to be looked at."""
        super().__init__(parent=parent, title=tr("Look again"), status=tr("Look again"))
        self.status_facts = (tr("each press is a step that can be undone"),)
        self._bridge, self._jobs = bridge, jobs
        self.stand_on = ""
        """The item that is framed as soon as the list is there."""
        self._texts: dict[str, tuple[str, str]] = {}
        self._decided: dict[Key, str] = {}
        """Also what the list says of those that are decided."""
        self._job: Job[Again] | None = None
        self._n_decisions = self._n_written = 0
        """How many decisions were handed in here, and how many of them are on disk or refused."""
        self.writes = not bridge.project.read_only
        self.side = side = QWidget(self)
        self._lines = Passages(self, bridge.project, jobs)
        self.list = AgainList(side, self._lines)
        words = Label(tr("Decided under an older wording"), "bold", parent=side)
        head = row(words, around=(16, 0, 16, 0))
        column(head, (self.list, 1), of=side, around=(0, 12, 0, 0), gap=6)
        side.setFixedWidth(_SIDE)
        side.setFocusProxy(self.list)
        side.setAutoFillBackground(True)
        self.first = self.list
        self._make_parts()
        self.list.framed.connect(self._show)
        self.list.key_pressed.connect(self._key_of_list)
        self._soon = later(self, _SOON_MS, self._read_text)
        self._again = later(self, _READ_MS, self.read)
        bridge.shown.connect(self._heard)
        self.read()

    def _make_parts(self) -> None:
        """Make what is said of the framed one, and the keys that decide."""
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(tr("How many were looked at"))
        self.column.insertWidget(1, self._bar)
        self.passage = SourceLinesView(self)
        self.where = Label("", "small", "ink2", parent=self, wraps=True)
        self.was = Label("", "ui", parent=self, wraps=True)
        self.part(tr("Passage"), self.passage, self.where)
        self.part(tr("Decided"), self.was)
        self.choices = [self._choice(n) for n in range(1, _NINE + 1)]
        self.part(tr("Now it is"), *self.choices)
        self.open = KeyedWords.running(tr("O"), tr("open the article"), self.open_article, self)
        shift_enter = f"{tr('Shift')}+{tr('Enter')}"
        self.alike = KeyedWords.running(shift_enter, tr("all alike"), self.all_alike, self)
        for at, one in enumerate((self.open, self.alike)):
            self.buttons.insertWidget(at, one)
        self.leave_button(tr("Close"))
        self.main = self.button(tr("Still right"), self.still_right, is_default=True)

    def _choice(self, number: int) -> KeyedWords:
        return KeyedWords.running(str(number), "", partial(self.choose, number), self)

    # --- what is there --------------------------------------------------------------------------

    def read(self) -> None:
        """Read what is to be looked at on the layer that takes the marks.

        Not before all that was decided here is written: it would count as open. Then it is read.
        """
        if self._job is not None:
            self._job.cancel()
        if self._n_decisions != self._n_written:
            return
        project = self._bridge.project
        before, decided = self.list.model_.items, {*self._decided}

        def work(_progress: Progress, cancel: Cancel) -> Again:
            project.open_project.drain()
            found: list[LookAgain] = []
            for one in waiting_for(project):
                cancel.check()
                found.append(one)
            return Again.of(before, found, decided)

        then = partial(self._take, self._n_decisions)
        self._job = self._jobs.start(work, then, self._bridge.refused.emit)

    def _take(self, n_decisions: int, again: Again) -> None:
        """Show them; what was decided here just now stays in its place, with a tick.

        What was read does not know what was decided since: it is read again.
        """
        if not isValid(self) or n_decisions != self._n_decisions:
            return
        self._job, current = None, self.list.item
        self._decided = {key: self._decided[key] for key in again.settled & {*self._decided}}
        self.list.model_.decided = self._decided
        self.list.model_.show(again)
        wanted, self.stand_on = self.stand_on, ""
        self.list.stand_on(wanted or (current.item if current is not None else ""))
        self._show()

    def _heard(self, changes: Iterable[Change] | Blocks) -> None:
        if summary_of(changes).tables & _OF_CODING:
            self._again.start()

    def _show(self) -> None:
        """Show what is framed: where it stands, what was decided, which keys decide."""
        one, model = self.list.item, self.list.model_
        n_open = model.n_open()
        self._bar.setRange(0, max(len(model.items), 1))
        self._bar.setValue(len(model.items) - n_open)
        self.facts.setText(trn("{n} to look at", "{n} to look at", n_open))
        self._inside.setVisible(one is not None)
        for button in (self.main, self.alike, self.open):
            button.setEnabled(one is not None and (self.writes or button is self.open))
        if one is None:
            self.set_title(tr("Look again"))
            done = tr("Nothing is left to look at.") if self._job is None else tr("looking …")
            self.verdict.setText(done)
            return
        scheme = self._bridge.context.scheme
        self.verdict.setText("" if n_open else tr("All of it was looked at."))
        self.set_title(heading(one))
        self.was.setText(kept_words(scheme, one, self._decided.get(key_of(one))))
        for n, button in enumerate(self.choices):
            button.setVisible(n < len(one.choices))
            button.setEnabled(self.writes)
            if n < len(one.choices):
                name, told = one.choices[n], choice_told(scheme, one, one.choices[n])
                is_kept = name == one.value
                words = f"{tr(name)} ({tr('still right')})" if is_kept else tr(name)
                button.say(isolated(shortened(words)), isolated(shortened(told, _TOLD)),
                           is_current=is_kept)  # fmt: skip
                button.setToolTip(plain_tip(told))
        n_alike = model.n_alike(one)
        self.alike.say(trn("all alike", "all {n} alike", n_alike))
        self.alike.setEnabled(self.writes and n_alike > 1)
        self._show_passage()
        self._soon.start()

    def _read_text(self) -> None:
        """Read the text of the framed one's article."""
        one = self.list.item
        if one is None or one.article in self._texts:
            return
        project = self._bridge.project

        def read(_progress: object, _cancel: object) -> tuple[str, str]:
            article = project.reader.article(one.article)
            return article.text, article.title or article.outlet

        def then(found: tuple[str, str]) -> None:
            if isValid(self):
                while len(self._texts) >= _KEPT_TEXTS:
                    self._texts.pop(next(iter(self._texts)))
                self._texts[one.article] = found
                self._show_passage()

        self._jobs.start(read, then, lambda _gone: self._again.start() if isValid(self) else None)

    def _show_passage(self) -> None:
        one = self.list.item
        found = None if one is None else self._texts.get(one.article)
        is_there = one is not None and found is not None and one.at.end <= len(found[0])
        lines = source_lines(found[0], one.at) if is_there and one and found else None
        self.passage.show_passage(lines)
        self.where.setText("" if found is None else isolated(shortened(found[1], 80)))

    # --- deciding -------------------------------------------------------------------------------

    def still_right(self) -> None:
        """Keep the value, and go on."""
        one = self.list.item
        if one is not None and one.value in one.choices:
            self._decide(one, one.value)
        elif one is not None:
            self.said.emit(tr("“{value}” is retired: a digit takes another one.", value=one.value))

    def choose(self, number: int) -> None:
        """Take a value by its digit, and go on."""
        one = self.list.item
        if one is not None and number <= len(one.choices):
            self._decide(one, one.choices[number - 1])

    def _decide(self, one: LookAgain, value: str) -> None:
        if not self.writes:
            return
        project = self._bridge.project
        self._decided[key_of(one)] = value
        self._jobs.start_in_turn(
            lambda _progress, _cancel: project.decide_again(one.item, one.attribute, value),
            self._written,
            self._refused,
        )
        self._n_decisions += 1
        announce(self.list, tr("still right") if value == one.value else tr(value))
        self.list.model_.settle(one)
        self.list.go_on()
        self._show()

    def _written(self, _done: object = None) -> None:
        if isValid(self):
            self._n_written += 1
            self._again.start()

    def _refused(self, problem: object) -> None:
        self._bridge.refused.emit(problem)
        if isValid(self):
            self._decided.clear()
            self._written()

    def all_alike(self) -> None:
        """Ask what becomes of all that were decided alike."""
        one = self.list.item
        if one is None or not self.writes:
            return
        alike = self.list.model_.alike(one)
        lines = Passages(self, self._bridge.project, self._jobs)
        lines.take([Place(each.article, each.at) for each in alike])
        form = AlikeAgainForm(self, one, lines)
        form.wanted.connect(partial(self._decide_alike, one))
        form.open()

    def _decide_alike(self, one: LookAgain, value: str) -> None:
        project, layer_id = self._bridge.project, self._bridge.context.layer.id
        what = str(path_of(one))
        job = self._jobs.start_in_turn(
            lambda progress, cancel: project.decide_again_alike(
                what, value, layer_id, progress=progress, cancel=cancel
            ),
            self._written,
            self._refused,
        )
        self._n_decisions += 1
        self.working.emit(job, tr("Looking again"))
        for each in self.list.model_.alike(one):
            self._decided[key_of(each)] = value
            self.list.model_.settle(each)
        self.list.go_on()
        self._show()

    def open_article(self) -> None:
        """Open the article of the framed one; Esc comes back to it."""
        one = self.list.item
        if one is not None:
            self.article_wanted.emit(one.item, one.article, one.layer, one.at)

    # --- keys -----------------------------------------------------------------------------------

    def _key_of_list(self, event: QKeyEvent) -> None:
        event.setAccepted(self._take_key(event, is_list=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the sheet's keys wherever the keyboard is; Enter on a button presses that one."""
        if not self._take_key(event, is_list=False):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent, *, is_list: bool) -> bool:
        stroke, digit = stroke_of(event), digit_of(event)
        if stroke is None or event.isAutoRepeat():
            return digit is not None
        if stroke.key in ("Return", "Enter"):
            if stroke.shift:
                self.all_alike()
            elif is_list:
                self.still_right()
            else:
                return False
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        elif digit:
            self.choose(digit)
        elif stroke.key == "O":
            self.open_article()
        else:
            return bool(event.text().strip() and event.text().isprintable())
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing any more while it is not seen."""
        self._soon.stop()
        super().hideEvent(event)

"""The sheet *Articles in*: what is coming, looked at before anything is written.

The list fills while the rest is still read. What reads and what takes in is the project's.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.errors import AnnotatorError
from annotator.language import tr, trn
from annotator.project.acts.proposals import candidates, picked
from annotator.project.coming import coming_page
from annotator.project.importing.furniture import recurring_in
from annotator.project.importing.plan import ImportVerdict, with_values
from annotator.ui.basics import theme
from annotator.ui.basics.building import column, row, widgets_in
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.heard import announce
from annotator.ui.basics.keyboard import digit_of
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.basics.sheet import Sheet
from annotator.ui.importing.coming_list import ComingList, coming_row, n_words
from annotator.ui.importing.encodings import EncodingLine, PatternLine
from annotator.ui.importing.proposal_cards import (
    FURNITURE,
    AnyCard,
    ComingArea,
    cards_of,
    furniture_card,
)
from annotator.ui.importing.typed_line import TypedLine
from annotator.ui.importing.words import field_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QHideEvent

    from annotator.model.article import FieldProposal
    from annotator.project.importing.plan import ComingArticle, ImportPlan, LineKey

_SIDE = 264
_FILL_MS = 60
"""How often lines that were read meanwhile are shown."""
_AT_ONCE = 400
"""How many lines are shown at a time: the window never waits for them."""
_FOOT = (20, 12, 20, 12)


class PreviewSheet(Sheet):
    """A list of its own at the left, the page with its cards, and what would come in below."""

    take_wanted = Signal()
    """What is shown is to come in."""
    encoding_wanted = Signal(str, str)
    """A source is to be read again, in this encoding."""

    codes_wanted = Signal()
    """What codes of another program become is to be chosen anew."""
    pattern_wanted = Signal(str)
    """The names of the files are to be read by this pattern."""

    def __init__(self, parent: QWidget, what: str) -> None:
        """Show nothing yet; `what` says what was dropped, picked or pasted."""
        super().__init__(tr("Articles in"), parent)
        self.status_facts = (what,) if what else ()
        self.plan: ImportPlan | None = None
        self.chosen: dict[LineKey, dict[str, str]] = {}
        """What the person has said of the fields of a line, in place of what is proposed."""
        self._lines: dict[LineKey, ComingArticle] = {}
        self._arrived: deque[ComingArticle] = deque()
        self._proposals: dict[str, FieldProposal] = {}
        self._key: LineKey | None = None
        self._n_codings = self._n_edited = 0
        self._said = self._as_yet = ""
        self.say_first = ""
        """A note of the window's own, before those of the plan."""
        self._title.hide()
        self.facts.hide()
        self.area = ComingArea(self)
        self.encoding = EncodingLine(self)
        self.pattern = PatternLine(self)
        self.typed = TypedLine(self)
        self.notes = CutLabel("", "small", "ink2", parent=self)
        self._note_line = QWidget(self)
        row((self.notes, 1), of=self._note_line, around=(20, 8, 20, 0))
        self._note_line.hide()
        self.why_not = Label("", parent=self, wraps=True)
        """Why what is chosen in the list has nothing to show: the list has room for half of it."""
        self.why_not.setContentsMargins(20, 16, 20, 0)
        self.why_not.hide()
        self.fill(self.area)
        self.column.setSpacing(0)
        self.column.insertWidget(0, self._note_line)
        self.column.insertWidget(1, self.pattern)
        self.column.insertWidget(2, self.encoding)
        self.column.insertWidget(3, self.typed)
        self.column.insertWidget(4, self.why_not)
        self._build_side()
        self._build_foot()
        self._timer = QTimer(self)
        self._timer.setInterval(_FILL_MS)
        self._timer.timeout.connect(self._fill)
        self._timer.start()
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._show(now.row()))
        self.list.model_.turned.connect(self._say)
        self.list.key_pressed.connect(self._key_of_list)
        self.area.chosen.connect(lambda _field, digit: self.choose(digit))
        self.encoding.wanted.connect(self.encoding_wanted)
        self.area.typing_wanted.connect(self.type_in)
        self.typed.typed.connect(self._take_typed)
        self.typed.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.pattern.wanted.connect(self._read_by)
        self._dress()
        theme.notice.changed.connect(self._dress)

    def _build_side(self) -> None:
        self.side = side = QWidget(self)
        side.setFixedWidth(_SIDE)
        side.setAutoFillBackground(True)
        self.list = ComingList(side)
        self._n = Label("", "small", "ink2", parent=side)
        head = row(Label(tr("Coming in"), "bold", parent=side), None, self._n,
                   around=(16, 12, 16, 0))  # fmt: skip
        column(head, (self.list, 1), of=side, around=(0, 0, 0, 0), gap=6)
        side.setFocusProxy(self.list)
        self.first = self.list

    def _build_foot(self) -> None:
        self.doubtful = CasesButton("", self.go_to_doubtful, self)
        self.doubtful.hide()
        self.codes = CasesButton("", self.codes_wanted.emit, self)
        self.codes.hide()
        self._written = CutLabel("", "ui", "ink2", parent=self)
        self._written.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.verdict.look = ("ui", "ink")
        self.verdict.setWordWrap(False)
        self.verdict.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.buttons.setStretchFactor(self.verdict, 0)
        self.buttons.addWidget(self.doubtful)
        self.buttons.addWidget(self.codes)
        self.buttons.addWidget(self._written, 1)
        self.buttons.setContentsMargins(*_FOOT)
        self.leave_button()
        self.main = self.button(tr("Take in"), self.take_wanted.emit, is_default=True)
        self.main.setEnabled(False)
        self._say()

    def _dress(self) -> None:
        self.area.set_theme(theme.current())
        self.verdict._dress()
        self.update()

    # --- filling --------------------------------------------------------------------------------

    def arrive(self, line: ComingArticle) -> None:
        """Take a line that was read; may be called by a worker."""
        self._arrived.append(line)

    def _fill(self) -> None:
        """Show lines that have arrived; the first of them can be read while others come."""
        lines = [self._arrived.popleft() for _ in range(min(_AT_ONCE, len(self._arrived)))]
        if lines:
            self._add(lines)
        if self.plan is not None and not self._arrived:
            self._timer.stop()

    def _add(self, lines: Iterable[ComingArticle]) -> None:
        new = [one for one in lines if one.key not in self._lines]
        self._lines |= {one.key: one for one in new}
        self.list.model_.add(coming_row(self._as_chosen(one)) for one in new)
        if not self.list.currentIndex().isValid():
            self._stand_on(self._key)
        self._say()

    def _as_chosen(self, line: ComingArticle) -> ComingArticle:
        said = self.chosen.get(line.key)
        if line.content is None or not said:
            return line
        return replace(line, content=with_values(line.content, said))

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the plan itself: which are known, which nearly the same, is sure only now."""
        self.plan = plan
        gathered = plan.gathered
        self._n_codings, self._n_edited = plan.n_with_marks, plan.n_edited
        losses = (f"{one.item}: {one.n:,} / {one.of:,}. {one.how}" for one in plan.losses)
        notes = filter(None, (self.say_first, *gathered.notes, *losses))
        self.notes.setText("  ·  ".join(notes))
        self._note_line.setVisible(bool(self.notes.text()))
        n = len(plan.codes)
        self.codes.setText(trn("What {n} code becomes …", "What {n} codes become …", n))
        self.codes.setVisible(bool(n))
        self._arrived.clear()
        self._lines.clear()
        self.list.model_.clear()
        self._arrived.extend(plan.lines)
        self._timer.start()
        self._fill()
        self._stand_on(self._key)
        self._show(self.list.currentIndex().row())
        self._say()

    def take_wishes(self, before: PreviewSheet) -> None:
        """Wish for lines what was wished on a sheet before this one."""
        self.chosen = {**before.chosen}
        self.list.model_.left_out = {*before.list.model_.left_out}
        self.list.model_.also = {*before.list.model_.also}

    @property
    def list_is_full(self) -> bool:
        """Whether all that has arrived is in the list."""
        return not self._arrived

    def read_again(self) -> None:
        """Show anew what is read anew; the line that is read stays the same."""
        self.plan = None
        self._lines.clear()
        self._arrived.clear()
        self.list.model_.clear()
        self._timer.start()
        self._say()

    def _stand_on(self, key: LineKey | None) -> None:
        model = self.list.model_
        at = model.place_of(key)
        at = model.first() if at is None else at
        if at is not None:
            self.list.stand_on(at)

    # --- what is shown --------------------------------------------------------------------------

    def _show(self, at: int) -> None:
        found = self.list.model_.row(at)
        if found is None:
            return
        self._key = found.key
        self.typed.leave()
        line = self._lines[found.key]
        encodings = {} if self.plan is None else self.plan.gathered.encodings
        self.encoding.show_of(line.source, encodings.get(line.source))
        if self.plan is not None and line.row is None:
            self.pattern.show_of(line.source, self.plan.gathered.pattern)
        self._show_page(line, is_other=True)

    def _show_page(self, line: ComingArticle, *, is_other: bool) -> None:
        self.why_not.setText(line.reason)
        self.why_not.setVisible(line.content is None and bool(line.reason))
        if line.content is None:
            self._proposals = {}
            self.area.show_coming(None, {})
            return
        shown = self._as_chosen(line).whole
        page = coming_page(shown if shown is not None else line.content)
        said = self.chosen.get(line.key, {})
        self._proposals = dict(coming_page(line.content).article.proposed())
        cards: dict[str, AnyCard] = {**cards_of(page, self._proposals, said)}
        lines = () if self.plan is None else self.plan.gathered.furniture
        recurring = furniture_card(recurring_in(line.content, lines))
        if recurring is not None:
            cards[FURNITURE] = recurring
        if is_other:
            self.area.show_coming(page, cards)
        else:
            self.area.take_cards(page, cards)

    def _say(self) -> None:
        """Say what would come in as it is chosen now."""
        model = self.list.model_
        rows = model.coming()
        self._n.setText(n_words(len(self._lines) - len(model.rows[ImportVerdict.EDITED])))
        outlets = {one.outlet for one in rows if one.outlet}
        near = sum(one.verdict is ImportVerdict.NEAR for one in rows)
        doubtful = sum(one.is_doubtful for one in rows)
        n = len(rows)
        words = trn("{n} new article", "{n} new articles", n)
        if outlets and n > 1:
            of = trn("in {n} outlet", "in {n} outlets", len(outlets))
            words = f"{words} {of}"
        if near:
            words += "  ·  " + trn("{n} of them a near copy", "{n} of them near copies", near)
        beside = []
        if self._n_codings:
            beside.append(trn("{n} file with marks", "{n} files with marks", self._n_codings))
        if self._n_edited:
            beside.append(trn("{n} edited cell", "{n} edited cells", self._n_edited))
        words = "  ·  ".join((*((words,) if n or not beside else ()), *beside))
        self._said = words
        self.doubtful.setVisible(bool(doubtful))
        said = trn("{n} article with a doubtful proposal", "{n} articles with doubtful proposals",
                   doubtful)  # fmt: skip
        self.doubtful.setText(said)
        self.doubtful.updateGeometry()
        is_read = self.plan is not None and self.list_is_full
        self._as_yet = tr("nothing is written yet") if is_read else tr("reading …")
        take = trn("Take in {n} article", "Take in {n} articles", n)
        self.main.setText(tr("Take in") if beside else take)
        self.main.updateGeometry()
        self.main.setEnabled(is_read and (n > 0 or bool(beside)))
        self._fit_foot()

    def _fit_foot(self) -> None:
        """Let the verdict stand above the buttons where it has no room beside them."""
        others = {*widgets_in(self.buttons)} - {self.verdict, self._written}
        least = [one.minimumSizeHint().width() for one in others if not one.isHidden()]
        gaps = self.buttons.spacing() * (len(least) + 1) + _FOOT[0] + _FOOT[2]
        words = QFontMetrics(self.verdict.font()).horizontalAdvance(self._said)
        is_narrow = words + sum(least) + gaps > self.width() > 0
        self.verdict.setText(f"{self._said}  ·  {self._as_yet}" if is_narrow else self._said)
        self._written.setText("" if is_narrow else f"·  {self._as_yet}")
        if is_narrow == self.verdict.wordWrap():
            return
        kind = QSizePolicy.Policy.Preferred if is_narrow else QSizePolicy.Policy.Maximum
        self.verdict.setSizePolicy(kind, QSizePolicy.Policy.Preferred)
        self.verdict.setWordWrap(is_narrow)
        if is_narrow:
            self.column.addWidget(self.verdict)
            self.verdict.setContentsMargins(_FOOT[0], 8, _FOOT[2], 0)
        else:
            self.buttons.insertWidget(0, self.verdict)
            self.verdict.setContentsMargins(0, 0, 0, 0)

    def _read_by(self, pattern: str) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pattern_wanted.emit(pattern)

    # --- choosing -------------------------------------------------------------------------------

    def go_to_doubtful(self) -> None:
        """Stand on the next article with a doubtful proposal."""
        model, here = self.list.model_, self.list.currentIndex().row()
        n = model.rowCount()
        for at in [*range(here + 1, n), *range(here + 1)]:
            found = model.row(at)
            if found is not None and found.is_doubtful:
                self.list.stand_on(at)
                return

    def choose(self, digit: int) -> None:
        """Say what stands in the framed field: a candidate by its digit, 0 = nothing."""
        proposal = self._proposals.get(self.area.field)
        line = self._lines.get(self._key) if self._key is not None else None
        if proposal is None or line is None or self._key is None:
            return
        if digit > len(candidates(proposal)):
            return
        self._set(line, proposal, picked(proposal, digit))

    def type_in(self) -> None:
        """Let the framed field be typed."""
        proposal = self._proposals.get(self.area.field)
        if proposal is not None and self._key is not None:
            said = self.chosen.get(self._key, {})
            self.typed.begin(proposal.field, said.get(proposal.field, proposal.value))

    def _take_typed(self, value: str) -> None:
        """Keep what was typed, if it can be."""
        proposal = self._proposals.get(self.area.field)
        line = self._lines.get(self._key) if self._key is not None else None
        if proposal is None or line is None or line.content is None:
            self.typed.leave()
            return
        try:
            with_values(line.content, {proposal.field: value})
        except AnnotatorError as problem:
            self.typed.refuse(problem)
            return
        self._set(line, proposal, value)
        self.typed.leave()

    def _set(self, line: ComingArticle, proposal: FieldProposal, value: str) -> None:
        """Say what a field of a line holds."""
        self.chosen.setdefault(line.key, {})[proposal.field] = value
        self._show_page(line, is_other=False)
        self.list.model_.replace(coming_row(self._as_chosen(line)))
        self._say()
        said = value_words(proposal.field, value) or tr("none")
        announce(self.list, f"{field_words(proposal.field)}: {said}")

    def _key_of_list(self, event: QKeyEvent) -> None:
        """Take what the list has no use for: it is sent on to the sheet by Qt, too."""
        event.setAccepted(self._take_key(event))
        if not event.isAccepted():
            self.keyPressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits and ← → wherever the keyboard is."""
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        digit, mirrored = digit_of(event), self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        on = Qt.Key.Key_Left if mirrored else Qt.Key.Key_Right
        if digit is not None:
            if not event.isAutoRepeat():
                self.choose(digit)
        elif event.key() == Qt.Key.Key_F2:
            self.type_in()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.area.go_on(1 if event.key() == on else -1)
        else:
            return False
        return True

    # --- how it stands --------------------------------------------------------------------------

    def refuse(self, problem: AnnotatorError) -> None:
        """Say why it could not be read, or not be taken in."""
        self._said = problem.sentence()
        self.main.setEnabled(self.plan is not None)
        self._fit_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let page and foot go from edge to edge; the list gives way in a narrow window."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._fit_foot()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the canvas, and the ground of the foot with the line above it."""
        super().paintEvent(event)
        foot = self.buttons.geometry()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        painter.fillRect(foot, theme.colour("chrome"))
        painter.fillRect(foot.left(), foot.top(), foot.width(), 1, theme.colour("border"))
        painter.end()

    def hideEvent(self, event: QHideEvent) -> None:
        """Show nothing more once it has gone."""
        self._timer.stop()
        super().hideEvent(event)

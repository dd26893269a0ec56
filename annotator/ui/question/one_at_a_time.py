"""A page that shows one passage after the other, with what is to be answered about it.

What is asked, and what an answer changes, is said by the pages made of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from annotator.language import tr, trn
from annotator.model.changes import Blocks
from annotator.project.asking.passage import passage_of
from annotator.reading.choices import LIST_KEYS, Choice
from annotator.text.words import isolated, quoted, shortened
from annotator.ui.basics.building import column, row, rule, scroller
from annotator.ui.basics.buttons import FlatButton, KeyedWords
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.heard import announce
from annotator.ui.basics.keyboard import digit_of, stroke_of
from annotator.ui.basics.labels import Label
from annotator.ui.basics.sheet import Sheet
from annotator.ui.popups.choice import ChoicePopup
from annotator.ui.popups.placing import CARD_WIDTH
from annotator.ui.question import words as said
from annotator.ui.question.ahead import PagesAhead
from annotator.ui.question.answers import Answers
from annotator.ui.question.passage_view import SIDE, PassageView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from annotator.model.changes import Change, Step
    from annotator.model.page import Page
    from annotator.model.span import Span
    from annotator.project.asking.walk import Walk
    from annotator.reading.choices import Finder
    from annotator.reading.keys import Stroke
    from annotator.ui.led_to import Looking
    from annotator.ui.popups.fields import FieldPopup

_WIDEST, _BESIDE = 866, 20
_AHEAD = 8
_SEED = 7
_LEAST_PASSAGE = 100
"""Three lines of a passage are seen in any case."""
_FEW = 9
_SCROLLS = {"Up": -0.2, "Down": 0.2, "PgUp": -0.8, "PgDown": 0.8}
"""Keys that move what has no room, as a part of what is seen."""


class OneAtATime(Sheet):
    """One passage, one question; a key answers, Backspace goes back."""

    article_wanted = Signal(str, object)
    """An article, and the place of what is asked about."""

    def __init__(self, host: Looking, walk: Walk, *, beside: str = "") -> None:
        """Walk on from where `walk` stands; `beside` is a layer that is read, too."""
        title = said.title_of(walk.topic)
        super().__init__(title, host.workspace, status=tr("One question at a time"))
        self.walk, self._host, self._bridge = walk, host, host.bridge
        self._before = ""
        self.popup: ChoicePopup | FieldPopup | None = None
        self.page: Page | None = None
        """The article of what is asked; None while nothing is."""
        self.first = self
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self.column.insertLayout(1, row(self._bar, around=(SIDE, 0, SIDE, 0)))
        for box in (self.head, self.buttons):
            box.setContentsMargins(SIDE, 0, SIDE, 0)
        self.order = FlatButton("order", tr("Order"), self)
        self.order.clicked.connect(self._ask_order)
        self.head.addWidget(self.order)
        self.put(self._body())
        self.nothing = EmptyPlace(self._scroll)
        self.leave_button(tr("Close"))
        self.ahead = PagesAhead(self._bridge, host.jobs, self, beside=beside)
        """The articles of what comes next."""
        self.ahead.come.connect(self._came)
        self._bridge.shown.connect(self._hear)
        self._bridge.undone.connect(self._turned)

    def _body(self) -> QWidget:
        """Make what stands between bar and buttons; the passage hangs out by the bar of a claim."""
        self._whole = whole = QWidget(self)
        self._heading = [
            Label("", "small-bold" if n % 2 else "small", "ink" if n % 2 else "ink2", parent=whole)
            for n in range(4)
        ]
        self.passage = PassageView(whole)
        self.place = scroller(self.passage, whole)
        """Where the passage is, as high as there is room beside question and answers."""
        self.question = Label("", "bold", parent=whole, wraps=True)
        self.told = Label("", "ui", "ink2", parent=whole, wraps=True)
        self.answers = Answers(whole)
        self.answers.picked.connect(self.answer)
        self.keyed = [KeyedWords.running(key, words, run, whole) for key, words, run in self.ways()]
        below = column(
            rule(whole), 4, self.question, self.told, 4, self.answers, 4,
            row(*self.keyed, None, gap=8), around=(SIDE, 0, SIDE, 0), gap=8,
        )  # fmt: skip
        column(
            row(*self._heading, None, around=(SIDE, 0, SIDE, 0), gap=4), self.place, below,
            of=whole, around=(0, 10, 0, 0), gap=8,
        )  # fmt: skip
        return whole

    def ways(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Give the keys below the answers: what each is called, its words, what it does."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return [
            (tr("Backspace"), tr("the one before"), self.go_back),
            ("O", tr("open the article"), self.read),
            ("←" if is_mirrored else "→", tr("later"), self.go_on),
        ]

    # --- what is asked --------------------------------------------------------------------------

    @property
    def item(self) -> str:
        """The id of the span or link that is asked about; "" where nothing is."""
        current = self.walk.current
        return current.item if current is not None and self.page is not None else ""

    @property
    def asked(self) -> Span | None:
        """The span that is asked about, of a link that where it begins; None where nothing is."""
        page = self.page
        link = None if page is None else page.link(self.item)
        return None if page is None else page.span(self.item if link is None else link.source_id)

    def stands(self, page: Page, item: str) -> bool:
        """Say whether there is something to ask about."""
        return bool(page.span(item) or page.link(item))

    def _came(self) -> None:
        if self.page is None:
            self.show_current()
        else:
            self._look_again()

    def show_current(self, by: int = 1) -> None:
        """Show what is asked now; what has gone meanwhile is passed, forwards or (-1) back."""
        walk, self.page = self.walk, None
        self.ahead.want(walk.ahead(_AHEAD))
        while (current := walk.current) is not None and self.ahead.is_there(current.article_id):
            page = self.ahead.page(current.article_id)
            if page is not None and self.stands(page, current.item):
                self.page = page
                break
            walk.drop(current.item)
            by = by if walk.go(by) else 1
            if by > 0 and walk.current is current:
                walk.go(1)
            self.ahead.want(walk.ahead(_AHEAD))
        self.say_head()
        self._whole.setVisible(walk.current is not None)
        if walk.current is None:
            self.say_end()
            return
        self.nothing.hide()
        if self.page is not None:
            self.ask_here(self.page, walk.current.item)

    def ask_here(self, page: Page, item: str) -> None:
        """Show the passage, the question and its answers."""
        raise NotImplementedError

    def fill_with(self, page: Page, item: str, question: str, told: str) -> None:
        """Show the passage of a span or link of a page, with a question below it."""
        bridge, scheme = self._bridge, self._bridge.context.scheme
        words_of = said.heading_of(page, scheme, item, bridge.context.actors)
        for label, words in zip(self._heading, words_of, strict=True):
            label.setText(words)
            label.setVisible(bool(words))
        passage = passage_of(page, scheme, item)
        self.passage.show_passage(passage, bridge.context.layer.id, scheme)
        self.question.setText(question)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        for button in self.answers.buttons:
            button.setEnabled(not bridge.project.read_only)
        self.give_room()
        announce(self, f"{'' if passage is None else passage.page.text} {question}")

    def give_room(self) -> None:
        """Let a long passage scroll by itself, so that question and answers stay in view."""
        width, room = self._scroll.viewport().width(), self._scroll.viewport().height()
        wanted, layout = self.passage.heightForWidth(width), self._whole.layout()
        self.place.setFixedHeight(wanted)
        if layout is not None:
            over = max(0, layout.totalHeightForWidth(width) - room)
            self.place.setFixedHeight(max(wanted - over, min(wanted, _LEAST_PASSAGE)))
        self.place.verticalScrollBar().setValue(0)
        self.lay_out(self._whole)

    def say_head(self) -> None:
        """Say how far the walk is."""
        walk = self.walk
        self._bar.setRange(0, max(walk.n_all, 1))
        self._bar.setValue(walk.n_answered)
        self.facts.setText("  ·  ".join(map(isolated, self.facts_said())))
        order = tr("order by article")
        if walk.seed is not None:
            order = tr("order shuffled, seed {n}", n=walk.seed)
        self.order.setText(f"{order} ▾")
        each = tr("Each answer is a step.")
        self.verdict.setText(f"{each} {self._before}" if self._before else each)

    def facts_said(self) -> list[str]:
        """Give what stands beside the title."""
        walk = self.walk
        facts = [tr("{n} of {of} answered", n=f"{walk.n_answered:,}", of=f"{walk.n_all:,}")]
        if walk.n_gone:
            facts.append(trn("{n} went meanwhile", "{n} went meanwhile", walk.n_gone))
        if walk.every:
            facts.append(tr("those with an answer too"))
        return [*facts, tr("only mine")]

    def say_end(self) -> None:
        """Say that nothing is left, and offer what was passed by."""
        n = len(self.walk.open_items)
        if n:
            title = trn("{n} was passed by.", "{n} were passed by.", n)
            offers = ((tr("Ask those again"), self.again),)
            self.nothing.say(title, tr("All others are answered."), offers)
        else:
            offers = ((tr("The one before"), self.go_back),)
            words = tr("Backspace goes back, Esc closes the sheet.")
            self.nothing.say(tr("All are answered."), words, offers)

    # --- going about ----------------------------------------------------------------------------

    def go_on(self) -> None:
        """Leave this one for later."""
        if self.walk.current is not None and self.walk.go(1):
            self.show_current()

    def go_back(self) -> None:
        """Go to the one before."""
        if self.walk.go(-1):
            self.show_current(-1)

    def again(self) -> None:
        """Walk once more over what has no answer."""
        self.begin(self.walk.again())

    def begin(self, walk: Walk) -> None:
        """Go over another walk from where it stands."""
        self.walk = walk
        self.show_current()
        self.setFocus()

    def read(self) -> None:
        """Open the article; Esc there comes back to this question."""
        page, span = self.page, self.asked
        if page is not None and span is not None:
            self.article_wanted.emit(page.article.id, span.parts[0])

    # --- answering ------------------------------------------------------------------------------

    def answer(self, value: object) -> None:
        """Answer what is asked, and go on."""
        raise NotImplementedError

    def tell_before(self, span: Span | None, answer: str) -> None:
        """Say below what was answered last; `answer` is in words of the screen."""
        words = "" if span is None else quoted(shortened(span.text()))
        self._before = tr("The one before: {answer} for {words}", answer=answer, words=words)

    # --- small forms ----------------------------------------------------------------------------

    def choose(
        self,
        title: str,
        choices: Sequence[Choice] | Finder,
        picked: Callable[[object], None],
        *,
        placeholder: str = "",
    ) -> None:
        """Let something be picked in a small form."""
        popup = ChoicePopup(self, title, choices, placeholder=placeholder)
        popup.picked.connect(picked)
        self.open_form(popup)

    def open_form(self, popup: ChoicePopup | FieldPopup) -> None:
        """Show a small form below the question."""
        self.popup = popup
        popup.closed.connect(self._closed)
        popup.open_in(self._place)

    def _closed(self) -> None:
        self.popup = None
        self.setFocus()

    def _place(self, height: int, width: int) -> QRect:
        """Give where a small form stands: below the question, not over the passage."""
        at = self.answers.mapTo(self, self.answers.rect().topLeft())
        wide = width or CARD_WIDTH
        top = min(at.y(), self.height() - height - 8)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = at.x() + self.answers.width() - wide if mirrored else at.x()
        return QRect(left, max(top, 8), wide, min(height, self.height() - 16))

    def _ask_order(self) -> None:
        walk = self.walk
        seed = walk.seed if walk.seed is not None else _SEED
        choices = [
            Choice(tr("by article"), (None, walk.every), chosen=walk.seed is None),
            Choice(tr("shuffled, seed {n}", n=seed), (seed, walk.every),
                   chosen=walk.seed is not None),
            Choice(tr("shuffled, seed {n}", n=seed + 1), (seed + 1, walk.every)),
        ]  # fmt: skip
        words = tr("those with an answer too") if not walk.every else tr("without an answer only")
        choices.append(Choice(words, (walk.seed, not walk.every)))

        def picked(value: object) -> None:
            if isinstance(value, tuple):
                self.reorder(value[0], every=bool(value[1]))

        self.choose(tr("In which order?"), choices, picked)

    def reorder(self, seed: int | None, *, every: bool) -> None:
        """Walk from the first in another order; a hundred thousand are put in it beside."""
        walk = self.walk

        def then(made: Walk) -> None:
            if isValid(self) and self.walk is walk:
                self.begin(made.taking_answers_of(walk))

        self._host.jobs.start(lambda _p, _c: walk.turned(seed, every=every), then)

    # --- what has happened ----------------------------------------------------------------------

    def _hear(self, changes: tuple[Change, ...] | Blocks) -> None:
        """Count what a step has answered, its undoing too."""
        if isinstance(changes, Blocks):
            return
        for one in changes:
            self.count(one)
        self.say_head()
        self._look_again()

    def count(self, change: Change) -> None:
        """Take up what a change answers, or takes an answer from."""
        raise NotImplementedError

    def _look_again(self) -> None:
        """Take the article as it is now; what is asked about may be gone."""
        before, item = self.page, self.item
        if before is None or not self.ahead.is_there(before.article.id):
            self.page = None
            return
        page = self.ahead.page(before.article.id)
        if page is None or not self.stands(page, item):
            self.show_current()
        else:
            self.page = page

    def _turned(self, step: Step, _back: bool) -> None:
        """Stand on the question whose answer was taken back or given again."""
        if isinstance(step.changes, Blocks):
            return
        for one in step.changes:
            if any(map(self.walk.stand_on, self.items_of(one))):
                self._before = ""
                self.show_current()
                return

    def items_of(self, change: Change) -> set[str]:
        """Give what a change may answer a question about."""
        row_ = change.after or change.before or {}
        return {str(row_[name]) for name in ("owner_id", "span_id", "id") if name in row_}

    # --- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means here; letters of the page mean nothing."""
        stroke, digit = stroke_of(event), digit_of(event)
        if stroke is None or stroke.ctrl or stroke.alt or stroke.meta:
            super().keyPressEvent(event)
        elif event.isAutoRepeat():
            event.accept()
        elif not self.take_key(stroke, digit):
            super().keyPressEvent(event)

    def take_key(self, stroke: Stroke, digit: int | None) -> bool:
        """Do what a key without Ctrl means; say whether it means something."""
        name = str(digit) if digit is not None else stroke.key
        is_letter = len(name) == 1 and digit is None
        if digit is not None or (is_letter and stroke.shift and name in LIST_KEYS[_FEW:]):
            found = self.answers.value_of(name)
            if found is not None and self.page is not None:
                self.answer(*found)
            return True
        acts = self.acts_by_key()
        if name in acts and not stroke.shift:
            acts[name]()
            return True
        if name in _SCROLLS:
            some = (self.place.verticalScrollBar(), self._scroll.verticalScrollBar())
            bar = next((one for one in some if one.maximum()), some[0])
            bar.setValue(bar.value() + round(_SCROLLS[name] * bar.pageStep()))
            return True
        return is_letter

    def acts_by_key(self) -> dict[str, Callable[[], object]]:
        """Give what the keys without Shift do."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        onward = "Left" if is_mirrored else "Right"
        return {"Backspace": self.go_back, "O": self.read, onward: self.go_on}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines as wide as they are read at ease."""
        super().resizeEvent(event)
        beside = max(_BESIDE, (self.width() - _WIDEST) // 2) - SIDE
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(beside, 24, beside, 20)
            layout.activate()
            self.give_room()
        if self.popup is not None:
            self.popup.place_again()

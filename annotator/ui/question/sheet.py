"""The sheet *One question at a time*: a digit answers and goes on; each answer is a step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from annotator.language import tr, trn
from annotator.model.changes import Blocks
from annotator.project.acts.edit import plan_attribute, plan_refer, plan_refer_new
from annotator.project.asking.noting import own_note, plan_note
from annotator.project.asking.passage import passage_of
from annotator.project.asking.walk import Walk
from annotator.reading.choices import LIST_KEYS, Choice
from annotator.text.words import in_marks, isolated, shortened
from annotator.ui.basics.building import column, row, rule
from annotator.ui.basics.buttons import FlatButton, KeyedWords
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.heard import announce
from annotator.ui.basics.keyboard import digit_of, stroke_of
from annotator.ui.basics.labels import Label
from annotator.ui.basics.sheet import Sheet
from annotator.ui.handlers.articles import with_own_words
from annotator.ui.popups.choice import ChoicePopup
from annotator.ui.popups.fields import FieldPopup, NotePopup
from annotator.ui.popups.placing import CARD_WIDTH
from annotator.ui.question import words as said
from annotator.ui.question.ahead import PagesAhead
from annotator.ui.question.answers import Answers
from annotator.ui.question.passage_view import PassageView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from annotator.model.changes import Change, Step
    from annotator.model.page import Page
    from annotator.model.span import Span
    from annotator.project.context import PlanContext
    from annotator.reading.choices import Finder
    from annotator.ui.importing.host import OpenedProject

_WIDEST, _BESIDE = 866, 20
_AHEAD = 8
_SEED = 7
_FEW = 9
_SCROLLS = {"Up": -0.2, "Down": 0.2, "PgUp": -0.8, "PgDown": 0.8}
"""Keys that move what has no room, as a part of what is seen."""


class QuestionSheet(Sheet):
    """One passage, one question; digits answer, 0 none of these, Backspace goes back."""

    article_wanted = Signal(str, object)
    """An article, and the place of what is asked about."""

    def __init__(self, host: OpenedProject, walk: Walk) -> None:
        """Walk on from where `walk` stands."""
        super().__init__(
            said.title_of(walk.topic), host.workspace, status=tr("One question at a time")
        )
        self.walk, self._host, self._bridge = walk, host, host.bridge
        self._before = ""
        self._lines: tuple[Choice, ...] = ()
        self.popup: ChoicePopup | FieldPopup | None = None
        self.page: Page | None = None
        """The article of what is asked; None while nothing is."""
        self.first = self
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(tr("How many are answered"))
        self.column.insertWidget(1, self._bar)
        self.order = FlatButton("order", tr("Order"), self)
        self.order.clicked.connect(self._ask_order)
        self.head.addWidget(self.order)
        self.put(self._body())
        self.nothing = EmptyPlace(self._scroll)
        self.leave_button(tr("Close"))
        self.ahead = PagesAhead(self._bridge, host.jobs, self)
        """The articles of what comes next."""
        self.ahead.come.connect(self._came)
        self._bridge.shown.connect(self._hear)
        self._bridge.undone.connect(self._turned)
        self._show()

    def _body(self) -> QWidget:
        """Make what stands between bar and buttons."""
        self._whole = whole = QWidget(self)
        self._heading = [
            Label("", "small-bold" if n % 2 else "small", "ink" if n % 2 else "ink2", parent=whole)
            for n in range(4)
        ]
        self.passage = PassageView(whole)
        self.question = Label("", "bold", parent=whole, wraps=True)
        self.told = Label("", "ui", "ink2", parent=whole, wraps=True)
        self.answers = Answers(whole)
        self.answers.picked.connect(self.answer)
        self.keyed = [
            self._keyed(tr("Backspace"), tr("the one before"), self.go_back, whole),
            self._keyed("O", tr("open the article"), self.read, whole),
            self._keyed("M", tr("note or question"), self.note, whole),
            self._keyed(self._onward(), tr("later"), self.go_on, whole),
        ]
        self._type = self._keyed("A", "", self.type_it, whole)
        column(
            row(*self._heading, None, gap=4), self.passage, rule(whole), 4,
            self.question, self.told, 4, self.answers, 4, row(*self.keyed, self._type, None, gap=8),
            of=whole, around=(0, 10, 0, 0), gap=8,
        )  # fmt: skip
        return whole

    def _onward(self) -> str:
        return "→" if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else "←"

    def _keyed(
        self, key: str, words: str, run: Callable[[], object], parent: QWidget
    ) -> KeyedWords:
        made = KeyedWords(key, parent)
        made.say(words)
        made.clicked.connect(lambda: run())
        return made

    # --- what is asked --------------------------------------------------------------------------

    @property
    def item(self) -> str:
        """The id of the span or link that is asked about; "" where nothing is."""
        current = self.walk.current
        return current.item if current is not None and self.page is not None else ""

    @property
    def span(self) -> Span | None:
        """The span that is asked about, or None."""
        return None if self.page is None else self.page.span(self.item)

    def _came(self) -> None:
        if self.page is None:
            self._show()

    def _show(self) -> None:
        """Show what is asked now; what has gone meanwhile is passed."""
        walk, self.page = self.walk, None
        self.ahead.want(walk.ahead(_AHEAD))
        while (current := walk.current) is not None and self.ahead.is_there(current.article_id):
            page = self.ahead.page(current.article_id)
            if page is not None and (page.span(current.item) or page.link(current.item)):
                self.page = page
                break
            walk.drop(current.item)
            walk.go(1)
            self.ahead.want(walk.ahead(_AHEAD))
        self._say_head()
        self._whole.setVisible(walk.current is not None)
        if walk.current is None:
            self._say_end()
            return
        self.nothing.hide()
        if self.page is not None:
            self._fill(self.page, walk.current.item)

    def _fill(self, page: Page, item: str) -> None:
        bridge, scheme = self._bridge, self._bridge.context.scheme
        actors, topic = bridge.context.actors, self.walk.topic
        for label, words in zip(
            self._heading, said.heading_of(page, scheme, item, actors), strict=True
        ):
            label.setText(words)
            label.setVisible(bool(words))
        passage = passage_of(page, scheme, item)
        self.passage.show_passage(passage, bridge.context.layer.id, scheme)
        question = said.asked_words(topic, page, item, actors)
        self.question.setText(question)
        told = said.told_of(topic)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        if topic.attribute is None:
            self._type.say(tr("type the name"))
            self._find_actors(page, item)
        else:
            one = page.span(item) or page.link(item)
            values = one.attributes if one is not None else {}
            self._type.say(tr("type it"))
            self._type.setVisible(not topic.attribute.is_closed)
            self.answers.show_answers(said.values_of(topic), values.get(topic.attribute.name))
        for button in (*self.answers.buttons, self._type):
            button.setEnabled(not bridge.project.read_only)
        self.lay_out(self._whole)
        words = "" if passage is None else passage.page.text
        announce(self, f"{words} {question}")

    def _find_actors(self, page: Page, item: str) -> None:
        """Look beside the window whom the words may mean: there may be thousands."""
        from annotator.reading.actor_choices import actor_lines, actors_meant
        from annotator.speech.words import lexicon

        span, book = page.span(item), self._bridge.context.actors
        self._lines = ()
        self.answers.show_answers([])
        if span is None:
            return

        def look(_progress: object, _cancel: object) -> list[Choice]:
            language = page.article.language
            meant = actors_meant(page, span, book, lexicon(language), language)
            return actor_lines(page, span, book, "", meant)

        def then(lines: list[Choice]) -> None:
            if isValid(self) and self.item == item:
                self._lines = tuple(lines)
                self.answers.show_answers(said.actors_in_words(lines), span.actor_id)
                self.lay_out(self._whole)

        self._host.jobs.start(look, then, self._bridge.refused.emit)

    def _say_head(self) -> None:
        walk = self.walk
        self._bar.setRange(0, max(walk.n_all, 1))
        self._bar.setValue(walk.n_answered)
        facts = [tr("{n} of {of} answered", n=f"{walk.n_answered:,}", of=f"{walk.n_all:,}")]
        if walk.n_gone:
            facts.append(trn("{n} went meanwhile", "{n} went meanwhile", walk.n_gone))
        if walk.every:
            facts.append(tr("those with an answer too"))
        self.facts.setText("  ·  ".join((*facts, tr("only mine"))))
        order = tr("order by article")
        if walk.seed is not None:
            order = tr("order shuffled, seed {n}", n=walk.seed)
        self.order.setText(f"{order} ▾")
        each = tr("Each answer is a step.")
        self.verdict.setText(f"{each} {self._before}" if self._before else each)

    def _say_end(self) -> None:
        n = len(self.walk.open_items)
        if n:
            title = trn("{n} was passed by.", "{n} were passed by.", n)
            offers = ((tr("Ask those again"), self.again),)
            self.nothing.say(title, tr("All others are answered."), offers)
        else:
            self.nothing.say(
                tr("All are answered."), tr("Backspace goes back, Esc closes the sheet.")
            )

    # --- going about ----------------------------------------------------------------------------

    def go_on(self) -> None:
        """Leave this one for later."""
        if self.walk.current is not None and self.walk.go(1):
            self._show()

    def go_back(self) -> None:
        """Go to the one before."""
        if self.walk.go(-1):
            self._show()

    def again(self) -> None:
        """Walk once more over what has no answer."""
        walk = self.walk
        self._begin(Walk(walk.topic, walk.open_items, every=True, seed=walk.seed))

    def _begin(self, walk: Walk) -> None:
        self.walk = walk
        self._show()
        self.setFocus()

    def read(self) -> None:
        """Open the article; Esc there comes back to this question."""
        page = self.page
        link = None if page is None else page.link(self.item)
        span = None if page is None else page.span(self.item if link is None else link.source_id)
        if page is not None and span is not None:
            self.article_wanted.emit(page.article.id, span.parts[0])

    # --- answering ------------------------------------------------------------------------------

    def answer(self, value: object) -> None:
        """Answer what is asked and go on; None = none of these: not set, and passed by."""
        item, attribute = self.item, self.walk.topic.attribute
        if not item or self._bridge.project.read_only:
            return
        if attribute is not None:
            text = None if value is None else str(value)
            self._do(item, lambda context, page: plan_attribute(
                context, page, [item], attribute.name, text))  # fmt: skip
            self._tell_before(item, text)
        elif isinstance(value, tuple) and value[0] == "new":
            self._choose_kind(item, str(value[1]))
            return
        else:
            self._refer(item, value)
        self.go_on()

    def _refer(self, item: str, value: object) -> None:
        actor_id, alias = None, ""
        match value:
            case str():
                actor_id = value
            case ("alias", str(named), str(words)):
                actor_id, alias = named, words
        self._do(
            item, lambda context, page: plan_refer(context, page, [item], actor_id, alias=alias)
        )
        actor = self._bridge.context.actors.get(actor_id)
        self._tell_before(item, None if actor is None else actor.name)

    def _do(self, item: str, plan: Callable[[PlanContext, Page], Step]) -> None:
        """Make an answer a step, on the article as it is then."""
        current = self.walk.current

        def on_page(context: PlanContext) -> Step:
            page = self.ahead.page(current.article_id) if current is not None else None
            return plan(context, page or self._page_of(item))

        self._bridge.act_on_project(on_page)

    def _page_of(self, item: str) -> Page:
        return self._bridge.project.page_of(item)

    def _tell_before(self, item: str, answer: str | None) -> None:
        page = self.page
        link = None if page is None else page.link(item)
        span = None if page is None else page.span(item if link is None else link.source_id)
        words = "" if span is None else isolated(in_marks(shortened(span.text())))
        given = tr("none of these") if answer is None else isolated(tr(answer))
        self._before = tr("The one before: {answer} for {words}", answer=given, words=words)

    def _choose_kind(self, item: str, name: str) -> None:
        from annotator.reading.actor_choices import kind_choices

        span = self.span
        if span is None:
            return

        def picked(kind: object) -> None:
            self._do(item, lambda context, page: plan_refer_new(
                context, page, [item], name, str(kind)))  # fmt: skip
            self._tell_before(item, name)
            self.go_on()

        title = tr("What is “{name}”?", name=shortened(name))
        self._choose(title, kind_choices(span, self._bridge.context.scheme), picked)

    def type_it(self) -> None:
        """Open the field for a name, or for a value that is none of a list."""
        page, span, attribute = self.page, self.span, self.walk.topic.attribute
        if page is None or self._bridge.project.read_only:
            return
        if attribute is not None:
            if not attribute.is_closed:
                values = with_own_words([*attribute.values])
                self._choose(self.question.text(), values, self.answer)
            return
        if span is None:
            return
        from annotator.reading.actor_choices import actor_lines, actors_meant
        from annotator.speech.words import lexicon

        language, book = page.article.language, self._bridge.context.actors
        meant = actors_meant(page, span, book, lexicon(language), language)
        find = partial(actor_lines, page, span, book, meant=meant)
        self._choose(self.question.text(), find, self.answer, placeholder=tr("name or alias"))

    def note(self) -> None:
        """Write a note or a question on what is asked about."""
        page, item = self.page, self.item
        if page is None or self._bridge.project.read_only:
            return
        kind = self.walk.topic.kind
        mine = own_note(page.notes(item), self._bridge.context.coder.id)
        popup = NotePopup(self, tr("Note on what is asked"), mine)
        popup.written.connect(
            lambda wish: self._do(
                item, lambda context, page: plan_note(context, page, kind, item, wish)
            )
        )
        self._open(popup)

    # --- small forms ----------------------------------------------------------------------------

    def _choose(
        self,
        title: str,
        choices: Sequence[Choice] | Finder,
        picked: Callable[[object], None],
        *,
        placeholder: str = "",
    ) -> None:
        popup = ChoicePopup(self, title, choices, placeholder=placeholder)
        popup.picked.connect(picked)
        self._open(popup)

    def _open(self, popup: ChoicePopup | FieldPopup) -> None:
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
                items = walk.as_now()
                self._begin(Walk(walk.topic, items, every=bool(value[1]), seed=value[0]))

        self._choose(tr("In which order?"), choices, picked)

    # --- what has happened ----------------------------------------------------------------------

    def _hear(self, changes: tuple[Change, ...] | Blocks) -> None:
        """Count what a step has answered, its undoing too."""
        if isinstance(changes, Blocks):
            return
        attribute = self.walk.topic.attribute
        for one in changes:
            key = one.key()
            if attribute is None and one.table == "refers":
                self.walk.answer(str(key[0]), is_answered=one.after is not None)
            elif attribute is not None and one.table == "attribute" and key[2] == attribute.name:
                self.walk.answer(str(key[1]), is_answered=one.after is not None)
        self._say_head()
        self._look_again()

    def _look_again(self) -> None:
        """Take the article as it is now; what is asked about may be gone."""
        before, item = self.page, self.item
        if before is None or not self.ahead.is_there(before.article.id):
            self.page = None
            return
        page = self.ahead.page(before.article.id)
        if page is None or not (page.span(item) or page.link(item)):
            self._show()
        else:
            self.page = page

    def _turned(self, step: Step, _back: bool) -> None:
        """Stand on the question whose answer was taken back or given again."""
        if isinstance(step.changes, Blocks):
            return
        for one in step.changes:
            row_ = one.after or one.before or {}
            found = {str(row_[name]) for name in ("owner_id", "span_id", "id") if name in row_}
            if any(map(self.walk.stand_on, found)):
                self._before = ""
                self._show()
                return

    # --- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means here; letters of the page mean nothing."""
        stroke, digit = stroke_of(event), digit_of(event)
        if stroke is None or stroke.ctrl or stroke.alt or stroke.meta:
            super().keyPressEvent(event)
        elif event.isAutoRepeat():
            event.accept()
        elif not self._take(stroke.key, digit, is_shifted=stroke.shift):
            super().keyPressEvent(event)

    def _take(self, key: str, digit: int | None, *, is_shifted: bool) -> bool:
        acts = {"Backspace": self.go_back, "O": self.read, "M": self.note, "A": self.type_it,
                "F2": self.type_it, self._way(): self.go_on}  # fmt: skip
        name = str(digit) if digit is not None else key
        is_letter = len(name) == 1 and digit is None
        if digit is not None or (is_letter and is_shifted and name in LIST_KEYS[_FEW:]):
            found = self.answers.value_of(name)
            if found is not None and self.page is not None:
                self.answer(*found)
            return True
        if name in acts and not is_shifted:
            acts[name]()
            return True
        if name in _SCROLLS:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + round(_SCROLLS[name] * bar.pageStep()))
            return True
        return is_letter

    def _way(self) -> str:
        return "Right" if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else "Left"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines as wide as they are read at ease."""
        super().resizeEvent(event)
        beside = max(_BESIDE, (self.width() - _WIDEST) // 2)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(beside, 24, beside, 20)
        if self.popup is not None:
            self.popup.place_again()

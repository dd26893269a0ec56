"""The sheet *One question at a time*: a digit answers and goes on; each answer is a step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shiboken6 import isValid

from annotator.language import tr
from annotator.project.acts.edit import plan_attribute, plan_refer, plan_refer_new
from annotator.project.asking.noting import own_note, plan_note
from annotator.reading.choices import Choice, fitting
from annotator.text.words import isolated, shortened
from annotator.ui.handlers.articles import with_own_words
from annotator.ui.popups.fields import NotePopup
from annotator.ui.question import words as said
from annotator.ui.question.one_at_a_time import OneAtATime

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.changes import Change, Step
    from annotator.model.page import Page
    from annotator.model.span import Span
    from annotator.project.asking.walk import Walk
    from annotator.project.context import PlanContext
    from annotator.reading.actor_choices import ActorsMeant
    from annotator.ui.led_to import Looking
    from annotator.ui.question.asked_list import AskedList

_MOST_FOUND = 60
"""Lines of a list of thousands; typing finds the others."""


class QuestionSheet(OneAtATime):
    """Asks for an attribute, or who it is: digits answer, 0 none of these."""

    def __init__(self, host: Looking, listed: AskedList) -> None:
        """Walk on from where the walk of the list stands."""
        self._listed = listed
        self._order_wished: tuple[int | None, bool] | None = None
        """Another order that waits until all are read."""
        super().__init__(host, listed.walk)
        self._bar.setAccessibleName(tr("How many are answered"))
        self._type = self.keyed[-1]
        self._meant: ActorsMeant | None = None
        """Whom the words may mean, when that is found."""
        self._is_typing = False
        """Whether the field for a name is wanted as soon as it is."""
        listed.grown.connect(self._grown)
        self.show_current()

    def ways(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Give the keys below the answers."""
        *some, later = super().ways()
        words = tr("type the name") if self.walk.topic.attribute is None else tr("type it")
        note = ("M", tr("note or question"), self.note)
        return [*some, note, later, ("A", words, self.type_it)]

    def acts_by_key(self) -> dict[str, Callable[[], object]]:
        """Give what the keys without Shift do."""
        return super().acts_by_key() | {"M": self.note, "A": self.type_it, "F2": self.type_it}

    # --- what is asked --------------------------------------------------------------------------

    @property
    def span(self) -> Span | None:
        """The span that is asked about, or None."""
        return None if self.page is None else self.page.span(self.item)

    def ask_here(self, page: Page, item: str) -> None:
        """Show the passage, the question and its answers."""
        topic = self.walk.topic
        if topic.attribute is None:
            self._find_actors(page, item)
        else:
            one = page.span(item) or page.link(item)
            values = one.attributes if one is not None else {}
            self._type.setVisible(said.is_typed(topic))
            self.answers.show_answers(said.values_of(topic), values.get(topic.attribute.name))
        self._type.setEnabled(not self._bridge.project.read_only)
        actors = self._bridge.context.actors
        question = said.asked_words(topic, page, item, actors)
        self.fill_with(page, item, question, said.told_of(topic))

    def _find_actors(self, page: Page, item: str) -> None:
        """Look beside the window whom the words may mean: there may be thousands."""
        from annotator.reading.actor_choices import actor_lines, actors_meant
        from annotator.speech.words import lexicon

        span, book = page.span(item), self._bridge.context.actors
        self._meant, self._is_typing = None, False
        self.answers.show_answers([])
        if span is None:
            return

        def look(_progress: object, _cancel: object) -> tuple[ActorsMeant, list[Choice]]:
            language = page.article.language
            meant = actors_meant(page, span, book, lexicon(language), language)
            return meant, actor_lines(page, span, book, "", meant)

        def then(found: tuple[ActorsMeant, list[Choice]]) -> None:
            if isValid(self) and self.item == item:
                self._meant, lines = found
                self.answers.show_answers(said.actors_in_words(lines), span.actor_id)
                for button in self.answers.buttons:
                    button.setEnabled(not self._bridge.project.read_only)
                self.give_room()
                if self._is_typing:
                    self.type_it()

        self._host.jobs.start(look, then, self._bridge.refused.emit)

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
            self._tell_given(text)
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
        self._tell_given(None if actor is None else actor.name)

    def _do(self, item: str, plan: Callable[[PlanContext, Page], Step]) -> None:
        """Make an answer a step, on the article as it is then."""
        current = self.walk.current

        def on_page(context: PlanContext) -> Step:
            page = self.ahead.page(current.article_id) if current is not None else None
            return plan(context, page or self._page_of(item))

        self._bridge.act_on_project(on_page)

    def _page_of(self, item: str) -> Page:
        return self._bridge.project.page_of(item)

    def _tell_given(self, answer: str | None) -> None:
        words = tr("none of these") if answer is None else isolated(tr(answer))
        self.tell_before(self.asked, words)

    def _choose_kind(self, item: str, name: str) -> None:
        from annotator.reading.actor_choices import kind_choices

        span = self.span
        if span is None:
            return

        def picked(kind: object) -> None:
            self._do(item, lambda context, page: plan_refer_new(
                context, page, [item], name, str(kind)))  # fmt: skip
            self._tell_given(name)
            self.go_on()

        title = tr("What is “{name}”?", name=shortened(name))
        self.choose(title, kind_choices(span, self._bridge.context.scheme), picked)

    def type_it(self) -> None:
        """Open the field for a name, or for a value that is none of a list."""
        page, span, attribute = self.page, self.span, self.walk.topic.attribute
        if page is None or self._bridge.project.read_only:
            return
        if attribute is not None:
            if said.is_typed(self.walk.topic):
                every = [Choice(tr(one), one) for one in attribute.values]
                own = with_own_words([*attribute.values])
                find = partial(fitting, every) if attribute.is_closed else own
                self.choose(
                    self.question.text(), lambda typed: find(typed)[:_MOST_FOUND], self.answer
                )
            return
        self._is_typing = self._meant is None
        if span is None or self._meant is None:
            return
        from annotator.reading.actor_choices import actor_lines

        book = self._bridge.context.actors
        find = partial(actor_lines, page, span, book, meant=self._meant)
        self.choose(self.question.text(), find, self.answer, placeholder=tr("name or alias"))

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
        self.open_form(popup)

    # --- how far it is read ---------------------------------------------------------------------

    def facts_said(self) -> list[str]:
        """Give what stands beside the title."""
        first, *rest = super().facts_said()
        return [first, *([] if self._listed.is_complete else [tr("counting …")]), *rest]

    def say_end(self) -> None:
        """Say that nothing is left, or not yet there."""
        if self._listed.is_complete:
            super().say_end()
        else:
            self.nothing.say(tr("Looking for more …"), "")

    def _grown(self) -> None:
        """Go on where the next one has just been read; take the order that waited for all."""
        if self.page is None:
            self.show_current()
        else:
            self.say_head()
        wished = self._order_wished
        if self._listed.is_complete and wished is not None:
            self._order_wished = None
            super().reorder(wished[0], every=wished[1])

    def begin(self, walk: Walk) -> None:
        """Go over another walk from where it stands."""
        self._listed.walk = walk
        super().begin(walk)

    def reorder(self, seed: int | None, *, every: bool) -> None:
        """Walk from the first in another order, once all are there."""
        if self._listed.is_complete:
            super().reorder(seed, every=every)
        else:
            self._order_wished = (seed, every)

    # --- what has happened ----------------------------------------------------------------------

    def count(self, change: Change) -> None:
        """The list counts: it hears of what is answered on an article, too."""

"""What every act of the reading view stands on: the page, the caret, the current span, popups.

One thing is current at a time: a span, an attribute that digits set, an edge that is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QRect, Qt, Signal

from annotator.errors import AnnotatorError, Forbidden
from annotator.language import tr
from annotator.model.scheme import Role
from annotator.model.statement import statement_around
from annotator.project.acts.shared import is_held
from annotator.reading.caret import Caret
from annotator.reading.choices import Framed, told_apart
from annotator.reading.key_line import KeyLine, key_line
from annotator.reading.keys import Mode
from annotator.reading.selection import Standing, is_at, to_mark
from annotator.text.ranges import Range, hull
from annotator.text.words import paragraph_at, sentence_at
from annotator.ui.popups.choice import ChoicePopup
from annotator.ui.popups.fields import FieldPopup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from annotator.model.changes import Step
    from annotator.model.page import Page
    from annotator.model.scheme import Scheme
    from annotator.model.span import Span
    from annotator.reading.boundaries import Boundary
    from annotator.reading.choices import Choice, Finder
    from annotator.speech.words import Lexicon
    from annotator.ui.basics.messages import Offer
    from annotator.ui.basics.page_diff import PageDiff
    from annotator.ui.basics.panes import Panes
    from annotator.ui.bridge import Bridge, Plan
    from annotator.ui.popups.placing import Place
    from annotator.ui.reading_area import ReadingArea

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class ReadingState(QObject):
    """The reading view with what is current in it."""

    current_changed = Signal()
    """Another span is current, or none."""
    said = Signal(str, object)
    """A sentence for the person, and what can be done about it (a tuple of `Offer`)."""
    working = Signal(object, str)
    """A `Job` that may take long, and what it is, for the progress strip."""

    def __init__(self, bridge: Bridge, area: ReadingArea, panes: Panes, host: QWidget) -> None:
        """Stand on a bridge and a reading area; popups open inside `host`."""
        super().__init__(host)
        self.bridge = bridge
        self.area = area
        self.panes = panes
        self.view = view = area.view
        self.host = host
        self.span_id: str | None = None
        self.framed: Framed | None = None
        self.boundary: Boundary | None = None
        self.last_of_type: dict[str, str] = {}
        self.free = False
        self.popup: ChoicePopup | FieldPopup | None = None
        self._brought: tuple[int, int] | None = None
        """Where the page stood before words of a list were brought into view, and stands now."""
        area.sentence = self.sentence
        area.attribute_clicked.connect(self.frame)
        bridge.page_opened.connect(self._opened)
        bridge.page_changed.connect(self._changed)
        bridge.actors_changed.connect(lambda: area.set_line(self.key_line()))
        view.scrolled.connect(self._place_popup)
        area.arranged.connect(self._place_popup)
        view.caret_moved.connect(self._caret_moved)

    # --- what is there --------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page that is shown; raises `Forbidden` when there is none."""
        if self.bridge.page is None:
            raise Forbidden(tr("No article is open."), tr("Open one in the list."))
        return self.bridge.page

    def mode(self) -> Mode | None:
        """Give what has the keyboard on the page; None where there is no page."""
        if self.bridge.page is None:
            return None
        return Mode.PAGE if self.boundary is None else Mode.BOUNDARY

    @property
    def language(self) -> str:
        """The language of the article."""
        return self.page.article.language

    @property
    def lexicon(self) -> Lexicon:
        """The words that show speech in the article's language."""
        from annotator.speech.words import lexicon

        return lexicon(self.language)

    @property
    def span(self) -> Span | None:
        """The current span, or None."""
        page = self.bridge.page
        return None if page is None or self.span_id is None else page.span(self.span_id)

    @property
    def scheme(self) -> Scheme:
        """The coding scheme as it is now."""
        return self.bridge.context.scheme

    def is_claim(self, span: Span) -> bool:
        """Say whether a span is a claim, whatever the scheme calls it."""
        return self.scheme.role_of(span.type) is Role.CLAIM

    @property
    def caret(self) -> Caret:
        """The caret with what is selected."""
        return Caret(self.view.caret(), self.view.anchor())

    def standing(self) -> Standing:
        """Give where the reader stands, as the keys of types are asked with it."""
        return Standing(self.caret, self.bridge.layer_id, self.span_id, self.free)

    def to_mark(self) -> Range | None:
        """Give the selection, snapped to words, else the word under the caret; None on blanks."""
        return to_mark(self.page.text, self.caret, free=self.free, language=self.language)

    def pressed_in_vain(self, key: str) -> None:
        """Let what is selected snap to words again; say of a letter that it does nothing here."""
        self.free = False
        if key and self.boundary is not None:
            self.say(tr("An edge is held: Enter keeps it, Esc puts it back."))
        elif key:
            self.say(tr("“{key}” does nothing here. F1 shows the keys.", key=key))

    def words_to_mark(self) -> Range:
        """Give what `to_mark` gives; raises `Forbidden` where that is nothing."""
        at = self.to_mark()
        if at is None:
            raise Forbidden(tr("There is nothing to mark."), tr("Select some words first."))
        return at

    def span_or_refuse(self) -> Span:
        """Give the current span, else the smallest at the caret; raises `Forbidden`."""
        span = self.span or self.span_at_caret()
        if span is None:
            raise Forbidden(tr("No span is selected."), tr("Go to one with N, or click it."))
        return span

    def spans_at_caret(self) -> list[Span]:
        """Give the spans of the coder's layer at the caret, the smallest first."""
        mine = self.bridge.layer_id
        return [one for one in self.page.spans_at(self.view.caret()) if one.layer_id == mine]

    def span_at_caret(self) -> Span | None:
        """Give the smallest span of the coder's layer at the caret, or None."""
        return next(iter(self.spans_at_caret()), None)

    # --- what is current ------------------------------------------------------------------------

    def make_current(self, span_id: str | None, framed: Framed | None = None) -> None:
        """Make a span current (None: no span), with the attribute that digits set."""
        self.span_id = span_id
        span = self.span
        if span is not None:
            self.last_of_type[span.type] = span.id
        self.framed = framed if span is not None else None
        self.show_current()
        if span is not None:
            view = self.view
            view.announcer.tell_current(self.page, span, view.actors, view.scheme)

    def stand_on(self, span_id: str) -> None:
        """Make a span current, its first attribute without a value framed."""
        span = self.page.span(span_id)
        self.make_current(span_id, self.frame_for(span) if span is not None else None)

    def frame_for(self, span: Span, *, fresh: bool = False) -> Framed | None:
        """Give the frame for a span's attributes: right after a mark from the first one on."""
        kind = self.scheme.type(span.type)
        if kind is None:
            return None
        return Framed.of(span.id, kind.attributes, None if fresh else span.attributes)

    def frame(self, name: str) -> None:
        """Let digits set this attribute of the current span."""
        framed = self.framed or (self.frame_for(self.span) if self.span is not None else None)
        self.framed = framed.at(name) if framed is not None else None
        self.show_current()

    def key_line(self) -> KeyLine | None:
        """Give what digits do now; None where no span is current or its edge is held.

        The card shows this line and a digit asks it: what can be read is what happens.
        """
        span = self.span
        if span is None or self.boundary is not None:
            return None
        bridge = self.bridge
        is_own = span.layer_id == bridge.layer_id and bridge.looked_at is None
        return key_line(
            self.page,
            span,
            self.framed,
            scheme=self.scheme,
            actors=bridge.context.actors,
            are_free=is_own and self.popup is None and not bridge.project.read_only,
        )

    def show_current(self) -> None:
        """Draw what is current: the span, its statement, what digits do on its card."""
        span = self.span
        statement = statement_around(self.page, self.scheme, span) if span else None
        lit = statement.span_ids() if statement is not None else frozenset()
        if self.bridge.page is not None:
            others = lit - {self.span_id or ""}
            self.view.lit.is_held = span is not None and is_held(self.bridge.context, span.type)
            self.area.set_selected(span.id if span else None, others, self.key_line())
        self.current_changed.emit()

    def go_to(self, span: Span, framed: Framed | None = None) -> None:
        """Make a span current, put the caret at its start and bring it into view."""
        self.view.set_caret(span.start)
        self.view.ensure_visible(span.parts[0])
        self.make_current(span.id, framed or self.frame_for(span))

    def _caret_moved(self, position: int) -> None:
        """Let the current span go when the caret has gone elsewhere and nothing is selected."""
        span = self.span
        if span is None or self.boundary is not None or self.view.selection() is not None:
            return
        if not is_at(span, position):
            self.make_current(None)

    def _opened(self, _page: Page) -> None:
        self.close_popup()
        self.boundary = None
        if self.span is None:
            self.span_id = self.framed = None
        self.last_of_type = {}
        self.show_current()

    def _changed(self, page: Page, touched: PageDiff) -> None:
        self.area.apply_page(page, touched.span_ids, touched.regions)
        if self.span_id is not None and page.span(self.span_id) is None:
            self.span_id = self.framed = None
        if self.boundary is not None and page.span(self.boundary.span_id) is None:
            self.boundary = None
        owner_id = self.framed.owner_id if self.framed is not None else None
        if owner_id is not None and not (page.span(owner_id) or page.link(owner_id)):
            self.framed = None
        self.show_current()

    def focus(self) -> None:
        """Give the page the keyboard."""
        self.panes.focus_page()

    # --- popups ---------------------------------------------------------------------------------

    def sentence(self) -> Range:
        """Give what a popup must not hide: the current span with its sentence, or the caret's."""
        if self.bridge.page is None:
            return Range(0, 0)
        span, text = self.span, self.page.text
        here = span.hull() if span is not None else Range(self.view.caret(), self.view.caret())
        found = [here]
        for at in {here.start, max(here.end - 1, here.start)}:
            sentence = sentence_at(text, at, paragraph_at(text, at), self.language)
            found += [sentence] if sentence is not None else []
        return hull(found)

    def place_of(self, piece: Range) -> QRect:
        """Give where a range stands, in the coordinates of the host."""
        rect = self.view.rect_of(piece)
        top_left = self.view.viewport().mapTo(self.host, rect.topLeft())
        return QRect(top_left, rect.size())

    def choose(
        self,
        title: str,
        choices: Sequence[Choice] | Finder,
        picked: Callable[[object], None],
        *,
        placeholder: str = "",
        letters: bool = False,
        wide: bool = False,
    ) -> None:
        """Open a list beside the card; `picked` takes what was chosen.

        `letters` pick its lines behind the ninth, and type nothing; long lines need a `wide` list.
        """
        if not callable(choices) and self.bridge.page is not None:
            choices = told_apart(choices, self.page.text)
        popup = ChoicePopup(
            self.area, title, choices, placeholder=placeholder, letters=letters, wide=wide
        )
        popup.picked.connect(self.guarded(picked))
        popup.framed.connect(self._point_at)
        self.open_popup(popup)

    def open_popup(self, popup: ChoicePopup | FieldPopup, place: Place | None = None) -> None:
        """Open a popup beside the card, or in a place; the keyboard goes home afterwards."""
        self.close_popup()
        self.popup = popup
        self._brought = None
        self.area.set_line(self.key_line())
        popup.setParent(self.area)
        if self.area.margin.is_at_left:
            popup.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

        def closed() -> None:
            if self.popup is popup:
                self.popup = None
                self._point_at(None)
                self.area.take_room_back()
                self.area.set_line(self.key_line())
                self.panes.give_back(popup)

        popup.closed.connect(closed)
        popup.open_in(place or self.area.place_for)

    def _place_popup(self) -> None:
        if self.popup is not None:
            self.popup.place_again()

    def _point_at(self, choice: Choice | None) -> None:
        """Light the words that the line under the frame means, and bring them into view.

        Without one the page goes back to where it was, unless somebody has scrolled it since.
        """
        bar = self.view.verticalScrollBar()
        at = choice.at if choice is not None else None
        self.view.set_pointed(at)
        before = bar.value()
        if self._brought is not None and self._brought[1] == before:
            before = self._brought[0]
            bar.setValue(before)
        self._brought = None
        if at is not None:
            self.view.ensure_visible(at)
            self._brought = (before, bar.value()) if bar.value() != before else None

    def light(self, at: Range | None) -> bool:
        """Light words on the page where they are; say whether they are seen."""
        self.view.set_pointed(at)
        layout = self.view.page_layout
        if at is None or at.is_empty or layout is None or not layout.rects(at):
            return False
        return self.view.viewport().rect().contains(self.view.rect_of(at))

    def bring_top(self) -> None:
        """Scroll to the top until the popup that is open closes."""
        bar = self.view.verticalScrollBar()
        before = bar.value()
        bar.setValue(0)
        self._brought = (before, 0) if before else None

    def close_popup(self) -> None:
        """Close the popup that is open, if there is one."""
        match self.popup:
            case ChoicePopup():
                self.popup.close_list()
            case FieldPopup():
                self.popup.end(keep=True)

    # --- acting ---------------------------------------------------------------------------------

    def act(self, plan: Plan, *, then: Callable[[Step], None] | None = None) -> Step | None:
        """Do an act on the page; see `Bridge.act`."""
        return self.bridge.act(plan, then=then)

    def guarded(self, handler: Callable[Given, Answer]) -> Callable[Given, Answer | None]:
        """Give the handler with what it refuses shown as a sentence."""

        def run(*given: Given.args, **named: Given.kwargs) -> Answer | None:
            try:
                return handler(*given, **named)
            except AnnotatorError as problem:
                self.bridge.refused.emit(problem)
                return None

        return run

    def own(self, handler: Callable[[], None]) -> Callable[[], None]:
        """Give the handler for where the coder's own marks are shown; elsewhere that is said."""

        def run() -> None:
            if self.bridge.looked_at is None:
                handler()
            else:
                self.bridge.say_looking()

        return run

    def say(self, sentence: str, offers: tuple[Offer, ...] = ()) -> None:
        """Tell the person something, and what can be done about it."""
        self.said.emit(sentence, offers)

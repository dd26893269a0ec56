"""Suggestions on the reading screen: what hears of the mouse, of keys, of the queue."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.model.changes import Blocks
from annotator.model.layer import State, layer_of_suggestions
from annotator.model.span import Confidence
from annotator.reading.keys import Mode
from annotator.ui.basics.actions import ACTS, ActRow, Need
from annotator.ui.basics.building import later
from annotator.ui.suggestions.queue import ReadingAhead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from annotator.model.changes import Change
    from annotator.project.review.suggested import ShownSuggestions
    from annotator.reading.keys import Stroke
    from annotator.text.ranges import Range
    from annotator.ui.basics.actions import Actions
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.basics.panes import Panes
    from annotator.ui.handlers.reading_state import ReadingState
    from annotator.ui.over_page import OverPage
    from annotator.ui.review.settling.change import ChangeFirst
    from annotator.ui.review.settling.draft import Draft
    from annotator.ui.suggestions.handlers import SuggestionHandlers
    from annotator.ui.suggestions.preferred import SuggestPreferences
    from annotator.ui.suggestions.state import SuggestedState
    from annotator.ui.workspace import Workspace

MENU = "Suggestions"
ONE_AT_A_TIME = "suggestions-one-at-a-time"
"""The act of this menu that has a page of its own."""
_ON_SUGGESTION = (
    "take-suggestion", "reject-suggestion", "change-suggestion", "take-suggestions-alike",
    "reject-suggestions-alike", "next-suggestion",
)  # fmt: skip


class PageSuggestions(QObject):
    """What suggestions need of an open project in Read; made whole when something is suggested."""

    changed = Signal()
    """Other suggestions are open, or another one is current."""
    wanted = Signal(str, object)
    """An article and a place in it that are to be seen."""
    preferred = Signal(object)
    """Settings that are to be kept, by name."""

    def __init__(
        self,
        reading: ReadingState,
        over: OverPage,
        workspace: Workspace,
        jobs: Jobs,
        actions: Actions,
        preferences: SuggestPreferences,
    ) -> None:
        """Listen to what is read; the sheet is shown `over` the page."""
        super().__init__(reading)
        self.preferences = preferences
        self._over, self._workspace = over, workspace
        self.changing: ChangeFirst | None = None
        """What is changed before it is taken, while it is."""
        self._kept: Callable[[], object] = lambda: None
        self._then: Callable[[], object] | None = None
        self.bridge, self.jobs = reading.bridge, jobs
        self._reading, self._actions = reading, actions
        self._state: SuggestedState | None = None
        self._handlers: SuggestionHandlers | None = None
        self.queue = queue = ReadingAhead(reading.bridge, jobs, preferences)
        queue.changed.connect(self.changed)
        queue.noted.connect(self._note)
        view = reading.view
        busy = (view.scrolled, view.caret_moved, reading.current_changed, actions.done)
        for signal in busy:
            signal.connect(lambda *_told: queue.wait_a_moment())
        reading.bridge.page_opened.connect(lambda _page: self._opened())
        reading.bridge.suggested.connect(self._suggested)
        reading.bridge.shown.connect(self._shown)
        reading.said.connect(lambda sentence, _offers: self._said.append(sentence))
        self._said: list[str] = []
        """What was said since an article was done: the line about its suggestions joins it."""
        self._line = ""
        self._line_later = later(self, 0, self._say_line)
        reading.view.span_clicked.connect(lambda one, _keys: self._clicked(one))
        reading.area.claim_clicked.connect(self._card_clicked)
        reading.area.margin.card_wanted.connect(self._go_to_card)
        reading.area.margin.act_clicked.connect(actions.run)
        actions.table_changed.connect(self._name_keys)
        actions.notes.pop(MENU, None)
        if self.bridge.context.kit is not None:
            actions.notes[MENU] = tr("Off in a kit: its coder works unaided")

    def _name_keys(self) -> None:
        """Let the cards show the keys as they are now."""
        margin = self._reading.area.margin
        margin.keys.update({row.name: self._actions.key(row.name) for row in _acts()})
        margin.dress()

    @property
    def state(self) -> SuggestedState:
        """What is suggested for the open article."""
        if self._state is None:
            from annotator.ui.suggestions.state import SuggestedState

            self._state = SuggestedState(self._reading, self.jobs)
            self._state.changed.connect(self.changed)
            self._state.shows = self.shows()
        return self._state

    def shows(self) -> ShownSuggestions:
        """Give which suggestions are shown, as they are preferred and narrowed now."""
        from annotator.project.review.suggested import ShownSuggestions

        only = "" if self._state is None else self._state.shows.only
        return ShownSuggestions(Confidence(self.preferences.suggest_from), only)

    def key(self, act: str) -> str:
        """Give the key of an act as it is shown."""
        return self._actions.key(act)

    def act_of(self, stroke: Stroke) -> str:
        """Give the act that a key does on the page, "" for none."""
        meaning = self._actions.keys.resolve(stroke, Mode.PAGE)
        return "" if meaning is None else meaning.act

    def run(self, act: str) -> None:
        """Do an act of the window by its name."""
        self._actions.run(act)

    def _opened(self) -> None:
        if self.changing is not None:
            self.changing.end(keep=False)
        if self._state is None and layer_of_suggestions(self._reading.bridge.context.layers):
            self.state.read()

    def _suggested(self, article_ids: frozenset[str]) -> None:
        """Show what has been proposed anew for the open article."""
        page = self._reading.bridge.page
        if page is not None and page.article.id in article_ids:
            self.state.read()

    def _shown(self, changes: Iterable[Change] | Blocks) -> None:
        """Sum up what became of an article's suggestions when it is done."""
        if self._state is None or isinstance(changes, Blocks):
            return
        bridge, page = self._reading.bridge, self._reading.bridge.page
        here = None if page is None else (bridge.context.layer.id, page.article.id)
        rows = [one.after for one in changes if one.table == "progress" and one.after is not None]
        done = {(row["layer_id"], row["article_id"]) for row in rows if row["state"] == State.DONE}
        outcomes = self._state.outcomes() if here in done else None
        if outcomes is not None:
            from annotator.ui.suggestions.words import outcome_words

            self._line, self._said = outcome_words(outcomes), []
            self._line_later.start()

    def _say_line(self) -> None:
        """Say it behind what was said of going on."""
        self._reading.say(" ".join((*self._said, self._line)))

    def _note(self, notes: tuple[str, ...]) -> None:
        """Say what the suggesters lack: once, not with each article."""
        if notes:
            self._reading.say(" ".join(notes))

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act, by the act's name."""
        reading = self._reading
        names = [row.name for row in _acts()]
        return {name: reading.guarded(reading.own(partial(self._run, name))) for name in names}

    def _run(self, name: str) -> None:
        if name == "suggestions-sheet":
            self.show_sheet()
            return
        if name == "show-perhaps":
            shows = self.preferences.suggest_from != Confidence.PERHAPS
            least = Confidence.PERHAPS if shows else Confidence.LIKELY
            self.prefer(self.preferences._replace(suggest_from=least))
            hidden = tr("What is only a perhaps is hidden.")
            self._reading.say(tr("What is only a perhaps is shown, too.") if shows else hidden)
            return
        if name == "filter-suggestions":
            self._ask_filter()
            return
        if self._handlers is None:
            from annotator.ui.suggestions.handlers import SuggestionHandlers

            self._handlers = SuggestionHandlers(
                self._reading, self.state, self.queue, self.jobs, self._change
            )
        self._handlers.handlers()[name]()

    def _ask_filter(self) -> None:
        """Ask which suggestions the page shows."""
        from annotator.ui.suggestions.filtering import filter_choices

        state = self.state
        if not state.every_open:
            raise Forbidden(tr("No suggestion is open here."))
        choices = filter_choices(state.every_open, state.shows)
        self._reading.choose(tr("Which suggestions are shown?"), choices, self.narrow)

    def narrow(self, picked: object) -> None:
        """Show from now on the suggestions that a line of the list of filters stands for."""
        match picked:
            case ("least", str(least)):
                self.prefer(self.preferences._replace(suggest_from=least))
            case ("only", str(name)):
                self.state.shows = replace(self.state.shows, only=name)
                self.state.refresh()

    def prefer(self, preferences: SuggestPreferences) -> None:
        """Suggest otherwise from now on, and keep it in the settings."""
        before, self.preferences = self.preferences, preferences
        self.preferred.emit(preferences.values())
        if before._replace(suggest_from=preferences.suggest_from) != preferences:
            self.queue.prefer(preferences)
        if self._state is not None:
            self._state.shows = self.shows()
            self._state.refresh()

    # --- the sheet ------------------------------------------------------------------------------

    def show_sheet(self) -> None:
        """Show how good suggestions were here, and what is suggested."""
        if self._over.sheet is None:
            from annotator.ui.suggestions.sheet import SuggestionsSheet

            self._over.show(SuggestionsSheet(self, self._workspace))

    def show_place(self, article_id: str, at: Range) -> None:
        """Show a place of an article."""
        self.wanted.emit(article_id, at)

    @property
    def panes(self) -> Panes | None:
        """The panes of what is changed first; None = the page's own."""
        return None if self.changing is None else self.changing.panes

    def let_go(self) -> None:
        """Go out of what lies over the page."""
        if self.changing is not None:
            self.changing.let_go()

    # --- changing first -------------------------------------------------------------------------

    def _change(self, draft: Draft, keep: Callable[[Draft], None]) -> None:
        """Let a draft of the open article take the place of the page."""
        above = self._reading.view.verticalScrollBar().value()
        changing = self.change(draft, keep)
        changing.area.view.verticalScrollBar().setValue(above)

    def change(
        self,
        draft: Draft,
        keep: Callable[[Draft], None],
        then: Callable[[], object] | None = None,
    ) -> ChangeFirst:
        """Let a draft take the place of the page; `keep` is done with it if it is kept, and `then`
        when the page is there again.
        """
        from annotator.ui.review.settling.change import ChangeFirst

        self._reading.close_popup()
        self.changing = changing = ChangeFirst(draft, self.jobs, self._actions, self._workspace)
        self._kept, self._then = self._reading.guarded(partial(keep, draft)), then
        changing.ended.connect(self._changed_first)
        changing.said.connect(self._reading.say)
        self._workspace.show_instead(changing)
        changing.begin()
        self.changed.emit()
        return changing

    def _changed_first(self, keep: bool) -> None:
        changing, self.changing = self.changing, None
        if changing is None:
            return
        self._workspace.show_instead(None)
        self._reading.focus()
        changing.hide()
        changing.deleteLater()
        if keep:
            self._kept()
        self.changed.emit()
        if self._then is not None:
            self._then()

    def turn(self, *, back: bool) -> bool:
        """Take back or do again what is changed first; say whether something is."""
        if self.changing is not None:
            self.changing.draft.turn(back=back)
        return self.changing is not None

    def there(self) -> Need:
        """Give what is there for acts to need."""
        has_current = self._state is not None and self._state.current is not None
        return Need.SUGGESTION if has_current else Need.NOTHING

    def facts(self) -> tuple[str, ...]:
        """Give what the status line says: how many suggestions are open here, and their key."""
        state, key = self._state, self._actions.key("next-suggestion")
        n = 0 if state is None else len(state.open)
        said = trn("{n} suggestion ({key})", "{n} suggestions ({key})", n, key=key) if n else ""
        if state is not None and state.shows.only:
            said = tr("{said} of {name} alone", said=said or "0", name=tr(state.shows.only))
        return tuple(filter(None, (said, self.queue.words())))

    def acts_on(self, span_id: str) -> tuple[str, ...]:
        """Give the acts of a ghost under the pointer, which is current then; () for a mark."""
        one = None if self._state is None else self._state.of_span(span_id)
        if one is None:
            return ()
        self.state.make_current(one)
        return _ON_SUGGESTION

    def _clicked(self, span_id: str) -> None:
        """Make a ghost current that was clicked on the page."""
        one = None if self._state is None else self._state.of_span(span_id)
        if one is not None:
            self.state.make_current(one)

    def _go_to_card(self, span_id: str) -> None:
        one = None if self._state is None else self._state.of_span(span_id)
        if one is not None:
            self.state.go_to(one)

    def _card_clicked(self, span_id: str) -> None:
        self._go_to_card(span_id)
        self._reading.focus()


def _acts() -> tuple[ActRow, ...]:
    return tuple(row for row in ACTS if row.menu == MENU and row.name != ONE_AT_A_TIME)

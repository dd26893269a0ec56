"""One open project in the window: its panes, which article is open, what is there for acts.

Opening and closing files is in `projects`; what acts do is in `handlers`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.language import tr
from annotator.model.layer import Coder, Layer, sample_layer
from annotator.text.words import isolated, shortened
from annotator.ui import places
from annotator.ui.basics import theme
from annotator.ui.basics.actions import ACTS, Actions, Need
from annotator.ui.basics.keyboard import Keyboard
from annotator.ui.basics.messages import MessageBar, Offer
from annotator.ui.bridge import Bridge
from annotator.ui.find.acts import FindActs
from annotator.ui.handlers import Handlers
from annotator.ui.handlers.inspecting import InspectorHandlers
from annotator.ui.handlers.pointer import Pointer
from annotator.ui.handlers.reading_state import ReadingState
from annotator.ui.handlers.saving import SavingHandlers
from annotator.ui.keeping.keeping import Keeping
from annotator.ui.lists import Lists
from annotator.ui.over_page import OverPage
from annotator.ui.review import SHEETS
from annotator.ui.sheets import Sheets
from annotator.ui.suggestions.preferred import SuggestPreferences
from annotator.ui.suggestions.suggesting import PageSuggestions
from annotator.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from annotator.model.page import Page
    from annotator.project import Project
    from annotator.settings import Settings
    from annotator.text.ranges import Range
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.basics.panes import Panes
    from annotator.ui.review.workspace import ReviewWorkspace

_LONGEST_NAME = 20
_IDLE_MS = 400
_OF_EDGES = frozenset({"boundaries", "let-go"})
"""Acts that ask what edge is held; all others put it back first."""


class Session(QObject):
    """What lives as long as a project is open."""

    page_shown = Signal(object)
    """The page after it was opened or changed; None when the project has no article."""
    layer_shown = Signal()
    """Others' marks are shown than before, or somebody else codes."""
    sheet_wanted = Signal(str)
    """The name of an act whose sheet lies over the differences of Review."""

    def __init__(
        self,
        project: Project,
        jobs: Jobs,
        actions: Actions,
        settings: Settings,
        messages: MessageBar,
        host: QWidget,
    ) -> None:
        """Make the panes and register the acts of the reading screen."""
        super().__init__(host)
        self.project = project
        self.jobs = jobs
        self._actions = actions
        self._messages = messages
        self.bridge = Bridge(project, jobs, self)
        if project.context.layer_is_new:
            self.bridge.looked_at = sample_layer(project.layers())
        self.workspace = Workspace(lambda *asked: self.lists.ask(*asked), settings, host)
        self.review: ReviewWorkspace | None = None
        """The workspace Review, made when it is first shown."""
        self.is_reviewing = False
        self.lists = Lists(self.bridge, jobs, self.workspace)
        self.view = self.workspace.area.view
        self.reading = ReadingState(
            self.bridge, self.workspace.area, self.workspace.panes, self.workspace
        )
        self.over = OverPage(self.reading, self.workspace)
        self.over.coming.connect(self.pass_messages)
        self.handlers = Handlers(
            self.reading,
            self.workspace,
            jobs,
            messages,
            open_then=self.open_then,
            go_on=self.next_article,
        )
        self.inspecting = InspectorHandlers(
            self.reading, self.workspace, actions, self.handlers.articles
        )
        self._saving = SavingHandlers(self.bridge, messages)
        self.suggesting = PageSuggestions(
            self.reading, self.over, self.workspace, jobs, actions, SuggestPreferences.of(settings)
        )
        self.suggesting.wanted.connect(self._open_at)
        self._places = places.load(project.id)
        self._coming: tuple[str, Callable[[], None]] | None = None
        self.keeping = Keeping(self, messages)
        self.sheets = Sheets(self)
        self._wire()
        self.register()
        self.take_scheme()

    # --- wiring ---------------------------------------------------------------------------------

    def _wire(self) -> None:
        bridge, view, reading = self.bridge, self.view, self.reading
        bridge.page_opened.connect(self._page_opened)
        bridge.page_gone.connect(self._page_gone)
        bridge.page_changed.connect(lambda page, _diff: self.page_shown.emit(page))
        bridge.actors_changed.connect(self._take_actors)
        bridge.articles_changed.connect(self._articles_changed)
        bridge.scheme_changed.connect(self.take_scheme)
        bridge.doing.connect(lambda _step: self._messages.step_done())
        bridge.looking.connect(self.say_whose)
        bridge.refused.connect(self._messages.tell)
        reading.said.connect(self._messages.say)
        reading.current_changed.connect(lambda: self.page_shown.emit(bridge.page))
        self._actions.begun.connect(self._begun)
        history = self.handlers.history
        history.is_elsewhere = lambda: self.is_reviewing or self.over.sheet is not None
        history.takes_it = self._turn_draft
        self._keyboard = Keyboard(
            self._actions, reading.mode, self.handlers.of_keys(), reading.pressed_in_vain
        )
        self._pointer = Pointer(
            reading, self.handlers.navigation, self.handlers.edges, self._actions
        )
        self._pointer.on_suggested = self.suggesting.acts_on
        view.key_filter = self._keyboard.pressed
        articles = self.handlers.articles
        view.furniture_key_clicked.connect(reading.guarded(articles.restore_furniture))
        view.masthead_clicked.connect(reading.guarded(articles.masthead))
        self.workspace.articles.opened.connect(self._open_to_read)
        self.workspace.actors.opened.connect(reading.guarded(self.handlers.actors.open))
        theme.notice.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.workspace.set_theme(theme.current())

    def register(self) -> None:
        """Say what the acts of the reading screen do."""
        self._actions.register(self.handlers.of_acts())
        self._actions.register(self.suggesting.of_acts())
        self._actions.register({**self._saving.handlers(), **self.sheets.of_acts()})
        self._actions.register(FindActs(self).of_acts())
        settling = [one.name for one in ACTS if Need.REVIEW in one.needs]
        self._actions.register({name: partial(self._in_review, name) for name in settling})
        sheets = {act: partial(self.sheet_wanted.emit, act) for act in SHEETS}
        self._actions.register(sheets)
        self._actions.register(
            {
                "next-article": self.next_article,
                "previous-article": self.previous_article,
                "next-pane": lambda: self.panes.focus_next(1),
                "previous-pane": lambda: self.panes.focus_next(-1),
            }
        )

    def _begun(self, act: str, from_bar: bool) -> None:
        """Let go of what is open and held: it is of what was current; go to the page from a bar."""
        self.reading.close_popup()
        if act not in _OF_EDGES:
            self.handlers.edges.put_back()
        if from_bar:
            self.panes.focus_page()

    def _turn_draft(self, back: bool) -> bool:
        """Take back or do again what is changed before it is taken; say whether something is."""
        in_review = self.review is not None and self.review.turn(back=back)
        return in_review or self.over.turn(back=back) or self.suggesting.turn(back=back)

    @property
    def panes(self) -> Panes:
        """The panes of the workspace that is shown."""
        if self.is_reviewing and self.review is not None:
            return self.review.panes
        return self.over.panes or self.suggesting.panes or self.workspace.panes

    def _in_review(self, act: str) -> None:
        """Do an act of Review, if that is shown."""
        if self.is_reviewing and self.review is not None:
            self.review.run(act)

    def let_go(self) -> None:
        """Go out of the first thing that there is, in the workspace that is shown."""
        review = self.review if self.is_reviewing else None
        if review is not None and self._messages.words and not review.is_asking:
            self._messages.close_message()
        elif review is not None:
            review.let_go()
        elif self.over.sheet is not None:
            self.over.sheet.leave()
        elif self.suggesting.changing is not None:
            self.suggesting.let_go()
        else:
            self.handlers.escape.let_go()

    def take_scheme(self) -> None:
        """Take the types of the scheme as it is now: their acts, keys, colours."""
        scheme = self.bridge.context.scheme
        if theme.current().scheme != scheme:
            theme.use(scheme=scheme)
        self.workspace.area.set_context(actors=self.bridge.context.actors, scheme=scheme)
        self._actions.register(self.handlers.of_types())
        self._actions.set_scheme(scheme)
        key, margin = self._actions.key, self.workspace.area.margin
        self.view.keys.update(
            region=key("restore-furniture"), masthead=key("masthead"), done=key("done")
        )
        self.handlers.history.keys.update(undo=key("undo"), redo=key("redo"))
        margin.dress()

    def _take_actors(self) -> None:
        self.workspace.area.set_context(actors=self.bridge.context.actors)

    # --- articles -------------------------------------------------------------------------------

    def begin(self, article_id: str | None = None) -> None:
        """Show the list, and the article asked for, the one last read, or the first."""
        self.lists.reload()
        self._take_actors()
        self.lists.find_first(article_id or self._places.article_id, self._begin_with)

    def _begin_with(self, article_id: str | None) -> None:
        if self.bridge.article_id is not None:
            return  # somebody has asked for one meanwhile
        if article_id is None:
            self.page_shown.emit(None)
            self._say_empty()
        else:
            self.open_article(article_id)

    def _say_empty(self) -> None:
        run = self._actions.run
        offers = (
            (tr("Import files …"), lambda: run("import-files")),
            (tr("From the clipboard"), lambda: run("paste-article")),
        )
        self.workspace.empty.say(
            tr("There is no article yet."),
            tr("Drop text files here, or import them."),
            () if self.project.read_only else offers,
        )

    def show_again(self) -> None:
        """Give the page the keyboard, and say that the project is here."""
        self.reading.focus()
        self._messages.say(tr("“{name}” is open in this window.", name=self.project.title))
        self.say_whose()

    def open_article(self, article_id: str) -> None:
        """Open an article; where reading stood in the one before is remembered.

        One that is shown is not read anew: what became of it since was shown as well.
        """
        self.keep_fields()
        if self.bridge.shows(article_id):
            return
        self.remember_place()
        self.bridge.open_article(article_id)

    def _open_to_read(self, article_id: str) -> None:
        """Open an article of the list; the page has the keyboard."""
        self.open_article(article_id)
        self.reading.focus()

    def keep_fields(self) -> None:
        """Keep what is typed in a form or in the note: it belongs to the page that is left."""
        self.reading.close_popup()
        inspector = self.workspace.inspector
        if inspector is not None:
            inspector.keep_typed()

    def open_then(self, article_id: str, then: Callable[[], None]) -> None:
        """Open an article if another is shown, and do something as soon as it is there."""
        page = self.bridge.page
        if page is not None and page.article.id == article_id:
            then()
            return
        self._coming = (article_id, then)
        self.open_article(article_id)

    def _open_at(self, article_id: str, at: Range) -> None:
        """Open an article at a place; the page has the keyboard."""
        self.open_then(article_id, lambda: self.view.select(at))
        self.reading.focus()

    def next_article(self) -> None:
        """Open the article below the open one in the list."""
        self._open_neighbour(1, tr("This is the last article of the list."))

    def previous_article(self) -> None:
        """Open the article above the open one in the list."""
        self._open_neighbour(-1, tr("This is the first article of the list."))

    def _open_neighbour(self, by: int, nothing: str) -> None:
        def then(article_id: str | None) -> None:
            if article_id is None:
                self.reading.say(nothing)
            else:
                self.open_article(article_id)

        self.workspace.articles.tell_neighbour(by, then)

    def remember_place(self) -> None:
        """Remember where the caret stands in the open article."""
        page = self.view.page
        if page is not None:
            self._places = self._places.at(page.article.id, self.view.caret())

    def _page_opened(self, page: Page) -> None:
        self.workspace.empty.hide()
        same = self.view.page is not None and self.view.page.article.id == page.article.id
        layer_id = self.bridge.layer_id
        self.workspace.area.set_page(page, layer_id=layer_id, keep_position=same)
        if not same:
            position = self._places.positions.get(page.article.id)
            if position is not None:
                self.view.set_caret(min(position, len(page.text)))
            self._places = self._places.opened(page.article.id)
        self._stand_where_wanted(page)
        self.workspace.articles.set_current(page.article.id)
        self.page_shown.emit(page)
        language = page.article.language
        QTimer.singleShot(_IDLE_MS, self, lambda: self._read_ahead(language))

    def _read_ahead(self, language: str) -> None:
        """Read the words that show speech before the first mark asks for them."""

        def read(_progress: object, _cancel: object) -> None:
            from annotator.reading import actor_choices, sayings  # noqa: F401 - what the keys ask
            from annotator.speech.words import lexicon

            lexicon(language)

        self.jobs.start(read, lambda _nothing: None)

    def _stand_where_wanted(self, page: Page) -> None:
        coming, self._coming = self._coming, None
        if coming is not None and coming[0] == page.article.id:
            coming[1]()

    def _page_gone(self) -> None:
        """Show another article in place of one whose import was undone."""
        self.reading.close_popup()
        self.reading.make_current(None)
        self.workspace.area.set_page(None)
        self.begin()

    def change_coder(self, coder: Coder) -> None:
        """Let somebody else mark; the page and the lists show their layer."""
        self.project.open_project.on_layer_of(coder)
        self.look_at(None)

    def look_at(self, layer: Layer | None) -> None:
        """Show the marks of a layer, None = the coder's own; who codes stays as it is."""
        if self.project.open_project.file.trouble is None:
            self._messages.close_message()
        else:  # what became of the file is still so
            self._messages.step_done()
        self.keep_fields()
        self.reading.make_current(None)
        is_own = layer is None or layer.id == self.bridge.context.layer.id
        self.bridge.looked_at = None if is_own else layer
        self.lists.reload()
        self._take_actors()
        if self.bridge.page is not None:
            self.bridge.open_article(self.bridge.page.article.id)
        self.layer_shown.emit()
        self.say_whose()

    def pass_messages(self) -> None:
        """Close what was said of what is seen no more; what failed stays."""
        self._messages.step_done()

    def say_whose(self) -> None:
        """Say whose marks are seen when they are not the coder's own, as in a fresh sample."""
        layer = self.bridge.looked_at
        if layer is None:
            return
        name = self.project.context.coder.name
        name = isolated(shortened(name, _LONGEST_NAME))
        mark = Offer(tr("Mark as {name}", name=name), lambda: self.look_at(None))
        self._messages.say(
            tr("These are the marks of “{name}”, to look around in.", name=layer.name),
            () if self.project.read_only else (mark,),
        )

    # --- what has happened ----------------------------------------------------------------------

    def _articles_changed(self, article_ids: frozenset[str] | None) -> None:
        if article_ids is None and self.bridge.article_id is None:
            self.begin()  # an import that was taken back is there again

    def look_outside(self) -> None:
        """See whether another program has changed the file."""
        self.keeping.look()

    # --- the end --------------------------------------------------------------------------------

    def there(self) -> Need:
        """Give what is there for acts to need."""
        found = Need.PROJECT
        if not self.project.read_only:
            found |= Need.WRITING
        if self.is_reviewing and self.review is not None:
            return found | self.review.there()
        if self.over.sheet is not None or self.suggesting.changing is not None:
            return found
        found |= Need.READ | Need.ROOM
        if self.bridge.looked_at is None:
            found |= Need.OWN
        page = self.bridge.page
        if page is not None:
            found |= Need.ARTICLE
            if self.reading.span is not None or self.reading.span_at_caret() is not None:
                found |= Need.SPAN
            if self.view.selection() is not None or self.reading.to_mark() is not None:
                found |= Need.WORDS
            found |= self.suggesting.there()
        return found

    def close(self) -> None:
        """Keep where reading stood and stop listening; the project is closed by the window."""
        self.keeping.stop()
        self.lists.stop()
        self.keep_fields()
        self.remember_place()
        places.save(self.project.id, self._places)
        self.bridge.close()
        theme.notice.changed.disconnect(self._dress)
        self.view.key_filter = None

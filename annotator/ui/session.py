"""One open project in the window: its panes, its acts, what a key means on its page.

Opening and closing files is in `projects`; texts in and out have their own dialogs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent

from annotator.language import tr
from annotator.project.notices import Notice, NoticeKind
from annotator.project.sample import sample_layer
from annotator.reading.keys import MARK, Meaning, Mode
from annotator.ui import places, theme
from annotator.ui.actions import Actions, Need
from annotator.ui.articles.model import EntryBlock, Query
from annotator.ui.bridge import Bridge
from annotator.ui.handlers.articles import ArticleHandlers
from annotator.ui.handlers.everywhere import EverywhereHandlers
from annotator.ui.handlers.links import LinkHandlers
from annotator.ui.handlers.navigation import NavigationHandlers
from annotator.ui.handlers.reading_state import ReadingState
from annotator.ui.handlers.spans import SpanHandlers
from annotator.ui.strokes import stroke_of
from annotator.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from annotator.model.article import ArticleEntry
    from annotator.model.layer import Coder, Layer
    from annotator.model.page import Page
    from annotator.project import Project
    from annotator.settings import Settings
    from annotator.store.read_lists import ListQuery
    from annotator.text.ranges import Range
    from annotator.ui.bars.find import FindBar
    from annotator.ui.jobs import Jobs
    from annotator.ui.page_diff import PageDiff

_LIST_MS = 120
_BACKUP_AFTER_MS = 3_000
_IDLE_MS = 400


class Session(QObject):
    """What lives as long as a project is open."""

    said = Signal(str)
    page_shown = Signal(object)
    """The page after it was opened or changed; None when the project has no article."""
    empty = Signal()
    """The project has no article to read."""

    def __init__(
        self, project: Project, jobs: Jobs, actions: Actions, settings: Settings, host: QWidget
    ) -> None:
        """Make the panes and register the acts of the reading view."""
        super().__init__(host)
        self.project = project
        self.jobs = jobs
        self._actions = actions
        self.bridge = Bridge(project, jobs, self)
        if project.context.layer_is_new:
            self.bridge.looked_at = sample_layer(project.layers())
        self.workspace = Workspace(self._ask, settings, host)
        self.view = self.workspace.area.view
        self.reading = ReadingState(self.bridge, self.workspace.area, self.workspace)
        self.marking = SpanHandlers(self.reading)
        self.joining = LinkHandlers(self.reading)
        self.moving = NavigationHandlers(self.reading)
        self.telling = ArticleHandlers(self.reading, self.next_article)
        self.everywhere = EverywhereHandlers(self.reading, jobs)
        self._places = places.load(project.id)
        self._find: FindBar | None = None
        self._coming: tuple[str, Range] | None = None
        self._lists = QTimer(self)
        self._lists.setSingleShot(True)
        self._lists.timeout.connect(self._refresh_lists)
        self._backups = QTimer(self)
        self._backups.setSingleShot(True)
        self._backups.timeout.connect(self._keep_backup)
        self._backups.start(_BACKUP_AFTER_MS)
        self._changed_articles: set[str] = set()
        self._actors_stale = True
        self._wire()
        self.register()
        self.take_scheme()

    # --- wiring ---------------------------------------------------------------------------------

    def _wire(self) -> None:
        bridge, view = self.bridge, self.view
        bridge.page_opened.connect(self._page_opened)
        bridge.page_gone.connect(self._page_gone)
        bridge.page_changed.connect(self._page_changed)
        bridge.actors_changed.connect(self._actors_changed)
        bridge.articles_changed.connect(self._articles_changed)
        bridge.scheme_changed.connect(self.take_scheme)
        bridge.happened.connect(self._happened)
        self.reading.said.connect(self.said)
        self.reading.current_changed.connect(self._current_changed)
        view.key_filter = self.key_pressed
        view.viewport().installEventFilter(self)
        view.span_clicked.connect(self._span_clicked)
        view.place_clicked.connect(lambda _at, _keys: self.reading.make_current(None))
        view.furniture_key_clicked.connect(
            lambda region_id: self.reading.guarded(
                lambda: self.telling.restore_furniture(region_id)
            )()
        )
        view.masthead_clicked.connect(
            lambda name: self.reading.guarded(lambda: self.telling.masthead(name))()
        )
        self.workspace.articles.opened.connect(self.open_article)
        self.workspace.area.claim_clicked.connect(self._claim_clicked)
        self.workspace.area.claim_activated.connect(self._claim_clicked)
        theme.notice.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.workspace.area.set_theme(theme.current())

    def register(self) -> None:
        """Say what the acts of the reading view do."""
        families = (self.marking, self.joining, self.moving, self.telling, self.everywhere)
        handlers: dict[str, Callable[[], None]] = {}
        for family in families:
            handlers.update(family.handlers())
        handlers["undo"] = self._undo
        handlers["redo"] = self._redo
        handlers["next-article"] = self.next_article
        handlers["previous-article"] = self.previous_article
        handlers["read"] = lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._actions.register(
            {name: self.reading.guarded(handler) for name, handler in handlers.items()}
        )

    def take_scheme(self) -> None:
        """Take the types of the scheme as it is now: their acts, keys, colours."""
        scheme = self.bridge.context.scheme
        if theme.current().scheme != scheme:
            theme.use(scheme=scheme)
        self.workspace.area.set_context(actors=self.bridge.context.actors, scheme=scheme)
        self._actions.register(
            {
                name: handler
                for kind in scheme.types
                for name, handler in (
                    (f"{MARK}{kind.name}", self._marks(kind.name)),
                    (f"add-part-{kind.name}", self._adds(kind.name)),
                )
            }
        )
        self._actions.set_scheme(scheme)
        self.view.keys = {
            "region": self._actions.key("restore-furniture"),
            "masthead": self._actions.key("masthead"),
            "done": self._actions.key("done"),
        }

    def _marks(self, type_name: str) -> Callable[[], None]:
        return self.reading.guarded(lambda: self.marking.mark(type_name))

    def _adds(self, type_name: str) -> Callable[[], None]:
        return self.reading.guarded(lambda: self.marking.add_part(type_name))

    # --- keys -----------------------------------------------------------------------------------

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Do what a key means on the page; False leaves it to the view."""
        stroke = stroke_of(event)
        if stroke is None or self.bridge.page is None:
            return False
        held = self.reading.boundary is not None
        meaning = self._actions.keys.resolve(stroke, Mode.BOUNDARY if held else Mode.PAGE)
        if meaning is None:
            self.reading.free = False
            return held
        return self._mean(meaning)

    def _mean(self, meaning: Meaning) -> bool:
        act = meaning.act
        if act == "taken":
            return True
        if self.reading.boundary is not None:
            self.reading.guarded(lambda: self._edge(act))()
        elif act == "digit":
            digit = meaning.digit or 0
            self.reading.guarded(lambda: self.marking.digit(digit))()
        elif act == "add-part":
            self._actions.do(f"add-part-{meaning.type_name}")
        elif act.startswith("line-"):
            self.reading.free = False
            return False
        elif not self.moving.move(act, extends=meaning.extends):
            self._actions.do(act)
        return True

    def _edge(self, act: str) -> None:
        if not self.moving.move_edge(act):
            self.moving.put_edge_back()
            self._actions.do(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the mouse selects is snapped already; a press puts the edge that is held."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            self.reading.free = True
            self.reading.close_popup()
            if self.reading.boundary is not None and event.button() is Qt.MouseButton.LeftButton:
                self.moving.put_edge_at(self.view.position_at(event.position().toPoint()))
                return True
        return super().eventFilter(watched, event)

    def _span_clicked(self, span_id: str, modifiers: Qt.KeyboardModifier) -> None:
        cycle = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        self.reading.guarded(lambda: self.moving.clicked(span_id, cycle=cycle))()

    def _claim_clicked(self, span_id: str) -> None:
        span = self.reading.page.span(span_id)
        if span is not None:
            self.reading.go_to(span)
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)

    # --- articles -------------------------------------------------------------------------------

    def begin(self, article_id: str | None = None) -> None:
        """Show the list, and the article asked for, the one last read, or the first."""
        self.workspace.articles.reload()
        self._actors_changed()
        wanted = article_id or self._places.article_id
        layer_id, project = self.bridge.layer_id, self.project

        def find(_progress: object, _cancel: object) -> str | None:
            ids = project.reader.article_ids()
            if wanted in ids:
                return wanted
            first = project.reader.entries(layer_id, limit=1)
            return first[0].id if first else None

        self.jobs.start(find, self._begin_with, self.bridge.refused.emit)

    def _keep_backup(self) -> None:
        """Copy the project to the backups, if there is something new since the last time."""

        def copy(_progress: object, _cancel: object) -> None:
            self.project.keep_backup()

        self.jobs.start(
            copy, lambda _nothing: None, lambda problem: self.said.emit(problem.sentence())
        )

    def _begin_with(self, article_id: str | None) -> None:
        if self.bridge.has_article:
            return  # somebody has asked for one meanwhile
        if article_id is None:
            self.page_shown.emit(None)
            self.empty.emit()
        else:
            self.open_article(article_id)

    def open_article(self, article_id: str) -> None:
        """Open an article; where reading stood in the one before is remembered."""
        self.keep_fields()
        self.remember_place()
        self.bridge.open_article(article_id)

    def keep_fields(self) -> None:
        """Keep what is typed in a form or in the note: it belongs to the page that is left."""
        self.reading.close_popup()
        inspector = self.workspace.inspector
        if inspector is not None:
            inspector.keep_note()

    def open_at(self, article_id: str, at: Range) -> None:
        """Open an article and select a range in it."""
        page = self.bridge.page
        if page is not None and page.article.id == article_id:
            self.view.select(at)
            return
        self._coming = (article_id, at)
        self.open_article(article_id)

    def find_bar(self) -> FindBar:
        """Give the bar that finds words in the article; it is made when first wanted."""
        if self._find is None:
            from annotator.ui.bars.find import FindBar

            self._find = FindBar(self.view, self.jobs, self.workspace)
            self._find.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
            self.workspace.add_below(self._find)
        return self._find

    def next_article(self) -> None:
        """Open the article below the open one in the list."""
        self._open_neighbour(1, tr("This is the last article of the list."))

    def previous_article(self) -> None:
        """Open the article above the open one in the list."""
        self._open_neighbour(-1, tr("This is the first article of the list."))

    def _open_neighbour(self, by: int, nothing: str) -> None:
        entry: ArticleEntry | None = self.workspace.articles.neighbour(by)
        if entry is None or (
            self.bridge.page is not None and entry.id == self.bridge.page.article.id
        ):
            self.said.emit(nothing)
        else:
            self.open_article(entry.id)

    def remember_place(self) -> None:
        """Remember where the caret stands in the open article."""
        page = self.view.page
        if page is not None:
            self._places = self._places.at(page.article.id, self.view.caret())

    def _page_opened(self, page: Page) -> None:
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
            from annotator.speech.words import lexicon

            lexicon(language)

        self.jobs.start(read, lambda _nothing: None)

    def _stand_where_wanted(self, page: Page) -> None:
        coming, self._coming = self._coming, None
        if coming is not None and coming[0] == page.article.id:
            self.view.select(coming[1])
        if self._find is not None:
            self._find.look_again()

    def _page_gone(self) -> None:
        """Show another article in place of one whose import was undone."""
        self.reading.close_popup()
        self.reading.make_current(None)
        self.workspace.area.set_page(None)
        self.begin()

    def _page_changed(self, page: Page, _touched: PageDiff) -> None:
        self.page_shown.emit(page)

    def _current_changed(self) -> None:
        self.page_shown.emit(self.bridge.page)

    def change_coder(self, coder: Coder) -> None:
        """Let somebody else mark; the page and the lists show their layer."""
        self.project.on_layer_of(coder)
        self.look_at(None)

    def look_at(self, layer: Layer | None) -> None:
        """Show the marks of a layer, None = the coder's own; who codes stays as it is."""
        self.keep_fields()
        self.reading.make_current(None)
        is_own = layer is None or layer.id == self.bridge.context.layer.id
        self.bridge.looked_at = None if is_own else layer
        self.workspace.articles.reload()
        self._actors_changed()
        if self.bridge.page is not None:
            self.bridge.open_article(self.bridge.page.article.id)

    # --- lists ----------------------------------------------------------------------------------

    def _ask(
        self, query: Query, offset: int, limit: int, then: Callable[[EntryBlock], None]
    ) -> None:
        layer_id, project = self.bridge.layer_id, self.project

        def read(_progress: object, _cancel: object) -> EntryBlock:
            wanted = _list_query(query)
            n = project.reader.n_entries(layer_id, wanted)
            entries = project.reader.entries(layer_id, wanted, limit=limit, offset=offset)
            return EntryBlock(query, n, offset, tuple(entries))

        self.jobs.start(read, then, self.bridge.refused.emit)

    def _articles_changed(self, article_ids: frozenset[str] | None) -> None:
        if article_ids is None and not self.bridge.has_article:
            self.begin()  # an import that was taken back is there again
            return
        if article_ids is None:
            self.workspace.articles.reload()
            return
        self._changed_articles |= article_ids
        self._lists.start(_LIST_MS)

    def _actors_changed(self) -> None:
        self.workspace.area.set_context(actors=self.bridge.context.actors)
        self._actors_stale = True
        self._lists.start(_LIST_MS)

    def _refresh_lists(self) -> None:
        changed, self._changed_articles = self._changed_articles, set()
        stale, self._actors_stale = self._actors_stale, False
        layer_id, project, actors = self.bridge.layer_id, self.project, self.bridge.context.actors

        def read(
            _progress: object, _cancel: object
        ) -> tuple[list[ArticleEntry], dict[str, tuple[int, int]] | None]:
            project.drain(1.0)
            reader = project.reader
            entries = [reader.entry(one, layer_id) for one in changed]
            return entries, reader.actor_counts(layer_id) if stale else None

        def then(found: tuple[list[ArticleEntry], dict[str, tuple[int, int]] | None]) -> None:
            for entry in found[0]:
                self.workspace.articles.model.replace(entry)
            if found[1] is not None:
                self.workspace.actors.model.show(actors.present(), found[1])

        self.jobs.start(read, then)

    # --- undo -----------------------------------------------------------------------------------

    def _undo(self) -> None:
        self.reading.close_popup()
        self.moving.put_edge_back()
        self.bridge.undo()

    def _redo(self) -> None:
        self.reading.close_popup()
        self.bridge.redo()

    def _happened(self, notice: Notice) -> None:
        """Say what was undone; it may have been in another article."""
        from annotator.project.step_names import step_name

        if notice.step is None:
            return
        name = step_name(notice.step)
        undone = notice.kind is NoticeKind.UNDONE
        self.said.emit(
            tr("Undone: {step}", step=name) if undone else tr("Done again: {step}", step=name)
        )
        page = self.bridge.page
        elsewhere = notice.article_ids()
        if page is not None and len(elsewhere) == 1 and page.article.id not in elsewhere:
            (article_id,) = elsewhere
            if not any(one.table == "article" for one in notice.step.changes):
                self.open_article(article_id)

    def look_outside(self) -> None:
        """Ask the writer to see whether another program has changed the file."""
        self.project.look()

    # --- the end --------------------------------------------------------------------------------

    def there(self) -> Need:
        """Give what is there for acts to need."""
        found = Need.PROJECT
        if not self.project.read_only:
            found |= Need.WRITING
        if self.bridge.looked_at is None:
            found |= Need.OWN
        page = self.bridge.page
        if page is not None:
            found |= Need.ARTICLE
            if self.reading.span is not None or self.reading.span_at_caret() is not None:
                found |= Need.SPAN
            if self.view.selection() is not None or self.reading.selected_or_word() is not None:
                found |= Need.WORDS
        return found

    def close(self) -> None:
        """Keep where reading stood and stop listening; the project is closed by the window."""
        self._backups.stop()
        self._lists.stop()
        self.keep_fields()
        self.remember_place()
        places.save(self.project.id, self._places)
        self.bridge.close()
        theme.notice.changed.disconnect(self._dress)
        self.view.key_filter = None


def _list_query(query: Query) -> ListQuery:
    from annotator.store.read_lists import ListQuery

    return ListQuery(
        order=query.order,
        descending=query.descending,
        search=query.search,
        state=query.state,
        outlet=query.outlet,
        language=query.language,
    )

"""Review, the workspace: the list of differences, the page with both codings, cards, sheets."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from annotator.language import tr, trn
from annotator.model.changes import Blocks
from annotator.model.layer import LayerKind
from annotator.reading.keys import Mode
from annotator.text.words import isolated, shortened
from annotator.ui.basics import drops, theme
from annotator.ui.basics.actions import Need
from annotator.ui.basics.building import column
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.heard import announce
from annotator.ui.basics.keyboard import Keyboard
from annotator.ui.basics.messages import Offer
from annotator.ui.basics.panes import Panes
from annotator.ui.over_page import panes_of
from annotator.ui.reading_area import width_wanted
from annotator.ui.review import SHEETS, looks
from annotator.ui.review.area import ReviewArea
from annotator.ui.review.differences.list_pane import DifferencesPane
from annotator.ui.review.differences.prepared import Prepared
from annotator.ui.review.differences.state import ReviewState
from annotator.ui.review.differences.words import Entry
from annotator.ui.review.looks import Look
from annotator.ui.review.settling.change import ChangeFirst
from annotator.ui.review.settling.handlers import ReviewHandlers
from annotator.ui.review.status_line import facts_of, hanging_words, undecided_words

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent

    from annotator.compare.values import Difference
    from annotator.model.changes import Step
    from annotator.model.layer import Layer
    from annotator.ui.basics.actions import Actions
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.ui.basics.sheet import Sheet
    from annotator.ui.bridge import Bridge
    from annotator.ui.review.settling.draft import Draft

_LEFT = 264
_MOVES = frozenset((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End))
_KEYS_SHOWN = (
    "take-left", "take-right", "take-both", "take-neither", "change-first", "take-framed",
    "open-again",
)  # fmt: skip
_LONGEST_NAME = 20


class ReviewWorkspace(QWidget):
    """What Review shows of one open project."""

    files_dropped = Signal(object)
    working = Signal(object, str)
    """A job that may take long, and what it is, for the progress strip."""
    changed = Signal()
    """The bars have to say something else: a sheet has come or gone, a difference is settled."""
    wanted = Signal()
    """A sheet lies over the differences: Review wants to be seen."""
    passage_wanted = Signal(object)
    """A passage of an actor that is to be read where it stands."""
    article_wanted = Signal(str)
    """The id of an article that is to be read."""
    said = Signal(str, object)
    """A sentence for the person, and what can be done about it (a tuple of `Offer`)."""

    def __init__(self, bridge: Bridge, jobs: Jobs, actions: Actions, parent: QWidget) -> None:
        """Make the workspace, empty; `begin` fills it."""
        super().__init__(parent)
        self.setAccessibleName(tr("Review"))
        self.setAcceptDrops(True)
        self.bridge, self.jobs, self._actions = bridge, jobs, actions
        self.state = ReviewState(bridge, jobs, self)
        self._last_look = looks.load(bridge.project.id)
        self.pair = self._first_pair()
        """The left and the right coding; None where there is none."""
        self.sheet: Sheet | None = None
        """What lies over the differences, if anything does."""
        self._stack = QStackedWidget(self)
        self._across = QSplitter(Qt.Orientation.Horizontal, self._stack)
        self.pane = DifferencesPane(self.state, jobs, self._across)
        self.area = ReviewArea(self.state, self._across)
        self.empty = EmptyPlace(self.area)
        self.handlers = ReviewHandlers(self.state, self)
        self._build()
        self._of_differences = Panes(self.area.view, self._takers, self)
        self._of_sheet: Panes | None = None
        self._whole: QWidget | None = None
        self.changing: ChangeFirst | None = None
        """What is changed before it is taken, while it is."""
        self._led: list[tuple[Layer | None, Layer | None]] = []
        """The pairs of which it was said that speakers hang on actors."""
        self._is_listed: bool | None = None
        """Whether the list was asked for or folded away; None = it is there if there is room."""
        self._wire()
        self._dress()

    def _build(self) -> None:
        self._across.setHandleWidth(1)
        self._across.addWidget(self.pane)
        self._across.addWidget(self.area)
        self._across.setStretchFactor(1, 1)
        self._across.setCollapsible(1, False)
        self._across.setSizes([_LEFT, 10_000])
        self._stack.addWidget(self._across)
        column((self._stack, 1), of=self, around=(0, 0, 0, 0), gap=0)

    def _wire(self) -> None:
        state, area, view = self.state, self.area, self.area.view
        state.compared.connect(self._compared)
        state.gone.connect(self._forget_pair)
        state.page_opened.connect(self._page_opened)
        state.current_changed.connect(self._current_changed)
        state.frame_moved.connect(self._frame_moved)
        state.settled.connect(self._settled)
        state.measured.connect(self.changed)
        self.bridge.undone.connect(self._undone)
        self.bridge.actors_changed.connect(self._take_context)
        self.bridge.scheme_changed.connect(self._take_context)
        self.pane.chosen.connect(lambda entry: self.go_to(entry))
        self.pane.same_wanted.connect(self.turn_same)
        self.pane.outside_wanted.connect(lambda: self.open_sheet("not-compared"))
        # Esc is the window's: it knows what lies over the page.
        leaves = {"let-go": lambda _meaning: False}
        self._keyboard = Keyboard(self._actions, lambda: Mode.REVIEW, leaves, self._in_vain)
        view.key_filter = self._keyboard.pressed
        view.setAccessibleName(tr("Article, both codings"))
        view.place_clicked.connect(lambda at, _keys: self._clicked(at))
        view.span_clicked.connect(lambda _id, _keys: self._clicked(view.caret()))
        area.claim_clicked.connect(self._card_clicked)
        area.margin.card_wanted.connect(lambda key: self._stand_on(key))
        area.cards.act_clicked.connect(self._actions.run)
        area.margin.installEventFilter(self)
        theme.notice.changed.connect(self._dress)
        self._take_context()

    def _dress(self) -> None:
        self.area.set_theme(theme.current())
        keys = {act: self._actions.key(act) for act in _KEYS_SHOWN if self._has(act)}
        self.area.margin.keys.update(keys)
        self._give_room()

    def _has(self, act: str) -> bool:
        return act in self._actions.functions

    def _take_context(self) -> None:
        context = self.bridge.context
        self.area.set_context(actors=context.actors, scheme=context.scheme)

    def _first_pair(self) -> tuple[Layer | None, Layer | None]:
        """The pair of the last look, else the coder's own layer against the first of another.

        Without names it is the pair that is settled so: any other would tell who is who. Where
        neither is the coder's own, they stand by their names.
        """
        layers = self.bridge.project.layers()
        by_id = {one.id: one for one in layers}
        record, look = self.state.nameless, self._last_look
        for pair in (record.of if record else None, look.pair if look else None):
            if pair is not None and all(one in by_id for one in pair):
                return by_id[pair[0]], by_id[pair[1]]
        own = self.bridge.context.layer
        people = [one for one in layers if one.kind is LayerKind.PERSON]
        people.sort(key=lambda one: (one.name.casefold(), one.name))
        first = next((one for one in people if one.id == own.id), None)
        others = [one for one in people if one != first]
        if first is None and others:
            first = others.pop(0)
        return first, next(iter(others), None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        drops.allow(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which files were dropped."""
        paths, _ = drops.dropped(event)
        if paths:
            self.files_dropped.emit(paths)

    # --- what is shown --------------------------------------------------------------------------

    def begin(self) -> None:
        """Show what there is to settle, or say why there is nothing."""
        if self.pair[1] is None and self.state.settling is None:
            self.pair = self._first_pair()
        left, right = self.pair
        if left is not None and right is not None and self.state.settling is None:
            self.state.compare(left, right)
        self._say_empty()
        self.panes.focus_page()

    def compare(self, left: Layer, right: Layer) -> None:
        """Compare two codings and show where they differ."""
        self.keep_look()
        self._last_look = None
        self.pair = (left, right)
        self.state.show(Prepared())
        self.close_sheet()
        self.changed.emit()

    def _forget_pair(self) -> None:
        """Compare whom there still is; at once where that is seen."""
        self.pair = self._first_pair()
        if self.isVisible() and self.sheet is None:
            self.begin()
        self._say_empty()

    def _compared(self) -> None:
        settling = self.state.settling
        if settling is not None:
            sides = (settling.sides.left, settling.sides.right)
            last = self._last_look
            self.pane.model.last_look = last if last is not None and last.pair == sides else None
            self.pane.model.titles = {}
            self._read_titles()
        self.pane.model.refill()
        if self.state.page is None:
            self.area.show_article()
            self._open_first()
        self._say_empty()
        self._refresh()
        self._lead_to_actors()

    def _lead_to_actors(self) -> None:
        """Say first, once of two codings, how many speakers hang on actors, and lead there."""
        settling = self.state.settling
        n = 0 if settling is None else settling.comparison.n_undecided_actors
        if n and self.sheet is None and self.pair not in self._led:
            self._led.append(self.pair)
            offer = Offer(tr("Decide"), lambda: self.open_sheet("look-alikes"))
            self.say(f"{hanging_words(n)}.", (offer,))

    def _read_titles(self) -> None:
        """Read what the articles are called, for the headings."""
        wanted, project = list(self.state.entries), self.bridge.project

        def read(_progress: object, _cancel: object) -> dict[str, str]:
            reader = project.reader
            return {one: reader.article(one).title or tr("no title") for one in wanted}

        def then(titles: dict[str, str]) -> None:
            self.pane.model.set_titles(titles)

        self.jobs.start(read, then)

    def _open_first(self) -> None:
        entry = self.state.neighbour(1)
        if entry is not None:
            self.go_to(entry)
        elif self.state.entries:
            self.state.open(next(iter(self.state.entries)))

    def go_to(self, entry: Entry) -> None:
        """Stand on a difference, in whatever article it is; what is changed first is put back."""
        if self.changing is not None:
            self.changing.end(keep=False)
        self.state.open(entry.first.article_id, entry)

    def _page_opened(self) -> None:
        self.area.show_article()
        model = self.pane.model
        page = self.state.page
        if model.filter.article_id is not None and page is not None:
            model.set_filter(article_id=page.article.id)
        self._say_empty()
        self._refresh()

    def _undone(self, step: Step, _back: bool) -> None:
        """Go to what was decided otherwise by undoing or doing again."""
        settling = self.state.settling
        if settling is None or isinstance(step.changes, Blocks) or not self.isVisible():
            return
        rows = (one.after or one.before or {} for one in step.changes if one.table == "decision")
        keys = [str(one["subject"]) for one in rows]
        found = next((one for key in keys if (one := settling.difference(key)) is not None), None)
        entry = self.state.entry(found.article_id, found.key) if found is not None else None
        if entry is not None:
            self.go_to(entry)

    def _current_changed(self) -> None:
        self.handlers.close_popup()
        self.area.cards.n_alike = self.state.n_alike()
        self.area.show_current()
        self.pane.mark(self.state.current)
        entry = self.state.current
        said = self.area.margin.said(entry.key) if entry is not None else None
        announce(self.area.view, said.name if said is not None else "")
        self.changed.emit()

    def _frame_moved(self) -> None:
        self.area.show_current()
        side = self.letters()[0 if self.state.frames_left else 1]
        announce(self.area.view, tr("Enter takes {side}", side=side))
        self.changed.emit()

    def _settled(self, article_ids: frozenset[str]) -> None:
        """Show what was decided: in the open article at once, the counts with it."""
        self.area.cards.n_alike = self.state.n_alike()
        self.area.show_decided()
        self.pane.model.show_settled(article_ids)
        self._refresh()

    def _refresh(self) -> None:
        self.pane.refresh(shows_same=self.area.shows_same)
        self.changed.emit()

    def turn_same(self) -> None:
        """Show what both have, or hide it."""
        self.area.turn_same()
        self._refresh()

    def follow(self, job: Job[Any], words: str) -> None:
        """Show that something is worked out that may take long."""
        self.working.emit(job, words)

    def say(self, sentence: str, offers: tuple[Offer, ...] = ()) -> None:
        """Tell the person something, and what can be done about it."""
        self.said.emit(sentence, offers)

    # --- changing first -------------------------------------------------------------------------

    def change(self, draft: Draft) -> None:
        """Let a draft take the place of the page until it is kept or put back."""
        self.changing = changing = ChangeFirst(draft, self.jobs, self._actions, self._across)
        changing.ended.connect(self._changed_first)
        changing.said.connect(self.say)
        self.area.hide()  # first: it would be laid out anew for the room beside the other
        self._across.insertWidget(1, changing)
        self._across.setStretchFactor(1, 1)
        changing.begin()
        self.changed.emit()

    def _changed_first(self, keep: bool) -> None:
        changing, self.changing = self.changing, None
        if changing is None:
            return
        self.area.show()
        self.panes.focus_page()
        changing.hide()
        changing.deleteLater()
        if keep:
            self.bridge.submit(changing.draft.kept())
        self.area.show_current()
        self.changed.emit()

    def turn(self, *, back: bool) -> bool:
        """Take back or do again what is changed first; say whether something is."""
        if self.changing is not None:
            self.changing.draft.turn(back=back)
        return self.changing is not None

    # --- nothing to show ------------------------------------------------------------------------

    def _say_empty(self) -> None:
        compare = (tr("Compare …"), lambda: self._actions.run("compare"))
        open_work = (tr("Open a colleague’s work …"), lambda: self._actions.run("open-colleague"))
        left, right = self.pair
        settling = self.state.settling
        if left is None or right is None:
            self.empty.say(
                tr("No two codings yet"),
                tr("Review compares what two coders have done. Open a colleague’s file to begin."),
                (open_work, compare),
            )
        elif settling is None:
            names = self.state.names(left, right)
            words = tr("Comparing {left} and {right} …", left=names[0], right=names[1])
            self.empty.say(words, "")
        elif not settling.comparison.articles:
            n = len(settling.comparison.left_out)
            outside = trn("{n} article is outside.", "{n} articles are outside.", n)
            self.empty.say(
                tr("No article that both have marked done"),
                tr("Only what both coders have done is compared. {outside}", outside=outside),
                (compare, (tr("Which articles …"), lambda: self.open_sheet("not-compared"))),
            )
        else:
            self.empty.hide()
        self._give_room()

    # --- sheets ---------------------------------------------------------------------------------

    def open_sheet(self, act: str) -> None:
        """Show the sheet or form of an act of the menu *Review*."""
        import_module(f"annotator.ui.review.{SHEETS[act]}").show(self)

    def show_sheet(self, sheet: Sheet) -> None:
        """Let a sheet take the place of page, cards and list; another one goes."""
        from annotator.ui.basics.sheet import with_side

        self.handlers.close_popup()
        if self.changing is not None:
            self.changing.end(keep=False)
        self._drop_sheet()
        self.sheet = sheet
        sheet.closed.connect(self.close_sheet)
        self._whole = whole = with_side(sheet, self._stack)
        self._stack.addWidget(whole)
        self._stack.setCurrentWidget(whole)
        self._of_sheet = Panes(sheet.home, lambda: panes_of(sheet), sheet)
        self.wanted.emit()
        self.panes.focus_page()
        self.changed.emit()

    def close_sheet(self) -> None:
        """Go back to the differences."""
        self._drop_sheet()
        self._stack.setCurrentWidget(self._across)
        self.begin()
        self.changed.emit()

    def _drop_sheet(self) -> None:
        whole, self._whole = self._whole, None
        sheet, self.sheet, self._of_sheet = self.sheet, None, None
        if sheet is not None:
            sheet.dropped()
        if whole is not None:
            self.panes.focus_page()
            self._stack.removeWidget(whole)
            whole.hide()
            whole.deleteLater()

    # --- keys and the mouse ---------------------------------------------------------------------

    def _in_vain(self, key: str) -> None:
        if key:
            self.say(tr("“{key}” does nothing in Review. F1 shows the keys.", key=key))

    def run(self, act: str) -> None:
        """Do an act of Review, in the article that is open or on its way."""
        self.state.when_open(partial(self.handlers.run, act))

    def _clicked(self, at: int) -> None:
        """Stand on the smallest difference at a place; on another of them with each click."""
        here = self.state.at(at)
        if self.state.current in here:
            here = here[here.index(self.state.current) + 1 :] + here[:1]
        self.state.make_current(next(iter(here), None))

    def _card_clicked(self, key: str) -> None:
        self._stand_on(key)
        self.panes.focus_page()

    def _stand_on(self, key: str) -> None:
        page = self.state.page
        entry = self.state.entry(page.article.id, key) if page is not None else None
        if entry is not None and entry is not self.state.current:
            self.state.make_current(entry)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of Review work on the cards too, but those that go from card to card."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_plain = not event.modifiers()
            if not (is_plain and event.key() in _MOVES) and self._keyboard.pressed(event):
                return True
        return super().eventFilter(watched, event)

    # --- what the window asks -------------------------------------------------------------------

    @property
    def panes(self) -> Panes:
        """The panes between which F6 goes: of the differences, or of the sheet over them."""
        if self.changing is not None and self._of_sheet is None:
            return self.changing.panes
        return self._of_sheet or self._of_differences

    def _takers(self) -> dict[QWidget, QWidget]:
        """Give each pane with what takes the keys in it, in the order of F6."""
        area = self.area
        found: dict[QWidget, QWidget] = {self.pane: self.pane.list, area.view: area.view}
        if area.margin.n_cards:
            found[area.margin] = area.margin
        return found

    def there(self) -> Need:
        """Give what is there for acts to need."""
        is_hidden = self.sheet is not None or self.changing is not None
        if is_hidden or self.state.settling is None:
            return Need.NOTHING if is_hidden else Need.ROOM
        return (
            Need.ROOM
            | Need.REVIEW
            | (Need.DIFFERENCE if self.state.current is not None else Need.NOTHING)
        )

    def status(self) -> tuple[str, tuple[str, ...]]:
        """Give what the status line says: what is shown, and facts about it."""
        if self.sheet is not None:
            return self.sheet.status, ()
        left, right = self.pair
        if left is None or right is None:
            return tr("Review"), ()
        names = [isolated(shortened(one, _LONGEST_NAME)) for one in self.state.names(left, right)]
        said = tr("{left} against {right}", left=names[0], right=names[1])
        return f"{said} ▾", facts_of(self.state)

    def lead(self) -> str:
        """Give what the status line leads to: the actors that speakers hang on undecided."""
        return undecided_words(self.state) if self.sheet is None else ""

    def letters(self) -> tuple[str, str]:
        """Give the letters of left and right, for the buttons of the bar."""
        return self.state.letters()

    def line_words(self, one: Difference) -> str:
        """Give what a line of a list says of a difference: its words, and where."""
        model = self.pane.model
        title = model.titles.get(one.article_id, "")
        return "  ·  ".join(filter(None, (model.words(Entry((one,))), title)))

    def place_of_page(self) -> QRect:
        """Give where messages lie over, in this widget's coordinates."""
        if self.sheet is not None:
            return self.sheet.place_of_content().translated(self.sheet.mapTo(self, QPoint(0, 0)))
        shown = self.changing.area.view if self.changing is not None else self.area.view
        return QRect(shown.mapTo(self, QPoint(0, 0)), shown.size())

    @property
    def is_asking(self) -> bool:
        """Whether something is asked or changed, which Esc leaves first."""
        return self.handlers.popup is not None or self.changing is not None

    def let_go(self) -> None:
        """Go out of the first thing that there is: Esc that nothing else has taken."""
        if self.sheet is not None:
            self.close_sheet()
        elif self.changing is not None:
            self.changing.let_go()
        elif self.handlers.popup is not None:
            self.handlers.close_popup()
        elif not self.area.view.hasFocus():
            self.panes.focus_page()
        else:
            self.state.make_current(None)

    def close(self) -> bool:
        """Keep the last look; nothing of the theme is followed any more."""
        self.keep_look()
        theme.notice.changed.disconnect(self._dress)
        self.area.view.key_filter = None
        if self.sheet is not None:
            self.sheet.dropped()
        return super().close()

    def keep_look(self) -> None:
        """Keep which differences were there, so that new ones can be told next time."""
        settling = self.state.settling
        if settling is not None:
            keys = (one.key for one in settling.comparison.differences())
            pair = (settling.sides.left, settling.sides.right)
            looks.save(self.bridge.project.id, Look.at(pair, keys))

    # --- room -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the list where page and cards need its room."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._is_listed = None
        self._give_room()

    def fold_list(self) -> None:
        """Show the list where there is no room for it beside page and cards, or fold it away."""
        self._is_listed = self.pane.isHidden()
        self._give_room()
        if self._is_listed:
            self.pane.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _give_room(self) -> None:
        settling = self.state.settling
        wanted = _LEFT + width_wanted(theme.current().text_size, is_whole=False)
        is_there = settling is not None and bool(settling.comparison.articles)
        is_shown = self.width() >= wanted if self._is_listed is None else self._is_listed
        self.pane.setVisible(is_there and is_shown)

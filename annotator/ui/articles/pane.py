"""The list of articles with search, filter and sort. What opening one does is the window's."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyleOptionViewItem, QWidget

from annotator.language import tr, trn
from annotator.model.article import ArticleEntry, ListFilter, ListOrder, ListQuery, ListState
from annotator.model.layer import State
from annotator.store.lists.article_order import ArticleOrder
from annotator.text.likeness import find_folded
from annotator.text.ranges import Range
from annotator.text.script import direction
from annotator.ui.articles.dots import paint_dot, state_label, state_of
from annotator.ui.articles.filters import Choices, choices_of, fill_menu, filter_words
from annotator.ui.articles.model import ArticleModel, Ask, open_sign
from annotator.ui.basics import theme
from annotator.ui.basics.building import column, field, later, row
from annotator.ui.basics.buttons import FlatButton
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.keycaps import paint_dots
from annotator.ui.basics.labels import Label, plain_tip
from annotator.ui.basics.rows import Index, RowList, Rows, face, typed_in, write, write_found
from annotator.ui.page.banners import date_in_line

ROW_HEIGHT = 46
_TYPING_MS = 150
_STATES: tuple[ListState, ...] = ("todo", State.IN_PROGRESS, State.DONE, State.EXCLUDED)
_SORTS: tuple[tuple[str, ListOrder, bool], ...] = (
    ("As they came in", "number", False),
    ("Newest first", "date", True),
    ("Oldest first", "date", False),
    ("By title", "title", False),
    ("By outlet", "outlet", False),
    ("By state", "state", False),
)


class ArticlesPane(QWidget):
    """The upper half of the left pane. Enter or a double click opens an article."""

    opened = Signal(str)
    change_wanted = Signal()
    """Fields of the chosen articles are to be changed."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        """Make the list; it is empty until `reload`."""
        super().__init__(parent)
        self.setAccessibleName(tr("Articles"))
        self._current: str | None = None
        self._row: int | None = None
        self._is_marked = False
        """Whether the open article is chosen in the list as it is."""
        self._is_sought = False
        """Whether the row of the open article is not known yet."""
        self._waits: Callable[[], None] | None = None
        """Asks for a neighbour of the open article once more."""
        self.model = ArticleModel(ask)
        self.model.setParent(self)
        self._n = Label("", "small", "ink2", parent=self)
        self.search = field("", self)
        self.search.setPlaceholderText(tr("Search"))
        searched = tr("Search in titles, outlets, bylines and sources")
        self.search.setAccessibleName(searched)
        self.search.setToolTip(plain_tip(searched))
        # Its picture is only loaded when there is something to clear.
        self.search.textChanged.connect(lambda: self.search.setClearButtonEnabled(True))
        self._states = FlatButton("states", tr("Which states are shown"), self)
        self._sorts = FlatButton("sorts", tr("In which order"), self)
        self._filters = FlatButton("filters", tr("By which fields it is narrowed"), self)
        self.list = _List(self, tr("Articles"))
        self.list.setMouseTracking(True)
        self.list.setModel(self.model)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setItemDelegate(_Rows(self.list, lambda: self.model.query))
        self.nothing = EmptyPlace(self.list.viewport())
        self._lay_out()
        self._timer = later(self, _TYPING_MS, self._search)
        self.search.textEdited.connect(lambda _typed: self._timer.start())
        self.search.returnPressed.connect(self._search_and_go)
        self.list.activated.connect(self._open)
        self.list.typed.connect(self._type)
        self.list.customContextMenuRequested.connect(self._menu_at)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._say_n())
        self.model.counted.connect(self._counted)
        self.model.filled.connect(self._mark_current)
        self.model.filled.connect(self._ask_again)
        self._states.clicked.connect(self._choose_state)
        self._sorts.clicked.connect(self._choose_sort)
        self._filters.clicked.connect(self._ask_filters)
        theme.notice.changed.connect(self.list.viewport().update)
        self._say_query()

    def reload(self) -> None:
        """Read the list again."""
        self.model.reload()

    def set_current(self, article_id: str | None) -> None:
        """Show which article is open."""
        self._current, self._row, self._is_marked = article_id, None, False
        self._waits = None
        self._mark_current()

    def n_chosen(self) -> int:
        """Count the articles that are chosen."""
        return sum(last - first + 1 for first, last in self._stretches())

    def chosen(self, then: Callable[[ArticleOrder], None]) -> None:
        """Tell the chosen articles, in the order of the list."""
        self.model.choose(self._stretches(), then)

    def _stretches(self) -> list[tuple[int, int]]:
        """Give the rows that are chosen, as stretches: of a whole list it is one."""
        return [
            (one.top(), one.bottom()) for one in self.list.selectionModel().selection().toList()
        ]

    def neighbour(self, by: int) -> ArticleEntry | None:
        """Give the article that many rows after the open one (negative: before), or None."""
        return self.model.entry(self._row_beside(by))

    def tell_neighbour(self, by: int, then: Callable[[str | None], None]) -> None:
        """Tell the id of `neighbour`, None where there is no other, as soon as that is known.

        Not where another article is opened before.
        """
        self._waits, entry = None, self.neighbour(by)
        is_to_come = entry is None and self.model.is_on_its_way(self._row_beside(by))
        if self._is_sought or is_to_come:
            self._waits = partial(self.tell_neighbour, by, then)
        else:
            then(None if entry is None or entry.id == self._current else entry.id)

    def _ask_again(self) -> None:
        if self._waits is not None:
            self._waits()

    def _row_beside(self, by: int) -> int:
        return 0 if self._row is None else self._row + by

    def choose_state(self, state: ListState | None) -> None:
        """Show the articles of one state only; None = all."""
        self.model.set_query(replace(self.model.query, state=state))
        self._say_query()

    def choose_sort(self, order: ListOrder, *, descending: bool) -> None:
        """Show the articles in another order."""
        self.model.set_query(replace(self.model.query, order=order, descending=descending))
        self._say_query()

    def choose_filters(self, filters: tuple[ListFilter, ...]) -> None:
        """Show the articles whose fields have these values only; () = all."""
        self.model.set_query(replace(self.model.query, filters=filters))
        self._say_query()

    def _lay_out(self) -> None:
        title = Label(tr("Articles"), "bold", parent=self)
        head = row(title, None, self._filters, self._n, gap=6)
        ways = row(self._states, None, self._sorts)
        upper = column(head, self.search, ways, around=(16, 12, 16, 0), gap=8)
        column(upper, (self.list, 1), of=self, around=(0, 0, 0, 0), gap=6)

    def _say_query(self) -> None:
        query = self.model.query
        state = tr("All states") if query.state is None else state_label(query.state)
        self._states.setText(f"{state} ▾")
        self._filters.setText(f"{filter_words(query.filters)} ▾")
        for label, order, descending in _SORTS:
            if (order, descending) == (query.order, query.descending):
                self._sorts.setText(f"{tr(label)} ▾")

    def _choose_state(self) -> None:
        menu = QMenu(self)
        menu.addAction(tr("All states"), lambda: self.choose_state(None))
        for state in _STATES:
            menu.addAction(state_label(state), partial(self.choose_state, state))
        menu.popup(self._states.mapToGlobal(self._states.rect().bottomLeft()))

    def _choose_sort(self) -> None:
        menu = QMenu(self)
        for label, order, descending in _SORTS:
            menu.addAction(tr(label), partial(self.choose_sort, order, descending=descending))
        menu.popup(self._sorts.mapToGlobal(self._sorts.rect().bottomLeft()))

    def _ask_filters(self) -> None:
        """Ask which values there are, then offer them."""
        self.model.ask(lambda reader, _layer: choices_of(reader.counted_articles(None)),
                       self._choose_filters)  # fmt: skip

    def _choose_filters(self, choices: Choices) -> None:
        menu = QMenu(self)
        fill_menu(menu, choices, self.model.query.filters, self.choose_filters)
        menu.popup(self._filters.mapToGlobal(self._filters.rect().bottomLeft()))

    def _type(self, typed: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(typed)
        self.search.textEdited.emit(typed)

    def _search(self) -> None:
        typed = self.search.text().strip()
        if typed != self.model.query.search:
            self.model.set_query(replace(self.model.query, search=typed))

    def _search_and_go(self) -> None:
        self._timer.stop()
        self._search()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_n(self) -> None:
        """Say how many articles there are, and how many of them are chosen."""
        n, total, n_chosen = self.model.rowCount(), self.model.total, self.n_chosen()
        words = tr("{n} of {of}", n=n, of=total) if self.model.query.narrows() else str(n)
        chosen = tr("{n} chosen of {of}", n=n_chosen, of=n)
        self._n.setText(chosen if n_chosen > 1 else words)

    def _counted(self, n: int) -> None:
        self._row, self._is_marked = None, False
        query = self.model.query
        self._say_n()
        if n or not query.narrows():
            self.nothing.hide()
            return
        state = "" if query.state is None else state_label(query.state)
        if query.filters:
            sentence = tr("No article is left by the filter.")
        elif not query.search:
            sentence = tr("No article is “{state}”.", state=state)
        elif state:
            sentence = tr("No article that is “{state}” has this.", state=state)
        else:
            sentence = tr("No title, outlet, byline or source has this.")
        self.nothing.say(tr("Nothing found"), sentence, ((tr("Show all"), self.show_all),))

    def show_all(self) -> None:
        """Leave no article out."""
        self._timer.stop()
        self.search.clear()
        self.model.set_query(replace(self.model.query, search="", state=None, filters=()))
        self._say_query()

    def _mark_current(self) -> None:
        if self._current is not None and not self._is_marked:
            self._is_sought, now = True, self._current
            self.model.find(now, partial(self._choose, now), partial(self._not_listed, now))

    def _not_listed(self, article_id: str) -> None:
        if article_id == self._current:
            self._is_sought = False
            self._ask_again()

    def _choose(self, article_id: str, row: int) -> None:
        if article_id == self._current:
            self._row, self._is_marked, self._is_sought = row, True, False
            self._ask_again()
            if self.n_chosen() > 1:
                return  # somebody chooses already
            choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.model.index(row), choose)
            for near in (row - 1, row, row + 1):
                self.model.entry(near)  # so that its neighbours are there when asked for

    def _menu_at(self, at: QPoint) -> None:
        n = self.n_chosen()
        if not n:
            return
        menu = QMenu(self)
        if n == 1:
            menu.addAction(tr("Open"), lambda: self._open(self.list.currentIndex()))
        words = trn("Change {n} article …", "Change {n} articles …", n)
        menu.addAction(words, self.change_wanted.emit)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _open(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry is not None:
            self.opened.emit(entry.id)


class _List(RowList):
    """The view: keys are its own, typing goes to the search field."""

    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; letters begin a search."""
        typed = typed_in(event)
        if typed:
            self.typed.emit(typed)
        else:
            super().keyPressEvent(event)


class _Rows(Rows):
    """Draws a row: dot, title, second line; each title at the side its script begins at."""

    height = ROW_HEIGHT

    def __init__(self, parent: QWidget, query: Callable[[], ListQuery]) -> None:
        """Draw for a list; `query` says what is searched."""
        super().__init__(parent)
        self._query = query

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ArticleModel.EntryRole)
        rect: QRect = option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        ground = self.paint_ground(painter, option, index)
        if isinstance(entry, ArticleEntry):
            self._words(painter, rect, entry, mirrored=mirrored)
            x = rect.right() - 26 if mirrored else rect.left() + 26
            state = state_of(entry.state, reviewed=entry.reviewed)
            centre = QPointF(x, rect.top() + 17)
            paint_dot(painter, centre, state, ink=theme.colour("ink2"), ground=ground)
        painter.restore()

    def _words(
        self, painter: QPainter, rect: QRect, entry: ArticleEntry, *, mirrored: bool
    ) -> None:
        room = rect.adjusted(18, 0, -43, 0) if mirrored else rect.adjusted(43, 0, -18, 0)
        sign = open_sign(entry)
        if sign:
            room.adjust(10 * mirrored, 0, -10 * (not mirrored), 0)
            end = QRect(rect.left() + 8 if mirrored else rect.right() - 22, rect.top() + 7, 14, 18)
            write(painter, end, sign, "ui", "ink2", at_right=not mirrored)
        query = self._query()
        title, field = entry.title or tr("no title"), query.found_in(entry)
        below, at = _second_line(entry, field, query.search)
        far = entry.direction == "rtl" or direction(title) == "rtl"
        face(painter, right_to_left=far)
        painter.setFont(theme.font("ui"))
        painter.setPen(theme.colour("ink"))
        line = QRect(room.left(), rect.top() + 7, room.width(), 18)
        found = _found(title, query.search) if field == "title" else None
        place = write_found(painter, line, title, found, at_right=far)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink2"))
        write_found(painter, line.translated(0, 18), below, at, at_right=far)
        if "title" in entry.proposed():
            paint_dots(painter, place.left(), place.right(), line.bottom(), theme.current())


def _second_line(entry: ArticleEntry, field: str | None, search: str) -> tuple[str, Range | None]:
    """Give outlet and date, or the byline or source that holds what is searched; and where."""
    # Isolated: after Arabic letters a date's parts would change places.
    date = date_in_line(entry.date or "")
    words, head = entry.outlet, ""
    if field == "byline":
        words = entry.byline
    elif field == "source":
        words, head = entry.source, tr("source:") + " "
    tail = f" · {date}" if date and words and not head else ("" if head else date)
    if entry.group_why and not head:
        before = " · " if words or tail else ""
        tail += before + tr("{share} the same", share=entry.group_why)
    found = _found(words, search) if field not in (None, "title") else None
    return f"{head}{words}{tail}", None if found is None else found.shifted(len(head))


def _found(words: str, search: str) -> Range | None:
    return next(iter(find_folded(words, search)), None)

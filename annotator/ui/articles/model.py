"""The article list as Qt sees it: rows come in blocks from a worker, the texts never.

What is asked is a `ListQuery`; who reads it from the project is handed in.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtCore import Qt, Signal

from annotator.language import tr
from annotator.model.article import ArticleEntry, ListQuery
from annotator.store.lists.article_order import ArticleOrder
from annotator.ui.articles.dots import state_label, state_of
from annotator.ui.basics.labels import plain_tip
from annotator.ui.basics.rows import CountedModel, Index

BLOCK = 200
Ask: TypeAlias = Callable[[Callable[..., Any], Callable[[Any], None]], None]
"""`ask(question, then)`: a worker gives `question(reader, layer_id)`, the window takes it later."""


def _nothing() -> None:
    """Do nothing where nobody wants to hear of it."""


class ArticleModel(CountedModel):
    """The rows of one query; a row that is not read yet is blank and asks for itself."""

    counted = Signal(int)
    filled = Signal()

    EntryRole = Qt.ItemDataRole.UserRole
    StateRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, ask: Ask) -> None:
        """Begin empty; `set_query` fills it."""
        super().__init__()
        self.ask = ask
        self._query = ListQuery()
        self._turn = 0
        self._n = 0
        self.total = 0
        """How many articles there are, whatever is searched."""
        self._order: ArticleOrder | None = None
        self._entries: dict[int, ArticleEntry] = {}
        self._asked: set[int] = set()
        self._has_answer = True
        """Whether the rows are those of the last query."""

    @property
    def query(self) -> ListQuery:
        """What the list shows now."""
        return self._query

    def set_query(self, query: ListQuery) -> None:
        """Show other articles or another order."""
        self._query = query
        self.reload()

    def reload(self) -> None:
        """Read again what is shown; the rows stay until the answer is there."""
        self._turn += 1
        self._has_answer = False
        query = self._query
        self.ask(
            lambda reader, layer_id: (
                *reader.first_entries(layer_id, query, BLOCK),
                reader.n_articles() if query.narrows() else None,
            ),
            partial(self._take_first, self._turn),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what the row shows; asks for its block if it is not there yet."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title or tr("no title")
            case self.EntryRole:
                return entry
            case self.StateRole:
                return state_of(entry.state, reviewed=entry.reviewed)
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip("\n".join(filter(None, (_spoken(entry), entry.source))))
        return None

    def entry(self, row: int) -> ArticleEntry | None:
        """Give the article of a row; None while it is on its way."""
        found = self._entries.get(row)
        order, offset = self._order, row // BLOCK * BLOCK
        if found is None and order is not None and offset not in self._asked and 0 <= row < self._n:
            self._asked.add(offset)
            self.ask(
                lambda reader, layer_id: reader.entries(layer_id, order, offset, BLOCK),
                partial(self._take, self._turn, offset),
            )
        return found

    def is_on_its_way(self, row: int = 0) -> bool:
        """Say whether it is not known yet which article a row has, or that it has none."""
        return not self._has_answer or (0 <= row < self._n and row not in self._entries)

    def find(
        self, article_id: str, then: Callable[[int], None], absent: Callable[[], None] = _nothing
    ) -> None:
        """Tell the row of an article, at once or when it was looked for, or that it has none.

        Nothing is told while the rows are still to come: `filled` says when.
        """
        row, order = self.row_of(article_id), self._order
        if row is not None:
            then(row)
        elif order is not None:
            turn = self._turn

            def found(place: int | None) -> None:
                if turn != self._turn:
                    return
                if place is None:
                    absent()
                else:
                    then(place)

            self.ask(lambda reader, _layer: reader.place_of(article_id, order), found)
        elif self._has_answer and self._n == len(self._entries):
            absent()

    def choose(self, rows: Sequence[tuple[int, int]], then: Callable[[ArticleOrder], None]) -> None:
        """Tell the articles of stretches of rows, at once or when their order was read."""
        if self._order is not None:
            then(self._order.parts(rows))
            return
        query = self._query
        self.ask(lambda reader, layer_id: reader.article_order(layer_id, query).parts(rows), then)

    def row_of(self, article_id: str) -> int | None:
        """Give the row of an article among those read so far."""
        return next((row for row, one in self._entries.items() if one.id == article_id), None)

    def replace(self, entry: ArticleEntry) -> None:
        """Show an article as it is now, where it stands."""
        row = self.row_of(entry.id)
        if row is not None:
            self._entries[row] = entry
            self.dataChanged.emit(self.index(row), self.index(row))

    def _take_first(self, turn: int, found: tuple[int, list[ArticleEntry], int | None]) -> None:
        if turn != self._turn:
            return
        self._n, self._order, self._has_answer = found[0], None, True
        self.total = self._n if found[2] is None else found[2]
        self._entries = dict(enumerate(found[1]))
        self._asked = {0}
        self.show_rows(self._n)
        self.counted.emit(self._n)
        self.filled.emit()
        query = self._query
        if self._n > len(self._entries):
            self.ask(
                lambda reader, layer_id: reader.article_order(layer_id, query),
                partial(self._take_order, turn),
            )

    def _take_order(self, turn: int, order: ArticleOrder) -> None:
        if turn != self._turn:
            return
        if len(order) != self._n:
            self.reload()  # somebody wrote meanwhile
            return
        self._order = order
        self._show(0, self._n)
        # Whoever searches next does not wait for what that is looked up in.
        self.ask(lambda reader, layer_id: reader.read_lists_ahead(layer_id), lambda _: None)

    def _take(self, turn: int, offset: int, entries: Sequence[ArticleEntry | None]) -> None:
        if turn == self._turn:
            rows = enumerate(entries, start=offset)
            self._entries |= {row: entry for row, entry in rows if entry is not None}
            self._show(offset, len(entries))

    def _show(self, offset: int, n: int) -> None:
        self.dataChanged.emit(self.index(offset), self.index(offset + n - 1))
        self.filled.emit()


def _spoken(entry: ArticleEntry) -> str:
    title = entry.title or tr("no title")
    title = tr("{title}, proposed", title=title) if "title" in entry.proposed() else title
    parts = [title, entry.outlet, entry.date or ""]
    parts.append(state_label(state_of(entry.state, reviewed=entry.reviewed)))
    if entry.group_why:
        parts.append(tr("{share} the same as another", share=entry.group_why))
    sign = {"?": tr("doubtful proposals"), "·": tr("not confirmed")}
    parts.append(sign.get(open_sign(entry), ""))
    return ", ".join(part for part in parts if part)


def open_sign(entry: ArticleEntry) -> str:
    """Give the sign of what nobody has confirmed: `?` where it is doubtful, "" for nothing."""
    proposed = entry.proposed()
    if not proposed:
        return ""
    return "?" if any(one.doubt for one in proposed.values()) else "·"

"""The article list as Qt sees it: rows come in blocks from a worker, the texts never.

What is asked of the project is a `Query`; who answers it is handed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.language import tr
from annotator.model.layer import State
from annotator.ui.articles.dots import state_label, state_of

if TYPE_CHECKING:
    from annotator.model.article import ArticleEntry

BLOCK = 200
Order: TypeAlias = Literal["number", "title", "date", "outlet", "state"]
StateShown: TypeAlias = State | Literal["todo"]
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Query:
    """Which articles the list shows, and in which order."""

    order: Order = "number"
    descending: bool = False
    search: str = ""
    state: StateShown | None = None
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class EntryBlock:
    """Some rows of the list: how many the query has in all, and those from `offset` on."""

    query: Query
    n: int
    offset: int
    entries: tuple[ArticleEntry, ...]


Ask = Callable[[Query, int, int, Callable[[EntryBlock], None]], None]
"""`ask(query, offset, limit, then)` answers later, in the window's thread."""


class ArticleModel(QAbstractListModel):
    """The rows of one query; a row that is not read yet is blank and asks for itself."""

    counted = Signal(int)
    filled = Signal()

    EntryRole = Qt.ItemDataRole.UserRole
    StateRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, ask: Ask) -> None:
        """Begin empty; `set_query` fills it."""
        super().__init__()
        self._ask = ask
        self._query = Query()
        self._n = 0
        self._entries: dict[int, ArticleEntry] = {}
        self._asked: set[int] = set()

    @property
    def query(self) -> Query:
        """What the list shows now."""
        return self._query

    def set_query(self, query: Query) -> None:
        """Show other articles or another order."""
        self._query = query
        self.reload()

    def reload(self) -> None:
        """Read again what is shown; the rows stay until the answer is there."""
        self._asked = {0}
        self._ask(self._query, 0, BLOCK, self._take_first)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of articles the query has."""
        return 0 if parent.isValid() else self._n

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
                return "\n".join(one for one in (_spoken(entry), entry.source) if one)
        return None

    def entry(self, row: int) -> ArticleEntry | None:
        """Give the article of a row; None while it is on its way."""
        found = self._entries.get(row)
        if found is None and 0 <= row < self._n:
            block = row // BLOCK
            if block not in self._asked:
                self._asked.add(block)
                self._ask(self._query, block * BLOCK, BLOCK, self._take)
        return found

    def row_of(self, article_id: str) -> int | None:
        """Give the row of an article among those read so far."""
        return next((row for row, one in self._entries.items() if one.id == article_id), None)

    def replace(self, entry: ArticleEntry) -> None:
        """Show an article as it is now, where it stands."""
        row = self.row_of(entry.id)
        if row is not None:
            self._entries[row] = entry
            self.dataChanged.emit(self.index(row), self.index(row))

    def _take_first(self, block: EntryBlock) -> None:
        if block.query != self._query:
            return
        self.beginResetModel()
        self._n = block.n
        self._entries = dict(enumerate(block.entries))
        self._asked = {0}
        self.endResetModel()
        self.counted.emit(self._n)
        self.filled.emit()

    def _take(self, block: EntryBlock) -> None:
        if block.query != self._query or block.n != self._n:
            return
        for row, entry in enumerate(block.entries, start=block.offset):
            self._entries[row] = entry
        if block.entries:
            last = block.offset + len(block.entries) - 1
            self.dataChanged.emit(self.index(block.offset), self.index(last))
        self.filled.emit()


def _spoken(entry: ArticleEntry) -> str:
    parts = [entry.title or tr("no title"), entry.outlet, entry.date or ""]
    parts.append(state_label(state_of(entry.state, reviewed=entry.reviewed)))
    return ", ".join(part for part in parts if part)

"""The list of articles as one layer sees it: its first page, its whole order, pages of that.

The first page of a whole list comes out of an index, whatever the number of articles; what a
search or a state leaves, out of columns in memory. The order of all is read once by whoever shows
the list; pages of it are the same work anywhere.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from annotator.model.article import ArticleEntry, CountedArticle, ListQuery
from annotator.model.layer import State
from annotator.model.rows import ARTICLE
from annotator.store.lists.article_order import ArticleOrder
from annotator.store.lists.columns import ORDERS, ArticleColumns, NumberedTitle
from annotator.store.rows_sql import FORMS
from annotator.store.uids import Uids
from annotator.text.letters.sorting import sort_key

_FORM = FORMS["article"]
_ENTRY = (
    "SELECT a.id, p.state, q.state IS 'done' {counts}"
    + "".join(f', a."{name}"' for name in _FORM.names)
    + " FROM article a LEFT JOIN progress p ON p.layer_id = :layer AND p.article_id = a.id"
    " LEFT JOIN progress q ON q.layer_id = :agreed AND q.article_id = a.id WHERE a.id IN ({ids})"
)
_COUNTS = (
    ", (SELECT x.length FROM text x WHERE x.sha256 = a.sha256),"
    " (SELECT count(*) FROM span s WHERE s.article_id = a.id AND s.layer_id = :layer)"
)


class ArticleLists:
    """The lists of one file as one connection sees them; a layer is its local number."""

    def __init__(self, connection: sqlite3.Connection, uids: Uids, columns: ArticleColumns) -> None:
        """Read nothing yet; `columns` may be shared with other connections to the file."""
        self._connection = connection
        self._uids = uids
        self._columns = columns

    def order(self, layer: int | None, query: ListQuery) -> ArticleOrder:
        """Give the whole order of a query."""
        if _is_whole(query):
            return ArticleOrder.of(self._indexed(query, -1))
        with self._columns.seen_by(self._connection) as columns:
            some = columns.of_group(query)
            if some is None:
                some = columns.listed(layer, query, columns.found(layer, query))
            return ArticleOrder.of(some)

    def first(
        self, layer: int | None, query: ListQuery, limit: int
    ) -> tuple[int, list[ArticleEntry]]:
        """Give how many articles a query has, and the first of them in its order."""
        if _is_whole(query):
            n, numbers = self._asked("SELECT count(*) FROM article")[0], self._indexed(query, limit)
        else:
            with self._columns.seen_by(self._connection) as columns:
                found = columns.found(layer, query)
                n = found.count(1)
                numbers = [*islice(columns.listed(layer, query, found), limit)]
        entries = self.entries(layer, numbers)
        return n, [entries[one] for one in numbers]

    def read_ahead(self, layer: int | None, name: str) -> None:
        """Read one of `AHEAD`, which the first list that is narrowed would have to wait for."""
        with self._columns.seen_by(self._connection) as columns:
            columns.read_ahead(layer, name)

    def headings(self, numbers: Iterable[int]) -> Mapping[int, NumberedTitle]:
        """Give what lists of other things say of articles, and others; not of those gone."""
        with self._columns.seen_by(self._connection) as columns:
            return columns.headings(numbers)

    def entries(self, layer: int | None, numbers: Iterable[int]) -> dict[int, ArticleEntry]:
        """Give the lines of articles by their local numbers, but of those that are gone."""
        return {
            number: ArticleEntry(**self._values(state, reviewed, own))
            for number, state, reviewed, *own in self._cells(layer, numbers, "")
        }

    def counted(self, layer: int | None, numbers: Iterable[int]) -> dict[int, CountedArticle]:
        """Give the same lines with what is counted for each."""
        return {
            number: CountedArticle(
                n_characters=length, n_spans=n, **self._values(state, reviewed, own)
            )
            for number, state, reviewed, length, n, *own in self._cells(layer, numbers, _COUNTS)
        }

    def titled(self, title: str) -> list[int]:
        """Give the articles of exactly this title, as they came in."""
        key = sort_key(title)
        return self._asked(
            "SELECT id FROM article WHERE title_key BETWEEN :first AND :last AND title = :title"
            " ORDER BY number, id",
            {"first": f"{key}\n", "last": f"{key}\n\U0010ffff", "title": title},
        )

    def _cells(
        self, layer: int | None, numbers: Iterable[int], counts: str
    ) -> list[tuple[Any, ...]]:
        agreed = self._asked("SELECT id FROM layer WHERE kind = 'agreed'")
        values = {"layer": layer, "agreed": agreed[0] if agreed else None}
        sql = _ENTRY.format(counts=counts, ids=",".join(map(str, numbers)))
        return self._connection.execute(sql, values).fetchall()

    def _values(self, state: str | None, reviewed: int, own: list[Any]) -> dict[str, Any]:
        return {
            "state": None if state is None else str(State(state)),
            "reviewed": bool(reviewed),
            **ARTICLE.values(_FORM.row(own, self._uids.text)),
        }

    def _indexed(self, query: ListQuery, limit: int) -> list[int]:
        order = ORDERS[query.order].format("DESC" if query.descending else "")
        return self._asked(f"SELECT id FROM article ORDER BY {order} LIMIT {limit:d}")

    def _asked(self, sql: str, values: dict[str, str] | None = None) -> list[int]:
        return [cells[0] for cells in self._connection.execute(sql, values or {}).fetchall()]


def _is_whole(query: ListQuery) -> bool:
    """Say whether an index has the list of a query: all articles, by what is in their rows."""
    return query.order in ORDERS and not query.narrows()

"""The list of articles as one layer sees it: its first page, its whole order, pages of that.

The first page comes out of an index, whatever the number of articles. The order of all, 8 bytes
an article, is read once by whoever shows the list; pages of it are the same work anywhere.
"""

import re
import sqlite3
import struct
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.model.article import ArticleEntry, CountedArticle, ListQuery, ListState
from annotator.model.layer import State
from annotator.model.rows import ARTICLE
from annotator.store.rows_sql import FORMS
from annotator.store.uids import Uids
from annotator.text.sorting import sort_key

_FEW = 2_000
"""So many articles are sorted faster than they are looked for in the order of an index."""

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
_STATE = "(SELECT p.state FROM progress p WHERE p.layer_id = :layer AND p.article_id = a.id)"
# Half the time of `instr`, but twice for letters of several bytes; its patterns have a longest.
# Keys are folded already: LIKE would fold them once more.
_FOUND = "a.title_key GLOB :pattern"
_FOUND_OTHERS = "instr(a.title_key, :search)"
_LONGEST_PATTERN = 40_000
_OF_STATE = "progress INDEXED BY progress_by_state WHERE layer_id = :layer AND state = :state"
_STATES: tuple[ListState, ...] = ("todo", State.IN_PROGRESS, State.DONE, State.EXCLUDED)
_RANK = f"CASE {_STATE} WHEN 'progress' THEN 1 WHEN 'done' THEN 2 WHEN 'excluded' THEN 3 ELSE 0 END"
_ORDERS = {
    "number": "a.number {0}, a.id {0}",
    "title": "a.title_key {0}, a.number {0}, a.id {0}",
    "date": "a.date {0}, a.number {0}, a.id {0}",
    "outlet": "a.outlet_key {0}, a.number {0}, a.id {0}",
    "state": f"{_RANK} {{0}}, CASE WHEN {_STATE} IS NULL THEN a.number END {{0}}, a.id {{0}}",
}


@dataclass(frozen=True, slots=True)
class ArticleOrder:
    """All articles of one query in its order, as they were when it was read.

    `packed` = their local numbers, 8 bytes each.
    """

    packed: bytes

    @classmethod
    def of(cls, numbers: Iterable[int]) -> "ArticleOrder":
        """Keep these local numbers in this order."""
        return cls(array("q", numbers).tobytes())

    def __len__(self) -> int:
        return len(self.packed) // 8

    def page(self, offset: int, limit: int) -> Sequence[int]:
        """Give the local numbers from a place on."""
        return array("q", self.packed[offset * 8 : (offset + limit) * 8])

    def place_of(self, number: int) -> int | None:
        """Give the place of a local number; None where it is not in the list."""
        wanted = struct.pack("=q", number)
        at = self.packed.find(wanted)
        while at % 8 and at > 0:
            at = self.packed.find(wanted, at + 1)
        return None if at < 0 else at // 8


class ArticleLists:
    """The lists of one file as one connection sees them; a layer is its local number."""

    def __init__(self, connection: sqlite3.Connection, uids: Uids) -> None:
        """Read nothing yet."""
        self._connection = connection
        self._uids = uids
        self._version = 0
        self._few_to_do: dict[int | None, list[int] | None] = {}

    def order(self, layer: int | None, query: ListQuery) -> "ArticleOrder":
        """Give the whole order of a query."""
        return ArticleOrder.of(self._first(layer, query, -1)[0])

    def first(
        self, layer: int | None, query: ListQuery, limit: int
    ) -> tuple[int, list[ArticleEntry]]:
        """Give how many articles a query has, and the first of them in its order."""
        numbers, n = self._first(layer, query, limit)
        found = self.entries(layer, numbers)
        return self._count(layer, query) if n is None else n, [found[one] for one in numbers]

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
        agreed = self._asked("SELECT id FROM layer WHERE kind = 'agreed'", {})
        values = {"layer": layer, "agreed": agreed[0] if agreed else None}
        sql = _ENTRY.format(counts=counts, ids=",".join(map(str, numbers)))
        return self._connection.execute(sql, values).fetchall()

    def _values(self, state: str | None, reviewed: int, own: list[Any]) -> dict[str, Any]:
        return {
            "state": None if state is None else str(State(state)),
            "reviewed": bool(reviewed),
            **ARTICLE.values(_FORM.row(own, self._uids.text)),
        }

    # --- which articles -----------------------------------------------------------------------

    def _first(
        self, layer: int | None, query: ListQuery, limit: int
    ) -> tuple[list[int], int | None]:
        """Give the first articles of a query, and how many it has if these are few."""
        few = self._few(layer, query)
        if few is not None and query.search_key() and query.order == "title":
            return few[:: -1 if query.descending else 1][: limit if limit >= 0 else None], len(few)
        if few is not None:
            listed = f"WHERE a.id IN ({','.join(map(str, few))})"
            return self._sorted(layer, query, listed, limit), len(few)
        if query.order != "state":
            return self._sorted(layer, query, _where(query), limit), None
        found: list[int] = []
        for state in reversed(_STATES) if query.descending else _STATES:
            if query.state in (None, state):
                rest = limit - len(found) if limit >= 0 else limit
                found += self._of_state(layer, replace(query, state=state), rest)
        return found, None

    def _of_state(self, layer: int | None, query: ListQuery, limit: int) -> list[int]:
        """Give the first articles of one state: to do as they came, else by local numbers."""
        if query.state == "todo":
            of_number = replace(query, order="number")
            few = None if query.search_key() else self._to_do(layer)
            if few is None:
                return self._sorted(layer, of_number, _where(query), limit)
            return few[:: -1 if query.descending else 1][: limit if limit >= 0 else None]
        found = f"AND EXISTS (SELECT 1 FROM article a WHERE a.id = article_id AND {_found(query)})"
        return self._asked(
            f"SELECT article_id FROM {_OF_STATE} {found if query.search_key() else ''}"
            f" ORDER BY article_id {'DESC' if query.descending else ''} LIMIT {limit:d}",
            _bound(layer, query),
        )

    def _few(self, layer: int | None, query: ListQuery) -> list[int] | None:
        """Give the articles of a query that leaves most of them out, else None.

        Those of a search stand in the order of titles, others in any order.
        """
        if query.search_key():
            # This index holds all that is searched in, and nothing else.
            source = f"id FROM article a INDEXED BY article_by_title {_where(query)}"
            source += f" ORDER BY {_ORDERS['title'].format('')}"
        elif query.state is None:
            return None
        elif query.state == "todo":
            return self._to_do(layer)
        else:
            source = f"article_id FROM {_OF_STATE}"
        found = self._asked(f"SELECT {source} LIMIT {_FEW + 1}", _bound(layer, query))
        return found if len(found) <= _FEW else None

    def _to_do(self, layer: int | None) -> list[int] | None:
        """Give the articles to do as they came, if they are few; read once until a step comes.

        To do is no row: to find a few behind very many that are done, all of these are passed.
        """
        version = self._asked("PRAGMA data_version", {})[0]
        if version != self._version:
            self._version, self._few_to_do = version, {}
        if layer not in self._few_to_do:
            query = ListQuery(state="todo")
            found = self._sorted(layer, query, _where(query), _FEW + 1)
            self._few_to_do[layer] = found if len(found) <= _FEW else None
        return self._few_to_do[layer]

    def _count(self, layer: int | None, query: ListQuery) -> int:
        """Give how many articles a query has; the indexes alone tell it."""
        if query.search_key():
            source = f"article a INDEXED BY article_by_title {_where(query)}"
        elif query.state == "todo":
            source = f"article a INDEXED BY article_by_number {_where(query)}"
        else:
            source = "article" if query.state is None else _OF_STATE
        return self._asked(f"SELECT count(*) FROM {source}", _bound(layer, query))[0]

    def _sorted(self, layer: int | None, query: ListQuery, where: str, limit: int) -> list[int]:
        order = _ORDERS[query.order].format("DESC" if query.descending else "")
        sql = f"SELECT a.id FROM article a {where} ORDER BY {order} LIMIT {limit:d}"
        return self._asked(sql, _bound(layer, query))

    def _asked(self, sql: str, values: dict[str, Any]) -> list[int]:
        return [cells[0] for cells in self._connection.execute(sql, values).fetchall()]


def _found(query: ListQuery) -> str:
    pattern = _pattern(query)
    return _FOUND if pattern.isascii() and len(pattern) < _LONGEST_PATTERN else _FOUND_OTHERS


def _pattern(query: ListQuery) -> str:
    return "*" + re.sub(r"([*?[])", r"[\1]", query.search_key()) + "*"


def _where(query: ListQuery) -> str:
    conditions = [_found(query)] if query.search_key() else []
    if query.state == "todo":
        conditions.append(f"{_STATE} IS NULL")
    elif query.state is not None:
        conditions.append(f"{_STATE} = :state")
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _bound(layer: int | None, query: ListQuery) -> dict[str, str | int | None]:
    pattern, search = _pattern(query), query.search_key()
    return {"layer": layer, "search": search, "pattern": pattern, "state": query.state}

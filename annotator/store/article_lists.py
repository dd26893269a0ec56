"""The list of articles as one layer sees it: its first page, its whole order, pages of that.

The first page comes out of an index, whatever the number of articles. The order of all, 8 bytes
an article, is read once by whoever shows the list; pages of it are the same work anywhere.
"""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from annotator.model.article import ArticleEntry, CountedArticle, ListQuery
from annotator.model.layer import State
from annotator.model.rows import ARTICLE
from annotator.store.rows_sql import FORMS
from annotator.text.sorting import sort_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from annotator.model.article import ListState
    from annotator.store.uids import Uids

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
_FOUND = "instr(a.title_key, :search)"
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
    def of(cls, numbers: Iterable[int]) -> ArticleOrder:
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


def read_order(connection: sqlite3.Connection, layer: int | None, query: ListQuery) -> ArticleOrder:
    """Give the whole order of a query; `layer` is a local number."""
    return ArticleOrder.of(_first(connection, layer, query, -1)[0])


def read_first(
    connection: sqlite3.Connection, uids: Uids, layer: int | None, query: ListQuery, limit: int
) -> tuple[int, list[ArticleEntry]]:
    """Give how many articles a query has, and the first of them in its order."""
    numbers, n = _first(connection, layer, query, limit)
    found = read_entries(connection, uids, layer, numbers)
    return _count(connection, layer, query) if n is None else n, [found[one] for one in numbers]


def read_entries(
    connection: sqlite3.Connection, uids: Uids, layer: int | None, numbers: Iterable[int]
) -> dict[int, ArticleEntry]:
    """Give the lines of these articles by their local numbers, but of those that are gone."""
    return {
        number: ArticleEntry(**_values_of(state, reviewed, own, uids))
        for number, state, reviewed, *own in _cells(connection, layer, numbers, "")
    }


def read_counted(
    connection: sqlite3.Connection, uids: Uids, layer: int | None, numbers: Iterable[int]
) -> dict[int, CountedArticle]:
    """Give the same lines with what is counted for each."""
    return {
        number: CountedArticle(
            n_characters=length, n_spans=n, **_values_of(state, reviewed, own, uids)
        )
        for number, state, reviewed, length, n, *own in _cells(connection, layer, numbers, _COUNTS)
    }


def _cells(
    connection: sqlite3.Connection, layer: int | None, numbers: Iterable[int], counts: str
) -> list[tuple[Any, ...]]:
    agreed = connection.execute("SELECT id FROM layer WHERE kind = 'agreed'").fetchone()
    values = {"layer": layer, "agreed": None if agreed is None else agreed[0]}
    sql = _ENTRY.format(counts=counts, ids=",".join(map(str, numbers)))
    return connection.execute(sql, values).fetchall()


def _values_of(state: str | None, reviewed: int, own: list[Any], uids: Uids) -> dict[str, Any]:
    return {
        "state": None if state is None else str(State(state)),
        "reviewed": bool(reviewed),
        **ARTICLE.values(_FORM.row(own, uids.text)),
    }


def read_titled(connection: sqlite3.Connection, title: str) -> list[int]:
    """Give the articles of exactly this title, as they came in."""
    key = sort_key(title)
    found = connection.execute(
        "SELECT id FROM article WHERE title_key BETWEEN ? AND ? AND title = ? ORDER BY number",
        (f"{key}\n", f"{key}\n\U0010ffff", title),
    ).fetchall()
    return [cells[0] for cells in found]


# --- which articles ---------------------------------------------------------------------------


def _first(
    connection: sqlite3.Connection, layer: int | None, query: ListQuery, limit: int
) -> tuple[list[int], int | None]:
    """Give the first articles of a query in its order, and how many it has if that is few."""
    few = _few(connection, layer, query)
    if few is not None:
        listed = f"WHERE a.id IN ({','.join(map(str, few))})"
        return _numbers(connection, layer, query, f"article a {listed}", limit), len(few)
    if query.order != "state":
        return _numbers(connection, layer, query, f"article a {_where(query)}", limit), None
    found: list[int] = []
    for state in reversed(_STATES) if query.descending else _STATES:
        if query.state in (None, state):
            rest = limit - len(found) if limit >= 0 else limit
            found += _of_state(connection, layer, replace(query, state=state), rest)
    return found, None


def _of_state(
    connection: sqlite3.Connection, layer: int | None, query: ListQuery, limit: int
) -> list[int]:
    """Give the first articles of one state: to do as they came, else by their local numbers."""
    if query.state == "todo":
        if not _count(connection, layer, replace(query, search="")):
            return []
        of_number = replace(query, order="number")
        return _numbers(connection, layer, of_number, f"article a {_where(query)}", limit)
    found = f"AND EXISTS (SELECT 1 FROM article a WHERE a.id = article_id AND {_FOUND})"
    sql = (
        f"SELECT article_id FROM {_OF_STATE} {found if query.search_key() else ''}"
        f" ORDER BY article_id {'DESC' if query.descending else ''} LIMIT {limit:d}"
    )
    return [cells[0] for cells in connection.execute(sql, _values(layer, query)).fetchall()]


def _few(connection: sqlite3.Connection, layer: int | None, query: ListQuery) -> list[int] | None:
    """Give the articles of a query that leaves most of them out, in any order; else None."""
    if query.search_key():
        # This index holds all that is searched in, and nothing else.
        source = f"article a INDEXED BY article_by_title {_where(query)}"
    elif query.state == "todo" and query.order != "number":
        source = f"article a INDEXED BY article_by_number {_where(query)}"
    elif query.state not in (None, "todo"):
        source = f"(SELECT article_id AS id FROM {_OF_STATE}) a"
    else:
        return None
    sql = f"SELECT a.id FROM {source} LIMIT {_FEW + 1}"
    found = connection.execute(sql, _values(layer, query)).fetchall()
    return [cells[0] for cells in found] if len(found) <= _FEW else None


def _count(connection: sqlite3.Connection, layer: int | None, query: ListQuery) -> int:
    """Give how many articles a query has; the indexes alone tell it."""
    if query.search_key():
        source = f"article a INDEXED BY article_by_title {_where(query)}"
    elif query.state in (None, "todo"):
        source = "article"
    else:
        source = _OF_STATE
    sql = f"SELECT count(*) FROM {source}"
    n: int = connection.execute(sql, _values(layer, query)).fetchone()[0]
    if query.state == "todo" and not query.search_key():
        sql = "SELECT count(*) FROM progress WHERE layer_id = ?"
        n -= connection.execute(sql, (layer,)).fetchone()[0]
    return n


def _numbers(
    connection: sqlite3.Connection, layer: int | None, query: ListQuery, source: str, limit: int
) -> list[int]:
    direction = "DESC" if query.descending else ""
    order = _ORDERS[query.order].format(direction)
    sql = f"SELECT a.id FROM {source} ORDER BY {order} LIMIT {limit:d}"
    return [cells[0] for cells in connection.execute(sql, _values(layer, query)).fetchall()]


def _where(query: ListQuery) -> str:
    conditions = [_FOUND] if query.search_key() else []
    if query.state == "todo":
        conditions.append(f"{_STATE} IS NULL")
    elif query.state is not None:
        conditions.append(f"{_STATE} = :state")
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _values(layer: int | None, query: ListQuery) -> dict[str, str | int | None]:
    return {"layer": layer, "search": query.search_key(), "state": query.state}

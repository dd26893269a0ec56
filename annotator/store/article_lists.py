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
from annotator.store.derived import SEARCH_TABLE, has_table, is_exact, pattern_of
from annotator.store.rows_sql import FORMS
from annotator.store.uids import Uids
from annotator.text.sorting import sort_key

_FEW = 4_000
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
# Keys are folded already: LIKE would fold them once more. GLOB takes half the time of `instr`
# where the first letter is one byte, but its patterns have a longest.
_GLOB = "a.title_key GLOB :pattern"
_WHOLE = "instr(a.title_key, :search)"
_LONGEST_PATTERN = 40_000
# The keys of the table of searches have one byte a letter: this is passed first.
_SEARCHED = f"{SEARCH_TABLE} a"
_MAY_HOLD = "a.key GLOB :key_pattern"
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
        return ArticleOrder.of(self._listed(layer, query, self._found(layer, query), -1))

    def first(
        self, layer: int | None, query: ListQuery, limit: int
    ) -> tuple[int, list[ArticleEntry]]:
        """Give how many articles a query has, and the first of them in its order."""
        found = self._found(layer, query)
        numbers = self._listed(layer, query, found, limit)
        entries = self.entries(layer, numbers)
        return self._count(layer, query, found), [entries[one] for one in numbers]

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

    def _listed(
        self, layer: int | None, query: ListQuery, found: list[int] | None, limit: int
    ) -> list[int]:
        """Give the first articles of a query; `found`: what `_found` gives for it."""
        if found is not None and len(found) <= _FEW:
            return self._sorted(layer, query, _among(found), limit)
        if query.order != "state":
            return self._sorted(layer, query, _where(query), limit)
        listed: list[int] = []
        for state in reversed(_STATES) if query.descending else _STATES:
            rest = limit - len(listed) if limit >= 0 else limit
            if query.state in (None, state) and rest:
                listed += self._of_state(layer, replace(query, state=state), rest)
        return listed

    def _of_state(self, layer: int | None, query: ListQuery, limit: int) -> list[int]:
        """Give the first articles of one state: to do as they came, else by local numbers."""
        few = self._few(layer, query) if query.search_key() or query.state == "todo" else None
        if few is not None and query.search_key():
            return self._sorted(layer, query, _among(few), limit)
        if few is not None:
            return few[:: -1 if query.descending else 1][: limit if limit >= 0 else None]
        if query.state == "todo":
            return self._sorted(layer, replace(query, order="number"), _where(query), limit)
        found = ""
        if search := query.search_key():
            found = f"FROM article a WHERE a.id = article_id AND {_holds(search)}"
            found = f"AND EXISTS (SELECT 1 {found})"
        return self._asked(
            f"SELECT article_id FROM {_OF_STATE} {found}"
            f" ORDER BY article_id {'DESC' if query.descending else ''} LIMIT {limit:d}",
            _bound(layer, query),
        )

    def _few(self, layer: int | None, query: ListQuery) -> list[int] | None:
        """Give the articles of a query that leaves most of them out, else None."""
        found = self._found(layer, query)
        return found if found is not None and len(found) <= _FEW else None

    def _found(self, layer: int | None, query: ListQuery) -> list[int] | None:
        """Give the articles of a query as far as they are few and one more; None if not known.

        Where a search finds more, `_count_searched` goes on behind the last of them.
        """
        if search := query.search_key():
            few = self._few(layer, replace(query, search=""))
            if few is not None:
                source = f"id FROM article a {_among(few)} AND {_holds(search)}"
                return self._asked(f"SELECT {source}", _bound(layer, query))
            found = self._found_by_key(layer, query)
            if found is not None:
                return found
            # This index holds all that is searched in, and nothing else.
            source = f"id FROM article a INDEXED BY article_by_title {_where(query)}"
            source += f" ORDER BY {_ORDERS['title'].format('')}"
        elif query.state is None:
            return None
        elif query.state == "todo":
            return self._to_do(layer)
        else:
            source = f"article_id FROM {_OF_STATE}"
        return self._asked(f"SELECT {source} LIMIT {_FEW + 1}", _bound(layer, query))

    def _found_by_key(self, layer: int | None, query: ListQuery) -> list[int] | None:
        """Give the same of a search by the table of searches; None where it cannot tell."""
        if not has_table(self._connection, SEARCH_TABLE):
            return None  # as in a file of the first programs that is only read
        is_told = is_exact(query.search_key())
        asked = query if is_told else replace(query, state=None)
        sql = f"SELECT a.id FROM {_SEARCHED} {_where(asked, _MAY_HOLD)} ORDER BY a.id"
        found = self._asked(f"{sql} LIMIT {_FEW + 1}", _bound(layer, query))
        if is_told:
            return found
        if len(found) > _FEW:
            return None
        where = f"{_among(found)} AND {_where(query).removeprefix('WHERE ')}"
        return self._asked(f"SELECT a.id FROM article a {where}", _bound(layer, query))

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

    def _count(self, layer: int | None, query: ListQuery, found: list[int] | None) -> int:
        """Give how many articles a query has; the indexes alone tell it."""
        if found is not None and len(found) <= _FEW:
            return len(found)
        if found is not None and query.search_key():
            return self._count_searched(layer, query, found)
        source = "article" if query.state is None else _OF_STATE
        if query.state == "todo":
            source = f"article a INDEXED BY article_by_number {_where(query)}"
        return self._asked(f"SELECT count(*) FROM {source}", _bound(layer, query))[0]

    def _count_searched(self, layer: int | None, query: ListQuery, found: list[int]) -> int:
        """Give how many articles a search has that finds many: it goes on behind those."""
        others = [replace(query, state=one) for one in _STATES if one != query.state]
        if query.state and None not in [
            self._few(layer, replace(one, search="")) for one in others
        ]:
            # To ask for the state of all that is found takes longer than the search.
            every = replace(query, state=None)
            n = self._count(layer, every, self._found(layer, every))
            return n - sum(len(self._few(layer, one) or ()) for one in others)
        if is_exact(query.search_key()) and has_table(self._connection, SEARCH_TABLE):
            source = f"{_SEARCHED} {_where(query, _MAY_HOLD)} AND a.id > {found[-1]}"
        else:
            source = (
                f"article a INDEXED BY article_by_title {_where(query)}"
                " AND (a.title_key, a.number, a.id) >"
                f" (SELECT x.title_key, x.number, x.id FROM article x WHERE x.id = {found[-1]})"
            )
        n = self._asked(f"SELECT count(*) FROM {source}", _bound(layer, query))[0]
        return len(found) + n

    def _sorted(self, layer: int | None, query: ListQuery, where: str, limit: int) -> list[int]:
        order = _ORDERS[query.order].format("DESC" if query.descending else "")
        sql = f"SELECT a.id FROM article a {where} ORDER BY {order} LIMIT {limit:d}"
        return self._asked(sql, _bound(layer, query))

    def _asked(self, sql: str, values: dict[str, Any]) -> list[int]:
        return [cells[0] for cells in self._connection.execute(sql, values).fetchall()]


def _holds(search: str) -> str:
    """Give the condition that an article holds these words: two ways are right, one is faster."""
    if search[0].isascii() and len(_pattern(search).encode()) < _LONGEST_PATTERN:
        return _GLOB
    return _WHOLE


def _pattern(search: str) -> str:
    return "*" + re.sub(r"([*?[])", r"[\1]", search) + "*"


def _among(few: list[int]) -> str:
    return f"WHERE a.id IN ({','.join(map(str, few))})"


def _where(query: ListQuery, searched: str = "") -> str:
    """Give the conditions of a query; `searched`: that of its search, asked in another way."""
    search = query.search_key()
    conditions = [searched or _holds(search)] if search else []
    if query.state == "todo":
        conditions.append(f"{_STATE} IS NULL")
    elif query.state is not None:
        conditions.append(f"{_STATE} = :state")
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _bound(layer: int | None, query: ListQuery) -> dict[str, str | bytes | int | None]:
    search = query.search_key()
    return {
        "layer": layer,
        "state": query.state,
        "search": search,
        "pattern": _pattern(search),
        "key_pattern": pattern_of(search),
    }

"""The lists and counts of a project: articles as a coder sees them, actors, steps, facts.

Pages of articles are in read_pages.py. No text is read here but by a search that asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from annotator.model.article import ArticleEntry
from annotator.model.changes import row_key
from annotator.model.layer import State
from annotator.model.rows import ARTICLE, actor_from_rows
from annotator.store.history import STEP_COLUMNS, step_of
from annotator.store.rows_sql import FORMS
from annotator.text.likeness import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from annotator.model.actor import Actor
    from annotator.model.changes import Key, Row, Step
    from annotator.store.uids import Uids

ListOrder: TypeAlias = Literal["number", "title", "date", "outlet", "state"]
StateFilter: TypeAlias = State | Literal["todo"] | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a project says of itself: `normaliser` and `unicode` name the text rules it used,
    `made_by` is the id of the coder who made it.
    """

    project_id: str
    title: str
    format: int
    program: str
    created: str
    normaliser: str
    unicode: str
    made_by: str


@dataclass(frozen=True, slots=True)
class StepInfo:
    """A step of the history without its changes: what became of it, and how many it has."""

    step: Step
    state: Literal["done", "undone", "dropped"]
    n_changes: int


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which articles a list shows, and in which order.

    `search` is looked for folded in title and outlet, and in the text when `in_text`. `state` is
    that of the layer asked for; "todo" = none yet.
    """

    order: ListOrder = "number"
    descending: bool = False
    search: str = ""
    in_text: bool = False
    state: StateFilter = None
    outlet: str | None = None
    language: str | None = None

    def is_plain(self) -> bool:
        """Say whether it leaves no article out."""
        narrowed = (self.state, self.outlet, self.language)
        return not fold(self.search) and narrowed == (None, None, None)


_FORM = FORMS["article"]
_ENTRY = (
    ", ".join(f'a."{name}"' for name in _FORM.names)
    + ", (SELECT x.length FROM text x WHERE x.sha256 = a.sha256), p.state,"
    " EXISTS (SELECT 1 FROM progress r JOIN layer y ON y.id = r.layer_id AND y.kind = 'agreed'"
    " WHERE r.article_id = a.id AND r.state = 'done'),"
    " (SELECT count(*) FROM span s WHERE s.article_id = a.id AND s.layer_id = :layer)"
)
_ARTICLES = "FROM article a LEFT JOIN progress p ON p.layer_id = :layer AND p.article_id = a.id"
_ORDERS: Mapping[str, str] = {
    "number": "a.number {0}, a.id {0}",
    "title": "a.title COLLATE NOCASE {0}, a.number {0}, a.id {0}",
    "date": "a.date {0}, a.number {0}, a.id {0}",
    "outlet": "a.outlet COLLATE NOCASE {0}, a.number {0}, a.id {0}",
    "state": (
        "CASE p.state WHEN 'progress' THEN 1 WHEN 'done' THEN 2 WHEN 'excluded' THEN 3 ELSE 0 END"
        " {0}, a.number {0}, a.id {0}"
    ),
}


def read_entries(
    connection: sqlite3.Connection,
    uids: Uids,
    layer: int | None,
    query: ListQuery,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[ArticleEntry]:
    """Give the lines of the list from `offset`, at most `limit`, as one layer sees them."""
    order = _ORDERS[query.order].format("DESC" if query.descending else "ASC")
    cells = connection.execute(
        f"SELECT {_ENTRY} {_ARTICLES} {_where(query)} ORDER BY {order} LIMIT :limit OFFSET :offset",
        _values(layer, query) | {"limit": -1 if limit is None else limit, "offset": offset},
    ).fetchall()
    return [_entry(one, uids) for one in cells]


def count_entries(connection: sqlite3.Connection, layer: int | None, query: ListQuery) -> int:
    """Give how many lines the whole list has."""
    if query.is_plain():
        return _count(connection)
    found: int = connection.execute(
        f"SELECT count(*) {_ARTICLES} {_where(query)}",
        _values(layer, query),
    ).fetchone()[0]
    return found


def read_entry(
    connection: sqlite3.Connection, uids: Uids, layer: int | None, article: int
) -> ArticleEntry:
    """Give the line of one article, which is there."""
    cells = connection.execute(
        f"SELECT {_ENTRY} {_ARTICLES} WHERE a.id = :article", {"layer": layer, "article": article}
    ).fetchone()
    return _entry(cells, uids)


def _count(connection: sqlite3.Connection) -> int:
    n: int = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    return n


def _where(query: ListQuery) -> str:
    conditions: list[str] = []
    if fold(query.search):
        places = ["instr(fold(a.title), :search)", "instr(fold(a.outlet), :search)"]
        if query.in_text:
            body = "(SELECT x.body FROM text x WHERE x.sha256 = a.sha256)"
            places.append(f"instr(fold({body}), :search)")
        conditions.append(f"({' OR '.join(places)})")
    if query.state == "todo":
        conditions.append("p.state IS NULL")
    elif query.state is not None:
        conditions.append("p.state = :state")
    if query.outlet is not None:
        conditions.append("a.outlet = :outlet")
    if query.language is not None:
        conditions.append("a.language = :language")
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _values(layer: int | None, query: ListQuery) -> dict[str, str | int | None]:
    return {
        "layer": layer,
        "search": fold(query.search),
        "state": None if query.state is None else str(query.state),
        "outlet": query.outlet,
        "language": query.language,
    }


def _entry(cells: Any, uids: Uids) -> ArticleEntry:
    *own, n_characters, state, reviewed, n_spans = cells
    return ArticleEntry(
        n_characters=n_characters,
        state=None if state is None else str(State(state)),
        reviewed=bool(reviewed),
        n_spans=n_spans,
        **ARTICLE.values(_FORM.row(own, uids.text)),
    )


# --- actors -------------------------------------------------------------------------------------


def read_actors(connection: sqlite3.Connection, uids: Uids) -> list[Actor]:
    """Give all actors with aliases, roles and attributes, in the order of their ids."""
    rows: dict[str, dict[tuple[str, Key], Row]] = {}
    for table, owner in (("actor", "id"), ("alias", "actor_id"), ("role", "actor_id")):
        form = FORMS[table]
        for cells in connection.execute(form.select).fetchall():
            row = form.row(cells, uids.text)
            rows.setdefault(str(row[owner]), {})[table, row_key(table, row)] = row
    form = FORMS["attribute"]
    for cells in connection.execute(f"{form.select} WHERE owner_kind = 'actor'").fetchall():
        row = form.row(cells, uids.text)
        rows.setdefault(str(row["owner_id"]), {})["attribute", row_key("attribute", row)] = row
    found = [actor_from_rows(some) for _, some in sorted(rows.items())]
    return [actor for actor in found if actor is not None]


def count_actors(
    connection: sqlite3.Connection,
    uids: Uids,
    layer: int | None,
    *,
    in_all_layers: bool,
    said_by: str,
) -> dict[str, tuple[int, int]]:
    """Give per actor how many claims are said by it, and how many spans name it.

    Links and spans of one layer or of all; an actor that was merged counts for the one it became.
    """
    narrowed = "" if in_all_layers else " WHERE s.layer_id = :layer"
    values = {"layer": layer, "said_by": said_by}
    named = connection.execute(
        "SELECT r.actor_id, count(*) FROM refers r JOIN span s ON s.id = r.span_id"
        f"{narrowed} GROUP BY r.actor_id",
        values,
    ).fetchall()
    said = connection.execute(
        "SELECT r.actor_id, count(DISTINCT k.source_id) FROM refers r"
        " JOIN link k ON k.target_id = r.span_id AND k.type = :said_by"
        f" JOIN span s ON s.id = r.span_id{narrowed} GROUP BY r.actor_id",
        values,
    ).fetchall()
    became = _survivors(connection, uids)
    found: dict[str, tuple[int, int]] = {}
    for counts, place in ((said, 0), (named, 1)):
        for number, n in counts:
            actor = became[number]
            one = list(found.get(actor, (0, 0)))
            one[place] += n
            found[actor] = (one[0], one[1])
    return found


def _survivors(connection: sqlite3.Connection, uids: Uids) -> dict[int, str]:
    into: dict[int, int | None] = dict(
        connection.execute("SELECT id, merged_into FROM actor").fetchall()
    )
    return {number: uids.text(_end_of_ring(number, into)) for number in into}


def _end_of_ring(number: int, into: Mapping[int, int | None]) -> int:
    seen = set()
    while (following := into.get(number)) is not None and number not in seen:
        seen.add(number)
        number = following
    return number


# --- the history and the facts --------------------------------------------------------------------


def read_steps(connection: sqlite3.Connection, uids: Uids, limit: int | None) -> list[StepInfo]:
    """Give the newest steps first, without their changes."""
    return [
        StepInfo(step_of(cells[:-2], uids), *cells[-2:])
        for cells in connection.execute(
            f"SELECT {STEP_COLUMNS}, state, changes FROM step ORDER BY id DESC LIMIT ?",
            (-1 if limit is None else limit,),
        ).fetchall()
    ]


def read_facts(connection: sqlite3.Connection, uids: Uids) -> Facts:
    """Give what the project says of itself."""
    meta: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    return Facts(
        project_id=meta["project_id"],
        title=meta["title"],
        format=connection.execute("PRAGMA user_version").fetchone()[0],
        program=meta["program"],
        created=meta["created"],
        normaliser=meta["normaliser"],
        unicode=meta["unicode"],
        made_by=uids.text(
            connection.execute("SELECT by FROM step ORDER BY id LIMIT 1").fetchone()[0]
        ),
    )

"""The lists and counts of a project: articles as a coder sees them, actors, steps, facts.

Pages of articles are in read_pages.py. No text is read here but by a search that asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from annotator.model.actor import Actor, Alias, DatedRole
from annotator.model.article import ArticleEntry
from annotator.model.changes import Step
from annotator.model.layer import State
from annotator.store.history import args_of
from annotator.text.likeness import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

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


_ENTRY = (
    "a.title, a.outlet, a.date, a.byline, a.url, a.language, a.direction, a.sha256,"
    " (SELECT x.length FROM text x WHERE x.sha256 = a.sha256), p.state,"
    " EXISTS (SELECT 1 FROM progress r JOIN layer y ON y.id = r.layer_id AND y.kind = 'agreed'"
    " WHERE r.article_id = a.id AND r.state = 'done'),"
    " (SELECT count(*) FROM span s WHERE s.article_id = a.id AND s.layer_id = :layer),"
    " a.imported_from"
)
_ARTICLES = "FROM article a LEFT JOIN progress p ON p.layer_id = :layer AND p.article_id = a.id"
_ORDERS: Mapping[str, str] = {
    "number": "a.id {0}",
    "title": "a.title COLLATE NOCASE {0}, a.id {0}",
    "date": "a.date {0}, a.id {0}",
    "outlet": "a.outlet COLLATE NOCASE {0}, a.id {0}",
    "state": (
        "CASE p.state WHEN 'progress' THEN 1 WHEN 'done' THEN 2 WHEN 'excluded' THEN 3 ELSE 0 END"
        " {0}, a.id {0}"
    ),
}
_RANKED = "WITH ranked AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM article) "


def read_entries(
    connection: sqlite3.Connection,
    layer: int | None,
    query: ListQuery,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[ArticleEntry]:
    """Give the lines of the list from `offset`, at most `limit`; `layer` is a local number."""
    order = _ORDERS[query.order].format("DESC" if query.descending else "ASC")
    values = _values(layer, query) | {"limit": -1 if limit is None else limit, "offset": offset}
    where = _where(query)
    if query.order == "number" and query.is_plain():
        # Each line's number follows from its place: nothing beyond the lines shown is read.
        cells = connection.execute(
            f"SELECT a.uid, 0, {_ENTRY} {_ARTICLES} ORDER BY {order} LIMIT :limit OFFSET :offset",
            values,
        ).fetchall()
        last = _count(connection) if query.descending else 0
        numbers = [
            last - offset - n if query.descending else offset + n + 1 for n in range(len(cells))
        ]
        return [_entry(one, number) for one, number in zip(cells, numbers, strict=True)]
    cells = connection.execute(
        f"{_RANKED} SELECT a.uid, k.n, {_ENTRY} {_ARTICLES} JOIN ranked k ON k.id = a.id"
        f" {where} ORDER BY {order} LIMIT :limit OFFSET :offset",
        values,
    ).fetchall()
    return [_entry(one, one[1]) for one in cells]


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
    connection: sqlite3.Connection, layer: int | None, article_id: str
) -> ArticleEntry | None:
    """Give the line of one article, or None."""
    found = connection.execute(
        "SELECT a.uid, (SELECT count(*) FROM article b"
        " WHERE b.id <= a.id),"
        f" {_ENTRY} {_ARTICLES} WHERE a.uid = :article",
        {"layer": layer, "article": article_id},
    ).fetchone()
    return None if found is None else _entry(found, found[1])


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


def _entry(cells: Any, number: int) -> ArticleEntry:
    state = cells[11]
    return ArticleEntry(
        id=cells[0],
        number=number,
        title=cells[2],
        outlet=cells[3],
        date=cells[4],
        byline=cells[5],
        url=cells[6],
        language=cells[7],
        direction="rtl" if cells[8] == "rtl" else "ltr",
        sha256=cells[9],
        n_characters=cells[10],
        state=None if state is None else str(State(state)),
        reviewed=bool(cells[12]),
        n_spans=cells[13],
        source=cells[14],
    )


# --- actors -------------------------------------------------------------------------------------


def read_actors(connection: sqlite3.Connection) -> list[Actor]:
    """Give all actors with aliases, roles and attributes, in the order of their ids."""
    aliases: dict[int, list[Alias]] = {}
    for actor, *cells in connection.execute(
        "SELECT actor_id, uid, text, language, origin FROM alias ORDER BY uid"
    ).fetchall():
        aliases.setdefault(actor, []).append(Alias(*cells))
    roles: dict[int, list[DatedRole]] = {}
    for actor, *cells in connection.execute(
        "SELECT actor_id, uid, role, organisation_uid, since, until FROM role ORDER BY uid"
    ).fetchall():
        roles.setdefault(actor, []).append(DatedRole(*cells))
    attributes: dict[str, dict[str, str]] = {}
    for owner, name, value in connection.execute(
        "SELECT t.owner_uid, t.name, t.value FROM actor c CROSS JOIN attribute t"
        " ON t.owner_uid = c.uid AND t.owner_kind = 'actor' ORDER BY t.owner_uid, t.name"
    ).fetchall():
        attributes.setdefault(owner, {})[name] = value
    return [
        Actor(
            id=uid,
            name=name,
            kind=kind,
            aliases=tuple(aliases.get(number, ())),
            roles=tuple(roles.get(number, ())),
            attributes=attributes.get(uid, {}),
            external_id=external,
            note=note,
            merged_into=merged,
        )
        for number, uid, name, kind, external, note, merged in connection.execute(
            "SELECT id, uid, name, kind, external_id, note, merged_into FROM actor ORDER BY uid"
        ).fetchall()
    ]


def count_actors(
    connection: sqlite3.Connection, layer: int | None, *, in_all_layers: bool, said_by: str
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
    became = _survivors(connection)
    found: dict[str, tuple[int, int]] = {}
    for counts, place in ((said, 0), (named, 1)):
        for number, n in counts:
            actor = became[number]
            one = list(found.get(actor, (0, 0)))
            one[place] += n
            found[actor] = (one[0], one[1])
    return found


def _survivors(connection: sqlite3.Connection) -> dict[int, str]:
    cells = connection.execute("SELECT id, uid, merged_into FROM actor").fetchall()
    into = {uid: merged for _, uid, merged in cells if merged is not None}
    return {number: _end_of_ring(uid, into) for number, uid, _ in cells}


def _end_of_ring(uid: str, into: Mapping[str, str]) -> str:
    seen = set()
    while uid in into and uid not in seen:
        seen.add(uid)
        uid = into[uid]
    return uid


# --- the history and the facts --------------------------------------------------------------------


def read_steps(connection: sqlite3.Connection, limit: int | None) -> list[StepInfo]:
    """Give the newest steps first, without their changes."""
    return [
        StepInfo(
            step=Step(act=act, changes=(), by=by, at=at, args=args_of(args), id=uid, number=number),
            state=state,
            n_changes=n,
        )
        for number, uid, act, args, by, at, state, n in connection.execute(
            "SELECT id, uid, act, args, by, at, state, changes FROM step ORDER BY id DESC LIMIT ?",
            (-1 if limit is None else limit,),
        ).fetchall()
    ]


def read_facts(connection: sqlite3.Connection) -> Facts:
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
        made_by=connection.execute("SELECT by FROM step ORDER BY id LIMIT 1").fetchone()[0],
    )

"""Actors with their counts, steps and facts of a project. The list of articles is elsewhere."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from annotator.model.actor import Actor, ActorBook
from annotator.model.article import ArticleKey
from annotator.model.changes import Key, Row, Step, row_key
from annotator.model.layer import LayerKind
from annotator.model.rows import actor_from_rows
from annotator.model.scheme import Role, Scheme
from annotator.store.history import STEP_COLUMNS, step_of
from annotator.store.rows_sql import FORMS, time_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from annotator.model.double_coding.kit import Kit
    from annotator.store.uids import Uids


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What a project says of itself: `normaliser` and `unicode` name the text rules it used,
    `made_by` is the id of the coder who made it; `kit` = it was made for a second coder.
    """

    project_id: str
    title: str
    format: int
    program: str
    created: str
    normaliser: str
    unicode: str
    made_by: str
    kit: Kit | None = None


@dataclass(frozen=True, slots=True)
class StepInfo:
    """A step of the history without its changes: what became of it, and how many it has."""

    step: Step
    state: Literal["done", "undone", "dropped"]
    n_changes: int
    label: str | None = None
    """The name that a person gave it."""


class LastSteps(NamedTuple):
    """The number of the newest step, its id, and the id of the newest that is done ("" = none);
    `names` is a checksum of the names that steps have.

    Together they say which state of a project it is, also after steps were undone or named.
    """

    number: int
    last: str
    done: str
    names: str


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


def within(connection: sqlite3.Connection, layer_id: str | None, *, of_people: bool) -> str:
    """Give on which spans `s` actors are counted: of a layer, of all, or of those of people."""
    if layer_id is not None:
        return " AND s.layer_id = :layer"
    machines = f"SELECT id FROM layer WHERE kind = '{LayerKind.SUGGESTER}'"
    if not of_people or connection.execute(f"{machines} LIMIT 1").fetchone() is None:
        return ""
    return f" AND s.layer_id NOT IN ({machines})"


def count_actors(
    connection: sqlite3.Connection,
    uids: Uids,
    layer: int | None,
    scheme: Scheme,
    within: str = "",
) -> dict[str, tuple[int, int]]:
    """Give per actor how many claims are said by it, and how many spans name it.

    In all layers, or `within` some; what `model.statement.ActorCounts` counts on pages.
    """
    values = {
        "layer": layer,
        "claim": scheme.name_for(Role.CLAIM),
        "said_by": scheme.name_for(Role.SAID_BY),
    }
    # Of all spans none need be looked at: an index has who is named where.
    spans_named = f" JOIN span s ON s.id = r.span_id{within}" if within else ""
    named = connection.execute(
        f"SELECT r.actor_id, count(*) FROM refers r{spans_named} GROUP BY r.actor_id", values
    ).fetchall()
    said = connection.execute(
        "SELECT DISTINCT r.actor_id, k.source_id FROM refers r"
        " JOIN link k ON k.target_id = r.span_id AND k.type = :said_by"
        f" JOIN span s ON s.id = k.source_id AND s.type = :claim{within}",
        values,
    ).fetchall()
    merged = dict(connection.execute("SELECT id, merged_into FROM actor WHERE merged_into > 0"))
    spans: dict[int, int] = {}
    for number, n in named:
        actor = _last(number, merged)
        spans[actor] = spans.get(actor, 0) + n
    claims = Counter(actor for actor, _ in {(_last(one, merged), claim) for one, claim in said})
    counts = ((claims[actor], n) for actor, n in spans.items())
    return dict(zip(uids.texts([*spans]), counts, strict=True))


def _last(number: int, merged: Mapping[int, int]) -> int:
    """Give the actor that one has become, as `ActorBook.get` follows it."""
    seen: set[int] = set()
    while number in merged and number not in seen:
        seen.add(number)
        number = merged[number]
    return number


def articles_of_actor(
    connection: sqlite3.Connection, uids: Uids, actor_id: str, layer: int | None
) -> list[str]:
    """Give the articles with spans of a layer that refer to an actor or to one it has become."""
    actors = ActorBook(read_actors(connection, uids))
    its = [one.id for one in actors.every() if actors.get(one.id) is actors.get(actor_id)]
    numbers = json.dumps([uids.number(one) for one in its])
    found = connection.execute(
        "SELECT DISTINCT a.number, a.id FROM refers r JOIN span s ON s.id = r.span_id"
        " JOIN article a ON a.id = s.article_id"
        " WHERE r.actor_id IN (SELECT value FROM json_each(?)) AND s.layer_id = ?"
        " ORDER BY a.number, a.id",
        (numbers, layer),
    ).fetchall()
    return [uids.text(article) for _, article in found]


# --- the history and the facts --------------------------------------------------------------------


def read_steps(
    connection: sqlite3.Connection, uids: Uids, limit: int | None, *, done: bool
) -> list[StepInfo]:
    """Give the newest steps first, all or those that are `done`, without their changes."""
    which = " WHERE state = 'done'" if done else ""
    return [
        StepInfo(step_of(cells[:-3], uids), *cells[-3:])
        for cells in connection.execute(
            f"SELECT {STEP_COLUMNS}, state, changes, label FROM step{which}"
            " ORDER BY id DESC LIMIT ?",
            (-1 if limit is None else limit,),
        ).fetchall()
    ]


def read_step_ids(connection: sqlite3.Connection, uids: Uids) -> dict[str, tuple[list[str], str]]:
    """Give by coder the ids of all steps, whatever became of them, and when the newest was made."""
    found: dict[str, tuple[list[str], str]] = {}
    for uid, by, at in connection.execute("SELECT uid, by, at FROM step ORDER BY id").fetchall():
        coder, time = uids.text(by), str(time_text(at))
        ids, newest = found.get(coder, ([], ""))
        ids.append(uids.text(uid))
        found[coder] = ids, max(newest, time)
    return found


def read_article_keys(connection: sqlite3.Connection, uids: Uids) -> list[ArticleKey]:
    """Give what all articles are known by, as they came in."""
    return [
        ArticleKey(uids.text(number), *rest)
        for number, *rest in connection.execute(
            "SELECT a.id, a.sha256, a.title, a.url, x.length FROM article a"
            " JOIN text x ON x.sha256 = a.sha256 ORDER BY a.number, a.id"
        ).fetchall()
    ]


def read_last_steps(connection: sqlite3.Connection, uids: Uids) -> LastSteps:
    """Give the newest steps of a history."""
    sql = "SELECT id, uid FROM step {} ORDER BY id DESC LIMIT 1"
    number, last = connection.execute(sql.format("")).fetchone() or (0, None)
    found = connection.execute(sql.format("WHERE state = 'done'")).fetchone()
    done = None if found is None else found[1]
    sql = "SELECT id, label FROM step WHERE label IS NOT NULL ORDER BY label"
    named = connection.execute(sql).fetchall()
    names = f"{zlib.crc32(repr(named).encode()):08x}" if named else ""
    text = uids.text
    return LastSteps(
        number, "" if last is None else text(last), "" if done is None else text(done), names
    )


def read_facts(connection: sqlite3.Connection, uids: Uids) -> ProjectFacts:
    """Give what the project says of itself."""
    meta: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    return ProjectFacts(
        project_id=meta["project_id"],
        title=meta["title"],
        format=connection.execute("PRAGMA user_version").fetchone()[0],
        program=meta["program"],
        created=meta["created"],
        normaliser=meta["normaliser"],
        unicode=meta["unicode"],
        made_by=meta.get("made_by")
        or uids.text(connection.execute("SELECT by FROM step ORDER BY id LIMIT 1").fetchone()[0]),
        kit=_kit(meta.get("kit", "")),
    )


def _kit(text: str) -> Kit | None:
    if not text:
        return None
    from annotator.model.double_coding.kit import kit_from_text

    return kit_from_text(text)

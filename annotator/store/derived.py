"""Rows that follow from others and are in no step: what suggesters wrote.

Suggestions follow from texts and decisions, and stand in the same tables as all others. What rests
on a row that a step takes away goes with it, so that no step is ever held up by a suggestion; what
a new version of the scheme calls otherwise is called so in them, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.layer import DERIVED, LayerKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from annotator.model.fields import Cell
    from annotator.model.scheme import Scheme
    from annotator.model.scheme_edits.recoding import Recoding
    from annotator.store.uids import Uids

LAYERS = (
    f"SELECT id FROM layer WHERE kind = '{LayerKind.SUGGESTER}' AND origin = '{DERIVED}'"
    " AND frozen = 0"
)
"""The layers of suggesters that were made here."""
_SPANS = f"SELECT id FROM span WHERE layer_id IN ({LAYERS})"
_LINKS = f"SELECT id FROM link WHERE layer_id IN ({LAYERS})"

STAMP = "substr(stamp, 1, instr(stamp || ' ', ' ') - 1)"
"""A stamp without what stands behind it and seals the proposals (`health.suggested`)."""

IS_JOURNALED = {
    "layer": f"id NOT IN ({LAYERS})",
    "span": f"layer_id NOT IN ({LAYERS})",
    "link": f"layer_id NOT IN ({LAYERS})",
    "part": f"span_id NOT IN ({_SPANS})",
    "refers": f"span_id NOT IN ({_SPANS})",
    "reason": f"owner_id NOT IN ({_SPANS})",
    "attribute": "NOT (owner_kind IN ('span', 'link') AND owner_id IN"
    f" ({_SPANS} UNION ALL {_LINKS}))",
    "suggested": "0",
}
"""What holds of the rows that steps made, by table; of other tables all rows are theirs."""

_OF_ARTICLE = (
    f"FROM span WHERE article_id = :article AND layer_id IN ({LAYERS})",
    f"FROM link WHERE article_id = :article AND layer_id IN ({LAYERS})",
)
_CLEARED = (
    f"DELETE FROM attribute WHERE owner_kind = 'span' AND owner_id IN (SELECT id {_OF_ARTICLE[0]})",
    f"DELETE FROM attribute WHERE owner_kind = 'link' AND owner_id IN (SELECT id {_OF_ARTICLE[1]})",
    f"DELETE FROM reason WHERE owner_id IN (SELECT id {_OF_ARTICLE[0]})",
    f"DELETE FROM refers WHERE span_id IN (SELECT id {_OF_ARTICLE[0]})",
    f"DELETE FROM part WHERE span_id IN (SELECT id {_OF_ARTICLE[0]})",
    f"DELETE {_OF_ARTICLE[1]}",
    f"DELETE {_OF_ARTICLE[0]}",
    "DELETE FROM suggested WHERE article_id = :article",
)
_ALL = (
    f"DELETE FROM attribute WHERE owner_kind = 'span' AND owner_id IN ({_SPANS})",
    f"DELETE FROM attribute WHERE owner_kind = 'link' AND owner_id IN ({_LINKS})",
    f"DELETE FROM reason WHERE owner_id IN ({_SPANS})",
    f"DELETE FROM refers WHERE span_id IN ({_SPANS})",
    f"DELETE FROM part WHERE span_id IN ({_SPANS})",
    f"DELETE FROM link WHERE layer_id IN ({LAYERS})",
    f"DELETE FROM span WHERE layer_id IN ({LAYERS})",
)
_OF_TYPE = {
    "span": f"SELECT id FROM span WHERE layer_id IN ({LAYERS}) AND type = ?",
    "link": f"SELECT id FROM link WHERE layer_id IN ({LAYERS}) AND type = ?",
}
_NAMING = (
    "SELECT DISTINCT s.article_id FROM refers r JOIN span s ON s.id = r.span_id"
    f" WHERE r.actor_id = :actor AND s.layer_id IN ({LAYERS})"
)
_UNNAMED = f"DELETE FROM refers WHERE actor_id = :actor AND span_id IN ({_SPANS})"


def has_table(connection: sqlite3.Connection, table: str) -> bool:
    """Say whether the file has a table: files of the first programs lack some."""
    sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return connection.execute(sql, (table,)).fetchone() is not None


def stamps(
    connection: sqlite3.Connection, uids: Uids, article: int | None = None
) -> dict[str, dict[str, str]]:
    """Give, by article and layer, the checksum of what a suggester's proposals followed from.

    `article` is the number of the only one that is asked about; None = all.
    """
    found: dict[str, dict[str, str]] = {}
    if has_table(connection, "suggested"):
        # By layer first: so the key finds one article among ten thousand.
        of_one = f" WHERE layer_id IN ({LAYERS}) AND article_id = :article"
        sql = f"SELECT article_id, layer_id, {STAMP} FROM suggested"
        sql += of_one * (article is not None)
        for one, layer, stamp in connection.execute(sql, {"article": article}).fetchall():
            found.setdefault(uids.text(one), {})[uids.text(layer)] = stamp
    return found


def clear(
    connection: sqlite3.Connection, articles: Iterable[Cell], actors: Iterable[Cell]
) -> set[int]:
    """Take away what suggesters wrote about articles and actors that go, by their numbers.

    Gives the articles in which an actor is named no more.
    """
    if connection.execute(f"{LAYERS} LIMIT 1").fetchone() is None:
        return set()  # as in most projects that undo an import
    from annotator.store.health.suggested import summed

    gone = [one for one in articles if isinstance(one, int)]
    with summed(connection, gone):
        for article in gone:
            for statement in _CLEARED:
                connection.execute(statement, {"article": article})
    unnamed: set[int] = set()
    for actor in actors:
        naming = connection.execute(_NAMING, {"actor": actor}).fetchall()
        unnamed.update(one for (one,) in naming)
        connection.execute(_UNNAMED, {"actor": actor})
    return unnamed


def clear_all(connection: sqlite3.Connection) -> None:
    """Take away all that suggesters wrote: it is of today, whatever moment is looked at."""
    if connection.execute(f"{LAYERS} LIMIT 1").fetchone() is None:
        return
    for statement in _ALL:
        connection.execute(statement)
    from annotator.store.health.suggested import seal_layers, summed

    if has_table(connection, "suggested"):
        read = connection.execute("SELECT DISTINCT article_id FROM suggested").fetchall()
        with summed(connection, [one for (one,) in read]):
            connection.execute(f"DELETE FROM suggested WHERE layer_id IN ({LAYERS})")
    in_use = "SELECT layer_id FROM progress UNION SELECT layer_id FROM decision"
    connection.execute(f"DELETE FROM layer WHERE id IN ({LAYERS}) AND id NOT IN ({in_use})")
    seal_layers(connection)


def call_as_versions(
    connection: sqlite3.Connection, gone: Iterable[Sequence[Cell]], fresh: Iterable[Sequence[Cell]]
) -> bool:
    """Call what suggesters wrote as the scheme does when versions of it went and others came.

    Says whether there is anything of suggesters.
    """
    if connection.execute(f"{LAYERS} LIMIT 1").fetchone() is None:
        return False
    from annotator.model.scheme_edits.recoding import recodings_of, taken_back

    for cells in sorted(gone, key=_number, reverse=True):
        version, before = _scheme(cells), _version_before(connection, cells[0])
        if version.recoded and before is not None:
            _call_otherwise(connection, taken_back(before, recodings_of(version)))
    for cells in sorted(fresh, key=_number):
        _call_otherwise(connection, recodings_of(_scheme(cells)))
    return True


def _number(cells: Sequence[Cell]) -> int:
    return int(cells[0] or 0)


def _version_before(connection: sqlite3.Connection, number: Cell) -> Scheme | None:
    sql = "SELECT version, body FROM scheme WHERE version < ? ORDER BY version DESC LIMIT 1"
    cells = connection.execute(sql, (number,)).fetchone()
    return None if cells is None else _scheme(cells)


def _scheme(cells: Sequence[Cell]) -> Scheme:
    from annotator.model.rows import scheme_from_row

    return scheme_from_row({"version": cells[0], "body": cells[1]})


def _call_otherwise(connection: sqlite3.Connection, recodings: Iterable[Recoding]) -> None:
    """Call what suggesters wrote as recodings do, one after the other.

    What would stand twice then stays as it is, until it is suggested anew.
    """
    for old, new in ((one.old, one.new) for one in recodings):
        of_type = _OF_TYPE.get(str(old.kind))
        if of_type is None:
            continue  # suggesters make no actors
        if old.depth == 1:
            sql = f"UPDATE OR IGNORE {old.kind} SET type = ? WHERE id IN ({of_type})"
            connection.execute(sql, (new.type, old.type))
            continue
        column, name = ("name", new.attribute) if old.value is None else ("value", new.value)
        connection.execute(
            f"UPDATE OR IGNORE attribute SET {column} = ? WHERE owner_kind = '{old.kind}'"
            f" AND owner_id IN ({of_type}) AND name = ? AND value = coalesce(?, value)",
            (name, old.type, old.attribute, old.value),
        )

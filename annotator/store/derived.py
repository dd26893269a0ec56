"""Rows that follow from others and are in no step: what suggesters wrote.

Suggestions follow from texts and decisions, and stand in the same tables as all others. What rests
on a row that a step takes away goes with it, so that no step is ever held up by a suggestion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.layer import DERIVED, LayerKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from annotator.model.fields import Cell
    from annotator.store.uids import Uids

_LAYERS = (
    f"SELECT id FROM layer WHERE kind = '{LayerKind.SUGGESTER}' AND origin = '{DERIVED}'"
    " AND frozen = 0"
)
_SPANS = f"SELECT id FROM span WHERE layer_id IN ({_LAYERS})"
_LINKS = f"SELECT id FROM link WHERE layer_id IN ({_LAYERS})"

IS_JOURNALED = {
    "layer": f"id NOT IN ({_LAYERS})",
    "span": f"layer_id NOT IN ({_LAYERS})",
    "link": f"layer_id NOT IN ({_LAYERS})",
    "part": f"span_id NOT IN ({_SPANS})",
    "refers": f"span_id NOT IN ({_SPANS})",
    "reason": f"owner_id NOT IN ({_SPANS})",
    "attribute": "NOT (owner_kind IN ('span', 'link') AND owner_id IN"
    f" ({_SPANS} UNION ALL {_LINKS}))",
    "suggested": "0",
}
"""What holds of the rows that steps made, by table; of other tables all rows are theirs."""

_OF_ARTICLE = (
    f"FROM span WHERE article_id = :article AND layer_id IN ({_LAYERS})",
    f"FROM link WHERE article_id = :article AND layer_id IN ({_LAYERS})",
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
        of_one = f" WHERE layer_id IN ({_LAYERS}) AND article_id = :article"
        sql = "SELECT article_id, layer_id, stamp FROM suggested" + of_one * (article is not None)
        for one, layer, stamp in connection.execute(sql, {"article": article}).fetchall():
            found.setdefault(uids.text(one), {})[uids.text(layer)] = stamp
    return found


def clear(connection: sqlite3.Connection, articles: Iterable[Cell], actors: Iterable[Cell]) -> None:
    """Take away what suggesters wrote about articles and actors that go, by their numbers."""
    if connection.execute(f"{_LAYERS} LIMIT 1").fetchone() is None:
        return  # as in most projects that undo an import
    for article in articles:
        for statement in _CLEARED:
            connection.execute(statement, {"article": article})
    for actor in actors:
        connection.execute(_UNNAMED, {"actor": actor})

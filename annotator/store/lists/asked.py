"""What a walk of questions goes over: spans or links of one layer, with an answer or without."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from annotator.store.uids import Uids

_LINKS = (
    "SELECT k.id, a.id, {has} FROM article a CROSS JOIN link k ON k.article_id = a.id"
    " JOIN span s ON s.id = k.source_id JOIN span e ON e.id = k.target_id"
    " WHERE k.layer_id = :layer AND k.type IN (SELECT value FROM json_each(:types)) AND {stays}"
    " ORDER BY a.number, s.start, e.start, k.id"
)
_SPANS = (
    "SELECT s.id, a.id, {has} FROM article a CROSS JOIN span s ON s.article_id = a.id"
    " WHERE s.layer_id = :layer AND s.type IN (SELECT value FROM json_each(:types)) AND {stays}"
    " ORDER BY a.number, s.start, s.id"
)
_VALUE = (
    "EXISTS (SELECT 1 FROM attribute t WHERE t.owner_kind = '{kind}' AND t.owner_id = {owner}"
    " AND t.name = :name)"
)
_ACTOR = "EXISTS (SELECT 1 FROM refers t WHERE t.span_id = s.id)"
_STAYS = (
    "NOT EXISTS (SELECT 1 FROM progress p WHERE p.article_id = a.id AND p.layer_id = :layer"
    " AND p.state = 'excluded')"
)
_NO_DATE = (
    " AND NOT EXISTS (SELECT 1 FROM attribute d WHERE d.owner_kind = 'span' AND d.owner_id = s.id"
    " AND d.name = 'kind' AND d.value = 'date')"
)

_BLOCK = 500
"""So many rows the processor still has at hand when their ids are worded."""


class AskedItem(NamedTuple):
    """A span or link that something is asked of, and whether that is answered."""

    item: str
    article_id: str
    is_answered: bool


def asked_items(
    connection: sqlite3.Connection,
    uids: Uids,
    layer: int,
    types: Sequence[str],
    attribute: str | None,
    *,
    are_links: bool,
) -> list[AskedItem]:
    """Give all of some types on a layer in reading order; without an attribute by their actors.

    Articles that are set aside are left out, and dates, which mean nobody.
    """
    kind, owner = ("link", "k.id") if are_links else ("span", "s.id")
    has = _ACTOR if attribute is None else _VALUE.format(kind=kind, owner=owner)
    stays = _STAYS + _NO_DATE if attribute is None else _STAYS
    sql = (_LINKS if are_links else _SPANS).format(has=has, stays=stays)
    asked = {"layer": layer, "types": json.dumps([*types]), "name": attribute}
    found: list[AskedItem] = []
    cursor = connection.execute(sql, asked)
    while rows := cursor.fetchmany(_BLOCK):
        items, articles, answered = zip(*rows, strict=True)
        found += map(AskedItem, uids.texts(items), uids.texts(articles), map(bool, answered))
    return found

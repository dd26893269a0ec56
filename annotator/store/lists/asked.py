"""What a walk of questions goes over: spans or links of one layer, with an answer or without."""

from __future__ import annotations

import json
from collections.abc import Sequence  # noqa: TC003 - of a named tuple's fields
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3

    from annotator.store.uids import Uids

_LINKS = (
    "SELECT k.id, a.id, {has} FROM article a CROSS JOIN link k ON k.article_id = a.id"
    " JOIN span s ON s.id = k.source_id JOIN span e ON e.id = k.target_id"
    " WHERE k.layer_id = :layer AND k.type IN (SELECT value FROM json_each(:types)) AND {stays}"
    "{within} ORDER BY a.number, s.start, e.start, k.id"
)
_SPANS = (
    "SELECT s.id, a.id, {has} FROM article a CROSS JOIN span s ON s.article_id = a.id"
    " WHERE s.layer_id = :layer AND s.type IN (SELECT value FROM json_each(:types)) AND {stays}"
    "{within} ORDER BY a.number, s.start, s.id"
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
_WITHIN = " AND a.number > :after AND a.number <= :upto"
_LAST_OF = (
    "SELECT max(number) FROM (SELECT number FROM article WHERE number > ? ORDER BY number LIMIT ?)"
)
_BLOCK = 500
"""So many rows the processor still has at hand when their ids are worded."""


class AskedFor(NamedTuple):
    """What is asked of spans or links of some types: an attribute, or (None) whom they mean."""

    types: Sequence[str]
    attribute: str | None
    are_links: bool = False


class AskedItem(NamedTuple):
    """A span or link that something is asked of, and whether that is answered."""

    item: str
    article_id: str
    is_answered: bool


@dataclass(slots=True)
class ArticlePart:
    """The next so many articles, by number; what reads them goes on behind them."""

    n_articles: int
    after: int = -1
    is_last: bool = False
    """Whether there are no articles behind them."""

    def numbers(self, connection: sqlite3.Connection) -> tuple[int, int]:
        """Give behind which number they begin, and the last one; go on behind that."""
        begin = self.after
        (last,) = connection.execute(_LAST_OF, (begin, self.n_articles)).fetchone()
        self.is_last = last is None
        self.after = begin if last is None else int(last)
        return begin, self.after


def asked_items(
    connection: sqlite3.Connection,
    uids: Uids,
    layer: int,
    asked: AskedFor,
    part: ArticlePart | None = None,
) -> list[AskedItem]:
    """Give all that is asked about on a layer, in reading order.

    Articles that are set aside are left out, and dates, which mean nobody.
    """
    types, attribute, are_links = asked
    kind, owner = ("link", "k.id") if are_links else ("span", "s.id")
    has = _ACTOR if attribute is None else _VALUE.format(kind=kind, owner=owner)
    stays = _STAYS + _NO_DATE if attribute is None else _STAYS
    within = "" if part is None else _WITHIN
    sql = (_LINKS if are_links else _SPANS).format(has=has, stays=stays, within=within)
    after, upto = (None, None) if part is None else part.numbers(connection)
    given = {"layer": layer, "types": json.dumps([*types]), "name": attribute}
    found: list[AskedItem] = []
    cursor = connection.execute(sql, given | {"after": after, "upto": upto})
    while rows := cursor.fetchmany(_BLOCK):
        items, articles, answered = zip(*rows, strict=True)
        found += map(AskedItem, uids.texts(items), uids.texts(articles), map(bool, answered))
    return found

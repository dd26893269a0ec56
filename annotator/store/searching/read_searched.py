"""What a search reads: the order of the texts, and texts with the places of marks."""

from __future__ import annotations

import json
from itertools import repeat
from typing import TYPE_CHECKING

from annotator.model.article import region_order
from annotator.store.read_pages import (
    Asked,
    Lines,
    Texts,
    read_articles,
    read_regions,
    without_collector,
)
from annotator.store.searching.values import PlacedMark, SearchedArticle, TextKey
from annotator.text.ranges import Range

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from annotator.store.uids import Uids

_KEYS = (
    "SELECT number, id, sha256 FROM article WHERE (number, id) > (?, ?) ORDER BY number, id LIMIT ?"
)
_KEYS_OF = (
    "SELECT a.number, a.id, a.sha256 FROM json_each(?) j CROSS JOIN article a ON a.sha256 = j.value"
    " WHERE (a.number, a.id) > (?, ?) ORDER BY a.number, a.id"
)
_MARKS = 's.id, s.type, s.start, s."end" FROM span s'


def read_keys(
    connection: sqlite3.Connection, uids: Uids, after: TextKey | None, n: int
) -> list[TextKey]:
    """Give the articles behind one in the order they came in, at most `n`; None = the first."""
    return _keys(uids, connection.execute(_KEYS, (*_place(uids, after), n)).fetchall())


def read_keys_of(
    connection: sqlite3.Connection, uids: Uids, after: TextKey | None, sha256s: Sequence[str]
) -> list[TextKey]:
    """Give the articles behind one that have one of these texts, as `read_keys`."""
    bound = (json.dumps(list(sha256s)), *_place(uids, after))
    return _keys(uids, connection.execute(_KEYS_OF, bound).fetchall())


def _place(uids: Uids, after: TextKey | None) -> tuple[int, int]:
    return (-1, 0) if after is None else (after.number, uids.number(after.article_id))


def _keys(uids: Uids, found: Sequence[tuple[int, int, str]]) -> list[TextKey]:
    ids = uids.texts([row for _, row, _ in found])
    return [
        TextKey(number, uid, sha256) for uid, (number, _, sha256) in zip(ids, found, strict=True)
    ]


def read_searched(connection: sqlite3.Connection, asked: Asked) -> list[SearchedArticle]:
    """Give the articles asked for, in their order."""
    with without_collector():
        articles = read_articles(connection, asked.articles, asked.uids)
        regions = read_regions(connection, asked)
        marks: dict[int, list[PlacedMark]] = {}
        for number, mark in _marks(connection, asked):
            marks.setdefault(number, []).append(mark)
        return [
            SearchedArticle(
                articles[number],
                tuple(sorted(regions.get(number, ()), key=region_order)),
                tuple(sorted(marks.get(number, ()))),
            )
            for number in asked.articles
        ]


def _marks(connection: sqlite3.Connection, asked: Asked) -> Iterator[tuple[int, PlacedMark]]:
    lines = Lines(connection, "span", _MARKS, asked)
    if not lines.columns:
        return
    numbers, kinds, starts, ends = lines.columns
    ids, texts = asked.uids.texts(numbers), Texts(asked.uids)
    actors = dict(lines.rows("refers", "span_id", "t.actor_id"))
    whose = [*map(texts.__getitem__, map(actors.get, numbers, repeat(None)))]
    ranges = map(Range, starts, ends)
    yield from zip(lines.articles, map(PlacedMark, ranges, kinds, ids, whose), strict=True)
    further = lines.rows("part", "span_id", 't.n, t.start, t."end"')
    if further:
        at = {number: n for n, number in enumerate(numbers)}
        for number, _, start, end in further:
            n = at.get(number)
            if n is not None:
                mark = PlacedMark(Range(start, end), kinds[n], ids[n], whose[n])
                yield lines.articles[n], mark

"""What a search reads: the order of the texts, texts with the places of marks, and notes."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from annotator.model.article import region_order
from annotator.model.rows import note_from_row
from annotator.store.read_pages import (
    Asked,
    Lines,
    Texts,
    read_articles,
    read_regions,
    rows_of,
    without_collector,
)
from annotator.store.rows_sql import FORMS
from annotator.store.searching.values import PlacedMark, SearchedArticle, TextKey
from annotator.text.ranges import Range

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from annotator.model.span import Note
    from annotator.store.uids import Uids

_KEYS = (
    "SELECT number, id, sha256 FROM article WHERE (number, id) > (?, ?) ORDER BY number, id LIMIT ?"
)
_MARKS = 's.id, s.type, s.start, s."end" FROM span s'
_OF_ARTICLE = {
    "article": "t.owner_id",
    "span": "(SELECT s.article_id FROM span s WHERE s.id = t.owner_id)",
    "link": "(SELECT s.article_id FROM link s WHERE s.id = t.owner_id)",
}


def read_keys(
    connection: sqlite3.Connection, uids: Uids, after: tuple[int, int], n: int
) -> list[TextKey]:
    """Give the articles behind a place in the order they came in, at most `n`."""
    found = connection.execute(_KEYS, (*after, n)).fetchall()
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
    actors = dict(lines.held("refers", "span_id", "t.actor_id"))
    whose = [*map(texts.__getitem__, map(actors.get, numbers, repeat(None)))]
    ranges = map(Range, starts, ends)
    yield from zip(lines.articles, map(PlacedMark, ranges, kinds, ids, whose), strict=True)
    further = lines.held("part", "span_id", 't.n, t.start, t."end"')
    if further:
        at = {number: n for n, number in enumerate(numbers)}
        for number, _, start, end in further:
            n = at.get(number)
            if n is not None:
                mark = PlacedMark(Range(start, end), kinds[n], ids[n], whose[n])
                yield lines.articles[n], mark


def read_placed_notes(connection: sqlite3.Connection, uids: Uids) -> list[tuple[Note, str | None]]:
    """Give all notes in the order of their ids, each with its article if it is about one."""
    article = " ".join(f"WHEN '{kind}' THEN {sql}" for kind, sql in _OF_ARTICLE.items())
    rest = f"CASE t.owner_kind {article} END FROM note t"
    found = [
        (note_from_row(row), None if number is None else uids.text(number))
        for row, number in rows_of(connection, FORMS["note"], uids, rest)
    ]
    return sorted(found, key=lambda one: one[0].id)

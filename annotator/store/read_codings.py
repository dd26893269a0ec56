"""Spans and links as comparing needs them, in columns: no quotations, no times, no authors.

A hundred thousand spans in a fraction of a second; pages are read in read_pages.py.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, compress, count, repeat
from operator import not_
from typing import Any

from annotator.model.article import boilerplate
from annotator.model.coded import (
    ArticleText,
    CodedArticles,
    LinkColumns,
    Marks,
    Place,
    SpanColumns,
    Values,
)
from annotator.model.span import OF_TYPE, Confidence
from annotator.store.read_pages import (
    WITHIN,
    Asked,
    HeldRows,
    Texts,
    columns_of,
    number_list,
    without_collector,
)
from annotator.text.ranges import Range

_Row = tuple[Any, ...]


def read_codings(
    connection: sqlite3.Connection, asked: Asked, layers: Sequence[int]
) -> CodedArticles:
    """Give the articles asked for, in their order, each with what these layers hold about it."""
    with without_collector():
        return CodedArticles(_texts(connection, asked), _marks(connection, asked, layers))


def _texts(connection: sqlite3.Connection, asked: Asked) -> list[ArticleText]:
    masks = _masks(connection, asked.articles)
    texts = {
        number: (sha256, language, body)
        for number, sha256, language, body in connection.execute(
            "SELECT a.id, a.sha256, a.language, x.body FROM article a"
            " JOIN text x ON x.sha256 = a.sha256"
            f" WHERE a.id IN ({number_list(asked.articles)})"
        ).fetchall()
    }
    uids = asked.uids.texts(asked.articles)
    return [
        ArticleText(uid, *texts[number], masks.get(number, ()))
        for uid, number in zip(uids, asked.articles, strict=True)
    ]


def _marks(
    connection: sqlite3.Connection, asked: Asked, layers: Sequence[int]
) -> tuple[Marks, ...]:
    """Give what each layer holds about the articles."""
    spans = [_Spans(connection, asked, layer) for layer in layers]
    beside = HeldRows(connection, "span", asked, [one.numbers for one in spans])
    parts = beside.rows("part", "span_id", 't.n, t.start, t."end"')
    held = (
        _values(connection, beside, "span"),
        dict(beside.rows("refers", "span_id", "t.actor_id")),
        _reasons(connection, asked),
    )
    columns: Sequence[Sequence[Any]] = beside.by_column(
        "link", "source_id", "t.type", "t.target_id", "t.id"
    )
    values = _values(connection, HeldRows(connection, "link", asked, [columns[3]]), "link")
    found: list[Marks] = []
    for one in spans:
        one.add_parts(parts)
        links, columns = one.links(columns, values)
        found.append(Marks(one.columns(*held), links))
    return tuple(found)


class _Spans:
    """The spans of one layer as they are read."""

    def __init__(self, connection: sqlite3.Connection, asked: Asked, layer: int) -> None:
        """Read where they stand, article by article."""
        where = f"FROM span s WHERE {Asked(asked.articles, [layer], asked.uids).of('s')}"
        counts = connection.execute(
            f"SELECT s.article_id, count(*) {where} GROUP BY s.article_id ORDER BY s.article_id"
        ).fetchall()
        inner = f'SELECT s.id, s.type, s.start, s."end" {where} ORDER BY s.article_id, s.id'
        self._uids = asked.uids
        self.numbers, types, starts, ends = columns_of(
            connection, ("id", "type", "start", '"end"'), f"FROM ({inner})"
        )
        self._types = _alone(types)
        self._at = dict(zip(self.numbers, count()))
        at = {number: n for n, number in enumerate(asked.articles)}
        articles = chain.from_iterable([repeat(at[number], n) for number, n in counts])
        self._places: list[Place] = [*zip(articles, self._types, starts, ends, strict=True)]
        self._stretches = [slice(0, 0)] * len(asked.articles)
        last = 0
        for number, n in counts:
            first, last = last, last + n
            self._stretches[at[number]] = slice(first, last)

    def add_parts(self, rows: Iterable[_Row]) -> None:
        """Take the further parts of these spans; of others they are passed over."""
        at, places = self._at.get, self._places
        for number, _, start, end in rows:
            n = at(number)
            if n is not None:
                places[n] += (start, end)

    def columns(
        self,
        values: Mapping[int, Values],
        actors: Mapping[int, int],
        reasons: Mapping[int, tuple[str, ...]],
    ) -> SpanColumns:
        """Give them with what is held beside."""
        numbers = self.numbers
        who = Texts(self._uids)
        return SpanColumns(
            self._uids.lazy_texts(numbers),
            self._types,
            self._places,
            [*map(values.get, numbers, repeat(()))],
            [*map(who.__getitem__, map(actors.get, numbers))] if actors else (None,) * len(numbers),
            [*map(reasons.get, numbers, repeat(()))] if reasons else ((),) * len(numbers),
            self._stretches,
        )

    def links(
        self, columns: Sequence[Sequence[Any]], values: Mapping[int, Values]
    ) -> tuple[LinkColumns, Sequence[Sequence[Any]]]:
        """Give, of all links, those that start at one of these spans; and the columns of the rest.

        Both ends are on one article and layer; anything else is damage.
        """
        ends = [*map(self._at.get, columns[0])]
        is_here = [end is not None for end in ends]
        sources, types, targets, numbers = (
            [*compress(some, is_here)] for some in (ends, *columns[1:])
        )
        rest = [] if all(is_here) else [*map(not_, is_here)]
        others = [[*compress(some, rest)] for some in columns]
        begins = sorted(sources)
        if begins != sources:
            order = sorted(range(len(begins)), key=sources.__getitem__)
            types, targets, numbers = (
                [some[n] for n in order] for some in (types, targets, numbers)
            )
        return LinkColumns(
            self._uids.lazy_texts(numbers),
            _alone(types),
            begins,
            [*map(self._at.__getitem__, targets)],
            [*map(values.get, numbers, repeat(()))] if values else ((),) * len(numbers),
            [
                slice(bisect_left(begins, one.start), bisect_left(begins, one.stop))
                for one in self._stretches
            ],
        ), others


def _alone(some: Sequence[str]) -> list[str]:
    """Give texts, most of which are equal to others, as one value each."""
    known: dict[str, str] = {}
    return [*map(known.setdefault, some, some)]


def _values(connection: sqlite3.Connection, held: HeldRows, kind: str) -> dict[int, Values]:
    """Give the attributes by number; equal ones are one value."""
    some = f"SELECT 1 FROM attribute WHERE owner_kind = '{kind}' LIMIT 1"
    if connection.execute(some).fetchone() is None:
        return {}
    try:
        numbers, said = held.in_one_text("attribute", "owner_id", "t.name", "t.value")
        every = [*map(_KnownInOne().__getitem__, said)]
    except ValueError:
        numbers, *columns = held.by_column("attribute", "owner_id", "t.name", "t.value")
        every = [*map(_Known().__getitem__, zip(*columns, strict=True))]
    found = dict(zip(numbers, every, strict=True))
    if len(found) < len(numbers):  # some have several
        found = dict.fromkeys(found, ())
        for number, one in zip(numbers, every, strict=True):
            found[number] += one
    return found


class _Known(dict[tuple[str, str], Values]):
    """Attributes that many rows hold: each is one value."""

    def __missing__(self, two: tuple[str, str]) -> Values:
        return self.setdefault(two, () if two[0] == OF_TYPE else (two,))


class _KnownInOne(dict[str, Values]):
    """The same by name and value in one text."""

    def __missing__(self, said: str) -> Values:
        name, value = said.split(WITHIN)
        return self.setdefault(said, () if name == OF_TYPE else ((name, value),))


def _reasons(connection: sqlite3.Connection, asked: Asked) -> dict[int, tuple[str, ...]]:
    """Give why a suggester proposed a span and how sure it was, where something says so."""
    if connection.execute("SELECT 1 FROM reason LIMIT 1").fetchone() is None:
        return {}
    return {
        number: (code, Confidence.of(confidence))
        for number, code, confidence in connection.execute(
            "SELECT s.id, t.code, s.confidence FROM span s CROSS JOIN reason t"
            f" ON t.owner_id = s.id WHERE {asked.of('s')}"
        ).fetchall()
    }


def _masks(connection: sqlite3.Connection, articles: Sequence[int]) -> dict[int, tuple[Range, ...]]:
    regions: dict[int, list[tuple[str, Range]]] = {}
    for article, kind, start, end in connection.execute(
        'SELECT article_id, type, start, "end" FROM region'
        f" WHERE article_id IN ({number_list(articles)})"
    ).fetchall():
        regions.setdefault(article, []).append((kind, Range(start, end)))
    return {article: boilerplate(some) for article, some in regions.items()}

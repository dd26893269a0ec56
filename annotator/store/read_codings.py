"""Rows of spans and links as comparing needs them: no quotations, no times, no authors.

A hundred thousand spans in a fraction of a second; pages are read in read_pages.py.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from annotator.model.article import boilerplate
from annotator.model.coded import CodedArticle, CodedLink, CodedSpan, Coding
from annotator.store.read_pages import Asked, Lines, Texts, number_list, without_collector
from annotator.text.ranges import Range

_SPANS = 's.id, s.layer_id, s.type, s.start, s."end", s.confidence FROM span s'
_LINKS = "s.id, s.layer_id, s.type, s.source_id, s.target_id FROM link s"
_NONE: dict[str, str] = {}
_Place = tuple[int, int]
"""An article and a layer, by their numbers."""


def read_codings(
    connection: sqlite3.Connection, asked: Asked, layers: Sequence[int]
) -> list[CodedArticle]:
    """Give the articles asked for, in their order, each with what these layers hold about it."""
    with without_collector():
        spans, ids = _spans(connection, asked)
        links = _links(connection, asked, ids)
        masks = _masks(connection, asked.articles)
        texts = {
            cells[0]: cells[1:]
            for cells in connection.execute(
                "SELECT a.id, a.sha256, a.language, x.body FROM article a"
                " JOIN text x ON x.sha256 = a.sha256"
                f" WHERE a.id IN ({number_list(asked.articles)})"
            ).fetchall()
        }
        uids = asked.uids.texts(asked.articles)
        return [
            CodedArticle(
                uid,
                texts[number][0],
                texts[number][1],
                texts[number][2],
                masks.get(number, ()),
                tuple(
                    [
                        Coding(
                            spans.get((number, layer), ()),
                            links.get((number, layer), ()),
                        )
                        for layer in layers
                    ]
                ),
            )
            for uid, number in zip(uids, asked.articles, strict=True)
        ]


def _spans(
    connection: sqlite3.Connection, asked: Asked
) -> tuple[dict[_Place, tuple[CodedSpan, ...]], dict[int, str]]:
    """Give the spans by article and layer, and their ids by number."""
    lines = Lines(connection, "span", _SPANS, asked)
    if not lines.columns:
        return {}, {}
    numbers, layers, kinds, starts, ends, confidences = lines.columns
    ranges = map(tuple.__new__, repeat(Range), zip(starts, ends, strict=True))
    parts: list[tuple[Range, ...]] = list(zip(ranges))
    at: dict[int, int] = {}
    for number, _, start, end in lines.held("part", "span_id", 't.n, t.start, t."end"'):
        at = at or {number: n for n, number in enumerate(numbers)}
        n = at.get(number)
        if n is not None:
            parts[n] = (*parts[n], Range(start, end))
    actors = dict(lines.held("refers", "span_id", "t.actor_id"))
    actor_ids: Iterable[str | None] = (
        map(Texts(asked.uids).__getitem__, map(actors.get, numbers)) if actors else repeat(None)
    )
    uids = asked.uids.texts(numbers)
    made = map(
        tuple.__new__,
        repeat(CodedSpan),
        zip(
            uids,
            kinds,
            parts,
            map(lines.attributes().get, numbers, repeat(_NONE)),
            actor_ids,
            _reasons(connection, asked, numbers, confidences),
            strict=False,  # what repeats has no end
        ),
    )
    return _by_place(lines.articles, layers, made), dict(zip(numbers, uids, strict=True))


def _reasons(
    connection: sqlite3.Connection,
    asked: Asked,
    numbers: Sequence[int],
    confidences: Sequence[int | None],
) -> Iterator[tuple[str, ...]]:
    """Give why a suggester proposed each span, and how sure it was; () where nothing says so."""
    if connection.execute("SELECT 1 FROM reason LIMIT 1").fetchone() is None:
        return repeat(())
    codes: Mapping[int, str] = dict(
        connection.execute(
            "SELECT s.id, t.code FROM span s CROSS JOIN reason t ON t.owner_id = s.id"
            f" WHERE {asked.of('s')}"
        ).fetchall()
    )
    return (
        (codes[number], str(confidence)) if number in codes else ()
        for number, confidence in zip(numbers, confidences, strict=True)
    )


def _links(
    connection: sqlite3.Connection, asked: Asked, ids: Mapping[int, str]
) -> dict[_Place, tuple[CodedLink, ...]]:
    lines = Lines(connection, "link", _LINKS, asked)
    if not lines.columns:
        return {}
    numbers, layers, kinds, sources, targets = lines.columns
    made = map(
        tuple.__new__,
        repeat(CodedLink),
        zip(
            asked.uids.texts(numbers),
            kinds,
            # Both ends are on the link's article and layer; anything else is damage.
            map(ids.__getitem__, sources),
            map(ids.__getitem__, targets),
            map(lines.attributes().get, numbers, repeat(_NONE)),
            strict=True,
        ),
    )
    return _by_place(lines.articles, layers, made)


def _by_place(
    articles: Sequence[int], layers: Sequence[int], things: Iterable[Any]
) -> dict[_Place, tuple[Any, ...]]:
    """Give what lies at each place; lines come place after place."""
    made = tuple(things)
    found: dict[_Place, tuple[Any, ...]] = {}
    first = 0
    for place, n in Counter(zip(articles, layers, strict=True)).items():
        found[place] = made[first : first + n]
        first += n
    return found


def _masks(connection: sqlite3.Connection, articles: Sequence[int]) -> dict[int, tuple[Range, ...]]:
    regions: dict[int, list[tuple[str, Range]]] = {}
    for article, kind, start, end in connection.execute(
        'SELECT article_id, type, start, "end" FROM region'
        f" WHERE article_id IN ({number_list(articles)})"
    ).fetchall():
        regions.setdefault(article, []).append((kind, Range(start, end)))
    return {article: boilerplate(some) for article, some in regions.items()}

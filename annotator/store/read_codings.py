"""Rows of spans and links as comparing needs them: no quotations, no times, no authors.

A hundred thousand spans in a fraction of a second; pages are read in read_pages.py.
"""

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, repeat

from annotator.model.article import boilerplate
from annotator.model.coded import CodedArticle, CodedLink, CodedSpan, Coding, Values
from annotator.model.span import OF_TYPE, Confidence
from annotator.store.read_pages import Asked, Lines, Texts, number_list, without_collector
from annotator.text.ranges import Range

_SPANS = 's.id, s.layer_id, s.type, s.start, s."end" FROM span s'
_LINKS = "s.id, s.type, s.source_id, s.target_id FROM link s"
_Place = tuple[int, int]
"""An article and a layer, by their numbers."""


def read_codings(
    connection: sqlite3.Connection, asked: Asked, layers: Sequence[int]
) -> list[CodedArticle]:
    """Give the articles asked for, in their order, each with what these layers hold about it."""
    with without_collector():
        spans, links = _marks(connection, asked)
        masks = _masks(connection, asked.articles)
        texts = {
            number: cells
            for number, *cells in connection.execute(
                "SELECT a.id, a.sha256, a.language, x.body FROM article a"
                " JOIN text x ON x.sha256 = a.sha256"
                f" WHERE a.id IN ({number_list(asked.articles)})"
            ).fetchall()
        }
        found = []
        for uid, number in zip(asked.uids.texts(asked.articles), asked.articles, strict=True):
            places = [(number, layer) for layer in layers]
            codings = [Coding(spans.get(one, ()), links.get(one, ())) for one in places]
            mask = masks.get(number, ())
            sha256, language, text = texts[number]
            found.append(CodedArticle(uid, sha256, language, text, mask, tuple(codings)))
        return found


def _marks(
    connection: sqlite3.Connection, asked: Asked
) -> tuple[dict[_Place, tuple[CodedSpan, ...]], dict[_Place, tuple[CodedLink, ...]]]:
    """Give the spans and the links by article and layer."""
    lines = Lines(connection, "span", _SPANS, asked)
    if not lines.columns:
        return {}, {}
    numbers, layers, kinds, starts, ends = lines.columns
    at = dict(zip(numbers, count()))
    ranges = map(tuple.__new__, repeat(Range), zip(starts, ends, strict=True))
    parts: list[tuple[Range, ...]] = list(zip(ranges))
    for number, _, start, end in lines.held("part", "span_id", 't.n, t.start, t."end"'):
        if number in at:
            parts[at[number]] += (Range(start, end),)
    actors = dict(lines.held("refers", "span_id", "t.actor_id"))
    actor_ids: Iterable[str | None] = (
        map(Texts(asked.uids).__getitem__, map(actors.get, numbers)) if actors else repeat(None)
    )
    uids = asked.uids.texts(numbers, lines.ends)
    cells = (
        uids,
        kinds,
        parts,
        map(_values(lines).get, numbers, repeat(())),
        actor_ids,
        _reasons(connection, asked, numbers),
    )
    # Made without their constructor, which is written in Python; what repeats has no end.
    spans = tuple(map(tuple.__new__, repeat(CodedSpan), zip(*cells, strict=False)))
    stretches = _stretches(lines.articles, layers)
    links = _links(connection, asked, uids, at, stretches)
    return {place: spans[some] for place, some in stretches.items()}, links


def _links(
    connection: sqlite3.Connection,
    asked: Asked,
    spans: Sequence[str],
    at: Mapping[int, int],
    stretches: Mapping[_Place, slice],
) -> dict[_Place, tuple[CodedLink, ...]]:
    """Give the links by article and layer, which are those of the spans they start at.

    `spans` are ids, `at` says where each stands by its number. Both ends are on one article and
    layer; anything else is damage.
    """
    lines = Lines(connection, "link", _LINKS, asked, placed=False)
    if not lines.columns:
        return {}
    numbers, kinds, sources, targets = lines.columns
    places = [*map(at.__getitem__, sources)]
    order = sorted(range(len(places)), key=places.__getitem__)
    begins = [*map(places.__getitem__, order)]
    cells = (
        map(asked.uids.texts(numbers, lines.ends).__getitem__, order),
        map(kinds.__getitem__, order),
        map(spans.__getitem__, begins),
        map(spans.__getitem__, map(at.__getitem__, map(targets.__getitem__, order))),
        map(_values(lines).get, map(numbers.__getitem__, order), repeat(())),
    )
    links = tuple(map(tuple.__new__, repeat(CodedLink), zip(*cells, strict=True)))
    found: dict[_Place, tuple[CodedLink, ...]] = {}
    first = 0
    for place, some in stretches.items():
        last = bisect_left(begins, some.stop, first)
        found[place] = links[first:last]
        first = last
    return found


def _stretches(articles: Sequence[int], layers: Sequence[int]) -> dict[_Place, slice]:
    """Give where the lines of each place stand; they come place after place."""
    found: dict[_Place, slice] = {}
    first = 0
    while first < len(articles):
        article, layer = articles[first], layers[first]
        of_article = bisect_right(articles, article, first)
        last = bisect_right(layers, layer, first, of_article)
        found[article, layer] = slice(first, last)
        first = last
    return found


def _values(lines: Lines) -> dict[int, Values]:
    """Give the attributes by number; equal ones are one value."""
    held = lines.held("attribute", "owner_id", "t.name, t.value")
    rows = [row for row in held if row[1] != OF_TYPE]
    if not rows:
        return {}
    numbers, names, values = zip(*rows, strict=True)
    each: list[Values] = [*zip(zip(names, values, strict=True))]
    known: dict[Values, Values] = {}
    alone = [*map(known.setdefault, each, each)]
    found = dict(zip(numbers, alone, strict=True))
    if len(found) < len(rows):  # some have several
        found.clear()
        for number, one in zip(numbers, alone, strict=True):
            found[number] = (*found[number], *one) if number in found else one
    return found


def _reasons(
    connection: sqlite3.Connection, asked: Asked, numbers: Sequence[int]
) -> Iterator[tuple[str, ...]]:
    """Give why a suggester proposed each span and how sure it was; () where nothing says so."""
    if connection.execute("SELECT 1 FROM reason LIMIT 1").fetchone() is None:
        return repeat(())
    found = {
        number: (code, Confidence.of(confidence))
        for number, code, confidence in connection.execute(
            "SELECT s.id, t.code, s.confidence FROM span s CROSS JOIN reason t"
            f" ON t.owner_id = s.id WHERE {asked.of('s')}"
        ).fetchall()
    }
    return map(found.get, numbers, repeat(()))


def _masks(connection: sqlite3.Connection, articles: Sequence[int]) -> dict[int, tuple[Range, ...]]:
    regions: dict[int, list[tuple[str, Range]]] = {}
    for article, kind, start, end in connection.execute(
        'SELECT article_id, type, start, "end" FROM region'
        f" WHERE article_id IN ({number_list(articles)})"
    ).fetchall():
        regions.setdefault(article, []).append((kind, Range(start, end)))
    return {article: boilerplate(some) for article, some in regions.items()}

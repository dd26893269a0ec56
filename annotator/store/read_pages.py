"""Rows of one article, or of some at once, become spans, links, regions, notes, pages.

A few queries for all articles asked for, plain tuples, values made directly: an article of
thousands of spans opens within a frame or two. Lists and counts are in read_lists.py.
"""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from annotator.model.article import Article, Json, Origin, Region, RegionType
from annotator.model.bundle import Content
from annotator.model.fast_values import fast_maker
from annotator.model.layer import Progress, State
from annotator.model.page import Page
from annotator.model.span import Decision, How, Link, Note, Owner, Reason, Span
from annotator.text.ranges import Range

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Mapping, Sequence

_HOW = {str(one): one for one in How}
_REGION = {str(one): one for one in RegionType}
_ORIGIN = {str(one): one for one in Origin}
_OWNER = {str(one): one for one in Owner}
_STATE = {str(one): one for one in State}
_span = fast_maker(Span)
_link = fast_maker(Link)

ARTICLE_COLUMNS = (
    "a.id, a.uid, a.sha256, a.title, a.outlet, a.byline, a.date, a.url, a.language, a.direction,"
    " a.group_id, a.replaces, a.imported_from, a.imported_at, a.raw_sha256, a.meta, x.body"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Which articles and layers are asked for: local numbers with their ids.

    `layers` None = all layers, also those that come while reading.
    """

    articles: Mapping[int, str]
    layers: Mapping[int, str]
    in_all_layers: bool

    def of(self, name: str) -> str:
        """Give the condition on the table called `name` in the query."""
        condition = f"{name}.article_id IN ({_numbers(self.articles)})"
        if not self.in_all_layers:
            condition += f" AND {name}.layer_id IN ({_numbers(self.layers)})"
        return condition


def _numbers(ids: Mapping[int, str]) -> str:
    # Numbers of this file only, so they may stand in the statement itself.
    return ",".join(f"{number:d}" for number in ids)


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the garbage collector still while thousands of small values are made.

    None of them can be in a ring; looking for rings among them would double the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


# --- articles and regions -----------------------------------------------------------------------


def read_articles(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Article]:
    """Give the articles of these local numbers, with their texts."""
    listed = ",".join(f"{number:d}" for number in numbers)
    found = connection.execute(
        f"SELECT {ARTICLE_COLUMNS} FROM article a JOIN text x ON x.sha256 = a.sha256"
        f" WHERE a.id IN ({listed})"
    ).fetchall()
    return {cells[0]: article_of(cells[1:]) for cells in found}


def article_of(cells: Sequence[Any]) -> Article:
    """Give the article of the cells of `ARTICLE_COLUMNS` without the first."""
    return Article(
        id=cells[0],
        sha256=cells[1],
        title=cells[2],
        outlet=cells[3],
        byline=cells[4],
        date=cells[5],
        url=cells[6],
        language=cells[7],
        direction="rtl" if cells[8] == "rtl" else "ltr",
        group_id=cells[9],
        replaces=cells[10],
        source=cells[11],
        imported_at=cells[12],
        raw_sha256=cells[13],
        meta=_object(cells[14]),
        text=cells[15],
    )


def _object(text: str) -> dict[str, Json]:
    found = {} if text == "{}" else json.loads(text)
    if not isinstance(found, dict):
        raise TypeError("a list of fields is no object")
    return found


def read_regions(connection: sqlite3.Connection, place: Place) -> dict[int, list[Region]]:
    """Give the regions by article."""
    found: dict[int, list[Region]] = {}
    for article, uid, start, end, kind, origin, set_by in connection.execute(
        'SELECT article_id, uid, start, "end", type, origin, set_by FROM region'
        f" WHERE article_id IN ({_numbers(place.articles)}) ORDER BY article_id, start"
    ).fetchall():
        found.setdefault(article, []).append(
            Region(
                id=uid,
                article_id=place.articles[article],
                type=_REGION[kind],
                at=Range(start, end),
                origin=_ORIGIN[origin],
                set_by=set_by,
            )
        )
    return found


# --- spans and links ----------------------------------------------------------------------------


_SPANS = (
    "SELECT s.id, s.uid, s.article_id, s.layer_id, s.type, s.confidence, s.how, s.source_uid,"
    ' s.by, s.created, s.changed, r.actor_id, p.start, p."end", p.quote'
    " FROM span s LEFT JOIN part p ON p.span_id = s.id LEFT JOIN refers r ON r.span_id = s.id"
)


def read_spans(connection: sqlite3.Connection, place: Place) -> dict[int, dict[int, Span]]:
    """Give the spans by article and local number, in the order they were made."""
    where = place.of("s")
    # One line for each part, those of one span together.
    lines = connection.execute(
        f"{_SPANS} WHERE {where} ORDER BY s.article_id, s.layer_id, s.id, p.n"
    ).fetchall()
    actors = _actor_ids(connection, {line[11] for line in lines if line[11] is not None})
    attributes = _attributes(connection, "span", where)
    reasons = _reasons(connection, where)
    found: dict[int, dict[int, Span]] = {number: {} for number in place.articles}
    articles, layers, hows = place.articles, place.layers, _HOW
    actor_of, attributes_of, reason_of = actors.get, attributes.get, reasons.get
    parts: tuple[Range, ...]
    quotes: tuple[str, ...]
    split_of = _in_several_parts(lines).get
    for (
        number, uid, article, layer, kind, confidence, how, source, by, made, changed,
        actor, start, end, quote,
    ) in lines:  # fmt: skip
        spans, split = found[article], split_of(number)
        if start is None:
            raise ValueError("a span without a place")
        if split is None:
            parts, quotes = (Range(start, end),), (quote,)
        elif number in spans:
            continue
        else:
            parts, quotes = split
        spans[number] = _span(
            uid,
            articles[article],
            layers[layer],
            kind,
            parts,
            quotes,
            attributes_of(number) or {},
            actor_of(actor),
            confidence,
            hows[how],
            source,
            by,
            made,
            changed,
            reason_of(number),
        )
    return found


def _in_several_parts(
    lines: Sequence[Any],
) -> dict[int, tuple[tuple[Range, ...], tuple[str, ...]]]:
    """Give parts and quotations of the spans that have more than one line."""
    numbers = [line[0] for line in lines]
    several = {one for one, following in pairwise(numbers) if one == following}
    found: dict[int, tuple[tuple[Range, ...], tuple[str, ...]]] = {}
    for line in lines:
        if line[0] in several:
            parts, quotes = found.get(line[0], ((), ()))
            found[line[0]] = ((*parts, Range(line[12], line[13])), (*quotes, line[14]))
    return found


def _actor_ids(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int | None, str]:
    listed = ",".join(f"{number:d}" for number in numbers)
    return dict(connection.execute(f"SELECT id, uid FROM actor WHERE id IN ({listed})").fetchall())


def _attributes(connection: sqlite3.Connection, kind: str, where: str) -> dict[int, dict[str, str]]:
    """Give the attributes of spans or links by local number, sorted by name."""
    found: dict[int, dict[str, str]] = {}
    for number, name, value in connection.execute(
        f"SELECT s.id, t.name, t.value FROM {kind} s"
        f" CROSS JOIN attribute t ON t.owner_uid = s.uid AND t.owner_kind = '{kind}'"
        f" WHERE {where} ORDER BY s.article_id, s.layer_id, s.id, t.name"
    ).fetchall():
        if number in found:
            found[number][name] = value
        else:
            found[number] = {name: value}
    return found


def _reasons(connection: sqlite3.Connection, where: str) -> dict[int, Reason]:
    if connection.execute("SELECT 1 FROM reason LIMIT 1").fetchone() is None:
        return {}
    found = connection.execute(
        "SELECT s.id, t.code, t.text, t.args, t.evidence FROM span s"
        f" CROSS JOIN reason t ON t.owner_uid = s.uid WHERE {where}"
    ).fetchall()
    return {
        number: Reason(
            code=code,
            text=text,
            args=_object(args),
            evidence=tuple(Range(start, end) for start, end in json.loads(evidence)),
        )
        for number, code, text, args, evidence in found
    }


def read_links(
    connection: sqlite3.Connection, place: Place, spans: Mapping[int, Mapping[int, Span]]
) -> dict[int, list[Link]]:
    """Give the links by article, in the order they were made; `spans` = those just read."""
    where = place.of("s")
    attributes = _attributes(connection, "link", where)
    found: dict[int, list[Link]] = {}
    lines = connection.execute(
        "SELECT s.id, s.uid, s.article_id, s.layer_id, s.type, s.source_id, s.target_id,"
        f" s.confidence, s.by, s.created FROM link s WHERE {where}"
        " ORDER BY s.article_id, s.layer_id, s.id"
    ).fetchall()
    for number, uid, article, layer, kind, source, target, confidence, by, made in lines:
        near = spans[article]
        found.setdefault(article, []).append(
            _link(
                uid,
                place.articles[article],
                place.layers[layer],
                kind,
                # Both ends are on the link's article and layer; anything else is damage.
                near[source].id,
                near[target].id,
                attributes.get(number) or {},
                confidence,
                by,
                made,
            )
        )
    return found


# --- notes, decisions, states -------------------------------------------------------------------


def read_notes(connection: sqlite3.Connection, place: Place) -> dict[int, list[Note]]:
    """Give the notes on the articles and on the spans and links in view, by article."""
    if connection.execute("SELECT 1 FROM note LIMIT 1").fetchone() is None:
        return {}
    found: dict[int, list[Note]] = {}
    columns = "n.uid, n.owner_kind, n.owner_uid, n.text, n.by, n.at"
    queries = [
        f"SELECT s.id, {columns} FROM article s"
        " CROSS JOIN note n ON n.owner_uid = s.uid AND n.owner_kind = 'article'"
        f" WHERE s.id IN ({_numbers(place.articles)})"
    ]
    queries += [
        f"SELECT s.article_id, {columns} FROM {kind} s"
        f" CROSS JOIN note n ON n.owner_uid = s.uid AND n.owner_kind = '{kind}'"
        f" WHERE {place.of('s')}"
        for kind in ("span", "link")
    ]
    for query in queries:
        for article, uid, owner_kind, owner, text, by, at in connection.execute(query).fetchall():
            note = Note(uid, _OWNER[owner_kind], owner, text, by, at)
            found.setdefault(article, []).append(note)
    for notes in found.values():
        notes.sort(key=lambda note: note.id)
    return found


DECISION_COLUMNS = (
    "d.uid, d.subject_kind, d.subject, d.verdict, d.taken_from, d.results,"
    " y.uid, d.by, d.at, d.note"
)


def read_decisions(connection: sqlite3.Connection, place: Place) -> dict[int, list[Decision]]:
    """Give the decisions about spans and links of the articles, by article."""
    if connection.execute("SELECT 1 FROM decision LIMIT 1").fetchone() is None:
        return {}
    found: dict[int, list[Decision]] = {}
    for kind in ("span", "link"):
        for article, *cells in connection.execute(
            f"SELECT s.article_id, {DECISION_COLUMNS} FROM {kind} s"
            f" CROSS JOIN decision d ON d.subject = s.uid AND d.subject_kind = '{kind}'"
            f" JOIN layer y ON y.id = d.layer_id"
            f" WHERE s.article_id IN ({_numbers(place.articles)})"
        ).fetchall():
            found.setdefault(article, []).append(decision_of(cells))
    for decisions in found.values():
        decisions.sort(key=lambda one: one.id)
    return found


def decision_of(cells: Sequence[Any]) -> Decision:
    """Give the decision of the cells of `DECISION_COLUMNS`."""
    return Decision(
        id=cells[0],
        subject_kind=cells[1],
        subject=cells[2],
        verdict=cells[3],
        taken_from=tuple(json.loads(cells[4])),
        results=tuple(json.loads(cells[5])),
        layer_id=cells[6],
        by=cells[7],
        at=cells[8],
        note=cells[9],
    )


def read_progress(connection: sqlite3.Connection, place: Place) -> dict[int, list[Progress]]:
    """Give how far each layer's coder is, by article."""
    found: dict[int, list[Progress]] = {}
    for article, layer, state, at in connection.execute(
        "SELECT s.article_id, s.layer_id, s.state, s.at FROM progress s"
        f" WHERE {place.of('s')} ORDER BY s.article_id, s.layer_id"
    ).fetchall():
        row = Progress(place.layers[layer], place.articles[article], _STATE[state], at)
        found.setdefault(article, []).append(row)
    return found


def read_states(connection: sqlite3.Connection, place: Place) -> dict[int, dict[str, State]]:
    """Give the states by article and layer."""
    return {
        article: {one.layer_id: one.state for one in some}
        for article, some in read_progress(connection, place).items()
    }


# --- put together -------------------------------------------------------------------------------


def read_page(connection: sqlite3.Connection, number: int, place: Place) -> Page:
    """Give the page of one article."""
    with without_collector():
        article = read_articles(connection, [number])[number]
        spans = read_spans(connection, place)
        return Page(
            article,
            regions=read_regions(connection, place).get(number, ()),
            spans=spans[number].values(),
            links=read_links(connection, place, spans).get(number, ()),
            notes=read_notes(connection, place).get(number, ()),
            progress=read_progress(connection, place).get(number, ()),
        )


def read_contents(connection: sqlite3.Connection, place: Place) -> list[Content]:
    """Give everything about the articles of `place`, in its order; each list is sorted."""
    with without_collector():
        articles = read_articles(connection, list(place.articles))
        regions = read_regions(connection, place)
        spans = read_spans(connection, place)
        links = read_links(connection, place, spans)
        notes = read_notes(connection, place)
        decisions = read_decisions(connection, place)
        states = read_states(connection, place)
        return [
            Content(
                article=articles[number],
                states=states.get(number, {}),
                regions=tuple(sorted(regions.get(number, ()), key=_region_order)),
                spans=tuple(sorted(spans[number].values(), key=_span_order)),
                links=tuple(sorted(links.get(number, ()), key=lambda link: link.id)),
                notes=tuple(notes.get(number, ())),
                decisions=tuple(decisions.get(number, ())),
            )
            for number in place.articles
        ]


def _region_order(region: Region) -> tuple[int, int, str]:
    return (region.at.start, -region.at.end, region.id)


def _span_order(span: Span) -> tuple[int, int, str]:
    return (span.parts[0].start, -span.parts[-1].end, span.id)

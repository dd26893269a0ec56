"""Rows of one article, or of some at once, become spans, links, regions, notes, pages.

A few queries for all articles asked for, plain tuples, values made directly: an article of
thousands of spans opens within a frame or two. Lists and counts are in read_lists.py.
"""

import gc
import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

from annotator.model.article import Article, Region, region_order
from annotator.model.changes import Row
from annotator.model.fast_values import fast_maker
from annotator.model.fields import Cell
from annotator.model.layer import Progress, State
from annotator.model.page import Page
from annotator.model.rows import (
    article_from_row,
    decision_from_row,
    note_from_row,
    progress_from_row,
    reason_from_row,
    region_from_row,
)
from annotator.model.span import OF_TYPE, Decision, How, Link, Note, Reason, Span, text_order
from annotator.store.connection import ChangedText
from annotator.store.rows_sql import FORMS, TableForm, time_text
from annotator.store.uids import Uids
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from annotator.model.bundle import Content

_T = TypeVar("_T")
_NONE: dict[str, str] = {}
_NEVER: dict[str, int] = {}
_HOW = {str(one): one for one in How}
WITHIN, _BETWEEN = "\x1f", "\x1e"
"""What ASCII has for between the fields of a record, and between records."""
_MANY = 50_000
"""So many new values take the collector 10 ms and more."""
_CLOSE = 4
"""So many numbers for each of theirs may lie between the first and the last of close ones."""
_spans = fast_maker(Span)
_links = fast_maker(Link)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which articles and layers are asked for: numbers of ids, and what turns them into texts.

    `layers` None = all layers, also those that come while reading.
    """

    articles: Sequence[int]
    layers: Sequence[int] | None
    uids: Uids

    def of(self, name: str) -> str:
        """Give the condition on the table called `name` in the query."""
        condition = f"{name}.article_id IN ({number_list(self.articles)})"
        if self.layers is not None:
            condition += f" AND {name}.layer_id IN ({number_list(self.layers)})"
        return condition


def number_list(ids: Collection[int]) -> str:
    """Give numbers of rows as they stand in a statement."""
    # Numbers only, so they may stand in the statement itself.
    return ",".join(f"{number:d}" for number in ids)


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the garbage collector still while thousands of small values are made.

    None of them can be in a ring; looking for rings among them would double the time. So it would
    afterwards: the next value that anybody makes would wake the collector, which holds all threads
    while it goes through what is new. Many new values are laid with the oldest instead, unseen.
    (In the window it is off, and `ui/start/collector.py` passes over them as well.)
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > _MANY:
                is_frozen = gc.get_freeze_count() > 0
                gc.freeze()
                if not is_frozen:  # else whoever froze what was there lets all go
                    gc.unfreeze()
            gc.enable()


def columns_of(connection: sqlite3.Connection, names: Sequence[str], rest: str) -> list[list[Any]]:
    """Give columns of numbers and texts, in the order in which `rest` selects them.

    Thousands of short rows take half the time in one piece a column.
    """
    cells = ", ".join(f"json_group_array({name})" for name in names)
    found = connection.execute(f"SELECT {cells} {rest}").fetchone()
    return [*map(json.loads, found)]


def rows_of(
    connection: sqlite3.Connection, form: TableForm, uids: Uids, rest: str, *values: str
) -> list[tuple[Row, int]]:
    """Give the logical rows of a table (called `t` in `rest`), each with what stands behind it.

    `rest` = what follows the columns: a further column, FROM, and conditions.
    """
    columns = ", ".join(f't."{name}"' for name in form.names)
    found = connection.execute(f"SELECT {columns}, {rest}", values).fetchall()
    return [(form.row(cells[:-1], uids.text), cells[-1]) for cells in found]


# --- articles and regions -----------------------------------------------------------------------


def read_articles(
    connection: sqlite3.Connection, numbers: Sequence[int], uids: Uids
) -> dict[int, Article]:
    """Give the articles of these numbers, with their texts."""
    form = FORMS["article"]
    columns = ", ".join(f't."{name}"' for name in form.names)
    found = connection.execute(
        f"SELECT t.id, x.body, {columns} FROM article t JOIN text x ON x.sha256 = t.sha256"
        f" WHERE t.id IN ({number_list(numbers)})"
    ).fetchall()
    articles: dict[int, Article] = {}
    for number, body, *cells in found:
        article = article_from_row(form.row(cells, uids.text), body)
        # Whoever works on an article works on what once came in.
        if hashlib.sha256(body.encode()).hexdigest() != article.sha256:
            raise ChangedText(article.sha256)
        articles[number] = article
    return articles


def read_regions(connection: sqlite3.Connection, asked: Asked) -> dict[int, list[Region]]:
    """Give the regions by article."""
    rest = (
        "t.article_id FROM region t"
        f" WHERE t.article_id IN ({number_list(asked.articles)}) ORDER BY t.article_id, t.start"
    )
    return _by_number(rows_of(connection, FORMS["region"], asked.uids, rest), region_from_row)


def _by_number(rows: Iterable[tuple[Row, int]], made: Callable[[Row], _T]) -> dict[int, list[_T]]:
    found: dict[int, list[_T]] = {}
    for row, number in rows:
        found.setdefault(number, []).append(made(row))
    return found


# --- spans and links ----------------------------------------------------------------------------


_SPANS = (
    's.id, s.layer_id, s.type, s.start, s."end", s.quote, s.confidence,'
    " s.how, s.source_uid, s.by, s.created, s.changed FROM span s"
)
_LINKS = "s.id, s.type, s.source_id, s.target_id, s.confidence, s.by, s.created FROM link s"


class Texts(dict[int | None, str | None]):
    """The public ids of what many rows name: each is made once."""

    def __init__(self, uids: Uids) -> None:
        """Know none yet."""
        super().__init__({None: None})
        self._uids = uids

    def __missing__(self, number: int) -> str:
        return self.setdefault(number, self._uids.text(number)) or ""


class Times(dict[Cell, Any]):
    """The times that many rows hold: each is worded once."""

    def __missing__(self, cell: Cell) -> Cell:
        return self.setdefault(cell, time_text(cell))


class HeldRows:
    """What other tables hold for some rows of spans or of links, by their numbers."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        kind: str,
        asked: Asked,
        numbers: Iterable[Sequence[int]],
    ) -> None:
        """Know which rows."""
        self._connection, self._kind, self._where = connection, kind, asked.of("s")
        some = [one for one in numbers if one]
        self._n = sum(map(len, some))
        self._ends = min(map(min, some), default=0), max(map(max, some), default=0)

    def rows(self, table: str, owner: str, names: str) -> list[tuple[Any, ...]]:
        """Give what a table holds for these rows, by number; it may hold rows of others too.

        Numbers that lie close together, as an import makes them, are one stretch of the table's
        own key, which is read in a third of the time.
        """
        if not self._n:
            return []
        found = self._connection.execute(
            f"SELECT t.{owner}, {names} {self._rest(table, owner, names)}"
        )
        return found.fetchall()

    def by_column(self, table: str, owner: str, *names: str) -> list[list[Any]]:
        """Give the same column by column."""
        every = (f"t.{owner}", *names)
        if not self._n:
            return [[] for _ in every]
        inner = f"SELECT {', '.join(f'{name} AS c{n}' for n, name in enumerate(every))}"
        rest = self._rest(table, owner, names[0])
        return columns_of(
            self._connection,
            [f"c{n}" for n, _ in enumerate(every)],
            f"FROM ({inner} {rest})",
        )

    def in_one_text(self, table: str, owner: str, *names: str) -> tuple[list[int], list[str]]:
        """Give numbers, and what stands in the columns as one text with `WITHIN` between: many
        short texts are read in three quarters of the time.

        Raises `ValueError` where a text holds a sign that stands between texts.
        """
        if not self._n:
            return [], []
        said = f" || char({ord(WITHIN)}) || ".join(names)
        inner = f"SELECT t.{owner} AS n, {said} AS said {self._rest(table, owner, names[0])}"
        cells = f"json_group_array(n), group_concat(said, char({ord(_BETWEEN)}))"
        found = self._connection.execute(f"SELECT {cells} FROM ({inner})").fetchone()
        numbers: list[int] = json.loads(found[0])
        whole: str = found[1] or ""
        texts = whole.split(_BETWEEN) if numbers else []
        if len(texts) != len(numbers) or whole.count(WITHIN) != len(texts) * (len(names) - 1):
            raise ValueError("a sign between texts stands in one")
        return numbers, texts

    def _rest(self, table: str, owner: str, names: str) -> str:
        """Give what follows the columns in a query."""
        first, last = self._ends
        if last - first < _CLOSE * self._n:
            rest = f"FROM {table} t WHERE t.{owner} BETWEEN {first:d} AND {last:d}"
            order = f"t.{owner}"
        else:
            rest = f"FROM {self._kind} s CROSS JOIN {table} t ON t.{owner} = s.id"
            rest += f" WHERE {self._where}"
            order = "s.article_id, s.layer_id, s.id"
        if table == "attribute":
            rest += f" AND t.owner_kind = '{self._kind}'"
        return f"{rest} ORDER BY {order}, {names.partition(',')[0]}"


class Lines(HeldRows):
    """Rows of spans or of links, column by column, in the order they were made."""

    def __init__(
        self, connection: sqlite3.Connection, kind: str, columns: str, asked: Asked
    ) -> None:
        """Read `columns` (the number first) of all rows of a kind that are asked for."""
        # The number of the one article is known: a column less for each row.
        of_one = asked.articles if len(asked.articles) == 1 else None
        found = connection.execute(
            f"SELECT {'' if of_one else 's.article_id, '}{columns} WHERE {asked.of('s')}"
            " ORDER BY s.article_id, s.layer_id, s.id"
        ).fetchall()
        every: list[Sequence[Any]] = [*zip(*found, strict=True)]
        if of_one:
            every.insert(0, (*of_one,) * len(found))
        self.articles, *self.columns = every or [()]
        super().__init__(connection, kind, asked, self.columns[:1])

    def attributes(self) -> tuple[dict[int, dict[str, str]], dict[int, dict[str, int]]]:
        """Give the attributes by number, sorted by name, and the versions they were decided in.

        Most of thousands have the same values as others: they share them.
        """
        found: dict[int, dict[str, str]] = {}
        alike: dict[tuple[int, str, str], dict[str, str]] = {}
        confirmed: dict[int, dict[str, int]] = {}
        rows = self.rows("attribute", "owner_id", "t.name, t.value, t.version")
        for number, name, value, version in rows:
            if version is not None:
                confirmed.setdefault(number, {})[name] = version
            if name == OF_TYPE:
                continue
            before = found.get(number, _NONE)
            key = id(before), name, value
            shared = alike.get(key)
            if shared is None:
                shared = alike[key] = {**before, name: value}
            found[number] = shared
        return found, confirmed


def read_spans(connection: sqlite3.Connection, asked: Asked) -> dict[int, dict[int, Span]]:
    """Give the spans by article and number, in the order they were made.

    Column by column, not by `span_from_rows`: an article of thousands must open at once.
    """
    found: dict[int, dict[int, Span]] = {number: {} for number in asked.articles}
    lines = Lines(connection, "span", _SPANS, asked)
    if not lines.columns:
        return found
    (
        numbers, layers, kinds, starts, ends, words, confidences, hows, sources, bys, made, changed,
    ) = lines.columns  # fmt: skip
    # Ranges without their constructor, which is written in Python.
    ranges = map(tuple.__new__, repeat(Range), zip(starts, ends, strict=True))
    parts: list[tuple[Range, ...]] = list(zip(ranges))
    quotes: list[tuple[str, ...]] = list(zip(words))
    at: dict[int, int] = {}
    for number, _, start, end, quote in lines.rows(
        "part", "span_id", 't.n, t.start, t."end", t.quote'
    ):
        at = at or {number: n for n, number in enumerate(numbers)}
        n = at.get(number)
        if n is not None:
            parts[n], quotes[n] = (*parts[n], Range(start, end)), (*quotes[n], quote)
    actors = dict(lines.rows("refers", "span_id", "t.actor_id"))
    reasons = _reasons(connection, asked)
    texts, times, nothing = Texts(asked.uids), Times(), (None,) * len(numbers)
    attributes, confirmed = lines.attributes()
    spans = _spans(
        zip(
            asked.uids.texts(numbers),
            map(texts.__getitem__, lines.articles),
            map(texts.__getitem__, layers),
            _each_once(kinds),
            parts,
            quotes,
            map(attributes.get, numbers, repeat(_NONE)),
            map(texts.__getitem__, map(actors.get, numbers)) if actors else nothing,
            confidences,
            map(_HOW.__getitem__, hows),
            _meant(sources, texts),
            map(texts.__getitem__, bys),
            map(times.__getitem__, made),
            _meant(changed, times),
            map(reasons.get, numbers) if reasons else nothing,
            map(confirmed.get, numbers, repeat(_NEVER)),
            strict=True,
        )
    )
    if len(found) == 1:
        return {lines.articles[0]: dict(zip(numbers, spans, strict=True))}
    for article, number, span in zip(lines.articles, numbers, spans, strict=True):
        found[article][number] = span
    return found


def _each_once(words: Sequence[str]) -> Iterable[str]:
    """Give words of which most are the same as others, each of them kept once."""
    return map(dict[str, str]().setdefault, words, words)


def _meant(cells: Sequence[Any], meanings: Mapping[Any, Any]) -> Iterable[Any]:
    """Give what each cell stands for; a column that is empty, as some mostly are, stays so."""
    return cells if cells.count(None) == len(cells) else map(meanings.__getitem__, cells)


def _reasons(connection: sqlite3.Connection, asked: Asked) -> dict[int, Reason]:
    if connection.execute("SELECT 1 FROM reason LIMIT 1").fetchone() is None:
        return {}
    rest = f"t.owner_id FROM span s CROSS JOIN reason t ON t.owner_id = s.id WHERE {asked.of('s')}"
    return {
        number: reason_from_row(row)
        for row, number in rows_of(connection, FORMS["reason"], asked.uids, rest)
    }


def read_links(
    connection: sqlite3.Connection, asked: Asked, spans: Mapping[int, Mapping[int, Span]]
) -> dict[int, list[Link]]:
    """Give the links by article, in the order they were made; `spans` = those just read."""
    lines = Lines(connection, "link", _LINKS, asked)
    if not lines.columns:
        return {}
    numbers, kinds, sources, targets, confidences, bys, made = lines.columns
    # Both ends are on the link's article and layer; anything else is damage.
    starts = [spans[article][one] for article, one in zip(lines.articles, sources, strict=True)]
    ends = [spans[article][one] for article, one in zip(lines.articles, targets, strict=True)]
    attributes, confirmed = lines.attributes()
    links = _links(
        zip(
            asked.uids.texts(numbers),
            [one.article_id for one in starts],
            [one.layer_id for one in starts],
            _each_once(kinds),
            [one.id for one in starts],
            [one.id for one in ends],
            map(attributes.get, numbers, repeat(_NONE)),
            confidences,
            map(Texts(asked.uids).__getitem__, bys),
            map(Times().__getitem__, made),
            map(confirmed.get, numbers, repeat(_NEVER)),
            strict=True,
        )
    )
    if len(asked.articles) == 1:
        return {asked.articles[0]: links}
    found: dict[int, list[Link]] = {}
    for article, link in zip(lines.articles, links, strict=True):
        found.setdefault(article, []).append(link)
    return found


# --- notes, decisions, states -------------------------------------------------------------------


def read_notes(connection: sqlite3.Connection, asked: Asked) -> dict[int, list[Note]]:
    """Give the notes on the articles and on the spans and links in view, by article."""
    if connection.execute("SELECT 1 FROM note LIMIT 1").fetchone() is None:
        return {}
    owners = {"article": f"s.id IN ({number_list(asked.articles)})"}
    owners |= {"span": asked.of("s"), "link": asked.of("s")}
    found: dict[int, list[Note]] = {}
    for kind, where in owners.items():
        article = "s.id" if kind == "article" else "s.article_id"
        rest = (
            f"{article} FROM {kind} s CROSS JOIN note t"
            f" ON t.owner_id = s.id AND t.owner_kind = '{kind}' WHERE {where}"
        )
        for row, number in rows_of(connection, FORMS["note"], asked.uids, rest):
            found.setdefault(number, []).append(note_from_row(row))
    for notes in found.values():
        notes.sort(key=lambda note: note.id)
    return found


def read_decisions(connection: sqlite3.Connection, asked: Asked) -> dict[int, list[Decision]]:
    """Give the decisions about spans and links of the articles, by article."""
    if connection.execute("SELECT 1 FROM decision LIMIT 1").fetchone() is None:
        return {}
    articles: dict[tuple[str, str], int] = {}
    for kind in ("span", "link"):
        for number, article in connection.execute(
            f"SELECT id, article_id FROM {kind} WHERE article_id IN ({number_list(asked.articles)})"
        ).fetchall():
            articles[kind, asked.uids.text(number)] = article
    found: dict[int, list[Decision]] = {}
    rest = "0 FROM json_each(?) j CROSS JOIN decision t ON t.subject = j.value"
    about = json.dumps([subject for _, subject in articles])
    for row, _ in rows_of(connection, FORMS["decision"], asked.uids, rest, about):
        decision = decision_from_row(row)
        article = articles.get((decision.subject_kind, decision.subject))
        if article is not None:
            found.setdefault(article, []).append(decision)
    for decisions in found.values():
        decisions.sort(key=lambda one: one.id)
    return found


def read_progress(connection: sqlite3.Connection, asked: Asked) -> dict[int, list[Progress]]:
    """Give how far each layer's coder is, by article."""
    rest = f"t.article_id FROM progress t WHERE {asked.of('t')} ORDER BY t.article_id, t.layer_id"
    return _by_number(rows_of(connection, FORMS["progress"], asked.uids, rest), progress_from_row)


def read_states(connection: sqlite3.Connection, asked: Asked) -> dict[int, dict[str, State]]:
    """Give the states by article and layer."""
    return {
        article: {one.layer_id: one.state for one in some}
        for article, some in read_progress(connection, asked).items()
    }


# --- put together -------------------------------------------------------------------------------


def read_some_pages(connection: sqlite3.Connection, asked: Asked) -> list[Page]:
    """Give the pages of the articles asked for, in their order."""
    with without_collector():
        articles = read_articles(connection, asked.articles, asked.uids)
        spans = read_spans(connection, asked)
        links = read_links(connection, asked, spans)
        regions = read_regions(connection, asked)
        notes, progress = read_notes(connection, asked), read_progress(connection, asked)
        return [
            Page(
                articles[number],
                regions=regions.get(number, ()),
                spans=spans[number].values(),
                links=links.get(number, ()),
                notes=notes.get(number, ()),
                progress=progress.get(number, ()),
            )
            for number in asked.articles
        ]


def read_contents(connection: sqlite3.Connection, asked: Asked) -> "list[Content]":
    """Give everything about the articles asked for, in their order; each list is sorted."""
    from annotator.model.bundle import Content  # what is shown does not need it

    with without_collector():
        articles = read_articles(connection, asked.articles, asked.uids)
        regions = read_regions(connection, asked)
        spans = read_spans(connection, asked)
        links = read_links(connection, asked, spans)
        notes = read_notes(connection, asked)
        decisions = read_decisions(connection, asked)
        progress = read_progress(connection, asked)
        return [
            Content(
                article=articles[number],
                states={one.layer_id: one.state for one in progress.get(number, ())},
                since={one.layer_id: one.at for one in progress.get(number, ())},
                regions=tuple(sorted(regions.get(number, ()), key=region_order)),
                spans=tuple(sorted(spans[number].values(), key=text_order)),
                links=tuple(sorted(links.get(number, ()), key=lambda link: link.id)),
                notes=tuple(notes.get(number, ())),
                decisions=tuple(decisions.get(number, ())),
            )
            for number in asked.articles
        ]

"""Values as logical rows and back, by what `fields.py` says of their columns.

Columns are those of the project file; every id in a row is the public one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeAlias

from annotator.model import fields
from annotator.model.actor import Actor, Alias, DatedRole
from annotator.model.article import Article, Json, Region
from annotator.model.changes import Change, Key, NewRows, Row, differences
from annotator.model.fields import Cell, Entity, Field, Kind
from annotator.model.layer import Layer, Progress
from annotator.model.named import NamedSet
from annotator.model.scheme import Scheme
from annotator.model.scheme_file import scheme_from_json, scheme_to_json
from annotator.model.span import OF_TYPE, Decision, Link, Note, Owner, Reason, Span
from annotator.text.likeness import fold
from annotator.text.ranges import Range

Rows: TypeAlias = list[tuple[str, Row]]
RowsByKey: TypeAlias = Mapping[tuple[str, Key], Row]
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def to_json(value: Json | Mapping[str, Json]) -> str:
    """Give JSON in canonical form: keys sorted, no blanks, no escapes beyond the needed."""
    return _encode(value)


def _object(text: str) -> dict[str, Json]:
    found = {} if text == "{}" else json.loads(text)
    if not isinstance(found, dict):
        raise TypeError("a list of fields is no object")
    return found


def _texts(text: str) -> tuple[str, ...]:
    found = () if text == "[]" else json.loads(text)
    return tuple(one for one in found if isinstance(one, str))


_TO_CELL: Mapping[Kind, Callable[[Any], Cell]] = {
    Kind.WORD: str,
    Kind.FLAG: int,
    Kind.OBJECT: lambda value: to_json(dict(value)) if value else "{}",
    Kind.LIST: lambda value: to_json(list(value)) if value else "[]",
}


def _from_cell(one: Field) -> Callable[[Any], Any] | None:
    """Give what makes a value of the cells of a column; None where they are the values."""
    if isinstance(one.values, tuple):
        known = {word: word for word in one.values}
        made: Mapping[Kind, Callable[[Any], Any]] = {
            Kind.WORD: known.__getitem__,
            Kind.FLAG: bool,
            Kind.OBJECT: _object,
            Kind.LIST: _texts,
        }
        return made.get(one.kind)
    return one.values


class RowForm:
    """How the values of one entity become its rows, and rows values."""

    def __init__(self, entity: Entity) -> None:
        """Look once at what the entity's columns are."""
        own = [one for one in entity.fields if one.name]
        self._table, self.made = entity.table, entity.made or object
        self._columns = tuple(one.in_file for one in own)
        self._cells = attrgetter(*(one.name for one in own))
        self._to = [(n, _TO_CELL[one.kind]) for n, one in enumerate(own) if one.kind in _TO_CELL]
        self._others = {one.in_file: one.default for one in entity.fields if not one.name}
        plain = [one for one in own if "." not in one.name]
        self._values = [(one.name, one.in_file, _from_cell(one)) for one in plain]

    def row(self, value: object, **given: Cell) -> tuple[str, Row]:
        """Give the row of a value, with the table; `given` = cells that are no attribute of it."""
        row = dict(zip(self._columns, self.cells(value), strict=True))
        if self._others:
            row.update(self._others)
        if given:
            row.update(given)
        return self._table, row

    def cells(self, value: object) -> list[Cell]:
        """Give those cells of the row of a value that are attributes of it, in their order."""
        cells = list(self._cells(value))
        for n, made in self._to:
            cells[n] = made(cells[n])
        return cells

    def values(self, row: Row) -> dict[str, Any]:
        """Give the attributes of the value of a row, by name; those inside others are left out."""
        return {
            name: row[column] if make is None else make(row[column])
            for name, column, make in self._values
        }


SCHEME, LAYER, ARTICLE, ACTOR = map(
    RowForm, (fields.SCHEME, fields.LAYER, fields.ARTICLE, fields.ACTOR)
)
REGION, PROGRESS, ALIAS, ROLE = map(
    RowForm, (fields.REGION, fields.PROGRESS, fields.ALIAS, fields.ROLE)
)
SPAN, LINK, NOTE, DECISION = map(RowForm, (fields.SPAN, fields.LINK, fields.NOTE, fields.DECISION))
_REASON = RowForm(fields.REASON)
_NAMED = RowForm(fields.NAMED)


# --- articles, layers, the scheme -------------------------------------------------------------


def article_from_row(row: Row, text: str) -> Article:
    """Give the article of a row and its text."""
    return Article(text=text, **ARTICLE.values(row))


def region_from_row(row: Row) -> Region:
    """Give the region of a row."""
    return Region(at=_range(row), **REGION.values(row))


def _range(row: Row) -> Range:
    start, end = row["start"], row["end"]
    if not (isinstance(start, int) and isinstance(end, int)):
        raise TypeError("a place in a text is no pair of numbers")
    return Range(start, end)


def layer_from_row(row: Row) -> Layer:
    """Give the layer of a row."""
    return Layer(**LAYER.values(row))


def progress_from_row(row: Row) -> Progress:
    """Give the state of a row."""
    return Progress(**PROGRESS.values(row))


def scheme_rows(scheme: Scheme) -> Rows:
    """Give the row of one version of the scheme."""
    return [SCHEME.row(scheme, body=to_json(scheme_to_json(scheme)))]


def scheme_from_row(row: Row) -> Scheme:
    """Give the scheme of a row."""
    return _scheme_of(str(row["body"]))


@lru_cache(maxsize=16)
def _scheme_of(body: str) -> Scheme:
    """Read a body once: each version is read whenever its project is opened, exported, checked."""
    return scheme_from_json(_object(body))


# --- actors -----------------------------------------------------------------------------------


def actor_rows(actor: Actor) -> Rows:
    """Give the rows of an actor: itself, aliases, roles, attributes."""
    return [
        ACTOR.row(actor),
        *(ALIAS.row(one, actor_id=actor.id, folded=fold(one.name)) for one in actor.aliases),
        *(ROLE.row(one, actor_id=actor.id) for one in actor.roles),
        *_attribute_rows(Owner.ACTOR, actor.id, actor.attributes, {}),
    ]


def actor_from_rows(rows: RowsByKey) -> Actor | None:
    """Give the actor that these rows of one actor make up; None without its own row."""
    own = next(_of(rows, "actor"), None)
    if own is None:
        return None
    return Actor(
        aliases=tuple(Alias(**ALIAS.values(row)) for row in sorted(_of(rows, "alias"), key=_id)),
        roles=tuple(DatedRole(**ROLE.values(row)) for row in sorted(_of(rows, "role"), key=_id)),
        attributes=_attributes(rows),
        **ACTOR.values(own),
    )


def _of(rows: RowsByKey, table: str) -> Iterator[Row]:
    return (row for (name, _), row in rows.items() if name == table)


def _id(row: Row) -> str:
    return str(row["id"])


# --- spans, links, notes, decisions -----------------------------------------------------------


def _attribute_rows(
    kind: Owner, owner_id: str, attributes: Mapping[str, str], confirmed: Mapping[str, int]
) -> Rows:
    every = _attribute_cells(kind, owner_id, attributes, confirmed)
    return [("attribute", dict(zip(_ATTRIBUTE, cells, strict=True))) for cells in every]


_ATTRIBUTE = [one.in_file for one in fields.ATTRIBUTE.fields]


def _attribute_cells(
    kind: Owner, owner_id: str, attributes: Mapping[str, str], confirmed: Mapping[str, int]
) -> list[tuple[Cell, ...]]:
    if OF_TYPE in confirmed:
        attributes = {**attributes, OF_TYPE: ""}
    owner = str(kind)
    return [
        (owner, owner_id, name, value, confirmed.get(name))
        for name, value in sorted(attributes.items())
    ]


def _attributes(rows: RowsByKey) -> dict[str, str]:
    return {
        str(row["name"]): str(row["value"])
        for row in sorted(_of(rows, "attribute"), key=lambda row: str(row["name"]))
        if row["name"] != OF_TYPE
    }


def _confirmed(rows: RowsByKey) -> dict[str, int]:
    return {
        str(row["name"]): row["version"]
        for row in _of(rows, "attribute")
        if isinstance(row["version"], int)
    }


def span_rows(span: Span) -> Rows:
    """Give the rows of a span: itself, further parts, actor, attributes, reason."""
    (start, end), *further = span.parts
    rows: Rows = [SPAN.row(span, start=start, end=end, quote=span.quotes[0])]
    for n, (start, end) in enumerate(further, 1):
        place: Row = {
            "span_id": span.id,
            "n": n,
            "start": start,
            "end": end,
            "quote": span.quotes[n],
        }
        rows.append(("part", place))
    if span.actor_id is not None:
        rows.append(("refers", {"span_id": span.id, "actor_id": span.actor_id}))
    if span.reason is not None:
        rows.append(_reason_row(span.id, span.reason))
    return rows + _attribute_rows(Owner.SPAN, span.id, span.attributes, span.confirmed)


def _reason_row(span_id: str, reason: Reason) -> tuple[str, Row]:
    places: list[Json] = [[place.start, place.end] for place in reason.evidence]
    return _REASON.row(reason, owner_id=span_id, evidence=to_json(places))


def reason_from_row(row: Row) -> Reason:
    """Give the reason of a row."""
    evidence = json.loads(str(row["evidence"]))
    places = tuple(Range(start, end) for start, end in evidence)
    return Reason(evidence=places, **_REASON.values(row))


def span_from_rows(rows: RowsByKey) -> Span | None:
    """Give the span that these rows of one span make up; None without its own row."""
    own = next(_of(rows, "span"), None)
    if own is None:
        return None
    further = sorted(_of(rows, "part"), key=lambda row: int(row["n"] or 0))
    parts = (own, *further)
    refers = next(_of(rows, "refers"), None)
    reason = next(_of(rows, "reason"), None)
    return Span(
        parts=tuple(map(_range, parts)),
        quotes=tuple(str(row["quote"]) for row in parts),
        attributes=_attributes(rows),
        confirmed=_confirmed(rows),
        actor_id=None if refers is None else str(refers["actor_id"]),
        reason=None if reason is None else reason_from_row(reason),
        **SPAN.values(own),
    )


def link_rows(link: Link) -> Rows:
    """Give the rows of a link: itself and its attributes."""
    return [LINK.row(link), *_attribute_rows(Owner.LINK, link.id, link.attributes, link.confirmed)]


def link_from_rows(rows: RowsByKey) -> Link | None:
    """Give the link that these rows of one link make up; None without its own row."""
    own = next(_of(rows, "link"), None)
    if own is None:
        return None
    return Link(attributes=_attributes(rows), confirmed=_confirmed(rows), **LINK.values(own))


def note_from_row(row: Row) -> Note:
    """Give the note of a row."""
    return Note(**NOTE.values(row))


def decision_from_row(row: Row) -> Decision:
    """Give the decision of a row."""
    return Decision(**DECISION.values(row))


# --- what is kept under a name ----------------------------------------------------------------


def named_rows(named: NamedSet) -> Rows:
    """Give the rows of what is kept under a name: itself, and its articles in order."""
    rows: Rows = [_NAMED.row(named)]
    for n, article_id in enumerate(named.members):
        rows.append(("member", {"named_id": named.id, "article_id": article_id, "n": n}))
    return rows


def named_from_row(row: Row, members: tuple[str, ...]) -> NamedSet:
    """Give what is kept under a name, of its row and the ids of its articles in order."""
    return NamedSet(members=members, **_NAMED.values(row))


# --- values of any kind -----------------------------------------------------------------------

Value: TypeAlias = (
    Actor | Article | Decision | Layer | Link | NamedSet | Note | Progress | Region | Scheme | Span
)
_ROWS_OF: Mapping[type, Callable[[Any], Rows]] = {
    Actor: actor_rows,
    Link: link_rows,
    NamedSet: named_rows,
    Scheme: scheme_rows,
    Span: span_rows,
}
_FORM_OF = {one.made: one for one in (ARTICLE, DECISION, LAYER, NOTE, PROGRESS, REGION)}
"""Those whose values are one row each."""


def rows_of(*values: Value) -> Rows:
    """Give the rows of values; the text of an article is no row (`Step.texts`)."""
    found: Rows = []
    for one in values:
        form = _FORM_OF.get(type(one))
        found += _ROWS_OF[type(one)](one) if form is None else (form.row(one),)
    return found


def changed(before: Value | None, after: Value | None) -> tuple[Change, ...]:
    """Give the changes from one state of a value to another; None = it is not there."""
    return differences(*(() if one is None else rows_of(one) for one in (before, after)))


def added(*values: Value) -> tuple[Change, ...]:
    """Give the changes that bring in new values."""
    return tuple(Change(table, None, row) for table, row in rows_of(*values))


def removed(*values: Value) -> tuple[Change, ...]:
    """Give the changes that take values away."""
    return tuple(change for one in values for change in changed(one, None))


# --- many marks that come ---------------------------------------------------------------------

_PLACE_AT = [one.in_file for one in fields.SPAN.fields].index("start")


def added_marks(spans: Iterable[Span], links: Iterable[Link]) -> list[NewRows]:
    """Give the rows that bring in many marks: those of `added`, by table and in less time."""
    found: dict[str, list[tuple[Cell, ...]]] = {
        table: [] for table in ("span", "part", "refers", "reason", "link", "attribute")
    }
    attributes = found["attribute"]
    for span in spans:
        (start, end), *further = span.parts
        cells = SPAN.cells(span)
        place = start, end, span.quotes[0]
        found["span"].append((*cells[:_PLACE_AT], *place, *cells[_PLACE_AT:]))
        for n, (start, end) in enumerate(further, 1):
            found["part"].append((span.id, n, start, end, span.quotes[n]))
        if span.actor_id is not None:
            found["refers"].append((span.id, span.actor_id))
        if span.reason is not None:
            row = _reason_row(span.id, span.reason)[1]
            found["reason"].append(tuple(row[one.in_file] for one in fields.REASON.fields))
        if span.attributes or span.confirmed:
            of_span = (Owner.SPAN, span.id, span.attributes, span.confirmed)
            attributes += _attribute_cells(*of_span)
    for link in links:
        found["link"].append(tuple(LINK.cells(link)))
        if link.attributes or link.confirmed:
            of_link = (Owner.LINK, link.id, link.attributes, link.confirmed)
            attributes += _attribute_cells(*of_link)
    return [NewRows(table, cells) for table, cells in found.items() if cells]

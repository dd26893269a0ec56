"""The rows of the tables, made from what goes out article by article. Nothing is written here.

Columns are in `tables_columns.py`; what a statement is and whom a span means says the model.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from annotator.formats.tables_columns import (
    Cell,
    ExportTable,
    OwnColumns,
    Row,
    joined,
    truth,
    unique_names,
)
from annotator.model.actor import ActorBook
from annotator.model.article import Json, RegionType
from annotator.model.rows import to_json
from annotator.model.scheme import AttributeType, Role, Scheme
from annotator.model.statement import ActorCounts, Statement, statement_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from annotator.formats.export_selection import ExportSelection
    from annotator.model.bundle import Content
    from annotator.model.span import Decision, Link, Span
    from annotator.text.ranges import Range

_Done = TypeVar("_Done")
_Value = TypeVar("_Value")
_DIRECTNESS, _STANCE = "directness", "stance"
_N_LOOKED_AT = 50
_LETTER = re.compile(r"[^\W_]")
_by_id = attrgetter("id")


class UnknownNameError(LookupError):
    """Something goes by under a name of a project's own that has no column."""


def with_columns(
    selection: ExportSelection,
    work: Callable[[OwnColumns], _Done],
    is_doubtful: Callable[[_Done], bool] = lambda _: False,
) -> _Done:
    """Do some work with the columns that all that goes by needs.

    They are those of the scheme and of the first articles in nearly every project; only where a
    name goes by that has none, or the outcome is doubtful, all is looked through first and the
    work done anew.
    """
    with suppress(UnknownNameError):
        first = islice(selection.bundle.contents, _N_LOOKED_AT)
        done = work(_columns_for(selection, first))
        if not is_doubtful(done):
            return done
    return work(_columns_for(selection, selection))


def _columns_for(selection: ExportSelection, contents: Iterable[Content]) -> OwnColumns:
    bundle, scheme = selection.bundle, selection.bundle.scheme or Scheme()
    claim = scheme.type_for(Role.CLAIM)
    found: dict[str, set[str]] = {name: set() for name in ("meta", "spans", "claims", "links")}
    for content in contents:
        found["meta"].update(content.article.meta)
        for span in content.spans:
            found["spans"].update(span.attributes)
            if claim is not None and span.type == claim.name:
                found["claims"].update(span.attributes)
        for link in content.links:
            found["links"].update(link.attributes)
    actors = {name for actor in bundle.actors for name in actor.attributes}
    layers = [layer.name for layer in bundle.layers]
    of_types = [one for kind in scheme.types for one in kind.attributes]
    of_links = [one for kind in scheme.links for one in kind.attributes]
    of_claims = _with(claim.attributes if claim else (), found["claims"])
    own = OwnColumns(
        meta=_named("meta_", sorted(found["meta"])),
        of_spans=_named("attr_", _with(of_types, found["spans"])),
        of_claims=_named("attr_", [one for one in of_claims if one != _DIRECTNESS]),
        of_links=_named("attr_", _with(of_links, found["links"])),
        of_actors=_named("attr_", _with(scheme.actor_attributes, actors)),
    )
    if len(layers) < 2:
        return own
    states = tuple(zip(layers, unique_names("state_", layers), strict=True))
    return OwnColumns(states, own.meta, own.of_spans, own.of_claims, own.of_links, own.of_actors)


def _with(known: Iterable[AttributeType], found: set[str]) -> list[str]:
    """Give the names of the scheme's attributes in its order, then those that it does not have."""
    names = list(dict.fromkeys(one.name for one in known))
    return names + sorted(found - set(names))


def _named(prefix: str, keys: list[str]) -> dict[str, str]:
    return dict(zip(keys, unique_names(prefix, keys), strict=True))


def n_words(text: str) -> int:
    """Count what stands between blanks and has a letter or digit."""
    words = text.split()
    signs = [one for one in words if not one.isalnum() and not _LETTER.search(one)]
    return len(words) - len(signs)


def _plain(value: Json) -> Cell:
    """Give a value of the corpus's own fields as a cell; lists and objects as JSON."""
    if isinstance(value, bool):
        return truth(value)
    return to_json(value) if isinstance(value, list | dict) else value


def _own(values: Mapping[str, _Value], columns: Mapping[str, str]) -> Iterable[_Value | None]:
    """Give the values of own names, one for each column; raises `UnknownNameError`."""
    if not values:
        return (None,) * len(columns)
    if not values.keys() <= columns.keys():
        raise UnknownNameError
    return map(values.get, columns)


@dataclass(slots=True)
class RowMaker:
    """Makes the rows of one export; counts on its way what the table of actors says."""

    selection: ExportSelection
    columns: OwnColumns
    tables: Mapping[str, ExportTable]
    _actors: ActorBook = field(default_factory=ActorBook)
    _coders: Mapping[str, str] = field(default_factory=dict)
    _layers: Mapping[str, str] = field(default_factory=dict)
    _scheme: Scheme = field(default_factory=Scheme)
    _keeps_words: bool = True

    def rows(self) -> Iterator[tuple[str, list[Row]]]:
        """Give all rows in one way through what goes out: some of a table at a time."""
        bundle, tables = self.selection.bundle, self.tables
        self._actors = ActorBook(bundle.actors)
        self._coders = bundle.coder_names()
        self._layers = {layer.id: layer.name for layer in bundle.layers}
        self._scheme = bundle.scheme or Scheme()
        self._keeps_words = self.selection.options.keeps_words
        counts = ActorCounts(self._actors)
        yield "layers", [*map(tables["layers"].row, bundle.layers)]
        yield "scheme", [*self._of_scheme()]
        for content in self.selection:
            yield from self._of_content(content, counts)
        for actor in bundle.actors:
            own = _own(actor.attributes, self.columns.of_actors)
            n = counts.spans[actor.id], counts.claims[actor.id]
            yield "actors", [tables["actors"].row(actor, *n, *own)]
            yield "aliases", [tables["aliases"].row(one, actor.id) for one in actor.aliases]
            yield "roles", [tables["roles"].row(one, actor.id) for one in actor.roles]
        yield "decisions", [*map(self._decision, sorted(self.selection.differences(), key=_by_id))]

    def _of_content(self, content: Content, counts: ActorCounts) -> Iterator[tuple[str, list[Row]]]:
        """Give the rows of one article: itself, regions, spans, statements, links, notes."""
        notes: dict[str, str] = {}
        in_order = sorted(content.notes, key=_by_id)
        for note in in_order:
            before = notes.get(note.owner_id)
            notes[note.owner_id] = note.text if before is None else f"{before}; {note.text}"
        article, coders, tables = content.article, self._coders, self.tables
        regions = sorted(content.regions, key=lambda one: (one.at, one.type, one.set_by))
        spans = sorted(content.spans, key=lambda one: (one.start, -one.end, one.id))
        by_id = {span.id: span for span in spans}
        order = {span.id: n for n, span in enumerate(spans)}
        links = sorted(content.links, key=lambda one: (order[one.source_id], one.id))
        statements = self._statements(spans, links, by_id)
        masks = [(one.at, one.type) for one in regions]
        for span in spans:
            counts.add_span(span)
        for one in statements:
            counts.add_statement(one)
        yield "articles", [self._article(content, notes.get(article.id))]
        yield "regions", [tables["regions"].row(one, coders.get(one.set_by)) for one in regions]
        yield "spans", [self._span(span, masks, notes.get(span.id)) for span in spans]
        of_statements = [
            self._statement(content, one, notes.get(one.claim.id)) for one in statements
        ]
        yield "statements", of_statements
        yield "statement_actors", [row for one in statements for row in self._statement_actors(one)]
        yield "links", [self._link(link, by_id, notes.get(link.id)) for link in links]
        of_notes = [tables["notes"].row(one, article.id, coders.get(one.by)) for one in in_order]
        yield "notes", of_notes
        yield "decisions", [*map(self._decision, sorted(content.decisions, key=_by_id))]

    def _statements(
        self, spans: list[Span], links: list[Link], by_id: Mapping[str, Span]
    ) -> list[Statement]:
        claim = self._scheme.name_for(Role.CLAIM)
        from_: dict[str, list[Link]] = {}
        for link in links:
            from_.setdefault(link.source_id, []).append(link)
        return [
            statement_from(span, from_.get(span.id, ()), by_id.get, self._scheme)
            for span in spans
            if span.type == claim
        ]

    # --- one row of each kind -----------------------------------------------------------------

    def _words(self, words: str) -> str | None:
        return words if self._keeps_words else None

    def _actor(self, span: Span) -> tuple[str | None, str | None]:
        """Give id and name of the actor that a span means; one that became another is that one."""
        actor = self._actors.get(span.actor_id) if span.actor_id else None
        return (None, None) if actor is None else (actor.id, actor.name)

    def _article(self, content: Content, note: str | None) -> Row:
        article = content.article
        layers = self.selection.bundle.layers
        return self.tables["articles"].row(
            article,
            *([content.states.get(layer.id) for layer in layers] or [None]),
            len(article.text),
            n_words(article.text),
            self._words(article.text),
            *map(_plain, _own(article.meta, self.columns.meta)),
            note,
        )

    def _span(self, span: Span, regions: list[tuple[Range, RegionType]], note: str | None) -> Row:
        (start, end), *more = span.parts
        words, reason = span.quotes[0], span.reason
        parts = f"{start}-{end}"
        if more:
            words, end = span.text(), span.end
            parts = ";".join([f"{part.start}-{part.end}" for part in span.parts])
        inside = [(at.length, kind) for at, kind in regions if at.start <= start < at.end]
        return self.tables["spans"].row(
            span,
            self._layers[span.layer_id],
            start,
            end,
            len(span.parts),
            parts,
            words if self._keeps_words else None,
            min(inside)[1] if inside else RegionType.BODY,
            *(self._actor(span) if span.actor_id else (None, None)),
            *_own(span.attributes, self.columns.of_spans),
            note,
            self._coders.get(span.by),
            reason.text if reason else None,
            reason.code if reason else None,
        )

    def _statement(self, content: Content, one: Statement, note: str | None) -> Row:
        claim, article = one.claim, content.article
        speakers = [self._actor(span) for span in one.speakers]
        values = {name: value for name, value in claim.attributes.items() if name != _DIRECTNESS}
        return self.tables["statements"].row(
            None,
            claim.id,
            article.id,
            article.outlet,
            article.date,
            self._layers[claim.layer_id],
            self._words(claim.text()),
            claim.start,
            claim.end,
            self._words(joined([span.text() for span in one.speakers])),
            joined([actor_id for actor_id, _ in speakers]),
            joined([name for _, name in speakers]),
            self._words(joined([span.text() for span in one.cues])),
            claim.attributes.get(_DIRECTNESS),
            joined([end.link.attributes.get(_STANCE) for end in one.targets]),
            *_own(values, self.columns.of_claims),
            joined([self._actor(end.span)[0] for end in one.targets]),
            self._words(joined([end.span.text() for end in one.targets])),
            len(speakers),
            self._coders.get(claim.by),
            note,
            claim.layer_id,
        )

    def _statement_actors(self, one: Statement) -> Iterator[Row]:
        ends = [("speaker", span, "") for span in one.speakers]
        ends += [("target", end.span, end.link.attributes.get(_STANCE, "")) for end in one.targets]
        ends += [("addressee", span, "") for span in one.addressees]
        for role, span, stance in ends:
            cells = (one.claim.id, role, *self._actor(span), span.id, self._words(span.text()))
            yield self.tables["statement_actors"].row(None, *cells, stance)

    def _link(self, link: Link, by_id: Mapping[str, Span], note: str | None) -> Row:
        return self.tables["links"].row(
            link,
            self._layers[link.layer_id],
            self._words(by_id[link.source_id].text()),
            self._words(by_id[link.target_id].text()),
            *_own(link.attributes, self.columns.of_links),
            note,
            self._coders.get(link.by),
        )

    def _decision(self, one: Decision) -> Row:
        own = (self._layers[one.layer_id], self._coders.get(one.by))
        return self.tables["decisions"].row(one, *own)

    def _of_scheme(self) -> Iterator[Row]:
        scheme, row = self._scheme, self.tables["scheme"].row
        for one in scheme.types:
            facts = (one.definition, one.example, one.key, one.colour)
            yield row(None, "type", one.name, None, *facts)
            yield from self._attribute_rows(one.attributes)
        for link in scheme.links:
            yield row(None, "link", link.name, None, link.definition, None, None, None)
            yield from self._attribute_rows(link.attributes)
        yield from self._attribute_rows(scheme.actor_attributes)

    def _attribute_rows(self, attributes: Iterable[AttributeType]) -> Iterator[Row]:
        row = self.tables["scheme"].row
        for one in attributes:
            yield row(None, "attribute", one.name, one.on, one.definition, None, None, None)
            for value in one.values:
                parent = f"{one.on}.{one.name}"
                yield row(None, "value", value, parent, None, None, None, None)

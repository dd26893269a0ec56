"""The rows of the tables, made from a bundle article by article. Nothing is written here.

Columns are in `tables_columns.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.formats import tables_columns as columns
from annotator.formats.tables_columns import Cell, ExportTable, unique_names
from annotator.model.article import Article, Json, RegionType
from annotator.model.rows import to_json
from annotator.model.scheme import (
    ABOUT,
    ADDRESSED_TO,
    CLAIM,
    CUED_BY,
    SAID_BY,
    AttributeType,
    Scheme,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.formats.base import WriteOptions
    from annotator.formats.export_selection import ExportSelection
    from annotator.model.actor import Actor
    from annotator.model.bundle import Bundle, Content
    from annotator.model.span import Decision, Link, Span

Row = tuple[str, tuple[Cell, ...]]
"""The name of a table and the cells of one of its rows."""

BETWEEN_VALUES = "; "
_DIRECTNESS = "directness"
_STANCE = "stance"
_PER_MILLE = 1000
_WORD = re.compile(r"[^\W_]\S*")


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """What decides which columns there are: for each own name the name of its column."""

    states: tuple[tuple[str, str], ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    of_spans: Mapping[str, str] = field(default_factory=dict)
    of_claims: Mapping[str, str] = field(default_factory=dict)
    of_links: Mapping[str, str] = field(default_factory=dict)
    of_actors: Mapping[str, str] = field(default_factory=dict)

    def tables(self) -> tuple[ExportTable, ...]:
        """Give all tables in their order."""
        return (
            columns.articles(self.states, self.meta),
            columns.regions(),
            columns.layers(),
            columns.spans(self.of_spans),
            columns.statements(self.of_claims),
            columns.statement_actors(),
            columns.links(self.of_links),
            columns.actors(self.of_actors),
            columns.aliases(),
            columns.roles(),
            columns.notes(),
            columns.decisions(),
            columns.scheme(),
        )


def own_columns(selection: ExportSelection) -> OwnColumns:
    """Give the columns that what goes by needs, in one way through it."""
    bundle = selection.bundle
    meta: set[str] = set()
    of_spans: set[str] = set()
    of_claims: set[str] = set()
    of_links: set[str] = set()
    for content in selection:
        meta.update(content.article.meta)
        for span in content.spans:
            of_spans.update(span.attributes)
            if span.type == CLAIM:
                of_claims.update(span.attributes)
        for link in content.links:
            of_links.update(link.attributes)
    scheme = bundle.scheme or Scheme()
    claim = scheme.type(CLAIM)
    own_of_claims = _with(claim.attributes if claim else (), of_claims)
    of_actors = {name for actor in bundle.actors for name in actor.attributes}
    return OwnColumns(
        states=_state_columns([layer.name for layer in bundle.layers]),
        meta=_columns("meta_", sorted(meta)),
        of_spans=_columns(
            "attr_", _with((one for kind in scheme.types for one in kind.attributes), of_spans)
        ),
        of_claims=_columns("attr_", [one for one in own_of_claims if one != _DIRECTNESS]),
        of_links=_columns(
            "attr_", _with((one for kind in scheme.links for one in kind.attributes), of_links)
        ),
        of_actors=_columns("attr_", _with(scheme.actor_attributes, of_actors)),
    )


def _with(known: Iterable[AttributeType], found: set[str]) -> list[str]:
    """Give the names of the scheme's attributes in its order, then those that it does not have."""
    names = list(dict.fromkeys(one.name for one in known))
    return names + sorted(found - set(names))


def _columns(prefix: str, keys: Iterable[str]) -> dict[str, str]:
    keys = list(keys)
    return dict(zip(keys, unique_names(prefix, keys), strict=True))


def _state_columns(layers: list[str]) -> tuple[tuple[str, str], ...]:
    """Give the columns of states: one layer's is `state`, of several each has its own."""
    if len(layers) < 2:
        return (("", "state"),)
    return tuple(zip(layers, unique_names("state_", layers), strict=True))


def n_words(text: str) -> int:
    """Count what stands between blanks and has a letter or digit."""
    return len(_WORD.findall(text))


def _joined(values: Iterable[str | None]) -> str:
    """Give several values in one cell; where all are empty the cell is."""
    found = [value or "" for value in values]
    return BETWEEN_VALUES.join(found) if any(found) else ""


def _plain(value: Json) -> Cell:
    """Give a value of the corpus's own fields as a cell; lists and objects as JSON."""
    if isinstance(value, bool):
        return _truth(value)
    return to_json(value) if isinstance(value, list | dict) else value


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _share(per_mille: int | None) -> float | None:
    return None if per_mille is None else per_mille / _PER_MILLE


@dataclass(slots=True)
class RowMaker:
    """Makes the rows of one export; counts on its way what the table of actors says."""

    bundle: Bundle
    columns: OwnColumns
    options: WriteOptions
    _n_spans: Counter[str] = field(default_factory=Counter)
    _n_statements: Counter[str] = field(default_factory=Counter)
    _layer_names: dict[str, str] = field(default_factory=dict)
    _actor_names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up names once."""
        self._layer_names = {layer.id: layer.name for layer in self.bundle.layers}
        self._actor_names = {actor.id: actor.name for actor in self.bundle.actors}

    def first(self) -> Iterator[Row]:
        """Give the rows that belong to no article and need no counting."""
        for layer in self.bundle.layers:
            yield (
                "layers",
                (
                    layer.id,
                    layer.name,
                    str(layer.kind),
                    layer.coder_id,
                    layer.colour,
                    layer.origin,
                    _truth(layer.frozen),
                    to_json(dict(layer.record)) if layer.record else "",
                ),
            )
        if self.bundle.scheme is not None:
            yield from _scheme_rows(self.bundle.scheme)

    def of_content(self, content: Content) -> Iterator[Row]:
        """Give the rows of one article: itself, regions, spans, statements, links, notes."""
        notes: dict[str, str] = {}
        for note in sorted(content.notes, key=lambda one: one.id):
            before = notes.get(note.owner_id)
            notes[note.owner_id] = note.text if before is None else f"{before}; {note.text}"
        article = content.article
        spans = {span.id: span for span in content.spans}
        yield ("articles", self._article(content, notes))
        for region in sorted(content.regions, key=lambda one: (one.at, one.type, one.set_by)):
            at = region.at
            facts = (str(region.type), at.start, at.end, str(region.origin), region.set_by)
            yield ("regions", (article.id, *facts))
        ordered = sorted(content.spans, key=lambda one: (one.start, -one.end, one.id))
        for span in ordered:
            yield ("spans", self._span(span, _region_at(content, span.start), notes))
        from_: dict[str, list[Link]] = {}
        for link in content.links:
            from_.setdefault(link.source_id, []).append(link)
        for span in ordered:
            if span.type == CLAIM:
                yield from self._statement(article, span, from_.get(span.id, []), spans, notes)
            for link in sorted(from_.get(span.id, ()), key=lambda one: one.id):
                yield ("links", self._link(link, spans, notes))
        for note in sorted(content.notes, key=lambda one: one.id):
            about = (str(note.owner_kind), note.owner_id)
            yield ("notes", (note.id, *about, article.id, note.text, note.by, note.at))
        for decision in sorted(content.decisions, key=lambda one: one.id):
            yield self._decision(decision)

    def last(self, differences: Iterable[Decision]) -> Iterator[Row]:
        """Give the rows of actors, counted by now, and of decisions about differences."""
        for actor in self.bundle.actors:
            yield ("actors", self._actor(actor))
            for alias in actor.aliases:
                yield ("aliases", (actor.id, alias.name, alias.language, alias.origin))
            for role in actor.roles:
                when = (role.since, role.until)
                yield ("roles", (actor.id, role.role, role.organisation_id, *when))
        for decision in sorted(differences, key=lambda one: one.id):
            yield self._decision(decision)

    # --- one row of each kind -----------------------------------------------------------------

    def _words(self, words: str) -> str | None:
        return words if self.options.keeps_words else None

    def _article(self, content: Content, notes: Mapping[str, str]) -> tuple[Cell, ...]:
        article = content.article
        states = [content.states.get(layer.id) for layer in self.bundle.layers] or [None]
        return (
            article.id,
            article.title,
            article.outlet,
            article.date,
            article.byline,
            article.url,
            article.language,
            article.direction,
            *(None if state is None else str(state) for state in states),
            len(article.text),
            n_words(article.text),
            article.sha256,
            article.group_id,
            article.source,
            article.imported_at,
            self._words(article.text),
            *(_plain(article.meta.get(key)) for key in self.columns.meta),
            article.replaces,
            article.raw_sha256,
            notes.get(article.id),
        )

    def _span(self, span: Span, region: str, notes: Mapping[str, str]) -> tuple[Cell, ...]:
        if span.actor_id is not None:
            self._n_spans[span.actor_id] += 1
        reason = span.reason
        return (
            span.id,
            span.article_id,
            span.layer_id,
            self._layer_names[span.layer_id],
            span.type,
            span.start,
            span.end,
            len(span.parts),
            ";".join([f"{start}-{end}" for start, end in span.parts]),
            self._words(span.text()),
            region,
            span.actor_id,
            self._actor_names.get(span.actor_id or ""),
            *[span.attributes.get(key) for key in self.columns.of_spans],
            notes.get(span.id),
            _share(span.confidence),
            span.by,
            span.created,
            span.changed,
            span.how.value,
            span.source_id,
            reason.text if reason else None,
            reason.code if reason else None,
        )

    def _statement(
        self,
        article: Article,
        claim: Span,
        links: list[Link],
        spans: Mapping[str, Span],
        notes: Mapping[str, str],
    ) -> Iterator[Row]:
        ends: dict[str, list[tuple[Span, str]]] = {}
        for link in links:
            end = (spans[link.target_id], link.attributes.get(_STANCE, ""))
            ends.setdefault(link.type, []).append(end)
        for some in ends.values():
            some.sort(key=lambda one: (one[0].start, -one[0].end, one[0].id))
        speakers = [span for span, _ in ends.get(SAID_BY, ())]
        targets = ends.get(ABOUT, [])
        yield (
            "statements",
            (
                claim.id,
                article.id,
                article.outlet,
                article.date,
                self._layer_names[claim.layer_id],
                self._words(claim.text()),
                claim.start,
                claim.end,
                self._words(_joined(span.text() for span in speakers)),
                _joined(span.actor_id for span in speakers),
                _joined(self._actor_names.get(span.actor_id or "") for span in speakers),
                self._words(_joined(span.text() for span, _ in ends.get(CUED_BY, ()))),
                claim.attributes.get(_DIRECTNESS),
                _joined(stance for _, stance in targets),
                *(claim.attributes.get(key) for key in self.columns.of_claims),
                _joined(span.actor_id for span, _ in targets),
                self._words(_joined(span.text() for span, _ in targets)),
                len(speakers),
                notes.get(claim.id),
                claim.layer_id,
            ),
        )
        for actor_id in {span.actor_id for span in speakers if span.actor_id}:
            self._n_statements[actor_id] += 1
        for role, kind in (("speaker", SAID_BY), ("target", ABOUT), ("addressee", ADDRESSED_TO)):
            for span, stance in ends.get(kind, ()):
                actor = (span.actor_id, self._actor_names.get(span.actor_id or ""))
                words = self._words(span.text())
                yield ("statement_actors", (claim.id, role, *actor, span.id, words, stance))

    def _link(
        self, link: Link, spans: Mapping[str, Span], notes: Mapping[str, str]
    ) -> tuple[Cell, ...]:
        return (
            link.id,
            link.article_id,
            self._layer_names[link.layer_id],
            link.type,
            link.source_id,
            link.target_id,
            self._words(spans[link.source_id].text()),
            self._words(spans[link.target_id].text()),
            *[link.attributes.get(key) for key in self.columns.of_links],
            notes.get(link.id),
            _share(link.confidence),
            link.by,
            link.created,
            link.layer_id,
        )

    def _actor(self, actor: Actor) -> tuple[Cell, ...]:
        return (
            actor.id,
            actor.name,
            actor.kind,
            self._n_spans[actor.id],
            self._n_statements[actor.id],
            actor.external_id,
            actor.note,
            *(actor.attributes.get(key) for key in self.columns.of_actors),
            actor.merged_into,
        )

    def _decision(self, decision: Decision) -> Row:
        cells = (
            decision.id,
            self._layer_names[decision.layer_id],
            decision.subject_kind,
            decision.subject,
            decision.verdict,
            _joined(decision.taken_from),
            _joined(decision.results),
            decision.by,
            decision.at,
            decision.note,
            decision.layer_id,
        )
        return ("decisions", cells)


def _region_at(content: Content, position: int) -> str:
    """Give the type of the innermost region around a character; body where there is none."""
    inside = [one for one in content.regions if one.at.contains(position)]
    found = min(inside, key=lambda one: one.at.length, default=None)
    return str(RegionType.BODY if found is None else found.type)


def _scheme_rows(scheme: Scheme) -> Iterator[Row]:
    for kind in scheme.types:
        facts = (kind.definition, kind.example, kind.key, kind.colour)
        yield ("scheme", ("type", kind.name, None, *facts))
        yield from _attribute_rows(kind.attributes)
    for link in scheme.links:
        yield ("scheme", ("link", link.name, None, link.definition, None, None, None))
        yield from _attribute_rows(link.attributes)
    yield from _attribute_rows(scheme.actor_attributes)


def _attribute_rows(attributes: Iterable[AttributeType]) -> Iterator[Row]:
    for one in attributes:
        yield ("scheme", ("attribute", one.name, one.on, one.definition, None, None, None))
        for value in one.values:
            yield ("scheme", ("value", value, f"{one.on}.{one.name}", None, None, None, None))

"""The rows of the tables, made from what goes out article by article. Nothing is written here.

Columns are in `columns.py`; what a statement is and whom a span means says the model.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from operator import attrgetter
from typing import TypeVar

from annotator.formats.corpus.columns import (
    CONFIRMED,
    GROUPS,
    Cell,
    ExportTable,
    OwnColumns,
    Row,
    joined,
)
from annotator.formats.export_selection import ExportSelection
from annotator.model.actor import ActorBook
from annotator.model.article import GROUP_WHY, Article, Json, RegionType, TextSize
from annotator.model.bundle import Content
from annotator.model.rows import to_json
from annotator.model.scheme import AttributeType, Role, Scheme
from annotator.model.span import Decision, Link, Span, confirmed_versions, text_order
from annotator.model.statement import ActorCounts, Statement, holders, statements_among
from annotator.text.csv_text import truth, unique_names
from annotator.text.ranges import Range
from annotator.text.words import n_words

_Done = TypeVar("_Done")
_Value = TypeVar("_Value")
_DIRECTNESS, _STANCE = "directness", "stance"
_N_LOOKED_AT = 50
_by_id = attrgetter("id")


class UnknownNameError(LookupError):
    """Something goes by under a name of a project's own that has no column."""


def with_columns(selection: ExportSelection, work: Callable[[OwnColumns], _Done]) -> _Done:
    """Do some work with the columns that all that goes by needs.

    Nearly always the scheme and the first articles have them all; where a name goes by that has
    none, all is looked through and the work done anew.
    """
    with suppress(UnknownNameError):
        return work(_columns_for(selection, islice(selection.bundle.contents, _N_LOOKED_AT)))
    return work(_columns_for(selection, selection))


def _columns_for(selection: ExportSelection, contents: Iterable[Content]) -> OwnColumns:
    bundle, scheme = selection.bundle, selection.bundle.scheme or Scheme()
    claim, layers = scheme.type_for(Role.CLAIM), [layer.name for layer in bundle.layers]
    known = {
        "of_spans": [one for kind in scheme.types for one in kind.attributes],
        "of_claims": [*claim.attributes] if claim else [],
        "of_links": [one for kind in scheme.links for one in kind.attributes],
        "of_actors": [*scheme.actor_attributes],
    }
    found: dict[str, set[str]] = {group: set() for group in ("meta", *known)}
    for content in contents:
        found["meta"].update(_meta(content.article))
        for span in content.spans:
            found["of_spans"].update(span.attributes)
            if claim is not None and span.type == claim.name:
                found["of_claims"].update(span.attributes)
        for link in content.links:
            found["of_links"].update(link.attributes)
    found["of_actors"].update(name for actor in bundle.actors for name in actor.attributes)
    groups = {"meta": _named("meta_", sorted(found["meta"]))}
    for group, attributes in known.items():
        # Those of the scheme in its order, then those that it does not have.
        names = dict.fromkeys(one.name for one in attributes)
        names |= dict.fromkeys(sorted(found[group] - names.keys()))
        if group == "of_claims":
            names.pop(_DIRECTNESS, None)
        groups[group] = _named("attr_", [*names])
        of = group.removeprefix("of_")
        if scheme.version > 1 and f"confirmed_{of}" in CONFIRMED:
            groups[f"confirmed_{of}"] = _named("confirmed_", [*names])
    states = [*zip(layers, unique_names("state_", layers), strict=True)]
    return OwnColumns(groups, states if len(states) > 1 else [("", "state")])


def _named(prefix: str, keys: list[str]) -> dict[str, str]:
    return dict(zip(keys, unique_names(prefix, keys), strict=True))


def _meta(article: Article) -> Mapping[str, Json]:
    """The corpus's own fields, and why an article is in its group."""
    why = {GROUP_WHY: article.group_why} if article.group_why else {}
    return {**article.own_fields(), **why}


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


def _all_words(spans: Iterable[Span]) -> str:
    return joined([span.text() for span in spans])


def _size(article: Article) -> TextSize:
    """Count the characters and words of a text, be it left out."""
    return article.left_out or TextSize(len(article.text), n_words(article.text))


class RowMaker:
    """Makes the rows of one export; counts on its way what the table of actors says."""

    def __init__(
        self, selection: ExportSelection, columns: OwnColumns, tables: Mapping[str, ExportTable]
    ) -> None:
        """Look up names once."""
        self.selection, self.tables = selection, tables
        bundle = selection.bundle
        self._actors, self._coders = ActorBook(bundle.actors), bundle.coder_names()
        self._layers = {layer.id: layer.name for layer in bundle.layers}
        self._scheme = bundle.scheme or Scheme()
        self._own = {group: columns.groups.get(group, {}) for group in GROUPS}

    def rows(self) -> Iterator[tuple[str, list[Row]]]:
        """Give all rows in one way through what goes out: some of a table at a time."""
        bundle, tables = self.selection.bundle, self.tables
        counts = ActorCounts(self._actors)
        yield "layers", [*map(tables["layers"].row, bundle.layers)]
        yield "scheme", [*scheme_rows(self._scheme)]
        for content in self.selection:
            yield from self._of_content(content, counts)
        for actor in bundle.actors:
            own = _own(actor.attributes, self._own["of_actors"])
            n = counts.spans[actor.id], counts.claims[actor.id]
            yield "actors", [tables["actors"].row(actor, *n, *own)]
            yield "aliases", [tables["aliases"].row(one, actor.id) for one in actor.aliases]
            yield "roles", [tables["roles"].row(one, actor.id) for one in actor.roles]
        notes = sorted(self.selection.notes(), key=_by_id)
        yield "notes", [tables["notes"].row(one, None, self._coders.get(one.by)) for one in notes]
        yield "decisions", [*map(self._decision, sorted(self.selection.differences(), key=_by_id))]

    def _of_content(self, content: Content, counts: ActorCounts) -> Iterator[tuple[str, list[Row]]]:
        """Give the rows of one article: itself, regions, spans, statements, links, notes."""
        texts: dict[str, list[str]] = {}
        in_order = sorted(content.notes, key=_by_id)
        for note in in_order:
            texts.setdefault(note.owner_id, []).append(note.text)
        notes = {owner_id: "; ".join(some) for owner_id, some in texts.items()}
        article, coders, tables = content.article, self._coders, self.tables
        regions = sorted(content.regions, key=lambda one: (one.at, one.type, one.set_by))
        spans = sorted(content.spans, key=text_order)
        words = {span.id: span.text() for span in spans}
        order = {span.id: n for n, span in enumerate(spans)}
        links = sorted(content.links, key=lambda one: (order[one.source_id], one.id))
        statements = statements_among(spans, links, self._scheme)
        masks = [(one.at, one.type) for one in regions]
        for span in spans:
            counts.add_span(span)
        for one in statements:
            counts.add_statement(one)
        yield "articles", [self._article(content, notes.get(article.id))]
        yield "regions", [tables["regions"].row(one, coders.get(one.set_by)) for one in regions]
        yield (
            "spans",
            [self._span(span, words[span.id], masks, notes.get(span.id)) for span in spans],
        )
        held = holders(one.claim for one in statements)
        of_claims = ((one, notes.get(one.claim.id), held.get(one.claim.id)) for one in statements)
        yield "statements", [self._statement(content, *one) for one in of_claims]
        yield "statement_actors", [row for one in statements for row in self._statement_actors(one)]
        yield "links", [self._link(link, words, notes.get(link.id)) for link in links]
        by = ((one, article.id, coders.get(one.by)) for one in in_order)
        yield "notes", [tables["notes"].row(*one) for one in by]
        yield "decisions", [*map(self._decision, sorted(content.decisions, key=_by_id))]

    # --- one row of each kind -----------------------------------------------------------------

    def _actor(self, span: Span) -> tuple[str | None, str | None]:
        """Give id and name of the actor that a span means; one that became another is that one."""
        actor = self._actors.get(span.actor_id) if span.actor_id else None
        return (None, None) if actor is None else (actor.id, actor.name)

    def _ids(self, spans: Iterable[Span]) -> str:
        return joined([self._actor(span)[0] for span in spans])

    def _article(self, content: Content, note: str | None) -> Row:
        article = content.article
        states = [content.states.get(one.id) for one in self.selection.bundle.layers] or [None]
        counts, text = _size(article), article.text
        meta = map(_plain, _own(_meta(article), self._own["meta"]))
        words = (joined([*article.proposed()]), text)
        once = truth(article.id in self.selection.bundle.coded_once)
        return self.tables["articles"].row(article, *states, *counts, *words, *meta, note, once)

    def _span(
        self,
        span: Span,
        words: str | None,
        regions: list[tuple[Range, RegionType]],
        note: str | None,
    ) -> Row:
        (start, end), reason = span.parts[0], span.reason
        parts = f"{start}-{end}"
        if len(span.parts) > 1:
            end = span.end
            parts = ";".join([f"{part.start}-{part.end}" for part in span.parts])
        inside = [(at.length, kind) for at, kind in regions if at.start <= start < at.end]
        return self.tables["spans"].row(
            span,
            self._layers[span.layer_id],
            *(start, end, len(span.parts), parts, words),
            min(inside)[1] if inside else RegionType.BODY,
            *(self._actor(span) if span.actor_id else (None, None)),
            *_own(span.attributes, self._own["of_spans"]),
            *self._confirmed(span, "confirmed_spans"),
            *(note, self._coders.get(span.by)),
            *((reason.text, reason.code) if reason else (None, None)),
        )

    def _statement(
        self, content: Content, one: Statement, note: str | None, inside: str | None
    ) -> Row:
        claim, article = one.claim, content.article
        speakers = [self._actor(span) for span in one.speakers]
        targets = [end.span for end in one.targets]
        values = {name: value for name, value in claim.attributes.items() if name != _DIRECTNESS}
        return (
            *(claim.id, article.id, article.outlet, article.date, self._layers[claim.layer_id]),
            *(claim.text(), claim.start, claim.end, _all_words(one.speakers)),
            *(joined([actor for actor, _ in speakers]), joined([name for _, name in speakers])),
            *(_all_words(one.cues), claim.attributes.get(_DIRECTNESS)),
            joined([end.link.attributes.get(_STANCE) for end in one.targets]),
            *_own(values, self._own["of_claims"]),
            *(self._ids(targets), _all_words(targets)),
            *(self._ids(one.addressees), _all_words(one.addressees)),
            *(len(speakers), self._coders.get(claim.by), note, claim.layer_id, inside),
        )

    def _statement_actors(self, one: Statement) -> Iterator[Row]:
        ends = [("speaker", span, "") for span in one.speakers]
        ends += [("target", end.span, end.link.attributes.get(_STANCE, "")) for end in one.targets]
        ends += [("addressee", span, "") for span in one.addressees]
        for role, span, stance in ends:
            words = span.text()
            yield (one.claim.id, role, *self._actor(span), span.id, words, stance)

    def _link(self, link: Link, words: Mapping[str, str | None], note: str | None) -> Row:
        ends = words[link.source_id], words[link.target_id]
        own = (
            *_own(link.attributes, self._own["of_links"]),
            *self._confirmed(link, "confirmed_links"),
        )
        layer, coder = self._layers[link.layer_id], self._coders.get(link.by)
        return self.tables["links"].row(link, layer, *ends, *own, note, coder)

    def _confirmed(self, item: Span | Link, group: str) -> Iterable[int | None]:
        """Give under which version of the scheme values were decided; nothing under the first."""
        columns = self._own[group]
        return _own(confirmed_versions(item), columns) if columns else ()

    def _decision(self, one: Decision) -> Row:
        layer, coder = self._layers[one.layer_id], self._coders.get(one.by)
        return self.tables["decisions"].row(one, layer, coder)


def scheme_rows(scheme: Scheme) -> Iterator[Row]:
    """Give the rows of a coding scheme: its types, links, attributes and values."""
    for one in scheme.types:
        yield ("type", one.name, None, one.definition, one.example, one.key, one.colour)
        yield from _of_attributes(one.attributes)
    for link in scheme.links:
        yield ("link", link.name, None, link.definition, None, None, None)
        yield from _of_attributes(link.attributes)
    yield from _of_attributes(scheme.actor_attributes)


def _of_attributes(attributes: Iterable[AttributeType]) -> Iterator[Row]:
    for one in attributes:
        yield ("attribute", one.name, one.on, one.definition, None, None, None)
        for value in one.explained:
            words = (value.definition or None, value.example or None)
            yield ("value", value.name, f"{one.on}.{one.name}", *words, None, None)

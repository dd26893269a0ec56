"""Tables that came back, matched with the project: changes of fields, layers of edited marks.

An article with an edited mark comes whole, as a layer beside the one it was exported from, so that
both can be compared and settled; where nothing was edited nothing comes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from annotator.language import tr, trn
from annotator.model.bundle import Bundle, Content
from annotator.model.ids import derived_id, has_our_form
from annotator.model.layer import Layer, LayerKind
from annotator.model.span import How, Owner
from annotator.model.statement import statements_among
from annotator.project.importing.edited.cells import is_same, plain
from annotator.project.importing.edited.fields import article_changes
from annotator.project.importing.edited.kept_rows import KeptRows
from annotator.project.importing.edited.marks import MarkEdits, any_changed
from annotator.project.importing.edited.not_taken import (
    columns_of_others,
    own_columns,
    without_failed,
)
from annotator.project.importing.edited.notes import EditedNotes
from annotator.project.importing.edited.people import EditedActors
from annotator.project.importing.edited.rows import EditedRow, Noticed, columns_of, rows_of
from annotator.project.importing.edited.standing import Derived, EditedRegions, StandingTables
from annotator.project.importing.parsing import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.model.bundle import EditedTable
    from annotator.model.changes import Change
    from annotator.model.span import Link, Span
    from annotator.project.context import PlanContext
    from annotator.project.importing.edited.rows import ChangedCell
    from annotator.store.read import Reader
    from annotator.work import Watch

_CHUNK = 50
_ASKED_TOGETHER = 500
"""So many rows take some milliseconds to look up, and no memory worth the name."""


@dataclass(slots=True)
class EditedSource:
    """What came of the tables of one source."""

    bundle: Bundle
    changes: tuple[Change, ...] = ()
    cells: tuple[ChangedCell, ...] = ()
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()


def matched(bundle: Bundle, reader: Reader, context: PlanContext, watch: Watch) -> EditedSource:
    """Give what somebody edited in the tables of a bundle."""
    work = _Match(bundle, reader, context)
    work.go_through(watch)
    return work.found()


def are_here(articles: EditedTable, reader: Reader) -> bool:
    """Say whether an article that a table names is in the project."""
    here, at = {*reader.article_ids()}, articles.headers.index("article_id")
    return any(plain(cells[at]) in here for _, cells in articles.rows())


@dataclass(slots=True)
class _Edits:
    """The marks of one layer on the articles in which one was edited."""

    layer: Layer
    contents: list[tuple[Content, list[Span], list[Link]]] = field(default_factory=list)

    def sum(self) -> str:
        said = hashlib.sha256()
        for _, spans, links in self.contents:
            whom = [one.actor_id for one in spans]
            values = [(one.id, one.type, sorted(one.attributes.items())) for one in spans]
            ties = [(one.id, sorted(one.attributes.items())) for one in links]
            said.update(repr((whom, values, ties)).encode("utf-8", "surrogatepass"))
        return said.hexdigest()


class _Match:
    """Goes through the articles that the tables name."""

    def __init__(self, bundle: Bundle, reader: Reader, context: PlanContext) -> None:
        self._noticed = noticed = Noticed(bundle.source)
        bundle = replace(bundle, tables=without_failed(bundle.tables, noticed))
        self._bundle, self._reader, self._context = bundle, reader, context
        self._own = columns_of("meta_", reader.own_field_names())
        self._changes: list[Change] = []
        self._n_known = 0
        self._edits: dict[str, _Edits] = {}
        self._unnamed = {one: one for one in reader.article_ids()}
        self._named: list[str] = []
        self._articles = self._by_id("articles", "article_id")
        self._spans = self._by_id("spans", "span_id")
        self._statements = self._by_id("statements", "statement_id")
        self._links = self._by_id("links", "link_id")
        self._actors = EditedActors(bundle.tables, context, noticed)
        actors = self._actors.take()
        self._marks = MarkEdits(context.scheme, actors, noticed)
        self._derived = Derived(context.actors)
        self._ends = KeptRows("statement_actors", "statement_id")
        for row in rows_of(bundle.tables, "statement_actors", "statement_id"):
            self._ends.add(row, row.id)
        self._regions = EditedRegions(bundle.tables, context, noticed)
        for row in rows_of(bundle.tables, "regions", "article_id"):
            self._name(row, row.id)
        notes, new = self._note_rows()
        self._notes = EditedNotes(notes, new, context, noticed)

    def _note_rows(self) -> tuple[KeptRows, list[EditedRow]]:
        """Give the rows by their ids, and those without one of ours."""
        found, new = KeptRows("notes", "note_id"), list[EditedRow]()
        rows = rows_of(self._bundle.tables, "notes", "note_id")
        while some := [*islice(rows, _ASKED_TOGETHER)]:
            known = self._reader.known_ids("note", (row.id for row in some if row.id))
            for row in some:
                uid = row.id
                self._name(row, uid)
                if not (uid in known or has_our_form(uid)):
                    new.append(row)
                elif not found.add_first(row, uid):
                    self._noticed.is_twice(row)
        return found, new

    def _by_id(self, table: str, key: str) -> KeptRows:
        found = KeptRows(table, key)
        for row in rows_of(self._bundle.tables, table, key):
            uid = row.id
            if not uid:
                self._noticed.refuse(row, _no_new_rows(table))
            elif found.add_first(row, uid):
                self._name(row, uid)
            else:
                self._noticed.is_twice(row)
        return found

    def _name(self, row: EditedRow, uid: str) -> None:
        """Note which article a row is of, if it is here: they are gone through in that order."""
        is_article = row.table == "articles"
        here = self._unnamed.pop(uid if is_article else row.cells.get("article_id", ""), None)
        if here is not None:
            self._named.append(here)
        elif is_article:
            self._noticed.is_unknown(row)

    def go_through(self, watch: Watch) -> None:
        """Compare all rows with what is here."""
        wanted, ids = self._notes.owners, self._named
        every = chain(ids, self._unnamed)
        seen = dict.fromkeys((one for one in every if one in wanted), Owner.ARTICLE)
        for n in range(0, len(ids), _CHUNK):
            watch.cancel.check()
            watch.progress(n, len(ids), tr("article"))
            for content in self._reader.content_chunk(ids[n : n + _CHUNK], None):
                self._content(content, seen)
        for table, rows in (("spans", self._spans), ("links", self._links)):
            self._noticed.nobody_asked_for(table, rows)
        seen |= dict.fromkeys((one.id for one in self._context.actors.every()), Owner.ACTOR)
        self._notes.take(self._reader.notes_beside())
        self._notes.finish(seen)
        self._regions.finish()
        standing = StandingTables(self._bundle.tables, self._context, self._noticed)
        standing.layers(self._context.layers)
        standing.decisions(self._reader.decisions)
        standing.scheme(self._context.scheme)

    def _content(self, content: Content, seen: dict[str, Owner]) -> None:
        self._n_known += 1
        article, notes = content.article, content.notes
        row = self._articles.get(article.id)
        if row is not None:
            self._changes += article_changes(row, article, self._own, self._noticed)
            self._states(row, content)
        self._regions.take(content)
        self._notes.take(notes)
        self._notes.in_cell(row, (Owner.ARTICLE, article.id), notes)
        for layer in self._context.layers:
            self._layer(layer, content, seen)

    def _states(self, row: EditedRow, content: Content) -> None:
        known = {str(one) for one in content.states.values()}
        for column, cell in row.cells.items():
            is_state = column == "state" or column.startswith("state_")
            if is_state and plain(cell) and plain(cell).casefold() not in known:
                why = tr("“{column}” is said by its coder, not by a table: it stays.",
                         column=column)  # fmt: skip
                self._noticed.refuse(row, why)

    def _layer(self, layer: Layer, content: Content, seen: dict[str, Owner]) -> None:
        spans = [one for one in content.spans if one.layer_id == layer.id]
        links = [one for one in content.links if one.layer_id == layer.id]
        if wanted := self._notes.owners:
            seen.update((one.id, Owner.SPAN) for one in spans if one.id in wanted)
            seen.update((one.id, Owner.LINK) for one in links if one.id in wanted)
        stances: dict[str, EditedRow] = {}
        for one in statements_among(spans, links, self._context.scheme):
            self._derived.ends(self._ends.every(one.claim.id), one)
            row = self._statements.get(one.claim.id)
            if row is not None:
                self._derived.statement(row, one)
                if len(one.targets) == 1:
                    stances[one.targets[0].link.id] = row
        after = [self._span(one, content) for one in spans]
        tied = [self._link(one, content, stances.get(one.id)) for one in links]
        if any_changed((*spans, *links), (*after, *tied)):
            edits = self._edits.setdefault(layer.id, _Edits(layer))
            edits.contents.append((content, after, tied))

    def _span(self, span: Span, content: Content) -> Span:
        row, statement = self._spans.get(span.id), self._statements.get(span.id)
        if row is None and statement is None:
            return span
        self._notes.in_cell(row or statement, (Owner.SPAN, span.id), content.notes)
        if row is not None and statement is not None:
            said = statement.get("note")
            self._noticed.n_beside += said is not None and not is_same(
                said, row.get("note") or said
            )
        return self._marks.span(row, statement, span)

    def _link(self, link: Link, content: Content, statement: EditedRow | None) -> Link:
        row, after = self._links.get(link.id), link
        if row is not None:
            self._notes.in_cell(row, (Owner.LINK, link.id), content.notes)
            after = self._marks.link(row, link)
        if statement is not None and after == link:
            after = self._marks.stance(statement, link)
        return after

    def is_of_another_project(self) -> bool:
        """Say whether nothing that the tables name is here."""
        n = sum(n for n, _ in self._noticed.unknown.values())
        return n > 0 and not self._n_known and not self._actors.n_known

    # --- what came of it ------------------------------------------------------------------------

    def found(self) -> EditedSource:
        """Give all of it."""
        several = len(self._edits) > 1
        parts = [self._brought(one, several=several) for one in self._edits.values()]
        by_article: dict[str, Content] = {}
        for _, contents in parts:
            for one in contents:
                before = by_article.get(one.article.id)
                by_article[one.article.id] = one if before is None else _joined(before, one)
        layers = tuple(layer for layer, _ in parts)
        bundle = replace(
            self._bundle, contents=tuple(by_article.values()), layers=layers, tables={}, scheme=None
        )
        noticed = self._noticed
        changes = (
            *(*self._changes, *self._actors.changes, *self._regions.changes, *self._notes.changes),
        )
        if self.is_of_another_project():
            changes = ()
            noticed.cells.clear()
            noticed.refused.clear()
            why = tr("Nothing that it names is here, nor are the texts: it is another project’s.")
            noticed.refused.append(Refused(noticed.source, why))
        return EditedSource(
            bundle,
            changes,
            tuple(noticed.cells),
            tuple(noticed.refused),
            tuple(self._said()),
        )

    def _said(self) -> Iterator[str]:
        n, name = len(self._noticed.cells), self._bundle.source
        if self.is_of_another_project():
            return
        words = trn("{name}: {n} cell was edited.", "{name}: {n} cells were edited.", n, name=name)
        yield words if n else tr("{name}: nothing in it was edited.", name=name)
        if self._noticed.n_beside:
            yield trn(
                "{name}: {n} cell differs from the table of notes, or from an id: these hold.",
                "{name}: {n} cells differ from the table of notes, or from ids: these hold.",
                self._noticed.n_beside,
                name=name,
            )
        yield from self._derived.said(name)
        actors = (one.attributes for one in self._context.actors.every())
        own = own_columns(self._own, actors)
        yield from columns_of_others(name, self._bundle.tables, self._context.scheme, own)
        for table, (number, first) in self._noticed.unknown.items():
            yield trn(
                "{name}: {n} row of “{table}” is of nothing that is here: row {first}.",
                "{name}: {n} rows of “{table}” are of nothing that is here, the first is row "
                "{first}.",
                number,
                name=name,
                table=table,
                first=first,
            )

    def _brought(self, edits: _Edits, *, several: bool) -> tuple[Layer, list[Content]]:
        source, origin = self._bundle.source, edits.layer
        name = f"{source} – {origin.name}" if several else source
        layer_id = derived_id(origin.id, "edited", edits.sum())
        layer = Layer(layer_id, LayerKind.IMPORT, name, origin="import")
        return layer, [_copy(layer_id, origin.id, *one) for one in edits.contents]


def _no_new_rows(table: str) -> str:
    """Say why a row without an id makes nothing new."""
    if table == "articles":
        return tr("A row makes no new article: import its text.")
    return tr("A row makes no new mark: marks are made where the text is read, on the page.")


def _copy(
    layer_id: str, of: str, content: Content, spans: Sequence[Span], links: Sequence[Link]
) -> Content:
    """Give the marks of a layer as those of another; each names the one it was."""
    ids = {one.id: derived_id(one.id, layer_id) for one in spans}
    state = content.states.get(of)
    return Content(
        content.article,
        states={} if state is None else {layer_id: state},
        spans=tuple(
            replace(one, id=ids[one.id], layer_id=layer_id, how=How.IMPORT, source_id=one.id)
            for one in spans
        ),
        links=tuple(
            replace(
                one,
                id=derived_id(one.id, layer_id),
                layer_id=layer_id,
                source_id=ids[one.source_id],
                target_id=ids[one.target_id],
            )
            for one in links
        ),
    )


def _joined(left: Content, right: Content) -> Content:
    return replace(
        left,
        states={**left.states, **right.states},
        spans=(*left.spans, *right.spans),
        links=(*left.links, *right.links),
    )

"""Bringing in: what a format read becomes one step of the project.

Articles are matched by the sha256 of their text: a known one is not brought in again. Rows that
are here already are never overwritten by rows from outside.
"""

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from annotator.model.actor import Actor
from annotator.model.article import (
    GROUP_WHY,
    MASTHEAD_FIELDS,
    PROPOSED,
    Article,
    ArticleFields,
    Json,
    Origin,
    Region,
)
from annotator.model.bundle import Bundle, Content
from annotator.model.changes import (
    Blocks,
    Change,
    ChangesToCome,
    ChangeSummary,
    NewRows,
    Step,
    differences,
)
from annotator.model.fast_values import fast_replacer
from annotator.model.layer import Layer, LayerKind, Progress, State
from annotator.model.named import NamedKind, NamedSet
from annotator.model.rows import ARTICLE, added, added_marks, changed, rows_of
from annotator.model.scheme_edits.renaming import our_names, renamed
from annotator.model.scheme_edits.widening import widened
from annotator.model.scheme_file import checked
from annotator.model.span import Decision, How, Link, Note, Owner, Span
from annotator.project.acts.samples import free_name
from annotator.project.acts.shared import step_of
from annotator.project.context import PlanContext
from annotator.project.importing.groups import Groups
from annotator.spool import SpooledRows, SpooledTexts

_PROPOSED = (*MASTHEAD_FIELDS, "meta")
"""What proposals may say of an article."""
_proposed = attrgetter(*_PROPOSED)
_layer_of = attrgetter("layer_id")
_come_in = fast_replacer(Article, "id", "imported_at", "number", *_PROPOSED)

_SPAN_HERE = ("id", "article_id", "layer_id", "how")
_span_here, _span_places = fast_replacer(Span, *_SPAN_HERE), attrgetter(*_SPAN_HERE)
_LINK_HERE = ("id", "article_id", "layer_id", "source_id", "target_id")
_link_here, _link_places = fast_replacer(Link, *_LINK_HERE), attrgetter(*_LINK_HERE)

Tie: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ExistingContent:
    """What the project has already, as far as an import asks.

    `known_ids` answers which of some ids a table holds; `article_ids` is by sha256 of the text.
    `ties` gives an article's links as (type, from, to), `decided` what layers have decided about,
    as (subject, layer): there may be no second of these, whatever its id. `brought` gives, for an
    article and a layer, the spans by their ids and by those they had where they came from.
    `last_number` is that of the article that came in last, `named` what is kept under names,
    `entry` gives an article without its text.
    """

    article_ids: Mapping[str, str]
    known_ids: Callable[[str, Collection[str]], set[str]]
    progress: Callable[[str], Mapping[str, State]]
    ties: Callable[[str], set[Tie]]
    decided: Callable[[], set[tuple[str, str]]]
    brought: Callable[[str, str], Mapping[str, str]]
    last_number: int = 0
    named: Callable[[], Collection[NamedSet]] = tuple
    entry: Callable[[str], ArticleFields] | None = None


class ImportedArticle(NamedTuple):
    """Which article came of a source, or of one row of it; `is_new` = it was not here before.

    `near` is the id of the one that it is nearly the same as.
    """

    source: str
    row: int | None
    article_id: str
    is_new: bool
    title: str
    date: str | None
    outlet: str
    near: str | None = None


def _none_yet() -> SpooledRows[ImportedArticle]:
    return SpooledRows(ImportedArticle)


@dataclass(slots=True)
class ImportCounts:
    """How many of what an import brings, and which articles: `n_new` were not here before.

    `layers` are those that spans came in on, as they came.
    """

    articles: SpooledRows[ImportedArticle] = field(default_factory=_none_yet)
    n_new: int = 0
    n_spans: int = 0
    n_links: int = 0
    n_actors: int = 0
    layers: dict[str, None] = field(default_factory=dict)

    def begin(self) -> None:
        """Count articles and marks anew."""
        self.articles = _none_yet()
        self.n_new = self.n_spans = self.n_links = 0
        self.layers.clear()

    def add_spans(self, spans: Collection[Span]) -> None:
        """Note spans that come in."""
        self.n_spans += len(spans)
        self.layers.update(dict.fromkeys(map(_layer_of, spans)))

    def add(
        self,
        bundle: Bundle,
        content: Content,
        article: Article,
        *,
        is_new: bool,
        near: str | None = None,
    ) -> None:
        """Note what became of one content of a bundle."""
        source = bundle.source or article.source
        shown = (article.title, article.date, article.outlet, near)
        self.articles.add(source, content.row, article.id, is_new, *shown)
        self.n_new += is_new


def plan_take_over(context: PlanContext, bundle: Bundle) -> tuple[Step, ImportCounts]:
    """Give the step that fills an empty project with a bundle as it is, ids, scheme and all.

    Where the articles of the bundle are read bit by bit, they are planned while the step is
    written: the counts and the step's arguments are whole only then.
    """
    counts = ImportCounts(n_actors=len(bundle.actors))
    args: dict[str, Json] = {"took_over": True}
    texts: dict[str, str] = {}
    versions = [one for one in (*bundle.older_schemes[::-1], bundle.scheme) if one is not None]
    scheme = differences(rows_of(context.scheme), rows_of(*versions)) if versions else ()
    head = (*scheme, *added(*bundle.layers, *bundle.actors))

    named = [_dated(context, one) for one in bundle.named]

    def read() -> Iterator[Change | NewRows]:
        counts.begin()
        yield from head
        for content in bundle.contents:
            texts[content.article.sha256] = content.article.text
            counts.add(bundle, content, content.article, is_new=True)
            counts.add_spans(content.spans)
            counts.n_links += len(content.links)
            yield from _content_changes(content, len(counts.articles))
        yield from added(*bundle.notes, *bundle.decisions, *named)
        args.update(n=counts.n_new, spans=counts.n_spans)

    facts = {"project_id": bundle.project_id, "title": bundle.project_title}
    changes: tuple[Change, ...] | Blocks
    if isinstance(bundle.contents, tuple):
        coming = ChangesToCome()
        for part in read():
            coming.add((part,))
        changes = coming.behind()
    else:
        changes = Blocks(read, ChangeSummary(1, of_context=head), texts)
    step = step_of(context, "import", ())
    return replace(step, changes=changes, args=args, facts=facts, texts=texts), counts


def _dated(context: PlanContext, named: NamedSet) -> NamedSet:
    """Give what came under a name as made now: a file does not say when and by whom.

    A recipe is nobody's of here: before it writes to its place that is asked about.
    """
    by = "" if named.kind is NamedKind.RECIPE else context.coder.id
    return replace(named, by=by, created=context.now())


def _content_changes(content: Content, number: int) -> tuple[Change | NewRows, ...]:
    article = replace(content.article, number=number)
    at = article.imported_at or "1970-01-01T00:00:00Z"
    states = (Progress(one, article.id, state, at) for one, state in content.states.items())
    marks = added_marks(content.spans, content.links)
    said = added(*content.notes, *content.decisions)
    return (*added(article, *states, *content.regions), *marks, *said)


# --- into a project that has something --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportTarget:
    """Where marks go: to an import layer of this name, else to their own layers.

    Those of other coders come in frozen, unless it is wished otherwise.
    """

    layer_name: str | None = None
    frozen: bool = True


def plan_bring_in(
    context: PlanContext, bundles: Iterable[Bundle], here: ExistingContent, target: ImportTarget
) -> tuple[Step, ImportCounts]:
    """Give the one step that brings bundles in beside what is there.

    What the scheme lacks is added to it.
    """
    every = tuple(bundles)
    plan = _Plan(context, here, target, remembers=len(every) > 1)
    plan.groups.look(every, here.article_ids)
    for bundle in every:
        plan.add(bundle)
    return plan.step(), plan.counts


class _Plan:
    """An import while it is being planned."""

    def __init__(
        self, context: PlanContext, here: ExistingContent, target: ImportTarget, *, remembers: bool
    ) -> None:
        # What came with an earlier bundle of this import; of a single one nothing is asked again.
        self._remembers = remembers
        self._coming: dict[str, set[str]] = {}
        self._named_ids: dict[str, str] = {}
        self._ties: dict[str, set[Tie]] = {}
        self.groups = Groups()
        self.context = context
        self.here = here
        self.counts = ImportCounts()
        self.changes = ChangesToCome()
        self.texts = SpooledTexts()
        self.scheme = context.scheme
        self._brings_scheme = False
        self.layer_name = target.layer_name
        self.freezes = target.frozen
        self.layers = {layer.id: layer for layer in context.layers}
        self.actors = {actor.id for actor in context.actors.every()}
        self._now = context.now()
        self.articles = dict(here.article_ids)
        self.known_articles = frozenset(here.article_ids.values())
        self._named: Layer | None = None
        # What came under names, and what the articles of a source are called here.
        self._came: list[NamedSet] = []
        self._ids_here: dict[str, str] = {}

    def add(self, bundle: Bundle) -> None:
        types: Mapping[str, str] = {}
        links: Mapping[str, str] = {}
        if bundle.scheme is not None:
            types, links = our_names(self.scheme, bundle.scheme)
            self.scheme = widened(self.scheme, renamed(bundle.scheme, types, links))
            self._brings_scheme |= bundle.is_scheme_alone()
        layer_ids = {layer.id: self._layer(layer) for layer in bundle.layers}
        if bundle.actors:
            self._actors(bundle.actors)
        for content in bundle.contents:
            self._content(bundle, _called(content, types, links), layer_ids)
        if bundle.notes:
            self._notes_beside(bundle.notes)
        self._decisions(bundle.decisions, layer_ids)
        if bundle.named:
            self._names(bundle.named)

    def _actors(self, actors: Iterable[Actor]) -> None:
        fresh = [actor for actor in actors if actor.id not in self.actors]
        self.changes.add(added(*fresh))
        self.actors.update(actor.id for actor in fresh)
        self.counts.n_actors += len(fresh)

    def _names(self, every: Collection[NamedSet]) -> None:
        """Bring in what is kept under names, sets of articles only whole.

        A name that is taken here gets a number.
        """
        whole = [one for one in every if self._ids_here.keys() >= {*one.members}]
        for one in [each for each in whole if not each.id]:
            whole.remove(one)
            self._found(one)
        known = self._known("named", [one.id for one in whole])
        for one in whole:
            if one.id in known:
                continue
            taken = (*self.here.named(), *self._came)
            name = free_name([each for each in taken if each.kind is one.kind], one.name)
            members = tuple(self._ids_here[each] for each in one.members)
            self._came.append(_dated(self.context, replace(one, name=name, members=members)))
            self.changes.add(added(self._came[-1]))

    def _found(self, coming: NamedSet) -> None:
        """Keep what this import found, as what the columns became, instead of what was kept."""
        if not (self.counts.n_new or self.counts.n_spans):
            return
        taken = (*self._came, *self.here.named())
        before = next(
            (one for one in taken if (one.kind, one.name) == (coming.kind, coming.name)), None
        )
        if before is not None and before.body == coming.body:
            return
        if before in self._came:
            return
        made = replace(coming, id=before.id if before else self.context.new_id())
        self._came.append(_dated(self.context, made))
        self.changes.add(changed(before, self._came[-1]))

    def _layer(self, layer: Layer) -> str:
        if self.layer_name is not None:
            return self._named_layer(self.layer_name)
        if layer.id in self.layers:
            return layer.id
        mine = layer.coder_id == self.context.coder.id
        frozen = self.freezes and layer.kind is LayerKind.PERSON and not mine
        coming = replace(layer, frozen=frozen, origin=layer.origin or "import")
        self.layers[layer.id] = coming
        self.changes.add(added(coming))
        return layer.id

    def _named_layer(self, name: str) -> str:
        if self._named is None:
            existing = [one for one in self.layers.values() if one.name == name and not one.frozen]
            if existing:
                self._named = existing[0]
            else:
                self._named = Layer(self.context.new_id(), LayerKind.IMPORT, name, origin="import")
                self.layers[self._named.id] = self._named
                self.changes.add(added(self._named))
        return self._named.id

    def _content(self, bundle: Bundle, content: Content, layer_ids: Mapping[str, str]) -> None:
        known = self.articles.get(content.article.sha256)
        is_new = known is None
        if known is None:
            article = self._article(content)
        else:
            article = replace(with_proposed_fields(content.article, content), id=known)
        self._ids_here[content.article.id] = article.id
        near = self.articles.get(content.near.sha256) if is_new and content.near else None
        self.counts.add(bundle, content, article, is_new=is_new, near=near)
        if content.states:
            self._states(content, article.id, layer_ids)
        if content.has_marks():
            self._marks(content, article.id, layer_ids)

    def _known(self, table: str, ids: Collection[str], *, ask: bool = True) -> set[str]:
        """Give which of some ids are here, or came with an earlier bundle."""
        found = self.here.known_ids(table, ids) if ask and ids else set()
        if self._remembers:
            coming = self._coming.setdefault(table, set())
            found |= coming.intersection(ids)
            coming.update(ids)
        return found

    def _article(self, content: Content) -> Article:
        article = content.article
        is_taken = not article.id or self._known("article", [article.id])
        values, old = _proposed_values(article, content), _proposed(article)
        article = _come_in(
            article,
            self.context.new_id() if is_taken else article.id,
            article.imported_at or self._now,
            self.here.last_number + len(self.texts) + 1,
            *(map(values.get, _PROPOSED, old) if values else old),
        )
        article = self._grouped(article, content)
        self.articles[article.sha256] = article.id
        self.texts[article.sha256] = article.text
        new_id, of = self.context.new_id, article.id
        regions = [self._region(region, of) for region in content.regions]
        regions += [
            Region(new_id(), of, one.type, one.at, Origin.PROPOSED, "regions")
            for one in content.proposed_regions
        ]
        self.changes.add(added(article, *regions))
        return article

    def _grouped(self, article: Article, content: Content) -> Article:
        """Give an article with the id of its group: that of the first article in it."""
        first = self.groups.first_of(article.sha256)
        if first is None or article.group_id is not None:
            return article
        if first == article.sha256:
            self.groups.call(first, article.id)
            return replace(article, group_id=article.id)
        group_id = self.groups.id_of(first) or self._begin_group(first)
        why = "" if content.near is None else content.near.share
        return replace(article, group_id=group_id, meta={**article.meta, GROUP_WHY: why})

    def _begin_group(self, first: str) -> str:
        """Give the id of the group of an article that is here; a new group begins with it."""
        article_id = self.articles[first]
        entry = None if self.here.entry is None else self.here.entry(article_id)
        group_id = article_id if entry is None else entry.group_id or article_id
        if entry is not None and entry.group_id is None:
            after = replace(entry, group_id=group_id)
            self.changes.add(differences([ARTICLE.row(entry)], [ARTICLE.row(after)]))
        self.groups.call(first, group_id)
        return group_id

    def _region(self, region: Region, article_id: str) -> Region:
        taken = self._known("region", [region.id])
        return replace(
            region, id=self.context.new_id() if taken else region.id, article_id=article_id
        )

    def _states(self, content: Content, article_id: str, layer_ids: Mapping[str, str]) -> None:
        if self.layer_name is not None:
            return
        is_known = article_id in self.known_articles
        here = self.here.progress(article_id) if is_known else {}
        for layer_id, state in content.states.items():
            mapped = layer_ids.get(layer_id)
            if mapped is None or self._known("progress", [f"{mapped} {article_id}"], ask=False):
                continue
            if mapped not in here:
                row = Progress(mapped, article_id, state, self.context.now())
                self.changes.add(added(row))

    def _marks(self, content: Content, article_id: str, layer_ids: Mapping[str, str]) -> None:
        known = self._known("span", [span.id for span in content.spans])
        here = self._brought(article_id)
        ids = self._span_ids(content.spans, known, here)
        coming: list[Span] = []
        for span in content.spans:
            if span.id in here or (span.id in known and self.layer_name is None):
                continue
            if self.layer_name is not None and span.id in known:
                span = replace(span, source_id=span.id)
            how = span.how if self.layer_name is None else How.IMPORT
            layer_id = layer_ids[span.layer_id]
            place = (ids[span.id], article_id, layer_id, how)
            brought = span if place == _span_places(span) else _span_here(span, *place)
            coming.append(brought)
            if self._remembers and self.layer_name is not None:
                self._named_ids[span.id] = brought.id
        self.counts.add_spans(coming)
        self.changes.add(added_marks(coming, ()))
        self._links(content.links, ids, article_id, layer_ids)
        self._notes(content.notes, ids, article_id)
        self._decisions(content.decisions, layer_ids)

    def _brought(self, article_id: str) -> Mapping[str, str]:
        """Give what an earlier import has put on the named layer: it is not put there again."""
        if self._named is None:
            return {}
        is_known = article_id in self.known_articles
        here = self.here.brought(article_id, self._named.id) if is_known else {}
        return ChainMap(self._named_ids, dict(here))

    def _span_ids(
        self, spans: Iterable[Span], known: set[str], here: Mapping[str, str]
    ) -> dict[str, str]:
        if self.layer_name is None:
            return {span.id: span.id for span in spans}
        return {
            span.id: here.get(span.id) or (self.context.new_id() if span.id in known else span.id)
            for span in spans
        }

    def _links(
        self,
        links: Iterable[Link],
        ids: Mapping[str, str],
        article_id: str,
        layer_ids: Mapping[str, str],
    ) -> None:
        links = tuple(links)
        known = self._known("link", [link.id for link in links])
        is_known = bool(links) and article_id in self.known_articles
        ties = self._ties.get(article_id)
        if ties is None:
            ties = self.here.ties(article_id) if is_known else set()
            if self._remembers:
                self._ties[article_id] = ties
        coming: list[Link] = []
        for link in links:
            tie = (link.type, ids[link.source_id], ids[link.target_id])
            if tie in ties or (link.id in known and self.layer_name is None):
                continue
            ties.add(tie)
            link_id = self.context.new_id() if link.id in known else link.id
            layer_id, ends = layer_ids[link.layer_id], (tie[1], tie[2])
            here = (link_id, article_id, layer_id, *ends)
            coming.append(link if here == _link_places(link) else _link_here(link, *here))
        self.counts.n_links += len(coming)
        self.changes.add(added_marks((), coming))

    def _notes(self, notes: Iterable[Note], ids: Mapping[str, str], article_id: str) -> None:
        notes = tuple(notes)
        known = self._known("note", [note.id for note in notes])
        for note in notes:
            if note.id in known:
                continue
            owner = ids.get(note.owner_id, note.owner_id)
            if note.owner_kind is Owner.ARTICLE:
                owner = article_id
            self.changes.add(added(replace(note, owner_id=owner)))

    def _notes_beside(self, notes: tuple[Note, ...]) -> None:
        """Bring in notes on actors and the scheme."""
        known = self._known("note", [one.id for one in notes])
        self.changes.add(added(*(one for one in notes if one.id not in known)))

    def _decisions(self, decisions: Iterable[Decision], layer_ids: Mapping[str, str]) -> None:
        decisions = tuple(decisions)
        if self.layer_name is not None or not decisions:
            return
        known = self._known("decision", [one.id for one in decisions])
        decided = self.here.decided()
        for one in decisions:
            is_new = one.id not in known and (one.subject, one.layer_id) not in decided
            if is_new and one.layer_id in layer_ids:
                self.changes.add(added(one))

    def step(self) -> Step:
        scheme: tuple[Change, ...] = ()
        if (self.changes or self._brings_scheme) and self.scheme != self.context.scheme:
            version, now = self.context.scheme.version + 1, self.context.now()
            coming = checked(replace(self.scheme, version=version, created=now))
            scheme = tuple(added(coming))
        n = {"n": self.counts.n_new, "spans": self.counts.n_spans}
        if scheme and not self.changes:
            n["types"] = len(self.scheme.types) - len(self.context.scheme.types)
        step = step_of(self.context, "import", (), **n)
        return replace(step, changes=self.changes.behind(*scheme), texts=self.texts)


def with_proposed_fields(article: Article, content: Content) -> Article:
    """Put proposed values into their columns, and where they come from into `meta`."""
    values = _proposed_values(article, content)
    return replace(article, **values) if values else article


def _proposed_values(article: Article, content: Content) -> dict[str, Any]:
    """Give what proposals make of an article: by its attributes, what stays as it is left out."""
    if not content.proposed_fields:
        return {}
    places: dict[str, Json] = {}
    values: dict[str, Any] = {}
    own: dict[str, Json] = {}
    for one in content.proposed_fields:
        if one.field not in places and one.field not in content.given:
            places[one.field] = one.as_json()
            (values if one.field in MASTHEAD_FIELDS else own)[one.field] = one.value
    values["meta"] = {**article.meta, **own, **({PROPOSED: places} if places else {})}
    return values


def _called(content: Content, types: Mapping[str, str], links: Mapping[str, str]) -> Content:
    if not types and not links:
        return content
    return replace(
        content,
        spans=tuple(replace(one, type=types.get(one.type, one.type)) for one in content.spans),
        links=tuple(replace(one, type=links.get(one.type, one.type)) for one in content.links),
    )

"""The rows that `annotator list` prints, with the keys others rely on."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model import fields
from annotator.model.article import Json
from annotator.model.fields import Entity
from annotator.model.records import Key, RecordForm
from annotator.model.span import Link, Span, confirmed_versions
from annotator.model.statement import Statement, holders
from annotator.project import Project
from annotator.project.acts.actors import find_actor
from annotator.project.article_rows import NOT_SET, Row, article_rows, check_keys, fits
from annotator.project.step_names import step_name
from annotator.text.likeness import fold
from annotator.text.words import shortened


def rows_of(
    project: Project, what: str, coder: str | None = None
) -> tuple[Iterator[Row], tuple[str, ...]]:
    """Give a stream of the rows of one kind and the columns that a terminal shows of them.

    What is to be looked at again is that of one `coder`, if one is named.
    """
    make, columns = _KINDS[what]
    return iter(_look_again(project, coder) if what == "look-again" else make(project)), columns


def of_articles(rows: Iterator[Row], what: str, article_ids: Collection[str]) -> Iterator[Row]:
    """Give the rows that are in some articles; those that are in none (layers, steps) stay."""
    known, key = set(article_ids), "id" if what == "articles" else "article"
    return (row for row in rows if key not in row or row[key] in known)


def chosen(
    project: Project, rows: Iterator[Row], wanted: Sequence[tuple[str, str]]
) -> Iterator[Row]:
    """Give those of the rows that fit all conditions; raises `WrongUse` for what they lack."""
    first = next(rows, None)
    if first is None:
        return rows
    check_keys(first, wanted)
    pairs = [by_id(project, *pair) for pair in wanted]
    return (row for row in chain([first], rows) if all(fits(row, *pair) for pair in pairs))


def in_order(rows: Iterator[Row], key: str) -> Iterator[Row]:
    """Give the rows by what stands at a key, where nothing stands last; raises `WrongUse`.

    Numbers go by size, words as they are called by, whatever their capitals and accents; rows of
    which both say the same stay in their order.
    """
    first = next(rows, None)
    if first is None:
        return rows
    check_keys(first, [(key, "")])
    return iter(sorted(chain([first], rows), key=lambda row: _rank(row[key])))


def _rank(value: Json) -> tuple[bool, bool, float, str]:
    is_number = isinstance(value, int | float)
    number = float(value) if isinstance(value, int | float) else 0.0
    words = "" if is_number or value is None else fold(str(value))
    return value in (None, ""), not is_number, number, words


def behind(rows: Iterator[Row], row_id: str) -> Iterator[Row]:
    """Give the rows behind the one of this id; raises `WrongUse` where there is none."""
    for row in rows:
        if row.get("id", next(iter(row.values()))) == row_id:
            return rows
    raise WrongUse(
        tr("There is no row “{id}” to go on behind.", id=shortened(row_id)),
        tr("Give the id of a row that is listed, as it stands in --json."),
    )


def by_id(project: Project, key: str, value: str) -> tuple[str, str]:
    """Give a condition with a layer, article or actor by its id, however it was named.

    Raises `WrongUse` where there is none of that name, or where two have it.
    """
    match key:
        case "layer":
            return key, project.layer(value).id
        case "article":
            return key, project.article_id(value)
        case "actor" if value not in NOT_SET:
            found = find_actor(project.context.actors, value)
            return key, value if found is None else found.id
    return key, value


def _form(entity: Entity, *more: Key) -> RecordForm:
    return RecordForm(entity, lambda one: one.in_list, *more)


_LAYER, _ACTOR = map(_form, (fields.LAYER, fields.ACTOR))
_REGION, _NOTE, _DECISION = map(_form, (fields.REGION, fields.NOTE, fields.DECISION))
_LINK = _form(fields.LINK, ("attributes", "attributes", dict))
_SPAN = _form(
    fields.SPAN,
    ("parts", "parts", lambda parts: [[one.start, one.end] for one in parts]),
    ("text", "text", lambda words: words()),
    ("attributes", "attributes", dict),
    ("actor_id", "actor", None),
)


def _row(form: RecordForm, value: object, behind: str, /, **more: Json) -> Row:
    """Give the row of a value with more that is no field of it, behind one of its keys."""
    row = form.record(value)
    names = [*row]
    at = names.index(behind) + 1
    return {name: row[name] for name in names[:at]} | more | {n: row[n] for n in names[at:]}


def _articles(project: Project) -> Iterable[Row]:
    return article_rows(project.articles(), project.samples())


def _layers(project: Project) -> Iterable[Row]:
    reader = project.reader
    for one in project.layers():
        n_spans = sum(reader.counts(one.id).values())
        yield _row(_LAYER, one, "coder", spans=n_spans, done=reader.n_done(one.id))


def _types(project: Project) -> Iterable[Row]:
    for one in project.scheme.types:
        attributes: Json = {each.name: list(each.values) for each in one.attributes}
        yield {
            "name": one.name,
            "key": one.key,
            "definition": one.definition,
            "label": one.label,
            "attributes": attributes,
        }


def _actors(project: Project) -> Iterable[Row]:
    counts = project.reader.actor_counts(None)
    for one in project.actors():
        roles: list[Json] = [
            {"role": r.role, "organisation": r.organisation_id, "from": r.since, "to": r.until}
            for r in one.roles
        ]
        names: list[Json] = [alias.name for alias in one.aliases]
        n_spans = counts.get(one.id, (0, 0))[1]
        yield _row(_ACTOR, one, "kind", aliases=names, roles=roles, spans=n_spans)


def _spans(project: Project) -> Iterable[Row]:
    coders = {layer.id: layer.coder_id for layer in project.layers()}
    for span in project.spans():
        yield span_row(span, coders.get(span.layer_id))


def span_row(span: Span, coder: str | None) -> Row:
    """Give the row of a span."""
    row = _SPAN.record(span) | {"confirmed": confirmed_versions(span)}
    tail = {name: row.pop(name) for name in ("confidence", "created", "changed")}
    return row | {"coder": coder} | tail


def _links(project: Project) -> Iterable[Row]:
    yield from map(link_row, project.links())


def link_row(link: Link) -> Row:
    """Give the row of a link."""
    return _LINK.record(link) | {"confirmed": confirmed_versions(link)}


def _statements(project: Project) -> Iterable[Row]:
    of_article = groupby(project.statements(), lambda one: one.claim.article_id)
    for _, some in of_article:
        every = [*some]
        held = holders(one.claim for one in every)
        yield from (statement_row(project, one, held.get(one.claim.id)) for one in every)


def statement_row(project: Project, one: Statement, inside: str | None) -> Row:
    """Give the row of a statement; `inside` is the claim that holds its own."""
    actors = project.context.actors
    said_by = [actors.get(span.actor_id) for span in one.speakers]
    return {
        "id": one.claim.id,
        "article": one.claim.article_id,
        "layer": one.claim.layer_id,
        "speaker": "; ".join(span.text() for span in one.speakers),
        "actors": [actor.name for actor in said_by if actor is not None],
        "cue": "; ".join(span.text() for span in one.cues),
        "directness": one.claim.attributes.get("directness"),
        "claim": one.claim.text(),
        "about": [
            {"text": target.span.text(), "stance": target.link.attributes.get("stance")}
            for target in one.targets
        ],
        "addressed_to": [span.text() for span in one.addressees],
        "inside": inside,
    }


def _regions(project: Project) -> Iterable[Row]:
    for page in project.pages():
        for one in page.regions:
            row = _REGION.record(one)
            yield row | {"id": row.pop("id")}


def _notes(project: Project) -> Iterable[Row]:
    for one in project.notes():
        row = _row(_NOTE, one.note, "about_id", article=one.article_id)
        said = {name: row.pop(name) for name in ("by", "at", "later")}
        yield row | {"answers": [*one.answers]} | said


def _passages(project: Project) -> Iterable[Row]:
    for one in project.all_passages():
        before, words, after = one.sentence or ("", one.words, "")
        where: Row = {"article": one.article_id, "layer": one.layer_id, "span": one.span_id}
        place: Row = {"type": one.type, "start": one.at.start, "end": one.at.end}
        said: Row = {"role": one.role, "before": before, "text": words, "after": after}
        yield {"actor": one.actor_id, **where, **place, **said}


def _look_alikes(project: Project) -> Iterable[Row]:
    words = {None: None, True: "same", False: "different"}
    for one in project.look_alikes():
        ids: Row = {"left": one.left.id, "right": one.right.id}
        names: Row = {"left_name": one.left.name, "right_name": one.right.name}
        yield {**ids, "why": str(one.why), "decided": words[one.decided], **names}


def _look_again(project: Project, coder: str | None = None) -> Iterable[Row]:
    for one in project.look_again(coder):
        yield {
            "item": one.item,
            "kind": one.kind,
            "layer": one.layer,
            "article": one.article,
            "attribute": one.attribute,
            "value": one.value,
            "version": one.version,
            "choices": list(one.choices),
        }


def _decisions(project: Project) -> Iterable[Row]:
    yield from map(_DECISION.record, project.reader.decisions())


def _rules(project: Project) -> Iterable[Row]:
    from annotator.project.suggesting.rules import rule_in_words

    learnt = project.learnt()
    for one in learnt.rules:
        cases: list[Json] = [
            {"article": case.article_id, "at": list(case.at), "speaks_for": case.speaks_for}
            for case in one.cases
        ]
        what = rule_in_words(one, project.context.actors)
        row: Row = {"id": one.id, "kind": str(one.kind), "what": what, "cases": cases}
        yield {**row, "on": one.id not in learnt.off}


def _searches(project: Project) -> Iterable[Row]:
    for one in project.searches():
        yield {"id": one.id, "name": one.name, "search": {**one.body}, "by": one.by}


def _recipes(project: Project) -> Iterable[Row]:
    for one in project.recipes():
        last = one.body.get("last")
        at = last.get("at") if isinstance(last, dict) else None
        said = {name: value for name, value in one.body.items() if name != "last"}
        where: Row = {"format": said.get("format"), "to": said.get("to")}
        yield {"id": one.id, "name": one.name, **where, "written": at, "recipe": said, "by": one.by}


def steps(project: Project) -> Iterable[Row]:
    """Give the rows of the history, the newest first."""
    for info in project.reader.steps():
        yield {
            "id": info.step.id,
            "number": info.step.number,
            "name": step_name(info.step),
            "by": info.step.by,
            "at": info.step.at,
            "state": info.state,
            "changes": info.n_changes,
            "label": info.label,
        }


_KINDS: Mapping[str, tuple[Callable[[Project], Iterable[Row]], tuple[str, ...]]] = {
    "articles": (_articles, ("number", "title", "outlet", "date", "state", "spans", "characters")),
    "layers": (_layers, ("id", "name", "layer_kind", "spans", "done")),
    "types": (_types, ("name", "key", "definition")),
    "actors": (_actors, ("id", "name", "kind", "aliases", "spans")),
    "spans": (_spans, ("id", "type", "parts", "attributes", "text")),
    "links": (_links, ("id", "type", "from", "to", "attributes")),
    "statements": (_statements, ("actors", "speaker", "cue", "directness", "claim")),
    "regions": (_regions, ("article", "type", "start", "end", "origin")),
    "notes": (_notes, ("about", "about_id", "text", "question", "by", "at")),
    "decisions": (_decisions, ("about", "about_id", "verdict", "by", "at")),
    "look-again": (_look_again, ("item", "attribute", "value", "version", "choices")),
    "passages": (_passages, ("actor", "role", "before", "text", "after")),
    "look-alikes": (_look_alikes, ("left_name", "right_name", "why", "decided")),
    "rules": (_rules, ("id", "kind", "what", "on")),
    "searches": (_searches, ("name", "search", "by")),
    "recipes": (_recipes, ("name", "format", "to", "written", "by")),
    "steps": (steps, ("number", "name", "state", "changes", "at", "label")),
}

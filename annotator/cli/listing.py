"""The rows that `annotator list` prints, with the keys others rely on."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.project.refer import find_actor
from annotator.project.step_names import step_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from annotator.model.actor import Actor
    from annotator.model.article import Json
    from annotator.model.span import Link, Span
    from annotator.model.statement import Statement
    from annotator.project import Project

Row = dict[str, "Json"]
NOT_SET = ("", "none")
"""What a condition says of a value that is not set."""


def rows_of(project: Project, what: str) -> tuple[Iterator[Row], tuple[str, ...]]:
    """Give a stream of the rows of one kind and the columns that a terminal shows of them."""
    make, columns = _KINDS[what]
    return iter(make(project)), columns


def chosen(
    project: Project, rows: Iterator[Row], wanted: Sequence[tuple[str, str]]
) -> Iterator[Row]:
    """Give those of the rows that fit all conditions; raises `WrongUse` for what they lack."""
    first = next(rows, None)
    if first is None:
        return rows
    for key, _ in wanted:
        if key.partition(".")[0] not in first:
            name = key.partition(".")[0]
            raise WrongUse(f"These rows have no “{name}”.", f"They have: {', '.join(first)}.")
    pairs = [by_id(project, *pair) for pair in wanted]
    return (row for row in chain([first], rows) if all(fits(row, *pair) for pair in pairs))


def fits(row: Mapping[str, Json], key: str, value: str) -> bool:
    """Say whether a row has this value under this key; a list fits if one of it does.

    "" and "none" fit what is not set; a dotted key looks inside (attributes.directness).
    """
    found: Json = dict(row)
    for step in key.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    if found is None or found == "":
        return value in NOT_SET
    if isinstance(found, list):
        return any(str(one) == value for one in found)
    if isinstance(found, bool):
        return value == str(found).lower()
    return str(found) == value or (key == "type" and str(found) == value.replace("-", "_"))


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


def _articles(project: Project) -> Iterable[Row]:
    for one in project.articles():
        yield {
            "id": one.id,
            "number": one.number,
            "title": one.title,
            "outlet": one.outlet,
            "date": one.date,
            "byline": one.byline,
            "url": one.url,
            "language": one.language,
            "characters": one.n_characters,
            "state": one.state,
            "spans": one.n_spans,
            "sha256": one.sha256,
            "source": one.source,
        }


def _layers(project: Project) -> Iterable[Row]:
    reader = project.reader
    for one in project.layers():
        yield {
            "id": one.id,
            "name": one.name,
            "layer_kind": str(one.kind),
            "coder": one.coder_id,
            "spans": sum(reader.counts(one.id).values()),
            "done": reader.n_done(one.id),
        }


def _types(project: Project) -> Iterable[Row]:
    for one in project.scheme.types:
        yield {
            "name": one.name,
            "key": one.key,
            "definition": one.definition,
            "attributes": {each.name: list(each.values) for each in one.attributes},
        }


def _actors(project: Project) -> Iterable[Row]:
    counts = project.reader.actor_counts(None)
    for one in project.actors():
        yield actor_row(one, counts.get(one.id, (0, 0)))


def actor_row(actor: Actor, counts: tuple[int, int]) -> Row:
    """Give the row of an actor; `counts` are (claims said by it, spans that refer to it)."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": [alias.name for alias in actor.aliases],
        "roles": [
            {
                "role": role.role,
                "organisation": role.organisation_id,
                "from": role.since,
                "to": role.until,
            }
            for role in actor.roles
        ],
        "spans": counts[1],
    }


def _spans(project: Project) -> Iterable[Row]:
    coders = {layer.id: layer.coder_id for layer in project.layers()}
    for span in project.spans():
        yield span_row(span, coders.get(span.layer_id))


def span_row(span: Span, coder: str | None) -> Row:
    """Give the row of a span."""
    return {
        "id": span.id,
        "article": span.article_id,
        "layer": span.layer_id,
        "type": span.type,
        "parts": [[part.start, part.end] for part in span.parts],
        "text": span.text(),
        "attributes": dict(span.attributes),
        "actor": span.actor_id,
        "coder": coder,
        "confidence": None if span.confidence is None else span.confidence / 1000,
        "created": span.created,
        "changed": span.changed,
    }


def _links(project: Project) -> Iterable[Row]:
    for link in project.links():
        yield link_row(link)


def link_row(link: Link) -> Row:
    """Give the row of a link."""
    return {
        "id": link.id,
        "layer": link.layer_id,
        "type": link.type,
        "from": link.source_id,
        "to": link.target_id,
        "attributes": dict(link.attributes),
    }


def _statements(project: Project) -> Iterable[Row]:
    for one in project.statements():
        yield statement_row(project, one)


def statement_row(project: Project, one: Statement) -> Row:
    """Give the row of a statement."""
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
    }


def _regions(project: Project) -> Iterable[Row]:
    for page in project.pages():
        for one in page.regions:
            yield {
                "article": page.article.id,
                "type": str(one.type),
                "start": one.at.start,
                "end": one.at.end,
                "set_by": one.set_by,
                "origin": str(one.origin),
                "id": one.id,
            }


def _notes(project: Project) -> Iterable[Row]:
    for page in project.pages():
        for one in page.every_note():
            yield {
                "id": one.id,
                "about": str(one.owner_kind),
                "about_id": one.owner_id,
                "article": page.article.id,
                "text": one.text,
                "by": one.by,
                "at": one.at,
            }


def _decisions(project: Project) -> Iterable[Row]:
    for one in project.reader.decisions():
        yield {
            "id": one.id,
            "about": one.subject_kind,
            "about_id": one.subject,
            "verdict": one.verdict,
            "taken_from": list(one.taken_from),
            "results": list(one.results),
            "layer": one.layer_id,
            "by": one.by,
            "at": one.at,
            "note": one.note,
        }


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
    "notes": (_notes, ("about", "about_id", "text", "by", "at")),
    "decisions": (_decisions, ("about", "about_id", "verdict", "by", "at")),
    "steps": (steps, ("number", "name", "state", "changes", "at")),
}

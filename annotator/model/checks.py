"""What the scheme forbids, and what a "done" article still lacks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.errors import Forbidden, WrongUse
from annotator.language import tr
from annotator.model.actor import ActorBook
from annotator.model.page import Page
from annotator.model.scheme import AttributeType, LinkType, Role, Scheme, SpanType
from annotator.model.span import Span
from annotator.model.statement import statement_of
from annotator.text.ranges import Range


def span_type(scheme: Scheme, name: str) -> SpanType:
    """Give the type of this name; raises `Forbidden` when the scheme has none."""
    found = scheme.type(name)
    if found is None:
        raise Forbidden(
            tr("The coding scheme has no type “{name}”.", name=name),
            tr("Its types: {types}.", types=", ".join(one.name for one in scheme.offered_types)),
        )
    return found


def known_link(scheme: Scheme, name: str) -> LinkType:
    """Give the link type of this name; raises `Forbidden` when the scheme has none."""
    found = scheme.link(name)
    if found is None:
        raise Forbidden(
            tr("The coding scheme has no link “{name}”.", name=name),
            tr("Its links: {links}.", links=", ".join(one.name for one in scheme.offered_links)),
        )
    return found


def guard_offered(kind: SpanType | LinkType) -> None:
    """Raise `Forbidden` for a type or link that is retired: nobody picks it any more."""
    if kind.retired:
        raise Forbidden(
            tr("“{name}” was retired on {day}.", name=kind.name, day=kind.retired),
            tr("Take another one, or restore it in the coding scheme."),
        )


def link_type(scheme: Scheme, name: str, source: Span, target: Span) -> LinkType:
    """Give the link type of this name if it may join these spans; raises `Forbidden`."""
    found = known_link(scheme, name)
    if source.type not in found.sources or target.type not in found.targets:
        raise Forbidden(
            tr(
                "“{link}” cannot go from “{source}” to “{target}”.",
                link=found.label,
                source=source.type,
                target=target.type,
            ),
            tr(
                "It goes from {sources} to {targets}.",
                sources=" / ".join(found.sources),
                targets=" / ".join(found.targets),
            ),
        )
    if source.layer_id != target.layer_id or source.article_id != target.article_id:
        raise Forbidden(
            tr("A link joins two spans of one layer in one article."),
            tr("Choose two spans of the same layer."),
        )
    if source.id == target.id:
        raise Forbidden(tr("A span cannot be linked to itself."), tr("Choose another span."))
    return found


def may_refer(kind: SpanType, actor_id: str | None, actors: ActorBook) -> None:
    """Check that spans of a type may refer to an actor that is there; raises `WrongUse`."""
    if not kind.refers_to_actor:
        raise Forbidden(
            tr("“{type}” refers to no actor.", type=kind.name),
            tr("Set the actor of a speaker or an entity."),
        )
    if actor_id is not None and actors.get(actor_id) is None:
        raise WrongUse(
            tr("There is no actor {id}.", id=actor_id), tr("Choose one that “list actors” shows.")
        )


def attribute_values(
    owner: str, attributes: Sequence[AttributeType], values: Mapping[str, str]
) -> None:
    """Check values for attributes of `owner` (a type or link); raises `Forbidden`."""
    known = {one.name: one for one in attributes}
    for name, value in values.items():
        one = known.get(name)
        if one is None:
            raise Forbidden(
                tr("“{owner}” has no attribute “{name}”.", owner=owner, name=name),
                tr("Its attributes: {names}.", names=", ".join(known) or "–"),
            )
        if one.retired:
            raise Forbidden(
                tr("“{name}” was retired on {day}.", name=name, day=one.retired),
                tr("Restore it in the coding scheme to set it."),
            )
        if one.is_closed and value not in one.values:
            raise Forbidden(
                tr("“{value}” is no value of {name}.", value=value, name=name),
                tr("Its values: {values}.", values=", ".join(one.values)),
            )


def parts_in_text(parts: Sequence[Range], text: str) -> tuple[Range, ...]:
    """Give the parts in text order; raises `Forbidden` when one is empty, outside or on another."""
    ordered = tuple(sorted(parts))
    if not ordered:
        raise Forbidden(tr("There is nothing to mark."), tr("Select some words first."))
    for part in ordered:
        if not 0 <= part.start < part.end <= len(text):
            raise Forbidden(
                tr(
                    "The place {start}:{end} is not in the text ({n} characters).",
                    start=part.start,
                    end=part.end,
                    n=len(text),
                ),
                tr("Give a start and an end inside the text."),
            )
    for one, other in pairwise(ordered):
        if other.start < one.end:
            raise Forbidden(
                tr("Two parts of one span cannot overlap."), tr("Give parts that lie apart.")
            )
    return ordered


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a "done" article still lacks: a stable slug and the span it is about."""

    what: str
    span_id: str


def speaks_for_nobody(span: Span, scheme: Scheme) -> bool:
    """Say whether a span is a speaker and nobody has said yet which actor it means."""
    kind = scheme.type(span.type)
    is_speaker = kind is not None and kind.role is Role.SPEAKER and kind.refers_to_actor
    return is_speaker and span.actor_id is None


def lacks(page: Page, scheme: Scheme, layer_id: str) -> Iterator[Lack]:
    """Give what the scheme asks for and a layer's spans in this article do not have yet.

    Slugs: "no-speaker", "no-cue", "no-actor", "no-ATTRIBUTE". A free claim goes on without a cue
    of its own.
    """
    for span in page.spans(layer_id=layer_id):
        kind = scheme.type(span.type)
        if kind is None:
            continue
        for attribute in kind.offered_attributes:
            if not attribute.optional and attribute.name not in span.attributes:
                yield Lack(f"no-{attribute.name}", span.id)
        if speaks_for_nobody(span, scheme):
            yield Lack("no-actor", span.id)
        if kind.role is Role.CLAIM:
            statement = statement_of(page, scheme, span)
            if not statement.speakers and scheme.link_for(Role.SAID_BY):
                yield Lack("no-speaker", span.id)
            is_free = span.attributes.get("directness") == "free"
            if not statement.cues and not is_free and scheme.link_for(Role.CUED_BY):
                yield Lack("no-cue", span.id)

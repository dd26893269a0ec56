"""The lines of the list at the left: types with their attributes, links, actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from annotator.language import tr
from annotator.model.scheme_edits.paths import KIND, SchemePath
from annotator.model.span import Owner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType


class SchemeEntry(NamedTuple):
    """A line: a heading (`path` None), a type or link, or one of its attributes."""

    path: SchemePath | None
    label: str
    key: str = ""
    is_retired: bool = False


def entries(scheme: Scheme) -> list[SchemeEntry]:
    """Give all lines, retired types and attributes behind those that may be picked."""
    found = [SchemeEntry(None, tr("Types"))]
    for kind in (*scheme.offered_types, *filter(_is_retired, scheme.types)):
        path = SchemePath(Owner.SPAN, kind.name)
        found.append(SchemeEntry(path, tr(kind.name), kind.key, bool(kind.retired)))
        found += _of_attributes(path, kind.attributes)
    found.append(SchemeEntry(None, tr("Links")))
    for link in (*scheme.offered_links, *filter(_is_retired, scheme.links)):
        path = SchemePath(Owner.LINK, link.name)
        found.append(SchemeEntry(path, tr(link.label or link.name), "", bool(link.retired)))
        found += _of_attributes(path, link.attributes)
    found.append(SchemeEntry(None, tr("Actors")))
    found.append(SchemeEntry(kinds_path(), tr("kind")))
    found += _of_attributes(SchemePath(Owner.ACTOR, ""), scheme.actor_attributes)
    return found


def kinds_path() -> SchemePath:
    """Give the path of the kinds of actors: they are the values of an attribute."""
    return SchemePath(Owner.ACTOR, "", KIND)


def _is_retired(one: SpanType | LinkType) -> bool:
    return bool(one.retired)


def _of_attributes(path: SchemePath, every: tuple[AttributeType, ...]) -> Iterator[SchemeEntry]:
    for one in sorted(every, key=lambda one: bool(one.retired)):
        yield SchemeEntry(path._replace(attribute=one.name), tr(one.name), "", bool(one.retired))


def is_indented(path: SchemePath) -> bool:
    """Say whether a line stands a step in: attributes of types and links do."""
    return path.depth == 2 and path.kind is not Owner.ACTOR


def holder_of(scheme: Scheme, path: SchemePath) -> SpanType | LinkType | None:
    """Give the type or link that a path is or is within; None for actors."""
    if path.kind is Owner.SPAN:
        return scheme.type(path.type)
    return scheme.link(path.type) if path.kind is Owner.LINK else None


def attribute_of(scheme: Scheme, path: SchemePath) -> AttributeType | None:
    """Give the attribute that a path is or is within; None for the kinds of actors, and types."""
    if path.kind is Owner.ACTOR:
        return next((one for one in scheme.actor_attributes if one.name == path.attribute), None)
    holder = holder_of(scheme, path)
    return None if holder is None or path.attribute is None else holder.attribute(path.attribute)


def siblings_of(scheme: Scheme, path: SchemePath) -> list[str]:
    """Give the names in use of all that stands beside a path, it among them."""
    if path.is_kind and path.value is not None:
        return [*scheme.actor_kinds]
    if path.depth == 3:
        attribute = attribute_of(scheme, path)
        return [] if attribute is None else [*attribute.values]
    if path.depth == 2:
        holder = holder_of(scheme, path)
        every = scheme.actor_attributes if holder is None else holder.offered_attributes
        return [one.name for one in every]
    if path.kind is Owner.LINK:
        return [one.name for one in scheme.offered_links]
    return [one.name for one in scheme.offered_types]

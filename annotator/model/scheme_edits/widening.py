"""A scheme with what only another one has; nothing of it changes."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.model.scheme import AttributeType, Scheme, Value


def widened(ours: Scheme, theirs: Scheme) -> Scheme:
    """Give our scheme with the types, links, attributes and values that only theirs has.

    Nothing of ours changes: definitions, keys and colours stay, and what is retired stays so.
    """
    types = list(ours.types)
    for one in theirs.types:
        mine = ours.type(one.name)
        if mine is None:
            types.append(one)
        else:
            attributes = with_attributes(mine.attributes, one.attributes)
            types[types.index(mine)] = replace(mine, attributes=attributes)
    links = list(ours.links)
    for link in theirs.links:
        own = ours.link(link.name)
        if own is None:
            links.append(link)
        else:
            links[links.index(own)] = replace(
                own,
                sources=joined(own.sources, link.sources),
                targets=joined(own.targets, link.targets),
                attributes=with_attributes(own.attributes, link.attributes),
            )
    return replace(
        ours,
        types=tuple(types),
        links=tuple(links),
        actor_kinds=joined(ours.actor_kinds, theirs.actor_kinds),
    )


def with_added(ours: Scheme, added: Scheme) -> Scheme:
    """Give our scheme with a ready one added: as `widened`, the attributes of actors too."""
    attributes = with_attributes(ours.actor_attributes, added.actor_attributes)
    return replace(widened(ours, added), actor_attributes=attributes)


def with_attributes(
    ours: tuple[AttributeType, ...], theirs: tuple[AttributeType, ...]
) -> tuple[AttributeType, ...]:
    """Give attributes with those, and their values, that only others have."""
    known = {one.name: one for one in ours}
    others = {one.name: one for one in theirs}
    done = [
        with_values(one, others[one.name].explained) if one.name in others else one for one in ours
    ]
    return (*done, *(one for one in theirs if one.name not in known))


def with_values(ours: AttributeType, theirs: Iterable[Value]) -> AttributeType:
    """Give an attribute with further values; free text stays free."""
    if not (ours.values or ours.grows):
        return ours
    known = {one.name for one in ours.explained}
    more = [one for one in theirs if one.name not in known]
    return ours.explaining((*ours.explained, *more)) if more else ours


def joined(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Give names, then those of others that are not among them."""
    known = set(ours)
    return (*ours, *(one for one in theirs if one not in known))

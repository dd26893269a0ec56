"""Schemes that come with codings: what we call theirs, and ours with what only they have."""

from collections.abc import Mapping
from dataclasses import replace

from annotator.model.scheme import AttributeType, Scheme


def our_names(ours: Scheme, theirs: Scheme) -> tuple[dict[str, str], dict[str, str]]:
    """Give what we call their types and links of the same role, where they call them otherwise."""
    types = {one.name: ours.name_for(one.role) for one in theirs.types if one.role}
    links = {one.name: ours.name_for(one.role) for one in theirs.links if one.role}
    return (
        {old: new for old, new in types.items() if new not in ("", old)},
        {old: new for old, new in links.items() if new not in ("", old)},
    )


def renamed(scheme: Scheme, types: Mapping[str, str], links: Mapping[str, str]) -> Scheme:
    """Give a scheme with other names; a type of its own that has such a name already goes."""
    kept = [one for one in scheme.types if one.name not in types.values()]
    ends = {one.name: types.get(one.name, one.name) for one in scheme.types}
    return replace(
        scheme,
        types=tuple(
            replace(one, name=ends[one.name], attributes=_on(one.attributes, ends[one.name]))
            for one in kept
        ),
        links=tuple(
            replace(
                one,
                name=links.get(one.name, one.name),
                attributes=_on(one.attributes, links.get(one.name, one.name)),
                sources=tuple(ends[end] for end in one.sources),
                targets=tuple(ends[end] for end in one.targets),
            )
            for one in scheme.links
            if one.name not in links.values()
        ),
    )


def _on(attributes: tuple[AttributeType, ...], name: str) -> tuple[AttributeType, ...]:
    return tuple(replace(one, on=name) for one in attributes)


def widened(ours: Scheme, theirs: Scheme) -> Scheme:
    """Give our scheme with the types, links, attributes and values that only theirs has.

    Nothing of ours changes: definitions, keys and colours stay.
    """
    types = list(ours.types)
    for one in theirs.types:
        mine = ours.type(one.name)
        if mine is None:
            types.append(one)
        else:
            types[types.index(mine)] = replace(
                mine, attributes=_attributes(mine.attributes, one.attributes)
            )
    links = list(ours.links)
    for link in theirs.links:
        own = ours.link(link.name)
        if own is None:
            links.append(link)
        else:
            links[links.index(own)] = replace(
                own,
                sources=_joined(own.sources, link.sources),
                targets=_joined(own.targets, link.targets),
                attributes=_attributes(own.attributes, link.attributes),
            )
    return replace(
        ours,
        types=tuple(types),
        links=tuple(links),
        actor_kinds=_joined(ours.actor_kinds, theirs.actor_kinds),
    )


def _attributes(
    ours: tuple[AttributeType, ...], theirs: tuple[AttributeType, ...]
) -> tuple[AttributeType, ...]:
    known = {one.name: one for one in ours}
    done = [
        replace(one, values=_joined(one.values, other.values) if one.values else ())
        if (other := next((two for two in theirs if two.name == one.name), None))
        else one
        for one in ours
    ]
    return (*done, *(one for one in theirs if one.name not in known))


def _joined(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    return (*ours, *(one for one in theirs if one not in ours))

"""Schemes that come from elsewhere, under the names that ours has for the same roles."""

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

"""Paths of things of a scheme, as edits of it and notes on it name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.model.scheme import AttributeType, Scheme

_LINK, _ACTOR = "link:", "actor:"


def is_path(scheme: Scheme, path: str) -> bool:
    """Say whether a path names a type, link, attribute or value that a scheme has.

    `claim`, `claim.directness`, `claim.directness.mixed`, `link:about.stance`, `actor:kind.state`.
    """
    name, _, rest = path.removeprefix(_LINK).partition(".")
    if path.startswith(_ACTOR):
        name, _, rest = path.removeprefix(_ACTOR).partition(".")
        if name == "kind":
            return not rest or rest in scheme.actor_kinds
        attributes = {one.name: one for one in scheme.actor_attributes}
        return name in attributes and _has(attributes[name], rest)
    owner = scheme.link(name) if path.startswith(_LINK) else scheme.type(name)
    if owner is None or not rest:
        return owner is not None
    name, _, value = rest.partition(".")
    attribute = owner.attribute(name)
    return attribute is not None and _has(attribute, value)


def _has(attribute: AttributeType, value: str) -> bool:
    return not value or value in attribute.values

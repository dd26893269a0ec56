"""New things of a scheme, and what defining one changes of it."""

import re
from dataclasses import replace
from typing import Any

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.scheme import (
    FREE_KEYS,
    LINK_ROLES,
    USUAL_KEYS,
    AttributeType,
    LinkType,
    Role,
    Scheme,
    SpanType,
    Value,
)
from annotator.model.scheme_edits.draft import Item
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.model.scheme_edits.names import fault_in
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_COLOURS = ("#882255", "#44AA99", "#CC79A7", "#999933", "#332288", "#E69F00", "#56B4E9", "#117733")
"""What a new type is drawn in that says no colour: the first that none has."""


def made(path: SchemePath, edit: SchemeEdit, scheme: Scheme) -> Item:
    """Give what an edit adds; raises `WrongUse`."""
    if path.depth == 3:
        return define(path, Value(path.name), edit, scheme)
    if path.depth == 2:
        for name in edit.values:
            fault = fault_in(name)
            if fault:
                raise WrongUse(fault, tr("Choose another name."))
        if len(set(edit.values)) != len(edit.values):
            raise WrongUse(tr("A value stands in the list twice."), tr("Name each once."))
        on = path.type or Owner.ACTOR
        new = AttributeType(path.name, str(on), values=edit.values)
        return define(path, new, edit, scheme)
    if path.kind is Owner.LINK:
        label = path.name.replace("_", " ")
        source, target = edit.source, edit.to if isinstance(edit.to, tuple) else ()
        used = tuple(one.name for one in scheme.offered_types)
        link = LinkType(
            path.name, label, _ends(source or used, scheme), _ends(target or used, scheme)
        )
        return define(path, replace(link, role=_role(edit, scheme)), edit, scheme)
    colours = {one.colour.upper() for one in scheme.types}
    colour = next((one for one in _COLOURS if one not in colours), _COLOURS[0])
    refers = bool(edit.refers_to_actor)
    role = _role(edit, scheme)
    return define(
        path, SpanType(path.name, colour=colour, refers_to_actor=refers, role=role), edit, scheme
    )


def _ends(names: tuple[str, ...], scheme: Scheme) -> tuple[str, ...]:
    for name in names:
        if scheme.type(name) is None:
            raise WrongUse(
                tr("The scheme has no “{path}”.", path=name),
                tr("There are: {names}.", names=", ".join(one.name for one in scheme.types)),
            )
    return tuple(dict.fromkeys(names))


def _role(edit: SchemeEdit, scheme: Scheme) -> Role | None:
    if not edit.role:
        return None
    is_link = edit.what.startswith("link:")
    roles = LINK_ROLES if is_link else tuple(USUAL_KEYS)
    if edit.role not in roles:
        raise WrongUse(
            tr("There is no role “{role}”.", role=edit.role),
            tr("There are: {names}.", names=", ".join(roles)),
        )
    role = Role(edit.role)
    holders: tuple[SpanType | LinkType, ...] = (*scheme.offered_types, *scheme.offered_links)
    other = next((one for one in holders if one.role is role), None)
    if other is not None:
        raise WrongUse(
            tr("“{name}” has the role {role} already.", name=other.name, role=role),
            tr("Add it without a role."),
        )
    return role


def define(path: SchemePath, item: Item, edit: SchemeEdit, scheme: Scheme) -> Item:
    """Give a thing of the scheme with what an edit says of it; raises `WrongUse`."""
    found: dict[str, Any] = dict(edit.words())
    if isinstance(item, SpanType):
        found |= _look_of(path, edit, scheme)
    if isinstance(item, AttributeType | LinkType) and edit.optional is not None:
        found["optional"] = edit.optional
    if isinstance(item, AttributeType):
        given = {"ordered": edit.ordered, "grows": edit.grows}
        found |= {name: flag for name, flag in given.items() if flag is not None}
        if edit.default is not None:
            if edit.default and edit.default not in item.values:
                raise WrongUse(
                    tr("“{value}” is no value of {name}.", value=edit.default, name=item.name),
                    tr("Its values: {values}.", values=", ".join(item.values[:20]) or "–"),
                )
            found["default"] = edit.default or None
    return replace(item, **found)


def _look_of(path: SchemePath, edit: SchemeEdit, scheme: Scheme) -> dict[str, str]:
    found = {}
    if edit.colour is not None:
        if not _COLOUR.fullmatch(edit.colour):
            raise WrongUse(
                tr("“{colour}” is no colour.", colour=edit.colour[:40]),
                tr("Write it like #0072B2."),
            )
        found["colour"] = edit.colour
    if edit.key is not None:
        found["key"] = _key(path, edit.key.upper(), scheme)
    return found


def _key(path: SchemePath, key: str, scheme: Scheme) -> str:
    mine = scheme.type(path.name)
    usual = USUAL_KEYS.get(mine.role, "") if mine and mine.role else ""
    if len(key) > 1 or key not in usual + FREE_KEYS:
        raise WrongUse(
            tr("The key {key} cannot be that of “{name}”.", key=key[:20], name=path.name),
            tr("Free for types: {keys}.", keys=" ".join(usual + FREE_KEYS)),
        )
    other = next((one for one in scheme.offered_types if key and one.key == key), None)
    if other is not None and other.name != path.name:
        raise WrongUse(
            tr("The key {key} is that of “{name}”.", key=key, name=other.name),
            tr("Choose another one, or give “{name}” another one first.", name=other.name),
        )
    return key

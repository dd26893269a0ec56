"""The coding scheme: the types, links and attributes of a project, as values.

Reading and writing it as a file is in `scheme_file`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

FREE_KEYS = "FGHJKRVWYZ"
"""Letters that further types may have: acts of the program use the others."""


class Role(StrEnum):
    """What the program asks a type or a link for, whatever a researcher calls it."""

    SPEAKER = "speaker"
    CUE = "cue"
    CLAIM = "claim"
    ENTITY = "entity"
    SAID_BY = "said_by"
    CUED_BY = "cued_by"
    ABOUT = "about"
    ADDRESSED_TO = "addressed_to"


LINK_ROLES = (Role.SAID_BY, Role.CUED_BY, Role.ABOUT, Role.ADDRESSED_TO)
USUAL_KEYS = {Role.SPEAKER: "S", Role.CUE: "U", Role.CLAIM: "C", Role.ENTITY: "E"}
"""The roles of types, and the key of a type that has the role and asks for none."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an attribute, with its words.

    `retired` = since when nobody picks it any more ("" = in use); what is coded keeps it. `since` =
    the version of the scheme whose wording holds: what was decided under an older one is to be
    looked at again.
    """

    name: str
    definition: str = ""
    example: str = ""
    counter_example: str = ""
    retired: str = ""
    since: int = 1


@dataclass(frozen=True, slots=True)
class AttributeType:
    """A named value of a span, link or actor.

    `on` is the type's or link's name, or "actor". `values` may be picked, in this order;
    `explained` are all of them, retired ones last. Without any it is free text, or a list of the
    project that grows while coding (`grows`). `default` is shown pale and stored only when chosen.
    The completeness check leaves optional ones out. The values of an `ordered` one rise: agreement
    is reckoned by how far apart they are.
    """

    name: str
    on: str
    values: tuple[str, ...] = ()
    default: str | None = None
    optional: bool = False
    definition: str = ""
    ordered: bool = False
    explained: tuple[Value, ...] = ()
    asks: str = ""
    example: str = ""
    counter_example: str = ""
    retired: str = ""
    since: int = 1
    grows: bool = False

    def __post_init__(self) -> None:
        """Give a `Value` to each name; names alone decide which are in use, and their order."""
        known = {one.name: one for one in self.explained}
        used = [known.pop(name) if name in known else Value(name) for name in self.values]
        every = [replace(one, retired="") if one.retired else one for one in used]
        every += [one for one in known.values() if one.retired]
        object.__setattr__(self, "explained", tuple(every))

    @property
    def is_closed(self) -> bool:
        """Whether only values of its list may be chosen."""
        return bool(self.values) and not self.grows

    def value(self, name: str) -> Value | None:
        """Give the value of this name, retired or not; None where the list lacks it."""
        return next((one for one in self.explained if one.name == name), None)

    def explaining(self, every: Iterable[Value]) -> "AttributeType":
        """Give it with these values instead: those in use may be picked, in this order."""
        every = tuple(every)
        names = tuple(one.name for one in every if not one.retired)
        return replace(self, values=names, explained=every)


@dataclass(frozen=True, slots=True)
class SpanType:
    """A kind of span. `key` is one letter; `colour` is #RRGGBB, a starting point for the theme.

    `label` is the whole path of the code that another program had for it, "" = it is ours.
    """

    name: str
    key: str = ""
    colour: str = "#5F5D58"
    definition: str = ""
    example: str = ""
    counter_example: str = ""
    refers_to_actor: bool = False
    attributes: tuple[AttributeType, ...] = ()
    role: Role | None = None
    asks: str = ""
    retired: str = ""
    since: int = 1
    label: str = ""

    def attribute(self, name: str) -> AttributeType | None:
        """Give the attribute of this name, or None."""
        return next((one for one in self.attributes if one.name == name), None)

    @property
    def offered_attributes(self) -> tuple[AttributeType, ...]:
        """Give the attributes that are asked for: those not retired."""
        return tuple(one for one in self.attributes if not one.retired)


@dataclass(frozen=True, slots=True)
class LinkType:
    """A kind of link, and the types it may join; `label` is what the screen says."""

    name: str
    label: str = ""
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    optional: bool = False
    definition: str = ""
    attributes: tuple[AttributeType, ...] = ()
    role: Role | None = None
    asks: str = ""
    example: str = ""
    counter_example: str = ""
    retired: str = ""
    since: int = 1

    def attribute(self, name: str) -> AttributeType | None:
        """Give the attribute of this name, or None."""
        return next((one for one in self.attributes if one.name == name), None)

    @property
    def offered_attributes(self) -> tuple[AttributeType, ...]:
        """Give the attributes that are asked for: those not retired."""
        return tuple(one for one in self.attributes if not one.retired)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The coding scheme in one of its versions.

    `types`, `links`, attributes and values hold retired ones too: what is coded keeps them.
    `recoded` are the paths of what this version calls otherwise than the one before, old and new,
    in the order they were edited, and whether what moved is to be looked at again. Where no role is
    named at all, types and links called as in the default scheme have theirs.
    """

    version: int = 1
    title: str = ""
    types: tuple[SpanType, ...] = ()
    links: tuple[LinkType, ...] = ()
    actor_kinds: tuple[str, ...] = ("person", "organisation", "state", "place", "group", "other")
    actor_attributes: tuple[AttributeType, ...] = ()
    note: str = ""
    created: str = ""
    recoded: tuple[tuple[str, str, bool], ...] = ()

    def __post_init__(self) -> None:
        """Give roles by name where none is said."""
        if not any([*(one.role for one in self.types), *(one.role for one in self.links)]):
            types = tuple(replace(one, role=_role(one.name, USUAL_KEYS)) for one in self.types)
            links = tuple(replace(one, role=_role(one.name, LINK_ROLES)) for one in self.links)
            object.__setattr__(self, "types", types)
            object.__setattr__(self, "links", links)

    @property
    def offered_types(self) -> tuple[SpanType, ...]:
        """Give the span types that may be picked."""
        return tuple(one for one in self.types if not one.retired)

    @property
    def offered_links(self) -> tuple[LinkType, ...]:
        """Give the link types that may be picked."""
        return tuple(one for one in self.links if not one.retired)

    def type_for(self, role: Role) -> SpanType | None:
        """Give the span type that has this role, one in use before a retired one; or None."""
        every = (*self.offered_types, *self.types)
        return next((one for one in every if one.role is role), None)

    def link_for(self, role: Role) -> LinkType | None:
        """Give the link type that has this role, one in use before a retired one; or None."""
        every = (*self.offered_links, *self.links)
        return next((one for one in every if one.role is role), None)

    def name_for(self, role: Role) -> str:
        """Give the name of the type or link that has this role; "", which none is called."""
        found = self.type_for(role) or self.link_for(role)
        return found.name if found is not None else ""

    def link_roles(self) -> dict[str, Role | None]:
        """Give the role of each type of links, by name."""
        return {one.name: one.role for one in self.links}

    def role_of(self, type_name: str) -> Role | None:
        """Give the role of the span type of this name, or None."""
        found = self.type(type_name)
        return found.role if found is not None else None

    def type(self, name: str) -> SpanType | None:
        """Give the span type of this name, or None."""
        return next((one for one in self.types if one.name == name), None)

    def link(self, name: str) -> LinkType | None:
        """Give the link type of this name (`said-by`, `said by` and `said_by` are one), or None."""
        wanted = name.replace("-", "_").replace(" ", "_")
        return next((one for one in self.links if one.name == wanted), None)

    def attributes(self) -> tuple[AttributeType, ...]:
        """Give all attributes: of types, of links, of actors, in this order."""
        of_types = [one for kind in self.types for one in kind.attributes]
        of_links = [one for kind in self.links for one in kind.attributes]
        return (*of_types, *of_links, *self.actor_attributes)


def _role(name: str, roles: Iterable[Role]) -> Role | None:
    return next((role for role in roles if role == name), None)

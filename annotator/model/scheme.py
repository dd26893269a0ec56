"""The coding scheme: the types, links and attributes of a project, as values.

Reading and writing it as a file is in `scheme_file`.
"""

from __future__ import annotations

from dataclasses import dataclass

TAKEN_KEYS = frozenset("ABCDEILMNOPSTUX")
"""Letters that acts of the program use; the four first types have theirs among them."""
FREE_KEYS = "FGHJKQRVWYZ"
"""Letters that further types may have."""

SPEAKER, CUE, CLAIM, ENTITY = "speaker", "cue", "claim", "entity"
SAID_BY, CUED_BY, ABOUT, ADDRESSED_TO = "said_by", "cued_by", "about", "addressed_to"


@dataclass(frozen=True, slots=True)
class AttributeType:
    """A named value of a span, link or actor.

    `on` is the type's or link's name, or "actor". No `values` means free text. `default` is shown
    pale and stored only when chosen. The completeness check leaves optional ones out.
    """

    name: str
    on: str
    values: tuple[str, ...] = ()
    default: str | None = None
    optional: bool = False
    definition: str = ""


@dataclass(frozen=True, slots=True)
class SpanType:
    """A kind of span. `key` is one letter; `colour` is #RRGGBB, a starting point for the theme."""

    name: str
    key: str = ""
    colour: str = "#5F5D58"
    definition: str = ""
    example: str = ""
    counter_example: str = ""
    refers_to_actor: bool = False
    attributes: tuple[AttributeType, ...] = ()

    def attribute(self, name: str) -> AttributeType | None:
        """Give the attribute of this name, or None."""
        return next((one for one in self.attributes if one.name == name), None)


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

    def attribute(self, name: str) -> AttributeType | None:
        """Give the attribute of this name, or None."""
        return next((one for one in self.attributes if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The coding scheme in one of its versions."""

    version: int = 1
    title: str = ""
    types: tuple[SpanType, ...] = ()
    links: tuple[LinkType, ...] = ()
    actor_kinds: tuple[str, ...] = ("person", "organisation", "state", "place", "group", "other")
    actor_attributes: tuple[AttributeType, ...] = ()
    note: str = ""
    created: str = ""

    def type(self, name: str) -> SpanType | None:
        """Give the span type of this name, or None."""
        return next((one for one in self.types if one.name == name), None)

    def link(self, name: str) -> LinkType | None:
        """Give the link type of this name (`said-by`, `said by` and `said_by` are one), or None."""
        wanted = name.replace("-", "_").replace(" ", "_")
        return next((one for one in self.links if one.name == wanted), None)

    def type_of_key(self, key: str) -> SpanType | None:
        """Give the span type whose key this letter is, or None."""
        return next((one for one in self.types if one.key == key.upper()), None)

    def attributes(self) -> tuple[AttributeType, ...]:
        """Give all attributes: of types, of links, of actors, in this order."""
        of_types = [one for kind in self.types for one in kind.attributes]
        of_links = [one for kind in self.links for one in kind.attributes]
        return (*of_types, *of_links, *self.actor_attributes)

"""What a study keeps under a name: samples, kits, mappings, recipes and the like."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.model.article import Json


class NamedKind(StrEnum):
    """What is kept under a name."""

    SAMPLE = "sample"
    KIT = "kit"
    MAPPING = "mapping"
    FURNITURE = "furniture"
    RULE = "rule"
    RECIPE = "recipe"
    SEARCH = "search"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class NamedSet:
    """What a study keeps under a name that is the only one of its kind.

    `body` is what it says: the rule and the seed of a sample, what a kit was made with. `members`
    are the ids of its articles in their order: of a sample the order drawn.
    """

    id: str
    kind: NamedKind
    name: str
    body: Mapping[str, Json] = field(default_factory=dict)
    by: str = ""
    created: str = ""
    members: tuple[str, ...] = ()

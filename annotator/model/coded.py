"""An article as two layers coded it, in the least that comparing needs: no quotations, no times.

Plain tuples, since a comparison reads a hundred thousand of them in a second.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from annotator.text.ranges import Range

Values = tuple[tuple[str, str], ...]
"""Attributes and their values, sorted by name."""


def values_of(attributes: Mapping[str, str]) -> Values:
    """Give attributes as they stand in a coding."""
    return tuple(sorted(attributes.items()))


class CodedSpan(NamedTuple):
    """A span. `reason` is (code, confidence) where a suggester says why, else ()."""

    id: str
    type: str
    parts: tuple[Range, ...]
    attributes: Values = ()
    actor_id: str | None = None
    reason: tuple[str, ...] = ()


class CodedLink(NamedTuple):
    """A link between two spans of one layer, by their ids; no other has its type and ends."""

    id: str
    type: str
    source_id: str
    target_id: str
    attributes: Values = ()


class Coding(NamedTuple):
    """What one layer holds about an article."""

    spans: tuple[CodedSpan, ...] = ()
    links: tuple[CodedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article, its boilerplate, and its codings in the order of the layers asked for."""

    id: str
    sha256: str
    language: str
    text: str
    boilerplate: tuple[Range, ...]
    codings: tuple[Coding, ...]

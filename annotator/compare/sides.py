"""One coding of an article while it is compared: its spans by id, its links by where they start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from annotator.model.coded import CodedLink, CodedSpan, Coding
from annotator.text.ranges import Range, union

Target = tuple[str, str, str]
"""A link by its type and the ids of the spans it goes from and to."""

_ID, _ENDS = itemgetter(0), itemgetter(1, 2, 3)


@dataclass(frozen=True, slots=True)
class Partners:
    """Of each span of one side that has one, its partner on the other, by ids."""

    of: Mapping[str, str]
    of_other_type: frozenset[str]
    """The spans whose partner has another type."""


@dataclass(frozen=True, slots=True)
class Side:
    """The spans and links of one coding that count; each link has both its ends."""

    spans: dict[str, CodedSpan]
    links: tuple[CodedLink, ...]

    def of_type(self, name: str) -> list[CodedSpan]:
        """Give the spans of a type."""
        return [one for one in self.spans.values() if one[1] == name]

    def targets(self, link_type: str) -> dict[str, list[str]]:
        """Give where the links of a type lead, by the span they start at; ids of spans."""
        found: dict[str, list[str]] = {}
        for _, kind, source, target, _ in self.links:
            if kind != link_type:
                continue
            if source in found:
                found[source].append(target)
            else:
                found[source] = [target]
        return found

    def by_ends(self) -> dict[Target, CodedLink]:
        """Give the links by type and ends."""
        return dict(zip(map(_ENDS, self.links), self.links, strict=True))


def without_masked(coding: Coding, boilerplate: Sequence[Range]) -> tuple[Side, tuple[str, ...]]:
    """Give what counts of a coding, and the ids of spans wholly in boilerplate."""
    spans = dict(zip(map(_ID, coding.spans), coding.spans, strict=True))
    masked: tuple[str, ...] = ()
    if boilerplate:
        masks = union(boilerplate)
        masked = tuple(
            one.id
            for one in coding.spans
            if all(any(mask.covers(part) for mask in masks) for part in one.parts)
        )
        for span_id in masked:
            del spans[span_id]
    links = coding.links
    if len(spans) < len(coding.spans):
        links = tuple(one for one in links if one.source_id in spans and one.target_id in spans)
    return Side(spans, links), masked

"""A scheme that takes the place of another one: what stays of the other, and what is new of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType, Value
from annotator.model.scheme_edits.edits import WORDS
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner

Used = Mapping[SchemePath, Sequence[str]]
"""The values that marks have, by the path of the attribute."""
_Thing = TypeVar("_Thing", SpanType, LinkType, AttributeType, Value)


class Replacing:
    """One scheme in the place of another: values in use stay as retired, changed words count."""

    def __init__(self, ours: Scheme, coming: Scheme, used: Used, day: str) -> None:
        """Compare the two; `day` is what is retired on."""
        self._ours, self._coming, self._used, self._day = ours, coming, used, day
        self.kept: list[str] = []
        """The paths of what it lacks and marks have."""

    def scheme(self) -> Scheme:
        """Give the next version."""
        ours, coming = self._ours, self._coming
        types, links = [], []
        for one in coming.types:
            mine = ours.type(one.name)
            attributes = self._attributes(Owner.SPAN, one, mine)
            types.append(self._since(replace(one, attributes=attributes), mine))
        for link in coming.links:
            own = ours.link(link.name)
            attributes = self._attributes(Owner.LINK, link, own)
            links.append(self._since(replace(link, attributes=attributes), own))
        return replace(
            coming,
            types=tuple(types),
            links=tuple(links),
            actor_attributes=self._each(
                SchemePath(Owner.ACTOR, ""), coming.actor_attributes, ours.actor_attributes
            ),
            recoded=(),
        )

    def _attributes(
        self, kind: Owner, coming: SpanType | LinkType, mine: SpanType | LinkType | None
    ) -> tuple[AttributeType, ...]:
        before = () if mine is None else mine.attributes
        return self._each(SchemePath(kind, coming.name), coming.attributes, before)

    def _each(
        self,
        path: SchemePath,
        coming: Sequence[AttributeType],
        before: Sequence[AttributeType],
    ) -> tuple[AttributeType, ...]:
        known = {one.name: one for one in before}
        found = [self._attribute(path, one, known.pop(one.name, None)) for one in coming]
        for one in known.values():
            own = path._replace(attribute=one.name)
            if self._used.get(own):
                self.kept.append(str(own))
                found.append(replace(one, retired=one.retired or self._day))
        return tuple(found)

    def _attribute(
        self, path: SchemePath, coming: AttributeType, mine: AttributeType | None
    ) -> AttributeType:
        own = path._replace(attribute=coming.name)
        values = [
            self._since(one, mine.value(one.name) if mine is not None else None)
            for one in coming.explained
        ]
        known = {one.name for one in values}
        for name in self._used.get(own, ()) if coming.is_closed else ():
            if name not in known:
                value = (mine.value(name) if mine is not None else None) or Value(name)
                values.append(replace(value, retired=value.retired or self._day))
                self.kept.append(str(own._replace(value=name)))
        return self._since(coming.explaining(values), mine)

    def _since(self, coming: _Thing, mine: _Thing | None) -> _Thing:
        """Give a thing with the version whose words hold: ours, or the next where they differ."""
        if mine is None:
            return replace(coming, since=1)
        differs = any(getattr(coming, one, "") != getattr(mine, one, "") for one in WORDS)
        return replace(coming, since=self._ours.version + 1 if differs else mine.since)

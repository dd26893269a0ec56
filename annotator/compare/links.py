"""Which links both codings have, and how the others differ.

Who says a claim is speakers.py's: links to speakers are no difference of their own.
"""

from collections.abc import Mapping, Sequence

from annotator.compare.collected import Collected
from annotator.compare.keys import place
from annotator.compare.rules import Rules
from annotator.compare.sides import Side, Target
from annotator.compare.values import DifferenceKind, Phase
from annotator.model.article import Json
from annotator.model.coded import CodedLink, CodedSpan

Partners = Mapping[str, tuple[CodedSpan, Phase]]
"""Of each span of one side that has one, by id, its partner on the other."""


def paired_links(left: Side, right: Side, to_right: Partners) -> list[tuple[CodedLink, CodedLink]]:
    """Give the links that both sides have: same type and direction, ends paired."""
    there = right.by_ends()
    found: list[tuple[CodedLink, CodedLink]] = []
    alone: list[CodedLink] = []
    for link in left.links if there else ():
        _, kind, begins, leads, _ = link
        source, target = to_right.get(begins), to_right.get(leads)
        other = None
        if source is not None and target is not None:
            other = there.pop((kind, source[0][0], target[0][0]), None)
        if other is not None:
            found.append((link, other))
        else:
            alone.append(link)
    if alone and there:
        found += _between_twins(alone, left, list(there.values()), right)
    return found


def _between_twins(
    mine: Sequence[CodedLink], left: Side, theirs: Sequence[CodedLink], right: Side
) -> list[tuple[CodedLink, CodedLink]]:
    """Pair links that join the same words: their ends are twins that were paired crosswise."""
    there: dict[str, list[CodedLink]] = {}
    for link in theirs:
        there.setdefault(repr(_content(right, link)), []).append(link)
    found: list[tuple[CodedLink, CodedLink]] = []
    for link in mine:
        others = there.get(repr(_content(left, link)))
        if others:
            found.append((link, others.pop()))
    return found


def _content(side: Side, link: CodedLink) -> list[Json]:
    ends = (side.spans[one] for one in (link.source_id, link.target_id))
    return [link.type, *(place(one.type, one.parts) for one in ends)]


class LinkDifferences:
    """Lists what the links of two codings say differently."""

    def __init__(
        self,
        found: Collected,
        sides: tuple[Side, Side],
        rules: Rules,
        joined: Mapping[str, set[str]],
    ) -> None:
        """Add to `found`; `joined` are the groups "1 against 2", with the ids of their spans."""
        self._found, self._sides, self._rules = found, sides, rules
        self._joined = {one: (group, ids) for group, ids in joined.items() for one in ids}

    def collect(
        self,
        paired: Sequence[tuple[CodedLink, CodedLink]],
        to_right: Partners,
        to_left: Partners,
    ) -> None:
        """List all: values that differ, links turned round, links of one side only."""
        left, right = self._sides
        for one, other in paired:
            if one[4] != other[4]:
                self._attributes(one, other)
        if len(paired) == len(left.links) == len(right.links):
            return
        mine = {one.id for one, _ in paired}
        alone = [one for one in left.links if one.id not in mine]
        theirs = {other.id for _, other in paired}
        others = {ends: one for ends, one in right.by_ends().items() if one.id not in theirs}
        for link in alone:
            ends = self._ends(link, to_right)
            if ends is not None:
                turned = others.pop((link.type, ends[1], ends[0]), None)
                group = None if turned else self._group(link, ends, right)
                self._one_sided((link, turned), group)
        for link in others.values():
            ends = self._ends(link, to_left)
            if ends is not None:
                self._one_sided((None, link), self._group(link, ends, left))

    def _ends(self, link: CodedLink, partners: Partners) -> tuple[str, str] | None:
        """Give the partners of both ends, of a link that can differ by itself.

        A pair of other types is one difference, links and all.
        """
        source, target = partners.get(link.source_id), partners.get(link.target_id)
        if link.type == self._rules.said_by or source is None or target is None:
            return None
        if Phase.TYPE in (source[1], target[1]):
            return None
        return source[0].id, target[0].id

    def _group(self, link: CodedLink, ends: tuple[str, str], side: Side) -> str | None:
        """Give the group whose other half has this link on the other side."""
        there: Mapping[Target, CodedLink] | None = None
        for end in (link.source_id, link.target_id):
            group, members = self._joined.get(end, (None, ()))
            if group is None:
                continue
            there = side.by_ends() if there is None else there
            for one in members:
                turned = (one, ends[1]) if end == link.source_id else (ends[0], one)
                if (link.type, *turned) in there:
                    return group
        return None

    def _one_sided(self, two: tuple[CodedLink | None, CodedLink | None], group: str | None) -> None:
        left, right = two
        where = "turned" if left and right else "left" if left else "right"
        link = left or right
        self._found.add(
            DifferenceKind.LINK,
            two,
            (
                None if left is None else _content(self._sides[0], left),
                None if right is None else _content(self._sides[1], right),
            ),
            alike=(link.type if link else "", where),
            group=group,
        )

    def _attributes(self, one: CodedLink, other: CodedLink) -> None:
        here, there = _content(self._sides[0], one), _content(self._sides[1], other)
        # Of a link only what both say can differ: a value that one left open is none against it.
        for name in sorted(one.attributes.keys() & other.attributes.keys()):
            was, now = one.attributes[name], other.attributes[name]
            if was != now:
                self._found.add(
                    DifferenceKind.ATTRIBUTE,
                    (one, other),
                    ([*here, name, was], [*there, name, now]),
                    (one.type, name, was or "", now or ""),
                    name=name,
                    was=was,
                    now=now,
                    data=(was, now),
                )

"""Which links both codings have, and how the others differ.

Who says a claim is speakers.py's: links to speakers are no difference of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any, NamedTuple

from annotator.compare.collected import Collected
from annotator.compare.keys import place
from annotator.compare.rules import Rules
from annotator.compare.sides import Partners, Side, Target
from annotator.compare.values import DifferenceKind
from annotator.model.article import Json
from annotator.model.coded import CodedLink

_TYPE, _SOURCE, _TARGET = itemgetter(1), itemgetter(2), itemgetter(3)


class PairedLinks(NamedTuple):
    """The links that both sides have, and those that only one has; the right's by their ends."""

    both: list[tuple[CodedLink, CodedLink]]
    left: list[CodedLink]
    right: dict[Target, CodedLink]


def paired_links(left: Side, right: Side, to_right: Partners, *, has_twins: bool) -> PairedLinks:
    """Give the links that both sides have: same type and direction, ends paired."""
    there, partner = right.by_ends(), to_right.of.get
    mine = left.links
    ends: Iterator[Any] = zip(
        map(_TYPE, mine),
        map(partner, map(_SOURCE, mine)),
        map(partner, map(_TARGET, mine)),
        strict=True,
    )
    others: list[Any] = [*map(there.get, ends)]  # an end without a partner is no link's
    both = [*compress(zip(mine, others, strict=True), others)]
    if len(both) == len(mine) == len(there):
        return PairedLinks(both, [], {})
    for _, other in both:
        del there[other[1:4]]
    alone = [one for one, other in zip(mine, others, strict=True) if other is None]
    if has_twins and alone and there:
        crossed = _between_twins(alone, left, list(there.values()), right)
        paired = {one.id for two in crossed for one in two}
        alone = [one for one in alone if one.id not in paired]
        there = {ends: one for ends, one in there.items() if one.id not in paired}
        both += crossed
    return PairedLinks(both, alone, there)


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

    def collect(self, links: PairedLinks, to_right: Partners, to_left: Partners) -> None:
        """List all: values that differ, links turned round, links of one side only."""
        left, right = self._sides
        for one, other in links.both:
            if one[4] != other[4]:
                self._attributes(one, other)
        others = dict(links.right)
        for link in links.left:
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
        _, kind, begins, leads, _ = link
        if kind == self._rules.said_by:
            return None
        source, target = partners.of.get(begins), partners.of.get(leads)
        if source is None or target is None:
            return None
        typed = partners.of_other_type
        return None if begins in typed or leads in typed else (source, target)

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
        self._found.add_link(
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
        mine, theirs = dict(one.attributes), dict(other.attributes)
        for name in sorted(mine.keys() & theirs.keys()):
            was, now = mine[name], theirs[name]
            if was != now:
                self._found.add_link(
                    DifferenceKind.ATTRIBUTE,
                    (one, other),
                    ([*here, name, was], [*there, name, now]),
                    (one.type, name, was or "", now or ""),
                    name=name,
                    was=was,
                    now=now,
                    data=(was, now),
                )

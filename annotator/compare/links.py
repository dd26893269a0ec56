"""Which links both codings have, and how the others differ.

Who says a claim is speakers.py's: links to speakers are no difference of their own.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from annotator.compare.collected import Collected
from annotator.compare.match import Matching
from annotator.compare.rules import Rules
from annotator.compare.values import DifferenceKind
from annotator.model.article import Json
from annotator.model.coded import CodedLink, Marks, Place, indices
from annotator.text.ranges import Range

Target = tuple[str, int, int]
"""A link by its type and the spans it goes from and to, by where they stand in their columns."""
Member = tuple[int, int]
"""A span by its side and where it stands there."""
_LEFT, _RIGHT = 0, 1


class PairedLinks(NamedTuple):
    """The links that both sides have, and those that only one has; the right's by their ends."""

    both: list[tuple[int, int]]
    left: list[int]
    right: dict[Target, int]


def by_ends(marks: Marks) -> dict[Target, int]:
    """Give where links stand, by type and ends."""
    _, types, sources, targets, *_ = marks.links
    return dict(zip(zip(types, sources, targets, strict=True), range(len(types)), strict=True))


def paired_links(left: Marks, right: Marks, matching: Matching) -> PairedLinks:
    """Give the links that both sides have: same type and direction, ends paired."""
    there, partner = by_ends(right), matching.partners.__getitem__
    _, types, sources, targets, *_ = left.links
    ends: Iterator[Any] = zip(types, map(partner, sources), map(partner, targets), strict=True)
    others = [*map(there.get, ends)]  # an end without a partner is no link's
    both = [(n, other) for n, other in enumerate(others) if other is not None]
    if len(both) == len(others) == len(there):
        return PairedLinks(both, [], {})
    alone = [n for n, other in enumerate(others) if other is None]
    paired = {other for _, other in both}
    rest = {ends: k for ends, k in there.items() if k not in paired}
    for article in matching.twins if alone and rest else ():
        crossed = _between_twins(alone, rest, (left, right), article)
        both += crossed
        alone = [n for n in alone if n not in {one for one, _ in crossed}]
        rest = {ends: k for ends, k in rest.items() if k not in {other for _, other in crossed}}
    both.sort()
    return PairedLinks(both, alone, rest)


def _between_twins(
    alone: list[int], rest: Mapping[Target, int], sides: tuple[Marks, Marks], article: int
) -> list[tuple[int, int]]:
    """Pair links of an article that join the same words: their ends are twins paired crosswise."""
    stretches = [indices(one.links.stretches[article]) for one in sides]
    there: dict[str, list[int]] = {}
    for k in rest.values():
        if k in stretches[_RIGHT]:
            there.setdefault(repr(content(sides[_RIGHT], k)), []).append(k)
    found: list[tuple[int, int]] = []
    for n in alone:
        if n in stretches[_LEFT]:
            others = there.get(repr(content(sides[_LEFT], n)))
            if others:
                found.append((n, others.pop()))
    return found


def content(marks: Marks, link: int) -> list[Json]:
    """Give what a link says without ids: its type, and the types and places of its ends."""
    _, types, sources, targets, *_ = marks.links
    ends = [marks.span(at) for at in (sources[link], targets[link])]
    found: list[Json] = [types[link]]
    found += [[one.type, *[f"{part[0]}-{part[1]}" for part in one.parts]] for one in ends]
    return found


class LinkDifferences:
    """Lists what the links of two codings say differently."""

    def __init__(
        self,
        found: Callable[[int], Collected],
        sides: tuple[Marks, Marks],
        matching: Matching,
        rules: Rules,
    ) -> None:
        """Add to what was `found` of an article."""
        self._found, self._sides, self._rules, self._matching = found, sides, rules, matching
        self._joined: dict[Member, tuple[str, set[Member]]] = {}
        self._by_ends: dict[int, dict[Target, int]] = {}

    def collect(self, links: PairedLinks, joined: Mapping[tuple[int, str], set[Member]]) -> None:
        """List all: values that differ, links turned round, links of one side only.

        `joined` are the groups "1 against 2" of articles, with their spans.
        """
        self._joined = {one: (group, ids) for (_, group), ids in joined.items() for one in ids}
        mine, theirs = (one.links.values for one in self._sides)
        for one, other in links.both:
            if mine[one] != theirs[other]:
                self._attributes(one, other)
        others = dict(links.right)
        for link in links.left:
            ends = self._ends(_LEFT, link)
            if ends is not None:
                turned = others.pop((ends[0], ends[2], ends[1]), None)
                group = None if turned is not None else self._group(_LEFT, link, ends)
                self._one_sided((link, turned), group)
        for link in others.values():
            ends = self._ends(_RIGHT, link)
            if ends is not None:
                self._one_sided((None, link), self._group(_RIGHT, link, ends))

    def _ends(self, side: int, link: int) -> Target | None:
        """Give the link's twin on the other side, by its ends, of a link that can differ by itself.

        A pair of other types is one difference, links and all.
        """
        _, types, sources, targets, *_ = self._sides[side].links
        kind = types[link]
        if kind == self._rules.said_by:
            return None
        begins, leads = sources[link], targets[link]
        typed = self._matching.of_other_type[side]
        if begins in typed or leads in typed:
            return None
        partners: Callable[[int], int | None] = (
            self._matching.backwards.get if side else self._matching.partners.__getitem__
        )
        source, target = partners(begins), partners(leads)
        return None if source is None or target is None else (kind, source, target)

    def _group(self, side: int, link: int, ends: Target) -> str | None:
        """Give the group whose other half has this link on the other side."""
        _, _, sources, targets, *_ = self._sides[side].links
        kind, source, target = ends
        for end, is_source in ((sources[link], True), (targets[link], False)):
            group, members = self._joined.get((side, end), (None, ()))
            if group is None:
                continue
            there = self._links_of(1 - side)
            for where, one in members:
                twin = (kind, one, target) if is_source else (kind, source, one)
                if where != side and twin in there:
                    return group
        return None

    def _links_of(self, side: int) -> Mapping[Target, int]:
        if side not in self._by_ends:
            self._by_ends[side] = by_ends(self._sides[side])
        return self._by_ends[side]

    def _one_sided(self, two: tuple[int | None, int | None], group: str | None) -> None:
        left, right = two
        where = "right" if left is None else "left" if right is None else "turned"
        said = [
            None if at is None else ascii(content(side, at))
            for side, at in zip(self._sides, two, strict=True)
        ]
        found, links, at = self._found_links(two)
        kind = next(one.type for one in links if one is not None)
        besides = "", None, None, (None, None), "", group, ()
        found.add_link(DifferenceKind.LINK, links, at, (said[0], said[1]), besides, (kind, where))

    def _attributes(self, one: int, other: int) -> None:
        here, there = content(self._sides[_LEFT], one), content(self._sides[_RIGHT], other)
        # Of a link only what both say can differ: a value that one left open is none against it.
        found, links, at = self._found_links((one, other))
        mine, theirs = (dict(each.attributes) for each in links if each is not None)
        for name in sorted(mine.keys() & theirs.keys()):
            was, now = mine[name], theirs[name]
            if was != now:
                found.add_link(
                    DifferenceKind.ATTRIBUTE,
                    links,
                    at,
                    (ascii([*here, name, was]), ascii([*there, name, now])),
                    (name, was, now, (was, now), "", None, ()),
                    (str(here[0]), name, was or "", now or ""),
                )

    def _found_links(
        self, two: tuple[int | None, int | None]
    ) -> tuple[Collected, tuple[CodedLink | None, CodedLink | None], Range]:
        """Give where differences of these links are collected, the links, and their place."""
        places: list[Place] = []
        links: list[CodedLink | None] = [None, None]
        for side, at in enumerate(two):
            if at is not None:
                marks = self._sides[side]
                links[side] = marks.link(at)
                ends = marks.links.sources[at], marks.links.targets[at]
                places += map(marks.spans.places.__getitem__, ends)
        start, end = min([one[2] for one in places]), max([one[-1] for one in places])
        return self._found(places[0][0]), (links[_LEFT], links[_RIGHT]), Range(start, end)

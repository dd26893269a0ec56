"""What is counted of articles, so that every figure follows from sums over articles.

Intervals draw articles anew (`resampling.py`): a sum of what was counted is all they need.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from annotator.compare.boundaries import same_but_for_marks
from annotator.compare.differences import Compared
from annotator.compare.rules import Rules
from annotator.compare.values import Phase
from annotator.model.coded import LinkColumns, Marks, Place, SpanColumns, Values
from annotator.model.scheme import Role

IOU_WHOLE = 1_000_000
"""Overlaps are counted in millionths, to add up exactly."""


class CountOf(NamedTuple):
    """One thing that is counted: what of which type, link or attribute; of a table its values."""

    what: str
    of: str = ""
    left: str | None = None
    right: str | None = None


@dataclass(frozen=True, slots=True)
class Pairing:
    """When two spans count as a pair, and as the same.

    `least_iou` is the least overlap of a pair; `loose` edges are the same but for quotation marks,
    stops and a leading "that".
    """

    least_iou: float = 0.0
    loose: bool = False


TABLE, SPEAKER = "table", str(Role.SPEAKER)
LEFT, RIGHT, EXACT, OVERLAP, IOU = "left", "right", "exact", "overlap", "iou"
STATEMENTS, LINKS_LEFT, LINKS_RIGHT, LINKS = "statements", "links left", "links right", "links"
GIVEN, KEPT = "given", "kept"
"""Places that were given to a coder, and those of them that were not deleted as no claim."""
_SAME_STATEMENTS = CountOf(STATEMENTS)


class Overlap(NamedTuple):
    """A pair that is not equal: how much it shares, and whether it counts as equal."""

    left: int
    right: int
    iou: float
    is_equal: bool


Table = Mapping[tuple[str | None, str | None], Sequence[str]]
"""By what left and right chose: ids of spans (the left's)."""


@dataclass(slots=True)
class Laid:
    """Two codings of an article laid side by side: all that is counted of them.

    Pairs are known by where they stand in the columns of both sides, where the article is number
    `at`. `said` are the speakers of paired claims (the left's) on both sides, `more` what is
    counted besides.
    """

    article_id: str
    at: int
    sides: tuple[Marks, Marks]
    equal: tuple[Sequence[int], Sequence[int]]
    overlaps: Sequence[Overlap]
    links: Sequence[tuple[int, int]]
    said: Sequence[tuple[int, tuple[str, str]]]
    more: Counter[CountOf] = field(default_factory=Counter)

    def marked(self) -> tuple[Sequence[Place], Sequence[Place]]:
        """Give where all spans of both sides are."""
        left, right = (one.spans.places[one.spans.stretches[self.at]] for one in self.sides)
        return left, right

    def alike(self) -> Iterator[tuple[str, Values, Values]]:
        """Give the type of all equal pairs, and their attributes on both sides."""
        mine, theirs = self.sides[0].spans, self.sides[1].spans
        lefts, rights = self.equal
        return zip(
            map(mine.types.__getitem__, lefts),
            map(mine.values.__getitem__, lefts),
            map(theirs.values.__getitem__, rights),
            strict=True,
        )


def laid(compared: Compared, pairing: Pairing) -> list[Laid]:
    """Give what is counted of articles; pairs that share too little are none."""
    matching, sides = compared.matching, (compared.left, compared.right)
    overlaps: list[list[Overlap]] = [[] for _ in compared.articles]
    weak: set[int] = set()
    for one, other, phase, iou in matching.unequal:
        if iou < pairing.least_iou:
            weak.add(one)
        elif phase is not Phase.TYPE:
            at = sides[0].spans.places[one][0]
            is_equal = pairing.loose and same_but_for_marks(
                compared.articles[at], sides[0].span(one), sides[1].span(other)
            )
            overlaps[at].append(Overlap(one, other, iou, is_equal))
    _, _, sources, targets, _, stretches = sides[0].links
    links, said = compared.links.both, compared.said
    if weak:
        links = [two for two in links if not {sources[two[0]], targets[two[0]]} & weak]
        said = [[one for one in some if one[0] not in weak] for some in said]
    found: list[Laid] = []
    for at, article in enumerate(compared.articles):
        stretch = matching.equal_of[at]
        equal = matching.equal[0][stretch], matching.equal[1][stretch]
        first, last = (bisect_left(links, (n,)) for n in (stretches[at].start, stretches[at].stop))
        found.append(Laid(article.id, at, sides, equal, overlaps[at], links[first:last], said[at]))
    return found


def count(some: Collection[Laid], rules: Rules) -> Counter[CountOf]:
    """Count what two codings of some articles have in common and where they differ."""
    n: Counter[CountOf] = Counter()
    for side, spans, links in ((0, LEFT, LINKS_LEFT), (1, RIGHT, LINKS_RIGHT)):
        _add_types(n, spans, [(one.sides[side].spans, one.at) for one in some])
        _add_types(n, links, [(one.sides[side].links, one.at) for one in some])
    for (kind, mine, theirs), k in Counter(
        chain.from_iterable([one.alike() for one in some])
    ).items():
        exact, _, share = _cells_of(kind)
        n[exact] += k
        n[share] += k * IOU_WHOLE
        for cell in _cells_of_values(kind, mine, theirs, rules.attributes.get(kind, _NONE)):
            n[cell] += k
    for one in some:
        _add_overlaps(n, one, rules)
    _add_links(n, some)
    for said, k in Counter([said for one in some for _, said in one.said]).items():
        n[_SAME_STATEMENTS] += k * (said[0] == said[1])
        n[tuple.__new__(CountOf, (SPEAKER, "", *said))] = k
    for one in some:
        if one.more:
            n.update(one.more)
    return n


def cases(one: Laid, of: str, rules: Rules) -> Table:
    """Give the spans of an article behind each cell of a table of values."""
    left, right = one.sides
    ids, found = left.spans.ids, dict[tuple[str | None, str | None], list[str]]()
    if of == SPEAKER:
        for at, said in one.said:
            found.setdefault(said, []).append(ids[at])
        return found
    kind, _, name = of.rpartition(".")
    is_known = name in rules.attributes.get(kind, ())
    pairs = [*zip(*one.equal, strict=True), *[each[:2] for each in one.overlaps]]
    for n, k in pairs:
        mine, theirs = dict(left.spans.values[n]), dict(right.spans.values[k])
        if left.spans.types[n] == kind and (is_known or name in mine or name in theirs):
            found.setdefault((mine.get(name), theirs.get(name)), []).append(ids[n])
    for n, k in one.links:
        mine, theirs = dict(left.links.values[n]), dict(right.links.values[k])
        if left.links.types[n] == kind and name in mine and name in theirs:
            found.setdefault((mine[name], theirs[name]), []).append(ids[left.links.sources[n]])
    return found


def _add_types(
    n: Counter[CountOf], what: str, some: Iterable[tuple[SpanColumns | LinkColumns, int]]
) -> None:
    every = [columns.types[columns.stretches[at]] for columns, at in some]
    for name, k in Counter(chain.from_iterable(every)).items():
        n[_cell_of(what, name)] = k


def _add_overlaps(n: Counter[CountOf], one: Laid, rules: Rules) -> None:
    mine, theirs = one.sides[0].spans, one.sides[1].spans
    for left, right, iou, is_equal in one.overlaps:
        kind = mine.types[left]
        exact, overlap, share = _cells_of(kind)
        n[exact if is_equal else overlap] += 1
        n[share] += round(iou * IOU_WHOLE)
        known = rules.attributes.get(kind, _NONE)
        for cell in _cells_of_values(kind, mine.values[left], theirs.values[right], known):
            n[cell] += 1


def _add_links(n: Counter[CountOf], some: Iterable[Laid]) -> None:
    """Count the links that both have."""
    kinds: list[str] = []
    for one in some:
        left, right = (side.links for side in one.sides)
        kinds += [left.types[at] for at, _ in one.links]
        for at, there in [two for two in one.links if left.values[two[0]]]:
            mine, theirs = dict(left.values[at]), dict(right.values[there])
            for name in mine.keys() & theirs.keys():
                n[_table_cell(left.types[at], name, mine[name], theirs[name])] += 1
    for name, k in Counter(kinds).items():
        n[_cell_of(LINKS, name)] = k


_NONE: frozenset[str] = frozenset()


@cache
def _cells_of(type_name: str) -> tuple[CountOf, CountOf, CountOf]:
    return CountOf(EXACT, type_name), CountOf(OVERLAP, type_name), CountOf(IOU, type_name)


@cache
def _cell_of(what: str, name: str) -> CountOf:
    return CountOf(what, name)


@lru_cache(maxsize=4096)
def _cells_of_values(
    kind: str, left: Values, right: Values, known: frozenset[str]
) -> list[CountOf]:
    """Give a cell for each attribute that the scheme knows or that either has."""
    mine, theirs = dict(left), dict(right)
    names = known | mine.keys() | theirs.keys()
    return [_table_cell(kind, name, mine.get(name), theirs.get(name)) for name in names]


@lru_cache(maxsize=4096)
def _table_cell(kind: str, name: str, was: str | None, now: str | None) -> CountOf:
    return CountOf(TABLE, f"{kind}.{name}", was, now)

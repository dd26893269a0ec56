"""What is counted of articles, so that every figure follows from sums over articles.

Intervals draw articles anew (`resampling.py`): a sum of what was counted is all they need.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from annotator.compare.boundaries import same_but_for_marks
from annotator.compare.differences import Compared
from annotator.compare.rules import Rules
from annotator.compare.sides import Side
from annotator.compare.values import Phase
from annotator.model.coded import CodedLink, CodedSpan, Values
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
_TYPE, _ATTRIBUTES = itemgetter(1), itemgetter(3)

Overlap = tuple[CodedSpan, CodedSpan, float, bool]
"""A pair that is not equal: how much it shares, and whether it counts as equal."""
Table = Mapping[tuple[str | None, str | None], Sequence[str]]
"""By what left and right chose: ids of spans (the left's)."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Two codings of an article laid side by side: all that is counted of them.

    `said` are the speakers of paired claims on both sides, `more` what is counted besides.
    """

    article_id: str
    sides: tuple[Side, Side]
    equal: tuple[Sequence[CodedSpan], Sequence[CodedSpan]]
    overlaps: Sequence[Overlap]
    links: Sequence[tuple[CodedLink, CodedLink]]
    said: Sequence[tuple[str, tuple[str, str]]]
    more: Counter[CountOf] = field(default_factory=Counter)

    def marked(self) -> tuple[Iterable[CodedSpan], Iterable[CodedSpan]]:
        """Give all spans of both sides."""
        return self.sides[0].spans.values(), self.sides[1].spans.values()

    def lefts(self) -> Iterable[CodedSpan]:
        """Give the left spans of all pairs."""
        return chain(self.equal[0], [one[0] for one in self.overlaps])

    def rights(self) -> Iterable[CodedSpan]:
        """Give the right spans of all pairs, in the same order."""
        return chain(self.equal[1], [one[1] for one in self.overlaps])


def laid(compared: Compared, pairing: Pairing) -> Laid:
    """Give what is counted of an article; pairs that share too little are none."""
    matching = compared.matching
    least, links = pairing.least_iou, compared.links.both
    overlaps: list[Overlap] = []
    weak: set[str] = set()
    for one, other, phase, iou in matching.unequal:
        if iou < least:
            weak.add(one[0])
        elif phase is not Phase.TYPE:
            is_equal = pairing.loose and same_but_for_marks(compared.article, one, other)
            overlaps.append((one, other, iou, is_equal))
    if weak:
        links = [two for two in links if not {two[0].source_id, two[0].target_id} & weak]
    known = compared.sayers.known.items()
    said = [(claim, one.values) for claim, one in known if claim not in weak]
    sides = compared.left, compared.right
    return Laid(compared.article.id, sides, matching.equal, overlaps, links, said)


def count(some: Collection[Laid], rules: Rules) -> Counter[CountOf]:
    """Count what two codings of some articles have in common and where they differ."""
    n: Counter[CountOf] = Counter()
    for side, spans, links in ((0, LEFT, LINKS_LEFT), (1, RIGHT, LINKS_RIGHT)):
        every = chain.from_iterable([one.sides[side].spans.values() for one in some])
        _add_types(n, spans, every)
        _add_types(n, links, chain.from_iterable([one.sides[side].links for one in some]))
    equal = Counter(map(_TYPE, chain.from_iterable([one.equal[0] for one in some])))
    for name, k in equal.items():
        is_exact, _, share = _cells_of(name)
        n[is_exact] = k
        n[share] = k * IOU_WHOLE
    for left, _, iou, is_equal in chain.from_iterable([one.overlaps for one in some]):
        exact, overlap, share = _cells_of(left.type)
        n[exact if is_equal else overlap] += 1
        n[share] += round(iou * IOU_WHOLE)
    _add_values(n, some, rules)
    _add_links(n, [two for one in some for two in one.links])
    for said, k in Counter([said for one in some for _, said in one.said]).items():
        n[_SAME_STATEMENTS] += k * (said[0] == said[1])
        n[CountOf(SPEAKER, "", *said)] = k
    for one in some:
        if one.more:
            n.update(one.more)
    return n


def cases(one: Laid, of: str, rules: Rules) -> Table:
    """Give the spans of an article behind each cell of a table of values."""
    found: dict[tuple[str | None, str | None], list[str]] = {}
    if of == SPEAKER:
        for span_id, said in one.said:
            found.setdefault(said, []).append(span_id)
        return found
    kind, _, name = of.rpartition(".")
    is_known = name in rules.attributes.get(kind, ())
    for left, right in zip(one.lefts(), one.rights(), strict=True):
        if left[1] == kind and (is_known or name in dict(left[3]) or name in dict(right[3])):
            two = dict(left[3]).get(name), dict(right[3]).get(name)
            found.setdefault(two, []).append(left[0])
    for mine, theirs in one.links:
        here, there = dict(mine[4]), dict(theirs[4])
        if mine[1] == kind and name in here and name in there:
            found.setdefault((here[name], there[name]), []).append(mine.source_id)
    return found


def _add_types(n: Counter[CountOf], what: str, some: Iterable[CodedSpan | CodedLink]) -> None:
    for name, k in Counter(map(_TYPE, some)).items():
        n[_cell_of(what, name)] = k


def _add_values(n: Counter[CountOf], some: Collection[Laid], rules: Rules) -> None:
    """Count each pair in the tables of values: of equal pairs all that are alike at once."""
    lefts = [*chain.from_iterable([one.lefts() for one in some])]
    rights = chain.from_iterable([one.rights() for one in some])
    alike = zip(map(_TYPE, lefts), map(_ATTRIBUTES, lefts), map(_ATTRIBUTES, rights), strict=True)
    for (kind, mine, theirs), k in Counter(alike).items():
        for cell in _cells_of_values(kind, mine, theirs, rules.attributes.get(kind, _NONE)):
            n[cell] += k


def _add_links(n: Counter[CountOf], both: Sequence[tuple[CodedLink, CodedLink]]) -> None:
    """Count the links that both have."""
    for name, k in Counter([mine[1] for mine, _ in both]).items():
        n[_cell_of(LINKS, name)] = k
    for mine, theirs in both:
        if mine[4] and theirs[4]:
            here, there = dict(mine[4]), dict(theirs[4])
            for name in here.keys() & there.keys():
                n[_table_cell(mine.type, name, here[name], there[name])] += 1


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

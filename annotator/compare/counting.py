"""What is counted of each article, so that every figure follows from sums over articles.

Intervals draw articles anew (`resampling.py`): a sum of what was counted is all they need.
"""

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from annotator.compare.boundaries import same_but_for_marks
from annotator.compare.differences import Compared
from annotator.compare.match import Matched
from annotator.compare.rules import Rules
from annotator.compare.values import Phase
from annotator.model.coded import CodedArticle, CodedSpan
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


@dataclass(slots=True)
class Counted:
    """What was counted of one article, and which spans (the left's) stand behind each cell."""

    n: Counter[CountOf] = field(default_factory=Counter)
    cases: dict[CountOf, list[str]] = field(default_factory=dict)


TABLE, SPEAKER = "table", str(Role.SPEAKER)
LEFT, RIGHT, EXACT, OVERLAP, IOU = "left", "right", "exact", "overlap", "iou"
STATEMENTS, LINKS_LEFT, LINKS_RIGHT, LINKS = "statements", "links left", "links right", "links"
_SAME_STATEMENTS = CountOf(STATEMENTS)
_TYPE = itemgetter(1)


def count(article: CodedArticle, compared: Compared, rules: Rules, pairing: Pairing) -> Counted:
    """Count what two codings of an article have in common and where they differ."""
    found = Counted()
    for side, spans, links in (
        (compared.left, LEFT, LINKS_LEFT),
        (compared.right, RIGHT, LINKS_RIGHT),
    ):
        for what, some in ((spans, side.spans.values()), (links, side.links)):
            for name, n in Counter(map(_TYPE, some)).items():
                found.n[_cell_of(what, name)] = n
    pairs = compared.matching.pairs
    weak = {one[0] for one, _, _, iou in pairs if iou < pairing.least_iou}
    same = [one for one in pairs if one[2] is not Phase.TYPE and one[3] >= pairing.least_iou]
    for name, n in Counter([one[1] for one, _, how, _ in same if how is Phase.EXACT]).items():
        is_exact, _, share = _cells_of(name)
        found.n[is_exact] = n
        found.n[share] = n * IOU_WHOLE
    for one, other, how, iou in same:
        if how is not Phase.EXACT:
            _count_overlap(article, found, (one, other), iou, pairing)
    _count_values(found, same, rules)
    for one, other, _, _ in same:
        if one[1] == rules.claim:
            said = compared.sayers.of(one, other).values
            found.n[_SAME_STATEMENTS] += said[0] == said[1]
            found.cases.setdefault(CountOf(SPEAKER, "", *said), []).append(one[0])
    _count_links(found, compared, weak)
    for cell, ids in found.cases.items():
        found.n[cell] = len(ids)
    return found


def _count_values(found: Counted, pairs: Iterable[Matched], rules: Rules) -> None:
    """Put each pair into the cells of the tables of values, with its left span as the case."""
    cells_of, cases = _CellsOf(rules), found.cases
    for one, other, _, _ in pairs:
        for cell in cells_of.pair(one, other):
            if cell in cases:
                cases[cell].append(one[0])
            else:
                cases[cell] = [one[0]]


def _count_links(found: Counted, compared: Compared, weak: Set[str]) -> None:
    """Count the links that both have; `weak` are spans whose pair is none here."""
    both = compared.links
    if weak:
        both = [two for two in both if not {two[0].source_id, two[0].target_id} & weak]
    for name, n in Counter([mine[1] for mine, _ in both]).items():
        found.n[_cell_of(LINKS, name)] = n
    for mine, theirs in both:
        if not mine[4] or not theirs[4]:
            continue
        for name in mine.attributes.keys() & theirs.attributes.keys():
            two = mine.attributes[name], theirs.attributes[name]
            cell = CountOf(TABLE, f"{mine.type}.{name}", *two)
            found.cases.setdefault(cell, []).append(mine.source_id)


def _count_overlap(
    article: CodedArticle,
    found: Counted,
    two: tuple[CodedSpan, CodedSpan],
    iou: float,
    pairing: Pairing,
) -> None:
    exact, overlap, share = _cells_of(two[0].type)
    is_exact = pairing.loose and same_but_for_marks(article, *two)
    found.n[exact if is_exact else overlap] += 1
    found.n[share] += round(iou * IOU_WHOLE)


@cache
def _cells_of(type_name: str) -> tuple[CountOf, CountOf, CountOf]:
    return CountOf(EXACT, type_name), CountOf(OVERLAP, type_name), CountOf(IOU, type_name)


@cache
def _cell_of(what: str, name: str) -> CountOf:
    return CountOf(what, name)


class _CellsOf:
    """The cells of the tables of values in which a pair counts."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._unset: dict[str, list[CountOf]] = {}

    def pair(self, one: CodedSpan, other: CodedSpan) -> list[CountOf]:
        """Give a cell for each attribute that the scheme knows or that either has."""
        kind, mine, theirs = one[1], one[3], other[3]
        if mine or theirs:
            known = self._rules.attributes.get(kind, frozenset())
            if not (mine.keys() <= known and theirs.keys() <= known):
                known = known | mine.keys() | theirs.keys()
            return [_table_cell(kind, name, mine.get(name), theirs.get(name)) for name in known]
        unset = self._unset.get(kind)
        if unset is None:
            names = self._rules.attributes.get(kind, ())
            unset = self._unset[kind] = [_table_cell(kind, name, None, None) for name in names]
        return unset


@lru_cache(maxsize=4096)
def _table_cell(kind: str, name: str, was: str | None, now: str | None) -> CountOf:
    return CountOf(TABLE, f"{kind}.{name}", was, now)

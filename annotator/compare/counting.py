"""What is counted of each article, so that every figure follows from sums over articles.

Intervals draw articles anew (`resampling.py`): a sum of what was counted is all they need.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from annotator.compare.boundaries import same_but_for_marks
from annotator.compare.differences import Compared
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
    """What was counted of one article, and which spans stand behind each cell of a table."""

    n: Counter[CountOf] = field(default_factory=Counter)
    cases: dict[CountOf, list[str]] = field(default_factory=dict)

    def count_case(self, cell: CountOf, span_id: str) -> None:
        """Count a pair, and keep the left's span as its case."""
        self.n[cell] += 1
        self.cases.setdefault(cell, []).append(span_id)


TABLE, SPEAKER = "table", str(Role.SPEAKER)
LEFT, RIGHT, EXACT, OVERLAP, IOU = "left", "right", "exact", "overlap", "iou"
STATEMENTS, LINKS_LEFT, LINKS_RIGHT, LINKS = "statements", "links left", "links right", "links"


def count(article: CodedArticle, compared: Compared, rules: Rules, pairing: Pairing) -> Counted:
    """Count what two codings of an article have in common and where they differ."""
    found = Counted()
    for side, spans, links in (
        (compared.left, LEFT, LINKS_LEFT),
        (compared.right, RIGHT, LINKS_RIGHT),
    ):
        found.n.update([CountOf(spans, one.type) for one in side.spans.values()])
        found.n.update([CountOf(links, one.type) for one in side.links])
    weak: set[str] = set()
    values: dict[tuple[str, str, str | None, str | None], list[str]] = {}
    for one, other, phase, iou in compared.matching.pairs:
        if iou < pairing.least_iou:
            weak.add(one.id)
        elif phase is not Phase.TYPE:
            _count_pair(article, found, (one, other), (phase, iou), pairing)
            mine, theirs = one.attributes, other.attributes
            for name in _names(rules, one, other):
                cell = one.type, name, mine.get(name), theirs.get(name)
                if cell in values:
                    values[cell].append(one.id)
                else:
                    values[cell] = [one.id]
            if one.type == rules.claim:
                said = compared.sayers.of(one, other).values
                found.n[CountOf(STATEMENTS)] += said[0] == said[1]
                found.count_case(CountOf(SPEAKER, "", *said), one.id)
    for (kind, name, was, now), ids in values.items():
        of = CountOf(TABLE, f"{kind}.{name}", was, now)
        found.n[of] = len(ids)
        found.cases[of] = ids
    _count_links(found, compared, weak)
    return found


def _count_links(found: Counted, compared: Compared, weak: Collection[str]) -> None:
    """Count the links that both have; `weak` are spans whose pair is none here."""
    for mine, theirs in compared.links:
        if mine.source_id in weak or mine.target_id in weak:
            continue
        found.n[CountOf(LINKS, mine.type)] += 1
        for name in mine.attributes.keys() & theirs.attributes.keys():
            two = mine.attributes[name], theirs.attributes[name]
            found.count_case(CountOf(TABLE, f"{mine.type}.{name}", *two), mine.source_id)


def _count_pair(
    article: CodedArticle,
    found: Counted,
    two: tuple[CodedSpan, CodedSpan],
    how: tuple[Phase, float],
    pairing: Pairing,
) -> None:
    one, other = two
    phase, iou = how
    is_exact = phase is Phase.EXACT or (pairing.loose and same_but_for_marks(article, one, other))
    exact, overlap, share = _cells_of(one.type)
    found.n[exact if is_exact else overlap] += 1
    found.n[share] += IOU_WHOLE if phase is Phase.EXACT else round(iou * IOU_WHOLE)


@cache
def _cells_of(type_name: str) -> tuple[CountOf, CountOf, CountOf]:
    return CountOf(EXACT, type_name), CountOf(OVERLAP, type_name), CountOf(IOU, type_name)


def _names(rules: Rules, one: CodedSpan, other: CodedSpan) -> Iterable[str]:
    known = rules.attributes.get(one.type, frozenset())
    if one.attributes.keys() <= known and other.attributes.keys() <= known:
        return known
    return known | one.attributes.keys() | other.attributes.keys()

"""Which spans of two codings are taken for the same: one to one, equal ones first.

Row order and ids decide nothing: where two partners fit equally well, content decides.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import itemgetter

from annotator.compare.hungarian import best_pairing
from annotator.compare.values import Matched, Phase
from annotator.model.coded import CodedSpan
from annotator.text.ranges import Range, is_blank

Content = Callable[[CodedSpan], tuple[str, ...]]
"""What a span is beside its type and parts, as something that sorts; asked for twins alone."""

_WHOLE = 1_000_000
_SAME = itemgetter(1, 2)
"""What two spans have alike that are paired before all others: type and parts."""
_PLACE = itemgetter(2, 1)
"""What a span's parts and type are in order: earliest first."""
_LETTER = re.compile(r"[^\W_]")
_LEAST_OF_OTHER_TYPE = 0.5


def size(parts: Iterable[Range]) -> int:
    """Give how many code points some parts hold."""
    return sum(end - start for start, end in parts)


def shared(left: Sequence[Range], right: Sequence[Range]) -> list[Range]:
    """Give what lies in parts of both, in text order."""
    if len(left) == 1 == len(right):
        start, end = max(left[0][0], right[0][0]), min(left[0][1], right[0][1])
        return [Range(start, end)] if start < end else []
    found = [
        Range(max(one[0], other[0]), min(one[1], other[1]))
        for one in left
        for other in right
        if one[0] < other[1] and other[0] < one[1]
    ]
    return sorted(found)


def iou(left: Sequence[Range], right: Sequence[Range]) -> float:
    """Give how much two spans share of what they hold together."""
    both = size(shared(left, right))
    return both / (size(left) + size(right) - both)


def is_speaking(text: str) -> bool:
    """Say whether a stretch holds a character that is neither blank nor punctuation."""
    if _LETTER.search(text):
        return True
    return not all(is_blank(one) or unicodedata.category(one)[0] == "P" for one in text)


class Matching:
    """The pairs of one article, phase by phase, and what overlaps what."""

    def __init__(
        self, text: str, left: Iterable[CodedSpan], right: Iterable[CodedSpan], content: Content
    ) -> None:
        """Pair the spans of the left and the right coding."""
        self._text, self._content = text, content
        self.equal: tuple[list[CodedSpan], list[CodedSpan]] = ([], [])
        """The left and the right spans of the pairs that have one type and the same parts."""
        self.unequal: list[Matched] = []
        """The other pairs."""
        self.overlapping: list[tuple[CodedSpan, CodedSpan, float]] = []
        """Spans of one type that share words, none of them of an equal pair."""
        self.has_twins = False
        """Whether a side has one type on the same parts twice."""
        self.left, self.right = self._equal(list(left), list(right))
        if self.left and self.right:
            self._phase(Phase.OVERLAP)
        if self.left and self.right:
            self._phase(Phase.TYPE)

    def pairs(self) -> Iterator[Matched]:
        """Give all pairs, equal ones first."""
        for one, other in zip(*self.equal, strict=True):
            yield one, other, Phase.EXACT, 1.0
        yield from self.unequal

    def _equal(
        self, mine: list[CodedSpan], theirs: list[CodedSpan]
    ) -> tuple[list[CodedSpan], list[CodedSpan]]:
        """Pair what has one type and the same parts; give what is left of both sides."""
        places = [*map(_SAME, mine)]
        here, there = {*places}, dict(zip(map(_SAME, theirs), theirs, strict=True))
        if len(here) < len(mine) or len(there) < len(theirs):
            return self._equal_with_twins(mine, theirs)
        partners = [*map(there.get, places)]
        self.equal = [*compress(mine, partners)], [*filter(None, partners)]
        n = len(self.equal[0])
        return (
            [one for one, other in zip(mine, partners, strict=True) if other is None]
            if n < len(mine)
            else [],
            [one for place, one in there.items() if place not in here] if n < len(theirs) else [],
        )

    def _equal_with_twins(
        self, left: Iterable[CodedSpan], right: Iterable[CodedSpan]
    ) -> tuple[list[CodedSpan], list[CodedSpan]]:
        self.has_twins = True
        here, there = _by_place(left), _by_place(right)
        alone: list[CodedSpan] = []
        for place, some in here.items():
            others = there.get(place, [])
            if len(some) > 1 or len(others) > 1:
                some, others = self._ordered_twins(some), self._ordered_twins(others)
            n = min(len(some), len(others))
            self.equal[0].extend(some[:n])
            self.equal[1].extend(others[:n])
            alone += some[n:]
            there[place] = others[n:]
        return alone, [one for some in there.values() for one in some]

    def _ordered_twins(self, some: list[CodedSpan]) -> list[CodedSpan]:
        return sorted(some, key=self._content) if len(some) > 1 else some

    def _phase(self, phase: Phase) -> None:
        left, right = self._ordered(self.left), self._ordered(self.right)
        fits: dict[int, dict[int, float]] = {}
        taken: tuple[set[int], set[int]] = (set(), set())
        for n, k in _touching(left, right, of_one_type=phase is Phase.OVERLAP):
            one, other = left[n], right[k]
            share = self._share(one, other, phase)
            if share:
                fits.setdefault(n, {})[k] = share
                if phase is Phase.OVERLAP:
                    self.overlapping.append((one, other, share))
        for rows in _components(fits):
            for n, k in _best(rows, left, right).items():
                self.unequal.append((left[n], right[k], phase, rows[n][k]))
                taken[0].add(n)
                taken[1].add(k)
        self.left = [one for n, one in enumerate(left) if n not in taken[0]]
        self.right = [one for k, one in enumerate(right) if k not in taken[1]]

    def _share(self, one: CodedSpan, other: CodedSpan, phase: Phase) -> float:
        """Give the overlap by which two spans that may be a pair fit; 0 where they do not."""
        if phase is Phase.TYPE:
            share = iou(one.parts, other.parts)
            return share if share >= _LEAST_OF_OTHER_TYPE else 0
        both = shared(one.parts, other.parts)
        if not any(is_speaking(self._text[start:end]) for start, end in both):
            return 0
        n = size(both)
        return n / (size(one.parts) + size(other.parts) - n)

    def _ordered(self, spans: list[CodedSpan]) -> list[CodedSpan]:
        if not self.has_twins:
            return sorted(spans, key=_PLACE)
        places = _by_place(spans)
        return [
            one
            for place in sorted(places, key=lambda place: (place[1], place[0]))
            for one in self._ordered_twins(places[place])
        ]


def _by_place(
    spans: Iterable[CodedSpan],
) -> dict[tuple[str, tuple[Range, ...]], list[CodedSpan]]:
    found: dict[tuple[str, tuple[Range, ...]], list[CodedSpan]] = {}
    for one in spans:
        found.setdefault((one.type, one.parts), []).append(one)
    return found


def _touching(
    left: Sequence[CodedSpan], right: Sequence[CodedSpan], *, of_one_type: bool
) -> Iterator[tuple[int, int]]:
    """Give which spans have a character in common, of one type or of two, each two once.

    One walk over the text, which remembers what has begun, type by type.
    """
    parts = [(*part, 0, n) for n, one in enumerate(left) for part in one[2]]
    parts += [(*part, 1, n) for n, one in enumerate(right) for part in one[2]]
    parts.sort()
    begun: tuple[dict[str, list[tuple[int, int]]], ...] = ({}, {})
    seen: set[tuple[int, int]] = set()
    for start, end, side, n in parts:
        kind = (left, right)[side][n][1]
        for name, others in begun[1 - side].items():
            if (name == kind) is not of_one_type or not others:
                continue
            others[:] = [one for one in others if one[0] > start]
            for _, k in others:
                two = (n, k) if side == 0 else (k, n)
                if two not in seen:
                    seen.add(two)
                    yield two
        begun[side].setdefault(kind, []).append((end, n))


def _components(fits: Mapping[int, Mapping[int, float]]) -> Iterator[dict[int, dict[int, float]]]:
    """Give the edges by row, for each set of spans that hang together."""
    rows_of: dict[int, list[int]] = {}
    for n, row in fits.items():
        for k in row:
            rows_of.setdefault(k, []).append(n)
    waiting = dict(fits)
    for first in fits:
        if first not in waiting:
            continue
        found = {first: dict(waiting.pop(first))}
        columns = [*found[first]]
        while columns:
            for n in rows_of[columns.pop()]:
                if n in waiting:
                    found[n] = dict(waiting.pop(n))
                    columns += found[n]
        yield found


def _best(
    rows: Mapping[int, Mapping[int, float]], left: Sequence[CodedSpan], right: Sequence[CodedSpan]
) -> dict[int, int]:
    """Pair one component: most overlap in all, then nearest edges, then earliest.

    The side whose spans come first by content gives the rows, so that swapped sides meet the same
    ties in the same order.
    """
    if len(rows) == 1:
        (n, row) = next(iter(rows.items()))
        if len(row) == 1:
            return {n: next(iter(row))}
    of_left = sorted(rows)
    of_right = sorted({k for row in rows.values() for k in row})
    far = max(left[n].parts[-1][1] for n in of_left) + max(right[k].parts[-1][1] for k in of_right)
    most = 2 * (far + 1) * min(len(of_left), len(of_right)) + 1
    weights: dict[tuple[int, int], int] = {}
    for n, row in rows.items():
        for k, share in row.items():
            one, other = left[n].parts, right[k].parts
            apart = abs(one[0][0] - other[0][0]) + abs(one[-1][1] - other[-1][1])
            weight = max(1, round(share * _WHOLE))
            weights[n, k] = (weight * most - apart) * most - one[0][0] - other[0][0]
    if _in_order(left, of_left) <= _in_order(right, of_right):
        return _solved(of_left, of_right, weights)
    turned = {(k, n): weight for (n, k), weight in weights.items()}
    return {n: k for k, n in _solved(of_right, of_left, turned).items()}


def _in_order(spans: Sequence[CodedSpan], some: Sequence[int]) -> tuple[int, list[object]]:
    return len(some), [(spans[n].parts, spans[n].type) for n in some]


def _solved(
    rows: Sequence[int], columns: Sequence[int], weights: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    row_at = {n: at for at, n in enumerate(rows)}
    column_at = {k: at for at, k in enumerate(columns)}
    edges: list[dict[int, int]] = [{} for _ in rows]
    for n, k in sorted(weights):
        edges[row_at[n]][column_at[k]] = weights[n, k]
    return {rows[a]: columns[b] for a, b in best_pairing(edges).items()}

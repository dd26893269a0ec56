"""Which spans of two codings are taken for the same: one to one, equal ones first.

Row order and ids decide nothing: where two partners fit equally well, content decides.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby, zip_longest
from operator import itemgetter
from typing import NamedTuple

from annotator.compare.hungarian import best_pairing
from annotator.compare.values import Phase
from annotator.model.coded import ArticleText, Marks, Place, indices
from annotator.text.ranges import Range, is_blank

Content = Callable[[Marks, int], tuple[str, ...]]
"""What a span is beside its type and parts, as something that sorts; asked for twins alone."""

_WHOLE = 1_000_000
Edges = tuple[int, ...]
"""Where the parts of a span begin and end, in turn."""
_LETTER = re.compile(r"[^\W_]")
_LEAST_OF_OTHER_TYPE = 0.5
_ONE_PART = ("start", "end")


class Paired(NamedTuple):
    """Two spans that are a pair, by where they stand in their columns; how, and how much they
    share.
    """

    left: int
    right: int
    phase: Phase
    iou: float


_Lone = tuple[int, Edges, str, int]
"""A span that has no partner yet: its article, where its parts begin and end, its type, where it
stands in its columns. In the order of the cells: earliest first."""


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
    if len(left) == 1 == len(right):
        (start, end), (begin, stop) = left[0], right[0]
        n = max(0, min(end, stop) - max(start, begin))
        return n / (end - start + stop - begin - n)
    both = size(shared(left, right))
    return both / (size(left) + size(right) - both)


def is_speaking(text: str) -> bool:
    """Say whether a stretch holds a character that is neither blank nor punctuation."""
    if _LETTER.search(text):
        return True
    return not all(is_blank(one) or unicodedata.category(one)[0] == "P" for one in text)


class Matching:
    """The pairs of spans of some articles, phase by phase, and what overlaps what.

    A span is known by its place in the columns of its side.
    """

    def __init__(
        self, articles: Sequence[ArticleText], left: Marks, right: Marks, content: Content
    ) -> None:
        """Pair the spans of the left and the right codings."""
        self._sides, self._content = (left, right), content
        self.unequal: list[Paired] = []
        """The pairs that have not one type and the same parts."""
        self.overlapping: list[tuple[int, int, float]] = []
        """Spans of one type that share words, none of them of an equal pair."""
        self.partners: list[int | None] = []
        """Of each of the left's spans its partner on the right."""
        self.of_other_type: tuple[set[int], set[int]] = (set(), set())
        """The left's and the right's spans whose partner has another type."""
        self.twins: frozenset[int] = frozenset()
        """The articles in which a side has one type on the same parts twice."""
        self.alone: tuple[list[int], list[int]] = self._equal()
        """The left's and the right's spans that have no partner."""
        lefts = [n for n, partner in enumerate(self.partners) if partner is not None]
        rights = [partner for partner in self.partners if partner is not None]
        self.equal: tuple[list[int], list[int]] = lefts, rights
        """The left's and the right's spans of the pairs that have one type and the same parts."""
        self.equal_of = [
            slice(bisect_left(lefts, one.start), bisect_left(lefts, one.stop))
            for one in left.spans.stretches
        ]
        """Where those of each article lie."""
        self._order_twins()
        self._unequal([one.text for one in articles])
        self.backwards = dict(zip(rights, lefts, strict=True))
        """Of each of the right's spans that has one its partner on the left."""
        self.backwards.update((one.right, one.left) for one in self.unequal)

    def places(self) -> tuple[list[Place], list[Place], list[Place]]:
        """Give where the equal pairs are, and where the left's and the right's other spans are."""
        here, there = (one.spans.places for one in self._sides)
        left, right = self.alone
        return (
            [here[n] for n in self.equal[0]],
            [here[n] for n in (*left, *(one.left for one in self.unequal))],
            [there[n] for n in (*right, *(one.right for one in self.unequal))],
        )

    def _equal(self) -> tuple[list[int], list[int]]:
        """Pair what has one type and the same parts; give what is left of both sides."""
        here, there = (one.spans.places for one in self._sides)
        at = dict(zip(there, count()))
        partners: list[int | None] = [*map(at.get, here)]
        self.partners = partners
        met = {*partners}
        met.discard(None)
        left = [n for n, partner in enumerate(partners) if partner is None]
        right = [n for n in range(len(there)) if n not in met]
        lone = {here[n] for n in left}
        if len(at) == len(there) and len(met) + len(lone) == len(here):
            return left, right
        twice = [there[n] for n in {*range(len(there))}.difference(at.values())]
        twice += [there[n] for n, k in Counter(partners).items() if n is not None and k > 1]
        twice += [place for place, k in Counter([here[n] for n in left]).items() if k > 1]
        self.twins = frozenset([place[0] for place in twice])
        return self._equal_with_twins(left, right)

    def _equal_with_twins(
        self, left: Iterable[int], right: Iterable[int]
    ) -> tuple[list[int], list[int]]:
        """Pair anew, in articles with twins, those that are most alike."""
        here, there = (one.spans.places for one in self._sides)
        left = [n for n in left if here[n][0] not in self.twins]
        right = [n for n in right if there[n][0] not in self.twins]
        for article in sorted(self.twins):
            mine, theirs = (_by_place(one, article) for one in self._sides)
            for place, some in mine.items():
                others = theirs.get(place, [])
                if len(some) > 1 or len(others) > 1:
                    some, others = self._sorted(0, some), self._sorted(1, others)
                for n, k in zip_longest(some, others[: len(some)]):
                    self.partners[n] = k
                left += some[len(others) :]
                theirs[place] = others[len(some) :]
            right += [n for some in theirs.values() for n in some]
        return left, right

    def _order_twins(self) -> None:
        """Say equal pairs of articles with twins place by place, those most alike first."""
        for article in self.twins:
            places = _by_place(self._sides[0], article)
            order = [n for some in places.values() for n in self._sorted(0, some)]
            stretch = self.equal_of[article]
            self.equal[0][stretch] = [n for n in order if self.partners[n] is not None]
            self.equal[1][stretch] = [
                k for k in map(self.partners.__getitem__, order) if k is not None
            ]

    def _sorted(self, side: int, some: list[int]) -> list[int]:
        if len(some) < 2:
            return some
        return sorted(some, key=lambda n: self._content(self._sides[side], n))

    def _unequal(self, texts: Sequence[str]) -> None:
        """Pair what is left in articles where both sides have something left."""
        places = [one.spans.places for one in self._sides]
        there = [{places[side][n][0] for n in self.alone[side]} for side in (0, 1)]
        both = there[0] & there[1]
        if not both:
            return
        lone: list[list[_Lone]] = []
        for side, some in enumerate(self.alone):
            lone.append(self._ordered(side, [n for n in some if places[side][n][0] in both]))
            some[:] = [n for n in some if places[side][n][0] not in both]
        for phase in (Phase.OVERLAP, Phase.TYPE):
            lone = self._phase(phase, texts, *lone)
        for some, rest in zip(self.alone, lone, strict=True):
            some += [one[3] for one in rest]

    def _phase(
        self, phase: Phase, texts: Sequence[str], left: Sequence[_Lone], right: Sequence[_Lone]
    ) -> list[list[_Lone]]:
        """Pair in one way; give what is left."""
        fits: dict[int, dict[int, float]] = {}
        taken: tuple[set[int], set[int]] = (set(), set())
        is_one_type = phase is Phase.OVERLAP
        for n, k in _touching(left, right, of_one_type=is_one_type):
            one, other = left[n], right[k]
            if is_one_type:
                share = _share_of_words(texts[one[0]], one[1], other[1])
            else:
                share = _share_of_other_type(one[1], other[1])
            if share:
                fits.setdefault(n, {})[k] = share
                if is_one_type:
                    self.overlapping.append((one[3], other[3], share))
        for rows in _components(fits):
            for n, k in _best(rows, left, right).items():
                mine, theirs = left[n][3], right[k][3]
                self.unequal.append(Paired(mine, theirs, phase, rows[n][k]))
                self.partners[mine] = theirs
                if not is_one_type:
                    self.of_other_type[0].add(mine)
                    self.of_other_type[1].add(theirs)
                taken[0].add(n)
                taken[1].add(k)
        return [
            [one for n, one in enumerate(some) if n not in gone]
            for some, gone in zip((left, right), taken, strict=True)
        ]

    def _ordered(self, side: int, some: Iterable[int]) -> list[_Lone]:
        places = self._sides[side].spans.places
        lone = [(place[0], place[2:], place[1], n) for n in some for place in (places[n],)]
        lone.sort()
        if not self.twins:
            return lone
        found: list[_Lone] = []
        for article, some_of_one in groupby(lone, key=itemgetter(0)):
            if article not in self.twins:
                found += some_of_one
                continue
            for _, twins in groupby(some_of_one, key=itemgetter(1, 2)):
                by_at = {one[3]: one for one in twins}
                found += [by_at[n] for n in self._sorted(side, [*by_at])]
        return found


def _by_place(marks: Marks, article: int) -> dict[Place, list[int]]:
    found: dict[Place, list[int]] = {}
    for n in indices(marks.spans.stretches[article]):
        found.setdefault(marks.spans.places[n], []).append(n)
    return found


def _share_of_words(text: str, one: Edges, other: Edges) -> float:
    """Give the overlap by which two spans of one type fit; 0 where no word is in both."""
    if len(one) == len(other) == len(_ONE_PART):
        first, last = max(one[0], other[0]), min(one[1], other[1])
        if not is_speaking(text[first:last]):
            return 0
        n = last - first
        return n / (one[1] - one[0] + other[1] - other[0] - n)
    mine, theirs = _parts(one), _parts(other)
    if not any(is_speaking(text[start:end]) for start, end in shared(mine, theirs)):
        return 0
    return iou(mine, theirs)


def _share_of_other_type(one: Edges, other: Edges) -> float:
    if len(one) == len(other) == len(_ONE_PART):
        n = min(one[1], other[1]) - max(one[0], other[0])  # they touch
        share = n / (one[1] - one[0] + other[1] - other[0] - n)
    else:
        share = iou(_parts(one), _parts(other))
    return share if share >= _LEAST_OF_OTHER_TYPE else 0


def _parts(edges: Edges) -> list[Range]:
    return [Range(*two) for two in zip(edges[::2], edges[1::2], strict=True)]


def _touching(
    left: Sequence[_Lone], right: Sequence[_Lone], *, of_one_type: bool
) -> Iterator[tuple[int, int]]:
    """Give which spans have a character in common, of one type or of two, each two once.

    One walk over each text, or one for each type, which remembers what has begun on either side.
    """
    parts = [
        (article, kind if of_one_type else "", start, end, side, n, kind)
        for side, lone in enumerate((left, right))
        for n, (article, edges, kind, _) in enumerate(lone)
        for start, end in (
            (edges,) if len(edges) == len(_ONE_PART) else zip(edges[::2], edges[1::2], strict=True)
        )
    ]
    parts.sort()
    begun: list[list[tuple[int, int, str]]] = [[], []]
    furthest = [0, 0]
    seen: set[tuple[int, int]] = set()
    now, way = -1, ""
    for article, walk, start, end, side, n, kind in parts:
        if article != now or walk != way:
            now, way, begun, furthest = article, walk, [[], []], [0, 0]
        if furthest[1 - side] > start:
            near = begun[1 - side] = [one for one in begun[1 - side] if one[0] > start]
            for _, k, other in near:
                two = (n, k) if side == 0 else (k, n)
                if two not in seen and (of_one_type or other != kind):
                    seen.add(two)
                    yield two
        begun[side].append((end, n, kind))
        if end > furthest[side]:
            furthest[side] = end


def _components(
    fits: Mapping[int, Mapping[int, float]],
) -> Iterator[Mapping[int, Mapping[int, float]]]:
    """Give the edges by row, for each set of spans that hang together."""
    rows_of: dict[int, list[int]] = {}
    for n, row in fits.items():
        for k in row:
            rows_of.setdefault(k, []).append(n)
    waiting = dict(fits)
    for first, row in fits.items():
        if first not in waiting:
            continue
        if len(row) == 1 and all(len(rows_of[k]) == 1 for k in row):
            yield {first: row}  # as most are
            continue
        found = {first: waiting.pop(first)}
        columns = [*found[first]]
        while columns:
            for n in rows_of[columns.pop()]:
                if n in waiting:
                    found[n] = waiting.pop(n)
                    columns += found[n]
        yield found


def _best(
    rows: Mapping[int, Mapping[int, float]], left: Sequence[_Lone], right: Sequence[_Lone]
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
    far = max(left[n][1][-1] for n in of_left) + max(right[k][1][-1] for k in of_right)
    most = 2 * (far + 1) * min(len(of_left), len(of_right)) + 1
    weights: dict[tuple[int, int], int] = {}
    for n, row in rows.items():
        for k, share in row.items():
            one, other = left[n][1], right[k][1]
            apart = abs(one[0] - other[0]) + abs(one[-1] - other[-1])
            weight = max(1, round(share * _WHOLE))
            weights[n, k] = (weight * most - apart) * most - one[0] - other[0]
    if _in_order(left, of_left) <= _in_order(right, of_right):
        return _solved(of_left, of_right, weights)
    turned = {(k, n): weight for (n, k), weight in weights.items()}
    return {n: k for k, n in _solved(of_right, of_left, turned).items()}


def _in_order(spans: Sequence[_Lone], some: Sequence[int]) -> tuple[int, list[object]]:
    return len(some), [spans[n][1:3] for n in some]


def _solved(
    rows: Sequence[int], columns: Sequence[int], weights: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    row_at = {n: at for at, n in enumerate(rows)}
    column_at = {k: at for at, k in enumerate(columns)}
    edges: list[dict[int, int]] = [{} for _ in rows]
    for n, k in sorted(weights):
        edges[row_at[n]][column_at[k]] = weights[n, k]
    return {rows[a]: columns[b] for a, b in best_pairing(edges).items()}

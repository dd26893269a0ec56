"""How another program counts positions in a text, found out by what stands at them.

The standard of REFI-QDA leaves it open, and older files of others mix it up: UTF-16 units or code
points, a line end of two characters or one, a byte order mark counted or not, the last character
inside or not. Which of these sixteen readings fits is seen by the words themselves.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.text.offsets import ForeignOffsets
from annotator.text.ranges import Range, is_blank
from annotator.text.words import is_word_edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SURE, _AHEAD = 80, 10
"""A reading is taken unasked from so many points of a hundred on, and so many before the next."""
_ENOUGH = 5_000
"""After so many places only readings that are not far behind are tried, and only for what they
do not fit: points are no longer counted."""
_NEAR = 0.8
_FEW, _MANY = 0.5, 0.9
_TELLING = 10
"""A source with so many points may contradict the others."""
_N_SHOWN = 3
_CUT = ("…", "...")
_CUT_FROM = 20
"""Shorter names are not cut, but end so."""
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_UTF16, _CODE_POINTS = "utf16", "codepoints"
_FLAGS = ("crlf2", "bom", "end")


class Counting(NamedTuple):
    """One reading. Its words are those of `--reading`."""

    utf16: bool = False
    crlf: bool = False
    bom: bool = False
    end: bool = False

    def said(self) -> str:
        """Give it as `counting_of` takes it."""
        flags = (name for name, on in zip(_FLAGS, self[1:], strict=True) if on)
        return ",".join((_UTF16 if self.utf16 else _CODE_POINTS, *flags))

    def in_words(self) -> str:
        """Give it for people."""
        said = (
            tr("UTF-16 units") if self.utf16 else tr("code points"),
            tr("line ends count two") if self.crlf else tr("line ends count one"),
            tr("with the mark before the text") if self.bom else "",
            tr("the last character included") if self.end else "",
        )
        return ", ".join(filter(None, said))


_USUAL = Counting()
EVERY = tuple(Counting(*flags) for flags in product((False, True), repeat=4))


def counting_of(said: str) -> Counting:
    """Give the reading that somebody names; raises `WrongUse`."""
    unit, *flags = said.split(",")
    if unit not in (_UTF16, _CODE_POINTS) or not set(flags) <= {*_FLAGS}:
        raise WrongUse(
            tr("“{said}” is no way to count positions.", said=said),
            tr("It is utf16 or codepoints, then as it applies ,crlf2 ,bom ,end."),
        )
    return Counting(unit == _UTF16, *(one in flags for one in _FLAGS))


class ForeignPlace(NamedTuple):
    """Where a file says that something stands, in its own units, and the words it repeats."""

    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class CountingShown:
    """A reading with its points of a hundred, and the words at some places under it."""

    counting: Counting
    score: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundCounting:
    """How positions of a source are read: with points of a hundred, and those of the next best.

    `is_decided` = nobody need be asked; else `shown` are the two best readings. `others` are
    articles, by number, that contradict it and have a reading of their own. `n_misfits` places
    leave their texts or cut a character.
    """

    counting: Counting
    score: int
    next: int
    is_decided: bool = True
    is_asked: bool = False
    n_misfits: int = 0
    shown: tuple[CountingShown, ...] = ()
    others: dict[int, Counting] = field(default_factory=dict)

    def of(self, number: int) -> Counting:
        """Give the reading of an article."""
        return self.others.get(number, self.counting)

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody chose it although it fits badly."""
        return self.is_asked and self.score < _SURE


class PlaceFinder:
    """Finds the places of a text under each reading."""

    def __init__(self, text: str, shape: str) -> None:
        """`shape` has a line end only where the file has two characters for it."""
        self._text, self._shape = text, shape
        self._is_plain = _WIDE.search(text) is None
        self._has_two = "\n" in shape
        self._counts: dict[tuple[bool, bool], ForeignOffsets] = {}

    def as_far_as_it_tells(self, counting: Counting) -> Counting:
        """Give a reading, or one that finds the same here: all are one width in most texts."""
        utf16, crlf = counting.utf16 and not self._is_plain, counting.crlf and self._has_two
        if (utf16, crlf) == (counting.utf16, counting.crlf):
            return counting
        return Counting(utf16, crlf, counting.bom, counting.end)

    def at(self, place: ForeignPlace, counting: Counting) -> Range | None:
        """Give where a place is; None where it leaves the text or cuts a character."""
        count = self._count(counting.utf16 and not self._is_plain, counting.crlf)
        start, end = place.start - counting.bom, place.end - counting.bom
        if count.is_even and not counting.end:
            fits = 0 <= start < end <= count.length
            return Range(start, end) if fits else None
        if counting.end:
            last = count.from_unit(end) if end < count.length else -1
            found = Range(count.from_unit(start), last + 1)
        else:
            if end > count.length or count.splits(end):
                return None
            found = Range(count.from_unit(start), count.from_unit(end))
        return None if start < 0 or count.splits(start) or found.is_empty else found

    def all_at(
        self, places: Iterable[ForeignPlace], counting: Counting
    ) -> tuple[Range | None, ...]:
        """Give where places are, as `at` does each; quickly where a file counts as we do."""
        if counting != _USUAL:
            return tuple([self.at(one, counting) for one in places])
        n = len(self._text)
        return tuple([Range(a, b) if 0 <= a < b <= n else None for a, b, _ in places])

    def _count(self, utf16: bool, crlf: bool) -> ForeignOffsets:
        count = self._counts.get((utf16, crlf))
        if count is None:
            text = self._shape if crlf else self._text
            count = self._counts[utf16, crlf] = ForeignOffsets(text, utf16=utf16, crlf=crlf)
        return count


@dataclass(slots=True)
class _Score:
    """What the places of one article say of each reading."""

    of: int = 0
    points: Counter[Counting] = field(default_factory=Counter)
    misfits: Counter[Counting] = field(default_factory=Counter)


class _Scores:
    """The scores of all articles: a large project has ten thousand of them."""

    _N_CELLS = 1 + 2 * len(EVERY)
    _NOT_TRIED = (1 << 32) - 1

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._cells = array("I")

    def add(self, number: int, one: _Score) -> None:
        misfits = (one.misfits.get(x, self._NOT_TRIED) for x in EVERY)
        self._numbers.append(number)
        self._cells.extend((one.of, *(one.points[x] for x in EVERY), *misfits))

    def __iter__(self) -> Iterator[tuple[int, _Score]]:
        for n, number in enumerate(self._numbers):
            of, *cells = self._cells[n * self._N_CELLS : (n + 1) * self._N_CELLS]
            pairs = zip(EVERY, cells[len(EVERY) :], strict=True)
            misfits = Counter({x: cell for x, cell in pairs if cell != self._NOT_TRIED})
            points = dict(zip(EVERY, cells, strict=False))
            yield number, _Score(of, Counter({x: points[x] for x in misfits}), misfits)


class Calibration:
    """Takes articles one by one with their places; says which reading fits all."""

    def __init__(self, readings: Sequence[Counting] = EVERY) -> None:
        """Begin with every reading, or with those that alone can be."""
        self._active: Sequence[Counting] = readings
        self._all = _Score()
        self._kinds = dict.fromkeys(EVERY, 0)
        self._each = _Scores()
        self._shown: list[tuple[str, PlaceFinder, ForeignPlace]] = []

    def add(self, number: int, text: str, shape: str, places: Sequence[ForeignPlace]) -> None:
        """Take an article; what holds no character tells nothing."""
        telling = [one for one in places if one.start != one.end]
        if not telling:
            return
        finder, score = PlaceFinder(text, shape), _Score()
        is_enough = self._all.of > 2 * _ENOUGH
        words = "" if is_enough else " ".join(text.split())
        known: dict[tuple[Range | None, ...], int] = {}
        found: dict[Counting, tuple[Range | None, ...]] = {}
        # Of very many places on one text so many tell enough, from all of it.
        step = max(1, len(telling) // _ENOUGH)
        named = [] if is_enough else [_named(one, words) for one in telling[::step]]
        for counting in self._active:
            telling_one = finder.as_far_as_it_tells(counting)
            at = found.get(telling_one)
            if at is None:
                at = found[telling_one] = finder.all_at(telling, telling_one)
            if at not in known and not is_enough:
                known[at] = sum(
                    _points(text, where, name)
                    for where, name in zip(at[::step], named, strict=True)
                )
            score.points[counting] = known.get(at, 0)
            score.misfits[counting] = at.count(None)
            self._kinds[counting] = hash((self._kinds[counting], at))
        score.of = 0 if is_enough else 2 * len(named)
        self._each.add(number, score)
        self._all.of += score.of
        self._all.points.update(score.points)
        self._all.misfits.update(score.misfits)
        if len(self._shown) < _N_SHOWN:
            self._shown += [(text, finder, one) for one in telling[: _N_SHOWN - len(self._shown)]]
        if self._all.of > 2 * _ENOUGH:
            best = max(self._all.points.values())
            self._active = [x for x in self._active if self._all.points[x] >= _NEAR * best]

    def positions(
        self,
        usual: Counting | None = None,
        asked: Counting | None = None,
        known: Counting | None = None,
    ) -> FoundCounting | None:
        """Give the reading for all, or how well the one fits that was asked for; None = no place
        tells. `usual` is how the program that made the file usually counts, `known` how this
        file surely does.
        """
        if not self._all.of:
            return None
        points = self._all.points
        ranked = sorted(EVERY, key=lambda one: (-points[one], one != usual, sum(one), one))
        fitting = next((one for one in ranked if not self._all.misfits[one]), ranked[0])
        is_near = self._score(ranked[0]) - self._score(fitting) < _AHEAD
        best = asked or known or (fitting if is_near else ranked[0])
        second = next((x for x in ranked if self._kinds[x] != self._kinds[best]), None)
        score = self._score(best)
        behind = 0 if second is None else self._score(second)
        is_usual = best == usual and score == behind
        is_decided = known is not None or (
            score >= _SURE and (score - behind >= _AHEAD or is_usual)
        )
        if asked is not None:
            n = self._all.misfits[best]
            return FoundCounting(best, score, behind, is_asked=True, n_misfits=n)
        shown = () if is_decided or second is None else (self._show(best), self._show(second))
        others = {} if known else dict(self._contradicting(best))
        n = sum(x.misfits[best] for number, x in self._each if number not in others)
        return FoundCounting(best, score, behind, is_decided, False, n, shown, others)

    def _score(self, counting: Counting) -> int:
        return round(100 * self._all.points[counting] / self._all.of)

    def _show(self, counting: Counting) -> CountingShown:
        words = []
        for text, finder, place in self._shown:
            at = finder.at(place, counting)
            words.append("" if at is None else at.of(text))
        return CountingShown(counting, self._score(counting), tuple(words))

    def _contradicting(self, best: Counting) -> Iterable[tuple[int, Counting]]:
        """Give articles that the best reading does not fit, with the one that does."""
        for number, one in self._each:
            fits = not one.misfits[best]
            if fits and (one.of < _TELLING or one.points[best] > _FEW * one.of):
                continue
            fitting = [x for x in EVERY if x in one.points and not one.misfits[x]]
            own = max(fitting, key=one.points.__getitem__, default=best)
            if own != best and (not fits or one.points[own] >= _MANY * one.of):
                yield number, own


def _named(place: ForeignPlace, words: str) -> str:
    """Give the words that a place repeats, if they stand in the article at all."""
    name = " ".join(place.name.split())
    return name if _bare(name) and _bare(name) in words else ""


def _bare(name: str) -> str:
    for cut in _CUT:
        name = name.removesuffix(cut)
    return name.rstrip()


def _points(text: str, at: Range | None, name: str) -> int:
    """Give 0 to 2 points: for the words that the file repeats, else for edges as people mark."""
    if at is None:
        return 0
    has_blank = is_blank(text[at.start]) or is_blank(text[at.end - 1])
    if name:
        found, bare = " ".join(at.of(text).split()), _bare(name)
        is_cut = bare != name and len(bare) > _CUT_FROM
        is_it = found == name or (is_cut and found.startswith(bare))
        # Names are trimmed: that a blank stands at an edge cannot be seen in them.
        return 2 - has_blank if is_it else 0
    is_whole = is_word_edge(text, at.start) and is_word_edge(text, at.end)
    return is_whole + (not has_blank)

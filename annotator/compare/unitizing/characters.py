"""Whether coders mark the same stretches of the text: α for unitizing of each type and of all.

What it is, says `formula.py`; here the units of articles become figures, and intervals.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from annotator.compare.figures import ALL, Figure, Measure
from annotator.compare.resampling import Drawn, Packed, Values
from annotator.compare.unitizing.formula import (
    NO_UNITS,
    Continuum,
    Units,
    Unmasked,
    disagreement,
    room_for,
    unitizing_alpha,
)
from annotator.language import tr
from annotator.model.coded import OF_ONE_PART, Place


class CodedText(NamedTuple):
    """An article without its boilerplate, and where each coder marked something in it.

    `at` is the number by which these places call the article.
    """

    at: int
    unmasked: Unmasked
    codings: Sequence[Iterable[Place]]


class Characters:
    """The text of some articles as coders marked it."""

    def __init__(
        self,
        articles: Sequence[CodedText],
        types: Iterable[str],
        units: "UnitsByType | None" = None,
    ) -> None:
        """Lay the articles one behind the other; `types` are those to be named, marked or not.

        `units` are those of these articles, where they are known already.
        """
        lengths = [one.unmasked.length for one in articles]
        if units is None:
            units = units_by_type(articles)
        names = [*types]
        names += sorted(units.keys() - {*names})
        n_coders = len(articles[0].codings) if articles else 2
        nothing = [NO_UNITS] * (n_coders + 1)
        self._continua = {}
        for name in names:
            *marked, shared = units.get(name, nothing)
            self._continua[name] = Continuum(lengths, marked, shared)

    def figures(self) -> list[Figure]:
        """Give α of each type, and over all types that anybody marked."""
        found, disagreements, length = list[Figure](), list[tuple[float, float]](), 0
        for name, one in self._continua.items():
            disagreements.append(one.disagreement())
            more = {
                "d_o": disagreements[-1][0],
                "d_e": disagreements[-1][1],
                "left_out": one.n_left_out,
                "units": one.n_units + one.n_left_out,
            }
            length = one.length
            found.append(_figure(name, unitizing_alpha(disagreements[-1:]), length, more))
        found.append(_figure(ALL, unitizing_alpha(disagreements), length, {}))
        return found


class DrawnCharacters:
    """What the figures of the text of some articles are where these are drawn anew."""

    def __init__(self, articles: Sequence[CodedText], types: Iterable[str]) -> None:
        """Reckon each article by itself; `types` come first, those that nobody marked not."""
        lengths = [one.unmasked.length for one in articles]
        alone = [units_by_type((one,)) for one in articles]
        n_coders = len(articles[0].codings)
        marked = {name for one in alone for name in one}
        every = {
            name: _Drawn(lengths, [one.get(name) for one in alone], n_coders)
            for name in dict.fromkeys((*types, *sorted(marked)))
        }
        types = {name: one for name, one in every.items() if one.lengths}
        self.names = (*types, ALL)
        """Of what there are figures."""
        self._types = [*types.values()]
        rows = zip(lengths, *[one.rows() for one in self._types], strict=True)
        self._packed = Packed([(length, *chain.from_iterable(some)) for length, *some in rows])

    def values(self, drawn: Drawn) -> Values:
        """Give α of each of these names over the articles that were drawn."""
        length, *sums = self._packed.sums(drawn)
        every, at = list[tuple[float, float]](), 0
        for one in self._types:
            every.append(one.disagreement(length, sums[at : at + one.n_columns]))
            at += one.n_columns
        return [unitizing_alpha(some) for some in (*([one] for one in every), every)]


class _Drawn:
    """What is summed up of drawn articles for one type: lengths of units, and room for each."""

    def __init__(
        self, articles: Sequence[int], marked: Sequence[Sequence[Units] | None], n_coders: int
    ) -> None:
        """Reckon each article by itself: its length, and what each coder marked there."""
        self._n_coders = n_coders
        nothing = [NO_UNITS] * (n_coders + 1)
        self._articles: deque[tuple[int, Counter[int], Counter[int]]] = deque()
        for length, units in zip(articles, marked, strict=True):
            *of_coders, shared = units or nothing
            alone = Continuum([length], of_coders, shared)
            self._articles.append((alone.observed(), *alone.lengths()))
        self.lengths = sorted({one for _, units, _ in self._articles for one in units})
        """How long units of this type are."""
        self.n_columns = 1 + 2 * len(self.lengths)

    def rows(self) -> Iterator[Sequence[int]]:
        """Give the numbers of each article, once: then they are let go."""
        while self._articles:
            observed, units, gaps = self._articles.popleft()
            room = room_for(self.lengths, gaps)
            yield observed, *map(units.__getitem__, self.lengths), *room.values()

    def disagreement(self, length: int, sums: Sequence[int]) -> tuple[float, float]:
        """Give the disagreement in articles of this length, of the sums of their numbers."""
        observed, *counted = sums
        k = len(self.lengths)
        units = {unit: n for unit, n in zip(self.lengths, counted[:k], strict=True) if n}
        if not units:
            return 0.0, 0.0
        room = dict(zip(self.lengths, counted[k:], strict=True))
        return disagreement(self._n_coders, length, observed, units, room)


class UnitsByType(dict[str, list[Units]]):
    """What each coder marked by type, by its place in all articles that were added; behind it what
    all of them marked besides.
    """

    def __init__(self) -> None:
        """Begin with no article."""
        super().__init__()
        self._at = self._n_coders = 0

    def __missing__(self, kind: str) -> list[Units]:
        """Begin with no units of a type."""
        return self.setdefault(kind, [Units([], []) for _ in range(self._n_coders + 1)])

    def add(
        self,
        articles: Mapping[int, Unmasked],
        codings: Sequence[Iterable[Place]],
        shared: Iterable[Place] = (),
    ) -> None:
        """Lay further articles, by the numbers that places call them, behind those there are.

        `shared` are places that all codings hold beside their own.
        """
        self._n_coders = len(codings)
        begins: dict[int, int] = {}
        for n, one in articles.items():
            begins[n] = self._at
            self._at += one.length
        is_masked = any(one.masks for one in articles.values())
        for coder, places in enumerate((*codings, shared)):
            if is_masked:
                self._lay(coder, (articles[one[0]].moved(one) for one in places), begins)
            else:
                self._lay(coder, places, begins)

    def _lay(self, coder: int, places: Iterable[Place], begins: Mapping[int, int]) -> None:
        for place in places:
            at = begins[place[0]]
            starts, ends = self[place[1]][coder]
            if len(place) == OF_ONE_PART:
                starts.append(at + place[2])
                ends.append(at + place[3])
            else:
                starts += [at + one for one in place[2::2]]
                ends += [at + one for one in place[3::2]]


def units_by_type(articles: Iterable[CodedText]) -> UnitsByType:
    """Give what each coder marked by type, by its place in all articles."""
    found = UnitsByType()
    for at, unmasked, codings in articles:
        found.add({at: unmasked}, codings)
    return found


def _figure(of: str, value: float | None, n: int, more: Mapping[str, float]) -> Figure:
    why = "" if value is not None else tr("nothing is marked on either side: not defined")
    return Figure(measure=Measure.ALPHA_U, of=of, value=value, n=n, why=why, more=more)

"""Whether coders mark the same stretches of the text: α for unitizing of each type and of all.

What it is, says `formula.py`; here the units of articles become figures, and intervals.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotator.compare.figures import ALL, Figure, Measure
from annotator.compare.resampling import Drawn, Packed, draws, middle
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
from annotator.work import Cancel


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
        self._articles = articles
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

    def figures(self, n_resamples: int, cancel: Cancel) -> list[Figure]:
        """Give α of each type, and over all types that anybody marked; with intervals from some
        draws of the articles.
        """
        between = self._intervals(n_resamples, cancel) if n_resamples else {}
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
        return [replace(one, interval=between.get(one.of)) for one in found]

    def _intervals(self, n: int, cancel: Cancel) -> dict[str, tuple[float, float] | None]:
        """Give the interval of each type, and over all, from `n` draws of as many articles."""
        names = [name for name, one in self._continua.items() if one.n_units]
        lengths = [one.unmasked.length for one in self._articles]
        alone = [units_by_type((one,)) for one in self._articles]
        types = [
            _Drawn(lengths, [one.get(name) for one in alone], self._continua[name])
            for name in names
        ]
        found: list[list[float]] = [[] for _ in (*names, ALL)]
        for drawn in draws(len(self._articles), n, cancel):
            every = [one.disagreement(drawn) for one in types]
            for values, some in zip(found, [*([one] for one in every), every], strict=True):
                value = unitizing_alpha(some)
                if value is not None:
                    values.append(value)
        return dict(zip((*names, ALL), [middle(values, n) for values in found], strict=True))


class _Drawn:
    """What is summed up of drawn articles for one type: lengths of units, and room for each."""

    def __init__(
        self,
        articles: Sequence[int],
        marked: Sequence[Sequence[Units] | None],
        whole: Continuum,
    ) -> None:
        """Reckon each article by itself: its length, and what each coder marked there."""
        self._n_coders = whole.n_coders
        self._lengths = sorted(whole.lengths()[0])
        nothing = [NO_UNITS] * (self._n_coders + 1)
        vectors = []
        for length, units in zip(articles, marked, strict=True):
            *of_coders, shared = units or nothing
            alone = Continuum([length], of_coders, shared)
            n_units, gaps = alone.lengths()
            room = room_for(self._lengths, gaps)
            counted = (*map(n_units.__getitem__, self._lengths), *room.values())
            vectors.append((length, alone.observed(), *counted))
        self._packed = Packed(vectors)

    def disagreement(self, drawn: Drawn) -> tuple[float, float]:
        """Give the disagreement in the articles that were drawn."""
        length, observed, *counted = self._packed.sums(drawn)
        k = len(self._lengths)
        units = {unit: n for unit, n in zip(self._lengths, counted[:k], strict=True) if n}
        if not units:
            return 0.0, 0.0
        room = dict(zip(self._lengths, counted[k:], strict=True))
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

"""How far coders agree: all figures of two layers, over all articles and over parts of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from annotator.compare.coefficients import Value
from annotator.compare.counting import (
    SPEAKER,
    TABLE,
    CountOf,
    Laid,
    Pairing,
    cases,
    count,
    laid,
)
from annotator.compare.differences import Compared
from annotator.compare.figures import (
    Figure,
    Measure,
    Totals,
    drawn_figures,
    figures_of_two,
    has_intervals,
)
from annotator.compare.given import Places, count_kept, is_finding, over_given, share_kept
from annotator.compare.resampling import (
    RESAMPLES,
    Drawn,
    Interval,
    Values,
    intervals_of_values,
)
from annotator.compare.rules import Rules
from annotator.compare.unitizing.characters import (
    Characters,
    CodedText,
    DrawnCharacters,
    UnitsByType,
)
from annotator.compare.unitizing.formula import Unmasked
from annotator.compare.values import (
    ArticleComparison,
    Comparison,
    Difference,
    DifferenceKind,
    LeftOut,
    by_kind,
)
from annotator.model.article import Json
from annotator.model.coded import CodedArticles
from annotator.model.layer import Layer
from annotator.work import Cancel

Case = tuple[str, str]
"""An article and a span (of the left) in it, by their ids."""


@dataclass(frozen=True, slots=True)
class ToDraw:
    """Some figures, and what was counted of each article: all that their intervals follow from.

    Plain values, so that another process can be asked for the intervals.
    """

    figures: Sequence[Figure]
    totals: Totals
    rules: Rules
    articles: Sequence[CodedText]
    n: int


Reckon = Callable[[ToDraw, Cancel], Sequence[Interval]]
"""Gives the interval of each figure, in their order."""


def reckoned_here(asked: ToDraw, cancel: Cancel) -> list[Interval]:
    """Give the interval of each figure, in their order; raises `Cancelled`."""
    places, summed = drawn_figures(asked.figures, asked.totals, asked.rules)
    types = [one.name for one in asked.rules.scheme.types]
    characters = DrawnCharacters(asked.articles, types)
    of_text = {
        one.of: at
        for at, one in enumerate(asked.figures)
        if one.measure is Measure.ALPHA_U and one.can_be_drawn
    }
    places += [of_text.get(name, -1) for name in characters.names]

    def values_of(drawn: Drawn) -> Values:
        return [*summed.values(drawn), *characters.values(drawn)]

    found = intervals_of_values(len(asked.articles), values_of, asked.n, cancel)
    known = dict(zip(places, found, strict=True))
    return [known.get(at) for at in range(len(asked.figures))]


Draw = Callable[[int, Cancel], tuple[Figure, ...]]
DrawOfTwo = Callable[[int, Cancel, Reckon], tuple[Figure, ...]]


class Cells(Mapping[tuple[Value, Value], tuple[Case, ...]]):
    """The cases behind each cell of a table of values; they are looked up when asked for."""

    def __init__(self, of: str, some: Sequence[Laid], rules: Rules) -> None:
        """Know where to look."""
        self._of, self._some, self._rules = of, some, rules

    @cached_property
    def _found(self) -> dict[tuple[Value, Value], tuple[Case, ...]]:
        found: dict[tuple[Value, Value], list[Case]] = {}
        for one in self._some:
            for two, ids in cases(one, self._of, self._rules).items():
                found.setdefault(two, []).extend([(one.article_id, each) for each in ids])
        return {two: tuple(some) for two, some in found.items()}

    def __getitem__(self, two: tuple[Value, Value]) -> tuple[Case, ...]:
        """Give the cases in which left and right chose these."""
        return self._found[two]

    def __iter__(self) -> Iterator[tuple[Value, Value]]:
        """Give what left and right chose."""
        return iter(self._found)

    def __len__(self) -> int:
        """Give how many cells have cases."""
        return len(self._found)


@dataclass(frozen=True, slots=True)
class ValueTable:
    """Which values the left chose where the right chose which; each number with its cases."""

    of: str
    values: tuple[Value, ...]
    cells: Mapping[tuple[Value, Value], tuple[Case, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """The figures over some of the articles. `why` says that they are too few."""

    name: str
    article_ids: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    why: str = ""
    begins: str = ""
    ends: str = ""
    versions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BeforeSettling:
    """The figures as they stood when settling began, as JSON, and what has changed since.

    `came` and `went` count the spans of both layers; `by` are those who settled.
    """

    at: str
    figures: Mapping[str, Json]
    came: int = 0
    went: int = 0
    by: tuple[str, ...] = ()


def not_drawn(_n: int, _cancel: Cancel, _reckon: Reckon | None = None) -> tuple[Figure, ...]:
    """Give no figures, of what none are reckoned over."""
    return ()


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two layers agree. `tables` are those of values, by attribute; "" says who speaks.

    `given` is the type whose places were given to one of the two; "" = both found all they have.
    """

    comparison: Comparison
    figures: tuple[Figure, ...]
    tables: Mapping[str, ValueTable] = field(default_factory=dict)
    slices: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    before: BeforeSettling | None = None
    given: str = ""
    draw: DrawOfTwo = field(default=not_drawn, compare=False, repr=False)
    """Gives the figures with intervals, from so many draws of the articles."""

    def figure(self, measure: Measure, of: str) -> Figure | None:
        """Give one figure, or None."""
        return next((one for one in self.figures if (one.measure, one.of) == (measure, of)), None)

    def differences(self) -> Iterator[Difference]:
        """Give the differences that speak against agreement: where places were given, none of
        finding them.
        """
        every = self.comparison.differences()
        return (one for one in every if not (self.given and is_finding(one, self.given)))

    def counts(self) -> dict[DifferenceKind, int]:
        """Give how many of these differences there are of each kind."""
        return by_kind(self.differences())


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far layers agree: each two of them, and from three on all together."""

    layers: tuple[Layer, ...]
    pairs: tuple[PairAgreement, ...]
    overall: tuple[Figure, ...] = ()
    pairing: Pairing = field(default_factory=Pairing)
    n_resamples: int = RESAMPLES
    reference: Layer | None = None
    draw_overall: Draw = field(default=not_drawn, compare=False, repr=False)

    def with_intervals(self, n: int, cancel: Cancel, reckon: Reckon = reckoned_here) -> "Agreement":
        """Give the same with intervals, from so many draws; nothing is compared anew.

        `reckon` is asked for those of two coders.
        """
        pairs = [replace(one, figures=one.draw(n, cancel, reckon)) for one in self.pairs]
        overall = self.draw_overall(n, cancel)
        return replace(self, pairs=tuple(pairs), overall=overall, n_resamples=n)


class Measuring:
    """Two codings of articles, some after the other, until their figures are asked for."""

    def __init__(
        self,
        rules: Rules,
        pairing: Pairing,
        sides: tuple[int, int] = (0, 1),
        reference: int | None = None,
        given: Mapping[int, Places] | None = None,
    ) -> None:
        """Begin with none; `reference` = which side is held to be right.

        `given` are the places that were given to a coding; one that is not there found its own.
        """
        self._given = {side: (given or {})[side] for side in sides if side in (given or {})}
        self._rules, self._pairing, self._sides = rules, pairing, sides
        self._reference = reference
        self._compared: list[ArticleComparison] = []
        self._laid: list[Laid] = []
        self._unmasked: list[Unmasked] = []
        self._n: Counter[CountOf] = Counter()
        self._units = UnitsByType()

    def add(self, some: CodedArticles) -> Compared:
        """Compare some articles, and count them while they are at hand."""
        compared = Compared(some, self._rules, self._sides)
        self._compared += compared.comparisons
        found = laid(compared, self._pairing)
        for side, places in self._given.items():
            ids, *_, stretches = some.marks[side].spans
            for one, stretch in zip(found, stretches, strict=True):
                count_kept(one.more, places.get(one.article_id, ()), ids[stretch])
        unmasked = [Unmasked(len(one.text), one.boilerplate) for one in some.articles]
        shared, *own = compared.matching.places()
        self._units.add(dict(enumerate(unmasked)), own, shared)
        self._n.update(count(found, self._rules))
        self._laid += found
        self._unmasked += unmasked
        return compared

    def figures(self, articles: Sequence[int]) -> tuple[Figure, ...]:
        """Give the figures over some of the articles, by their place."""
        return self._figures(self._totals(articles), articles, 0, Cancel(), reckoned_here)

    def _totals(self, chosen: Sequence[int]) -> Totals:
        n = self._n if self._is_every(chosen) else None
        return Totals([self._laid[at] for at in chosen], self._rules, n)

    def _is_every(self, chosen: Sequence[int]) -> bool:
        return chosen == range(len(self._laid))

    def _figures(
        self,
        totals: Totals,
        chosen: Sequence[int],
        n_resamples: int,
        cancel: Cancel,
        reckon: Reckon,
    ) -> tuple[Figure, ...]:
        n = n_resamples if has_intervals(len(chosen), n_resamples) else 0
        units = self._units if self._is_every(chosen) else None
        some = self._coded(chosen, is_marked=units is None or n > 0)
        names = [one.name for one in self._rules.scheme.types]
        found = figures_of_two(totals, self._rules, self._reference)
        found += Characters(some, names, units).figures()
        if self._given:
            claim = self._rules.claim
            found = [share_kept(totals.n, claim), *over_given(found, claim)]
        if not n:
            return tuple(found)
        between = reckon(ToDraw(found, totals, self._rules, some, n), cancel)
        return tuple(
            replace(one, interval=interval) for one, interval in zip(found, between, strict=True)
        )

    def _coded(self, chosen: Sequence[int], *, is_marked: bool) -> list[CodedText]:
        """Give articles with what each side marked there, where that is asked for."""
        laid, nothing = self._laid, ((), ())
        return [
            CodedText(laid[at].at, self._unmasked[at], laid[at].marked() if is_marked else nothing)
            for at in chosen
        ]

    def agreement(
        self,
        layers: tuple[Layer, Layer],
        left_out: Sequence[LeftOut],
        n_resamples: int,
        cancel: Cancel,
    ) -> PairAgreement:
        """Give all that can be said of the two layers."""
        every = range(len(self._laid))
        totals = self._totals(every)
        draw = partial(self._figures, totals, every)
        comparison = Comparison(*layers, tuple(self._compared), tuple(left_out))
        given = self._rules.claim if self._given else ""
        figures, tables = draw(n_resamples, cancel, reckoned_here), self._tables(totals)
        return PairAgreement(comparison, figures, tables, given=given, draw=draw)

    def _tables(self, totals: Totals) -> dict[str, ValueTable]:
        """Give the tables of attributes, and of speakers."""
        names = sorted(of for what, of in totals.tables if what == TABLE)
        tables = {of: totals.tables[TABLE, of] for of in names}
        if (SPEAKER, "") in totals.tables:
            tables[SPEAKER] = totals.tables[SPEAKER, ""]
        return {
            of: ValueTable(of, self._values(of, cells), Cells(of, self._laid, self._rules))
            for of, cells in tables.items()
        }

    def _values(self, of: str, cells: Iterable[tuple[Value, Value]]) -> tuple[Value, ...]:
        used = {value for two in cells for value in two}
        known = [one for one in self._rules.values(of) if one in used]
        others = sorted(one for one in used if one is not None and one not in known)
        return (*known, *others, *([None] if None in used else []))

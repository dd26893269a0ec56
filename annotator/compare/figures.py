"""The figures that say how far two coders agree: value, n, interval, or why there is none."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from annotator.compare import coefficients
from annotator.compare.coefficients import Table, Value
from annotator.compare.counting import (
    EXACT,
    GIVEN,
    IOU,
    IOU_WHOLE,
    KEPT,
    LEFT,
    LINKS,
    LINKS_LEFT,
    LINKS_RIGHT,
    OVERLAP,
    RIGHT,
    SPEAKER,
    STATEMENTS,
    TABLE,
    CountOf,
    Laid,
    count,
)
from annotator.compare.resampling import LEAST_ARTICLES, Recipe, Sums, intervals
from annotator.compare.rules import Rules
from annotator.language import tr
from annotator.work import Cancel

if TYPE_CHECKING:
    from annotator.model.scheme import LinkType, SpanType

ALL = "all"
"""What α for unitizing over all types is called."""
_MOST_CELLS = 300
"""Free text has too many values for intervals; a list of a scheme has fewer."""


class Measure(StrEnum):
    """What a figure measures."""

    STATEMENTS = "statements"
    OVERLAP = "overlap"
    EXACT = "exact"
    LINKS = "links"
    ALPHA = "alpha"
    ALPHA_U = "alpha_u"
    PERCENT = "percent"
    KAPPA = "kappa"
    PI = "pi"
    S = "s"
    FLEISS = "fleiss"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: what it measures, of which type, link or attribute ("claim.directness").

    `value` None = not defined, then `why` says so.
    `n` counts what `measure` is over. `more` are figures that stand beside it: precision, recall,
    mean iou, how many are equal, how many each side has, the share of spans that were paired.
    `how` is "given" where places were not found but given.
    """

    measure: Measure
    of: str
    value: float | None
    n: float
    why: str = ""
    interval: tuple[float, float] | None = None
    how: str = ""
    more: Mapping[str, float] = field(default_factory=dict)


class Totals:
    """The sums of what is counted of some articles."""

    def __init__(self, some: Sequence[Laid], rules: Rules) -> None:
        """Count them all."""
        self._some, self._rules = some, rules
        self.n_articles = len(some)
        self.n = count(some, rules)
        self.tables: dict[tuple[str, str], dict[tuple[Value, Value], int]] = {}
        """What was counted by two values, by what and of which attribute."""
        for (what, of, left, right), k in self.n.items():
            if what in (TABLE, SPEAKER):
                self.tables.setdefault((what, of), {})[left, right] = k

    @cached_property
    def counted(self) -> list[Counter[CountOf]]:
        """What is counted of each article, for drawing them anew."""
        return [count((one,), self._rules) for one in self._some]

    def table(self, what: str, of: str = "") -> Table:
        """Give the table of values of an attribute, or of speakers."""
        found = dict(self.tables.get((what, of), {}))
        # An attribute that the scheme does not know is counted where somebody set it alone.
        unset = sum(self.n[one] for one in _pairs_of(of)) - sum(found.values())
        if what == TABLE and found and unset > 0:
            found[None, None] = found.get((None, None), 0) + unset
        return found

    def names(self, *what: str) -> list[str]:
        """Give what was counted in this way: names of types, links or attributes, sorted."""
        return sorted({cell.of for cell, k in self.n.items() if k and cell.what in what})


def _pairs_of(of: str) -> tuple[CountOf, CountOf]:
    """Give where the pairs are counted whose attribute is `of`."""
    type_name = of.rpartition(".")[0]
    return CountOf(EXACT, type_name), CountOf(OVERLAP, type_name)


def figures_of_two(totals: Totals, rules: Rules, reference: int | None = None) -> list[Figure]:
    """Give all figures but those of characters; `reference` = which side is held to be right."""
    found = [_statements(totals, rules)] if rules.claim else []
    types = _in_order([one.name for one in rules.scheme.types], totals.names(LEFT, RIGHT))
    for name in types:
        found += [
            _f1(totals, name, measure, reference) for measure in (Measure.OVERLAP, Measure.EXACT)
        ]
    links = _in_order(
        [one.name for one in rules.scheme.links], totals.names(LINKS_LEFT, LINKS_RIGHT)
    )
    found += [_links(totals, name) for name in links]
    for of in _attributes(totals, rules):
        found += _of_values(totals, of, rules.claim, rules.order(of))
    if rules.claim:
        found += _of_values(totals, SPEAKER, rules.claim)
    return found


def with_intervals(
    figures: Sequence[Figure], totals: Totals, rules: Rules, n: int, cancel: Cancel
) -> list[Figure]:
    """Give the figures with intervals, where there are articles enough to draw from."""
    if not has_intervals(totals.n_articles, n):
        return [*figures]
    drawing = _Drawing(totals, rules)
    made = {
        at: recipe
        for at, one in enumerate(figures)
        if not (one.how and one.value is None) and (recipe := drawing.recipe(one))
    }
    if not made:
        return [*figures]
    found = intervals(drawing.vectors(), drawing.squares, [*made.values()], n, cancel)
    between = dict(zip(made, found, strict=True))
    return [replace(one, interval=between.get(at, one.interval)) for at, one in enumerate(figures)]


def has_intervals(n_articles: int, n_draws: int) -> bool:
    """Say whether figures over this many articles have intervals."""
    return n_articles >= LEAST_ARTICLES and n_draws > 0


def why_no_interval(n_articles: int) -> str:
    """Say why figures over this many articles have no interval; "" where they have."""
    if n_articles >= LEAST_ARTICLES:
        return ""
    return tr("fewer than {n} articles: no interval", n=LEAST_ARTICLES)


# --- one figure ---------------------------------------------------------------------------------


def _statements(totals: Totals, rules: Rules) -> Figure:
    n = totals.n
    left, right = n[CountOf(LEFT, rules.claim)], n[CountOf(RIGHT, rules.claim)]
    equal = n[CountOf(STATEMENTS)]
    return Figure(
        measure=Measure.STATEMENTS,
        of=rules.claim,
        value=_twice(equal, left + right),
        n=(left + right) / 2,
        why=_none_marked(left + right),
        more={"equal": equal, "n_left": left, "n_right": right},
    )


def _f1(totals: Totals, name: str, measure: Measure, reference: int | None) -> Figure:
    n = totals.n
    left, right = n[CountOf(LEFT, name)], n[CountOf(RIGHT, name)]
    exact, overlap = n[CountOf(EXACT, name)], n[CountOf(OVERLAP, name)]
    paired = exact if measure is Measure.EXACT else exact + overlap
    more: dict[str, float] = {"n_left": left, "n_right": right, "paired": paired}
    if measure is Measure.OVERLAP and paired:
        more["iou"] = n[CountOf(IOU, name)] / IOU_WHOLE / paired
    if reference is not None:
        right_ones, found = (left, right) if reference == 0 else (right, left)
        if found:
            more["precision"] = paired / found
        if right_ones:
            more["recall"] = paired / right_ones
    return Figure(
        measure=measure,
        of=name,
        value=_twice(paired, left + right),
        n=(left + right) / 2,
        why=_none_marked(left + right),
        more=more,
    )


def _links(totals: Totals, name: str) -> Figure:
    left, right = totals.n[CountOf(LINKS_LEFT, name)], totals.n[CountOf(LINKS_RIGHT, name)]
    both = totals.n[CountOf(LINKS, name)]
    return Figure(
        measure=Measure.LINKS,
        of=name,
        value=_twice(both, left + right),
        n=(left + right) / 2,
        why=_none_marked(left + right),
        more={"n_left": left, "n_right": right, "paired": both},
    )


_BESIDE: tuple[tuple[Measure, Callable[[Table], float | None]], ...] = (
    (Measure.PERCENT, coefficients.percent),
    (Measure.KAPPA, coefficients.kappa),
    (Measure.PI, coefficients.pi),
    (Measure.S, coefficients.uniform),
)


def _of_values(
    totals: Totals, of: str, claim: str, order: Sequence[Value] | None = None
) -> list[Figure]:
    table = totals.table(SPEAKER) if of == SPEAKER else totals.table(TABLE, of)
    n = sum(table.values())
    equal = sum(k for (one, other), k in table.items() if one == other)
    type_name = of.rpartition(".")[0] if of != SPEAKER else claim
    more: dict[str, float] = {"equal": equal}
    marked = totals.n[CountOf(LEFT, type_name)] + totals.n[CountOf(RIGHT, type_name)]
    if marked:
        more["share_paired"] = 2 * n / marked
    is_enough = n >= 2
    value = coefficients.alpha(coefficients.of_two(table), order) if is_enough else None
    why = "" if value is not None else coefficients.why_not(n)
    found = [Figure(measure=Measure.ALPHA, of=of, value=value, n=n, why=why, more=more)]
    for measure, coefficient in _BESIDE:
        value = coefficient(table) if is_enough else None
        why = "" if value is not None else coefficients.why_not(n)
        found.append(Figure(measure=measure, of=of, value=value, n=n, why=why))
    return found


def _twice(both: int, n_of_both_sides: int) -> float | None:
    return 2 * both / n_of_both_sides if n_of_both_sides else None


def _none_marked(n_of_both_sides: int) -> str:
    return "" if n_of_both_sides else tr("nothing is marked on either side: not defined")


def _in_order(known: Iterable[str], seen: Sequence[str]) -> list[str]:
    """Give the names that are known, in their order, then the others that were seen."""
    first = [*known]
    return [*first, *(one for one in seen if one not in first)]


def _attributes(totals: Totals, rules: Rules) -> list[str]:
    """Give the attributes that anybody set, in the order of the scheme."""
    holders: list[SpanType | LinkType] = [*rules.scheme.types, *rules.scheme.links]
    known = [f"{one.name}.{each.name}" for one in holders for each in one.attributes]
    used = {
        cell.of
        for cell, k in totals.n.items()
        if k and cell.what == TABLE and (cell.left is not None or cell.right is not None)
    }
    return [one for one in _in_order(known, sorted(used)) if one in used]


# --- intervals ----------------------------------------------------------------------------------


class _Drawing:
    """Which numbers of an article are drawn, and how a figure follows from their sums."""

    def __init__(self, totals: Totals, rules: Rules) -> None:
        self._totals, self._rules = totals, rules
        self._at: dict[CountOf, int] = {}
        # What one article alone knows counts there as often as the article is drawn.
        articles_of: dict[str, set[int]] = {}
        for at, one in enumerate(totals.counted):
            for cell in one:
                if cell.what == SPEAKER:
                    for value in (cell.left or "", cell.right or ""):
                        articles_of.setdefault(value, set()).add(at)
        self._shared = {value for value, some in articles_of.items() if len(some) > 1}
        self.squares = [self._square(one) for one in totals.counted]

    def vectors(self) -> list[list[int]]:
        """Give the numbers of each article, in one order."""
        found = []
        for one in self._totals.counted:
            row = [0] * len(self._at)
            for cell, k in self._with_speakers(one).items():
                if cell in self._at:
                    row[self._at[cell]] = k
            found.append(row)
        return found

    def recipe(self, figure: Figure) -> Recipe | None:
        """Give how a figure follows from sums; None where it gets no interval."""
        of, claim = figure.of, self._rules.claim
        match figure.measure:
            case Measure.STATEMENTS:
                return self._ratio(
                    [CountOf(STATEMENTS)], CountOf(LEFT, claim), CountOf(RIGHT, claim)
                )
            case Measure.EXACT:
                return self._ratio([CountOf(EXACT, of)], CountOf(LEFT, of), CountOf(RIGHT, of))
            case Measure.OVERLAP:
                both = [CountOf(EXACT, of), CountOf(OVERLAP, of)]
                return self._ratio(both, CountOf(LEFT, of), CountOf(RIGHT, of))
            case Measure.LINKS:
                return self._ratio(
                    [CountOf(LINKS, of)], CountOf(LINKS_LEFT, of), CountOf(LINKS_RIGHT, of)
                )
            case Measure.ALPHA if of == SPEAKER:
                return self._speaker_alpha()
            case Measure.ALPHA:
                return self._alpha(of)
            case Measure.KEPT:
                return self._ratio([CountOf(KEPT)], CountOf(GIVEN), CountOf(GIVEN))
            case _:
                return None

    def _place(self, cell: CountOf) -> int:
        return self._at.setdefault(cell, len(self._at))

    def _ratio(self, both: Sequence[CountOf], left: CountOf, right: CountOf) -> Recipe:
        upper, lower = [*map(self._place, both)], (self._place(left), self._place(right))

        def ratio(sums: Sums, _: int) -> float | None:
            below = sums[lower[0]] + sums[lower[1]]
            return 2 * sum([sums[at] for at in upper]) / below if below else None

        return ratio

    def _alpha(self, of: str) -> Recipe | None:
        table = self._totals.table(TABLE, of)
        if len(table) > _MOST_CELLS:
            return None
        order = self._rules.order(of)
        cells = [(two, self._place(CountOf(TABLE, of, *two))) for two in table]
        pairs = [*map(self._place, _pairs_of(of))]

        def alpha(sums: Sums, _: int) -> float | None:
            drawn = {two: sums[at] for two, at in cells if sums[at]}
            unset = sum([sums[at] for at in pairs]) - sum(drawn.values())
            if unset > 0:
                drawn[None, None] = drawn.get((None, None), 0) + unset
            return coefficients.alpha(coefficients.of_two(drawn), order)

        return alpha

    def _speaker_alpha(self) -> Recipe | None:
        if len(self._shared) > _MOST_CELLS:
            return None
        whole, unequal = (
            self._place(CountOf(SPEAKER, "all")),
            self._place(CountOf(SPEAKER, "unequal")),
        )
        shared = [self._place(CountOf(SPEAKER, "value", value)) for value in sorted(self._shared)]

        def alpha(sums: Sums, squared: int) -> float | None:
            squares = squared + sum([sums[at] ** 2 for at in shared])
            return coefficients.nominal(2 * sums[unequal], sums[whole], squares)

        return alpha

    def _with_speakers(self, counted: Mapping[CountOf, int]) -> Counter[CountOf]:
        found = Counter(counted)
        for cell, k in counted.items():
            if cell.what == SPEAKER:
                found[CountOf(SPEAKER, "all")] += 2 * k
                found[CountOf(SPEAKER, "unequal")] += k * (cell.left != cell.right)
                for value in (cell.left, cell.right):
                    found[CountOf(SPEAKER, "value", value)] += k
        return found

    def _square(self, counted: Mapping[CountOf, int]) -> int:
        local: Counter[str] = Counter()
        for cell, k in counted.items():
            if cell.what == SPEAKER:
                for value in (cell.left or "", cell.right or ""):
                    if value not in self._shared:
                        local[value] += k
        return sum(k * k for k in local.values())

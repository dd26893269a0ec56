"""The figures that say how far two coders agree: value, n, interval, or why there is none."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from annotator.compare import coefficients
from annotator.compare.coefficients import Table, TableSums, Value
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
from annotator.compare.drawing import LEAST_UNITS, Drawing
from annotator.compare.resampling import LEAST_ARTICLES, Recipe, Summed
from annotator.compare.rules import Rules
from annotator.language import tr

if TYPE_CHECKING:
    from annotator.model.scheme import LinkType, SpanType

ALL = "all"
"""What α for unitizing over all types is called."""


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

    @property
    def can_be_drawn(self) -> bool:
        """Say whether it is one at all over these articles, and so may have an interval."""
        return not (self.how and self.value is None)


class Totals:
    """The sums of what is counted of some articles."""

    def __init__(
        self, some: Sequence[Laid], rules: Rules, n: Counter[CountOf] | None = None
    ) -> None:
        """Count them all; `n` is what was counted, where that is done."""
        self._some, self._rules = some, rules
        self.n_articles = len(some)
        self.n = count(some, rules) if n is None else n
        self.tables: dict[tuple[str, str], dict[tuple[Value, Value], int]] = {}
        """What was counted by two values, by what and of which attribute."""
        for (what, of, left, right), k in self.n.items():
            if what in (TABLE, SPEAKER):
                self.tables.setdefault((what, of), {})[left, right] = k

    @cached_property
    def counted(self) -> list[Counter[CountOf]]:
        """What is counted of each article, for drawing them anew."""
        return [count((one,), self._rules) for one in self._some]

    def __getstate__(self) -> dict[str, object]:
        """Go to another process with what was counted, without the codings themselves."""
        codings = ("_some", "_rules")
        kept = {"counted": self.counted, **vars(self)}
        return {name: one for name, one in kept.items() if name not in codings}

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


def drawn_figures(
    figures: Sequence[Figure], totals: Totals, rules: Rules
) -> tuple[list[int], Summed]:
    """Give which of the figures follow from what was counted of articles, and what they are where
    these are drawn anew.
    """
    drawing = Drawing(totals.counted)
    found = {
        at: recipe
        for at, one in enumerate(figures)
        if one.can_be_drawn and (recipe := _recipe(drawing, one, totals, rules))
    }
    return [*found], Summed(drawing.numbers(), [*found.values()])


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


_OF_TABLE: Mapping[Measure, Callable[[TableSums], float | None]] = {
    Measure.ALPHA: coefficients.alpha_of_two,
    Measure.PERCENT: coefficients.percent,
    Measure.KAPPA: coefficients.kappa,
    Measure.PI: coefficients.pi,
    Measure.S: coefficients.uniform,
}


def _of_values(
    totals: Totals, of: str, claim: str, order: Sequence[Value] | None = None
) -> list[Figure]:
    table = totals.table(SPEAKER) if of == SPEAKER else totals.table(TABLE, of)
    sums = coefficients.sums_of(table)
    type_name = of.rpartition(".")[0] if of != SPEAKER else claim
    more: dict[str, float] = {"equal": sums.equal}
    marked = totals.n[CountOf(LEFT, type_name)] + totals.n[CountOf(RIGHT, type_name)]
    if marked:
        more["share_paired"] = 2 * sums.n / marked
    found: list[Figure] = []
    for measure, coefficient in _OF_TABLE.items():
        value = coefficient(sums) if sums.n >= LEAST_UNITS else None
        if measure is Measure.ALPHA and order is not None and sums.n >= LEAST_UNITS:
            value = coefficients.alpha(coefficients.of_two(table), order)
        why = "" if value is not None else coefficients.why_not(sums.n)
        found.append(
            Figure(
                measure=measure,
                of=of,
                value=value,
                n=sums.n,
                why=why,
                more=more if measure is Measure.ALPHA else {},
            )
        )
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


def _recipe(drawing: Drawing, figure: Figure, totals: Totals, rules: Rules) -> Recipe | None:
    """Give how a figure follows from sums over articles; None where it gets no interval."""
    of, claim = figure.of, rules.claim
    match figure.measure:
        case Measure.STATEMENTS:
            return drawing.ratio([CountOf(STATEMENTS)], CountOf(LEFT, claim), CountOf(RIGHT, claim))
        case Measure.EXACT:
            return drawing.ratio([CountOf(EXACT, of)], CountOf(LEFT, of), CountOf(RIGHT, of))
        case Measure.OVERLAP:
            both = [CountOf(EXACT, of), CountOf(OVERLAP, of)]
            return drawing.ratio(both, CountOf(LEFT, of), CountOf(RIGHT, of))
        case Measure.LINKS:
            return drawing.ratio(
                [CountOf(LINKS, of)], CountOf(LINKS_LEFT, of), CountOf(LINKS_RIGHT, of)
            )
        case Measure.KEPT:
            return drawing.ratio([CountOf(KEPT)], CountOf(GIVEN), CountOf(GIVEN))
        case measure if measure in _OF_TABLE:
            if of == SPEAKER:
                return drawing.of_table(SPEAKER, "", (), _OF_TABLE[measure])
            order = rules.order(of)
            if measure is Measure.ALPHA and order is not None:
                return drawing.ordinal(of, totals.table(TABLE, of), _pairs_of(of), order)
            return drawing.of_table(TABLE, of, _pairs_of(of), _OF_TABLE[measure])
        case _:
            return None

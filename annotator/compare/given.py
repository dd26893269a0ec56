"""Where the places of claims were given, not found: which figures are none, and what stands there.

Whoever is given places says what is said there, or that nothing is; nobody looked for them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from annotator.compare.counting import GIVEN, KEPT, SPEAKER, CountOf
from annotator.compare.figures import ALL, Figure, Measure
from annotator.compare.values import Difference, DifferenceKind
from annotator.language import tr

Places: TypeAlias = Mapping[str, Collection[str]]
"""The ids that places had when they were given, by article."""

_FINDING = (DifferenceKind.MISSING, DifferenceKind.EXTRA, DifferenceKind.BOUNDARY)


def is_finding(one: Difference, claim: str) -> bool:
    """Say whether a difference is one of finding a claim: of its being there, or of its edges."""
    return one.type == claim and one.kind in _FINDING


def count_kept(n: Counter[CountOf], places: Collection[str], span_ids: Iterable[str]) -> None:
    """Count the places of an article that were given, and those that are there still."""
    n[CountOf(GIVEN)] += len(places)
    n[CountOf(KEPT)] += sum(one in places for one in span_ids)


def share_kept(n: Mapping[CountOf, int], claim: str) -> Figure:
    """Give the share of the given places that were not deleted as no claim."""
    kept, given = n.get(CountOf(KEPT), 0), n.get(CountOf(GIVEN), 0)
    return Figure(
        measure=Measure.KEPT,
        of=claim,
        value=kept / given if given else None,
        n=given,
        why="" if given else tr("no place was given in these articles"),
        how=GIVEN,
        more={"kept": kept, "given": given},
    )


def over_given(figures: Iterable[Figure], claim: str) -> list[Figure]:
    """Give figures as they are where the places of claims were given: no figure of finding them."""
    return [_over_given(one, claim) for one in figures]


def _over_given(figure: Figure, claim: str) -> Figure:
    match figure.measure:
        case Measure.STATEMENTS | Measure.OVERLAP | Measure.EXACT | Measure.ALPHA_U:
            if figure.of not in (claim, ALL):
                return figure
            why = tr("places were given")
            return replace(figure, value=None, interval=None, why=why, how=GIVEN, more={})
        case Measure.LINKS:
            return figure
        case _:
            is_of_claims = figure.of == SPEAKER or figure.of.rpartition(".")[0] == claim
            return replace(figure, how=GIVEN) if is_of_claims else figure

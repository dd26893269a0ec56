"""Three coders: units join pairs, one span of each; α takes gaps, Fleiss' κ only whole units."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pytest

from annotator.compare.differences import Compared
from annotator.compare.resampling import SEED
from annotator.compare.several.units import Several
from annotator.compare.unitizing.formula import Continuum, Units, unitizing_alpha
from annotator.model.actor import Actor
from annotator.model.coded import CodedArticles
from annotator.work import Cancel
from tests.codings import coded, coding, link, rules, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.compare.figures import Figure
    from annotator.model.coded import CodedArticle, Coding

TEXT = "“We will pay,” the minister said in Port Aldane on Monday. It was late in the day."


def figures(*codings: Coding) -> dict[tuple[str, str], Figure]:
    made = Several(rules(Actor("x", "Xenia"), Actor("y", "Yves")), len(codings), 0.0)
    some = CodedArticles.of([coded(TEXT, *codings)])
    known = rules(Actor("x", "Xenia"), Actor("y", "Yves"))
    two = combinations(range(len(codings)), 2)
    made.add({pair: Compared(some, known, pair) for pair in two})
    return {(str(one.measure), one.of): one for one in made.figures(0, Cancel())}


def _coder(name: str, *values: str | None) -> Coding:
    places = [(0, 14), (15, 27), (36, 47), (59, 70)]
    return coding(
        *(
            span(f"{name}{n}", "entity", place, kind=value)
            for n, (place, value) in enumerate(zip(places, values, strict=True))
            if value is not None
        )
    )


def test_values_of_three_coders_have_one_alpha_and_one_kappa() -> None:
    found = figures(
        _coder("a", "place", "person", "group", "group"),
        _coder("b", "place", "person", "place", None),
        _coder("c", "place", "person", "group", "group"),
    )
    alpha, fleiss = found["alpha", "entity.kind"], found["fleiss", "entity.kind"]
    # Units aaa, bbb, cac, c·c: o = 2 of 11, e = (121 - 16 - 9 - 16) / 10.
    assert alpha.n == 4
    assert alpha.value == 1 - 2 / ((121 - 16 - 9 - 16) / 10)
    assert fleiss.n == 3
    assert fleiss.more["percent"] == (1 + 1 + 1 / 3) / 3


def test_a_unit_has_one_span_of_each_coder() -> None:
    found = figures(
        coding(span("a", "entity", (0, 14), kind="place")),
        coding(span("b", "entity", (0, 6), kind="place"), span("b2", "entity", (7, 14))),
        coding(span("c", "entity", (0, 14), kind="place")),
    )
    assert found["alpha", "entity.kind"].n == 1


def test_speakers_of_three_coders_agree_by_actor_or_by_place() -> None:
    def one(name: str, actor: str | None) -> Coding:
        claims = [
            (span(f"{name}c{n}", "claim", place), link(f"{name}c{n}", "said_by", f"{name}s"))
            for n, place in enumerate([(0, 14), (59, 70)])
        ]
        return coding(
            span(f"{name}s", "speaker", (15, 27), actor=actor), *(x for two in claims for x in two)
        )

    assert figures(one("a", "x"), one("b", "x"), one("c", "y"))["fleiss", "speaker"].n == 2
    same = figures(one("a", None), one("b", None), one("c", None))["fleiss", "speaker"]
    assert (same.value, same.more["percent"]) == (None, 1)


# --- characters, intervals ----------------------------------------------------------------------


def over(articles: Sequence[CodedArticle], n: int = 0) -> dict[tuple[str, str], Figure]:
    known = rules(Actor("x", "Xenia"), Actor("y", "Yves"))
    made = Several(known, 3, 0.0)
    some, two = CodedArticles.of(articles), combinations(range(3), 2)
    made.add({pair: Compared(some, known, pair) for pair in two})
    return {(str(one.measure), one.of): one for one in made.figures(n, Cancel())}


def _three(n: int) -> CodedArticle:
    """Give an article of three coders, in each of which they differ in another way."""

    def one(name: str, k: int) -> Coding:
        return coding(
            span(f"{name}c", "claim", (0, 14 - (n + k) % 3), directness="direct"),
            span(f"{name}s", "speaker", (15, 27), actor="xy"[(n * k) % 4 == 1]),
            link(f"{name}c", "said_by", f"{name}s"),
            *([span(f"{name}e", "entity", (36, 47), kind="pe"[(n + k) % 5 == 0])] if n % 4 else []),
            *([span(f"{name}f", "entity", (59, 70), kind="p")] if (n + k) % 3 else []),
        )

    codings = [one(f"{name}{n}", k) for k, name in enumerate("abc")]
    return coded(f"{TEXT} {n}", *codings, article_id=f"article {n}")


THREE = [_three(n) for n in range(12)]


def test_alpha_of_characters_takes_all_coders_by_the_formula() -> None:
    places = [[(0, 14)], [(0, 10)], [(2, 14)]]
    some = [
        coding(*(span(f"{k}{n}", "claim", at) for n, at in enumerate(units)))
        for k, units in enumerate(places)
    ]
    found = over([coded(TEXT, *some)])["alpha_u", "claim"]
    # Each two of three: (14 - 10)² + (2 - 0)² + ((2 - 0)² + (14 - 10)²), over m(m - 1)L².
    assert found.more["d_o"] == pytest.approx(2 * 40 / (3 * 2 * len(TEXT) ** 2))
    units = [Units(*map(list, zip(*some, strict=True))) for some in places]
    assert found.value == unitizing_alpha([Continuum([len(TEXT)], units).disagreement()])


def test_two_of_three_that_are_equal_agree_more_than_none_equal() -> None:
    values = [
        over([coded(TEXT, *(coding(span(name, "claim", at)) for name, at in some))])
        for some in (
            (("a", (0, 14)), ("b", (0, 14)), ("c", (0, 14))),
            (("a", (0, 14)), ("b", (0, 14)), ("c", (0, 10))),
            (("a", (0, 14)), ("b", (0, 8)), ("c", (0, 10))),
        )
    ]
    one, two, three = (found["alpha_u", "claim"].value for found in values)
    assert one == 1
    assert 1 > two > three


def test_intervals_over_three_coders_are_those_of_drawing_the_articles_one_by_one() -> None:
    n = 40
    found = over(THREE, n)
    random = Random(SEED)  # noqa: S311 - the draw of the product, one by one
    drawn = [[int(random.random() * len(THREE)) for _ in THREE] for _ in range(n)]
    each = [over([THREE[at] for at in some]) for some in drawn]
    compared = 0
    for name, figure in found.items():
        values = sorted(
            value for one in each if name in one and (value := one[name].value) is not None
        )
        if figure.value is None or len(values) <= n / 2:
            assert figure.interval is None
            continue
        compared += 1
        expected = [_percentile(values, share) for share in (0.025, 0.975)]
        assert figure.interval == pytest.approx(expected), name
    assert compared >= 8


def _percentile(values: Sequence[float], share: float) -> float:
    at = share * (len(values) - 1)
    after = values[min(int(at) + 1, len(values) - 1)]
    return values[int(at)] + (at - int(at)) * (after - values[int(at)])


def test_nine_articles_of_three_coders_have_no_interval() -> None:
    assert {one.interval for one in over(THREE[:9], 40).values()} == {None}


def test_speakers_that_nobody_knows_are_told_apart_by_article() -> None:
    def one(name: str) -> Coding:
        return coding(
            span(f"{name}c", "claim", (0, 14)),
            span(f"{name}s", "speaker", (15, 27)),
            link(f"{name}c", "said_by", f"{name}s"),
        )

    articles = [coded(TEXT, *(one(f"{k}{n}") for k in "abc"), article_id=f"{n}") for n in "12"]
    # Two units, each with a speaker of its own: two values, so that agreement says something.
    assert over(articles)["alpha", "speaker"].value == 1

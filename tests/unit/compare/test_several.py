"""Three coders: units join pairs, one span of each; α takes gaps, Fleiss' κ only whole units."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from annotator.compare.differences import Compared
from annotator.compare.several import Several
from annotator.model.actor import Actor
from tests.codings import coded, coding, link, rules, span

if TYPE_CHECKING:
    from annotator.compare.figures import Figure
    from annotator.model.coded import Coding

TEXT = "“We will pay,” the minister said in Port Aldane on Monday. It was late in the day."


def figures(*codings: Coding) -> dict[tuple[str, str], Figure]:
    made = Several(rules(Actor("x", "Xenia"), Actor("y", "Yves")), len(codings), 0.0)
    article, known = coded(TEXT, *codings), rules(Actor("x", "Xenia"), Actor("y", "Yves"))
    two = combinations(range(len(codings)), 2)
    made.add({pair: Compared(article, known, pair) for pair in two})
    return {(str(one.measure), one.of): one for one in made.figures()}


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

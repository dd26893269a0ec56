"""Who of three has what two codings say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.compare.differences import compare_article
from annotator.compare.holders import Holders, SideBySide, holders
from annotator.model.actor import Actor
from tests.codings import coded, coding, link, rules, span

if TYPE_CHECKING:
    from annotator.model.coded import Coding

TEXT = "“We will pay,” said Minister Ada Dar in Port Aldane. He smiled."


def held(left: Coding, right: Coding, third: Coding) -> list[tuple[str, Holders]]:
    article = coded(TEXT, left, right, third)
    of = rules(Actor("dar", "Ada Dar"), Actor("x", "Xenia"))
    two = [SideBySide(compare_article(article, of, (n, 2))) for n in (0, 1)]
    found = compare_article(article, of).differences
    return [(str(one.kind), holders(one, ("A", "B"), {"C": (two[0], two[1])})) for one in found]


def test_what_one_alone_has_is_the_thirds_where_a_span_of_its_type_overlaps() -> None:
    mine, other = span("l", "entity", (29, 36)), span("t", "entity", (20, 36))
    assert held(coding(mine), coding(), coding(other)) == [
        ("missing", Holders(("A", "C"), ("B",), 3))
    ]
    assert held(coding(), coding(mine), coding()) == [("extra", Holders(("A", "C"), ("B",), 3))]
    speaker = span("t", "speaker", (29, 36))
    assert held(coding(mine), coding(), coding(speaker)) == [
        ("missing", Holders(("A",), ("B", "C"), 3))
    ]


def test_of_two_values_the_third_has_one_or_neither() -> None:
    def place(name: str, **kind: str) -> Coding:
        return coding(span(name, "entity", (40, 51), **kind))

    two = place("l", kind="place"), place("r", kind="organisation")
    assert held(*two, place("t", kind="organisation"))[0][1] == Holders(("A",), ("B", "C"), 3)
    assert held(*two, place("t", kind="person"))[0][1] == Holders(("A",), ("B",), 3)
    assert held(*two, coding())[0][1] == Holders(("A",), ("B",), 3)


def test_of_two_extents_the_third_has_the_one_it_has_exactly() -> None:
    def claim(name: str, *at: int) -> Coding:
        return coding(span(name, "claim", (at[0], at[1])))

    two = claim("l", 0, 14), claim("r", 1, 12)
    assert held(*two, claim("t", 1, 12))[0] == ("boundary", Holders(("A",), ("B", "C"), 3))
    assert held(*two, claim("t", 1, 11))[0] == ("boundary", Holders(("A",), ("B",), 3))


def test_a_speaker_is_the_thirds_too_where_its_claim_is_said_by_the_same_actor() -> None:
    def said(name: str, actor: str) -> Coding:
        words = span(f"{name}s", "speaker", (20, 36), actor=actor)
        claim = span(f"{name}c", "claim", (0, 14))
        return coding(claim, words, link(f"{name}c", "said_by", f"{name}s"))

    (one,) = held(said("l", "dar"), said("r", "x"), said("t", "dar"))
    assert one == ("speaker", Holders(("A", "C"), ("B",), 3))


def test_a_side_that_is_nobodys_is_not_counted() -> None:
    article = coded(TEXT, coding(span("l", "entity", (29, 36))), coding())
    (one,) = compare_article(article, rules()).differences
    assert holders(one, ("A", ""), {}) == Holders(("A",), (), 1)

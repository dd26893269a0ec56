"""Each kind of difference, once: who says it, edges, links, what is alike, what is masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.compare.differences import compare_article
from annotator.model.actor import Actor
from tests.codings import coded, coding, link, rules, span

if TYPE_CHECKING:
    from annotator.compare.values import ArticleComparison
    from annotator.model.coded import Coding

TEXT = "“We will pay,” said Minister Ada Dar in Port Aldane. He smiled: “All of it.” He left."
ACTORS = [Actor("dar", "Ada Dar"), Actor("d", "A. Dar"), Actor("x", "Xenia")]


def compared(left: Coding, right: Coding, **more: object) -> ArticleComparison:
    masks = more.pop("boilerplate", ())
    return compare_article(
        coded(TEXT, left, right, boilerplate=masks),  # type: ignore[arg-type]
        rules(*ACTORS, **more),  # type: ignore[arg-type]
    )


def said(name: str, speaker: tuple[int, int] | None, actor: str | None = None) -> Coding:
    claim = span(f"{name}c", "claim", (0, 14))
    if speaker is None:
        return coding(claim)
    words = span(f"{name}s", "speaker", speaker, actor=actor)
    return coding(claim, words, link(f"{name}c", "said_by", f"{name}s"))


def kinds(found: ArticleComparison) -> list[tuple[str, str]]:
    return [(str(one.kind), one.type) for one in found.differences]


def test_a_pronoun_and_a_name_agree_as_soon_as_both_are_one_actor() -> None:
    found = compared(said("l", (20, 36), "dar"), said("r", (53, 55), "dar"))
    assert kinds(found) == [("missing", "speaker"), ("extra", "speaker")]


def test_of_one_place_the_pair_decides_until_both_know_the_actor() -> None:
    assert kinds(compared(said("l", (20, 36), "dar"), said("r", (20, 36)))) == []
    found = compared(said("l", (20, 36), "dar"), said("r", (20, 36), "x"))
    assert kinds(found) == [("speaker", "speaker")]
    (one,) = found.differences
    assert (one.was, one.now, one.claims) == ("Ada Dar", "Xenia", ("lc",))
    assert found.identical == ("lc",)


def test_actors_nobody_decided_about_are_as_if_unresolved_and_counted() -> None:
    two = said("l", (20, 36), "dar"), said("r", (20, 36), "d")
    found = compared(*two, undecided=[("dar", "d")])
    assert (kinds(found), found.n_undecided) == ([], 1)
    assert compared(*two).n_undecided == 0


def test_a_joined_actor_is_the_one_it_became() -> None:
    left, right = said("l", (20, 36), "dar"), said("r", (20, 36), "old")
    actors = [*ACTORS, Actor("old", "Dar", merged_into="dar")]
    assert compare_article(coded(TEXT, left, right), rules(*actors)).differences == ()


def test_a_claim_without_a_speaker_stands_against_nobody() -> None:
    found = compared(said("l", (20, 36), "dar"), said("r", None))
    speaker = next(one for one in found.differences if one.kind == "speaker")
    assert (speaker.left, speaker.was, speaker.now) == ("lc", "Ada Dar", None)
    assert all(one.kind != "link" for one in found.differences)


@pytest.mark.parametrize(
    ("type_name", "left", "right", "edges"),
    [
        ("claim", [(0, 14)], [(1, 12)], "punctuation"),
        ("speaker", [(20, 36)], [(29, 36)], "title"),
        ("claim", [(0, 14), (64, 76)], [(0, 14)], "part"),
        ("claim", [(0, 19)], [(0, 14)], "cue"),
        ("claim", [(0, 28)], [(0, 14)], "other"),
    ],
)
def test_edges_have_a_class(
    type_name: str, left: list[tuple[int, int]], right: list[tuple[int, int]], edges: str
) -> None:
    mine = coding(span("l", type_name, *left), span("lu", "cue", (15, 19)))
    theirs = coding(span("r", type_name, *right), span("ru", "cue", (15, 19)))
    (one,) = compared(mine, theirs).differences
    assert (str(one.kind), one.boundary) == ("boundary", edges)
    assert one.alike == ("boundary", type_name, edges)


def test_links_of_one_side_or_turned_round_differ_once() -> None:
    spans = [("c", "claim", (0, 14)), ("e", "entity", (40, 51)), ("f", "claim", (64, 76))]
    left, right = ([span(f"{side}{name}", kind, at) for name, kind, at in spans] for side in "lr")
    found = compared(
        coding(*left, link("lc", "about", "le"), link("lc", "about", "lf")),
        coding(*right, link("rf", "about", "rc")),
    )
    assert [(str(one.kind), one.left, one.right) for one in found.differences] == [
        ("link", ("lc", "le"), None),
        ("link", ("lc", "lf"), ("rf", "rc")),
    ]
    assert len(found.identical) == 3


def test_values_of_a_link_differ_where_both_say_one() -> None:
    spans = [("c", "claim", (0, 14)), ("e", "entity", (40, 51))]
    left, right = ([span(f"{side}{name}", kind, at) for name, kind, at in spans] for side in "lr")
    mine = link("lc", "about", "le", stance="favourable")
    theirs = link("rc", "about", "re", stance="none")
    (one,) = compared(coding(*left, mine), coding(*right, theirs)).differences
    assert (str(one.kind), one.name, one.was, one.now) == (
        *("attribute", "stance", "favourable", "none"),
    )
    silent = link("rc", "about", "re")
    assert compared(coding(*left, mine), coding(*right, silent)).differences == ()


def test_the_same_words_are_alike_but_claims_only_by_their_reason() -> None:
    def lone(name: str, at: tuple[int, int], kind: str, *reason: str) -> tuple[str, ...]:
        found = compared(coding(), coding(span(name, kind, at, reason=reason)))
        return found.differences[0].alike

    assert lone("a", (53, 55), "cue") == lone("b", (77, 79), "cue") == ("extra", "cue", "He")
    assert lone("a", (0, 14), "claim") == ()
    assert lone("a", (0, 14), "claim", "quote", "900") == ("extra", "claim", "quote", "900")


def test_spans_wholly_in_furniture_are_left_out_with_their_links() -> None:
    found = compared(
        said("l", (20, 36), "dar"), said("r", None), boilerplate=[(15, 53)], undecided=[]
    )
    assert (found.masked, kinds(found)) == (("ls",), [])


def test_spans_share_more_than_blanks_and_marks_to_be_a_pair() -> None:
    found = compared(coding(span("l", "claim", (0, 14))), coding(span("r", "claim", (12, 19))))
    assert kinds(found) == [("missing", "claim"), ("extra", "claim")]


def test_entities_of_other_actors_differ_by_their_actor() -> None:
    left, right = (
        span(side, "entity", (20, 36), actor=who) for side, who in (("l", "dar"), ("r", "x"))
    )
    (one,) = compared(coding(left), coding(right)).differences
    assert (str(one.kind), one.name, one.was, one.now) == ("attribute", "actor", "Ada Dar", "Xenia")

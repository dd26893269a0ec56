"""What is said of a span in a tooltip, by a screen reader, at the article's end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.actor import Actor, ActorBook
from annotator.model.article import Article
from annotator.model.page import Page
from annotator.model.span import Link, Span
from annotator.reading.tips import announcement, foot_words, tip
from annotator.text.ranges import Range
from tests import builders

TEXT = "“We wait,” said Dar in Kabul."
ACTORS = ActorBook([Actor("dar", "Mohammad Ishaq Dar", "person")])
CLAIM = Span("c", "a", "mine", "claim", (Range(0, 10),), ("“We wait,”",), {"directness": "direct"})
SPEAKER = Span("s", "a", "mine", "speaker", (Range(16, 19),), ("Dar",), actor_id="dar")
PLACE = Span("e", "a", "mine", "entity", (Range(23, 28),), ("Kabul",), {"kind": "place"})


@pytest.fixture
def page() -> Page:
    return Page(
        Article(id="a", title="", text=TEXT, sha256=""),
        spans=[CLAIM, SPEAKER, PLACE],
        links=[Link("1", "a", "mine", "said_by", "c", "s")],
    )


@pytest.fixture
def lonely() -> Page:
    return Page(Article(id="a", title="", text=TEXT, sha256=""), spans=[CLAIM, SPEAKER])


def test_a_claim_is_announced_with_its_speaker(page: Page) -> None:
    assert (
        announcement(page, CLAIM, ACTORS, builders.scheme()) == "claim, said by Mohammad Ishaq Dar"
    )


def test_a_claim_without_speaker_is_announced_so(lonely: Page) -> None:
    assert announcement(lonely, CLAIM, ACTORS, builders.scheme()) == "claim, no speaker"


def test_a_speaker_is_announced_by_actor_and_a_place_by_kind(page: Page) -> None:
    assert announcement(page, SPEAKER, ACTORS, builders.scheme()) == "speaker, Mohammad Ishaq Dar"
    assert announcement(page, PLACE, ACTORS, builders.scheme()) == "entity, place"


def test_a_tooltip_says_type_values_and_who(page: Page) -> None:
    assert (
        tip(page, CLAIM, ACTORS, builders.scheme()) == "claim · direct\nsaid by Mohammad Ishaq Dar"
    )


def test_a_tooltip_counts_parts(page: Page) -> None:
    torn = replace(CLAIM, parts=(Range(0, 4), Range(5, 10)), quotes=("“We ", "ait,”"))
    assert tip(page, torn, ACTORS, builders.scheme()).endswith("2 parts")


def test_the_foot_says_whether_every_claim_has_a_speaker(page: Page, lonely: Page) -> None:
    assert (
        foot_words(page, "mine", builders.scheme()) == "End of article · every claim has a speaker"
    )
    assert (
        foot_words(lonely, "mine", builders.scheme()) == "End of article · 1 claim has no speaker"
    )


def test_without_a_claim_nothing_is_said_of_claims(page: Page) -> None:
    assert foot_words(page, "somebody else", builders.scheme()) == "End of article"
    no_roles = replace(builders.scheme(), links=())
    assert foot_words(page, "mine", no_roles) == "End of article"

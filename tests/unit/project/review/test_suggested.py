"""What is suggested for an article beside a coder's marks: what is open, what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.model.layer import SUGGESTIONS, Coder
from annotator.project.acts.take import ChosenSide, Verdict
from annotator.project.review.suggested import (
    ArticleSuggestions,
    SuggestionOutcome,
    settling_on_page,
)
from tests.codings import coded, coding, link, span
from tests.suggested import project_with_suggestions

if TYPE_CHECKING:
    from annotator.model.page import Page
    from annotator.model.span import Decision
    from annotator.project import Project

TEXT = (
    "The ferry is back\n\n"
    "Mira Talven said that the line was open. Talven added that tickets were cheap. "
    "Port Aldane waits.\n\n"
    "Share this in Port Aldane"
)
CODER = Coder("coder-1", "Ada")


def place(words: str, n: int = 1) -> tuple[int, int]:
    at = -1
    for _ in range(n):
        at = TEXT.index(words, at + 1)
    return at, at + len(words)


ARTICLE = coded(
    TEXT,
    coding(
        span("c1", "claim", place("the line was open"), reason=("verb+that", "900")),
        span("u1", "cue", place("said"), reason=("verb+that", "900")),
        span("s1", "speaker", place("Mira Talven"), reason=("verb+that", "900")),
        link("c1", "said_by", "s1"),
        link("c1", "cued_by", "u1"),
        span("c2", "claim", place("tickets were cheap"), reason=("verb+that", "300")),
        span("u2", "cue", place("added"), reason=("verb+that", "300")),
        link("c2", "said_by", "s1"),
        link("c2", "cued_by", "u2"),
        span("e1", "entity", place("Port Aldane"), reason=("capitals", "700"), kind="place"),
        span("e2", "entity", place("Port Aldane", 2), reason=("capitals", "700"), kind="place"),
    ),
    boilerplate=[place("Share this in Port Aldane")],
)


class Case:
    """A project, what is suggested in it, and the coder's page."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.layer = project.layer(SUGGESTIONS)
        self.suggested = ArticleSuggestions(
            project.page("a1", {self.layer.id}), self.layer, project.context
        )

    @property
    def mine(self) -> str:
        return self.project.context.layer.id

    @property
    def page(self) -> Page:
        return self.project.page("a1", {self.mine})

    @property
    def decisions(self) -> dict[str, Decision]:
        return {one.subject: one for one in self.project.reader.decisions()}

    def open(self) -> list[tuple[str, tuple[str, ...]]]:
        """Give the words of what is open, each with the words of what comes along."""
        found = self.suggested.open(self.page, self.mine, self.decisions)
        return [(one.span.text(), tuple(each.text() for each in one.along)) for one in found]

    def decide(self, words: str, side: str) -> None:
        """Decide about a suggestion, as the call does."""
        one = next(one for one in self.suggested.every if one.span.text() == words)
        self.project.take(key=one.key, side=side, into=self.mine)

    def outcomes(self) -> Counter[SuggestionOutcome]:
        return self.suggested.outcomes(self.page, self.mine, self.decisions)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    project = project_with_suggestions(tmp_path / "x.annotator", [ARTICLE], CODER)
    project.mark("a1", "cue", place("waits"))
    with project:
        yield Case(project)


CLAIM, SECOND = "the line was open", "tickets were cheap"


def test_how_sure_a_suggestion_is_is_that_of_its_own_span(case: Case) -> None:
    sure = {one.span.text(): str(one.confidence) for one in case.suggested.every}
    assert (sure[CLAIM], sure[SECOND], sure["Port Aldane"]) == ("sure", "perhaps", "likely")


def test_a_claim_is_one_suggestion_with_its_cue_and_speaker(case: Case) -> None:
    assert case.open() == [
        (CLAIM, ("Mira Talven", "said")),
        (SECOND, ("Mira Talven", "added")),
        ("Port Aldane", ()),
    ]


def test_what_lies_in_page_furniture_is_not_suggested(case: Case) -> None:
    assert [one.span.id for one in case.suggested.every if one.span.type == "entity"] == ["e1"]


def test_what_was_taken_with_one_claim_is_no_part_of_the_next(case: Case) -> None:
    case.decide(CLAIM, "right")
    assert case.open() == [(SECOND, ("added",)), ("Port Aldane", ())]
    case.decide(SECOND, "right")
    claims = list(case.page.spans("claim"))
    assert [len(case.page.links_from(one.id)) for one in claims] == [2, 2]


def test_with_its_last_claim_a_speaker_is_rejected_too(case: Case) -> None:
    case.decide(CLAIM, "neither")
    assert case.open()[0] == (SECOND, ("Mira Talven", "added"))
    case.decide(SECOND, "neither")
    assert case.open() == [("Port Aldane", ())]


def test_a_claim_marked_by_hand_leaves_its_speaker_and_cue_as_suggestions(case: Case) -> None:
    case.project.mark("a1", "claim", place("that the line was open"))
    assert ("said", ()) in case.open()
    assert CLAIM not in [words for words, _ in case.open()]


def test_a_mark_of_another_type_on_the_words_ends_a_suggestion(case: Case) -> None:
    case.project.mark("a1", "speaker", place("Port Aldane"))
    assert [words for words, _ in case.open()] == [CLAIM, SECOND]


def test_a_mark_inside_a_suggested_claim_does_not_end_it(case: Case) -> None:
    case.project.mark("a1", "entity", place("line"))
    assert CLAIM in [words for words, _ in case.open()]


def test_outcomes_add_up_to_all_suggestions(case: Case) -> None:
    outcome = SuggestionOutcome
    assert case.outcomes() == {outcome.OPEN: 3}
    case.decide(CLAIM, "right")
    case.decide(SECOND, "neither")
    assert case.outcomes() == {outcome.TAKEN: 1, outcome.REJECTED: 1, outcome.OPEN: 1}


def test_a_mark_by_hand_counts_as_taken_where_it_is_the_same_and_as_changed_elsewhere(
    case: Case,
) -> None:
    case.project.mark("a1", "entity", place("Port Aldane"))
    case.project.mark("a1", "claim", place("that tickets were cheap"))
    outcome = SuggestionOutcome
    assert case.outcomes() == {outcome.TAKEN: 1, outcome.CHANGED: 1, outcome.OPEN: 1}


def test_the_page_in_memory_is_settled_as_the_project_is(case: Case) -> None:
    case.project.mark("a1", "claim", place("that the line was open"))
    whole = case.project.settling(case.mine, case.layer, into=case.mine)
    here, page = settling_on_page(case.project.context, case.page, case.suggested, case.decisions)
    compared = whole.article("a1")
    assert compared is not None
    assert here.article("a1") == replace(compared, masked=())
    keys = {one.key for one in case.suggested.every} & {one.key for one in here.open()}
    assert {one.key for one in case.suggested.open(case.page, case.mine, {})} >= keys
    step = here.plan(
        case.project.context, lambda _id: page, list(here.open()), Verdict(ChosenSide.RIGHT)
    )
    assert {one.table for one in step.changes} >= {"span", "decision"}

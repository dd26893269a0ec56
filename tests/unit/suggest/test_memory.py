"""What marks and decisions teach, and what is proposed by it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.scheme import Role
from annotator.model.span import Link, Span
from annotator.suggest.base import KnownActor, Proposals, SuggestInput
from annotator.suggest.engine import suggest_article
from annotator.suggest.learnt import Learnt, TaughtPair, learnt_from
from annotator.suggest.memory import MEMORY
from annotator.text.ranges import Range
from tests.builders import scheme

_NUMBERS = count()
SCHEME = scheme()
MARR = KnownActor("m", "Elin Marr", "person")


def span(role: Role, words: str, start: int = 0, actor: str | None = None, **values: str) -> Span:
    """Give a mark of some words; where they stand in their article is not asked."""
    at = Range(start, start + len(words))
    return Span(
        f"s{next(_NUMBERS)}", "other", "mine", SCHEME.name_for(role), (at,), (words,), values, actor
    )


def learnt(
    *marks: Span,
    rejected: tuple[Span, ...] = (),
    taken: tuple[TaughtPair, ...] = (),
    links: tuple[Link, ...] = (),
    off: tuple[str, ...] = (),
) -> Learnt:
    return learnt_from(marks, links, taken, rejected, SCHEME, off)


def suggested(text: str, known: Learnt, *actors: KnownActor) -> Proposals:
    article = SuggestInput(text, "en", actors=actors, learnt=known)
    return suggest_article(article)["suggestions"]


def words_of(text: str, found: Proposals, role: Role) -> list[str]:
    return [" … ".join(at.of(text) for at in one.parts) for one in found.spans if one.role is role]


# --- names ---------------------------------------------------------------------------------------


def test_a_name_that_was_marked_is_proposed_where_it_stands_again() -> None:
    known = learnt(*(span(Role.ENTITY, "the deep harbour", kind="place") for _ in range(3)))
    text = "They dug the deep harbour again."
    (one,) = suggested(text, known).spans
    assert (one.parts[0].of(text), one.kind, one.confidence) == ("the deep harbour", "place", 800)
    assert one.reason.text == "you marked “the deep harbour” as place 3 times"


def test_a_name_that_was_marked_is_not_proposed_inside_a_longer_one() -> None:
    known = learnt(span(Role.ENTITY, "Velmora", kind="place"))
    text = "The Tehrik-i-Taliban Velmora (TTV) left Velmora."
    names = words_of(
        text, suggest_article(SuggestInput(text, "en", learnt=known))["memory"], Role.ENTITY
    )
    assert names == ["Velmora"]
    before = suggest_article(SuggestInput(text, "en"))["names"]
    (one,) = MEMORY.suggest(SuggestInput(text, "en", learnt=known), before).spans
    assert one.parts[0].start == text.rindex("Velmora")


def test_words_rejected_twice_and_never_accepted_fall_silent() -> None:
    text = "They met in Sarn."
    once = learnt(rejected=(span(Role.ENTITY, "Sarn"),))
    twice = learnt(rejected=(span(Role.ENTITY, "Sarn"), span(Role.ENTITY, "SARN")))
    marked = learnt(
        span(Role.ENTITY, "Sarn"), rejected=tuple(span(Role.ENTITY, "Sarn") for _ in "ab")
    )
    assert words_of(text, suggested(text, once), Role.ENTITY) == ["Sarn"]
    assert words_of(text, suggested(text, twice), Role.ENTITY) == []
    assert words_of(text, suggested(text, marked), Role.ENTITY) == ["Sarn"]


def test_a_rule_that_is_switched_off_does_nothing() -> None:
    text = "They met in Sarn."
    rejected = tuple(span(Role.ENTITY, "Sarn") for _ in range(2))
    (rule,) = learnt(rejected=rejected).rules
    off = learnt(rejected=rejected, off=(rule.id,))
    assert words_of(text, suggested(text, off), Role.ENTITY) == ["Sarn"]


def test_a_rule_lists_its_cases() -> None:
    (rule,) = learnt(span(Role.ENTITY, "Sarn", 7), rejected=(span(Role.ENTITY, "Sarn", 99),)).rules
    assert [(one.at.start, one.speaks_for) for one in rule.cases] == [(7, True), (99, False)]
    assert (rule.accepted, rule.rejected, rule.confidence) == (1, 1, 500)


# --- cues and roles ------------------------------------------------------------------------------


def test_a_cue_rejected_twice_takes_its_claims_along() -> None:
    text = "Dar said it was late. Beck stressed that it was early."
    known = learnt(rejected=tuple(span(Role.CUE, "stressed") for _ in range(2)))
    found = suggested(text, known)
    assert words_of(text, found, Role.CLAIM) == ["it was late"]
    assert words_of(text, found, Role.SPEAKER) == ["Dar"]
    refs = {one.ref for one in found.spans}
    assert all({one.source, one.target} <= refs for one in found.links)


def test_a_role_is_whoever_it_was_before() -> None:
    text = "The harbour master said it was late."
    known = learnt(span(Role.SPEAKER, "The harbour master", actor="h", form="role"))
    found = suggested(text, known, KnownActor("h", "Oren Hask", "person"))
    (speaker,) = (one for one in found.spans if one.role is Role.SPEAKER)
    assert speaker.actor == "h"


def test_a_role_that_was_two_people_is_nobody() -> None:
    marks = [span(Role.SPEAKER, "The master", actor=one, form="role") for one in ("h", "g")]
    assert learnt(*marks).rules == ()


# --- borders -------------------------------------------------------------------------------------


def changed(before: tuple[str, int], after: tuple[str, int]) -> TaughtPair:
    return TaughtPair(span(Role.CLAIM, *before), span(Role.CLAIM, *after))


@pytest.mark.parametrize(("n", "claims"), [(2, ["it was late"]), (3, ["that it was late"])])
def test_three_equal_corrections_move_a_border(n: int, claims: list[str]) -> None:
    text = "Dar said that it was late."
    one = changed(("we go", 5), ("that we go", 0))
    assert words_of(text, suggested(text, learnt(taken=(one,) * n)), Role.CLAIM) == claims


def test_words_that_were_cut_off_three_times_are_cut_off() -> None:
    text = "The talks in old Sarn ended."
    out = TaughtPair(span(Role.ENTITY, "old Sarn", 0), span(Role.ENTITY, "Sarn", 4))
    marks = tuple(span(Role.ENTITY, "old Sarn") for _ in range(3))
    assert words_of(text, suggested(text, learnt(*marks)), Role.ENTITY) == ["old Sarn"]
    known = learnt(*marks, taken=(out,) * 3)
    assert words_of(text, suggested(text, known), Role.ENTITY) == ["Sarn"]


# --- quotations ----------------------------------------------------------------------------------


def quotation() -> tuple[Span, Span, Link]:
    claim = span(Role.CLAIM, "“The sea is ours and will be ours.”", kind="evaluation")
    speaker = span(Role.SPEAKER, "Mayor Elin Marr", 50, actor="m", form="name")
    said_by = SCHEME.name_for(Role.SAID_BY)
    return claim, speaker, Link("l1", "other", "mine", said_by, claim.id, speaker.id)


def test_a_quotation_coded_elsewhere_is_proposed_with_its_speaker() -> None:
    claim, speaker, link = quotation()
    text = "It was Mayor Elin Marr who once wrote: “The sea is ours and will be ours.”"
    found = suggested(
        text, learnt(claim, speaker, links=(link,)), KnownActor("m", "Elin Marr", "person")
    )
    (one,) = (one for one in found.spans if one.role is Role.CLAIM)
    assert one.parts[0].of(text) == claim.quotes[0]
    assert one.reason.args["values"] == {"kind": "evaluation"}
    assert words_of(text, found, Role.SPEAKER) == ["Mayor Elin Marr"]
    assert any(link.role is Role.SAID_BY for link in found.links)


def test_a_quotation_without_its_speaker_there_is_proposed_alone_and_names_the_actor() -> None:
    claim, speaker, link = quotation()
    text = "They saw the wall. “The sea is ours and will be ours.”"
    found = suggested(
        text, learnt(claim, speaker, links=(link,)), KnownActor("m", "Elin Marr", "person")
    )
    (one,) = (one for one in found.spans if one.role is Role.CLAIM)
    assert one.reason.args["who"] == "Elin Marr"
    assert words_of(text, found, Role.SPEAKER) == []


def test_a_quotation_is_given_its_speaker_by_another_of_the_actors_names() -> None:
    claim, speaker, link = quotation()
    text = "Marr was heard next.\n\n“The sea is ours and will be ours.” Nobody else spoke."
    found = suggested(
        text, learnt(claim, speaker, links=(link,)), KnownActor("m", "Elin Marr", "person")
    )
    (one,) = (one for one in found.spans if one.role is Role.SPEAKER)
    assert (one.parts[0].of(text), one.actor) == ("Marr", "m")
    assert any(link.role is Role.SAID_BY for link in found.links)


def test_she_is_nobody_elsewhere_and_the_actor_is_looked_for_by_name() -> None:
    claim, _, link = quotation()
    she = span(Role.SPEAKER, "she", 50, actor="m", form="pronoun")
    text = "As she went, Elin Marr added: “The sea is ours and will be ours.”"
    found = suggested(
        text, learnt(claim, she, links=(link,)), KnownActor("m", "Elin Marr", "person")
    )
    assert words_of(text, found, Role.SPEAKER) == ["Elin Marr"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“The sea is ours,” wrote Marr, “and will be ours.”", 2),
        ("Marr wrote: “The sea is ours, and will be ours.”", 1),
        ("Marr wrote: “The sea is ours.” Nobody heard it.", 0),
    ],
)
def test_an_interrupted_quotation_is_found_again_with_all_its_parts(text: str, parts: int) -> None:
    first, second = "“The sea is ours,”", "“and will be ours.”"
    claim = replace(
        span(Role.CLAIM, first),
        parts=(Range(0, len(first)), Range(40, 40 + len(second))),
        quotes=(first, second),
    )
    found = MEMORY.suggest(SuggestInput(text, "en", learnt=learnt(claim)), Proposals())
    assert [len(one.parts) for one in found.spans if one.role is Role.CLAIM] == [parts] * bool(
        parts
    )


# --- laws ----------------------------------------------------------------------------------------


def test_the_same_marks_teach_the_same_in_any_order() -> None:
    claim, speaker, link = quotation()
    marks = [claim, speaker, span(Role.ENTITY, "Sarn", kind="place"), span(Role.CUE, "said")]
    there = learnt(*marks, links=(link,)).rules
    back = learnt(*marks[::-1], links=(link,)).rules
    assert there == back


_PIECES = st.sampled_from(
    ["Dar", "said", "that", "the", "sea", "“", "”", ".", ",", "old", "\u0301", "İ"]
)


@given(
    st.lists(st.tuples(_PIECES, st.sampled_from(["", " ", " ", "\n"])), max_size=40),
    st.lists(
        st.tuples(st.sampled_from([Role.ENTITY, Role.CUE, Role.SPEAKER, Role.CLAIM]), _PIECES),
        max_size=6,
    ),
)
def test_any_lesson_keeps_proposals_inside_the_text(
    pieces: list[tuple[str, str]], lesson: list[tuple[Role, str]]
) -> None:
    text = "".join(word + blank for word, blank in pieces)
    marks = [span(role, word) for role, word in lesson]
    habit = changed(("the sea", 5), ("that the sea", 0))
    found = suggested(text, learnt(*marks, rejected=tuple(marks[:2]) * 2, taken=(habit,) * 3))
    refs = {one.ref for one in found.spans}
    assert len(refs) == len(found.spans)
    assert all({one.source, one.target} <= refs for one in found.links)
    for one in found.spans:
        assert all(0 <= at.start < at.end <= len(text) for at in one.parts)
        assert all(at.of(text).strip() == at.of(text) for at in one.parts)

"""Taking what two layers differ in into a third."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.compare.values import ArticleComparison, Difference, DifferenceKind
from annotator.errors import Forbidden
from annotator.model.actor import ActorBook
from annotator.model.layer import State
from annotator.model.page import Page
from annotator.model.span import How
from annotator.model.statement import statement_of
from annotator.project.acts.take import settled
from tests import builders
from tests.settled import (
    ARTICLE,
    BOUNDARY,
    CLAIM_A,
    CLAIM_B,
    COMPARED,
    CUE_A,
    CUE_B,
    CUED_A,
    DIRECTNESS,
    LEFT,
    PLACE,
    RIGHT,
    SPANS,
    SPEAKER_A,
    SPEAKER_B,
    SPEAKERS,
    Table,
    b,
    both,
    difference,
)


@pytest.fixture
def table() -> Table:
    return Table().begin()


@pytest.mark.parametrize(("side", "words"), [("left", "“We will,”"), ("right", "We will,")])
def test_an_extent_is_that_of_the_side_and_has_what_both_agree_on(table, side, words) -> None:
    table.settle(BOUNDARY, side=side)
    claim = table.claim()
    assert claim.text() == words
    assert claim.attributes == {}, "directness is another difference, still open"
    assert claim.source_id == CLAIM_A.id
    statement = statement_of(table.page, table.context.scheme, claim)
    assert [one.text() for one in statement.cues] == ["said"], "both cue it"
    assert statement.speakers == (), "who says it is another difference, still open"
    decision = table.decisions[BOUNDARY.key]
    assert (decision.verdict, decision.taken_from) == (
        "accept",
        (LEFT.id if side == "left" else RIGHT.id,),
    )
    assert decision.results == (claim.id,)


def test_one_extent_can_be_put_in_place_of_the_other(table: Table) -> None:
    table.settle(BOUNDARY, side="left")
    first = table.claim()
    table.settle(BOUNDARY, side="right")
    assert table.claim() == replace(
        first, parts=CLAIM_B.parts, quotes=CLAIM_B.quotes, changed=builders.NOW
    )


def test_both_extents_are_two_spans_and_one_again_after_a_second_thought(table: Table) -> None:
    table.settle(BOUNDARY, side="both")
    assert sorted(one.text() for one in table.spans("claim")) == ["We will,", "“We will,”"]
    assert table.decisions[BOUNDARY.key].taken_from == (LEFT.id, RIGHT.id)
    table.settle(BOUNDARY, side="right")
    assert table.claim().text() == "We will,"


def test_neither_extent_settles_all_of_the_pair(table: Table) -> None:
    table.settle(BOUNDARY, side="neither")
    assert table.spans("claim") == []
    assert table.decisions[BOUNDARY.key].verdict == "reject"
    assert set(settled(COMPARED, table.decisions)) == {
        BOUNDARY.key,
        DIRECTNESS.key,
        SPEAKERS.key,
    }


@pytest.mark.parametrize(("side", "value"), [("left", "direct"), ("right", "indirect")])
def test_a_value_is_that_of_the_side(table: Table, side: str, value: str) -> None:
    table.settle(DIRECTNESS, side=side)
    assert table.claim().attributes == {"directness": value}
    table.settle(DIRECTNESS, side="neither")
    assert table.claim().attributes == {}


def test_a_value_cannot_be_both(table: Table) -> None:
    with pytest.raises(Forbidden, match="An attribute has one value"):
        table.settle(DIRECTNESS, side="both")


def test_speakers_are_those_of_the_side(table: Table) -> None:
    table.settle(SPEAKERS, side="left")
    said = statement_of(table.page, table.context.scheme, table.claim())
    assert [one.text() for one in said.speakers] == ["Mira Talven"]
    assert len(table.spans("speaker")) == 1, "the speaker that is there already is used"
    table.settle(SPEAKERS, side="right")
    assert statement_of(table.page, table.context.scheme, table.claim()).speakers == ()


def test_what_only_one_side_has_comes_with_its_links(table: Table) -> None:
    table.settle(BOUNDARY, side="left")
    table.settle(PLACE, side="left")
    (place,) = table.spans("entity")
    assert (place.text(), place.attributes) == ("Kabul", {"kind": "place"})
    said = statement_of(table.page, table.context.scheme, table.claim())
    assert [one.span.id for one in said.targets] == [place.id]
    table.settle(PLACE, side="right")
    assert table.spans("entity") == []
    assert table.decisions[PLACE.key].taken_from == (RIGHT.id,)


def test_a_claim_of_one_side_brings_its_cue_speaker_and_targets_in_one_step() -> None:
    only = difference("missing", CLAIM_A, None)
    compared = ArticleComparison(
        ARTICLE.id, (only, PLACE), both=both((SPEAKER_A, SPEAKER_B), (CUE_A, CUE_B))
    )
    table = Table(compared).begin()
    table.settle(only, side="left")
    said = statement_of(table.page, table.context.scheme, table.claim())
    assert said.claim.attributes == {"directness": "direct"}
    assert [one.text() for one in (*said.speakers, *said.cues)] == ["Mira Talven", "said"]
    assert [one.span.text() for one in said.targets] == ["Kabul"]
    assert len(table.spans()) == 4
    table.settle(only, side="open")
    assert [one.type for one in table.spans()] == ["cue", "speaker"], "what is identical stays"


def test_a_link_of_one_side() -> None:
    one = Difference(
        key="link",
        kind=DifferenceKind.LINK,
        article_id=ARTICLE.id,
        type="cued_by",
        at=CLAIM_A.hull(),
        left=(CLAIM_A.id, CUE_A.id),
    )
    without = replace(COMPARED.both, links=tuple)
    compared = replace(COMPARED, both=without, differences=(BOUNDARY, one))
    table = Table(compared, page=Page(ARTICLE, spans=SPANS, links=(CUED_A,))).begin()
    table.settle(BOUNDARY, side="left")
    assert table.links() == []
    table.settle(one, side="left")
    assert [(link.type, link.source_id) for link in table.links()] == [
        ("cued_by", table.claim().id)
    ]
    table.settle(one, side="neither")
    assert table.links() == []


def test_a_span_of_another_type() -> None:
    person = b("entity", "Mira Talven", "b-person", attributes={"kind": "person"})
    kind = difference("type", SPEAKER_A, person)
    compared = ArticleComparison(
        ARTICLE.id, (kind,), both=both((SPEAKER_A, person), unlike=[SPEAKER_A])
    )
    table = Table(compared, page=Page(ARTICLE, spans=(SPEAKER_A, person))).begin()
    table.settle(kind, side="right")
    assert [(one.type, one.attributes) for one in table.spans()] == [("entity", {"kind": "person"})]
    table.settle(kind, side="left")
    assert [(one.type, one.attributes) for one in table.spans()] == [("speaker", {"form": "name"})]
    assert table.state is State.DONE


def test_who_a_span_means_is_settled_by_itself() -> None:
    dar, kern = builders.actor("Dar", id="dar"), builders.actor("Kern", id="kern")
    left, right = replace(SPEAKER_A, actor_id=dar.id), replace(SPEAKER_B, actor_id=kern.id)
    who = difference("speaker", left, right, was="Dar", now="Kern")
    compared = ArticleComparison(ARTICLE.id, (who,), both=both((left, right), unlike=[left]))
    table = Table(compared, page=Page(ARTICLE, spans=(left, right)))
    table.context = replace(table.context, actors=ActorBook([dar, kern]))
    table.begin()
    for side, actor in (("left", "dar"), ("right", "kern"), ("neither", None)):
        table.settle(who, side=side)
        assert [one.actor_id for one in table.spans()] == [actor]
    with pytest.raises(Forbidden, match="one actor"):
        table.settle(who, side="both")


def test_the_same_decision_again_is_no_step(table: Table) -> None:
    assert not table.settle(BOUNDARY, side="left").is_empty()
    assert table.settle(BOUNDARY, side="left").is_empty()
    assert not table.settle(BOUNDARY, side="left", note="as the guide says").is_empty()


def test_a_note_alone_leaves_it_open(table: Table) -> None:
    table.settle(BOUNDARY, side="open", note="ask Mira")
    assert table.decisions[BOUNDARY.key].verdict == "open"
    assert table.decisions[BOUNDARY.key].note == "ask Mira"
    assert settled(COMPARED, table.decisions) == {}


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2), (2, 0, 3, 1)])
def test_what_is_opened_again_leaves_nothing_behind(table: Table, order: tuple[int, ...]) -> None:
    before = [(one.type, one.parts) for one in table.spans()]
    for n in order:
        table.settle(COMPARED.differences[n], side="left")
    statement = statement_of(table.page, table.context.scheme, table.claim())
    assert (statement.claim.parts, statement.claim.attributes) == (
        CLAIM_A.parts,
        CLAIM_A.attributes,
    )
    assert [one.text() for one in (*statement.speakers, *statement.cues)] == ["Mira Talven", "said"]
    assert len(statement.targets) == 1
    for n in order:
        table.settle(COMPARED.differences[n], side="open")
    assert [(one.type, one.parts) for one in table.spans()] == before
    assert table.decisions == {}


def test_what_is_changed_first_says_so(table: Table) -> None:
    table.settle(BOUNDARY, side="left", changed=True)
    assert table.claim().how is How.CHANGED
    assert table.decisions[BOUNDARY.key].verdict == "change"


def test_a_reason_given_later_leaves_what_was_changed_as_it_is(table: Table) -> None:
    table.settle(BOUNDARY, side="left", changed=True)
    edited = replace(table.claim(), parts=CLAIM_B.parts, quotes=CLAIM_B.quotes)
    others = [one for one in table.page.spans() if one.id != edited.id]
    table.page = Page(ARTICLE, spans=(*others, edited), links=(*table.page.links(),))
    before = table.decisions[BOUNDARY.key]
    table.settle(BOUNDARY, side="left", changed=True, note="the guide, §2")
    assert table.claim() == edited
    assert table.decisions[BOUNDARY.key].results == before.results
    assert table.decisions[BOUNDARY.key].note == "the guide, §2"


def test_into_ones_own_layer_the_other_side_is_taken_over_what_is_there() -> None:
    table = Table()
    table.context = table.context.on_layer(LEFT)
    table.settle(BOUNDARY, DIRECTNESS, side="right")
    own = table.page.span(CLAIM_A.id)
    assert (own.parts, own.attributes) == (CLAIM_B.parts, {"directness": "indirect"})
    assert len([*table.page.spans("claim", LEFT.id)]) == 1


def test_neither_takes_nothing_of_ones_own_away() -> None:
    table = Table()
    table.context = table.context.on_layer(LEFT)
    table.settle(BOUNDARY, side="neither")
    assert table.page.span(CLAIM_A.id) == CLAIM_A

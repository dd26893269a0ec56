"""Marking: one span, a further part, the same words everywhere."""

from __future__ import annotations

import pytest

from annotator.errors import Forbidden, WrongUse
from annotator.model.layer import State
from annotator.model.page import Page
from annotator.project.acts import mark
from annotator.project.step_names import step_name
from annotator.speech.words import Lexicon
from annotator.text.ranges import Range
from tests import builders
from tests.planning import TEXT, at, done

LEXICON = Lexicon("en", roles=frozenset({"minister"}), pronouns=frozenset({"she"}))


def places(found):
    return [(page, [one.at for one in some]) for page, some in found]


def test_the_first_mark_brings_the_layer_and_begins_the_article(context, page):
    step = mark.plan_mark(context, page, "entity", [at("Kabul")])
    assert [change.table for change in step.changes] == ["layer", "progress", "span"]
    after = done(page, step)
    assert after.progress(context.layer.id).state is State.IN_PROGRESS
    second = mark.plan_mark(context.applied(step.changes), after, "entity", [at("Kabul", 1)])
    assert [change.table for change in second.changes] == ["span"]


def test_what_is_given_is_kept_and_none_stays_not_set(context, page):
    given = {"directness": "mixed"}
    step = mark.plan_mark(context, page, "claim", [at("“We will,”")], attributes=given)
    assert next(done(page, step).spans()).attributes == given
    step = mark.plan_mark(
        context, page, "claim", [at("“We will,”")], attributes={"directness": None}
    )
    assert next(done(page, step).spans()).attributes == {}


@pytest.mark.parametrize(
    ("words", "expected"),
    [("“We will,”", "direct"), ("is “ready” now", "mixed"), ("Harbour to open", "indirect")],
)
def test_directness_is_read_off_the_quotation_marks(context, page, words, expected):
    step = mark.plan_mark(context, page, "claim", [at(words)])
    assert next(done(page, step).spans()).attributes == {"directness": expected}


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Mira Talven", "name"),
        ("The minister", "role"),
        ("Pakistan’s Foreign Minister", "role"),
        ("Mira Talven, the minister", "name"),
        ("she", "pronoun"),
        ("residents", "role"),
    ],
)
def test_a_speakers_form_is_read_off_its_words(words, form):
    assert mark.read_form(words, LEXICON) == form


def test_a_mark_finds_the_actor_whose_name_the_words_are(context, page):
    step = mark.plan_mark(context, page, "speaker", [at("Mira Talven")])
    span = next(done(page, step).spans())
    assert span.actor_id == "actor-1"
    assert span.attributes == {"form": "name"}


def test_an_entitys_kind_and_actor_follow_the_same_words_before(context, page):
    first = mark.plan_mark(
        context, page, "entity", [at("Kabul")], attributes={"kind": "place"}, actor="actor-1"
    )
    page = done(page, first)
    second = mark.plan_mark(context, page, "entity", [at("Kabul", 1)])
    span = list(done(page, second).spans())[1]
    assert (span.attributes, span.actor_id) == ({"kind": "place"}, "actor-1")


def test_the_same_words_cannot_be_the_same_type_twice(context, page):
    page = done(page, mark.plan_mark(context, page, "entity", [at("Kabul")]))
    with pytest.raises(Forbidden, match="already"):
        mark.plan_mark(context, page, "entity", [at("Kabul")])
    assert mark.plan_mark(context, page, "speaker", [at("Kabul")]).changes


@pytest.mark.parametrize("place", [Range(5, 5), Range(-1, 3), Range(0, 10_000), Range(9, 4)])
def test_a_place_outside_the_text_is_refused(context, page, place):
    with pytest.raises(Forbidden, match="not in the text"):
        mark.plan_mark(context, page, "entity", [place])


def test_an_unknown_type_value_or_actor_is_refused_with_what_there_is(context, page):
    with pytest.raises(Forbidden, match="no type “person”") as problem:
        mark.plan_mark(context, page, "person", [at("Kabul")])
    assert "speaker" in problem.value.hint
    with pytest.raises(Forbidden, match="no value of kind"):
        mark.plan_mark(context, page, "entity", [at("Kabul")], attributes={"kind": "planet"})
    with pytest.raises(Forbidden, match="no attribute"):
        mark.plan_mark(context, page, "cue", [at("said")], attributes={"kind": "place"})
    with pytest.raises(Forbidden, match="refers to no actor"):
        mark.plan_mark(context, page, "cue", [at("said")], actor="actor-1")


def test_an_actor_is_meant_by_id_name_or_alias_and_else_made_in_the_same_step(context, page):
    for said in ("actor-1", "Mira Talven", "talven"):
        step = mark.plan_mark(context, page, "entity", [at("Kabul")], actor=said)
        assert next(done(page, step).spans()).actor_id == "actor-1"
    step = mark.plan_mark(context, page, "entity", [at("Kabul")], actor="The city")
    made = context.applied(step.changes).actors.named("The city")[0]
    assert (made.name, made.kind) == ("The city", "other")
    assert next(done(page, step).spans()).actor_id == made.id


def test_a_frozen_layer_takes_no_marks(context, page):
    frozen = context.on_layer(builders.layer("B", id="layer-2", frozen=True))
    with pytest.raises(Forbidden, match="colleague"):
        mark.plan_mark(frozen, page, "entity", [at("Kabul")])


def test_a_further_part_makes_one_claim_of_two_and_reads_its_marks_again(context, page):
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    claim = next(page.spans())
    page = done(page, mark.plan_part(context, page, claim.id, at("“not wait.”")))
    claim = next(page.spans())
    assert claim.quotes == ("“We will,”", "“not wait.”")
    assert claim.text() == "“We will,” […] “not wait.”"
    assert claim.attributes["directness"] == "direct"
    with pytest.raises(Forbidden, match="overlap"):
        mark.plan_part(context, page, claim.id, at("will"))


def test_directness_chosen_by_hand_survives_a_further_part(context, page):
    step = mark.plan_mark(
        context, page, "claim", [at("“We will,”")], attributes={"directness": "mixed"}
    )
    page = done(page, step)
    claim = next(page.spans())
    page = done(page, mark.plan_part(context, page, claim.id, at("“not wait.”")))
    assert next(page.spans()).attributes["directness"] == "mixed"


def test_the_same_words_elsewhere_are_marked_as_one_named_step(context, page):
    first = mark.plan_mark(context, page, "entity", [at("Kabul")], attributes={"kind": "place"})
    page = done(page, first)
    like = mark.SpanLike.of(next(page.spans()))
    found = list(mark.found_everywhere(context, [page], like))
    assert [one.at for _, some in found for one in some] == [at("Kabul", 1)]
    step = mark.plan_everywhere(
        context, [(page, [one.at for one in some]) for page, some in found], like
    )
    assert step_name(step) == "Mark 1 × Kabul as entity"
    assert [one.attributes for one in done(page, step).spans()] == [{"kind": "place"}] * 2
    with pytest.raises(WrongUse, match="nowhere else"):
        mark.plan_everywhere(context, [], like)


def test_the_same_words_in_several_articles_are_one_step_with_the_layer_once(context, page):
    other = Page(builders.article(TEXT + " Kabul.", id="a2"))
    like = mark.SpanLike("Kabul", "entity", {"kind": "place"}, "actor-1")
    found = list(mark.found_everywhere(context, [page, other], like))
    assert [len(some) for _, some in found] == [2, 3]
    step = mark.plan_everywhere(
        context, [(page, [one.at for one in some]) for page, some in found], like
    )
    tables = [change.table for change in step.changes]
    assert (tables.count("layer"), tables.count("progress"), tables.count("span")) == (1, 2, 5)
    assert step.args["n"] == 5
    assert {one.actor_id for one in done(other, step).spans()} == {"actor-1"}


def test_a_span_in_several_parts_is_looked_for_nowhere(context, page):
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”"), at("“not wait.”")]))
    with pytest.raises(Forbidden, match="several parts"):
        mark.SpanLike.of(next(page.spans()))

"""Planning acts: pure functions from a page to a step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.errors import Forbidden, WrongUse
from annotator.model.actor import ActorBook
from annotator.model.article import Origin
from annotator.model.layer import State
from annotator.model.page import Page
from annotator.model.span import Owner
from annotator.model.statement import statement_of
from annotator.project.acts import actors, articles, edit, link, mark, regions
from annotator.project.acts import scheme as scheme_acts
from annotator.project.api import default_scheme, new_ids
from annotator.project.context import PlanContext
from annotator.project.step_names import step_name
from annotator.speech.words import Lexicon
from annotator.text.ranges import Range
from tests import builders

TEXT = (
    "Minister: Harbour to open\n\n“We will,” said Mira Talven, “not wait.” The minister, "
    "said she, is “ready” now. Kabul and Kabul."
)
LEXICON = Lexicon("en", roles=frozenset({"minister"}), pronouns=frozenset({"she"}))


@pytest.fixture
def context() -> PlanContext:
    return PlanContext(
        scheme=default_scheme(),
        layer=builders.layer(),
        coder=builders.CODER,
        actors=ActorBook([builders.actor("Mira Talven", "Talven", id="actor-1")]),
        layers=(),
        new_id=builders.counting_ids(),
        now=builders.now,
    )


@pytest.fixture
def page() -> Page:
    return Page(builders.article(TEXT, id="a1"))


def at(words: str, nth: int = 0) -> Range:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Range(start, start + len(words))


def done(page: Page, *steps) -> Page:
    for step in steps:
        page = page.applied(step.changes)
    return page


def test_the_first_mark_brings_the_layer_and_begins_the_article(context, page):
    step = mark.plan_mark(context, page, "entity", [at("Kabul")])
    assert [change.table for change in step.changes] == ["layer", "progress", "span"]
    after = done(page, step)
    assert after.progress(context.layer.id).state is State.IN_PROGRESS
    second = mark.plan_mark(context.applied(step.changes), after, "entity", [at("Kabul", 1)])
    assert [change.table for change in second.changes] == ["span"]


def test_nothing_is_set_that_nobody_decided(context, page):
    after = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    assert next(after.spans()).attributes == {}


@pytest.mark.parametrize(
    ("words", "expected"),
    [("“We will,”", "direct"), ("is “ready” now", "mixed"), ("Harbour to open", "indirect")],
)
def test_directness_is_read_off_the_quotation_marks(context, page, words, expected):
    step = mark.plan_mark_reading(context, page, "claim", [at(words)], LEXICON)
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
    step = mark.plan_mark_reading(context, page, "speaker", [at("Mira Talven")], LEXICON)
    span = next(done(page, step).spans())
    assert span.actor_id == "actor-1"
    assert span.attributes == {"form": "name"}


def test_an_entitys_kind_and_actor_follow_the_same_words_before(context, page):
    first = mark.plan_mark(
        context, page, "entity", [at("Kabul")], attributes={"kind": "place"}, actor_id="actor-1"
    )
    page = done(page, first)
    second = mark.plan_mark_reading(context, page, "entity", [at("Kabul", 1)], LEXICON)
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
    with pytest.raises(Forbidden, match="does not refer"):
        mark.plan_mark(context, page, "cue", [at("said")], actor_id="actor-1")
    with pytest.raises(WrongUse, match="no actor"):
        mark.plan_mark(context, page, "entity", [at("Kabul")], actor_id="actor-9")


def test_a_frozen_layer_takes_no_marks(context, page):
    frozen = context.on_layer(builders.layer("B", id="layer-2", frozen=True))
    with pytest.raises(Forbidden, match="colleague"):
        mark.plan_mark(frozen, page, "entity", [at("Kabul")])


def test_a_further_part_makes_one_claim_of_two_and_reads_its_marks_again(context, page):
    page = done(page, mark.plan_mark_reading(context, page, "claim", [at("“We will,”")], LEXICON))
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


def test_one_step_marks_speaker_and_cue_and_links_the_claim_to_both(context, page):
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    claim = next(page.spans())
    words = link.Words(speaker_at=at("Mira Talven"), cue_at=at("said"), actor_id="actor-1")
    step = link.plan_attribution(context, page, claim.id, words, lexicon=LEXICON)
    page = done(page, step)
    statement = statement_of(page, builders.scheme(), page.span(claim.id))
    assert [one.text() for one in statement.speakers] == ["Mira Talven"]
    assert [one.text() for one in statement.cues] == ["said"]
    assert statement.speakers[0].actor_id == "actor-1"
    assert step_name(step) == "Link “We will,” to its speaker Mira Talven"
    again = link.plan_attribution(context, page, claim.id, words, lexicon=LEXICON)
    assert again.is_empty()


def test_links_go_only_where_the_scheme_lets_them(context, page):
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    page = done(page, mark.plan_mark(context, page, "cue", [at("said")]))
    claim, cue = page.spans()
    with pytest.raises(Forbidden, match="cannot go"):
        link.plan_link(context, page, claim.id, "said_by", cue.id)
    page = done(page, link.plan_link(context, page, claim.id, "cued-by", cue.id))
    with pytest.raises(Forbidden, match="already"):
        link.plan_link(context, page, claim.id, "cued_by", cue.id)
    with pytest.raises(Forbidden, match="no link"):
        link.plan_link(context, page, claim.id, "loves", cue.id)
    with pytest.raises(WrongUse, match="no span"):
        link.plan_link(context, page, claim.id, "cued_by", "nobody")


def test_deleting_a_claim_removes_its_links_and_notes_in_one_step(context, page):
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    page = done(page, mark.plan_mark(context, page, "cue", [at("said")]))
    claim, cue = page.spans()
    page = done(page, link.plan_link(context, page, claim.id, "cued_by", cue.id))
    page = done(page, articles.plan_note(context, page, Owner.SPAN, claim.id, "look"))
    step = edit.plan_delete(context, page, [claim.id])
    assert {change.table for change in step.changes} == {"link", "note", "span"}
    after = done(page, step)
    assert [one.id for one in after.spans()] == [cue.id]
    assert list(after.links()) == []
    assert done(after, step.inverse()) == page


def test_another_type_keeps_what_it_can_have_and_drops_links_it_cannot(context, page):
    step = mark.plan_mark(
        context,
        page,
        "speaker",
        [at("Mira Talven")],
        attributes={"form": "name"},
        actor_id="actor-1",
    )
    page = done(page, step)
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    claim, speaker = page.spans()
    page = done(page, link.plan_link(context, page, claim.id, "said_by", speaker.id))
    page = done(page, edit.plan_type(context, page, speaker.id, "entity"))
    changed = page.span(speaker.id)
    assert (changed.type, changed.attributes, changed.actor_id) == ("entity", {}, "actor-1")
    assert list(page.links()) == []


def test_an_attribute_is_set_and_unset_on_spans_and_links(context, page):
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    page = done(page, mark.plan_mark(context, page, "entity", [at("Kabul")]))
    claim, entity = page.spans()
    page = done(page, link.plan_link(context, page, claim.id, "about", entity.id))
    about = next(page.links())
    page = done(page, edit.plan_attribute(context, page, [about.id], "stance", "mixed"))
    assert page.link(about.id).attributes == {"stance": "mixed"}
    page = done(page, edit.plan_attribute(context, page, [about.id], "stance", None))
    assert page.link(about.id).attributes == {}
    assert edit.plan_attribute(context, page, [about.id], "stance", None).is_empty()


def test_a_new_actor_and_the_span_that_refers_to_it_are_one_step(context, page):
    page = done(page, mark.plan_mark(context, page, "entity", [at("Kabul")]))
    span = next(page.spans())
    step = edit.plan_refer_new(context, page, [span.id], "Afghanistan", "state")
    context = context.applied(step.changes)
    made = context.actors.named("afghanistan")
    assert [(one.name, one.kind) for one in made] == [("Afghanistan", "state")]
    assert done(page, step).span(span.id).actor_id == made[0].id
    with pytest.raises(Forbidden, match="no kind"):
        edit.plan_refer_new(context, page, [span.id], "X", "planet")


def test_merging_actors_keeps_the_old_one_and_its_names_lead_to_the_other(context):
    step = actors.plan_new(context, "M. Talven", "person", ["Minister", " minister "])
    context = context.applied(step.changes)
    other = context.actors.named("M. Talven")[0]
    assert [alias.name for alias in other.aliases] == ["Minister"]
    context = context.applied(actors.plan_merge(context, other.id, "actor-1").changes)
    assert context.actors.get(other.id).id == "actor-1"
    assert [one.id for one in context.actors.named("Minister")] == ["actor-1"]
    with pytest.raises(Forbidden, match="itself"):
        actors.plan_merge(context, other.id, "actor-1")


def test_body_takes_a_region_back_and_a_piece_out_of_a_larger_one(context, page):
    line = Range(0, 25)
    page = done(page, regions.plan_region(context, page, "boilerplate", line))
    assert page.regions[0].origin is Origin.HAND
    inside = Range(0, 8)
    page = done(page, regions.plan_region(context, page, "body", inside))
    assert page.region_at(3).type == "body"
    assert page.region_at(10).type == "boilerplate"
    page = done(page, regions.plan_region(context, page, "body", line))
    assert page.regions == ()
    with pytest.raises(Forbidden, match="no region type"):
        regions.plan_region(context, page, "advert", line)


def test_confirming_a_field_ends_its_being_proposed(context):
    meta = {"proposed": {"outlet": [0, 8], "date": [9, 12]}, "section": "World"}
    page = Page(builders.article(TEXT, id="a1", outlet="Wire", meta=meta))
    page = done(page, articles.plan_fields(context, page, {"outlet": "Harbour  Post"}))
    assert page.article.outlet == "Harbour Post"
    assert set(page.article.proposed()) == {"date"}
    page = done(page, articles.plan_fields(context, page, {"date": "2025-05"}))
    assert page.article.date == "2025-05"
    assert page.article.meta == {"section": "World"}
    for wrong in ("May 2025", "2025-13", "2025-02-40", "25"):
        with pytest.raises(Forbidden, match="no date"):
            articles.plan_fields(context, page, {"date": wrong})


def test_excluding_keeps_its_reason_as_a_note(context, page):
    page = done(page, articles.plan_state(context, page, State.EXCLUDED, reason="off topic"))
    assert page.progress(context.layer.id).state is State.EXCLUDED
    assert [one.text for one in page.notes("a1")] == ["off topic"]
    page = done(page, articles.plan_state(context, page, None))
    assert page.progress(context.layer.id) is None


def test_a_note_is_made_changed_and_taken_away(context, page):
    first = articles.plan_note(context, page, Owner.ARTICLE, "a1", " look ")
    page = done(page, first)
    assert [one.text for one in page.notes("a1")] == ["look"]
    assert articles.plan_note(context, page, Owner.ARTICLE, "a1", "look").is_empty()
    page = done(page, articles.plan_note(context, page, Owner.ARTICLE, "a1", "again"))
    assert [one.text for one in page.notes("a1")] == ["again"]
    page = done(page, articles.plan_note(context, page, Owner.ARTICLE, "a1", ""))
    assert page.notes("a1") == ()


def test_the_same_words_elsewhere_are_marked_as_one_named_step(context, page):
    first = mark.plan_mark(context, page, "entity", [at("Kabul")], attributes={"kind": "place"})
    page = done(page, first)
    like = next(page.spans())
    step = mark.plan_everywhere(context, page, like, [at("Kabul", 1)])
    assert step_name(step) == "Mark 1 × Kabul as entity"
    assert [one.attributes for one in done(page, step).spans()] == [{"kind": "place"}] * 2
    with pytest.raises(WrongUse, match="nowhere else"):
        mark.plan_everywhere(context, page, like, [])


def test_an_equal_scheme_is_no_new_version(context):
    assert scheme_acts.plan_scheme(context, context.scheme, {}).is_empty()


def test_a_scheme_that_lacks_a_type_in_use_is_refused(context):
    fewer = replace(context.scheme, types=context.scheme.types[1:])
    with pytest.raises(Forbidden, match="lacks “speaker”, but 3 marks have"):
        scheme_acts.plan_scheme(context, fewer, {"speaker": 3})
    assert scheme_acts.plan_scheme(context, fewer, {"claim": 3}).changes


def test_new_ids_name_the_span_before_the_actor_that_came_with_it(context, page):
    page = done(page, mark.plan_mark(context, page, "entity", [at("Kabul")]))
    span = next(page.spans())
    step = edit.plan_refer_new(context, page, [span.id], "Afghanistan", "state")
    assert len(new_ids(step.changes)) == 1
    marked = mark.plan_mark(context, page, "cue", [at("said")])
    assert marked.args["id"] in new_ids(marked.changes)

"""Carrying over: what comes to a copy, what is left open and why, what is never touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from annotator.errors import WrongUse
from annotator.model.page import Page
from annotator.model.span import How
from annotator.project.acts import edit, link, mark
from annotator.project.acts.study.carry import LeftOpen, plan_carry, plan_carry_mark
from annotator.project.step_names import step_name
from annotator.text.ranges import Range, hull
from tests import builders, planning

if TYPE_CHECKING:
    from annotator.model.span import Span
    from annotator.project.context import PlanContext

COPY = (
    "LakeWire, Monday\n\nMinister: Harbour to open\n\n"
    "“We will,” said Mira Talven, “not wait.” The minister, said she, is “ready” now. "
    "Kabul and Kabul.\n\nMore on this tomorrow."
)


def copy_of(text: str = COPY, id: str = "a2") -> Page:  # noqa: A002 - as in the builders
    return Page(builders.article(text, id=id))


def coded(context: PlanContext) -> Page:
    """Give the page with a claim of two parts, its speaker and a place, linked."""
    page = planning.new_page()
    steps = (
        lambda: mark.plan_mark(
            context, page, "claim", (planning.at("“We will,”"), planning.at("“not wait.”")),
            attributes={"kind": "promise"},
        ),
        lambda: mark.plan_mark(context, page, "speaker", (planning.at("Mira Talven"),)),
        lambda: mark.plan_mark(context, page, "entity", (planning.at("Kabul", 1),),
                               attributes={"kind": "place"}),
    )  # fmt: skip
    for step in steps:
        page = page.applied(step().changes)
    claim, speaker, place = spans(page)
    page = planning.done(page, link.plan_link(context, page, claim.id, "said_by", speaker.id))
    about = {"stance": "favourable"}
    return planning.done(
        page, link.plan_link(context, page, claim.id, "about", place.id, attributes=about)
    )


def spans(page: Page) -> list[Span]:
    return [*page.spans()]


def test_marks_come_over_with_parts_values_actors_and_links_as_one_step() -> None:
    context = planning.new_context()
    page = coded(context)
    plan = plan_carry(context, page, [copy_of()])
    after = copy_of().applied(plan.step.changes)
    claim, speaker, place = spans(after)
    assert [one.text() for one in spans(after)] == [one.text() for one in spans(page)]
    assert claim.attributes == {"directness": "direct", "kind": "promise"}
    assert (speaker.actor_id, place.attributes["kind"]) == ("actor-1", "place")
    assert place.start == COPY.rindex("Kabul")
    assert {(one.type, one.target_id, *one.attributes.items()) for one in after.links()} == {
        ("said_by", speaker.id),
        ("about", place.id, ("stance", "favourable")),
    }
    assert [(one.how, one.source_id) for one in spans(after)] == [
        (How.TAKEN, one.id) for one in spans(page)
    ]
    (told,) = plan.copies
    assert (told.article_id, told.carried, told.open, told.n_new) == ("a2", 3, (), 3)
    assert step_name(plan.step) == "Carry 3 marks over to copies of “Ferry returns”"
    assert after.progress(context.layer.id) is not None


def test_the_second_time_nothing_is_new() -> None:
    context = planning.new_context()
    page = coded(context)
    after = copy_of().applied(plan_carry(context, page, [copy_of()]).step.changes)
    again = plan_carry(context, page, [after])
    assert again.step.is_empty()
    assert [(one.carried, one.n_new) for one in again.copies] == [(3, 0)]


def test_carried_and_open_are_all_marks_and_each_open_one_has_its_reason() -> None:
    context = planning.new_context()
    page = coded(context)
    text = COPY.replace("“not wait.”", "“not stay.”").replace("Kabul and Kabul.", "")
    text += "\n\nMira Talven"
    plan = plan_carry(context, page, [copy_of(text), copy_of("Weather: rain.", "a3")])
    first, second = plan.copies
    claim, speaker, place = spans(page)
    assert [(one.span_id, one.why) for one in first.open] == [
        (claim.id, LeftOpen.CHANGED),
        (place.id, LeftOpen.CHANGED),
    ]
    assert "".join(one.of(text) for one in first.open[0].places) == "“not stay.”"
    assert (first.carried, second.carried) == (1, 0)
    assert {one.why for one in second.open} == {LeftOpen.GONE}
    assert {one.span_id for one in second.open} == {claim.id, speaker.id, place.id}
    after = copy_of(text).applied(plan.step.changes)
    assert [one.text() for one in spans(after)] == ["Mira Talven"]
    assert not [*after.links()]


def test_of_a_claim_in_parts_that_which_is_changed_is_to_be_looked_at() -> None:
    context = planning.new_context()
    page = coded(context)
    text = COPY.replace("not wait", "never stop")
    (told,) = plan_carry(context, page, [copy_of(text)]).copies
    left = told.open[0]
    assert [one.of(page.text) for one in left.parts] == ["“not wait.”"]
    assert [one.of(text) for one in left.places] == ["“never stop.”"]


def test_a_paragraph_that_stands_twice_is_asked_with_both_places() -> None:
    context = planning.new_context()
    page = coded(context)
    paragraph = COPY.split("\n\n")[2]
    text = f"{COPY}\n\n{paragraph}"
    (told,) = plan_carry(context, page, [copy_of(text)]).copies
    assert {one.why for one in told.open} == {LeftOpen.TWICE}
    assert [one.of(text) for one in told.open[1].places] == ["Mira Talven", "Mira Talven"]


def test_a_later_change_comes_after_it_but_what_was_changed_in_the_copy_stays() -> None:
    context = planning.new_context()
    page = coded(context)
    copy = copy_of().applied(plan_carry(context, page, [copy_of()]).step.changes)
    claim, speaker, _ = spans(page)
    later = replace(context, now=lambda: "2026-03-02T08:00:00Z")
    page = planning.done(
        page,
        edit.plan_attribute(later, page, [claim.id], "kind", "forecast"),
        edit.plan_attribute(later, page, [speaker.id], "form", "role"),
    )
    mine = spans(copy)[1]
    copy = planning.done(copy, edit.plan_attribute(later, copy, [mine.id], "form", "unnamed"))
    plan = plan_carry(later, page, [copy])
    (told,) = plan.copies
    after = copy.applied(plan.step.changes)
    assert spans(after)[0].attributes["kind"] == "forecast"
    assert spans(after)[1].attributes["form"] == "unnamed"
    assert [(one.span_id, one.why) for one in told.open] == [(speaker.id, LeftOpen.OTHERWISE)]
    assert (told.n_new, told.n_changed) == (0, 1)


def test_from_a_copy_marks_go_to_the_original_and_to_the_other_copies() -> None:
    context = planning.new_context()
    page = coded(context)
    first = copy_of().applied(plan_carry(context, page, [copy_of()]).step.changes)
    other = copy_of(id="a3")
    other = other.applied(plan_carry(context, page, [other]).step.changes)
    later = replace(context, now=lambda: "2026-03-02T08:00:00Z")
    first = planning.done(
        first,
        edit.plan_attribute(later, first, [spans(first)[0].id], "kind", "forecast"),
        mark.plan_mark(later, first, "cue", (Range(*_at(COPY, "said")),)),
    )
    plan = plan_carry(later, first, [page, other])
    for one in (page, other):
        after = one.applied(plan.step.changes)
        assert spans(after)[0].attributes["kind"] == "forecast"
        assert [span.text() for span in after.spans("cue")] == ["said"]
        assert len(spans(after)) == 4
    assert [(one.carried, one.open) for one in plan.copies] == [(4, ()), (4, ())]


def test_a_mark_made_there_by_hand_is_taken_for_the_same_and_left_as_it_is() -> None:
    context = planning.new_context()
    page = coded(context)
    at = Range(*_at(COPY, "Mira Talven"))
    step = mark.plan_mark(context, copy_of(), "speaker", (at,), attributes={"form": "role"})
    copy = copy_of().applied(step.changes)
    plan = plan_carry(context, page, [copy])
    after = copy.applied(plan.step.changes)
    (speaker,) = after.spans("speaker")
    assert speaker.attributes["form"] == "role"
    assert [one.why for one in plan.copies[0].open] == [LeftOpen.OTHERWISE]
    claim = next(after.spans("claim"))
    assert [one.target_id for one in after.links_from(claim.id, "said_by")] == [speaker.id]


def _at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_one_mark_is_made_at_a_chosen_place_with_its_links() -> None:
    context = planning.new_context()
    page = coded(context)
    other = COPY.replace("Mira Talven", "Ada Lune")
    copy = copy_of(other).applied(plan_carry(context, page, [copy_of(other)]).step.changes)
    _, speaker, _ = spans(page)
    (told,) = plan_carry(context, page, [copy]).copies
    (left,) = told.open
    assert (left.span_id, left.why) == (speaker.id, LeftOpen.CHANGED)
    step = plan_carry_mark(context, page, copy, speaker.id, left.places[0])
    assert step_name(step) == "Mark “Mira Talven” as in the original"
    after = copy.applied(step.changes)
    (made,) = after.spans("speaker")
    assert (made.text(), made.actor_id, made.source_id) == ("Ada Lune", "actor-1", speaker.id)
    assert [one.target_id for one in after.links() if one.type == "said_by"] == [made.id]
    assert plan_carry(context, page, [after]).copies[0].open == ()
    assert after.applied(step.inverse().changes) == copy


def test_what_somebody_marked_otherwise_is_as_in_the_original_where_that_is_wished() -> None:
    context = planning.new_context()
    page = coded(context)
    copy = copy_of().applied(plan_carry(context, page, [copy_of()]).step.changes)
    claim, _, place = spans(copy)
    copy = planning.done(copy, edit.plan_attribute(context, copy, [place.id], "kind", "date"))
    (about,) = [one for one in copy.links() if one.type == "about"]
    copy = planning.done(copy, edit.plan_attribute(context, copy, [about.id], "stance", "mixed"))
    (told,) = plan_carry(context, page, [copy]).copies
    assert {one.why for one in told.open} == {LeftOpen.OTHERWISE}
    for one in told.open:
        step = plan_carry_mark(context, page, copy, one.span_id, hull(one.places))
        copy = copy.applied(step.changes)
    assert copy.span(place.id).attributes["kind"] == "place"
    assert copy.span(claim.id).parts == claim.parts
    assert copy.link(about.id).attributes == {"stance": "favourable"}
    assert plan_carry(context, page, [copy]).copies[0].open == ()


def test_a_mark_that_is_not_there_and_the_original_itself_are_refused() -> None:
    context = planning.new_context()
    page = coded(context)
    with pytest.raises(WrongUse, match="no span nobody"):
        plan_carry_mark(context, page, copy_of(), "nobody", Range(0, 8))
    with pytest.raises(WrongUse, match="no copy of itself"):
        plan_carry_mark(context, page, page, spans(page)[0].id, Range(0, 8))

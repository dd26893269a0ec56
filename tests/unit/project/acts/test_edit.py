"""Changing and deleting what is marked."""

from __future__ import annotations

import pytest

from annotator.errors import Forbidden
from annotator.model.span import Owner
from annotator.project.acts import edit, link, mark
from annotator.project.asking import noting
from annotator.project.step_names import step_name
from tests.planning import at, done


def test_deleting_a_claim_removes_its_links_and_notes_in_one_step(context, page):
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    page = done(page, mark.plan_mark(context, page, "cue", [at("said")]))
    claim, cue = page.spans()
    page = done(page, link.plan_link(context, page, claim.id, "cued_by", cue.id))
    page = done(page, noting.plan_note(context, page, Owner.SPAN, claim.id, "look"))
    step = edit.plan_delete(context, page, [claim.id])
    assert {change.table for change in step.changes} == {
        "link", "note", "span", "attribute",
    }  # fmt: skip
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
        actor="actor-1",
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


def test_several_changes_of_a_span_are_one_step_and_one_is_the_act_itself(context, page):
    page = done(page, mark.plan_mark(context, page, "entity", [at("Kabul")]))
    span = next(page.spans())
    several = edit.ItemEdit("speaker", {"form": "role"}, [at("The minister")], "Minister", "person")
    step = edit.plan_edit(context, page, span.id, several)
    assert step.act == "edit"
    assert step_name(step) == "Change speaker “The minister”"
    after = done(page, step).span(span.id)
    assert (after.type, after.attributes, after.text()) == (
        "speaker",
        {"form": "role"},
        "The minister",
    )
    made = context.applied(step.changes).actors.get(after.actor_id)
    assert (made.name, made.kind) == ("Minister", "person")
    assert done(done(page, step), step.inverse()) == page
    one = edit.plan_edit(context, page, span.id, edit.ItemEdit(attributes={"kind": "place"}))
    assert one == edit.plan_attribute(context, page, [span.id], "kind", "place")
    assert edit.plan_edit(context, page, span.id, edit.ItemEdit()).is_empty()
    assert edit.plan_edit(context, page, span.id, edit.ItemEdit(type_name="entity")).is_empty()


def test_an_actor_of_no_name_is_taken_off_a_span(context, page):
    page = done(page, mark.plan_mark(context, page, "entity", [at("Kabul")], actor="actor-1"))
    span = next(page.spans())
    page = done(page, edit.plan_edit(context, page, span.id, edit.ItemEdit(actor="")))
    assert page.span(span.id).actor_id is None

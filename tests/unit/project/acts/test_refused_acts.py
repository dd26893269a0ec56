"""What no act does: each is refused with its own sentence, and says what to do instead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from annotator.errors import Forbidden, WrongUse
from annotator.model.page import Page
from annotator.model.span import Owner
from annotator.project.acts import actors, articles, edit, link, mark, regions
from annotator.project.answers import place, places
from annotator.project.asking import noting
from annotator.text.ranges import Range
from tests import builders, planning
from tests.planning import at

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.project.context import PlanContext

PLAIN = planning.new_page()
CLAIM = builders.span(PLAIN.article, "claim", "“We will,”", id="claim-1")
OTHERS = builders.span(PLAIN.article, "cue", "said", id="cue-2", layer_id="layer-2")
ENTITY = builders.span(PLAIN.article, "entity", [(108, 113), (118, 123)], id="entity-1")
ABOUT = builders.link(CLAIM, "about", ENTITY, id="link-1")
PAGE = Page(PLAIN.article, spans=[CLAIM, OTHERS, ENTITY], links=[ABOUT])


def frozen(context: PlanContext) -> PlanContext:
    return context.on_layer(replace(context.layer, frozen=True))


def named(found: object, context: PlanContext) -> object:
    twins = (builders.actor("Dar", id="p-1"), builders.actor("Dar", id="p-2"))
    return actors.find_actor(context.applied(builders.changes((), twins)).actors, str(found))


REFUSED: dict[str, tuple[Callable[[PlanContext], object], type[Exception], str]] = {
    "a field an article has not": (
        lambda c: articles.plan_fields(c, PAGE, {"author": "x"}), Forbidden, "no field “author”"),
    "a date that is none": (
        lambda c: articles.plan_fields(c, PAGE, {"date": "May 2025"}), Forbidden, "is no date"),
    "a month that is none": (
        lambda c: articles.plan_fields(c, PAGE, {"date": "2025-13"}), Forbidden, "is no date"),
    "a state that is none": (
        lambda c: articles.state_named("finished"), Forbidden, "no state “finished”"),
    "a state of a frozen layer": (
        lambda c: articles.plan_state(frozen(c), PAGE, None), Forbidden, "cannot be changed"),
    "a note on no span": (
        lambda c: noting.plan_note(c, PAGE, Owner.SPAN, "no", "x"), Forbidden, "no such span"),
    "an actor without a name": (
        lambda c: actors.plan_new(c, "  "), Forbidden, "needs a name"),
    "an actor of no kind": (
        lambda c: actors.plan_new(c, "X", "planet"), Forbidden, "“planet” is no kind"),
    "an edited actor of no name": (
        lambda c: actors.plan_edit(c, builders.actor(" ", id="actor-1")), Forbidden, "a name"),
    "an edited actor nobody knows": (
        lambda c: actors.plan_edit(c, builders.actor("X", id="no")), WrongUse, "no actor no"),
    "joining into nobody": (
        lambda c: actors.plan_join(c, ["no", "actor-1"]), WrongUse, "no actor no"),
    "joining nobody": (
        lambda c: actors.plan_join(c, ["actor-1", "no"]), WrongUse, "no actor no"),
    "an actor into itself": (
        lambda c: actors.plan_join(c, ["actor-1", "actor-1"]), Forbidden, "into itself"),
    "a name of two actors": (lambda c: named(" Dar ", c), WrongUse, "2 actors are called “Dar”"),
    "a span that is not there": (
        lambda c: edit.plan_type(c, PAGE, "no", "cue"), WrongUse, "no span no in this article"),
    "a span of another layer": (
        lambda c: edit.plan_type(c, PAGE, "cue-2", "claim"), Forbidden, "on another layer"),
    "a span of a frozen layer": (
        lambda c: edit.plan_delete(frozen(c), PAGE, ["claim-1"]), Forbidden, "cannot be changed"),
    "a link of a frozen layer": (
        lambda c: edit.plan_delete(frozen(c), PAGE, ["link-1"]), Forbidden, "cannot be changed"),
    "nothing of a frozen layer": (
        lambda c: edit.plan_delete(frozen(c), PAGE, []), Forbidden, "cannot be changed"),
    "a link of another layer": (
        lambda c: edit.plan_attribute(
            c.on_layer(builders.layer(id="layer-2")), PAGE, ["link-1"], "stance", "none"),
        WrongUse, "no link link-1 on your layer"),
    "a value that is none": (
        lambda c: edit.plan_attribute(c, PAGE, ["claim-1"], "directness", "x"), Forbidden,
        "“x” is no value of directness"),
    "an attribute that is none": (
        lambda c: edit.plan_attribute(c, PAGE, ["claim-1"], "mood", None), Forbidden, "mood"),
    "an actor of a claim": (
        lambda c: edit.plan_refer(c, PAGE, ["claim-1"], "actor-1"), Forbidden, "claim"),
    "an actor that is not there": (
        lambda c: edit.plan_refer(c, PAGE, ["entity-1"], "no"), WrongUse, "no"),
    "the same words as the same": (
        lambda c: mark.plan_mark(c, PAGE, "claim", CLAIM.parts), Forbidden,
        "marked as claim already"),
    "the same parts as the same": (
        lambda c: mark.plan_mark(c, PAGE, "entity", ENTITY.parts), Forbidden, "already"),
    "words that stand nowhere else": (
        lambda c: mark.plan_everywhere(c, [(PAGE, ())], mark.SpanLike("x", "cue")), WrongUse,
        "stand nowhere else"),
    "several parts looked for": (lambda c: mark.SpanLike.of(ENTITY), Forbidden, "several parts"),
    "a link that is there": (
        lambda c: link.plan_link(c, PAGE, "claim-1", "about", "entity-1"), Forbidden,
        "linked by “about” already"),
    "a link the wrong way": (
        lambda c: link.plan_link(c, PAGE, "entity-1", "about", "claim-1"), Forbidden, "about"),
    "nobody who may say it": (lambda c: link.line_at((), None), Forbidden, "Nobody is found"),
    "a region of no type": (
        lambda c: regions.region_type("advert"), Forbidden, "no region type “advert”"),
    "text that is body already": (
        lambda c: regions.plan_restore(c, PAGE, "no"), Forbidden, "is body already"),
    "a place that is none": (lambda c: place([1, 2, 3]), WrongUse, "no place in a text"),
    "places that are none": (lambda c: places([(1, 2), "ab"]), WrongUse, "no place in a text"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_sentence_and_what_to_do(name: str) -> None:
    act, kind, words = REFUSED[name]
    with pytest.raises(kind) as caught:
        act(planning.new_context())
    assert type(caught.value) is kind
    assert words in str(getattr(caught.value, "message", ""))
    assert getattr(caught.value, "hint", "").endswith(".")


def test_what_is_no_reason_to_refuse() -> None:
    context = planning.new_context()
    for state in ("to do", "todo", " To-Do ", "TODO"):
        assert articles.state_named(state) is None
    for state, known in (("in progress", "progress"), ("Progress", "progress"), ("done", "done")):
        assert articles.state_named(state) == known
    for date in ("2025", "2025-01", "2025-12-31"):
        assert articles.checked_date(date) == date
    assert articles.checked_date("") is None
    assert mark.plan_mark(context, PAGE, "cue", [at("said")]).changes
    assert mark.plan_mark(context, PAGE, "entity", [at("Kabul")]).changes
    assert actors.find_actor(context.actors, "nobody") is None
    assert actors.actor_meant(context, "") == ((), None)
    assert actors.actor_meant(context, " Mira  Talven ") == ((), "actor-1")


def test_one_place_or_several_may_be_said() -> None:
    one = Range(1, 2)
    for said in ((1, 2), [1, 2], one, [(1, 2)], [[1, 2]], [one]):
        assert places(said) == (one,)
    assert places([(1, 2), one]) == (one, one)
    assert places([]) == ()

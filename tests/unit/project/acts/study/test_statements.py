"""Two claims become one and one becomes two: words, values, links and notes, and back by undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import Forbidden, WrongUse
from annotator.model.page import Page
from annotator.model.span import Owner
from annotator.model.statement import holders
from annotator.project.acts import link, mark
from annotator.project.acts.study.statements import plan_merge_claims, plan_split_claim
from annotator.project.asking.noting import plan_note
from annotator.project.step_names import step_name
from annotator.text.ranges import Range
from tests import builders, planning

if TYPE_CHECKING:
    from annotator.model.changes import Step
    from annotator.model.span import Span
    from annotator.project.context import PlanContext

TEXT = (
    "Minister: Harbour to open\n\nMira Talven said that the gate opens on Monday, and that Kabul "
    "“will pay for it” in full. The line runs."
)
WHOLE = "the gate opens on Monday, and that Kabul “will pay for it” in full"


def at(words: str) -> Range:
    start = TEXT.index(words)
    return Range(start, start + len(words))


def coded(context: PlanContext, *claims: str) -> Page:
    """Give a page with a speaker, a cue, a place and some claims, each said by the speaker."""
    page = Page(builders.article(TEXT, id="a1"))
    ids = []
    for words, kind in (("Mira Talven", "speaker"), ("said", "cue"), ("Kabul", "entity")):
        step = mark.plan_mark(context, page, kind, (at(words),))
        page = page.applied(step.changes)
        ids.append(str(step.args["id"]))
    for words in claims:
        step = mark.plan_mark(context, page, "claim", (at(words),))
        page = page.applied(step.changes)
        claim = str(step.args["id"])
        page = planning.done(page, link.plan_link(context, page, claim, "said_by", ids[0]))
        page = planning.done(page, link.plan_link(context, page, claim, "cued_by", ids[1]))
    return page


def claims(page: Page) -> list[Span]:
    return [*page.spans("claim")]


def ends(page: Page, claim: Span) -> list[str]:
    targets = (page.span(one.target_id) for one in page.links_from(claim.id))
    return sorted(one.text() for one in targets if one is not None)


def undone(page: Page, step: Step) -> Page:
    return page.applied(step.changes).applied(step.inverse().changes)


def test_a_claim_is_split_where_the_caret_stands_with_values_and_links_for_both() -> None:
    context = planning.new_context()
    page = coded(context, WHOLE)
    (claim,) = claims(page)
    place = next(page.spans("entity"))
    page = planning.done(
        page,
        link.plan_link(
            context, page, claim.id, "about", place.id, attributes={"stance": "unfavourable"}
        ),
    )
    step = plan_split_claim(context, page, claim.id, at("that Kabul").start)
    after = page.applied(step.changes)
    first, second = claims(after)
    assert [one.text() for one in (first, second)] == [
        "the gate opens on Monday, and",
        "that Kabul “will pay for it” in full",
    ]
    assert first.id == claim.id
    assert (claim.attributes["directness"], first.attributes["directness"]) == ("mixed", "indirect")
    assert second.attributes["directness"] == "mixed"
    assert ends(after, first) == ends(after, second) == ["Kabul", "Mira Talven", "said"]
    assert [one.attributes for one in after.links_from(second.id, "about")] == [
        {"stance": "unfavourable"}
    ]
    assert step_name(step) == (
        "Split “the gate opens on Monday, and” from “that Kabul “will pay for it” in full”"
    )
    assert undone(page, step) == page


def test_a_value_that_somebody_chose_stays_with_both() -> None:
    context = planning.new_context()
    page = coded(context)
    step = mark.plan_mark(
        context, page, "claim", (at(WHOLE),), attributes={"directness": "free", "kind": "fact"}
    )
    page = page.applied(step.changes)
    step = plan_split_claim(context, page, claims(page)[0].id, at("Kabul").start)
    values = [dict(one.attributes) for one in claims(page.applied(step.changes))]
    assert values == [{"directness": "free", "kind": "fact"}] * 2


def test_blanks_and_commas_stay_with_neither_and_each_side_needs_words() -> None:
    context = planning.new_context()
    page = coded(context, WHOLE)
    (claim,) = claims(page)
    step = plan_split_claim(context, page, claim.id, at(", and").end - 3)
    assert [one.text() for one in claims(page.applied(step.changes))] == [
        "the gate opens on Monday",
        "and that Kabul “will pay for it” in full",
    ]
    for place in (0, claim.start, claim.end, len(TEXT)):
        with pytest.raises(Forbidden, match="no words on one side"):
            plan_split_claim(context, page, claim.id, place)
    with pytest.raises(Forbidden, match="is no claim"):
        plan_split_claim(context, page, next(page.spans("cue")).id, at("said").start)


def test_two_claims_become_one_with_the_words_links_and_notes_of_both() -> None:
    context = planning.new_context()
    page = coded(context, "the gate opens on Monday", "Kabul “will pay for it” in full")
    first, second = claims(page)
    place = next(page.spans("entity"))
    page = planning.done(
        page,
        link.plan_link(context, page, second.id, "about", place.id),
        plan_note(context, page, Owner.SPAN, second.id, "Who pays?"),
    )
    step = plan_merge_claims(context, page, first.id, second.id)
    after = page.applied(step.changes)
    (one,) = claims(after)
    assert (one.id, one.text()) == (
        first.id,
        "the gate opens on Monday […] Kabul “will pay for it” in full",
    )
    assert ends(after, one) == ["Kabul", "Mira Talven", "said"]
    assert [note.text for note in after.notes(one.id)] == ["Who pays?"]
    assert one.attributes["directness"] == "indirect"
    assert undone(page, step) == page


def test_what_was_split_and_is_merged_again_is_one_stretch() -> None:
    context = planning.new_context()
    page = coded(context, WHOLE)
    (claim,) = claims(page)
    split = page.applied(plan_split_claim(context, page, claim.id, at("that Kabul").start).changes)
    first, second = claims(split)
    (one,) = claims(split.applied(plan_merge_claims(context, split, first.id, second.id).changes))
    assert one.parts == claim.parts
    with pytest.raises(WrongUse, match="one claim already"):
        plan_merge_claims(context, split, first.id, first.id)


def test_a_claim_inside_another_one_is_held_by_the_nearest_of_its_layer() -> None:
    def claim(id: str, *parts: tuple[int, int], layer_id: str = "layer-1") -> Span:  # noqa: A002
        return builders.span(article, "claim", parts, id=id, layer_id=layer_id)

    article = builders.article("x" * 100, id="a1")
    every = [
        claim("outer", (0, 60)),
        claim("inner", (10, 40)),
        claim("innermost", (10, 20)),
        claim("other", (10, 40), layer_id="layer-2"),
        claim("crossing", (50, 70)),
        claim("parted", (62, 66), (75, 80)),
        claim("twin", (80, 90)),
        claim("second twin", (80, 90)),
    ]
    assert holders(every) == {"inner": "outer", "innermost": "inner"}

"""Confirming proposed fields: one by one, a row, and all of one kind."""

from __future__ import annotations

import pytest

from annotator.errors import Forbidden
from annotator.model.article import Article, Doubt, FieldCandidate, FieldProposal
from annotator.model.page import Page
from annotator.project.acts import proposals
from annotator.text.ranges import Range
from tests import builders
from tests.planning import done

LINE = Range(0, 10)


def proposed(number: int, *every: FieldProposal, **fields: str) -> Article:
    """Give an article with these proposals, as an import leaves them."""
    own = {one.field: one.value for one in every if one.field not in ("title", "date", "outlet")}
    columns = {one.field: one.value for one in every if one.field not in own}
    meta = {**own, "proposed": {one.field: one.as_json() for one in every}}
    made = {**fields, **columns}
    return builders.article(f"Text {number}", id=f"a{number}", number=number, meta=meta, **made)


def two_readings(day: str, other: str, order: str = "mdy") -> FieldProposal:
    others = (FieldCandidate(other, order, LINE), FieldCandidate(day[:4], "year", LINE))
    return FieldProposal("date", day, LINE, "outlet", Doubt.TWO_READINGS, others)


def applied(step, article: Article) -> Article:
    return done(Page(article), step).article


def test_a_field_is_confirmed_as_it_was_proposed_or_with_another_value(context):
    article = proposed(1, two_readings("2025-05-04", "2025-04-05"), FieldProposal("desk", "home"))
    after = applied(proposals.plan_confirm(context, article, "date"), article)
    assert (after.date, set(after.proposed())) == ("2025-05-04", {"desk"})
    other = applied(proposals.plan_confirm(context, article, "date", "2025-04-05"), article)
    assert (other.date, set(other.proposed())) == ("2025-04-05", {"desk"})
    none = applied(proposals.plan_confirm(context, article, "date", ""), article)
    assert (none.date, set(none.proposed())) == (None, {"desk"})
    with pytest.raises(Forbidden, match="no date"):
        proposals.plan_confirm(context, article, "date", "4 May")


def test_a_whole_row_is_confirmed_as_it_is(context):
    article = proposed(1, FieldProposal("title", "Ferry"), FieldProposal("outlet", "The Gull"))
    step = proposals.plan_confirm(context, article)
    after = applied(step, article)
    assert (after.title, after.outlet, after.proposed()) == ("Ferry", "The Gull", {})
    assert step.args["n"] == 2


def test_a_digit_takes_a_candidate_and_nought_takes_none(context):
    date = two_readings("2025-05-04", "2025-04-05")
    assert proposals.candidates(date) == ("2025-05-04", "2025-04-05", "2025")
    assert [proposals.picked(date, n) for n in (0, 1, 2, 3)] == ["", *proposals.candidates(date)]
    for wrong in (4, -1):
        with pytest.raises(Forbidden, match="no candidate"):
            proposals.picked(date, wrong)


def test_dates_of_two_readings_are_alike_by_outlet_and_order_whatever_the_day(context):
    gull = {"outlet": "The Gull"}
    first = proposed(1, two_readings("2025-05-04", "2025-04-05"), **gull)
    same = proposed(2, two_readings("2025-06-07", "2025-07-06"), **gull)
    elsewhere = proposed(3, two_readings("2025-06-07", "2025-07-06"), outlet="Wire")
    other_order = proposed(4, two_readings("2025-07-06", "2025-06-07", "dmy"), **gull)
    sure = proposed(5, FieldProposal("date", "2025-05-04", LINE, "dateline"), **gull)
    every = [first, same, elsewhere, other_order, sure]
    found = proposals.alike(every, first, "date")
    assert [one.id for one in found] == ["a1", "a2"]
    assert [one.id for one in proposals.alike(every, same, "date")] == ["a2", "a1"]
    step = proposals.plan_confirm_alike(context, found, "date", 2)
    assert [applied(step, one).date for one in found] == ["2025-04-05", "2025-07-06"]
    assert all(not applied(step, one).proposed() for one in found)


def test_other_fields_are_alike_by_kind_of_line_and_value(context):
    first = proposed(1, FieldProposal("outlet", "The Gull", LINE, "copyright"))
    same = proposed(2, FieldProposal("outlet", "The Gull", Range(3, 9), "copyright"))
    other_line = proposed(3, FieldProposal("outlet", "The Gull", LINE, "byline"))
    other_value = proposed(4, FieldProposal("outlet", "The Tern", LINE, "copyright"))
    every = [first, same, other_line, other_value]
    assert [one.id for one in proposals.alike(every, first, "outlet")] == ["a1", "a2"]
    assert proposals.alike(every, first, "date") == ()


def test_the_queue_has_two_readings_first_then_what_nothing_supports(context):
    sure = proposed(1, FieldProposal("outlet", "The Gull"))
    weak = proposed(2, FieldProposal("title", "Menu", doubt=Doubt.NO_SUPPORT))
    double = proposed(3, FieldProposal("outlet", "Wire"), two_readings("2025-05-04", "2025-04-05"))
    none = builders.article("Text 4", id="a4", number=4)
    later = proposed(5, two_readings("2025-05-04", "2025-04-05"))
    queue = proposals.doubtful_first([later, none, sure, weak, double])
    assert [one.id for one in queue] == ["a3", "a5", "a2", "a1"]

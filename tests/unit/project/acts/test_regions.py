"""What a stretch of an article is."""

from __future__ import annotations

import pytest

from annotator.errors import Forbidden
from annotator.model.article import Origin
from annotator.model.page import Page
from annotator.project.acts import regions
from annotator.text.ranges import Range
from tests import builders
from tests.planning import done


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


def test_a_run_of_furniture_is_restored_as_a_whole(context):
    text = "Home\n\nNews\n\nThe minister said that the pier is open.\n\nShare\n"
    page = Page(builders.article(text, id="a1"))
    for words in ("Home", "News", "Share"):
        start = text.index(words)
        place = Range(start, start + len(words))
        page = done(page, regions.plan_region(context, page, "boilerplate", place))
    step = regions.plan_restore(context, page, page.regions[1].id)
    assert step.args["n"] == 2
    assert [one.at.of(text) for one in done(page, step).regions] == ["Share"]
    with pytest.raises(Forbidden, match="body already"):
        regions.plan_restore(context, page, "")


def test_confirming_leaves_what_was_set_by_hand(context, page):
    proposed = builders.region(page.article, "headline", (0, 9), origin=Origin.PROPOSED)
    page = Page(page.article, regions=[proposed])
    after = done(page, regions.plan_confirm(context, page))
    assert after.regions[0].origin is Origin.CONFIRMED
    assert regions.plan_confirm(context, after).is_empty()

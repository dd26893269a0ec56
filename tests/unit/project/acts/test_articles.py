"""The line above the headline, how far the coder is."""

from __future__ import annotations

import pytest

from annotator.errors import Forbidden
from annotator.model.layer import State
from annotator.model.page import Page
from annotator.model.span import Owner
from annotator.project.acts import articles
from annotator.project.asking import noting
from tests import builders
from tests.planning import TEXT, done


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
    first = noting.plan_note(context, page, Owner.ARTICLE, "a1", " look ")
    page = done(page, first)
    assert [one.text for one in page.notes("a1")] == ["look"]
    assert noting.plan_note(context, page, Owner.ARTICLE, "a1", "look").is_empty()
    page = done(page, noting.plan_note(context, page, Owner.ARTICLE, "a1", "again"))
    assert [one.text for one in page.notes("a1")] == ["again"]
    page = done(page, noting.plan_note(context, page, Owner.ARTICLE, "a1", ""))
    assert page.notes("a1") == ()

"""What the calls answer."""

from __future__ import annotations

import pytest

from annotator.project.acts import edit, mark
from annotator.project.answers import new_ids
from tests import planning
from tests.planning import at, done


@pytest.fixture
def context():
    return planning.new_context()


@pytest.fixture
def page():
    return planning.new_page()


def test_new_ids_name_the_span_before_the_actor_that_came_with_it(context, page):
    page = done(page, mark.plan_mark(context, page, "entity", [at("Kabul")]))
    span = next(page.spans())
    step = edit.plan_refer_new(context, page, [span.id], "Afghanistan", "state")
    assert len(new_ids(step.changes)) == 1
    marked = mark.plan_mark(context, page, "cue", [at("said")])
    assert marked.args["id"] in new_ids(marked.changes)

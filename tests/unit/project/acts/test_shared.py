"""What acts share: a step of this coder now, the first mark of a layer, whose marks may change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.errors import Forbidden, WrongUse
from annotator.model.changes import Change
from annotator.model.layer import State
from annotator.project.acts import shared
from tests import builders
from tests.planning import done

LAYER_ID = builders.LAYER_ID


def marked(page):
    claim = builders.span(page.article, "claim", "We will", id="c")
    speaker = builders.span(page.article, "speaker", "Mira Talven", id="s")
    link = builders.link(claim, "said_by", speaker, id="k")
    return done(page, builders.adding(claim, speaker, link))


def test_a_step_is_of_this_coder_and_now(context):
    step = shared.step_of(context, "mark", [Change("note", None, {"id": "n"})])
    assert (step.act, step.by, step.at, step.args, step.texts, step.number) == (
        "mark", context.coder.id, builders.NOW, {}, {}, None,
    )  # fmt: skip
    assert len(step.changes) == 1


def test_the_first_mark_brings_the_layer_and_begins_the_article_once(context, page):
    changes = shared.first_changes(context, page)
    assert [one.table for one in changes] == ["layer", "progress"]
    assert changes[1].after["state"] == State.IN_PROGRESS
    assert changes[1].after["at"] == builders.NOW
    there = context.applied(changes)
    assert shared.first_changes(there, page.applied(changes)) == ()
    assert [one.table for one in shared.first_changes(there, page)] == ["progress"]


def test_a_layer_that_came_from_elsewhere_takes_no_marks(context, page):
    frozen = context.on_layer(replace(context.layer, frozen=True))
    for call in (
        lambda: shared.guard_layer(frozen),
        lambda: shared.first_changes(frozen, page),
        lambda: shared.span_on_layer(frozen, marked(page), "c"),
        lambda: shared.link_on_layer(frozen, marked(page), "k"),
    ):
        with pytest.raises(Forbidden, match="came from a colleague"):
            call()
    shared.guard_layer(context)


def test_only_what_is_on_the_coders_layer_is_given(context, page):
    page = marked(page)
    assert shared.span_on_layer(context, page, "c").id == "c"
    assert shared.link_on_layer(context, page, "k").id == "k"
    other = context.on_layer(replace(context.layer, id="other"))
    with pytest.raises(Forbidden, match="is on another layer"):
        shared.span_on_layer(other, page, "c")
    with pytest.raises(WrongUse, match="no link k on your layer"):
        shared.link_on_layer(other, page, "k")
    with pytest.raises(WrongUse, match="no span none"):
        shared.span_on_layer(context, page, "none")
    with pytest.raises(WrongUse, match="no link none"):
        shared.link_on_layer(context, page, "none")

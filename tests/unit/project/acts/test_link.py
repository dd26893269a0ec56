"""Linking two spans, and a claim with words beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.errors import Forbidden, WrongUse
from annotator.model.scheme import Role
from annotator.model.statement import statement_of
from annotator.project.acts import link, mark
from annotator.project.step_names import step_name
from tests.planning import at, done


def test_one_step_marks_speaker_and_cue_and_links_the_claim_to_both(context, page):
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    claim = next(page.spans())
    line = link.attribution_lines(context, page, claim.id)[0]
    assert (line.at, line.cue, line.actor_id) == (at("Mira Talven"), at("said"), "actor-1")
    step = link.plan_attribution(context, page, claim.id, line)
    page = done(page, step)
    statement = statement_of(page, context.scheme, page.span(claim.id))
    assert [one.text() for one in statement.speakers] == ["Mira Talven"]
    assert [one.text() for one in statement.cues] == ["said"]
    assert statement.speakers[0].actor_id == "actor-1"
    assert statement.speakers[0].attributes == {"form": "name"}
    assert step_name(step) == "Link “We will,” to its speaker Mira Talven"
    again = link.attribution_lines(context, page, claim.id)[0]
    assert (again.kind, again.cue_span_id) == ("span", statement.cues[0].id)
    assert link.plan_attribution(context, page, claim.id, again).is_empty()
    assert link.plan_attribution(context, page, claim.id, line).is_empty()


def test_the_line_is_the_first_or_the_one_at_a_place(context, page):
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    lines = link.attribution_lines(context, page, next(page.spans()).id)
    assert link.line_at(lines, None) == lines[0]
    assert link.line_at(lines, at("The minister")).text == "The minister"
    for some, place in ((lines, at("open")), ((), None)):
        with pytest.raises(Forbidden, match="Nobody is found"):
            link.line_at(some, place)


def test_a_scheme_without_cues_gets_a_speaker_only(context, page):
    types = tuple(one for one in context.scheme.types if one.role is not Role.CUE)
    links = tuple(one for one in context.scheme.links if one.role is not Role.CUED_BY)
    context = replace(context, scheme=replace(context.scheme, types=types, links=links))
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    claim = next(page.spans())
    line = link.attribution_lines(context, page, claim.id)[0]
    page = done(page, link.plan_attribution(context, page, claim.id, line))
    assert [one.type for one in page.spans()] == ["claim", "speaker"]


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


def test_a_link_marks_the_words_it_ends_at_in_the_same_step(context, page):
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    claim = next(page.spans())
    about = context.scheme.link_for(Role.ABOUT)
    lines = link.words_for_ends(context, page, claim, about)
    assert "Mira Talven" in [one.text for one in lines]
    talven = next(one for one in lines if one.text == "Mira Talven")
    assert talven.actor_id == "actor-1"
    step = link.plan_link_words(context, page, claim.id, "about", talven)
    page = done(page, step)
    (tie,) = page.links_from(claim.id, "about")
    target = page.span(tie.target_id)
    assert (target.text(), target.type, target.actor_id) == ("Mira Talven", "entity", "actor-1")
    assert "Mira Talven" not in [
        one.text for one in link.words_for_ends(context, page, claim, about)
    ]
    again = link.plan_link_words(context, page, claim.id, "addressed_to", talven.at)
    assert [one.table for one in again.changes] == ["link"]  # what is marked there is taken
    with pytest.raises(Forbidden, match="not marked"):
        link.plan_link_words(context, page, claim.id, "loves", talven.at)


def test_cues_and_what_is_no_claim_are_offered_no_words(context, page):
    page = done(page, mark.plan_mark(context, page, "claim", [at("“We will,”")]))
    page = done(page, mark.plan_mark(context, page, "cue", [at("said")]))
    claim, cue = page.spans()
    for source, role in ((claim, Role.CUED_BY), (cue, Role.ABOUT)):
        assert link.words_for_ends(context, page, source, context.scheme.link_for(role)) == ()

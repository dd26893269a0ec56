"""Actors: made, found by what somebody says, merged."""

from __future__ import annotations

import pytest

from annotator.errors import Forbidden
from annotator.project.acts import actors


def test_merging_actors_keeps_the_old_one_and_its_names_lead_to_the_other(context):
    step = actors.plan_new(context, "M. Talven", "person", ["Minister", " minister "])
    context = context.applied(step.changes)
    other = context.actors.named("M. Talven")[0]
    assert [alias.name for alias in other.aliases] == ["Minister"]
    context = context.applied(actors.plan_join(context, ["actor-1", other.id]).changes)
    assert context.actors.get(other.id).id == "actor-1"
    assert [one.id for one in context.actors.named("Minister")] == ["actor-1"]
    with pytest.raises(Forbidden, match="itself"):
        actors.plan_join(context, ["actor-1", other.id])

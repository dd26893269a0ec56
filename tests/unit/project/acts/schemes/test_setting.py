"""A new version of the coding scheme."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.errors import CannotRead, Forbidden
from annotator.model.scheme import Role, SpanType
from annotator.project.acts.schemes import setting as scheme_acts


def test_an_equal_scheme_is_no_new_version(context):
    assert scheme_acts.plan_scheme(context, context.scheme, {}).is_empty()


def test_a_scheme_that_lacks_a_type_in_use_is_refused(context):
    fewer = replace(context.scheme, types=context.scheme.types[1:], links=())
    with pytest.raises(Forbidden, match="lacks “speaker”, but 3 marks have"):
        scheme_acts.plan_scheme(context, fewer, {"speaker": 3})
    assert scheme_acts.plan_scheme(context, fewer, {"claim": 3}).changes


def test_a_scheme_made_in_python_is_held_to_the_same_rules_as_a_file(context):
    twins = replace(
        context.scheme, types=(*context.scheme.types, SpanType("quote", role=Role.CLAIM))
    )
    with pytest.raises(CannotRead, match="both have the role claim"):
        scheme_acts.plan_scheme(context, twins, {})
    more = replace(context.scheme, types=(*context.scheme.types, SpanType("frame")))
    step = scheme_acts.plan_scheme(context, more, {})
    assert context.applied(step.changes).scheme.type("frame").key == "F"

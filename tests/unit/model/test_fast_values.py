"""Frozen values made quickly are those that the constructor makes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, astuple, fields

import pytest

from annotator.model.fast_values import fast_maker
from annotator.model.span import Link, Span
from tests import builders

ARTICLE = builders.article()
CLAIM = builders.span(ARTICLE, "claim", "kept our promise", attributes={"directness": "direct"})
LINK = builders.link(CLAIM, "said_by", builders.span(ARTICLE, "speaker", "Mira Talven"))


@pytest.mark.parametrize("value", [CLAIM, LINK])
def test_a_value_made_quickly_equals_one_made_by_its_class_and_is_as_frozen(value) -> None:
    row = tuple(getattr(value, one.name) for one in fields(value))
    (made,) = fast_maker(type(value))([row])
    assert type(made) in (Span, Link)
    assert made == value
    assert astuple(made) == astuple(value)
    with pytest.raises(FrozenInstanceError):
        made.id = "other"

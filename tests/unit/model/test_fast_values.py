"""Frozen values made quickly are those that the constructor makes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, astuple, fields, replace

import pytest

from annotator.model.article import Article
from annotator.model.fast_values import fast_filler, fast_maker, fast_replacer
from annotator.model.span import Link, Span
from tests import builders

ARTICLE = builders.article()
CLAIM = builders.span(ARTICLE, "claim", "kept our promise", attributes={"directness": "direct"})
LINK = builders.link(CLAIM, "said_by", builders.span(ARTICLE, "speaker", "Mira Talven"))


@pytest.mark.parametrize("value", [CLAIM, LINK])
def test_a_value_made_quickly_equals_one_made_by_its_class_and_is_as_frozen(value) -> None:
    row = tuple(getattr(value, one.name) for one in fields(value))
    for made in (*fast_maker(type(value))([row]), fast_filler(type(value))(row)):
        assert type(made) in (Span, Link)
        assert made == value
        assert astuple(made) == astuple(value)
        with pytest.raises(FrozenInstanceError):
            made.id = "other"


@pytest.mark.parametrize("value", [CLAIM, LINK])
def test_a_value_with_other_fields_made_quickly_is_the_one_that_replacing_gives(value) -> None:
    replaced = fast_replacer(type(value), "layer_id", "id")
    made = replaced(value, "layer-b", "other")
    assert made == replace(value, id="other", layer_id="layer-b")
    assert made is not value
    assert type(made) is type(value)
    assert value.id != "other"
    with pytest.raises(FrozenInstanceError):
        made.id = "third"


def test_a_value_with_fields_of_another_class_is_replaced_quickly_too() -> None:
    replaced = fast_replacer(Article, "number", "id")
    made = replaced(ARTICLE, 12, "other")
    assert made == replace(ARTICLE, id="other", number=12)
    assert type(made) is Article
    assert ARTICLE.id != "other"
    with pytest.raises(FrozenInstanceError):
        made.id = "third"

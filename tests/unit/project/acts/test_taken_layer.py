"""Which of a layer's spans stand for those of two sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.compare.values import DifferenceKind
from annotator.errors import Forbidden
from annotator.model.page import Page
from annotator.project.acts.taken_layer import TakenLayer
from tests.settled import (
    ABOUT_A,
    AGREED,
    ARTICLE,
    CLAIM_A,
    CLAIM_B,
    COMPARED,
    CUED_A,
    PLACE_A,
    SPANS,
    Table,
)


def layer_of(*more: object) -> TakenLayer:
    table = Table()
    page = Page(ARTICLE, spans=(*SPANS, *more), links=(CUED_A, ABOUT_A))
    return TakenLayer(table.context, page, COMPARED)


def test_a_span_made_for_a_pair_stands_for_both_sides() -> None:
    layer = layer_of()
    made = layer.ensured(CLAIM_B)
    assert made.source_id == CLAIM_A.id
    assert layer.twins(CLAIM_A.id) == layer.twins(CLAIM_B.id) == [made]
    assert layer.ensured(CLAIM_A) == made
    assert layer.stands_for(made.id) == {CLAIM_A.id, CLAIM_B.id}
    assert layer.made == [made.id]


def test_an_equal_span_that_is_there_is_used() -> None:
    own = replace(PLACE_A, id="own", layer_id=AGREED.id, source_id=None)
    layer = layer_of(own)
    assert layer.ensured(PLACE_A) == own
    assert layer.made == []
    layer.take_away(PLACE_A)
    assert layer.page.span("own") == own, "what was not taken is not taken away"


def test_a_second_span_of_a_pair_is_whole() -> None:
    layer = layer_of()
    first = layer.ensured(CLAIM_A)
    second = layer.ensured(CLAIM_B, apart=True)
    assert first.attributes == {}
    assert second.attributes == CLAIM_B.attributes
    assert layer.second_of(CLAIM_B) == [second]


def test_who_a_span_refers_to_is_an_actors_affair_and_no_other_value_is() -> None:
    layer = layer_of()
    of_value = next(one for one in COMPARED.differences if one.kind is DifferenceKind.ATTRIBUTE)
    of_actor = of_value._replace(type="entity", name="actor")
    assert layer.is_of_actor(of_actor)
    for other in (
        of_actor._replace(name="kind"),
        of_actor._replace(type="no such type"),
        of_actor._replace(kind=DifferenceKind.TYPE),
    ):
        assert not layer.is_of_actor(other)


def test_what_is_gone_is_said() -> None:
    with pytest.raises(Forbidden, match="not there any more"):
        layer_of().side_span("gone")

"""Which span is meant."""

from annotator.model.changes import Change
from annotator.reading.spans import (
    EscapeState,
    cycled,
    made_by,
    meant,
    next_span,
    previous_span,
    span_under,
    stack_at,
)
from annotator.text.ranges import Range
from tests import builders
from tests.unit.reading.pages import LAYER, page, span

TEXT = "Mira Talven said the lake in Tassin would freeze before April."
CLAIM = span(TEXT, "claim", "claim", (17, 61))
SPEAKER = span(TEXT, "speaker", "speaker", (0, 11))
PLACE = span(TEXT, "place", "entity", (29, 35))
THEIRS = span(TEXT, "theirs", "entity", (29, 35), layer_id="other")
PAGE = page(TEXT, CLAIM, SPEAKER, PLACE, THEIRS)


def test_n_goes_through_the_spans_in_text_order_and_stops_after_the_last() -> None:
    first = next_span(PAGE, 0, layer_ids=(LAYER,))
    assert first == SPEAKER
    assert next_span(PAGE, 0, current_id="speaker", layer_ids=(LAYER,)) == CLAIM
    assert next_span(PAGE, 0, current_id="claim", layer_ids=(LAYER,)) == PLACE
    assert next_span(PAGE, 0, current_id="place", layer_ids=(LAYER,)) is None


def test_shift_n_goes_back() -> None:
    assert previous_span(PAGE, 60, layer_ids=(LAYER,)) == PLACE
    assert previous_span(PAGE, 60, current_id="place", layer_ids=(LAYER,)) == CLAIM
    assert previous_span(PAGE, 60, current_id="speaker", layer_ids=(LAYER,)) is None


def test_spans_in_folded_lines_are_passed_over() -> None:
    assert next_span(PAGE, 0, layer_ids=(LAYER,), hidden=(Range(0, 12),)) == CLAIM


def test_the_stack_at_a_place_begins_with_the_shortest() -> None:
    assert stack_at(PAGE, 30, layer_ids=(LAYER,)) == (PLACE, CLAIM)
    assert {one.id for one in stack_at(PAGE, 30)} == {"place", "claim", "theirs"}


def test_directly_behind_a_span_it_still_counts() -> None:
    assert stack_at(PAGE, 11) == (SPEAKER,)
    assert stack_at(PAGE, 14) == ()


def test_o_goes_round_the_stack() -> None:
    names = []
    current = None
    for _ in range(3):
        found = cycled(PAGE, 30, current_id=current, layer_ids=(LAYER,))
        assert found is not None
        current = found.id
        names.append(current)
    assert names == ["place", "claim", "place"]
    assert cycled(PAGE, 14) is None


def test_o_comes_back_to_a_span_that_ends_where_the_caret_stands() -> None:
    names = []
    current: str | None = PLACE.id
    for _ in range(2):
        found = cycled(PAGE, PLACE.end, current_id=current, layer_ids=(LAYER,))
        assert found is not None
        current = found.id
        names.append(current)
    assert names == ["claim", "place"]


def test_the_type_key_on_a_span_of_that_type_means_that_span() -> None:
    assert meant(PAGE, "entity", layer_id=LAYER, position=31) == PLACE
    assert meant(PAGE, "claim", layer_id=LAYER, position=61, current_id="claim") == CLAIM
    assert meant(PAGE, "speaker", layer_id=LAYER, position=20) is None


def test_a_type_key_away_from_the_current_span_marks_a_new_one() -> None:
    assert meant(PAGE, "claim", layer_id=LAYER, position=3, current_id="claim") is None


def test_a_selection_means_a_span_only_when_it_is_exactly_one_of_its_parts() -> None:
    exactly, less = Range(17, 61), Range(17, 30)
    assert meant(PAGE, "claim", layer_id=LAYER, position=0, selected=exactly) == CLAIM
    assert meant(PAGE, "claim", layer_id=LAYER, position=0, selected=less) is None


def test_the_span_under_a_place_is_the_shortest_of_its_type_on_the_layer() -> None:
    assert span_under(PAGE, 31, "entity", layer_id="other") == THEIRS
    assert span_under(PAGE, 2, "entity", layer_id=LAYER) is None


def test_esc_lets_go_of_the_list_then_the_span_then_the_selection() -> None:
    held = EscapeState(has_popup=True, span_id="claim", has_selection=True)
    first = held.escaped()
    second = first.escaped()
    assert first == EscapeState(span_id="claim", has_selection=True)
    assert second == EscapeState(has_selection=True)
    assert second.escaped() == EscapeState() == EscapeState().escaped()


def test_after_a_step_the_claim_it_made_is_current_else_its_first_span() -> None:
    speaker = Change("span", None, {"id": "s", "type": "speaker"})
    claim = Change("span", None, {"id": "c", "type": "claim"})
    gone = Change("span", {"id": "g", "type": "claim"}, None)
    assert made_by([speaker, claim], builders.scheme()) == "c"
    assert made_by([gone, speaker], builders.scheme()) == "s"
    assert made_by([gone], builders.scheme()) is None

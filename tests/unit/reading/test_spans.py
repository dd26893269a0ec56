"""Which span comes next."""

from annotator.model.changes import Change
from annotator.reading.spans import cycled, made_by, neighbour
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
    first = neighbour(PAGE, 0, layer_ids=(LAYER,), forward=True)
    assert first == SPEAKER
    assert neighbour(PAGE, 0, current_id="speaker", layer_ids=(LAYER,), forward=True) == CLAIM
    assert neighbour(PAGE, 0, current_id="claim", layer_ids=(LAYER,), forward=True) == PLACE
    assert neighbour(PAGE, 0, current_id="place", layer_ids=(LAYER,), forward=True) is None


def test_shift_n_goes_back() -> None:
    assert neighbour(PAGE, 60, layer_ids=(LAYER,), forward=False) == PLACE
    assert neighbour(PAGE, 60, current_id="place", layer_ids=(LAYER,), forward=False) == CLAIM
    assert neighbour(PAGE, 60, current_id="speaker", layer_ids=(LAYER,), forward=False) is None


def test_spans_in_folded_lines_are_passed_over() -> None:
    assert neighbour(PAGE, 0, forward=True, layer_ids=(LAYER,), hidden=(Range(0, 12),)) == CLAIM


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


def test_after_a_step_the_claim_it_made_is_current_else_its_first_span() -> None:
    speaker = Change("span", None, {"id": "s", "type": "speaker"})
    claim = Change("span", None, {"id": "c", "type": "claim"})
    gone = Change("span", {"id": "g", "type": "claim"}, None)
    assert made_by([speaker, claim], builders.scheme()) == "c"
    assert made_by([gone, speaker], builders.scheme()) == "s"
    assert made_by([gone], builders.scheme()) is None

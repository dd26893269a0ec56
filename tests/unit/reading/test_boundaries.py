"""The boundary mode."""

from annotator.reading.boundaries import Edge, hold, take_hold
from annotator.reading.caret import Unit
from tests.unit.reading.pages import span

TEXT = "Then “we will,” he said, “not wait for Pakistan’s envoy.”"
CLAIM = span(TEXT, "claim", "claim", (5, 15), (25, 34))


def test_t_takes_hold_of_the_end_of_the_part_at_the_caret() -> None:
    held = take_hold(CLAIM, 30)
    assert (held.n, held.edge, held.position) == (1, Edge.END, 34)
    assert take_hold(CLAIM, 7).n == 0


def test_t_again_takes_hold_of_the_start_and_once_more_of_the_end() -> None:
    held = take_hold(CLAIM, 30).turned()
    assert (held.edge, held.position) == (Edge.START, 25)
    assert held.turned().edge is Edge.END


def test_the_end_moves_on_to_the_end_of_the_next_word() -> None:
    held = take_hold(CLAIM, 30).moved(TEXT, forward=True)
    assert held.part.of(TEXT) == "“not wait for"
    assert held.is_changed


def test_a_genitive_ending_is_a_stop_of_its_own() -> None:
    held = take_hold(CLAIM, 30).moved(TEXT, forward=True).moved(TEXT, forward=True)
    assert held.part.of(TEXT).endswith("Pakistan")
    assert held.moved(TEXT, forward=True).part.of(TEXT).endswith("Pakistan’s")


def test_closing_quotation_marks_are_a_stop_after_the_last_word() -> None:
    held = take_hold(CLAIM, 30)
    for _ in range(4):
        held = held.moved(TEXT, forward=True)
    assert held.part.of(TEXT).endswith("envoy")
    held = held.moved(TEXT, forward=True)
    assert held.part.of(TEXT).endswith("envoy.”")
    assert held.moved(TEXT, forward=False).part.of(TEXT).endswith("envoy")


def test_the_end_moves_back_by_a_word() -> None:
    held = take_hold(CLAIM, 30).moved(TEXT, forward=False)
    assert held.part.of(TEXT) == "“not"


def test_the_start_moves_by_word_and_stops_at_an_opening_mark() -> None:
    held = take_hold(CLAIM, 7).turned().moved(TEXT, forward=True)
    assert held.part.of(TEXT) == "we will,”"
    assert held.moved(TEXT, forward=False).part.of(TEXT) == "“we will,”"


def test_a_character_move_goes_one_character_and_over_blanks() -> None:
    held = take_hold(CLAIM, 30).moved(TEXT, forward=False, unit=Unit.CHARACTER)
    assert held.part.of(TEXT) == "“not wai"
    on = take_hold(CLAIM, 30).moved(TEXT, forward=True, unit=Unit.CHARACTER)
    assert on.part.of(TEXT) == "“not wait f"


def test_a_part_never_runs_into_its_neighbour_and_never_vanishes() -> None:
    first = take_hold(CLAIM, 7)
    for _ in range(9):
        first = first.moved(TEXT, forward=True)
    assert first.parts[0].end <= first.parts[1].start
    for _ in range(9):
        first = first.moved(TEXT, forward=False)
    assert not first.part.is_empty


def test_enter_has_nothing_to_keep_after_going_there_and_back() -> None:
    held = take_hold(CLAIM, 30).moved(TEXT, forward=True).moved(TEXT, forward=False)
    assert held.parts == CLAIM.parts
    assert not held.is_changed


def test_a_drag_puts_the_edge_at_the_nearest_word_edge() -> None:
    held = take_hold(CLAIM, 30).put(TEXT, TEXT.index("for") + 2)
    assert held.part.of(TEXT) == "“not wait for"


# --- by mouse -----------------------------------------------------------------------------------


def test_a_handle_holds_the_edge_it_stands_at() -> None:
    held = hold(CLAIM, 1, Edge.START)
    assert (held.span_id, held.n, held.edge, held.position) == ("claim", 1, Edge.START, 25)
    assert not held.is_changed


def test_put_freely_an_edge_stands_at_the_very_character() -> None:
    held = hold(CLAIM, 1, Edge.END)
    inside = TEXT.index("Pakistan") + 3
    assert held.put(TEXT, inside, free=True).part.of(TEXT) == "“not wait for Pak"
    assert held.put(TEXT, inside).position != inside


def test_put_freely_an_edge_never_splits_what_is_seen_as_one_letter() -> None:
    text = "a cafe\u0301 there"
    held = hold(span(text, "claim", "claim", (0, 1)), 0, Edge.END)
    assert held.put(text, text.index("\u0301"), free=True).part.of(text) == "a caf"


def test_an_edge_put_beyond_the_other_end_stays_where_it_is() -> None:
    end, start = hold(CLAIM, 1, Edge.END), hold(CLAIM, 1, Edge.START)
    for free in (False, True):
        assert end.put(TEXT, 8, free=free) == end
        assert start.put(TEXT, len(TEXT), free=free) == start

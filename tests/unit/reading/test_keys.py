"""Which act a key means."""

import pytest

from annotator.errors import WrongUse
from annotator.model.scheme import FREE_KEYS, Scheme, SpanType
from annotator.reading.keys import Meaning, Mode, Stroke, key_table, shipped_rows

SCHEME = Scheme(
    types=(
        SpanType("speaker", "S"),
        SpanType("claim", "C"),
        SpanType("frame", "F"),
        SpanType("silent"),
    )
)


def test_a_letter_marks_on_the_page_and_is_typing_in_a_field_and_in_a_list() -> None:
    table = key_table()
    assert table.resolve(Stroke("S"), Mode.PAGE) == Meaning("mark-speaker", "speaker")
    assert table.resolve(Stroke("S"), Mode.FIELD) is None
    assert table.resolve(Stroke("S"), Mode.LIST) is None


def test_the_types_of_a_scheme_have_their_own_keys_and_its_missing_ones_none() -> None:
    table = key_table(SCHEME)
    assert table.resolve(Stroke("F"), Mode.PAGE) == Meaning("mark-frame", "frame")
    assert table.resolve(Stroke("F", shift=True), Mode.PAGE) == Meaning("add-part", "frame")
    assert table.resolve(Stroke("U"), Mode.PAGE) is None
    assert table.row("mark-silent") is not None
    assert table.key_of("mark-silent") == ""


def test_shift_with_a_move_selects() -> None:
    table = key_table()
    meaning = table.resolve(Stroke("Right", shift=True), Mode.PAGE)
    assert meaning == Meaning("word-right", extends=True)
    assert table.resolve(Stroke("Down", alt=True, shift=True), Mode.PAGE) is None


def test_digits_come_with_their_number_on_the_page_and_in_lists() -> None:
    table = key_table()
    for mode in (Mode.PAGE, Mode.LIST):
        assert table.resolve(Stroke("5"), mode) == Meaning("digit", digit=5)
    assert table.resolve(Stroke("5"), Mode.FIELD) is None
    assert table.resolve(Stroke("0"), Mode.PAGE) == Meaning("open-values")


def test_while_an_edge_is_held_the_arrows_move_it_and_letters_do_nothing_else() -> None:
    table = key_table()
    assert table.resolve(Stroke("T"), Mode.BOUNDARY) == Meaning("turn-edge")
    assert table.resolve(Stroke("Left"), Mode.BOUNDARY) == Meaning("edge-left")
    assert table.resolve(Stroke("S"), Mode.BOUNDARY) is None


def test_keys_of_the_window_hold_everywhere_but_undo_in_a_field_undoes_typing() -> None:
    table = key_table()
    undo = Stroke.parse("Ctrl+Z")
    assert table.resolve(undo, Mode.PAGE) == Meaning("undo")
    assert table.resolve(undo, Mode.FIELD) is None
    assert table.resolve(Stroke("F6"), Mode.FIELD) == Meaning("next-pane")


def test_tab_goes_through_suggestions_and_never_leaves_the_page() -> None:
    assert key_table().resolve(Stroke("Tab"), Mode.PAGE) == Meaning("next-suggestion")
    assert key_table().resolve(Stroke("Tab"), Mode.BOUNDARY) == Meaning("taken")


def test_with_plain_arrows_the_caret_moves_by_character_and_with_ctrl_by_word() -> None:
    table = key_table(plain_arrows=True)
    assert table.resolve(Stroke("Right"), Mode.PAGE) == Meaning("character-right")
    assert table.resolve(Stroke("Right", ctrl=True), Mode.PAGE) == Meaning("word-right")
    assert table.resolve(Stroke("Right", alt=True), Mode.PAGE) == Meaning("sentence-right")


def test_a_person_can_change_a_key() -> None:
    table = key_table(changed={"note": ("K",), "link": ()})
    assert table.resolve(Stroke("K"), Mode.PAGE) == Meaning("note")
    assert table.resolve(Stroke("M"), Mode.PAGE) is None
    assert table.resolve(Stroke("L"), Mode.PAGE) is None


@pytest.mark.parametrize("written", ["S", "Shift+S", "Ctrl+Shift+Z", "Ctrl++", "F6", "+"])
def test_a_key_is_written_as_it_is_read(written: str) -> None:
    assert str(Stroke.parse(written)) == written


@pytest.mark.parametrize("written", ["", "Ctrl+", "Hyper+S"])
def test_what_is_no_key_is_refused_with_a_hint(written: str) -> None:
    with pytest.raises(WrongUse) as caught:
        Stroke.parse(written)
    assert caught.value.hint


def test_no_key_means_two_acts_in_one_mode() -> None:
    seen: dict[tuple[Mode, Stroke], str] = {}
    for row in shipped_rows():
        for stroke in row.keys:
            for mode in row.where:
                assert seen.setdefault((mode, stroke), row.act) == row.act


def test_the_letters_of_the_table_are_those_a_scheme_may_not_take() -> None:
    plain = {
        stroke.key
        for row in shipped_rows()
        for stroke in row.keys
        if len(stroke.key) == 1 and stroke.key.isalpha() and not stroke.ctrl
    }
    assert not plain & set(FREE_KEYS)


def test_no_act_needs_a_key_that_a_layout_hides_or_that_a_system_takes() -> None:
    strokes = [stroke for row in shipped_rows() for stroke in row.keys]
    assert not {stroke.key for stroke in strokes} & set("[],.;")
    reserved = {"Ctrl+,", "Ctrl+H", "Ctrl+M", "Ctrl+Q"}
    assert not {str(stroke) for stroke in strokes} & reserved


def test_the_key_sheet_shows_every_act_with_a_key_under_a_heading_once() -> None:
    sheet = key_table().sheet()
    acts = [row.act for _, rows in sheet for row in rows]
    assert acts
    assert len(acts) == len(set(acts))
    assert all(row.label for _, rows in sheet for row in rows)
    assert "taken" not in acts

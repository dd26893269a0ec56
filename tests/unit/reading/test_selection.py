"""What is selected, and how Space widens it."""

import pytest

from annotator.reading.caret import Caret
from annotator.reading.selection import (
    Selection,
    clicked,
    narrow,
    quotation_parts,
    snapped,
    to_mark,
    under_caret,
    widen,
    widening_path,
)
from annotator.text.ranges import Range

TEXT = (
    "“The ship is sound, the crew is ready. What is missing is money,” she said.\n\n"
    "Talks ended early, the ministry said, and nobody knew why.\n\n"
    "He called it “a costly mistake” for both."
)


def press(selection: Selection, n: int = 1) -> Selection:
    for _ in range(n):
        selection = selection.widened(TEXT, "en")
    return selection


def words(selection: Selection) -> str:
    return selection.selected.of(TEXT) if selection.selected else ""


@pytest.mark.parametrize("inside", ["The", "ship", "sound", "crew", "What", "money"])
def test_a_direct_quotation_takes_exactly_two_presses_from_anywhere_in_it(inside: str) -> None:
    caret = Selection(Caret.at(TEXT.index(inside)))
    assert words(press(caret)) == inside
    assert words(press(caret, 2)) == TEXT[: TEXT.index(" she")]


def test_from_the_opening_mark_too_a_quotation_takes_two_presses() -> None:
    assert words(press(Selection(Caret.at(0)), 2)).endswith("money,”")


def test_outside_quotations_the_clause_comes_then_the_sentence() -> None:
    caret = Selection(Caret.at(TEXT.index("ended")))
    assert words(press(caret, 2)) == "Talks ended early"
    assert words(press(caret, 3)).startswith("Talks ended early, the ministry said")


def test_a_quotation_inside_a_clause_comes_before_the_clause() -> None:
    caret = Selection(Caret.at(TEXT.index("costly")))
    assert words(press(caret, 2)) == "“a costly mistake”"
    assert words(press(caret, 3)) == "He called it “a costly mistake” for both"


def test_widening_ends_with_the_paragraph() -> None:
    last = press(Selection(Caret.at(TEXT.index("ended"))), 9)
    assert words(last) == "Talks ended early, the ministry said, and nobody knew why"
    assert last.widened(TEXT, "en") == last


def test_narrowing_goes_the_same_way_back_to_the_caret() -> None:
    caret = Caret.at(TEXT.index("crew"))
    wide = press(Selection(caret), 3)
    one = wide.narrowed(TEXT, "en")
    two = one.narrowed(TEXT, "en")
    three = two.narrowed(TEXT, "en")
    assert one == press(Selection(caret), 2)
    assert words(two) == "crew"
    assert three == Selection(caret)
    assert three.narrowed(TEXT, "en") == three


def test_a_selection_made_by_hand_is_first_widened_to_whole_words() -> None:
    start = TEXT.index("ship") + 1
    assert widen(TEXT, Range(start, start + 6), "en").of(TEXT) == "ship is"


def test_moving_by_hand_forgets_the_way_back() -> None:
    moved = press(Selection(Caret.at(3)), 2).with_caret(Caret.at(5))
    assert moved.narrowed(TEXT, "en") == moved


def test_narrow_without_a_path_gives_the_origin() -> None:
    assert narrow(" ", Range(0, 1), Range(0, 0)) == Range(0, 0)
    assert widening_path(" \n ", Range(1, 1)) == ()


def test_with_nothing_selected_the_word_under_the_caret_is_marked() -> None:
    assert to_mark(TEXT, Caret.at(TEXT.index("ministry") + 3)) == Range(
        TEXT.index("ministry"), TEXT.index("ministry") + 8
    )


def test_a_colon_can_be_marked_where_the_caret_stands_before_it() -> None:
    assert under_caret("Hask: no", 4) == Range(4, 5)
    assert under_caret("Hask: no", 0) == Range(0, 4)


def test_a_selection_is_marked_without_blanks_and_trailing_comma() -> None:
    text = "ready, the crew waits"
    assert to_mark(text, Caret(7, 0)) == Range(0, 5)
    assert to_mark(text, Caret(7, 0), free=True) == Range(0, 6)
    assert snapped(text, Range(6, 7)) is None


def test_an_interrupted_quotation_is_given_with_all_its_parts() -> None:
    text = "“We will,” he said, “not wait.” “Never,” he said. “Not now.”"
    whole = quotation_parts(text, Range(0, 10), "en")
    assert [part.of(text) for part in whole] == ["“We will,”", "“not wait.”"]
    never = Range(text.index("“Never"), text.index("“Never") + 8)
    assert quotation_parts(text, never, "en") == (never,)
    assert quotation_parts(text, Range(3, 7), "en") == (Range(3, 7),)


def test_persian_quotations_widen_in_two_presses_too() -> None:
    text = "«مردم حق دارند بدانند»، شهردار گفت."
    caret = text.index("حق")
    path = widening_path(text, Range(caret, caret), "fa")
    assert [piece.of(text) for piece in path[:2]] == ["حق", "«مردم حق دارند بدانند»"]


def test_a_double_click_selects_the_word_and_a_triple_click_the_quotation() -> None:
    position = TEXT.index("crew") + 1
    word, quotation = clicked(TEXT, position, 2, "en"), clicked(TEXT, position, 3, "en")
    assert word is not None
    assert word.of(TEXT) == "crew"
    assert quotation is not None
    assert quotation.of(TEXT).endswith("money,”")
    assert clicked(TEXT, position, 1, "en") is None

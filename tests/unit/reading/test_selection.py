"""What is selected, and how Space widens it."""

import pytest

from annotator.reading.caret import Caret
from annotator.reading.selection import (
    Selection,
    Standing,
    meant_by_type,
    stack_at,
    to_mark,
    under_caret,
    widening_path,
)
from annotator.speech.quoted import quotation_parts
from annotator.text.ranges import Range
from tests import builders
from tests.unit.reading.pages import LAYER, page, span

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


def test_a_quotation_comes_first_then_what_the_verb_governs_then_the_clause() -> None:
    caret = Selection(Caret.at(TEXT.index("costly")))
    assert words(press(caret, 2)) == "“a costly mistake”"
    assert words(press(caret, 3)) == "it “a costly mistake” for both"
    assert words(press(caret, 4)) == "He called it “a costly mistake” for both"


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


def test_where_there_is_no_word_nothing_widens() -> None:
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
    assert to_mark(text, Caret(7, 6)) is None


def test_an_interrupted_quotation_is_given_with_all_its_parts() -> None:
    text = "“We will,” he said, “not wait.” “Never,” he said. “Not now.”"
    whole = quotation_parts(text, Range(0, 10), "en")
    assert [part.of(text) for part in whole] == ["“We will,”", "“not wait.”"]
    never = Range(text.index("“Never"), text.index("“Never") + 8)
    assert [part.of(text) for part in quotation_parts(text, never, "en")] == [
        "“Never,”",
        "“Not now.”",
    ]
    assert quotation_parts(text, Range(3, 7), "en") == (Range(3, 7),)


def test_persian_quotations_widen_in_two_presses_too() -> None:
    text = "«مردم حق دارند بدانند»، شهردار گفت."
    caret = text.index("حق")
    path = widening_path(text, Range(caret, caret), "fa")
    assert [piece.of(text) for piece in path[:2]] == ["حق", "«مردم حق دارند بدانند»"]


def test_a_selection_made_by_hand_is_first_widened_to_whole_words() -> None:
    start = TEXT.index("ship") + 1
    (first, *_) = widening_path(TEXT, Range(start, start + 6), "en")
    assert first.of(TEXT) == "ship is"


# --- what a type key means -------------------------------------------------------------------

WORDS = "Mira Talven said the lake in Tassin would freeze before April."
CLAIM = span(WORDS, "claim", "claim", (17, 61))
SPEAKER = span(WORDS, "speaker", "speaker", (0, 11))
PLACE = span(WORDS, "place", "entity", (29, 35))
THEIRS = span(WORDS, "theirs", "entity", (36, 41), layer_id="other")
PAGE = page(WORDS, CLAIM, SPEAKER, PLACE, THEIRS)


def meant(type_name: str, caret: Caret, current_id: str | None = None) -> object:
    at = Standing(caret, LAYER, current_id)
    return meant_by_type(PAGE, type_name, builders.scheme(), at)


def test_the_type_key_on_a_span_of_that_type_means_that_span() -> None:
    assert meant("entity", Caret.at(31)) == PLACE
    assert meant("claim", Caret.at(61), "claim") == CLAIM
    assert meant("claim", Caret.at(30)) == CLAIM


def test_elsewhere_it_means_the_word_at_the_caret() -> None:
    assert meant("speaker", Caret.at(20)) == (Range(17, 20),)
    assert meant("claim", Caret.at(3), "claim") == (Range(0, 4),)
    assert meant("entity", Caret.at(37)) == (Range(36, 41),), "another's span is not mine"


def test_a_selection_means_a_span_only_when_it_is_exactly_one_of_its_parts() -> None:
    assert meant("claim", Caret(61, 17)) == CLAIM
    assert meant("claim", Caret(30, 17)) == (Range(17, 35),)


def test_a_claim_is_all_parts_of_a_quotation_that_its_cue_breaks() -> None:
    text = "“We will,” he said, “not wait.”"
    scheme, caret = builders.scheme(), Caret(10, 0)
    parts = meant_by_type(page(text), "claim", scheme, Standing(caret, LAYER))
    assert parts == (Range(0, 10), Range(20, 31))
    drawn_freely = Standing(caret, LAYER, free=True)
    assert meant_by_type(page(text), "claim", scheme, drawn_freely) == (Range(0, 10),)
    assert meant_by_type(page(text), "speaker", scheme, Standing(caret, LAYER)) == (Range(0, 10),)


@pytest.mark.parametrize("type_name", ["entity", "speaker"])
def test_a_name_is_marked_without_the_ending_of_its_genitive(type_name: str) -> None:
    of, scheme = page("Velmora’s plan"), builders.scheme()
    for caret in (Caret.at(2), Caret(9, 0)):
        assert meant_by_type(of, type_name, scheme, Standing(caret, LAYER)) == (Range(0, 7),)
    assert meant_by_type(of, "claim", scheme, Standing(Caret(9, 0), LAYER)) == (Range(0, 9),)
    drawn_freely = Standing(Caret(9, 0), LAYER, free=True)
    assert meant_by_type(of, type_name, scheme, drawn_freely) == (Range(0, 9),)


def test_on_blanks_there_is_nothing_to_mark() -> None:
    assert (
        meant_by_type(page("a   b"), "cue", builders.scheme(), Standing(Caret.at(2), LAYER)) == ()
    )


def test_the_stack_at_a_place_begins_with_the_shortest_and_holds_what_ends_there() -> None:
    assert stack_at(PAGE, 30, layer_id=LAYER) == (PLACE, CLAIM)
    assert stack_at(PAGE, 37, layer_id="other") == (THEIRS,)
    assert stack_at(PAGE, 11, layer_id=LAYER) == (SPEAKER,)
    assert stack_at(PAGE, 14, layer_id=LAYER) == ()


def test_in_a_text_without_a_full_stop_only_what_is_near_is_looked_at() -> None:
    said = "the mayor said that the ferry was late and “the lake is cold” , "
    text = "“ " + said * 500
    at = text.index("ferry", 15_000)
    path = widening_path(text, Range(at, at), "en")
    far = [one for one in path if one.length > 2_100]
    assert [one.of(text)[:3] for one in path[:2]] == ["fer", "the"]
    assert path[-1].end >= len(text.rstrip(" ,"))
    assert len(far) == 2, "sentence and paragraph, no quotation from far away"

"""Where the caret goes."""

from annotator.reading.caret import Caret, TextView, Unit, move_of, moved
from annotator.text.ranges import Range
from tests.unit.reading.pages import is_folded

TEXT = "Menu Home\n\nThe lake froze. “We wait,” she said.\n\nIt is late.\n\nBack to top"
OPEN = TextView(TEXT, language="en")
FOLDED = TextView(TEXT, (Range(0, 9), Range(TEXT.index("Back"), len(TEXT))), "en")


def word(position: int, *, forward: bool = True) -> int:
    return moved(OPEN, Caret.at(position), Unit.WORD, forward=forward).position


def test_a_word_forward_stops_at_the_start_of_the_next_word() -> None:
    start = TEXT.index("lake")
    assert TEXT[word(start) :].startswith("froze")


def test_a_word_forward_stops_before_an_opening_quotation_mark() -> None:
    assert TEXT[word(TEXT.index("froze")) :].startswith("“We")


def test_a_word_back_from_inside_a_word_stops_at_its_start() -> None:
    assert word(TEXT.index("lake") + 2, forward=False) == TEXT.index("lake")


def test_a_character_forward_passes_a_whole_emoji() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    caret = moved(TextView(f"a{family}b"), Caret.at(1), Unit.CHARACTER, forward=True)
    assert caret == Caret.at(1 + len(family))


def test_extending_keeps_the_anchor_and_selects() -> None:
    start = TEXT.index("lake")
    caret = moved(OPEN, Caret.at(start), Unit.WORD, forward=True, extend=True)
    assert caret.selected == Range(start, TEXT.index("froze"))


def test_a_move_without_shift_leaves_a_selection_at_its_edge() -> None:
    chosen = Caret.over(Range(TEXT.index("lake"), TEXT.index("froze") + 5))
    forward = moved(OPEN, chosen, Unit.CHARACTER, forward=True)
    back = moved(OPEN, chosen, Unit.CHARACTER, forward=False)
    assert (forward.position, back.position) == (chosen.position, chosen.anchor)
    assert forward.selected is None


def test_a_sentence_forward_goes_to_the_next_sentence_and_then_the_next_paragraph() -> None:
    start = TEXT.index("lake")
    first = moved(OPEN, Caret.at(start), Unit.SENTENCE, forward=True)
    second = moved(OPEN, first, Unit.SENTENCE, forward=True)
    assert TEXT[first.position :].startswith("“We")
    assert TEXT[second.position :].startswith("It is")


def test_a_sentence_back_goes_to_its_start_and_then_to_the_sentence_before() -> None:
    start = TEXT.index("is late")
    first = moved(OPEN, Caret.at(start), Unit.SENTENCE, forward=False)
    second = moved(OPEN, first, Unit.SENTENCE, forward=False)
    assert TEXT[first.position :].startswith("It is")
    assert TEXT[second.position :].startswith("“We")


def test_paragraph_moves_pass_empty_lines() -> None:
    start = TEXT.index("lake")
    down = moved(OPEN, Caret.at(start), Unit.PARAGRAPH, forward=True)
    up = moved(OPEN, down, Unit.PARAGRAPH, forward=False)
    assert TEXT[down.position :].startswith("It is")
    assert TEXT[up.position :].startswith("The lake")


def test_the_ends_of_the_article_are_reached_short_of_what_is_folded() -> None:
    caret = Caret.at(TEXT.index("lake"))
    start = moved(FOLDED, caret, Unit.ARTICLE, forward=False)
    end = moved(OPEN, caret, Unit.ARTICLE, forward=True)
    assert start.position == caret.position or not is_folded(FOLDED, start.position)
    assert end.position == len(TEXT)


def test_moving_on_from_the_last_visible_word_never_enters_a_folded_line() -> None:
    caret = Caret.at(TEXT.index("late"))
    for _ in range(5):
        caret = moved(FOLDED, caret, Unit.WORD, forward=True)
        assert not is_folded(FOLDED, caret.position)


def test_a_folded_range_in_the_middle_is_passed_in_one_move_each_way() -> None:
    text = "One two\n\nShare this\n\nthree four"
    view = TextView(text, (Range(9, 19),))
    forward = moved(view, Caret.at(4), Unit.WORD, forward=True)
    back = moved(view, Caret.at(21), Unit.WORD, forward=False)
    assert text[forward.position :].startswith("three")
    assert not is_folded(view, back.position)
    assert back.position < 9


def test_the_acts_of_the_key_table_move_by_their_unit_and_direction() -> None:
    assert move_of("word-right", right_to_left=False) == (Unit.WORD, True)
    assert move_of("word-right", right_to_left=True) == (Unit.WORD, False)
    assert move_of("edge-left", right_to_left=True) == (Unit.WORD, True)
    assert move_of("edge-character-left", right_to_left=False) == (Unit.CHARACTER, False)
    assert move_of("paragraph-down", right_to_left=True) == (Unit.PARAGRAPH, True)
    assert move_of("article-start", right_to_left=True) == (Unit.ARTICLE, False)


def test_lines_screens_and_other_acts_are_no_moves_of_the_caret() -> None:
    for act in ("line-down", "scroll-up", "line-start", "widen", "next-span", "turn-edge"):
        assert move_of(act, right_to_left=False) is None


def test_the_end_of_the_article_is_its_last_word_that_is_shown() -> None:
    text = "The body.\n\nShare this\n\nBack to top\n \n"
    share, back = text.index("Share"), text.index("Back")
    folds = (Range(back, back + 11), Range(share, share + 10))

    def end(*hidden: Range) -> int:
        return moved(TextView(text, hidden), Caret.at(0), Unit.ARTICLE, forward=True).position

    assert end() == back + 11
    assert end(folds[0]) == share + 10
    assert end(*folds) == len("The body.")
    assert end(Range(0, len(text))) == 0  # nothing is shown: the caret stays
    chosen = moved(TextView(text), Caret(3, 0), Unit.ARTICLE, forward=True, extend=True)
    assert chosen.selected == Range(0, back + 11)

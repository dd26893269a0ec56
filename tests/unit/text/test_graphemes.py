"""Characters as people see them."""

from itertools import pairwise

import pytest

from annotator.text.graphemes import (
    boundary_at_or_after,
    boundary_at_or_before,
    grapheme_after,
    grapheme_before,
    is_boundary,
    is_pictograph,
)


def pieces(text: str) -> list[str]:
    """The text cut at every boundary."""
    cuts = [position for position in range(len(text) + 1) if is_boundary(text, position)]
    return [text[start:end] for start, end in pairwise(cuts)]


@pytest.mark.parametrize(
    "expected",
    [
        ["a", "b"],
        ["e\u0301\u0302", "x"],
        ["👨\u200d👩\u200d👧", "👧"],
        ["🇩🇪", "🇫🇷", "🇮"],
        ["👩🏽", "x"],
        ["❤\ufe0f", "b"],
        ["1\ufe0f\u20e3", "2"],
        ["한", "국"],
        ["\u1112\u1161\u11ab", "\u1100\u1161"],
        ["각", "x"],
        ["\u1100각\u11a8", "x"],
        ["가\u11a8", "나"],
        ["각\u11a8\u11a8", "나"],
        ["\u1161\u1161\u11a8", "\u1100"],
        ["क्ष", "त्रि"],
        ["คำ", "ก"],
        ["م\u064f\u0651", "ح"],
        ["م\u200c", "خ"],
        ["\u0600\u0661", "\u0662"],
        ["a\u200d", "b"],
        ["\n", "\u0301"],
        ["🏴\U000e0067\U000e007f", "x"],
    ],
)
def test_what_is_seen_as_one_stays_one(expected: list[str]) -> None:
    assert pieces("".join(expected)) == expected


def test_stepping_forward_and_back_meets_the_same_places() -> None:
    text = "a👨\u200d👩\u200d👧e\u0301🇩🇪 b"
    forward = [0]
    while forward[-1] < len(text):
        forward.append(grapheme_after(text, forward[-1]))
    backward = [len(text)]
    while backward[-1] > 0:
        backward.append(grapheme_before(text, backward[-1]))
    assert forward == backward[::-1]
    assert len(forward) == 7


def test_a_place_inside_a_character_goes_to_its_edges() -> None:
    text = "xe\u0301y"
    assert boundary_at_or_before(text, 2) == 1
    assert boundary_at_or_after(text, 2) == 3
    assert boundary_at_or_before(text, 1) == boundary_at_or_after(text, 1) == 1


def test_steps_stay_inside_the_text() -> None:
    assert grapheme_before("ab", 0) == 0
    assert grapheme_after("ab", 2) == 2
    assert grapheme_before("ab", 99) == 1
    assert grapheme_after("ab", -9) == 1
    assert boundary_at_or_before("", 5) == 0
    assert boundary_at_or_after("", 5) == 0


def test_endless_marks_and_flags_do_not_make_one_endless_character() -> None:
    assert len(pieces("a" + "\u0301" * 300)) > 1
    flags = "🇩" * 300
    assert all(len(piece) <= 3 for piece in pieces(flags))


def test_a_joiner_without_an_emoji_before_it_joins_nothing() -> None:
    assert pieces("a\u200d👧") == ["a\u200d", "👧"]
    assert pieces("\u200d👧") == ["\u200d", "👧"]
    assert pieces("\u094dक") == ["\u094d", "क"]


def test_emoji_and_flag_letters_are_pictographs() -> None:
    assert is_pictograph("😀")
    assert is_pictograph("🇩")
    assert not is_pictograph("a")

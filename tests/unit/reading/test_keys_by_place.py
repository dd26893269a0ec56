"""Which letter or digit a press stands for under any layout."""

import pytest

from annotator.reading.keys import PLACES, letter_for


@pytest.mark.parametrize(
    ("typed", "code", "meant"),
    [
        ("s", 39, "S"),  # us
        ("S", 39, "S"),  # with Shift or Caps Lock
        ("س", 39, "S"),  # ir: the place of S
        ("z", 29, "Z"),  # de: Z where the US has Y
        ("q", 38, "Q"),  # fr: Q where the US has A
        ("&", 10, "1"),  # fr: the number row by place
        ("à", 19, "0"),  # fr
        ("۱", 10, "1"),  # ir
        ("۵", 84, "5"),  # the number pad under a Persian layout
        ("7", 79, "7"),  # the number pad
        ("ö", 47, ""),  # de: no letter of the US layout lies there
        ("ı", 31, "I"),  # tr: a letter without a dot where the US has I
        ("\x1a", 25, "Z"),  # fr: Ctrl+Z, where the US has W
        ("", 30, "U"),  # a press that types nothing goes by place
        ("", 200, ""),
        (",", 58, ""),  # fr: no M
        ("m", 47, "M"),  # fr: M where the US has a semicolon
        ("لا", 56, "B"),  # ara: two letters by one key
    ],
)
def test_letters_go_by_letter_else_by_place_and_the_number_row_by_place(
    typed: str, code: int, meant: str
) -> None:
    assert letter_for(typed, code, "x11") == meant


@pytest.mark.parametrize("platform", ["x11", "evdev", "windows", "macos"])
def test_every_platform_has_each_letter_and_digit_at_one_place(platform: str) -> None:
    assert sorted(PLACES[platform].values()) == sorted("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def test_an_unknown_platform_goes_by_letter_alone() -> None:
    assert letter_for("a", 38, "other") == "A"
    assert letter_for("ش", 38, "other") == ""


def test_with_shift_a_persian_layout_goes_by_place_where_it_types_a_mark() -> None:
    assert letter_for("[", 33, "x11", shift=True) == "P"
    assert letter_for("\u0652", 24, "x11", shift=True) == "Q"

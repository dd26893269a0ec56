"""Offsets: emoji, flags, joined emoji, Persian, nothing at all."""

import pytest

from annotator.text.offsets import ForeignOffsets, Offsets, Utf8Offsets

FAMILY = "👨\u200d👩\u200d👧"
TEXTS = [
    "",
    "plain",
    "a😀b",
    "😀",
    "🇩🇪🇫🇷",
    f"x{FAMILY}y",
    "e\u0301\u0302",
    "می‌خواهم\u200f",
    "a\u00a0b\u2028c\u0085d",
    "😀\n😀\nü",
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_code_point_goes_to_utf16_and_back(text: str) -> None:
    offsets = Offsets(text)
    for position in range(len(text) + 1):
        unit = len(text[:position].encode("utf-16-le")) // 2
        assert offsets.to_utf16(position) == unit
        assert offsets.from_utf16(unit) == position
        assert not offsets.splits_pair(unit)
    assert offsets.utf16_length == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("text", TEXTS)
def test_every_code_point_goes_to_utf8_and_back(text: str) -> None:
    offsets = Utf8Offsets(text)
    for position in range(len(text) + 1):
        byte = len(text[:position].encode())
        assert offsets.to_utf8(position) == byte
        assert offsets.from_utf8(byte) == position
        assert not offsets.splits_character(byte)
    assert offsets.utf8_length == len(text.encode())


def test_half_a_pair_is_rounded_down_and_said() -> None:
    offsets = Offsets("a😀b")
    assert offsets.splits_pair(2)
    assert offsets.from_utf16(2) == 1
    assert not offsets.splits_pair(1)
    assert not offsets.splits_pair(3)


def test_a_byte_inside_a_character_is_rounded_down_and_said() -> None:
    offsets = Utf8Offsets("aüb😀")
    assert offsets.splits_character(2)
    assert offsets.from_utf8(2) == 1
    assert offsets.splits_character(6)
    assert offsets.from_utf8(6) == 3


def test_a_text_inside_the_bmp_needs_no_counting() -> None:
    assert Offsets("سلام").is_identity
    assert not Offsets("سلام😀").is_identity


def test_positions_behind_the_text_go_on_in_a_straight_line() -> None:
    assert Offsets("😀").to_utf16(5) == 6
    assert Offsets("😀").from_utf16(6) == 5
    assert Utf8Offsets("ü").to_utf8(3) == 4


@pytest.mark.parametrize("utf16", [False, True])
@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("bom", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_all_ways_to_count_line_ends_marks_and_units_come_back(
    text: str, bom: bool, crlf: bool, utf16: bool
) -> None:
    offsets = ForeignOffsets(text, utf16=utf16, crlf=crlf, bom=bom)

    def counted(piece: str) -> int:
        as_theirs = ("\ufeff" if bom else "") + (piece.replace("\n", "\r\n") if crlf else piece)
        return len(as_theirs.encode("utf-16-le")) // 2 if utf16 else len(as_theirs)

    for position in range(len(text) + 1):
        unit = counted(text[:position])
        assert offsets.to_unit(position) == unit
        assert offsets.from_unit(unit) == position
        assert not offsets.splits(unit)
    assert offsets.length == counted(text)


def test_a_unit_between_cr_and_lf_is_said_and_rounded_down() -> None:
    offsets = ForeignOffsets("a\nb", crlf=True)
    assert offsets.splits(2)
    assert offsets.from_unit(2) == 1


def test_a_unit_before_the_byte_order_mark_is_the_start() -> None:
    assert ForeignOffsets("ab", bom=True).from_unit(0) == 0


def test_another_program_counts_as_we_do_unless_it_is_said() -> None:
    assert ForeignOffsets("a\n😀").length == 3
    assert ForeignOffsets("a\n😀", utf16=True, crlf=True, bom=True).length == 6

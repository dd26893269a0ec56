"""Half-open ranges: the sums that must come out right."""

import pytest

from annotator.text.ranges import Range, cut, hull, overlap, trim, union


def test_a_range_contains_its_start_and_not_its_end() -> None:
    piece = Range(2, 5)
    assert piece.contains(2)
    assert piece.contains(4)
    assert not piece.contains(5)
    assert piece.length == 3


def test_touching_ranges_do_not_overlap() -> None:
    assert not Range(0, 3).overlaps(Range(3, 5))
    assert Range(0, 4).overlaps(Range(3, 5))


def test_a_range_covers_itself_and_what_lies_inside() -> None:
    assert Range(1, 4).covers(Range(1, 4))
    assert Range(1, 4).covers(Range(2, 3))
    assert not Range(1, 4).covers(Range(0, 3))


def test_shifting_keeps_the_length() -> None:
    assert Range(1, 4).shifted(10) == Range(11, 14)


def test_a_reversed_range_is_empty() -> None:
    assert Range(5, 2).length == 0
    assert Range(5, 2).is_empty
    assert not Range(5, 2).overlaps(Range(0, 9))


def test_union_joins_what_overlaps_or_touches_and_drops_the_empty() -> None:
    assert union([Range(6, 8), Range(0, 2), Range(2, 4), Range(5, 5), Range(1, 3)]) == (
        Range(0, 4),
        Range(6, 8),
    )


def test_union_of_nested_ranges_is_the_outer_one() -> None:
    assert union([Range(0, 9), Range(2, 3)]) == (Range(0, 9),)


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([], (Range(2, 9),)),
        ([Range(0, 2)], (Range(2, 9),)),
        ([Range(9, 12)], (Range(2, 9),)),
        ([Range(4, 6)], (Range(2, 4), Range(6, 9))),
        ([Range(0, 4), Range(8, 12)], (Range(4, 8),)),
        ([Range(0, 20)], ()),
    ],
)
def test_cutting_leaves_what_was_not_taken(taken: list[Range], left: tuple[Range, ...]) -> None:
    assert cut(Range(2, 9), taken) == left


def test_cutting_by_one_range_works_like_by_a_list_of_one() -> None:
    assert cut(Range(0, 9), Range(3, 4)) == (Range(0, 3), Range(4, 9))


def test_overlap_of_touching_ranges_is_nothing() -> None:
    assert overlap(Range(0, 3), Range(3, 5)) is None
    assert overlap(Range(0, 3), Range(2, 5)) == Range(2, 3)


def test_hull_reaches_from_the_first_start_to_the_last_end() -> None:
    assert hull([Range(4, 5), Range(1, 2), Range(0, 9)]) == Range(0, 9)


def test_hull_of_nothing_is_a_wrong_question() -> None:
    with pytest.raises(ValueError, match="at least one"):
        hull([])


def test_trimming_drops_blanks_of_all_kinds_at_both_ends() -> None:
    text = " \u00a0\u2028\u200bwords here\u0085\u3000\ufeff\n"
    trimmed = trim(text, Range(0, len(text)))
    assert trimmed is not None
    assert trimmed.of(text) == "words here"


def test_trimming_nothing_but_blanks_leaves_nothing() -> None:
    assert trim(" \u00a0\u200b ", Range(0, 4)) is None
    assert trim("", Range(0, 0)) is None


def test_trimming_keeps_zwnj_since_it_belongs_to_a_word() -> None:
    text = "می\u200c"
    assert trim(text, Range(0, 3)) == Range(0, 3)


def test_trimming_stays_inside_the_text() -> None:
    assert trim("ab", Range(-5, 50)) == Range(0, 2)

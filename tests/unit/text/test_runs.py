"""Runs: a text cut at all edges."""

from annotator.text.ranges import Range
from annotator.text.runs import Run, runs


def test_nothing_on_the_text_makes_one_run() -> None:
    assert runs(Range(0, 5), []) == [Run(Range(0, 5), ())]


def test_nested_and_crossing_ranges_are_cut_at_every_edge() -> None:
    found = runs(Range(0, 10), [(Range(1, 8), "a"), (Range(2, 4), "b"), (Range(6, 9), "c")])
    assert found == [
        Run(Range(0, 1), ()),
        Run(Range(1, 2), ("a",)),
        Run(Range(2, 4), ("a", "b")),
        Run(Range(4, 6), ("a",)),
        Run(Range(6, 8), ("a", "c")),
        Run(Range(8, 9), ("c",)),
        Run(Range(9, 10), ()),
    ]


def test_touching_ranges_do_not_mix() -> None:
    found = runs(Range(0, 4), [(Range(0, 2), 1), (Range(2, 4), 2)])
    assert found == [Run(Range(0, 2), (1,)), Run(Range(2, 4), (2,))]


def test_what_reaches_beyond_the_text_is_cut_and_the_empty_left_out() -> None:
    found = runs(Range(5, 8), [(Range(0, 6), "a"), (Range(7, 99), "b"), (Range(6, 6), "c")])
    assert found == [
        Run(Range(5, 6), ("a",)),
        Run(Range(6, 7), ()),
        Run(Range(7, 8), ("b",)),
    ]


def test_one_key_twice_at_a_place_is_named_once() -> None:
    assert runs(Range(0, 2), [(Range(0, 2), "a"), (Range(0, 2), "a")]) == [Run(Range(0, 2), ("a",))]


def test_an_empty_text_has_no_runs() -> None:
    assert runs(Range(3, 3), [(Range(0, 9), "a")]) == []

"""Lines under the words: which lane each takes."""

from __future__ import annotations

from typing import NamedTuple

from annotator.reading.lanes import N_LANES, Overflow, lanes


class Part(NamedTuple):
    start: int
    end: int
    span_id: str


def test_parts_that_lie_apart_share_the_first_lane() -> None:
    assert lanes([Part(0, 4, "a"), Part(5, 9, "b")]).lanes == (0, 0)


def test_parts_that_touch_share_a_lane() -> None:
    assert lanes([Part(0, 4, "a"), Part(4, 9, "b")]).lanes == (0, 0)


def test_the_longer_of_two_that_start_together_lies_nearer_to_the_words() -> None:
    assert lanes([Part(0, 4, "short"), Part(0, 9, "long")]).lanes == (1, 0)


def test_crossing_parts_take_two_lanes() -> None:
    assert lanes([Part(0, 6, "a"), Part(4, 9, "b"), Part(7, 12, "c")]).lanes == (0, 1, 0)


def test_what_finds_no_lane_is_counted_where_it_ends() -> None:
    parts = [Part(n, 20 + n, f"s{n}") for n in range(N_LANES + 2)]
    found = lanes(parts)
    assert found.lanes == (0, 1, 2, 3, None, None)
    assert found.overflows == (Overflow(4, 25, 2),)


def test_overflows_that_lie_apart_are_counted_apart() -> None:
    parts = [Part(0, 9, f"a{n}") for n in range(5)] + [Part(20, 29, f"b{n}") for n in range(5)]
    assert lanes(parts).overflows == (Overflow(0, 9, 1), Overflow(20, 29, 1))


def test_a_selected_span_keeps_its_lane_when_a_longer_one_comes() -> None:
    before = lanes([Part(3, 6, "mine")])
    assert before.lanes == (0,)
    after = lanes([Part(3, 6, "mine"), Part(0, 9, "new")], kept={"mine": 0})
    assert after.lanes == (0, 1)


def test_a_kept_lane_leaves_room_before_and_after_it() -> None:
    parts = [Part(0, 3, "a"), Part(4, 6, "mine"), Part(7, 9, "b")]
    assert lanes(parts, kept={"mine": 0}).lanes == (0, 0, 0)


def test_no_parts_take_no_lanes() -> None:
    assert lanes([]).lanes == ()

"""Laws of lanes, cards and positions: for any spans, any wishes, any text."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from annotator.reading.cards import BETWEEN, CardWish, fit, showing
from annotator.reading.lanes import N_LANES, lanes
from annotator.text.blocks import blocks, shown
from annotator.ui.basics.positions import Positions


class Part(NamedTuple):
    start: int
    end: int
    span_id: str


parts = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda one: (one[0], sum(one))),
    max_size=30,
).map(lambda found: [Part(start, end, str(n)) for n, (start, end) in enumerate(found)])


@given(parts, st.dictionaries(st.sampled_from(["0", "1", "2"]), st.integers(0, 3), max_size=1))
def test_lanes_never_overlap(found: list[Part], kept: dict[str, int]) -> None:
    placed = lanes(found, kept)
    for lane in range(N_LANES):
        inside = sorted(part for part, one in zip(found, placed.lanes, strict=True) if one == lane)
        assert all(before.end <= after.start for before, after in pairwise(inside))


@given(parts)
def test_every_part_has_a_lane_or_is_counted(found: list[Part]) -> None:
    placed = lanes(found)
    n_without = sum(lane is None for lane in placed.lanes)
    assert n_without == sum(one.n for one in placed.overflows)


wishes = st.lists(st.integers(0, 2000), max_size=25).map(
    lambda found: [CardWish(str(n), float(top)) for n, top in enumerate(sorted(found))]
)


@given(wishes, st.integers(-1, 24))
def test_cards_never_lie_on_each_other_and_the_selected_one_does_not_move(
    found: list[CardWish], selected: int
) -> None:
    places = fit(found, str(selected))
    assert [place.claim_id for place in places] == [wish.claim_id for wish in found]
    for before, after in pairwise(places):
        assert after.top >= before.bottom + BETWEEN - 1e-6
    if 0 <= selected < len(found):
        assert places[selected].top == found[selected].top


@given(wishes)
def test_shifting_all_cards_of_a_heap_either_way_is_no_better(found: list[CardWish]) -> None:
    places = fit(found)
    shifts = [place.top - wish.top for place, wish in zip(places, found, strict=True)]
    # A least-squares fit leaves every pool balanced, so that all of them together are.
    assert abs(sum(shifts)) < 1e-6 * (1 + len(found) * 2000)


@given(wishes, st.integers(0, 1500), st.integers(50, 900))
def test_every_card_is_shown_or_counted(found: list[CardWish], top: int, height: int) -> None:
    seen = showing(fit(found), top, top + height)
    assert seen.n_above + len(seen.places) + seen.n_below == len(found)
    assert all(top <= one.top and one.bottom <= top + height for one in seen.places)


texts = st.text(st.sampled_from("ab \n\u2029😀𝔄اب۱\u200c\u0301\u00a0"), max_size=80)


@given(texts, st.integers(3, 12))
def test_positions_are_inverse_and_follow_the_shown_copy(text: str, limit: int) -> None:
    cut = blocks(text, limit)
    copy = shown(text, cut)
    positions = Positions(text, cut)
    units = copy.encode("utf-16-le")
    for at in range(len(text) + 1):
        position = positions.to_document(at)
        assert positions.from_document(position) == at
        if at < len(text) and copy != text:
            unit = units[2 * position : 2 * position + 4].decode("utf-16-le", "ignore")[:1]
            assert unit in (text[at], "\n")
        number = positions.block_of(at)
        if at <= cut[number].end:
            unit_in_block = positions.in_block(number, at)
            assert positions.from_block(number, unit_in_block) == at

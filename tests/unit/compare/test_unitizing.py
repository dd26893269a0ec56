"""α for unitizing gives the published values, and the same as a reckoning by single characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.compare.unitizing.formula import (
    Continuum,
    Units,
    Unmasked,
    unitizing_alpha,
    without_overlaps,
)
from annotator.text.ranges import Range


def _of(length: int, *codings: Sequence[tuple[int, int]], times: int = 1) -> Continuum:
    """Give a continuum of units as (begin, length), stretched so many times."""
    stretched = [
        [(begin * times, (begin + long) * times) for begin, long in units] for units in codings
    ]
    return Continuum([length * times], [*map(_units_of, stretched)])


def _units_of(some: Iterable[tuple[int, int]]) -> Units:
    every = [*some]
    return Units([one[0] for one in every], [one[1] for one in every])


def _without_overlaps(some: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return [*zip(*without_overlaps(_units_of(some)), strict=True)]


# Krippendorff 2004, Content Analysis (2nd ed.), p. 254: a continuum of 300 from 150 on.
C = _of(300, [(75, 70), (220, 30)], [(70, 80), (205, 20), (250, 20)])
K = _of(300, [(30, 60), (150, 50)], [(30, 60), (150, 50)])


def test_two_categories_of_krippendorff_2004_p_254() -> None:
    observed, expected = C.disagreement()
    assert (round(observed, 6), round(expected, 6)) == (0.014444, 0.053222)
    assert round(unitizing_alpha([C.disagreement()]) or 0, 5) == 0.72860
    observed, expected = K.disagreement()
    assert (observed, round(expected, 6)) == (0, 0.048979)
    assert unitizing_alpha([K.disagreement()]) == 1
    both = unitizing_alpha([C.disagreement(), K.disagreement()])
    assert round(both or 0, 5) == 0.85867


# Krippendorff 1995, On the reliability of unitizing continuous data, p. 57.
A = ([(2, 8), (14, 6)], [(4, 4), (15, 2)])
B = ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)])


@pytest.mark.parametrize(
    ("units", "observed", "alpha"), [(A, 0.03125, 0.553), (B, 2.26736, -0.928)]
)
def test_krippendorff_1995_p_57(
    units: tuple[list[tuple[int, int]], list[tuple[int, int]]], observed: float, alpha: float
) -> None:
    assert round(_of(24, *units).disagreement()[0], 5) == observed
    stretched = _of(24, *units, times=50_000)
    assert round(stretched.disagreement()[0], 5) == observed
    assert round(unitizing_alpha([stretched.disagreement()]) or 0, 3) == alpha


def test_nothing_marked_gives_no_value() -> None:
    assert unitizing_alpha([_of(10, [], []).disagreement()]) is None
    assert Continuum([], [Units([], []), Units([], [])]).disagreement() == (0.0, 0.0)


def test_units_that_overlap_are_left_out_from_the_left_the_longest_stays() -> None:
    parts = [Range(3, 5), Range(0, 2), Range(0, 4), Range(5, 6)]
    assert _without_overlaps(parts) == [(0, 4), (5, 6)]
    assert _without_overlaps([(0, 1), (0, 3), (0, 2), (2, 9), (3, 3)]) == [(0, 3)]
    assert _without_overlaps([(0, 8), (3, 3)]) == [(0, 8)]
    assert Continuum([9], [_units_of(parts)]).n_left_out == 2


def test_boilerplate_is_cut_out() -> None:
    unmasked = Unmasked(20, [Range(0, 5), Range(10, 12)])
    assert unmasked.length == 13
    assert unmasked.moved((0, "claim", 5, 10)) == (0, "claim", 0, 5)
    assert unmasked.moved((0, "claim", 8, 14)) == (0, "claim", 3, 7)
    assert unmasked.moved((1, "cue", 3, 11, 13, 15)) == (1, "cue", 0, 5, 6, 8)
    assert Unmasked(20, []).moved((0, "claim", 3, 11)) == (0, "claim", 3, 11)


_units = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=5)


def _sections(length: int, units: Sequence[Range]) -> list[tuple[int, int, bool]]:
    """Give units and gaps as (begin, length, is a unit), character by character."""
    covered = [any(one.contains(at) for one in units) for at in range(length)]
    gaps, at = [], 0
    while at < length:
        stop = at
        while stop < length and not covered[stop]:
            stop += 1
        if stop > at:
            gaps.append((at, stop - at, False))
        at = stop + 1
    return [*((one.start, one.length, True) for one in units), *gaps]


def _squared(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> int:
    (b, long, is_unit), (c, wide, also) = one, other
    if max(b, c) >= min(b + long, c + wide):
        return 0
    if is_unit and also:
        return (b - c) ** 2 + (b + long - c - wide) ** 2
    if is_unit and c <= b and b + long <= c + wide:
        return long**2
    return wide**2 if also and b <= c and c + wide <= b + long else 0


def _slow(length: int, codings: Sequence[Sequence[Range]]) -> tuple[float, float]:
    """Reckon by the formulas as they are printed: every section against every section."""
    cut = [_sections(length, one) for one in codings]
    observed = sum(_squared(one, other) for one in cut[0] for other in cut[1])
    units = [one for some in cut for one in some if one[2]]
    gaps = [one[1] for some in cut for one in some if not one[2]]
    above = sum(
        (len(units) - 1) * (2 * x**3 - 3 * x**2 + x) / 3
        + x**2 * sum(g - x + 1 for g in gaps if g >= x)
        for _, x, _ in units
    )
    below = 2 * length * (2 * length - 1) - sum(x * (x - 1) for _, x, _ in units)
    return observed / length**2, 2 / length * above / below


@given(_units, _units)
def test_it_equals_the_formulas_as_printed(
    left: list[tuple[int, int]], right: list[tuple[int, int]]
) -> None:
    codings = [
        [Range(*one) for one in _without_overlaps((b, b + long) for b, long in some)]
        for some in (left, right)
    ]
    made = Continuum([40], [*map(_units_of, codings)])
    if not left and not right:
        assert made.disagreement() == (0, 0)
    else:
        assert made.disagreement() == pytest.approx(_slow(40, codings))


def _one_after_the_other(some: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(some):
        if not found or start >= found[-1][1]:
            found += [(start, end)] if start < end else []
        elif start == found[-1][0]:
            found[-1] = (start, end)
    return found


_FEW = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=9)


@given(_FEW)
def test_what_is_left_out_is_the_same_as_looking_at_one_after_the_other(units) -> None:
    some = [(begin, begin + long) for begin, long in units]
    assert _without_overlaps(some) == _one_after_the_other(some)


@given(_FEW, _FEW, _FEW, st.booleans())
def test_units_that_all_coders_have_may_be_given_once(shared, left, right, empty) -> None:
    both, *own = ([(begin, begin + long) for begin, long in some] for some in (shared, left, right))
    both += [(3, 3)] if empty else []
    once = Continuum([30, 20], [*map(_units_of, own)], _units_of(both))
    each = Continuum([30, 20], [_units_of([*both, *some]) for some in own])
    assert once.disagreement() == each.disagreement()
    assert (once.lengths(), once.observed()) == (each.lengths(), each.observed())
    assert (once.n_units, once.n_left_out) == (each.n_units, each.n_left_out)

"""Each coefficient gives the published values to five digits, and the same by another way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.compare import coefficients as c


def table(**cells: int) -> Counter[tuple[c.Value, c.Value]]:
    return Counter({(two[0], two[1]): n for two, n in cells.items()})


def pairs(*two: str) -> Counter[tuple[c.Value, c.Value]]:
    """Give the table of two coders' words: a value each letter."""
    return Counter(zip(*two, strict=True))


def units(rows: Iterable[str]) -> list[Counter[c.Value]]:
    """Give units of one letter a value; · is a gap."""
    return [Counter(row.replace("·", "")) for row in rows]


def five(value: float | None) -> float:
    assert value is not None
    return round(value, 5)


# Artstein & Poesio 2008, Inter-Coder Agreement for Computational Linguistics, p. 558 and p. 568.
P558 = table(SS=20, IS=20, SI=10, II=50)
P568 = table(SS=46, IS=6, II=32, IC=6, CC=10)


def test_artstein_and_poesio_2008_p_558() -> None:
    assert c.percent(c.sums_of(P558)) == pytest.approx(0.70)
    assert (five(c.kappa(c.sums_of(P558))), five(c.pi(c.sums_of(P558)))) == (0.34783, 0.34066)
    assert c.uniform(c.sums_of(P558)) == pytest.approx(0.40)


def test_artstein_and_poesio_2008_p_568() -> None:
    assert c.percent(c.sums_of(P568)) == pytest.approx(0.88)
    assert (five(c.kappa(c.sums_of(P568))), five(c.pi(c.sums_of(P568)))) == (0.80132, 0.79953)
    assert c.uniform(c.sums_of(P568)) == pytest.approx(0.82)
    assert five(c.alpha(c.of_two(P568))) == 0.80053


def test_cohen_1960_p_45() -> None:
    rows = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
    cells = {("abc"[n], "abc"[k]): x for n, row in enumerate(rows) for k, x in enumerate(row)}
    assert five(c.kappa(c.sums_of(cells))) == 0.49153


FLEISS = (
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333"
    " 144444 224445 333335 111455 111112 224444 133555 555555 244444 222455 114444 144445 222224"
    " 111155 224444 133333 555555"
)


def test_fleiss_1971() -> None:
    observed, kappa = c.fleiss(units(FLEISS.split()))
    assert (five(observed), five(kappa)) == (0.55556, 0.43096)  # printed as .430


def test_krippendorff_2011_two_coders() -> None:
    a = pairs("1100000000", "0110010100")  # A; also 2004, p. 224
    assert five(c.alpha(c.of_two(a))) == 0.09524
    b = pairs("aabbdcccedda", "babbbccceddd")  # B
    assert five(c.alpha(c.of_two(b))) == 0.69196


def test_krippendorff_2004_p_227() -> None:
    cells = table(aa=1, ab=1, bb=4, bc=1, cc=5)
    assert five(c.alpha(c.of_two(cells))) == 0.73410


# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, C: four coders with gaps.
GAPS = "11·1 2232 3333 3333 2222 1234 4444 1121 2222 ·555 ··11 ··3·"


def test_krippendorff_2011_four_coders_with_gaps() -> None:
    met = c.coincidences(units(GAPS.split()))
    assert five(c.alpha(met)) == 0.74342
    assert five(c.alpha(met, "12345")) == 0.81539


def test_one_value_used_by_all_is_not_defined() -> None:
    cells = table(aa=7)
    assert (c.alpha(c.of_two(cells)), c.kappa(c.sums_of(cells)), c.pi(c.sums_of(cells))) == (
        None,
        None,
        None,
    )
    assert c.uniform(c.sums_of(cells)) is None
    assert c.fleiss(units(["aaa", "aaa"])) == (1.0, None)
    assert "only one value" in c.why_not(7)
    assert c.alpha(c.of_two(cells), ["a", "b"]) is None


def test_no_unit_is_not_defined() -> None:
    assert (
        c.percent(c.sums_of({})),
        c.kappa(c.sums_of({})),
        c.pi(c.sums_of({})),
        c.uniform(c.sums_of({})),
    ) == (None, None, None, None)
    assert c.alpha({}) is None
    assert c.alpha({}, []) is None
    assert c.fleiss([]) == (None, None)
    assert "fewer than two" in c.why_not(1)


_values = st.sampled_from(["a", "b", "c", None])
_codings = st.lists(st.tuples(_values, _values), min_size=1, max_size=30)


def _alpha_of_pairs(units_of: list[list[c.Value]]) -> float | None:
    """Reckon α from all pairs of values: within units, and of all values with each other."""
    usable = [one for one in units_of if len(one) > 1]
    every = [value for one in usable for value in one]
    if len(every) < 2:
        return None
    within = sum(
        sum(a != b for a, b in permutations(one, 2)) / (len(one) - 1) for one in usable
    ) / len(every)
    among = sum(a != b for a, b in permutations(every, 2)) / (len(every) * (len(every) - 1))
    return 1 - within / among if among else None


@given(_codings)
def test_alpha_of_two_equals_the_one_of_all_pairs(coded: list[tuple[c.Value, c.Value]]) -> None:
    found, slow = c.alpha(c.of_two(Counter(coded))), _alpha_of_pairs([[*two] for two in coded])
    assert found == (None if slow is None else pytest.approx(slow))


@given(st.lists(st.lists(_values, max_size=4), max_size=12))
def test_alpha_with_gaps_equals_the_one_of_all_pairs(coded: list[list[c.Value]]) -> None:
    found = c.alpha(c.coincidences(Counter(one) for one in coded))
    slow = _alpha_of_pairs(coded)
    assert found == (None if slow is None else pytest.approx(slow))


@given(_codings)
def test_kappa_and_pi_equal_those_reckoned_unit_by_unit(
    coded: list[tuple[c.Value, c.Value]],
) -> None:
    n = len(coded)
    agreed = sum(a == b for a, b in coded) / n
    lefts, rights = [a for a, _ in coded], [b for _, b in coded]
    by_own = sum(a == b for a in lefts for b in rights) / n**2
    both = [*lefts, *rights]
    by_both = sum(a == b for a in both for b in both) / (2 * n) ** 2
    cells = Counter(coded)
    for found, chance in ((c.kappa(c.sums_of(cells)), by_own), (c.pi(c.sums_of(cells)), by_both)):
        expected = None if chance == 1 else pytest.approx((agreed - chance) / (1 - chance))
        assert found == expected


@given(st.lists(st.lists(_values, min_size=3, max_size=3), min_size=1, max_size=12))
def test_fleiss_equals_the_mean_over_pairs_of_coders(coded: list[list[c.Value]]) -> None:
    observed, kappa = c.fleiss([Counter(one) for one in coded])
    two = [a == b for one in coded for a, b in combinations(one, 2)]
    assert observed == pytest.approx(sum(two) / len(two))
    every = [value for one in coded for value in one]
    chance = sum(a == b for a in every for b in every) / len(every) ** 2
    expected = None if chance == 1 else pytest.approx((sum(two) / len(two) - chance) / (1 - chance))
    assert kappa == expected


@given(_codings)
def test_relabelling_the_coders_changes_nothing(coded: list[tuple[c.Value, c.Value]]) -> None:
    cells, turned = Counter(coded), Counter((b, a) for a, b in coded)
    for measure in (c.percent, c.kappa, c.pi, c.uniform, c.alpha_of_two):
        there, back = measure(c.sums_of(cells)), measure(c.sums_of(turned))
        assert back is None if there is None else there == pytest.approx(back)
    assert c.alpha_of_two(c.sums_of(cells)) == pytest.approx(c.alpha(c.of_two(cells)))
    assert c.alpha(c.of_two(cells)) == c.alpha(c.of_two(turned))


@given(_codings)
def test_an_order_of_two_values_is_as_none(coded: list[tuple[c.Value, c.Value]]) -> None:
    cells = Counter((a or "a", b or "a") for a, b in coded if "c" not in (a, b))
    found, plain = c.alpha(c.of_two(cells), ["a", "b"]), c.alpha(c.of_two(cells))
    assert found == (None if plain is None else pytest.approx(plain))

"""A list kept as numbers knows each place."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.lists.article_order import ArticleOrder


@given(st.lists(st.integers(-(2**63), 2**63 - 1), unique=True))
def test_an_order_knows_every_place_and_nothing_else(numbers: list[int]) -> None:
    order = ArticleOrder.of(numbers)
    assert len(order) == len(numbers)
    assert [order.place_of(one) for one in numbers] == list(range(len(numbers)))
    assert order.place_of(next(n for n in range(99) if n not in numbers)) is None


def test_a_place_is_not_found_across_two_numbers() -> None:
    assert ArticleOrder.of([1 << 40, 2 << 40]).place_of((1 << 40 | 2 << 48) >> 8) is None
    shifted = int.from_bytes(b"\0\0\0\1\0\0\0\0", "little")
    assert ArticleOrder.of([shifted << 16, 5, shifted]).place_of(shifted) == 2

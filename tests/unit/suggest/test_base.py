"""What suggesters are given: the stretches of an article that may be read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.article import Origin, Region, RegionType
from annotator.suggest.base import LONGEST, SuggestInput
from annotator.text.ranges import Range


def region(kind: RegionType, start: int, end: int) -> Region:
    return Region(f"r{start}", "a", kind, Range(start, end), Origin.PROPOSED, "regions")


def test_a_long_paragraph_comes_in_pieces_that_end_with_sentences() -> None:
    text = "Dar said “we will. We must.” " * 1_000
    pieces = [one.of(text) for one in SuggestInput(text, "en").body()]
    assert len(pieces) > 5
    assert {piece[-1] for piece in pieces} == {"”"}
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("one", ["x", "“", '"', ".", "😀", "a\u0301", " a", "\u0301"])
def test_a_paragraph_without_sentences_comes_in_short_pieces_too(one: str) -> None:
    text = one * (3 * LONGEST)
    pieces = list(SuggestInput(text, "en").body())
    assert all(0 < piece.length <= LONGEST for piece in pieces)
    assert sum(piece.length for piece in pieces) >= len(text.replace(" ", ""))


def test_furniture_bylines_and_datelines_are_left_out() -> None:
    text = "Menu\nBy Jane Doe\nKABUL — They came.\nThey went."
    regions = (
        region(RegionType.BOILERPLATE, 0, 4),
        region(RegionType.BYLINE, 5, 16),
        region(RegionType.DATELINE, 17, 24),
    )
    pieces = SuggestInput(text, "en", regions).body()
    assert [one.of(text) for one in pieces] == ["They came.", "They went."]


@given(st.text(max_size=300))
def test_stretches_of_any_text_are_in_order_and_over_no_line_end(text: str) -> None:
    pieces = list(SuggestInput(text).body())
    assert all(before.end <= after.start for before, after in pairwise(pieces))
    assert all(piece.of(text).strip() and "\n" not in piece.of(text) for piece in pieces)

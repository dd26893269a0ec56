"""An article as it is searched: which marks touch a place."""

from __future__ import annotations

from annotator.store.searching.values import PlacedMark, SearchedArticle
from annotator.text.ranges import Range
from tests import builders


def test_marks_that_share_a_character_with_a_place_touch_it():
    ends = ((0, 9), (2, 4), (4, 6), (7, 9))
    marks = tuple(PlacedMark(Range(*at), "entity", str(n), None) for n, at in enumerate(ends))
    article = SearchedArticle(builders.article("one two three"), marks=marks)
    assert [one.span_id for one in article.touching(Range(3, 5))] == ["0", "1", "2"]
    assert [one.span_id for one in article.touching(Range(9, 12))] == []
    assert article.text == "one two three"

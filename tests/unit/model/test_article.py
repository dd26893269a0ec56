"""What is proposed of an article, and how the list is asked for."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.article import MASTHEAD_FIELDS, ListQuery
from annotator.text.ranges import Range
from tests import builders


def test_what_is_proposed_has_its_place_and_what_is_none_is_passed_over() -> None:
    article = builders.article()
    assert article.proposed() == {}
    for wrong in ("title", [1, 2], None):
        assert replace(article, meta={"proposed": wrong}).proposed() == {}
    found = {"title": [0, 4], "date": [5, 9], "outlet": "x", "url": [1], "byline": ["a", 2]}
    proposed = replace(article, meta={"proposed": found}).proposed()
    assert proposed == {"title": Range(0, 4), "date": Range(5, 9)}


def test_the_list_is_asked_for_in_the_order_of_import_and_searched_folded() -> None:
    query = ListQuery()
    assert (query.order, query.descending, query.search, query.state) == ("number", False, "", None)
    assert ListQuery(search="Élan  VITAL").search_key() == "elan vital"


def test_the_line_above_the_headline_is_made_of_fields_of_the_article() -> None:
    article = builders.article()
    assert [getattr(article, name) is not None for name in MASTHEAD_FIELDS if name != "date"] == (
        [True] * 4
    )
    assert set(MASTHEAD_FIELDS) == {"title", "outlet", "date", "byline", "url"}

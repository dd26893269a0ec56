"""What is proposed of an article, and how the list is asked for."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from annotator.model.article import (
    MASTHEAD_FIELDS,
    Doubt,
    FieldCandidate,
    FieldProposal,
    ListFilter,
    ListQuery,
)
from annotator.text.ranges import Range
from tests import builders


def test_what_is_proposed_is_kept_with_where_it_comes_from_and_what_else_it_might_be() -> None:
    date = FieldProposal(
        "date",
        "2025-05-04",
        Range(14, 24),
        "weekday",
        Doubt.TWO_READINGS,
        (FieldCandidate("2025-04-05", "line", Range(14, 24)), FieldCandidate("2025", "year")),
    )
    outlet = FieldProposal("outlet", "Harbour Post", why="json-ld")
    own = FieldProposal("desk", "foreign", why="file-name")
    kept = {one.field: one.as_json() for one in (date, outlet, own)}
    assert kept["outlet"] == {"why": "json-ld"}
    again = json.loads(json.dumps(kept))
    article = builders.article(date="2025-05-04", outlet="Harbour Post")
    found = replace(article, meta={"desk": "foreign", "proposed": again}).proposed()
    assert found == {"date": date, "outlet": outlet, "desk": own}


def test_what_is_no_proposal_is_passed_over_whoever_wrote_it() -> None:
    article = builders.article(title="Ferry", date="2025")
    assert article.proposed() == {}
    for wrong in ("title", [1, 2], None):
        assert replace(article, meta={"proposed": wrong}).proposed() == {}
    bent = {
        "at": [9, 4],
        "why": 7,
        "doubt": "sure",
        "others": [{"value": 1}, "x", {"value": "2024"}],
    }
    found = {"title": [0, 4], "date": bent, "outlet": "x", "url": [1], "byline": ["a", 2]}
    proposed = replace(article, meta={"proposed": found}).proposed()
    assert proposed == {
        "title": FieldProposal("title", "Ferry", Range(0, 4)),
        "date": FieldProposal("date", "2025", others=(FieldCandidate("2024"),)),
    }


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


@pytest.mark.parametrize(
    ("field", "value", "held", "is_let_in"),
    [
        ("outlet", "Wire", "Wire", True),
        ("outlet", "Wire", "Wire service", False),
        ("date", "2024-05", "2024-05-01", True),
        ("date", "2024-05", "2024", False),
        ("date", "", None, True),
        ("date", "", "2024", False),
        ("source", "in/", "in/a.txt", True),
        ("page", "2", 2, True),
        ("page", "", None, True),
        ("proposed", "date", {"date": {}}, True),
        ("proposed", "outlet", {"date": {}}, False),
        ("proposed", "", {"date": {}}, True),
        ("proposed", "", {}, False),
        ("proposed", "", None, False),
    ],
)
def test_a_filter_lets_in_what_has_its_value(field, value, held, is_let_in) -> None:
    assert ListFilter(field, value).accepts(held) is is_let_in


def test_a_query_narrows_by_words_a_state_or_a_filter() -> None:
    assert not ListQuery("title", descending=True, search=" ").narrows()
    for query in (
        ListQuery(search="a"),
        ListQuery(state="todo"),
        ListQuery(filters=(ListFilter("outlet", ""),)),
    ):
        assert query.narrows()

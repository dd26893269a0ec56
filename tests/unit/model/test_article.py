"""What is proposed of an article, and how the list is asked for."""

from __future__ import annotations

import json
from dataclasses import replace

from annotator.model.article import (
    MASTHEAD_FIELDS,
    Doubt,
    FieldCandidate,
    FieldProposal,
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

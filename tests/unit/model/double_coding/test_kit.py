"""What a kit says of itself, there and back, and what it hides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.double_coding import kit as kits
from annotator.model.double_coding.kit import Kit
from annotator.model.rows import to_json
from tests import builders

KIT = Kit(
    "k1", "p1", "B", "A", 3, 40, 7, builders.NOW, "annotator 0.1.0", {"name": "pilot"},
    ("outlet",), "A", True,
)  # fmt: skip
ARTICLE = builders.article(id="a1", outlet="Dawn", date="2024-01", meta={"desk": "x", "page": 3})


def test_a_kit_comes_back_from_what_is_kept_of_it() -> None:
    assert kits.kit_from_text(to_json(KIT.to_json())) == KIT


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "7", '{"id": 7}', '{"id": "k"}', '{"of": "p"}', "[" * 99_999]
)
def test_what_is_no_kit_is_none(text: str) -> None:
    assert kits.kit_from_text(text) is None


def test_what_is_odd_in_a_kit_is_left_out() -> None:
    odd = kits.kit_from_text('{"id":"k","of":"p","size":true,"sample":[],"hidden":"x","second":1}')
    assert odd == Kit("k", "p", "", "", 0, 0, 0, "", "", {})


def test_what_is_hidden_comes_back_where_it_was() -> None:
    hidden = kits.hide(ARTICLE, ("outlet", "date", "desk", "none"))
    assert (hidden.outlet, hidden.date, hidden.own_fields()) == ("", None, {"page": 3})
    shown = kits.reveal(hidden)
    assert (shown.outlet, shown.date) == ("Dawn", "2024-01")
    assert shown.own_fields() == {"desk": "x", "page": 3}
    assert kits.reveal(shown) is shown
    assert kits.reveal(ARTICLE) is ARTICLE


def test_only_an_article_that_was_shown_is_reopened() -> None:
    hidden = kits.hide(ARTICLE, ("outlet",))
    assert kits.reopened(ARTICLE) is ARTICLE
    assert kits.reopened(hidden) is hidden
    again = kits.reopened(kits.reveal(hidden))
    said = [*map(kits.was_reopened, (hidden, kits.reveal(hidden), again))]
    assert said == [False, False, True]


def test_what_goes_out_has_no_value_and_no_trace_where_one_is_hidden() -> None:
    out = kits.unseen(kits.hide(ARTICLE, ("outlet", "desk")))
    assert (out.outlet, dict(out.meta)) == (None, {"desk": None, "page": 3})
    assert kits.unseen(ARTICLE) is ARTICLE
    assert kits.unseen(kits.reveal(kits.hide(ARTICLE, ("desk",)))) == replace(
        ARTICLE, meta={"desk": "x", "page": 3}
    )


def test_columns_and_own_fields_can_be_hidden_and_the_title_cannot() -> None:
    assert [kits.hideable(one, {"desk"}) for one in ("outlet", "url", "desk", "title")] == [
        True, True, True, False,
    ]  # fmt: skip

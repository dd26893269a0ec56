"""The program's own lines on the page: how dates and addresses are shown, what is empty."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from annotator.model.article import Article
from annotator.ui.basics.theme import Theme
from annotator.ui.page.banners import BannerPainter, masthead_fields, shown_address, shown_date


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2025", "2025"),
        ("2025-05", "May 2025"),
        ("2026-05-21", "21 May 2026"),
        ("", ""),
        ("۱۴۰۵", "۱۴۰۵"),
        ("2025-13", "2025-13"),
        ("last week", "last week"),
    ],
)
def test_a_date_is_shown_as_people_write_it(date: str, shown: str) -> None:
    assert shown_date(date) == shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/news/1", "example.org"),
        ("http://news.example.org", "news.example.org"),
        ("example.org/a", "example.org/a"),
        ("", ""),
        ("https://[broken", "https://[broken"),
    ],
)
def test_an_address_is_shown_by_its_host(url: str, shown: str) -> None:
    assert shown_address(url) == shown


def article(direction: str = "ltr") -> Article:
    return Article(
        id="a", title="", text="", sha256="", outlet="Harbour Post", date="2025-05",
        direction=direction, meta={"proposed": {"outlet": [0, 4]}},
    )  # fmt: skip


def test_empty_fields_say_so_and_proposed_ones_are_known() -> None:
    fields = {field.name: field for field in masthead_fields(article())}
    assert fields["byline"].text == "no byline"
    assert fields["byline"].is_empty
    assert fields["outlet"].is_proposed
    assert not fields["date"].is_proposed


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.usefixtures("qapp")
def test_every_field_is_found_where_it_is_painted(direction: str) -> None:
    strips = BannerPainter(Theme(), direction == "rtl", 63, 627)
    places = strips.field_places(100, article(direction))
    for field, place in places:
        assert strips.field_at(100, article(direction), place.center()) == field.name
        assert 63 <= place.left() <= place.right() <= 629
    lefts = [place.left() for _, place in places]
    assert lefts == sorted(lefts, reverse=direction == "rtl")
    assert strips.field_at(100, article(direction), QPointF(100, 90)) == ""

"""What a page says of itself: taken where it is well formed, passed over where it is not."""

import pytest

from annotator.formats.web.head import facts_of, language_of
from annotator.formats.web.tree import tree_of


def said(head: str, address: str = "") -> dict[str, list[tuple[str, str]]]:
    facts = facts_of(tree_of(f"<html><head>{head}</head><body>x", "page"), address)
    return {name: [(one.value, one.why) for one in found] for name, found in facts.fields.items()}


def json_ld(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


@pytest.mark.parametrize(
    "words", ["{", "[" * 100_000, '{"@type": 3, "headline": 4}', "null", '"a"', "NaN"]
)
def test_json_that_says_nothing_is_passed_over(words: str) -> None:
    assert said(json_ld(words)) == {}


def test_an_article_is_found_wherever_it_stands_in_json() -> None:
    found = said(
        json_ld('[{"@graph": [{"@type": ["WebPage", "Article"], "headline": " A\\n b "}]}]')
    )
    assert found == {"title": [("A b", "json-ld")]}
    assert said(json_ld('{"@type": "WebPage", "headline": "No"}')) == {}


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-02T08:15:00+01:00", "2026-03-02"),
        ("20260302", "2026-03-02"),
        ("2026-13-02", None),
        ("02.03.2026", None),
        ("yesterday", None),
    ],
)
def test_a_date_is_taken_where_it_has_one_reading(written: str, date: str | None) -> None:
    found = said(f'<meta property="article:published_time" content="{written}">').get("date")
    assert found == ([(date, "meta")] if date else None)


def test_the_address_of_the_clipboard_goes_before_the_canonical_one() -> None:
    found = said('<link rel="canonical" href="https://a.example/b">', "https://a.example/b?c")
    assert found["url"] == [
        ("https://a.example/b?c", "clipboard"),
        ("https://a.example/b", "canonical"),
    ]
    assert said('<link rel="canonical" href="/relative">') == {}


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<html lang='pt-BR'>x", "pt"),
        ("<html xml:lang=de>x", "de"),
        ("<meta property=og:locale content=fa_IR>x", "fa"),
        ("<html lang='english'>x", ""),
        ("<p>x", ""),
    ],
)
def test_the_language_is_a_code(markup: str, code: str) -> None:
    assert language_of(tree_of(markup, "page")) == code

"""Which column is what is guessed by headers in many languages, then by values."""

from __future__ import annotations

import pytest

from annotator.formats.rows.guessing import guess, is_known
from annotator.text.word_lists import languages, words_of

LONG = "The minister said on Monday that the harbour would reopen. " * 5


def guessed(**columns: str) -> dict[str, str]:
    found = guess([*columns], [[value] if value else [] for value in columns.values()])
    return {header: one.becomes for header, one in found.items()}


@pytest.mark.parametrize("language", languages())
def test_each_language_names_the_columns(language: str) -> None:
    values = {"text": LONG, "title": "A", "date": "2026-03-02", "outlet": "N",
              "url": "https://a.example/", "byline": "B", "language": "en", "id": "1"}  # fmt: skip
    headers = {words_of(language, "columns", target)[0]: target for target in values}
    assert guessed(**{header: values[target] for header, target in headers.items()}) == headers


@pytest.mark.parametrize(
    "header",
    [
        "Full Text",
        "full_text",
        "FULLTEXT",
        "fullText",
        "  full-text ",
        "Article / text",
        "text.name",
    ],
)
def test_capitals_signs_and_a_group_above_do_not_matter(header: str) -> None:
    assert guessed(**{header: "short"}) == {header: "text"}


def test_of_several_likely_names_the_likeliest_is_taken() -> None:
    found = guessed(content="c", text="t", headline="h", published="2026-03-02", date="2026-03-02")
    assert found == {"text": "text", "headline": "title", "date": "date"}


def test_a_link_is_the_address_and_a_source_of_addresses_too() -> None:
    assert guessed(source="Newswire", link="https://a.example/1")["source"] == "outlet"
    assert guessed(source="https://a.example/1") == {"source": "url"}
    assert guessed(x="https://a.example/1", url="none")["x"] == "url"


def test_a_name_that_says_nothing_is_told_by_its_values() -> None:
    assert guessed(a=LONG, b="2 March 2026", c="46083", d="x") == {"a": "text", "b": "date"}


def test_a_date_that_nobody_can_read_is_none() -> None:
    assert guessed(date="yesterday", text="t") == {"text": "text"}
    assert guessed(date="", text="t") == {"date": "date", "text": "text"}


def test_headlines_are_not_long_enough_to_be_the_text() -> None:
    assert (
        "text" not in guessed(id="1", url="https://a.example", headline="A headline " * 8).values()
    )
    assert "text" not in guessed(a="A headline " * 8).values()


def test_words_of_headers_are_known_and_others_not() -> None:
    assert is_known("Überschrift")
    assert is_known("publication date")
    assert not is_known("My corpus")

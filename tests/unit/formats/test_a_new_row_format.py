"""A format of rows that was written from docs/a-format.md alone does all that tables do."""

from __future__ import annotations

import pytest

from annotator.errors import CannotRead
from annotator.formats.base import Reading, ReadOptions
from annotator.formats.rows.mapping import SourceMap
from annotator.formats.sources import Source
from tests.card_file import CardFile

CARDS = (
    "%cards\n"
    "Headline: Harbour reopens\nBody: The minister said so.\nTag: 03/04/2026\nDesk: 00123\n"
    "\n"
    "Headline: Ferry\nTag: 25/04/2026\n"
    "\n\n"
    "Body: Another text.\nTag: 05/06/2026\n"
)


def read(text: str, options: ReadOptions | None = None) -> Reading:
    source = Source("a.cards", data=text.encode())
    return CardFile().read(source, options or ReadOptions())


def test_its_cards_become_articles_by_guessed_columns_and_one_settled_date() -> None:
    reading = read(CARDS)
    articles = [(content.row, content.article) for content in reading.bundle.contents]
    assert [(row, one.title, one.date, one.meta) for row, one in articles] == [
        (2, "Harbour reopens", "2026-04-03", {"Desk": "00123"}),
        (11, "Another text.", "2026-06-05", {}),
    ]
    assert [(one.row, one.reason) for one in reading.refused] == [(7, "no text in “Body”")]


def test_a_map_says_what_its_columns_become_and_is_given_back_whole() -> None:
    said = SourceMap({"text": "Headline"}, {"Tag": "day", "Body": ""}, date_order="mdy")
    reading = read(CARDS, ReadOptions(map=said))
    (first, second) = reading.bundle.contents
    assert (first.article.text, first.article.meta) == (
        *("Harbour reopens", {"day": "03/04/2026", "Desk": "00123"}),
    )
    assert second.article.text == "Ferry"
    assert reading.map is not None
    assert reading.map.headers() == {"Headline", "Body", "Tag", "Desk"}


def test_its_columns_are_shown() -> None:
    shown = CardFile().columns(Source("a.cards", data=CARDS.encode()), ReadOptions())
    assert [(one.header, one.becomes, one.n_values) for one in shown.columns] == [
        ("Headline", "title", 2),
        ("Body", "text", 2),
        ("Tag", "date", 3),
        ("Desk", "own:Desk", 1),
    ]
    assert shown.date is not None
    assert shown.date.settled_by == "25/04/2026"


def test_a_bad_line_is_named() -> None:
    with pytest.raises(CannotRead, match=r"a\.cards, line 3: "):
        read("%cards\nBody: a\nno line\n")

"""Regions and masthead of real articles: all furniture of the scraped ones, and no body masked."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.suggest.pages.masthead import propose_masthead
from annotator.suggest.pages.regions import propose_regions


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def regions(text: str, language: str) -> list[tuple[str, int, int]]:
    return [(str(each.type), *each.at) for each in propose_regions(text, language)]


def masthead(text: str, language: str) -> dict[str, str]:
    proposed = propose_masthead(text, propose_regions(text, language), language)
    return {each.field: each.value for each in proposed}


def wikinews(shared: Path) -> Iterator[tuple[dict[str, str], str]]:
    """Give the Wikinews articles of 2019: what is known of each, and its text."""
    path = shared / "samples" / "csv" / "wikinews_2019.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row, row["text"]


def attributed(shared: Path) -> Iterator[str]:
    """Give the texts of the twelve Wikinews articles with attributions."""
    path = shared / "samples" / "wikinews" / "attributions.jsonl"
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            yield json.loads(line)["text"]


def test_the_seed_article_has_exactly_the_regions_of_its_gold(shared: Path) -> None:
    seed = shared / "samples" / "seed"
    gold = json.loads(read(seed / "gold.json"))
    expected = sorted(
        (each["start"], each["end"], each["kind"])
        for each in gold["regions"]
        if each["kind"] != "body"
    )
    found = [(start, end, kind) for kind, start, end in regions(read(seed / "article.txt"), "en")]
    assert found == expected


def test_the_seed_article_says_its_title_and_outlet_and_nothing_else(shared: Path) -> None:
    assert masthead(read(shared / "samples" / "seed" / "article.txt"), "en") == {
        "title": "Ishaq Dar: Islamabad’s Efforts Failed to Rebuild Ties with Kabul",
        "outlet": "DIDPress",
    }


def test_the_scraped_page_loses_its_furniture_only(shared: Path) -> None:
    text = read(shared / "samples" / "txt" / "furniture_scraped.txt")
    found = [(kind, text[start:end]) for kind, start, end in regions(text, "en")]
    assert found == [
        ("boilerplate", "GovernmentNewsPoliticsRegionSlideshow"),
        ("headline", "Harbour will reopen, minister says"),
        ("dateline", "Elsewhere Daily:"),
        ("boilerplate", "Related Articles"),
        ("boilerplate", "Leave a Reply"),
        ("boilerplate", "Your email address will not be published. Required fields are marked *"),
        ("boilerplate", "Back to top button"),
    ]
    assert masthead(text, "en")["outlet"] == "Elsewhere Daily"


@pytest.mark.parametrize("language", ["fa", "ar", "ur", "ps", "he"])
def test_right_to_left_articles_have_their_headline_and_nothing_masked(
    shared: Path, language: str
) -> None:
    text = read(shared / "samples" / "rtl" / f"harbour_{language}.txt")
    headline = text.split("\n", 1)[0]
    assert regions(text, language) == [("headline", 0, len(headline))]
    assert masthead(text, language) == {"title": headline}


def test_no_line_of_183_real_articles_is_masked(shared: Path) -> None:
    texts = [*(text for _, text in wikinews(shared)), *attributed(shared)]
    masked = [
        text[start:end]
        for text in texts
        for kind, start, end in regions(text, "en")
        if kind in {"boilerplate", "byline"}
    ]
    assert len(texts) == 183
    assert masked == []


def test_wikinews_articles_say_their_date_and_no_title_they_do_not_have(shared: Path) -> None:
    said = [(row["date"], masthead(text, "en")) for row, text in wikinews(shared)]
    assert len(said) == 171
    assert [one for one in said if one[1] != {"date": one[0]}] == []


def test_headlines_and_dates_of_the_attributed_articles_are_found(shared: Path) -> None:
    for text in attributed(shared):
        kinds = Counter(kind for kind, _, _ in regions(text, "en"))
        assert kinds["headline"] == 1
        assert masthead(text, "en")["title"] == text.split("\n", 1)[0]
        assert "date" in masthead(text, "en")

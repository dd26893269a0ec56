"""Dates in running text: what a calendar could show, and nothing that only counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.speech.date_phrases import date_phrases
from annotator.speech.tokens import tokens
from annotator.text.ranges import Range


def dates_in(text: str, language: str) -> list[str]:
    words = tokens(text, Range(0, len(text)), language)
    return [at.of(text) for at in date_phrases(text, words, language)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("They met on April 19, 2025, in Sarn.", ["April 19, 2025"]),
        ("On Tuesday, March 3, they left; on May 14 they came.", ["Tuesday, March 3", "May 14"]),
        ("It closed on the 3rd of June 1998.", ["3rd of June 1998"]),
        ("Since 2021 and until December it stayed.", ["2021", "December"]),
        ("The treaty (1998) was signed in 1998.", ["1998", "1998"]),
        ("It stood since 1300, not since 1299.", ["1300"]),
        ("It stands until 2100, not until 2101.", ["2100"]),
        ("It lost money in the past four years.", ["the past four years"]),
        ("Last week and two years ago they tried.", ["Last week", "two years ago"]),
        ("Monday’s vote was Friday's topic.", ["Monday", "Friday"]),
        ("He is 42 and took two weeks.", []),
        ("In 2000 homes the lights went out, 1500 people said.", []),
        ("May they march on? They may, in May.", ["May"]),
        ("It costs 2021 euros.", []),
    ],
)
def test_english_dates_are_found(text: str, dates: list[str]) -> None:
    assert dates_in(text, "en") == dates


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("de", "Am Montag und am 4. März 2024, seit 2019.", ["Montag", "4. März 2024", "2019"]),
        ("de", "in den vergangenen drei Jahren", ["den vergangenen drei Jahren"]),
        (
            "fr",
            "Le lundi 4 mars 2024, le 1er mai, depuis 2019.",
            ["lundi 4 mars 2024", "1er mai", "2019"],
        ),
        ("fr", "Ils mars sont venus.", []),
        ("es", "El lunes 3 de marzo de 2025, desde 2019.", ["lunes 3 de marzo de 2025", "2019"]),
        ("fa", "سه‌شنبه ۴ آذر ۱۴۰۴ تا سال ۱۴۰۶ طول می‌کشد.", ["سه‌شنبه ۴ آذر ۱۴۰۴", "سال ۱۴۰۶"]),
        ("ar", "يوم 3 مارس 2025 في عام 2019", ["3 مارس 2025", "عام 2019"]),
        ("xx", "On May 3, 2020 and since 2019.", ["May 3, 2020"]),
    ],
)
def test_dates_of_other_languages_are_found(language: str, text: str, dates: list[str]) -> None:
    assert dates_in(text, language) == dates


@given(st.text(alphabet="aM1 2.,’May Monday 2021st(", max_size=60))
def test_dates_of_any_text_are_in_order(text: str) -> None:
    words = tokens(text, Range(0, len(text)), "en")
    found = list(date_phrases(text, words, "en"))
    assert found == sorted(found)
    assert all(one.of(text).strip() for one in found)

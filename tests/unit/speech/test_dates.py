"""Written dates of several languages, digits and calendars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.speech.dates import find_date, year_alone
from annotator.suggest.furniture import furniture


@pytest.mark.parametrize(
    ("language", "written", "value", "passage"),
    [
        ("en", "Published 2 March 2026 at 08:15", "2026-03-02", "2 March 2026"),
        ("en", "Monday, March 2, 2026", "2026-03-02", "March 2, 2026"),
        ("en", "on the 2nd of March 2026", "2026-03-02", "2nd of March 2026"),
        ("en", "Mar. 2, 2026", "2026-03-02", "Mar. 2, 2026"),
        ("en", "Sept 12 2026", "2026-09-12", "Sept 12 2026"),
        ("en", "March 2026", "2026-03", "March 2026"),
        ("en", "1 March 1600", "1600-03-01", "1 March 1600"),
        ("en", "31 March 2100", "2100-03-31", "31 March 2100"),
        ("en", "32 March 2026", "2026-03", "March 2026"),
        ("en", "2026-03-02T08:15", "2026-03-02", "2026-03-02"),
        ("en", "2026/3/2", "2026-03-02", "2026/3/2"),
        ("en", "25/12/2026", "2026-12-25", "25/12/2026"),
        ("en", "12/25/2026", "2026-12-25", "12/25/2026"),
        ("en", "02.03.2026", "2026-03-02", "02.03.2026"),
        ("de", "Stand: 2. März 2026, 08:15 Uhr", "2026-03-02", "2. März 2026"),
        ("de", "02.03.2026", "2026-03-02", "02.03.2026"),
        ("fr", "Publié le 1er août 2026", "2026-08-01", "1er août 2026"),
        ("fr", "02/03/2026", "2026-03-02", "02/03/2026"),
        ("ar", "الإثنين ٢ مارس ٢٠٢٦", "2026-03-02", "٢ مارس ٢٠٢٦"),
        ("ar", "2 كانون الثاني 2026", "2026-01-02", "2 كانون الثاني 2026"),
        ("fa", "سه‌شنبه ۴ آذر ۱۴۰۴", "2025-11-25", "۴ آذر ۱۴۰۴"),
        ("fa", "۱۲ اسفند ۱۴۰۴", "2026-03-03", "۱۲ اسفند ۱۴۰۴"),
        ("fa", "۱ حمل ۱۴۰۰", "2021-03-21", "۱ حمل ۱۴۰۰"),
        ("fa", "۱۴۰۴/۹/۴", "2025-11-25", "۱۴۰۴/۹/۴"),
        ("fa", "۲ مارس ۲۰۲۶", "2026-03-02", "۲ مارس ۲۰۲۶"),
        ("fa", "آذر ۱۴۰۴", "2025", "آذر ۱۴۰۴"),
    ],
)
def test_a_date_is_found_with_its_passage(
    language: str, written: str, value: str, passage: str
) -> None:
    dated = find_date(written, furniture(language).calendar)
    assert dated is not None
    assert dated.value == value
    assert dated.at.of(written) == passage


@pytest.mark.parametrize(
    "written",
    [
        "",
        "02/03/2026",
        "March 2",
        "on Monday",
        "2026",
        "31 February 2026",
        "99 March 3026",
        "in May they met 20 people",
        "1.2.3.2026.4",
        "12.5 million",
        "²⁰²⁶",
    ],
)
def test_what_is_no_complete_date_or_could_be_two_is_none(written: str) -> None:
    assert find_date(written, furniture("en").calendar) is None


def test_a_whole_date_is_better_than_a_month() -> None:
    dated = find_date("March 2025 (updated 2 April 2026)", furniture("en").calendar)
    assert dated is not None
    assert dated.value == "2026-04-02"


def test_a_solar_month_over_two_of_our_years_says_nothing() -> None:
    assert find_date("دی ۱۴۰۴", furniture("fa").calendar) is None


@pytest.mark.parametrize(
    ("solar", "ours"),
    [
        ("۱ فروردین ۱۳۰۰", "1921-03-21"),
        ("۲۲ بهمن ۱۳۵۷", "1979-02-11"),
        ("۳۰ اسفند ۱۳۹۹", "2021-03-20"),
        ("۱ فروردین ۱۴۰۳", "2024-03-20"),
        ("۱ مهر ۱۴۰۴", "2025-09-23"),
    ],
)
def test_solar_days_are_the_right_ones_of_ours(solar: str, ours: str) -> None:
    dated = find_date(solar, furniture("fa").calendar)
    assert dated is not None
    assert dated.value == ours


def test_a_year_alone_is_a_year_of_our_time() -> None:
    found = year_alone(" ٢٠٢٦ ")
    assert found is not None
    assert (found.value, tuple(found.at)) == ("2026", (1, 5))
    assert year_alone("0815") is None
    assert year_alone("in 2026") is None


@given(st.text(alphabet="0123456789۰۱۲٣ ./-MarchمهرآذرMay,²①", max_size=40))
def test_no_text_breaks_the_finding_of_dates(written: str) -> None:
    for language in ("en", "fa"):
        dated = find_date(written, furniture(language).calendar)
        assert dated is None or dated.at.of(written)

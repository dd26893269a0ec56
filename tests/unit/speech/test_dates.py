"""Written dates of several languages, digits and calendars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.speech.dates import calendar_of, find_date, year_alone
from annotator.suggest.pages.furniture import furniture
from annotator.text.likeness import fold


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
        ("fa", "بهمن ۱۴۰۴", "2026", "بهمن ۱۴۰۴"),
        ("fa", "۱ فروردین ۱۲۰۰", "1821-03-21", "۱ فروردین ۱۲۰۰"),
        ("fa", "۲۹ اسفند ۱۵۰۰", "2122-03-20", "۲۹ اسفند ۱۵۰۰"),
        ("fa", "۳۱ شهریور ۱۴۰۴", "2025-09-22", "۳۱ شهریور ۱۴۰۴"),
        ("fa", "۳۰ مهر ۱۴۰۴", "2025-10-22", "۳۰ مهر ۱۴۰۴"),
        ("fa", "۳۱ مهر سال ۱۴۰۴ یا ۱ آبان ۱۴۰۴", "2025-10-23", "۱ آبان ۱۴۰۴"),
        ("fa", "۳۲ شهریور ۱۴۰۴", "2025", "شهریور ۱۴۰۴"),
        ("fa", "۱۴۰۴/۱۲/۲۹", "2026-03-20", "۱۴۰۴/۱۲/۲۹"),
        ("fa", "۲۵/۹/۱۴۰۴", "2025-12-16", "۲۵/۹/۱۴۰۴"),
        ("fa", "۴ آذر سال ۱۴۰۴", "2025-11-25", "۴ آذر سال ۱۴۰۴"),
        ("fa", "March 2, 2026", "2026-03-02", "March 2, 2026"),
        ("ar", "15 تشرين الأول 2025", "2025-10-15", "15 تشرين الأول 2025"),
        ("ar", "3 آذار عام 2026", "2026-03-03", "3 آذار عام 2026"),
        ("en", "2026-12-31", "2026-12-31", "2026-12-31"),
        ("en", "13/12/2026", "2026-12-13", "13/12/2026"),
        ("en", "12/13/2026", "2026-12-13", "12/13/2026"),
        ("en", "12/12/2026", "2026-12-12", "12/12/2026"),
        ("de", "11/12/2026", "2026-12-11", "11/12/2026"),
        ("de", "12/11/2026", "2026-11-12", "12/11/2026"),
        ("de", "12/13/2026", "2026-12-13", "12/13/2026"),
        ("de", "March 2, 2026", "2026-03-02", "March 2, 2026"),
        ("es", "2 de marzo de 2026", "2026-03-02", "2 de marzo de 2026"),
        ("es", "marzo del 2026", "2026-03", "marzo del 2026"),
        ("und", "2 March 2026", "2026-03-02", "2 March 2026"),
        ("en", "0 March 2026", "2026-03", "March 2026"),
        ("en", "10000 March 2026", "2026-03", "March 2026"),
        ("en", "March 31, 2026", "2026-03-31", "March 31, 2026"),
        ("en", "31 March 2026", "2026-03-31", "31 March 2026"),
        ("en", "1 March 2026", "2026-03-01", "1 March 2026"),
        ("en", "March 1 2026", "2026-03-01", "March 1 2026"),
        ("en", "2nd of the March 2026", "2026-03", "March 2026"),
        ("en", "2nd . of of March 2026", "2026-03", "March 2026"),
        ("en", "5 6 March 2026", "2026-03-06", "6 March 2026"),
        ("en", "March 2nd, 2026", "2026-03-02", "March 2nd, 2026"),
        ("en", "March, 2026", "2026-03", "March, 2026"),
        ("en", "March 2026 and 3 May", "2026-03", "March 2026"),
        ("en", "2 March 2026 3", "2026-03-02", "2 March 2026"),
        ("en", "May May 2 2026", "2026-05-02", "May 2 2026"),
        ("en", "2 Jan–3 Feb 2026", "2026-02-03", "3 Feb 2026"),
        ("en", "29 February 2024", "2024-02-29", "29 February 2024"),
        ("en", "2 March 2026 (03.04.2025)", "2026-03-02", "2 March 2026"),
        ("en", "03.04.2025, not 2 March 2026", "2025-04-03", "03.04.2025"),
        ("en", "03.13.2025 or 03.04.2025", "2025-03-13", "03.13.2025"),
        ("en", "1 May 2025, 2 March 2026", "2025-05-01", "1 May 2025"),
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
        "1 March 1599",
        "1 March 2101",
        "2026-00-03",
        "2026-13-03",
        "2026-03-00",
        "11/12/2026",
        "31.13.2026",
        "13/3/26",
        "March 5 6 2026",
        "March 32, 2026",
        "March 5 at 2026",
        "March 20266",
        "March 999",
        "31 April 2026",
        "29 February 2025",
        "2026 March 2",
        "2026-3-2-1",
        "1-2026-3-2",
        "2026/3-2",
        "20260-03-02",
        "1/2/20260",
        "123/4/2026",
    ],
)
def test_what_is_no_complete_date_or_could_be_two_is_none(written: str) -> None:
    assert find_date(written, furniture("en").calendar) is None


@pytest.mark.parametrize(
    "written",
    [
        "دی ۱۳۹۹",
        "۳۱ مهر ۱۴۰۴",
        "۱۴۰۴/۱۳/۱",
        "۱۴۰۴/۰/۱",
        "۹/۲۵/۱۴۰۴",
        "۱ فروردین ۱۱۹۹",
        "۱ فروردین ۱۵۰۱",
    ],
)
def test_what_is_no_solar_date_is_none(written: str) -> None:
    assert find_date(written, furniture("fa").calendar) is None


def test_the_words_of_a_calendar_are_its_own_and_the_english_ones() -> None:
    words = calendar_of("de").words
    assert {"montag", "mo", "marz", "monday", "mar"} <= words
    assert {fold("تشرين"), fold("الأول"), fold("تشرين الأول")} <= calendar_of("ar").words
    assert not {"of", "th", "am"} & calendar_of("en").words


def test_a_calendar_knows_what_stands_beside_its_numbers() -> None:
    english, persian = calendar_of("en"), calendar_of("fa")
    assert {"2nd", "of"} & english.before_month == {"of"}
    assert {"nd", "pm"} <= english.after_number
    assert "of" not in english.after_number
    assert "pm" not in english.before_month | english.before_year
    assert fold("سال") in persian.before_year - persian.before_month


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
    assert [one.value for one in map(year_alone, ("1600", "2100")) if one] == ["1600", "2100"]
    for none in ("0815", "1599", "2101", "20260", "202", "²⁰²⁶", "2026 2026"):
        assert year_alone(none) is None
    assert year_alone("in 2026") is None


@given(st.text(alphabet="0123456789۰۱۲٣ ./-MarchمهرآذرMay,²①", max_size=40))
def test_no_text_breaks_the_finding_of_dates(written: str) -> None:
    for language in ("en", "fa"):
        dated = find_date(written, furniture(language).calendar)
        assert dated is None or dated.at.of(written)

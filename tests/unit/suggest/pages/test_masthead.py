"""The line above the headline: what the text says, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import resources
from annotator.model.article import FieldCandidate, FieldProposal, Origin, Region, RegionType
from annotator.model.bundle import PageFacts
from annotator.suggest.pages.masthead import propose_masthead
from annotator.suggest.pages.regions import propose_regions
from annotator.text.ranges import Range

BODY = (
    "The minister said in the town hall on Monday that the harbour will reopen before spring.\n"
    "The union of the fishers denied that any money had been paid on 19 April 2025 by the town.\n"
)


def proposals(text: str, language: str = "en") -> tuple[FieldProposal, ...]:
    return propose_masthead(text, propose_regions(text, language), language)


def fields(text: str, language: str = "en") -> dict[str, str]:
    return {each.field: each.value for each in proposals(text, language)}


def head(*lines: str) -> str:
    return "\n".join(("Harbour will reopen, minister says", *lines, BODY))


def test_the_sample_article_says_four_things_each_with_its_passage() -> None:
    text = resources.read_text("sample", "ferry.txt")
    title = "Talven: Ferry to Tassin Will Stay in Port Until April"
    assert [(each.field, each.value, each.at.of(text)) for each in proposals(text)] == [
        ("title", title, title),
        ("outlet", "LakeWire", "LakeWire"),
        ("date", "2025-11-24", "November 24, 2025"),
        ("byline", "Staff Reporter", "Staff Reporter"),
    ]


def test_the_persian_sample_says_its_solar_date() -> None:
    text = resources.read_text("sample", "reservoir_fa.txt")
    assert fields(text, "fa") == {
        "title": "شهردار: آب شهر تا پایان آذر جیره‌بندی می‌شود",
        "outlet": "موج‌نیوز",
        "date": "2025-11-25",
    }


def test_a_plain_text_says_nothing() -> None:
    assert fields(BODY) == {}


def test_a_date_in_the_text_is_not_the_articles() -> None:
    assert "date" not in fields(head())


@pytest.mark.parametrize(
    ("line", "byline", "date", "outlet"),
    [
        ("By Jane Doe", "Jane Doe", None, None),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe", None, None),
        ("By Jane Doe, John Roe", "Jane Doe, John Roe", None, None),
        ("By Jane Doe | 2 March 2026 | 3 Comments", "Jane Doe", "2026-03-02", None),
        ("By Jane Doe, March 2, 2026", "Jane Doe", "2026-03-02", None),
        ("By Jane Doe, Elsewhere Daily", "Jane Doe", None, "Elsewhere Daily"),
        ("By Jane Doe for Elsewhere Daily", "Jane Doe", None, "Elsewhere Daily"),
        ("By Jane Doe - Monday", "Jane Doe", None, None),
        ("By Jane Sun", "Jane Sun", None, None),
        ("By Reuters", "Reuters", None, "Reuters"),
        ("(Reporting by Jane Doe)", "Jane Doe", None, None),
    ],
)
def test_an_authors_line_is_taken_apart(
    line: str, byline: str, date: str | None, outlet: str | None
) -> None:
    found = fields(head(line))
    assert (found.get("byline"), found.get("date"), found.get("outlet")) == (byline, date, outlet)


@pytest.mark.parametrize(
    ("start", "outlet", "date"),
    [
        ("DIDPress: ", "DIDPress", None),
        ("KABUL (AP) — ", "AP", None),
        ("KABUL, 2 March 2026 (Reuters) — ", "Reuters", "2026-03-02"),
        ("KABUL, March 2 (Reuters) - ", "Reuters", None),
        ("KABUL — ", None, None),
    ],
)
def test_a_dateline_names_the_outlet_or_agency_and_perhaps_the_date(
    start: str, outlet: str | None, date: str | None
) -> None:
    found = fields(f"Harbour will reopen, he says\n{start}{BODY}")
    assert (found.get("outlet"), found.get("date")) == (outlet, date)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2026 Elsewhere Daily. All rights reserved.", "Elsewhere Daily"),
        ("Copyright © 2020-2026 Lakeside Voice\nAbout Lakeside Voice", "Lakeside Voice"),
        ("More from Lakeside Voice\nCopyright 2026 by Lakeside Voice", "Lakeside Voice"),
        ("© Lakeside Voice All Rights Reserved", None),  # a company that the page names nowhere
        ("All rights reserved", None),
    ],
)
def test_a_copyright_line_names_the_outlet_but_no_date(line: str, outlet: str | None) -> None:
    found = fields(head() + line)
    assert found.get("outlet") == outlet
    assert "date" not in found


def test_the_outlet_of_the_page_goes_before_the_agency_of_the_report() -> None:
    text = f"Harbour will reopen, he says\nKABUL (AP) — {BODY}© 2026 Elsewhere Daily\n"
    assert fields(text)["outlet"] == "Elsewhere Daily"


PAGE = (
    "Home\nPolitics\nSport\nSign in\nSubscribe\n{}\nShare this\nRelated articles\nPrivacy policy\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "2 March 2026 | WhatsApp | LinkedIn",
        "2 March 2026 | World News",
        "Updated 2 March 2026 | 5 min read | TechDesk",
        "By Jane Doe, News Editor | 2 March 2026",
        "By Jane Doe, McKenzie | 2 March 2026",
        "By Jane Doe, Washington Post Staff Writer",
        "By Jane Doe | AFP",
        "2 March 2026\nKABUL (AP) — The harbour was closed.",
    ],
)
def test_what_stands_beside_date_and_author_of_a_whole_page_is_no_outlet(line: str) -> None:
    assert "outlet" not in fields(PAGE.format(head(line)))


@pytest.mark.parametrize(
    ("line", "foot", "outlet"),
    [
        ("2 March 2026 | DailyLake", "About DailyLake", "DailyLake"),
        ("By Jane Doe, Elsewhere Daily", "Elsewhere Daily is printed in town", "Elsewhere Daily"),
        ("By Reuters", "Reuters", "Reuters"),
        ("DailyLake: The harbour was closed.", "", "DailyLake"),
        ("KABUL (Coastline News) — The harbour was closed.", "", "Coastline News"),
    ],
)
def test_it_is_one_where_the_page_names_it_again_or_the_text_opens_with_it(
    line: str, foot: str, outlet: str
) -> None:
    assert fields(PAGE.format(head(line)) + foot + "\n").get("outlet") == outlet


def test_a_surname_with_a_capital_in_it_and_a_network_are_no_outlets() -> None:
    assert "outlet" not in fields(head("By Jane Doe, McKenzie"))
    assert "outlet" not in fields(head("2 March 2026 | WhatsApp"))


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("https://example.org/2026/03/harbour", "https://example.org/2026/03/harbour"),
        ("Source: https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("www.example.org/harbour", "www.example.org/harbour"),
        ("https://www.facebook.com/sharer?u=x", None),
        ("See https://example.org/harbour for more", None),
    ],
)
def test_an_address_stands_in_a_line_of_its_own(line: str, url: str | None) -> None:
    assert fields(head(line)).get("url") == url


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("پل تازه باز می‌شود | ساحل نیوز", "ساحل نیوز"),
        ("ساحل نیوز ـ پل تازه باز می‌شود", "ساحل نیوز"),
        ("پل تازه باز می‌شود - اجتماعی - ساحل نیوز", "ساحل نیوز"),
        ("پل تازه باز می‌شود", None),
    ],
)
def test_the_title_of_a_page_names_the_outlet_on_either_side(
    title: str, outlet: str | None
) -> None:
    body = "شهردار روز یکشنبه گفت پل تازه بر رودخانه تا پایان سال برای همهٔ مردم باز می‌شود. " * 2
    facts = PageFacts(title, {"title": (FieldCandidate(title, "title"),)})
    text = f"پل تازه باز می‌شود\n{body}"
    found = propose_masthead(text, propose_regions(text, "fa", None, facts), "fa", facts)
    assert {one.field: one.value for one in found}.get("outlet") == outlet


@pytest.mark.parametrize(
    "line", ["© 2026 Lakeside Media Limited", "© EDICIONES LITORAL, S.L.", "a 501(c)(3) nonprofit"]
)
def test_a_company_is_no_outlet(line: str) -> None:
    assert "outlet" not in fields(head() + f"Leave a comment\n{line}\n")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe, Lakeside", "Jane Doe"),
        ("By Jane Doe (Lakeside, our correspondent)", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("Posted on 06/04/2019 by Jane Doe", "Jane Doe"),
        ("6 April 2019", None),
    ],
)
def test_the_author_is_no_town_and_no_bracket_and_may_stand_behind_a_date(
    line: str, byline: str | None
) -> None:
    assert fields(head(line)).get("byline") == byline


def test_a_short_address_below_its_button_is_not_the_articles() -> None:
    text = head() + "Leave a comment\nCopy link\nhttps://elsewhere.example/x/12\n"
    assert "url" not in fields(text)


@pytest.mark.parametrize(
    ("day", "date"),
    [
        ("Wednesday", "2024-04-03"),  # a Wednesday; 4 March is a Monday
        ("Tuesday", "2024-04-03"),
        ("Sunday", "2024-03-04"),
        ("Friday", "2024"),
        ("Wednesday, not on Sunday", "2024"),
        ("wed", "2024"),
    ],
)
def test_a_weekday_in_the_first_paragraph_settles_a_date_of_two_readings(
    day: str, date: str
) -> None:
    body = f"The minister said on {day} that the harbour will reopen before the summer.\n"
    later = "The union of the fishers met on Saturday and denied that anybody had been paid.\n"
    assert fields(f"Harbour will reopen, he says\n03/04/2024\n{body}{later}")["date"] == date


def test_a_year_alone_is_a_date() -> None:
    assert fields(head("2026"))["date"] == "2026"


def test_regions_that_a_coder_corrected_are_read_like_proposed_ones() -> None:
    text = "Opening times\n" + BODY
    title = Region("r1", "a1", RegionType.HEADLINE, Range(0, 13), Origin.HAND, "c1")
    assert [each.value for each in propose_masthead(text, [title], "en")] == ["Opening times"]


def test_a_headline_over_two_lines_is_one_title() -> None:
    text = "Harbour will\nreopen\n" + BODY
    region = Region("r1", "a1", RegionType.HEADLINE, Range(0, 20), Origin.HAND, "c1")
    (title,) = propose_masthead(text, iter([region]), "en")
    assert (title.value, tuple(title.at)) == ("Harbour will reopen", (0, 19))


WORDS = st.sampled_from(
    [
        "By ",
        "© ",
        "2026",
        " | ",
        " for ",
        "Elsewhere Daily",
        "(AP) — ",
        "March 2, ",
        "\n",
        "https://",
    ]
)


@given(
    st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=15).map("".join),
    st.lists(st.tuples(st.sampled_from(list(RegionType)), st.integers(0, 80)), max_size=5),
)
def test_any_text_with_any_regions_says_only_what_stands_in_it(
    text: str, marks: list[tuple[RegionType, int]]
) -> None:
    regions = [
        Region(f"r{number}", "a", kind, Range(start, start + 30), Origin.HAND, "c")
        for number, (kind, start) in enumerate(marks)
    ]
    for each in propose_masthead(text, regions, "en"):
        assert 0 <= each.at.start < each.at.end <= len(text)
        if each.field in {"outlet", "byline", "url"}:
            assert each.value == each.at.of(text)


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe on March 2, 2026 08:08 pm @janedoe 76 comments",
        "By Jane Doe March 2 at 3:57 PM Follow @janedoe",
        "By Jane Doe @janedoe on March 2, 2026",
        "By Jane Doe   3/ 2/26 09:19 PM",
    ],
)
def test_an_author_has_no_hour_and_no_name_on_a_network(line: str) -> None:
    assert fields(head(line))["byline"] == "Jane Doe"


def test_an_author_may_be_called_like_a_month() -> None:
    assert fields(head("By Jane May"))["byline"] == "Jane May"


@pytest.mark.parametrize(
    "holder",
    [
        "Condé Nast",
        "CBS Interactive",
        "The Associated Press",
        "Capitol News Company",
        "Notice",
        "](//en",
        "非本网站内容概不负责任何",
    ],
)
def test_who_only_has_the_rights_is_no_outlet(holder: str) -> None:
    menu = f"News\nIslands\nSign in\nSearch\nWeather\n{holder}\nOur shop\n"
    foot = f"Related articles\nContact\nPrivacy policy\n© 2026 {holder}. All rights reserved.\n"
    assert "outlet" not in fields(f"{menu}{head()}{foot}")
    named = foot.replace(holder, "Lake Tribune")
    assert fields(f"{menu}{head()}{named}")["outlet"] == "Lake Tribune"

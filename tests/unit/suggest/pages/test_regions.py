"""What the lines of a text are: found where it is sure, left alone where it may be body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import resources
from annotator.model.article import RegionType
from annotator.suggest.pages.regions import propose_regions
from annotator.text.ranges import Range

BODY = (
    "The minister said in the town hall on Monday that the harbour will reopen before spring.\n\n"
    "“We will,” she said.\n\n"
    "The union of the fishers denied that any money had been paid to its members by the town.\n\n"
    "“No,” he said.\n"
)


def regions(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(str(each.type), each.at.of(text)) for each in propose_regions(text, language)]


def masked(text: str, language: str = "en") -> list[str]:
    return [words for kind, words in regions(text, language) if kind == "boilerplate"]


def test_the_sample_article_has_its_regions() -> None:
    assert regions(resources.read_text("sample", "ferry.txt")) == [
        ("boilerplate", "NewsTransportEconomyLakesidePhotos"),
        ("headline", "Talven: Ferry to Tassin Will Stay in Port Until April"),
        ("byline", "By Staff Reporter | November 24, 2025"),
        ("dateline", "LakeWire:"),
        ("boilerplate", "Share this story"),
        ("boilerplate", "Leave a comment"),
        ("boilerplate", "Your e-mail address will not be shown. Fields marked * are required."),
        ("boilerplate", "Back to the top"),
    ]


def test_the_persian_sample_has_its_regions() -> None:
    assert regions(resources.read_text("sample", "reservoir_fa.txt"), "fa") == [
        ("headline", "شهردار: آب شهر تا پایان آذر جیره‌بندی می‌شود"),
        ("dateline", "سه‌شنبه ۴ آذر ۱۴۰۴"),
        ("dateline", "موج‌نیوز:"),
        ("boilerplate", "دیدگاه خود را بنویسید"),
        ("boilerplate", "بازگشت به بالا"),
    ]


def test_a_plain_text_has_none() -> None:
    assert regions(BODY) == []


def test_furniture_words_between_paragraphs_are_left_alone() -> None:
    first, *rest = BODY.split("\n\n")
    text = "\n\n".join([first, "Comments", "Read more", "Print", *rest])
    assert masked(text) == []


def test_an_advertisement_is_masked_between_paragraphs_too() -> None:
    first, *rest = BODY.split("\n\n")
    text = "\n\n".join([first, "ADVERTISEMENT", "Advertisement pays, he said.", *rest])
    assert masked(text) == ["ADVERTISEMENT"]


def test_a_short_paragraph_before_the_foot_stays_body() -> None:
    assert masked(f"{BODY}\nRelated articles\nFish prices rise again\n") == [
        "Related articles",
        "Fish prices rise again",
    ]


def test_a_share_bar_below_the_text_says_nothing_about_its_neighbours() -> None:
    assert masked(f"{BODY}Facebook Twitter WhatsApp\nThe end is near\n") == [
        "Facebook Twitter WhatsApp"
    ]


def test_menus_are_masked_above_the_headline_only() -> None:
    text = f"Home\nHome | News | World\nHarbour will reopen, minister says\nPolitics\n{BODY}"
    assert regions(text) == [
        ("boilerplate", "Home"),
        ("boilerplate", "Home | News | World"),
        ("headline", "Harbour will reopen, minister says"),
    ]


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Harbour will reopen, minister says", True),
        ("Who pays for the harbour?", True),
        ("Minister flies to the U.S.", True),
        ("“Not another winter”", True),
        ("Harbour reopens", True),
        ("The harbour will reopen.", False),
        ("██ Harbour 12", False),
        ("***", False),
        ("Long " * 41 + "headline", False),
    ],
)
def test_a_headline_is_short_and_does_not_stop(headline: str, found: bool) -> None:
    assert (("headline", headline) in regions(f"{headline}\n\n{BODY}")) is found


def test_a_name_above_the_headline_is_not_taken_for_it() -> None:
    text = f"Lakeside Voice\nHarbour will reopen, minister says\nA hard winter for fishers\n{BODY}"
    assert regions(text) == [("headline", "Harbour will reopen, minister says")]


def test_a_headline_is_followed_by_something_longer() -> None:
    assert regions("Harbour will reopen, the minister of transport says\nIt will in spring.") == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Friday, January 4, 2019"),
        ("en", "Published: 2 March 2026 at 08:15 GMT"),
        ("en", "2026-03-02"),
        ("en", "2026"),
        ("de", "Stand: 02.03.2026, 08:15 Uhr"),
        ("fr", "Publié le 2 mars 2026 à 08h15"),
        ("fa", "تاریخ انتشار: ۴ آذر ۱۴۰۴ ساعت ۱۰:۳۰"),
        ("ar", "الإثنين ٢ مارس ٢٠٢٦"),
    ],
)
def test_a_line_with_nothing_but_a_date_is_a_dateline(language: str, line: str) -> None:
    assert ("dateline", line) in regions(f"Harbour will reopen, he says\n{line}\n{BODY}", language)


@pytest.mark.parametrize(
    "line", ["By Jane Doe", "By Jane Doe | 2 March 2026", "Written by our correspondent"]
)
def test_a_line_that_names_the_author_is_a_byline(line: str) -> None:
    assert ("byline", line) in regions(f"Harbour will reopen, he says\n{line}\n{BODY}")


@pytest.mark.parametrize("line", ["By and large it rains", "By Monday it will reopen, he said."])
def test_a_sentence_with_by_is_no_byline(line: str) -> None:
    found = regions(f"Harbour will reopen, he says\n{line}\n{BODY}")
    assert "byline" not in [kind for kind, _ in found]


def test_authors_named_below_the_text_are_a_byline() -> None:
    line = "(Reporting by Jane Doe; Editing by John Roe)"
    assert regions(BODY + line) == [("byline", line)]


@pytest.mark.parametrize(
    "line", ["Photo: Elsewhere Daily", "The harbour in winter. Photo: Elsewhere Daily"]
)
def test_a_line_with_a_credit_is_a_caption_and_not_masked(line: str) -> None:
    first, rest = BODY.split("\n\n", 1)
    assert regions(f"{first}\n{line}\n{rest}") == [("caption", line)]


def test_an_address_in_the_head_is_furniture_and_one_in_the_text_is_not() -> None:
    address = "https://example.org/2026/03/harbour"
    first, rest = BODY.split("\n\n", 1)
    assert masked(f"Harbour will reopen, he says\n{address}\n{first}\n{address}\n{rest}") == [
        address
    ]


def test_regions_end_before_blanks_and_count_code_points() -> None:
    text = f"🚢 \n\u00a0Harbour will reopen, he says\u00a0\n{BODY}"
    (headline,) = propose_regions(text, "en")
    assert headline.type is RegionType.HEADLINE
    assert tuple(headline.at) == (4, 32)


def test_a_text_of_furniture_alone_is_left_alone() -> None:
    assert regions("Leave a Reply\n\nBack to top button\n") == []


@pytest.mark.parametrize("text", ["", "\n", "\u00a0\n\u2028", "x", "x" * 300_000, "a b.\n" * 9_000])
def test_odd_texts_have_no_furniture(text: str) -> None:
    assert masked(text) == []


LINES = st.sampled_from(
    [
        *BODY.split("\n\n"),
        "Home | News",
        "Leave a Reply",
        "By Jane Doe",
        "2 March 2026",
        "KABUL (AP) —",
        "DIDPress:",
        "https://example.org/",
        "© 2026 Elsewhere Daily",
        "Photo: ",
        "",
        "\u00a0",
    ]
)


@given(st.lists(st.one_of(st.text(max_size=60), LINES), max_size=12).map("\n".join))
def test_regions_of_any_text_lie_in_it_whole_in_order_and_the_same_each_time(text: str) -> None:
    for language in ("en", "fa", "und"):
        found = propose_regions(text, language)
        assert found == propose_regions(text, language)
        assert [each.at for each in found] == sorted({each.at for each in found})
        for each in found:
            words = each.at.of(text)
            assert words == words.strip() != ""
            assert "\n" not in words


@given(st.lists(LINES.filter(lambda line: line in BODY), min_size=1, max_size=8).map("\n".join))
def test_paragraphs_of_an_article_are_never_masked(text: str) -> None:
    assert masked(text) == []


def test_a_text_in_one_line_is_all_body_but_for_its_dateline() -> None:
    """What a line is can be said of lines alone: within one, words like a menu's may be said."""
    body = "The mayor said that the pier is safe. “We open it on Monday,” she told reporters. " * 4
    menu = "Home News Politics Sport "
    assert propose_regions(menu + body + "Share this Read more", "en") == ()
    (only,) = propose_regions("KABUL (AP) — " + body, "en")
    assert (only.type, only.at) == (RegionType.DATELINE, Range(0, 12))

"""Lines and words that stand around articles on pages."""

import pytest

from annotator.suggest.pages.furniture import LONGEST_LINE, bare, furniture


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fa", "fr"])
def test_every_language_has_lines_words_and_a_calendar(language: str) -> None:
    known = furniture(language)
    assert len(known.end.exact) > 60
    assert len(known.calendar.months) >= 12
    assert set(known.calendar.months.values()) == set(range(1, 13))
    assert min(map(len, (known.sections, known.share, known.byline, known.caption))) >= 5


def test_the_persian_calendar_has_twelve_months_of_its_own() -> None:
    assert set(furniture("fa").calendar.solar_months.values()) == set(range(1, 13))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Leave a Reply"),
        ("en", "LEAVE A REPLY »"),
        ("en", "Your email address will not be published. Required fields are marked *"),
        ("en", "Back to top button"),
        ("en", "▲ Back to top"),
        ("en", "3 Comments"),
        ("en", "Comments (12)"),
        ("en", "1,204 Shares"),
        ("en", "Follow Jane Doe on Twitter"),
        ("en", "© 2026 Elsewhere Daily. All rights reserved."),
        ("en", "Read more: Fish prices rise again"),
        ("en", "You may also like…"),
        ("en", "Share   this\u00a0article"),
        ("en", "Facebook Twitter WhatsApp"),
        ("en", "Editors’ picks"),
        ("de", "Das könnte Sie auch interessieren"),
        ("de", "Leave a reply"),
        ("fr", "À lire aussi"),
        ("fr", "Laisser un commentaire"),
        ("fa", "ديدگاه خود را بنويسيد"),
        ("fa", "نشانی ایمیل شما منتشر نخواهد شد. بخش‌های موردنیاز علامت‌گذاری شده‌اند *"),
        ("ar", "اترك تعليقاً"),
        ("ar", "جميع الحقوق محفوظة © 2026"),
        ("xx", "Leave a Reply"),
    ],
)
def test_whole_lines_of_pages_are_known(language: str, line: str) -> None:
    assert furniture(language).is_listed(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "—",
        "Comments by the minister were welcome",
        "He said: Leave a reply",
        "About 2.9 million people voted in Sunday's election.",
        "Share prices fell",
        "Print newspapers are in trouble.",
        "Follow the money, he said on Monday.",
        "Copyright law will change, the minister said.",
        "Related: the minister said no.",
        "Read " + "more " * LONGEST_LINE,
    ],
)
def test_a_word_of_furniture_does_not_make_a_line_furniture(line: str) -> None:
    assert not furniture("en").is_listed(line)


@pytest.mark.parametrize(
    ("line", "menu"),
    [
        ("Home | News | World", True),
        ("HomeNewsWorld", True),
        ("Politics", True),
        ("World leaders", False),
        ("Harbour will reopen", False),
        ("", False),
    ],
)
def test_a_menu_holds_sections_only(line: str, menu: bool) -> None:
    assert furniture("en").is_menu(line) is menu


@pytest.mark.parametrize(
    ("language", "line", "rest"),
    [
        ("en", "By Jane Doe", "Jane Doe"),
        ("en", "WRITTEN BY: Jane Doe", "Jane Doe"),
        ("en", "Author: Jane Doe", "Jane Doe"),
        ("de", "Von Max Muster", "Max Muster"),
        ("fa", "نویسنده: جین دو", "جین دو"),
        ("en", "Byzantium falls", None),
        ("en", "By", None),
        ("en", "Nearby a fire", None),
    ],
)
def test_a_byline_begins_with_a_word_for_it(language: str, line: str, rest: str | None) -> None:
    start = furniture(language).after_byline(line)
    assert (None if start is None else line[start:]) == rest


def test_a_caption_needs_its_colon() -> None:
    known = furniture("en")
    assert known.after_caption("Photo: Elsewhere Daily") == len("Photo: ")
    assert known.after_caption("Photo shops close") is None


@pytest.mark.parametrize(
    ("language", "name", "is_one"),
    [
        ("en", "DIDPress", True),
        ("en", "LakeWire", True),
        ("en", "Elsewhere Daily", True),
        ("en", "Reuters", True),
        ("en", "Associated Press", True),
        ("fa", "موج‌نیوز", True),
        ("fa", "خبرگزاری موج", True),
        ("en", "Ishaq Dar", False),
        ("en", "Daily", False),
        ("en", "Breaking News", False),
        ("en", "Kabul", False),
        ("en", "Mc", False),
        ("en", "", False),
    ],
)
def test_an_outlet_is_known_by_its_words_or_its_capitals(
    language: str, name: str, is_one: bool
) -> None:
    assert furniture(language).looks_like_outlet(name) is is_one


def test_signs_at_the_ends_of_a_line_do_not_count() -> None:
    assert bare("» Back to top ▲") == "back to top"
    assert bare("x" * (LONGEST_LINE + 1)) == ""


@pytest.mark.parametrize(
    ("language", "text", "may"),
    [
        ("en", "“our COOKIES”", True),
        ("en", "coo\u212aie", True),
        ("en", "\u0130 CONSENT", True),
        ("en", "“cons” ent \ud800 \u212a", False),
        ("ar", "ملفات تعريف الارتباط", True),
        ("fa", "کوک", False),
    ],
)
def test_lines_about_the_page_are_looked_for_in_any_letters(
    language: str, text: str, may: bool
) -> None:
    known = furniture(language)
    assert known.may_have_notices(text) is may
    assert any(stem in text.lower() for stem in known.notices) is may

"""Words in HTML stay words."""

from __future__ import annotations

from html import unescape

from annotator.formats.reading_copy import markup


def test_words_can_open_no_element_and_end_no_attribute() -> None:
    evil = "a\"b'<c>&amp;\r\n\t\x07"
    inside, quoted = markup.words(evil), markup.quoted(evil)
    assert not set("<>") & set(inside + quoted)
    assert '"' not in quoted
    assert "\n" not in quoted
    assert unescape(inside) == unescape(quoted) == evil.replace("\x07", "�")


def test_an_element_leaves_out_what_is_not_said_and_keeps_what_is_empty() -> None:
    assert (
        markup.tag("p", "x", class_="a", data_id="", title=None) == '<p class="a" data-id="">x</p>'
    )


def test_a_table_has_its_figures_at_the_end_of_their_cells() -> None:
    found = markup.table(("a", "n"), [("x", "1")], (1,))
    assert '<td class="n" dir="ltr">1</td>' in found
    assert '<th dir="ltr">a</th>' in found
    assert "<thead>" not in markup.table((), [("x",)])


def test_words_with_a_direction_of_their_own_say_which() -> None:
    of = {"«نیست.»": "rtl", "<b>Ada: علی</b>": "ltr", "<b>12 &lt; علی</b>": "rtl", "12": "ltr"}
    for inside, direction in of.items():
        assert markup.tag("p", inside, dir=markup.OWN) == f'<p dir="{direction}">{inside}</p>'


def test_a_page_says_its_language_and_that_nothing_may_be_loaded() -> None:
    head = markup.opening("A & B", "p{}", "us", language="fa", direction="rtl")
    assert '<html lang="fa" dir="rtl">' in head
    assert "<title>A &amp; B</title>" in head
    assert "default-src 'none'" in head

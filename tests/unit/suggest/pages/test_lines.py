"""Lines of a text, its head and its foot."""

from annotator.suggest.pages.furniture import furniture
from annotator.suggest.pages.lines import WebPage, lines
from annotator.text.ranges import Range

LONG = "The minister said in the town hall on Monday that the harbour will reopen in the spring."


def page(text: str) -> WebPage:
    return WebPage(text, furniture("en"))


def test_lines_come_without_blanks_of_any_kind_at_their_ends() -> None:
    found = list(lines("\u00a0One.\u00a0\n\n \u2003\nTwo\t"))
    assert [(line.text, line.at) for line in found] == [
        ("One.", Range(1, 5)),
        ("Two", Range(11, 14)),
    ]


def test_only_line_feeds_end_a_line() -> None:
    assert [line.text for line in lines("a\u2028b\x0bc\u0085d")] == ["a\u2028b\x0bc\u0085d"]


def test_head_and_foot_lie_around_the_long_paragraphs() -> None:
    found = page(f"Head\n{LONG}\nShort.\n{LONG}\nFoot\nEnd")
    assert (found.first, found.head, found.foot) == (1, range(1), range(4, 6))


def test_long_furniture_is_no_paragraph() -> None:
    notice = (
        "This website uses cookies to make your visit better, " + "and better, " * 5 + "always."
    )
    assert page(f"{notice}\n{LONG}").first == 1


def test_sentences_stand_for_paragraphs_where_none_is_long() -> None:
    found = page("Harbour reopens\nIt will reopen in spring.\nComments")
    assert (found.first, found.foot) == (1, range(2, 3))


def test_without_a_sentence_there_is_no_head_and_no_foot() -> None:
    found = page("Leave a Reply\nBack to top")
    assert (found.first, found.head, found.foot) == (None, range(0), range(0))


def test_a_stop_inside_quotation_marks_ends_a_sentence() -> None:
    assert [line.ends_like_a_sentence for line in lines("He said “no.”\nHe said no")] == [
        True,
        False,
    ]


def test_a_mark_that_opens_a_quotation_begins_a_line_of_its_own() -> None:
    found = page("An analysis by A. Doe of what is left\n»Nothing« is left of it here\nto us all")
    assert [line.text for line in found.lines] == [
        "An analysis by A. Doe of what is left",
        "»Nothing« is left of it here to us all",
    ]


def test_persian_paragraphs_cut_at_their_links_are_put_together() -> None:
    cut = "شهردار روز یکشنبه در گفت‌وگو با خبرنگاران گفت {n}\nساخت پل تازه\n" + (
        "بر رودخانه تا پایان سال به پایان می‌رسد و رفت‌وآمد آغاز می‌شود.\n"
    )
    title = "پل تازهٔ شهر تا پایان سال باز می‌شود\nنام نویسنده\n"
    two = title + cut.format(n=1) + cut.format(n=2)
    found = WebPage(f"{title}{two}", furniture("fa"))
    assert [(one.text[:7], one.text[-1]) for one in found.lines[-2:]] == [("شهردار ", ".")] * 2
    assert [line.text for line in found.lines[:2]] == title.split("\n")[:2]
    once = WebPage(title + cut.format(n=1), furniture("fa"))
    assert len(once.lines) == 5

"""A passage that is copied takes its reference along."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.article import HIDDEN, Origin, Region, RegionType
from annotator.model.page import Page
from annotator.project.finding.reference import passage_of
from annotator.text.ranges import Range
from tests import builders

TEXT = "Harbour\n\n“We <will> reopen,” said Dar & co."


def page(text: str = TEXT, **fields: str) -> Page:
    return Page(replace(builders.article(text), **fields))


def test_words_are_followed_by_outlet_date_and_characters():
    at = Range(TEXT.index("We"), TEXT.index(",”"))
    plain, rich = passage_of(page(outlet="Harbour Post", date="2026-03-02"), at)
    where = f"characters {at.start}–{at.end}"
    assert plain == f"“We <will> reopen” (Harbour Post, 2026-03-02, {where})"
    assert rich == (
        "<p>“We &lt;will&gt; reopen” (<bdi>Harbour Post</bdi>, <bdi>2026-03-02</bdi>,"
        f" <bdi>characters {at.start}–{at.end}</bdi>)</p>"
    )


def test_marks_of_the_article_itself_are_kept():
    at = Range(TEXT.index("“"), TEXT.index("”") + 1)
    assert passage_of(page(outlet="P"), at).plain.startswith("“We <will> reopen,” (P, ")


def test_an_article_without_outlet_and_date_is_named_by_its_title():
    plain, rich = passage_of(page(title="Harbour <1>", outlet="", date=None), Range(0, 7))
    assert plain.startswith("“Harbour” (Harbour <1>, ")
    assert "<bdi>Harbour &lt;1&gt;</bdi>" in rich


def test_words_from_right_to_left_run_so_and_the_reference_stands_apart():
    plain, rich = passage_of(page("بندر باز شد", outlet="موج", date="1404"), Range(0, 4))
    assert plain.startswith("“بندر” (\u2068موج\u2069, 1404, ")
    assert rich.startswith('<p dir="rtl">“بندر” (<bdi>موج</bdi>')


def test_lines_stay_lines():
    plain, rich = passage_of(page(outlet="P"), Range(0, 12))
    assert "Harbour\n\n“We" in plain
    assert "Harbour<br><br>“We" in rich


def test_what_a_kit_covers_is_not_copied():
    text = "Harbour Post\n\nWords."
    hidden = replace(builders.article(text), outlet="", meta={HIDDEN: {"outlet": "Harbour Post"}})
    region = Region("r", hidden.id, RegionType.BYLINE, Range(0, 12), Origin.HAND, "a")
    plain, _ = passage_of(Page(hidden, regions=[region]), Range(0, 12))
    assert "Harbour" not in plain.partition("(")[0]

"""Reading copies for paper: which texts there are, and what stands above each."""

from __future__ import annotations

from dataclasses import replace

from annotator.formats.reading_copy.paper import page_for_paper, statement_texts, texts_of
from annotator.model.bundle import Content
from tests import bundles


def test_each_article_is_a_text_with_its_title_above_it() -> None:
    first, second = texts_of(bundles.full())
    assert first.head == second.head == "Häfen & “ports” · Ferry"
    assert "<h1" in first.html
    assert "<h1" not in second.html
    assert 'class="arabic" dir="rtl"' in second.html


def test_a_text_that_ends_with_a_line_end_ends_with_no_empty_paragraph() -> None:
    one = bundles.article("A.\n")
    (text,) = texts_of(replace(bundles.small(), contents=(Content(one),)))
    assert text.html.count('<p class="text') == 1


def test_long_lists_of_statements_come_some_hundred_at_a_time() -> None:
    page = page_for_paper(bundles.full())
    texts = [*statement_texts(page, (f"<tr><td>{n}</td></tr>" for n in range(900)))]
    assert [one.html.count("<td>") for one in texts] == [400, 400, 100]

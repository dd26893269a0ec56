"""Articles as HTML: marks, cards, lists and figures."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from annotator.formats.reading_copy.page import ReadingPage
from annotator.model.bundle import Content
from annotator.model.layer import Layer, LayerKind, State
from tests import bundles

FULL = bundles.full()
FIRST: Content = next(iter(FULL.contents))


def shown(page: str) -> str:
    """Give the words of a page."""
    return re.sub("<[^>]*>", "", page)


def test_a_card_says_who_how_and_what_about() -> None:
    page = ReadingPage(FULL).article(FIRST)
    card = page[page.index('<div class="card') :]
    assert "=Mira Talven" in shown(card)
    assert "direct · promise" in card
    assert "about: =1+1 (favourable)" in shown(card)
    assert 'href="#m1-2"' in card


def test_what_belongs_to_no_statement_stands_in_a_line() -> None:
    one = bundles.article("Velmora waits.")
    mark = bundles.span(one, "s1", "entity", (0, 7), attributes={"kind": "state"}, actor_id="p2")
    page = ReadingPage(FULL).article(Content(one, spans=(mark,)))
    assert "Velmora (entity, state)" in shown(page)
    assert "card" not in page


def test_marks_of_several_layers_have_letters_and_those_of_one_have_none() -> None:
    assert 'data-l="B"' in ReadingPage(FULL).article(FIRST)
    assert "data-l=" not in ReadingPage(bundles.small()).article(
        next(iter(bundles.small().contents))
    )


def test_an_actor_that_became_another_stands_as_that_one() -> None:
    one = bundles.article("Velmora waits.")
    mark = bundles.span(one, "s1", "entity", (0, 7), actor_id="p3")
    page = ReadingPage(FULL)
    page.article(Content(one, spans=(mark,)))
    assert "Velmora" in page.actors()
    assert "Velmora?" not in page.actors()
    assert "Mira" not in page.actors()


def test_figures_are_those_of_all_articles() -> None:
    page = ReadingPage(FULL)
    for content in FULL.contents:
        page.article(content)
    assert page.n == {"article": 2, "character": 137, "span": 5, "statement": 2, "link": 2}
    assert re.search("claim</td>\n?<td[^>]*>1</td><td[^>]*>1</td>", page.figures())


def test_the_list_of_statements_leads_to_each_claim() -> None:
    page = ReadingPage(FULL)
    article = page.article(FIRST)
    rows = [*page.statements(FIRST)]
    assert len(rows) == 2
    for row in rows:
        (place,) = re.findall('href="#(m[^"]*)"', row)
        assert f'id="{place}"' in article


def persian() -> Content:
    text = "Reuters نوشت: «نیست.»"
    one = bundles.article(text, "a3", direction="rtl")
    said = bundles.span(one, "s1", "claim", (0, len(text)), attributes={"kind": "St."})
    place = bundles.span(one, "s2", "entity", (0, 7), attributes={"kind": "Inc."})
    states = {"L1": State.DONE, "L2": State.EXCLUDED}
    return Content(one, spans=(said, place), states=states)


def test_in_the_list_on_paper_a_claim_runs_as_its_article_does() -> None:
    page = ReadingPage(FULL, is_for_paper=True)
    page.article(persian())
    (row,) = page.statements(persian())
    assert '<td dir="rtl">Reuters' in row
    assert '<td dir="ltr">St.</td>' in row
    assert "auto" not in row


@pytest.mark.parametrize("is_for_paper", [False, True])
def test_names_and_values_turn_nothing_around_where_they_stand(is_for_paper: bool) -> None:
    layers = (Layer("L1", LayerKind.PERSON, "علی"), Layer("L2", LayerKind.PERSON, "Ada"))
    page = ReadingPage(replace(FULL, layers=layers), is_for_paper=is_for_paper)
    before, behind = ("\u2068", "\u2069") if is_for_paper else ("<bdi>", "</bdi>")
    article = page.article(persian())
    for words in ("\u2068علی\u2069: done", "Ada: excluded", "Reuters", "Inc."):
        assert f"{before}{words}{behind}" in article
    assert f"{before}علی{behind}" in page.top()


def test_a_type_that_the_scheme_lacks_is_drawn_all_the_same() -> None:
    one = bundles.article("A word.")
    odd = bundles.span(one, "s1", "no such", (2, 6))
    page = ReadingPage(bundles.small()).article(Content(one, spans=(odd,)))
    assert 'class="dashes t b e"' in page


def test_states_are_said_by_layer() -> None:
    assert "Ada: done" in ReadingPage(FULL).article(FIRST)


def test_on_paper_there_are_no_anchors_and_the_words_are_the_same() -> None:
    paper = ReadingPage(FULL, is_for_paper=True).article(FIRST)
    assert "<mark" not in paper
    assert "href" not in paper
    assert "No\u00a0break" in shown(paper)


def test_a_project_without_scheme_or_title_is_no_fault() -> None:
    page = ReadingPage(replace(bundles.small(), scheme=None, project_title=""))
    assert "A text" in shown(page.article(next(iter(bundles.small().contents))))

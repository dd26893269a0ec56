"""The passage of a question: its sentences, one before, one after, with their marks."""

from __future__ import annotations

import pytest

from annotator.model.page import Page
from annotator.project.asking.passage import passage_of
from annotator.text.ranges import Range
from tests import builders, planning

SCHEME = planning.new_context().scheme
TEXT = (
    "Ferry returns\n\nThe line was shut. It cost much. “We have kept our promise,” said Mira "
    "Talven. She left at noon. Nobody followed her.\n"
)
ARTICLE = builders.article(TEXT, id="a1")
CLAIM = builders.span(ARTICLE, "claim", "“We have kept our promise,”", id="c")
SPEAKER = builders.span(ARTICLE, "speaker", "Mira Talven", id="s")
FAR = builders.span(ARTICLE, "entity", "Ferry", id="f")
SAID = builders.link(CLAIM, "said_by", SPEAKER, id="k")
PAGE = Page(
    ARTICLE, spans=(CLAIM, SPEAKER, FAR), links=(SAID,), notes=[builders.note(CLAIM, "sure?")]
)


@pytest.mark.parametrize("item", ["c", "s", "k"])
def test_one_sentence_before_and_one_behind_stand_with_the_statement(item: str) -> None:
    found = passage_of(PAGE, SCHEME, item)
    assert found is not None
    assert found.page.text == (
        "It cost much. “We have kept our promise,” said Mira Talven. She left at noon."
    )
    assert found.own.of(found.page.text) == "“We have kept our promise,” said Mira Talven."
    assert {one.text() for one in found.page.spans()} == {CLAIM.text(), SPEAKER.text()}
    assert {found.selected, *found.lit} == {"c", "s"}
    assert found.is_cut == (True, True)
    assert [link.id for link in found.page.links()] == ["k"]


def test_at_the_edges_of_the_text_there_is_nothing_before_or_behind() -> None:
    found = passage_of(PAGE, SCHEME, "f")
    assert found is not None
    assert found.page.text == "Ferry returns\n\nThe line was shut."
    assert found.is_cut == (False, True)
    assert found.at == Range(0, len(found.page.text))


def test_a_claim_longer_than_any_passage_is_shown_from_its_start() -> None:
    article = builders.article("He said. " + "word " * 2_000 + "end. More.", id="a2")
    long = builders.span(article, "claim", (9, 9_000), id="x")
    found = passage_of(Page(article, spans=(long,)), SCHEME, "x")
    assert found is not None
    assert 1_500 <= len(found.page.text) < 4_000
    assert found.page.text.startswith("He said. word")


def test_persian_sentences_are_cut_as_persian() -> None:
    text = "باران آمد. وزیر گفت که گفت‌وگوها ادامه دارد. او رفت. کسی نماند.\n"
    article = builders.article(text, id="a3", language="fa", direction="rtl")
    claim = builders.span(article, "claim", "گفت‌وگوها ادامه دارد", id="x")
    found = passage_of(Page(article, spans=(claim,)), SCHEME, "x")
    assert found is not None
    assert found.page.text == "باران آمد. وزیر گفت که گفت‌وگوها ادامه دارد. او رفت."


def test_what_is_not_there_has_no_passage() -> None:
    assert passage_of(PAGE, SCHEME, "no") is None


def test_what_a_kit_covers_stays_covered() -> None:
    from annotator.model.article import RegionType
    from annotator.model.double_coding.kit import hide
    from annotator.reading.covered import covered

    byline = builders.region(ARTICLE, RegionType.BYLINE, (35, 48))
    page = Page(hide(ARTICLE, ("byline",)), regions=(byline,), spans=(CLAIM,))
    found = passage_of(page, SCHEME, "c")
    assert found is not None
    assert len(covered(found.page)) == 1


def test_furniture_of_the_page_and_bylines_are_no_sentences_around() -> None:
    text = "HomeNewsPolitics\n\nBy Staff\n\nThe line was shut. It cost much.\n\nRead more\n"
    article = builders.article(text, id="a5")
    line = builders.span(article, "entity", "line", id="l")
    regions = [
        builders.region(article, kind, (text.index(words), text.index(words) + len(words)))
        for kind, words in (
            ("boilerplate", "HomeNewsPolitics"),
            ("byline", "By Staff"),
            ("boilerplate", "Read more"),
        )
    ]
    found = passage_of(Page(article, spans=(line,), regions=regions), SCHEME, "l")
    assert found is not None
    assert found.page.text == "The line was shut. It cost much."
    much = builders.span(article, "entity", "much", id="m")
    found = passage_of(Page(article, spans=(much,), regions=regions), SCHEME, "m")
    assert found is not None
    assert found.page.text == "The line was shut. It cost much."

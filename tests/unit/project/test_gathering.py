"""Acts done together: each sees what those before it did, on the pages they touch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.page import Page
from annotator.project.gathering import Gathering
from tests import builders, planning

LAYERS = frozenset({builders.LAYER_ID})
ONE, TWO = builders.article(id="a-1"), builders.article("Another text.", id="a-2")
CLAIM = builders.span(ONE, "claim", "promise", id="s-1", attributes={"kind": "fact"})
CUE = builders.span(ONE, "cue", "said", id="s-2")
LINK = builders.link(CLAIM, "cued_by", CUE, id="k-1")
ON_TWO = builders.span(TWO, "cue", "text", id="s-3")


@pytest.fixture
def asked() -> list[str]:
    """The items whose article was looked up on disk."""
    return []


@pytest.fixture
def gathering(asked: list[str]) -> Gathering:
    on_disk = {"s-3": "a-2"}

    def look_up(item_id: str) -> str | None:
        asked.append(item_id)
        return on_disk.get(item_id)

    return Gathering(planning.new_context(), look_up)


def page(gathering: Gathering, article=ONE) -> Page:
    spans = [ON_TWO] if article is TWO else []
    return gathering.page(article.id, LAYERS, lambda: Page(article, spans=spans))


def test_a_page_has_what_every_step_did_to_it_and_nothing_else(gathering: Gathering) -> None:
    assert page(gathering) == Page(ONE)
    gathering.add(builders.adding(CLAIM, CUE))
    gathering.add(builders.adding(LINK, builders.note(LINK, "sure?", id="n-1")))
    gathering.add(builders.adding(builders.note(ONE, "long", id="n-2")))
    gathering.add(builders.changing(ONE, replace(ONE, outlet="Gull")))
    found = page(gathering)
    assert [one.id for one in found.spans()] == ["s-1", "s-2"]
    assert [one.id for one in found.links()] == ["k-1"]
    assert {one.id for one in found.every_note()} == {"n-1", "n-2"}
    assert found.article.outlet == "Gull"
    assert page(gathering, TWO) == Page(TWO, spans=[ON_TWO])
    gathering.add(builders.removing(LINK))
    gathering.add(builders.changing(CLAIM, replace(CLAIM, attributes={})))
    after = page(gathering)
    assert list(after.links()) == []
    assert after.span("s-1").attributes == {}
    assert len(gathering.steps) == 6


def test_what_an_act_made_is_found_without_looking_on_disk(
    gathering: Gathering, asked: list[str]
) -> None:
    gathering.add(builders.adding(CLAIM, CUE, LINK))
    assert [gathering.article_of(one) for one in ("s-1", "s-2", "k-1")] == ["a-1"] * 3
    assert asked == []
    assert gathering.article_of("no") is None
    assert gathering.article_of("no") is None
    assert asked == ["no"]


def test_a_change_of_what_is_on_disk_finds_its_article(
    gathering: Gathering, asked: list[str]
) -> None:
    before = page(gathering, TWO)
    gathering.add(builders.adding(builders.note(ON_TWO, "odd", id="n-1")))
    coded = replace(ON_TWO, actor_id="actor-1")
    only_refers = builders.changing(ON_TWO, coded)
    gathering.add(only_refers)
    after = page(gathering, TWO)
    assert [one.text for one in after.every_note()] == ["odd"]
    assert after.span("s-3").actor_id == "actor-1"
    assert before.span("s-3").actor_id is None
    assert asked == ["s-3"]


def test_a_page_is_read_once_as_long_as_few_are_worked_on(gathering: Gathering) -> None:
    read: list[int] = []

    def ask(n: int) -> None:
        article = replace(ONE, id=f"x-{n}")

        def from_disk() -> Page:
            read.append(n)
            return Page(article)

        assert gathering.page(article.id, LAYERS, from_disk).article == article

    for n in (*range(64), *range(64)):
        ask(n)
    assert read == list(range(64))
    ask(64)  # the one asked for longest ago is let go
    ask(1)
    ask(0)
    assert read == [*range(65), 0]


def test_layers_have_pages_of_their_own(gathering: Gathering) -> None:
    assert page(gathering).n_spans == 0
    other = gathering.page("a-1", frozenset({"layer-2"}), lambda: Page(ONE, spans=[CUE]))
    assert other.n_spans == 1
    assert page(gathering).n_spans == 0


def test_a_page_that_is_first_asked_for_late_has_all_steps_too(gathering: Gathering) -> None:
    gathering.add(builders.adding(CLAIM))
    gathering.add(builders.adding(CUE))
    assert [one.id for one in page(gathering).spans()] == ["s-1", "s-2"]

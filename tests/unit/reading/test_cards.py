"""Where cards stand, which of them show, and what stands on them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from annotator.model.actor import Actor, ActorBook
from annotator.model.article import Article
from annotator.model.page import Page
from annotator.model.span import Link, Span
from annotator.reading.cards import BETWEEN, HEIGHT, CardPlace, CardWish, card_of, fit, showing
from annotator.text.ranges import Range
from tests import builders

TEXT = "“We will wait,” said Dar. Taliban talks go on."


def tops(*wishes: float, selected: int | None = None) -> list[float]:
    cards = [CardWish(str(n), top) for n, top in enumerate(wishes)]
    return [place.top for place in fit(cards, None if selected is None else str(selected))]


def test_cards_that_have_room_stand_where_they_wish() -> None:
    assert tops(0, 100, 300) == [0, 100, 300]


def test_two_cards_at_one_place_shift_by_the_same_amount() -> None:
    first, second = tops(100, 100)
    assert second - first == HEIGHT + BETWEEN
    assert 100 - first == pytest.approx(second - 100)


def test_the_selected_card_stands_exactly_at_its_claim() -> None:
    assert tops(100, 100, 100, selected=1)[1] == 100


def test_others_are_pushed_away_from_the_selected_one_and_keep_their_order() -> None:
    found = tops(90, 95, 100, 105, 110, selected=2)
    assert found[2] == 100
    assert all(after - before >= HEIGHT + BETWEEN for before, after in pairwise(found))


def test_a_card_far_from_the_heap_does_not_move() -> None:
    assert tops(0, 0, 0, 900)[3] == 900


def test_no_cards_have_no_places() -> None:
    assert fit([]) == ()


def test_a_card_that_would_be_cut_by_the_edge_is_counted_instead() -> None:
    places = [CardPlace(str(n), 60.0 * n, HEIGHT) for n in range(6)]
    found = showing(places, 30, 200, line=0)
    assert [place.claim_id for place in found.places] == ["1", "2"]
    assert (found.n_above, found.n_below) == (1, 3)


def test_room_is_kept_for_the_words_that_count() -> None:
    places = [CardPlace(str(n), 60.0 * n, HEIGHT) for n in range(6)]
    found = showing(places, 55, 360, line=24)
    assert found.places[0].top >= 55 + 24
    assert found.n_above == 2


def test_all_cards_show_where_they_have_room() -> None:
    places = [CardPlace("a", 10, HEIGHT), CardPlace("b", 80, HEIGHT)]
    assert showing(places, 0, 300) == showing(places, -50, 3000)
    assert showing(places, 0, 300).places == tuple(places)


def span(id_: str, type_: str, words: str, **fields: object) -> Span:
    start = TEXT.index(words)
    part = Range(start, start + len(words))
    return Span(id_, "a", fields.pop("layer", "mine"), type_, (part,), (words,), **fields)  # type: ignore[arg-type]


def page() -> Page:
    spans = [
        span("c", "claim", "“We will wait,”", attributes={"directness": "direct"}),
        span("s", "speaker", "Dar", actor_id="dar"),
        span("u", "cue", "said"),
        span("t", "entity", "Taliban"),
        span("g", "claim", "talks go on", layer="quotes"),
    ]
    links = [
        Link("1", "a", "mine", "said_by", "c", "s"),
        Link("2", "a", "mine", "cued_by", "c", "u"),
        Link("3", "a", "mine", "about", "c", "t", {"stance": "unfavourable"}),
    ]
    article = Article(id="a", title="", text=TEXT, sha256="")
    return Page(article, spans=spans, links=links)


def claim(id_: str) -> Span:
    found = page().span(id_)
    assert found is not None
    return found


def test_a_card_says_who_how_and_what_about() -> None:
    actors = ActorBook([Actor("dar", "Mohammad Ishaq Dar", "person")])
    card = card_of(page(), claim("c"), actors, layer_id="mine", scheme=builders.scheme())
    assert (card.who, card.directness, card.cue) == ("Mohammad Ishaq Dar", "direct", "said")
    assert [(one.words, one.stance) for one in card.targets] == [("Taliban", "unfavourable")]
    assert card.is_known
    assert not card.is_ghost


def test_a_speaker_without_an_actor_is_named_as_in_the_article() -> None:
    card = card_of(page(), claim("c"), ActorBook(), layer_id="mine", scheme=builders.scheme())
    assert card.who == "Dar"
    assert not card.is_known


def test_a_claim_of_another_layer_is_a_ghost_and_one_without_speaker_says_so() -> None:
    card = card_of(page(), claim("g"), ActorBook(), layer_id="mine", scheme=builders.scheme())
    assert card.is_ghost
    assert card.who == "no speaker"
    assert not card.has_speaker

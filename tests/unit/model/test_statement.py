"""Statements: what a claim's links join it to, in text order; how often an actor speaks."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.actor import ActorBook
from annotator.model.scheme import Role
from annotator.model.statement import ActorCounts, statement_around, statement_of, statements
from tests import builders

SCHEME = builders.scheme()
ARTICLE = builders.article(id="a1")
CLAIM = builders.span(ARTICLE, "claim", "kept our promise", id="c1")
SECOND = builders.span(ARTICLE, "claim", "the line", id="c2", layer_id="other")
SPEAKER = builders.span(ARTICLE, "speaker", "Mira Talven", id="s1", actor_id="x1")
PRONOUN = builders.span(ARTICLE, "speaker", "She", id="s2", actor_id="x2")
CUE = builders.span(ARTICLE, "cue", "said", id="u1")
LINE = builders.span(ARTICLE, "entity", "the line", id="e1", actor_id="x1")
PROMISE = builders.span(ARTICLE, "entity", "promise", id="e2")
LINKS = (
    builders.link(CLAIM, "said_by", PRONOUN, id="k1"),
    builders.link(CLAIM, "said_by", SPEAKER, id="k2"),
    builders.link(CLAIM, "cued_by", CUE, id="k3"),
    builders.link(CLAIM, "about", LINE, id="k4", attributes={"stance": "for"}),
    builders.link(CLAIM, "about", PROMISE, id="k5"),
    builders.link(CLAIM, "addressed_to", LINE, id="k6"),
)
PAGE = builders.page(
    ARTICLE, CLAIM, SECOND, SPEAKER, PRONOUN, CUE, LINE, PROMISE, *LINKS,
)  # fmt: skip


def test_a_statement_has_what_its_links_say_in_text_order() -> None:
    found = statement_of(PAGE, SCHEME, CLAIM)
    assert found.claim == CLAIM
    assert [one.id for one in found.speakers] == ["s1", "s2"]
    assert [one.id for one in found.cues] == ["u1"]
    assert [(one.span.id, one.link.id) for one in found.targets] == [("e2", "k5"), ("e1", "k4")]
    assert [one.id for one in found.addressees] == ["e1"]
    assert found.span_ids() == {"c1", "s1", "s2", "u1", "e1", "e2"}


def test_each_claim_is_a_statement_of_one_layer_or_of_all() -> None:
    assert [one.claim.id for one in statements(PAGE, SCHEME)] == ["c1", "c2"]
    assert [one.claim.id for one in statements(PAGE, SCHEME, "other")] == ["c2"]
    bare = statement_of(PAGE, SCHEME, SECOND)
    assert (bare.speakers, bare.cues, bare.targets, bare.addressees) == ((), (), (), ())
    assert bare.span_ids() == {"c2"}


def test_a_span_belongs_to_the_statement_that_links_to_it() -> None:
    for one in (CLAIM, SPEAKER, CUE, LINE):
        around = statement_around(PAGE, SCHEME, one)
        assert around is not None
        assert around.claim.id == "c1"
    loose = builders.span(ARTICLE, "cue", "added", id="u2")
    page = builders.page(ARTICLE, CLAIM, loose, SPEAKER, builders.link(SPEAKER, "about", loose))
    assert statement_around(page, SCHEME, loose) is None


def test_types_and_links_that_are_called_otherwise_make_the_same_statement() -> None:
    types = tuple(
        replace(one, name="quote", role=Role.CLAIM) if one.name == "claim" else one
        for one in SCHEME.types
    )
    links = tuple(
        replace(one, name="source", role=Role.SAID_BY, sources=("quote",))
        if one.name == "said_by"
        else one
        for one in SCHEME.links
    )
    renamed = replace(SCHEME, types=types, links=links)
    claim = replace(CLAIM, type="quote")
    link = builders.link(claim, "source", SPEAKER)
    (found,) = statements(builders.page(ARTICLE, claim, SPEAKER, link), renamed)
    assert [one.id for one in found.speakers] == ["s1"]


def test_a_claim_counts_once_for_an_actor_whatever_names_it_and_joins_are_followed() -> None:
    book = ActorBook(
        [builders.actor("Mira Talven", id="x1"), builders.actor("She", id="x2", merged_into="x1")]
    )
    counts = ActorCounts(book)
    for span in PAGE.spans():
        counts.add_span(span)
    for one in statements(PAGE, SCHEME):
        counts.add_statement(one)
    assert (counts.spans, counts.claims) == ({"x1": 3}, {"x1": 1})

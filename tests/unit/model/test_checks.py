"""What the scheme forbids, and what "done" still lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.errors import Forbidden, WrongUse
from annotator.model.actor import Actor, ActorBook
from annotator.model.checks import (
    attribute_values,
    known_link,
    lacks,
    link_type,
    may_refer,
    parts_in_text,
    span_type,
)
from annotator.text.ranges import Range
from tests import builders

ARTICLE = builders.article(id="a1")


def what(page) -> list[tuple[str, str]]:
    return [(one.what, one.span_id) for one in lacks(page, builders.scheme(), builders.LAYER_ID)]


def test_a_bare_claim_lacks_directness_speaker_and_cue():
    claim = builders.span(ARTICLE, "claim", "kept our promise", id="c")
    assert what(builders.page(ARTICLE, claim)) == [
        ("no-directness", "c"),
        ("no-speaker", "c"),
        ("no-cue", "c"),
    ]


def test_a_whole_statement_lacks_nothing_and_optional_links_are_not_asked_for():
    claim = builders.span(
        ARTICLE, "claim", "kept our promise", id="c", attributes={"directness": "direct"}
    )
    speaker = builders.span(
        ARTICLE, "speaker", "Mira Talven", id="s", attributes={"form": "name"}, actor_id="x"
    )
    cue = builders.span(ARTICLE, "cue", "said", id="u")
    links = [builders.link(claim, "said_by", speaker), builders.link(claim, "cued_by", cue)]
    assert what(builders.page(ARTICLE, claim, speaker, cue, *links)) == []


def test_other_layers_are_not_looked_at():
    claim = builders.span(ARTICLE, "claim", "kept our promise", layer_id="other")
    assert what(builders.page(ARTICLE, claim)) == []


def test_a_speaker_lacks_its_actor_but_an_entity_need_not_have_one():
    speaker = builders.span(ARTICLE, "speaker", "Mira Talven", id="s", attributes={"form": "name"})
    entity = builders.span(ARTICLE, "entity", "promise", id="e", attributes={"kind": "place"})
    assert what(builders.page(ARTICLE, entity, speaker)) == [("no-actor", "s")]


def test_a_free_claim_needs_no_cue_of_its_own():
    claim = builders.span(
        ARTICLE, "claim", "kept our promise", id="c", attributes={"directness": "free"}
    )
    assert what(builders.page(ARTICLE, claim)) == [("no-speaker", "c")]


# --- what is forbidden --------------------------------------------------------------------------

SCHEME = builders.scheme()
CLAIM = builders.span(ARTICLE, "claim", "kept our promise", id="c")
SPEAKER = builders.span(ARTICLE, "speaker", "Mira Talven", id="s")


def test_a_type_of_the_scheme_is_given_and_another_refused_with_those_there_are():
    assert span_type(SCHEME, "claim") == SCHEME.types[2]
    with pytest.raises(Forbidden, match="no type “quote”") as refused:
        span_type(SCHEME, "quote")
    assert refused.value.hint == "Its types: speaker, cue, claim, entity."


def test_a_link_of_the_scheme_is_given_and_another_refused_with_those_there_are():
    assert known_link(SCHEME, "said_by") is SCHEME.links[0]
    with pytest.raises(Forbidden, match="no link “denied_by”") as refused:
        known_link(SCHEME, "denied_by")
    assert refused.value.hint == "Its links: said_by, cued_by, about, addressed_to."


def test_only_spans_of_some_types_refer_and_only_to_actors_that_are_there():
    actors = ActorBook([Actor("a1", "Dar")])
    speaker, claim = span_type(SCHEME, "speaker"), span_type(SCHEME, "claim")
    may_refer(speaker, "a1", actors)
    may_refer(speaker, None, actors)
    with pytest.raises(WrongUse, match="no actor a2"):
        may_refer(speaker, "a2", actors)
    for actor_id in ("a1", None):
        with pytest.raises(Forbidden, match="“claim” refers to no actor"):
            may_refer(claim, actor_id, actors)


def test_a_link_goes_where_the_scheme_lets_it_go():
    assert link_type(SCHEME, "said_by", CLAIM, SPEAKER).name == "said_by"
    with pytest.raises(Forbidden, match="no link “by”") as refused:
        link_type(SCHEME, "by", CLAIM, SPEAKER)
    assert refused.value.hint == "Its links: said_by, cued_by, about, addressed_to."
    for source, target in ((SPEAKER, SPEAKER), (CLAIM, CLAIM), (SPEAKER, CLAIM)):
        with pytest.raises(
            Forbidden, match=r"“said by” cannot go from “(claim|speaker)” to “"
        ) as refused:
            link_type(SCHEME, "said_by", source, target)
        assert refused.value.hint == "It goes from claim to speaker."


def test_a_link_joins_two_spans_of_one_layer_in_one_article():
    for other in (replace(SPEAKER, layer_id="other"), replace(SPEAKER, article_id="a2")):
        with pytest.raises(Forbidden, match="two spans of one layer in one article"):
            link_type(SCHEME, "said_by", CLAIM, other)
    loop = replace(SCHEME, links=(replace(SCHEME.links[0], targets=("claim",)),))
    with pytest.raises(Forbidden, match="linked to itself"):
        link_type(loop, "said_by", CLAIM, CLAIM)
    assert link_type(loop, "said_by", CLAIM, replace(CLAIM, id="d")).name == "said_by"


def test_a_value_is_one_of_its_attribute_or_free():
    directness = SCHEME.types[2].attributes
    attribute_values("claim", directness, {"directness": "direct"})
    attribute_values("claim", [replace(directness[0], values=())], {"directness": "anything"})
    with pytest.raises(Forbidden, match="“mixed” is no value of directness") as refused:
        attribute_values("claim", directness, {"directness": "mixed"})
    assert refused.value.hint == "Its values: direct, indirect."
    with pytest.raises(Forbidden, match="“claim” has no attribute “form”") as refused:
        attribute_values("claim", directness, {"form": "name"})
    assert refused.value.hint == "Its attributes: directness."
    with pytest.raises(Forbidden) as refused:
        attribute_values("cue", (), {"form": "name"})
    assert refused.value.hint == "Its attributes: –."


def test_parts_lie_in_the_text_apart_from_each_other():
    assert parts_in_text([Range(4, 8), Range(0, 4)], "12345678") == (Range(0, 4), Range(4, 8))
    for wrong in (Range(-1, 2), Range(2, 2), Range(3, 2), Range(0, 9), Range(8, 9)):
        with pytest.raises(Forbidden, match="is not in the text"):
            parts_in_text([wrong], "12345678")
    with pytest.raises(Forbidden, match="nothing to mark"):
        parts_in_text([], "12345678")
    with pytest.raises(Forbidden, match="cannot overlap"):
        parts_in_text([Range(0, 5), Range(4, 8)], "12345678")


def test_types_the_scheme_does_not_know_lack_nothing_and_optional_attributes_are_not_asked():
    page = builders.page(ARTICLE, replace(CLAIM, type="old"))
    assert what(page) == []
    optional = replace(SCHEME.types[2].attributes[0], optional=True)
    types = (*SCHEME.types[:2], replace(SCHEME.types[2], attributes=(optional,)))
    found = lacks(builders.page(ARTICLE, CLAIM), replace(SCHEME, types=types), builders.LAYER_ID)
    assert [one.what for one in found] == ["no-speaker", "no-cue"]


def test_what_the_scheme_has_no_link_for_is_not_asked_for():
    bare = replace(SCHEME, links=SCHEME.links[2:])
    claim = replace(CLAIM, attributes={"directness": "direct"})
    assert list(lacks(builders.page(ARTICLE, claim), bare, builders.LAYER_ID)) == []

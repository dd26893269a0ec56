"""What "done" still lacks."""

from __future__ import annotations

from annotator.model.checks import lacks
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

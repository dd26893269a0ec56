"""Actors, steps and facts are listed and counted, as pages have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.layer import LayerKind
from annotator.model.statement import ActorCounts, statements
from tests import builders as make


@pytest.fixture
def project(tmp_path: Path) -> Iterator[make.Opened]:
    step, _ = make.small_corpus()
    other = make.layer("quotes", id="layer-2", kind=LayerKind.SUGGESTER, coder_id=None)
    with make.opened(make.project_file(tmp_path, step, make.adding(other))) as opened:
        yield opened


def test_claims_and_mentions_of_actors_are_counted(project: make.Opened) -> None:
    reader = project.reader
    assert reader.actor_counts() == {"actor-1": (1, 1)}
    assert reader.actor_counts("layer-1") == {"actor-1": (1, 1)}
    assert reader.actor_counts("layer-2") == {}
    assert reader.actor_counts("no") == {}
    quoted = make.span(reader.article("article-1"), "entity", "She", layer_id="layer-2")
    project.journal.apply(make.adding(replace(quoted, actor_id="actor-1")))
    assert reader.actor_counts() == {"actor-1": (1, 2)}
    assert reader.actor_counts(of_people=True) == {"actor-1": (1, 1)}
    (known,) = reader.actors().every()
    second = make.actor("M. Talven", id="actor-2")
    one = reader.article("article-1")
    mention = make.span(one, "entity", "She", actor_id="actor-2")
    project.journal.apply(make.adding(second, mention))
    assert reader.actor_counts("layer-1") == {"actor-1": (1, 1), "actor-2": (0, 1)}
    project.journal.apply(make.changing(second, replace(second, merged_into=known.id)))
    assert reader.actor_counts("layer-1") == {"actor-1": (1, 2)}


def test_actors_are_counted_as_pages_count_them(project: make.Opened) -> None:
    """Two speakers of a claim may be one actor; not all that is said by someone is a claim."""
    reader, one = project.reader, project.reader.article("article-1")
    (known,) = reader.actors().every()
    second = make.actor("M. Talven", id="actor-2", merged_into=known.id)
    third = make.actor("Bo", id="actor-3")
    spans = [
        make.span(one, kind, (at, at + 1), actor_id=actor, layer_id=layer)
        for layer in ("layer-1", "layer-2")
        for at, (kind, actor) in enumerate(
            [("speaker", "actor-1"), ("speaker", "actor-2"), ("speaker", "actor-3"),
             ("entity", "actor-2"), ("claim", None), ("cue", "actor-3")]
        )
    ]  # fmt: skip
    links = [
        make.link(spans[first + source], kind, spans[first + target])
        for first in (0, 6)
        for source, kind, target in (
            (4, "said_by", 0), (4, "said_by", 1), (4, "about", 2), (5, "said_by", 2),
        )
    ]  # fmt: skip
    project.journal.apply(make.adding(second, third, *spans, *links[:-1]))
    for layers in (None, "layer-1", "layer-2"):
        counts = ActorCounts(reader.actors())
        page = reader.page("article-1", None if layers is None else [layers])
        for span in page.spans():
            counts.add_span(span)
        for statement in statements(page, reader.scheme()):
            counts.add_statement(statement)
        expected = {actor: (counts.claims[actor], n) for actor, n in counts.spans.items()}
        assert reader.actor_counts(layers) == expected
        assert expected["actor-1"][0] > 0
        assert expected["actor-3"][0] == 0


def test_the_articles_of_an_actor_are_those_whose_pages_name_it(project: make.Opened) -> None:
    reader, one = project.reader, project.reader.article("article-1")
    second = make.actor("M. Talven", id="actor-2", merged_into="actor-1")
    third = make.actor("Bo", id="actor-3")
    other = make.article("Another text", id="article-0", title="Another", number=9)
    spans = [
        make.span(other, "entity", "Another", actor_id="actor-2"),
        make.span(other, "entity", "text", actor_id="actor-1", layer_id="layer-2"),
        make.span(one, "entity", (0, 1), actor_id="actor-3"),
    ]
    project.journal.apply(make.adding(second, third, other, *spans))
    for actor_id in ("actor-1", "actor-3", "nobody"):
        for layer_id in ("layer-1", "layer-2", "no"):
            actor = reader.actors().get(actor_id)
            named = [
                article_id
                for article_id in reader.article_ids()
                for span in reader.page(article_id, [layer_id]).spans()
                if actor is not None and reader.actors().get(span.actor_id) == actor
            ]
            found = reader.articles_of_actor(actor_id, layer_id)
            assert found == list(dict.fromkeys(named)), (actor_id, layer_id)
    assert reader.articles_of_actor("actor-1", "layer-1") == ["article-1", "article-0"]

"""Finding what somebody means: by id, number, title or name, and never by guessing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import WrongUse
from annotator.model.layer import SAMPLE_CODER, Coder, Layer, LayerKind, sample_layer
from annotator.project import Project, refer
from annotator.project.context import layer_for
from annotator.project.refer import context_for, find_layer, id_of, several
from tests import builders

LAYERS = tuple(
    Layer(f"L{n}", LayerKind.PERSON, name, f"c{n}") for n, name in enumerate(["Ada", "B", "B", "1"])
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as made:
        for n, text in enumerate(["Harbour opens\n\nNow.", "Ferry\n\nOld.", "Ferry\n\nNew."]):
            made.import_text(text, f"t{n}")
        yield made


def test_one_or_several_may_be_said() -> None:
    layer = LAYERS[0]
    assert several("a") == ["a"]
    assert several(3) == [3]
    assert several(layer) == [layer]
    assert several(("a", layer)) == ["a", layer]
    assert several(iter(["a"])) == ["a"]
    assert (id_of("a"), id_of(3), id_of(layer)) == ("a", "3", "L0")


def test_a_layer_is_meant_by_id_name_or_number() -> None:
    assert find_layer(LAYERS, "L2") is LAYERS[2]
    assert find_layer(LAYERS, "Ada") is LAYERS[0]
    assert find_layer(LAYERS, "1") is LAYERS[3]  # a name goes before a number
    assert find_layer(LAYERS, "4") is LAYERS[3]
    assert find_layer(LAYERS, "2") is LAYERS[1]
    with pytest.raises(WrongUse, match="2 layers are called “B”"):
        find_layer(LAYERS, "B")
    for nobody in ("C", "0", "5", "²"):
        with pytest.raises(WrongUse, match="There is no layer") as refused:
            find_layer(LAYERS, nobody)
        assert "list FILE layers" in refused.value.hint


def test_an_article_is_meant_by_id_number_or_title(project: Project) -> None:
    first, second, third = [one.id for one in project.articles()]
    for said in (first, "1", 1, "Harbour opens", project.article(first)):
        assert project.article_id(said) == first
    assert project.article_id("3") == third
    with pytest.raises(WrongUse, match="2 articles have the title “Ferry”"):
        project.article_id("Ferry")
    for nothing in ("4", "0", "1234567890", "Nowhere", ""):
        with pytest.raises(WrongUse, match="There is no article") as refused:
            project.article_id(nothing)
        assert "list FILE articles" in refused.value.hint
    assert second not in {first, third}


def test_an_actor_a_span_or_a_link_that_is_not_there_is_said(project: Project) -> None:
    actor = project.actor("Mira Talven", "person", ["Talven"])
    other = project.actor("Dar", "person")
    with pytest.raises(WrongUse, match="There is no actor “Nobody”") as refused:
        project.join(["Dar", "Nobody"])
    assert "list FILE actors" in refused.value.hint
    project.join(["Mira Talven", other.id])
    assert actor.id
    with pytest.raises(WrongUse, match="no span or link no") as refused:
        project.edit("no", attributes={})
    assert "list FILE spans" in refused.value.hint


def test_marks_of_another_layer_are_changed_on_that_layer(project: Project) -> None:
    mine = project.mark("1", "entity", [(0, 7)])
    project.import_sources([])
    page = next(iter(project.pages(["1"])))
    assert [one.id for one in page.spans()] == [mine.id]
    assert [one.n_spans for one in project.pages(["1"], [project.layers()[0]])] == [1]
    assert len(list(project.pages())) == 3
    with pytest.raises(WrongUse, match="no layer “B”"):
        list(project.pages(["1"], ["B"]))


def test_a_coder_has_the_layer_that_is_theirs_and_open_else_a_new_one() -> None:
    ids = builders.counting_ids("new")
    assert layer_for(Coder("c1", "other"), LAYERS) is LAYERS[1]
    new = layer_for(Coder("c9", "Zoë"), LAYERS, ids)
    assert new == Layer("new-000001", LayerKind.PERSON, "Zoë", "c9")
    for closed in (replace(LAYERS[1], frozen=True), replace(LAYERS[1], kind=LayerKind.IMPORT)):
        assert layer_for(Coder("c1", "B"), [closed], ids).id.startswith("new-")


def test_the_layer_of_the_sample_is_known_by_its_coder() -> None:
    shipped = replace(LAYERS[2], coder_id=SAMPLE_CODER.id)
    assert sample_layer((LAYERS[0], shipped)) is shipped
    assert sample_layer(LAYERS) is None


def test_marks_go_to_the_layer_that_was_said(project: Project) -> None:
    own = project.context.layer
    project.mark(1, "cue", (0, 3))
    other = builders.layer("Bo", id="layer-9", coder_id="coder-b")
    project.open_project.apply(builders.adding(other))
    here = project.open_project
    for said in (None, own.id, own.name, own):
        assert context_for(here, said).layer.id == own.id
    for said in ("Bo", "layer-9", other, 1, "1"):
        found = context_for(here, said)
        assert found.layer.id in ("layer-9", own.id)
        assert found.scheme == here.context.scheme
    assert context_for(here, "Bo").layer == other
    project.mark(1, "claim", (0, 3), layer="Bo")
    by_layer = {one.layer_id: one.type for one in project.spans()}
    assert by_layer == {own.id: "cue", "layer-9": "claim"}
    assert [one.type for one in project.spans(layers=["Bo"])] == ["claim"]
    assert [one.type for one in project.spans([2, 3])] == []
    (claim,) = project.spans(layers=["Bo"])
    assert refer.item(here, claim)[0].layer == other
    project.state(1, "done", layer="Bo")
    assert project.page(project.article_id(1), {"layer-9"}).progress("layer-9").state == "done"


def test_ids_go_before_numbers_and_numbers_before_titles(tmp_path: Path) -> None:
    with Project.create(tmp_path / "x.annotator", coder=Coder("coder-a", "A")) as project:
        for text in ("2\n\nFirst.", "Second\n\nSecond.", "1234567890\n\nThird."):
            project.import_text(text)
        for number, said in ((2, "2"), (3, "1234567890"), (2, "Second"), (1, "01")):
            assert project.article(said).number == number
        for said in ("0", "4", "²", "1" * 30):
            with pytest.raises(WrongUse, match="There is no article"):
                project.article_id(said)

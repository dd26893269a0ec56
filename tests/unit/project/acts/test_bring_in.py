"""Bringing in beside what is there: what is new comes, what is here stays, on whose layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.formats.jsonl import JsonLines
from annotator.formats.sources import Source
from annotator.model.article import Origin, RegionType
from annotator.model.layer import Coder, LayerKind, State
from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType
from annotator.model.scheme_edits.widening import widened
from annotator.model.span import How
from annotator.project import Project
from annotator.text.ranges import Range
from tests import bundles, exports

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle

FULL = bundles.full()
OWN = "Harbour opens\n\nShe said so.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project that has an article of its own already, so that nothing is taken over."""
    with Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as made:
        made.import_text(OWN, "own")
        yield made


def source(bundle: Bundle, folder: Path) -> Source:
    exports.write(JsonLines(), bundle, folder / "x.jsonl")
    return Source("x.jsonl", data=(folder / "x.jsonl").read_bytes())


def spans(project: Project, **where: object) -> dict[str, object]:
    return {one.id: one for one in project.spans(**where)}


def test_what_comes_keeps_its_ids_and_stands_behind_what_is_there(project, tmp_path) -> None:
    report = project.import_sources([source(FULL, tmp_path)])
    assert (report.new, report.n_spans, report.n_links, report.n_actors) == (2, 5, 2, 3)
    assert [(one.number, one.id) for one in project.articles()][1:] == [(2, "a1"), (3, "a2")]
    assert set(spans(project)) == {"s1", "s2", "s3", "s4", "s5"}
    assert {one.id for one in project.links()} == {"k1", "k2"}
    assert {one.id for one in project.context.actors.every()} == {"p1", "p2", "p3"}
    page = project.page("a1", {"L1", "L2"})
    assert [one.id for one in page.every_note()] == ["n1", "n2", "n3"]
    assert page.progress("L1").state is State.DONE
    kinds = {RegionType.HEADLINE, RegionType.BOILERPLATE}
    assert {region.type for region in page.regions} == kinds
    assert [one.id for one in project.reader.decisions()] == ["d1", "d2"]
    assert report.step.args["spans"] == 5


@pytest.mark.parametrize("layer", [None, "Both"])
@pytest.mark.parametrize("is_empty", [True, False])
def test_two_files_of_one_project_come_in_together_as_one_after_the_other(
    tmp_path: Path, layer: str | None, *, is_empty: bool
) -> None:
    part = replace(FULL, contents=tuple(FULL.contents)[:1])
    sources = []
    for name, bundle in (("part", part), ("all", FULL)):
        exports.write(JsonLines(), bundle, tmp_path / f"{name}.jsonl")
        sources.append(Source(name, data=(tmp_path / f"{name}.jsonl").read_bytes()))
    found = []
    for given in ([sources], [[one] for one in sources]):
        path = tmp_path / f"{len(given)}.annotator"
        with Project.create(path, coder=Coder("coder-a", "A")) as project:
            if not is_empty:
                project.import_text(OWN, "own")
            for some in given:
                project.import_sources(some, layer=layer)
            ids = {one.id: one.name for one in project.layers()}
            contents = [*project.reader.contents()]
            spans = [
                (ids[one.layer_id], one.type, one.text()) for it in contents for one in it.spans
            ]
            links = [(ids[one.layer_id], one.type) for it in contents for one in it.links]
            rest = [(it.states, it.decisions, [one.text for one in it.notes]) for it in contents]
            found.append((sorted(spans), sorted(links), rest))
            assert len(spans) == 5
            assert len(links) == 2
    assert found[0] == found[1]


def test_layers_of_other_people_take_no_marks_and_those_of_programs_are_as_they_were(
    project, tmp_path
) -> None:
    project.import_sources([source(FULL, tmp_path)])
    layers = {one.id: (one.kind, one.frozen, one.origin) for one in project.layers()}
    assert layers["L1"] == (LayerKind.PERSON, True, "import")
    assert layers["L2"] == (LayerKind.SUGGESTER, False, "import")


def test_ones_own_layer_goes_on_and_others_do_where_that_is_wished(project, tmp_path) -> None:
    mine = replace(FULL, layers=(replace(FULL.layers[0], coder_id="coder-a"), FULL.layers[1]))
    project.import_sources([source(mine, tmp_path)])
    assert [one.frozen for one in project.layers() if one.id == "L1"] == [False]
    with Project.create(tmp_path / "b.annotator", coder=Coder("coder-b", "B")) as other:
        other.import_text(OWN, "own")
        other.import_sources([source(FULL, tmp_path)], frozen=False)
        assert [one.frozen for one in other.layers() if one.id == "L1"] == [False]


def test_the_same_again_is_no_step(project, tmp_path) -> None:
    project.import_sources([source(FULL, tmp_path)])
    n_steps = len(project.steps())
    again = project.import_sources([source(FULL, tmp_path)])
    assert again.step is None
    assert (again.new, len(again.known), again.n_spans, again.n_links) == (0, 2, 0, 0)
    assert len(project.steps()) == n_steps


def test_marks_come_to_an_article_that_is_here_under_another_id(project, tmp_path) -> None:
    first = replace(FULL.contents[0].article, id="here")
    (tmp_path / "a.txt").write_text(first.text, encoding="utf-8")
    project.import_sources([tmp_path / "a.txt"])
    here = next(one.id for one in project.articles() if one.number == 2)
    report = project.import_sources([source(FULL, tmp_path)])
    assert (report.new, len(report.known), report.n_spans) == (1, 1, 5)
    page = project.page(here, {"L1", "L2"})
    assert {one.id for one in page.spans()} == {"s1", "s2", "s3", "s4"}
    assert {one.article_id for one in page.spans()} == {here}
    assert [one.id for one in page.notes(here)] == ["n1"]
    assert page.progress("L1").state is State.DONE


def test_all_marks_go_to_one_named_layer_where_that_is_wished(project, tmp_path) -> None:
    project.import_sources([source(FULL, tmp_path)], layer="first round")
    (layer,) = [one for one in project.layers() if one.name == "first round"]
    assert (layer.kind, layer.frozen) == (LayerKind.IMPORT, False)
    found = spans(project)
    assert set(found) == {"s1", "s2", "s3", "s4", "s5"}
    assert {(one.layer_id, one.how) for one in found.values()} == {(layer.id, How.IMPORT)}
    assert project.page("a1", {layer.id}).progress(layer.id) is None
    assert list(project.reader.decisions()) == []
    again = project.import_sources([source(FULL, tmp_path)], layer="first round")
    assert (again.step, again.n_spans) == (None, 0)


def test_marks_that_are_here_already_come_to_the_named_layer_as_copies(project, tmp_path) -> None:
    project.import_sources([source(FULL, tmp_path)])
    report = project.import_sources([source(FULL, tmp_path)], layer="copy")
    assert (report.n_spans, report.n_links) == (5, 2)
    (layer,) = [one for one in project.layers() if one.name == "copy"]
    copies = [one for one in project.spans() if one.layer_id == layer.id]
    assert {one.source_id for one in copies} == {"s1", "s2", "s3", "s4", "s5"}
    assert not {one.id for one in copies} & {"s1", "s2", "s3", "s4", "s5"}
    links = [one for one in project.links() if one.layer_id == layer.id]
    ids = {one.source_id: one.id for one in copies}
    assert {(one.source_id, one.target_id) for one in links} == {
        (ids["s1"], ids["s2"]), (ids["s1"], ids["s3"]),
    }  # fmt: skip


def test_what_is_proposed_of_a_text_is_kept_as_proposed(project, tmp_path) -> None:
    words = "Herald\n\nHarbour to open\n\nBy Mira Talven\n\nThe harbour will open, she said. " * 2
    report = project.import_text(f"{words}\n\nShare this story\nLeave a comment\n", "page")
    page = project.page(report.article_ids[0])
    assert {one.set_by for one in page.regions} <= {"regions"}
    assert {one.origin for one in page.regions} <= {Origin.PROPOSED}
    assert set(page.article.proposed()) <= {"title", "outlet", "date", "byline", "url"}
    assert page.article.imported_at


def scheme(*types: SpanType, links: tuple[LinkType, ...] = ()) -> Scheme:
    return Scheme(version=1, types=types, links=links, actor_kinds=("person",))


def test_a_scheme_takes_what_only_the_other_has_and_keeps_its_own() -> None:
    mine = AttributeType("kind", "entity", ("place", "person"), "place")
    free = AttributeType("note", "entity")
    theirs = AttributeType("kind", "entity", ("person", "law"), "law")
    new = AttributeType("sure", "entity", ("yes",))
    ours = scheme(SpanType("entity", "E", definition="ours", attributes=(mine, free)))
    other = replace(
        scheme(
            SpanType("entity", "X", definition="theirs", attributes=(theirs, new)),
            SpanType("law", "L", attributes=(AttributeType("note", "law", ("a",)),)),
        ),
        actor_kinds=("body", "person"),
    )
    found = widened(ours, other)
    assert [one.name for one in found.types] == ["entity", "law"]
    entity = found.types[0]
    assert (entity.key, entity.definition) == ("E", "ours")
    assert [(one.name, one.values, one.default) for one in entity.attributes] == [
        ("kind", ("place", "person", "law"), "place"), ("note", (), free.default),
        ("sure", ("yes",), new.default),
    ]  # fmt: skip
    assert found.actor_kinds == ("person", "body")
    assert widened(ours, ours) == ours


def test_a_link_of_both_schemes_may_go_where_either_lets_it() -> None:
    ours = scheme(links=(LinkType("about", "about", ("claim",), ("entity",)),))
    stance = AttributeType("stance", "about", ("for",))
    other = scheme(
        links=(
            LinkType("about", "on", ("cue", "claim"), ("law",), attributes=(stance,)),
            LinkType("near", "near", ("claim",), ("claim",)),
        )
    )
    about, near = widened(ours, other).links
    assert (about.label, about.sources, about.targets) == (
        "about", ("claim", "cue"), ("entity", "law"),
    )  # fmt: skip
    assert (about.attributes, near.name) == ((stance,), "near")


def test_a_wider_scheme_is_its_next_version_in_the_same_step(project, tmp_path) -> None:
    before = project.scheme
    law = SpanType("law", "W", attributes=(AttributeType("level", "law", ("state",)),))
    wider = replace(FULL.scheme, types=(*FULL.scheme.types, law))
    project.import_sources([source(replace(FULL, scheme=wider), tmp_path)])
    assert project.scheme.version == before.version + 1
    assert project.scheme.type("law").attributes[0].values == ("state",)
    assert project.scheme.types[: len(before.types)] == before.types
    again = project.import_sources([source(replace(FULL, scheme=wider), tmp_path)])
    assert (again.step, project.scheme.version) == (None, before.version + 1)
    project.undo()
    assert project.scheme == before


def test_a_scheme_that_has_nothing_new_changes_none(project, tmp_path) -> None:
    before = project.scheme
    project.import_sources([source(FULL, tmp_path)])
    assert project.scheme == before


def test_places_of_regions_stay_when_an_id_is_taken(project, tmp_path) -> None:
    project.import_sources([source(FULL, tmp_path)])
    page = project.page("a1", {"L1"})
    assert sorted(one.at for one in page.regions) == [Range(0, 8), Range(0, 24)]

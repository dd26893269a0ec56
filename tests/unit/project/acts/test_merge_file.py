"""What one colleague's file brings: articles, marks, notes, actors, a scheme."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import MergeChoices, Project
from annotator.model.choice import ExportChoice
from annotator.model.named import NamedKind
from annotator.model.scheme import SpanType
from annotator.project.acts.mapping import ADD
from annotator.text.ranges import Range
from tests import colleagues as they
from tests.colleagues import A, B, C, coded, numbers


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return they.begun(tmp_path)


def test_an_article_with_another_text_is_left_out_and_named(ours: Path, tmp_path: Path):
    theirs = tmp_path / "b.annotator"
    with Project.create(theirs, coder=B) as project:
        project.import_text(they.TEXTS[0].replace("kept our", "broken every"), "Ferry returns")
        project.import_text(they.TEXTS[1].replace("“", '"').replace(" said", "  said"), "x")
        project.import_text("Wholly new\n\nOf B.", "new")
        they.mark(project, 1, "promise")
    with they.coding(ours, A) as project:
        counts = project.merge(theirs).files[0].counts
        assert [(one.title, one.why) for one in counts.near] == [
            ("Ferry returns", "title"),
            ("Rain again", "title"),
        ]
        assert [title for _, title in counts.new] == ["Wholly new"]
        assert counts.n_missing == 3
        assert any("Ferry returns" in one and "1 mark" in one for one in counts.problems)


def test_a_new_article_can_be_left(ours: Path):
    theirs = they.copy_of(ours, "b")
    with they.coding(theirs, B) as project:
        project.import_text("Wholly new\n\nOf B.", "new")
        they.mark(project, 4, "Wholly")
    with they.coding(ours, A) as project:
        ((sha256, _),) = project.merge(theirs, dry_run=True).files[0].counts.new
        leave = MergeChoices(leave=frozenset({sha256}))
        project.merge(theirs, decisions=leave)
        assert len(list(project.articles())) == 3
        assert len(project.merge(theirs).files[0].counts.new) == 1
        assert they.words_of(project, B) == ["entity: Wholly"]


def notes(project: Project) -> list[str]:
    return sorted(note.text for one in project.reader.contents() for note in one.notes)


def test_a_new_article_comes_with_its_regions(ours: Path):
    theirs = they.copy_of(ours, "b")
    with they.coding(theirs, B) as project:
        project.import_text("Fog\n\nIt lies on the river.\n\nShare this", "Fog")
        project.region("4", "boilerplate", (28, 38))
        wanted = [(one.type, one.at) for one in project.page(project.article_id("4")).regions]
    with they.coding(ours, A) as project:
        project.merge(theirs)
        found = project.page(project.article_id("4")).regions
        assert [(one.type, one.at) for one in found] == wanted
        assert ("boilerplate", Range(28, 38)) in wanted


def test_notes_come_along_and_mine_on_a_mark_that_goes_moves_to_its_article(ours: Path):
    theirs = coded(they.copy_of(ours, "b"))
    with they.coding(theirs, B) as project:
        (span,) = [one for one in project.spans() if one.text() == "Kabul"]
        project.note(span, "B asks")
        project.note("2", "B on the article")
    with they.coding(ours, A) as project:
        project.merge(theirs)
        assert notes(project) == ["B asks", "B on the article"]
        project.note(span, "A answers")
        with they.coding(theirs, B) as again:
            again.delete(span)
        report = project.merge(theirs)
        assert numbers(report) == (0, 0, 1)
        assert notes(project) == ["A answers", "B on the article"]
        assert any("A answers" in one for one in report.problems)
        assert project.check().ok


def test_an_id_that_is_something_else_here_gets_another_and_is_said(ours: Path, tmp_path: Path):
    theirs, to = coded(they.copy_of(ours, "b")), tmp_path / "b.jsonl"
    with they.coding(theirs, B) as project:
        project.export("jsonl", to, ExportChoice(layers=("B",)))
        mine = next(one.id for one in project.spans() if one.text() == "Mira Talven")
        of_b = next(one.id for one in project.spans() if one.text() == "Kabul")
    kept = to.read_text("utf-8").replace(of_b, mine).splitlines()[:-1]
    body = "".join(f"{one}\n" for one in kept)
    end = {
        "kind": "end",
        "counts": dict(Counter(json.loads(one)["kind"] for one in kept)),
        "sha256": hashlib.sha256(body.encode()).hexdigest(),
    }
    to.write_text(body + json.dumps(end) + "\n", encoding="utf-8")
    with they.coding(ours, A) as project:
        report = project.merge(to)
        assert any("is something else here" in one for one in report.problems)
        assert they.words_of(project, A) == ["speaker: Mira Talven"]
        assert they.words_of(project, B) == ["entity: Kabul"]
        assert project.merge(to).step is None
        assert project.check().ok


def scheme_of_b(project: Project) -> None:
    scheme = project.scheme
    claim = scheme.type("claim")
    directness = claim.attribute("directness")
    wider = replace(directness, values=(*directness.values, "half"))
    attributes = tuple(wider if one is directness else one for one in claim.attributes)
    types = [replace(one, attributes=attributes) if one is claim else one for one in scheme.types]
    source = SpanType("source", "W", definition="Where it is from.")
    project.set_scheme(replace(scheme, types=(*types, source)))


def test_a_value_of_theirs_is_mapped_and_the_mapping_is_used_again(ours: Path, tmp_path: Path):
    theirs = they.copy_of(ours, "b")
    with they.coding(theirs, B) as project:
        scheme_of_b(project)
        span = they.mark(project, 1, "We have kept our promise", "claim")
        project.edit(span, attributes={"directness": "half"})
        they.mark(project, 2, "Kabul", "source")
    with they.coding(ours, A) as project:
        items = project.merge(theirs, dry_run=True).files[0].counts.scheme
        assert {one.path: (one.n, one.to) for one in items} == {
            "claim.directness.half": (1, None),
            "source": (1, None),
        }
        value = next(one for one in items if one.path.endswith("half"))
        assert "mixed" in value.proposals
        project.merge(theirs, decisions=MergeChoices(names={"claim.directness.half": "mixed"}))
        (claim,) = project.spans(layers=[they.layer_of(project, B)], type_name="claim")
        assert claim.attributes["directness"] == "mixed"
        (kept,) = project.reader.named(NamedKind.MAPPING)
        assert kept.body["names"]["claim.directness.half"] == "mixed"
        assert project.scheme.type("source") is None
        assert project.merge(theirs).step is None
        with they.coding(theirs, B) as again:
            they.mark(again, 2, "Monday", "source")
        report = project.merge(theirs)
        assert numbers(report) == (1, 0, 0)
        item = next(one for one in report.files[0].counts.scheme if one.path.endswith("half"))
        assert (item.to, item.remembered) == ("mixed", kept.created)
        project.merge(theirs, decisions=MergeChoices(names={"source": "entity"}))
        assert they.words_of(project, B)[1:] == ["entity: Kabul", "entity: Monday"]
        project.merge(theirs, decisions=MergeChoices(names={"source": ADD}))
        assert they.words_of(project, B)[1:] == ["source: Kabul", "source: Monday"]
        assert project.scheme.type("source").definition == "Where it is from."
        assert project.check().ok


def test_an_actor_of_the_same_name_and_kind_is_ours_and_can_be_told_apart(ours: Path, tmp_path):
    theirs = tmp_path / "b.annotator"
    with Project.create(theirs, coder=B) as project:
        project.import_text(they.TEXTS[0], "x")
        they.mark(project, 1, "Mira Talven", "speaker", "Mira  Talven")
        project.edit_actor(project.actors()[0])
        project.actor("Talven, Mira")
    with they.coding(ours, A) as project:
        planned = project.merge(theirs, dry_run=True).files[0].counts
        found = {(one.theirs.name, str(one.why)): one.is_same for one in planned.actors}
        assert found == {
            ("Mira Talven", "same name"): True,
            ("Talven, Mira", "words turned round"): False,
        }
        assert planned.n_actors_new == 1
        pair = next(one for one in planned.actors if one.is_same)
        apart = MergeChoices(actors={(pair.theirs.id, pair.ours.id): False})
        project.merge(theirs, decisions=apart)
        layer = they.layer_of(project, B)
        (span,) = project.spans(layers=[layer])
        assert project.context.actors.get(span.actor_id).id == pair.theirs.id
        project.undo()
        project.merge(theirs)
        (span,) = project.spans(layers=[layer])
        assert span.actor_id == pair.theirs.id
        assert project.context.actors.get(span.actor_id).id == pair.ours.id
        assert project.check().ok


def test_an_empty_project_takes_over_scheme_and_title(ours: Path, tmp_path: Path):
    theirs = coded(they.copy_of(ours, "b"))
    with they.coding(theirs, B) as project:
        scheme_of_b(project)
    with Project.create(tmp_path / "new.annotator", coder=C, title="New") as project:
        project.merge([theirs, ours])
        assert project.title == "Study"
        assert project.scheme.type("source") is not None
        assert they.words_of(project, A) == ["speaker: Mira Talven"]
        assert they.words_of(project, B) == ["entity: Kabul"]
        assert project.check().ok

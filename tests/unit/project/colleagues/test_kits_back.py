"""Kits that come back: once, twice, newer, by two people, of another project, to a new scheme."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotRead
from annotator.model.layer import Coder, LayerKind
from annotator.model.scheme import AttributeType
from annotator.project import Project
from annotator.store.read import Reader
from tests import builders

if TYPE_CHECKING:
    from annotator.project.colleagues.kits_back import KitBack

A, B, C = (Coder(f"01a2b3c4-0000-7000-8000-00000000000{n}", n.upper()) for n in "abc")
TEXTS = [f"Story {n}\n\nThe minister said that {n} ships would come.\n" for n in range(1, 7)]


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.annotator", coder=A) as made:
        articles = [
            builders.article(text, title=text.partition("\n")[0], number=n)
            for n, text in enumerate(TEXTS, 1)
        ]
        made.open_project.apply(builders.adding(*articles, act="import"))
        for n in range(1, 7):
            claim = made.mark(n, "claim", (26, 45), {"directness": "indirect"})
            speaker = made.mark(n, "speaker", (9, 21), actor="The minister")
            made.link(claim.id, "said_by", speaker.id)
            made.state(n, "done")
        yield made


@pytest.fixture
def kit(study: Project, tmp_path: Path) -> Path:
    return study.make_kits("B", tmp_path / "kits", overlap=1).kits[0].path


def code(kit: Path, coder: Coder = B, *acts: Callable[[Project], object]) -> None:
    with Project.open(kit, coder=coder) as project:
        for act in acts or (lambda one: mark(one, 1, 2),):
            act(project)


def mark(project: Project, *numbers: int) -> None:
    for n in numbers:
        claim = project.mark(n, "claim", (30, 45), {"directness": "direct"})
        speaker = project.mark(n, "speaker", (13, 21), actor="Minister")
        project.link(claim.id, "said_by", speaker.id)
        project.state(n, "done")


def back(study: Project, kit: Path) -> KitBack:
    (one,) = study.collect_kits(kit).kits
    return one


def told(study: Project) -> str:
    return builders.digest(study.reader)


def test_what_was_coded_in_a_kit_comes_in_as_a_layer_in_one_step(study, kit) -> None:
    before, n_steps = told(study), len(study.steps())
    code(kit)
    as_sent = kit.read_bytes()
    done = study.collect_kits(kit)
    (one,) = done.kits
    assert (one.coder, one.coded_by, one.n_articles, one.n_done) == ("B", "B", 6, 2)
    assert (one.verdict, one.notes, done.report.problems) == ("new", (), ())
    assert kit.read_bytes() == as_sent
    assert len(study.steps()) == n_steps + 1
    (layer,) = [layer for layer in study.layers() if layer.name == "B"]
    assert (layer.kind, layer.frozen, layer.coder_id) == (LayerKind.PERSON, True, B.id)
    assert layer.record["kit"] == one.kit_id
    assert sum(1 for _ in study.spans(layers=["B"])) == 4
    assert study.reader.n_articles() == 6
    (state,) = study.kits()
    assert (state.n_articles, state.n_done, state.coded_by) == (6, 2, "B")
    assert state.returned != ""
    study.undo()
    assert told(study) == before
    assert study.kits()[0].returned == ""


def test_questions_that_were_asked_in_a_kit_are_said(study, kit) -> None:
    study.note("1", "Is this news?", question=True)
    asked = study.make_kits("C", kit.parent / "more", overlap=1).kits[0].path

    def ask(project: Project) -> None:
        mark(project, 2)
        for n in (2, 3):
            project.note(str(n), "Which minister is it?", question=True)

    code(asked, C, ask)
    assert back(study, asked).notes == ("2 questions were asked in it.",)
    code(kit)
    assert back(study, kit).notes == ()


def test_a_kit_that_comes_back_twice_brings_nothing_the_second_time(study, kit) -> None:
    code(kit)
    study.collect_kits(kit)
    before, n_steps = told(study), len(study.steps())
    again = study.collect_kits(kit)
    assert (again.report.step, again.kits[0].verdict) == (None, "unchanged")
    assert (told(study), len(study.steps())) == (before, n_steps)


def test_a_newer_one_takes_the_place_of_its_layer_and_an_older_one_of_nothing(
    study, kit, tmp_path
) -> None:
    code(kit)
    old = Path(shutil.copy(kit, tmp_path / "old.annotator"))
    study.collect_kits(kit)
    code(kit, B, lambda one: mark(one, 3), lambda one: one.state(1, "progress"))
    code(kit, B, lambda one: one.state(4, "excluded", "no news"))
    newer = back(study, kit)
    assert (newer.verdict, newer.n_done, newer.n_excluded) == ("updated", 2, 1)
    assert [layer.name for layer in study.layers()].count("B") == 1
    assert sum(1 for _ in study.spans(layers=["B"])) == 6
    before = told(study)
    older = back(study, old)
    assert (older.verdict, older.n_done) == ("older", 2)
    assert told(study) == before
    (state,) = study.kits()
    assert (state.n_done, state.n_excluded) == (2, 1)


def test_a_kit_of_another_project_is_refused_and_nothing_is_written(study, kit, tmp_path) -> None:
    code(kit)
    with Project.create(tmp_path / "other.annotator", coder=A) as other:
        other.import_text(TEXTS[0])
        before = told(other)
        with pytest.raises(CannotRead, match="kit of another project"):
            other.collect_kits(kit)
        with pytest.raises(CannotRead, match="is no kit"):
            other.collect_kits(tmp_path / "study.annotator")
        assert told(other) == before
        other.merge(kit)
        assert [layer.name for layer in other.layers()] == ["B"]


def test_one_that_is_refused_stops_none_of_the_others(study, kit, tmp_path) -> None:
    code(kit)
    with Project.create(tmp_path / "other.annotator", coder=A) as other:
        other.import_text(TEXTS[0])
        strange = other.make_kits("D", tmp_path / "strange").kits[0].path
    done = study.collect_kits([strange, kit])
    assert [one.coder for one in done.kits] == ["B"]
    assert [one.source for one in done.report.refused] == ["D.annotator"]


def test_kits_of_several_coders_come_back_in_one_step(study, tmp_path) -> None:
    made = study.make_kits(["B", "C"], tmp_path / "two", overlap=1)
    code(made.kits[0].path)
    code(made.kits[1].path, C)
    done = study.collect_kits([one.path for one in made.kits])
    assert [(one.coder, one.verdict) for one in done.kits] == [("B", "new"), ("C", "new")]
    assert {layer.name for layer in study.layers()} == {"A", "B", "C"}
    study.undo()
    assert {layer.name for layer in study.layers()} == {"A"}


def test_a_coder_without_a_mark_is_said(study, kit) -> None:
    done = back(study, kit)
    assert (done.verdict, done.notes) == ("empty", ("Nothing is marked in it yet.",))
    assert study.kits()[0].returned == ""


def test_whoever_else_coded_it_is_named(study, kit) -> None:
    code(kit, C)
    done = back(study, kit)
    assert (done.coded_by, done.notes) == ("C", ("Made for B, coded by C.",))
    assert study.kits()[0].coded_by == "C"


def test_two_people_who_went_on_from_one_kit_have_two_layers(study, kit, tmp_path) -> None:
    code(kit)
    other = Path(shutil.copy(kit, tmp_path / "B too.annotator"))
    code(kit, B, lambda one: mark(one, 3))
    code(other, B, lambda one: mark(one, 4))
    assert back(study, kit).verdict == "new"
    assert back(study, other).verdict == "apart"
    layers = [layer for layer in study.layers() if layer.record.get("kit")]
    assert len(layers) == 2
    assert sorted(sum(study.reader.counts(layer.id).values()) for layer in layers) == [6, 6]


def test_a_scheme_that_was_changed_here_meanwhile_takes_what_comes_under_its_names(
    study, kit
) -> None:
    code(kit)
    claim = study.scheme.type("claim")
    further = AttributeType("tone", "claim", ("calm", "loud"))
    types = tuple(
        replace(one, attributes=(*one.attributes, further)) if one == claim else one
        for one in study.scheme.types
    )
    study.set_scheme(replace(study.scheme, types=types))
    assert back(study, kit).verdict == "new"
    assert study.scheme.version == 2
    assert {span.attributes.get("directness") for span in study.spans(layers=["B"])} == {
        "direct", None,
    }  # fmt: skip


def test_lines_that_a_coder_unmasked_stay_as_they_are_here(study, kit) -> None:
    regions = {page.article.id: page.regions for page in study.pages()}
    code(kit, B, lambda one: one.region(1, "boilerplate", (0, 7)), lambda one: mark(one, 1))
    back(study, kit)
    assert {page.article.id: page.regions for page in study.pages()} == regions


def test_articles_that_were_gone_on_with_after_they_were_shown_are_counted(study, tmp_path) -> None:
    kit = study.make_kits("B", tmp_path / "kits", overlap=1, hide=["outlet"]).kits[0].path
    code(kit, B, lambda one: mark(one, 1, 2), lambda one: one.state(1, "progress"))
    code(kit, B, lambda one: one.state(1, "done"))
    assert back(study, kit).notes == (
        "1 article was gone on with after what was hidden had been shown.",
    )


def test_a_second_reading_has_a_layer_of_its_own_and_says_how_far_apart_they_are(
    study, tmp_path
) -> None:
    kit = study.make_kits("A", tmp_path / "kits", overlap=1).kits[0].path
    with Reader(kit) as reader:
        assert reader.facts().kit.is_second
        assert reader.layers() == ()
    code(kit, A)
    done = back(study, kit)
    assert done.verdict == "new"
    assert [layer.name for layer in study.layers()] == ["A", "A, second reading"]
    assert done.notes == ("The second reading began 0 days after the first ended.",)
    own, second = study.layers()
    assert (own.frozen, second.frozen) == (False, True)
    assert study.context.layer.id == own.id
    code(kit, A, lambda one: mark(one, 3))
    assert back(study, kit).verdict == "updated"
    assert len(study.layers()) == 2


def test_a_dry_run_takes_nothing_in(study, kit) -> None:
    code(kit)
    before = told(study)
    done = study.collect_kits(kit, dry_run=True)
    assert (done.kits[0].verdict, done.report.brings, told(study)) == ("new", True, before)


def test_a_kit_whose_making_was_undone_still_comes_back(study, kit) -> None:
    code(kit)
    study.undo()
    assert back(study, kit).verdict == "new"
    assert study.kits() == ()


def test_a_kit_opened_as_a_colleagues_file_shows_what_it_hid(study, tmp_path) -> None:
    study.fields(1, {"outlet": "Dawn"})
    kit = study.make_kits("B", tmp_path / "kits", overlap=1, hide=["outlet"]).kits[0].path
    code(kit)
    with Project.create(tmp_path / "other.annotator", coder=A) as other:
        other.import_text(TEXTS[5])
        other.merge(kit)
        first = other.article("Story 1")
        assert (first.outlet, first.hidden(), dict(first.own_fields())) == ("Dawn", {}, {})
        other.fields("Story 1", {"outlet": "Post"})

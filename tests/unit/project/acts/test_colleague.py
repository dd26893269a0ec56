"""Which layers colleagues' files bring: once, the newest, and nothing of ours changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from annotator.model.layer import State
from tests import colleagues as they
from tests.colleagues import A, B, C, D, E, F, coded, numbers, outcomes


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return they.begun(tmp_path)


def test_a_colleagues_marks_come_in_as_a_layer_that_takes_no_marks(ours: Path, tmp_path: Path):
    theirs = coded(they.copy_of(ours, "b"))
    before = hashlib.sha256(theirs.read_bytes()).hexdigest()
    with they.coding(ours, A) as project:
        mine = they.words_of(project, A)
        report = project.merge(theirs)
        assert outcomes(report) == ["older", "new"]
        assert numbers(report) == (1, 0, 0)
        assert report.files[0].counts.n_same == 3
        assert they.words_of(project, A) == mine
        assert they.words_of(project, B) == ["entity: Kabul"]
        (layer,) = [one for one in project.layers() if one.coder_id == B.id]
        assert layer.frozen
        page = project.page(project.article_id("2"), {layer.id})
        assert page.progress(layer.id).state is State.DONE
        assert [project.context.actors.get(one.actor_id).name for one in page.spans()] == ["Kabul"]
        assert report.step.id == project.steps()[0].step.id
        assert project.check().ok
    assert hashlib.sha256(theirs.read_bytes()).hexdigest() == before
    assert sorted(one.name for one in tmp_path.glob("*b.ann*")) == ["b.annotator"]


def test_the_same_file_again_brings_nothing_and_is_no_step(ours: Path):
    theirs = coded(they.copy_of(ours, "b"))
    with they.coding(ours, A) as project:
        project.merge(theirs)
        n = len(project.steps())
        report = project.merge([theirs, theirs])
        assert (report.step, report.brings, numbers(report)) == (None, False, (0, 0, 0))
        assert len(project.steps()) == n


def test_a_newer_file_brings_what_changed_and_an_older_one_nothing(ours: Path):
    first = coded(they.copy_of(ours, "b"))
    newer = they.copy_of(first, "b2")
    with they.coding(newer, B) as project:
        gone = next(project.spans(type_name="entity"))
        project.delete(gone)
        they.mark(project, 3, "Ishaq Dar", "speaker")
        they.mark(project, 1, "minister")
    with they.coding(ours, A) as project:
        project.merge(first)
        report = project.merge(newer)
        assert outcomes(report) == ["older", "updated"]
        assert numbers(report) == (2, 0, 1)
        marks = ["entity: minister", "speaker: Ishaq Dar"]
        assert they.words_of(project, B) == marks
        again = project.merge([first, newer])
        assert again.step is None
        assert they.words_of(project, B) == marks
        project.undo()
        assert they.words_of(project, B) == ["entity: Kabul"]


def test_of_several_files_with_one_layer_the_newest_counts_in_any_order(ours: Path):
    first = coded(they.copy_of(ours, "b"))
    newer = they.copy_of(first, "b2")
    with they.coding(newer, B) as project:
        they.mark(project, 3, "Ishaq Dar", "speaker")
    marks = ["entity: Kabul", "speaker: Ishaq Dar"]
    for n, order in enumerate([(first, newer), (newer, first)]):
        with they.coding(they.copy_of(ours, f"study{n}"), A) as project:
            report = project.merge(order)
            assert they.words_of(project, B) == marks
            assert outcomes(report).count("older") == 3
            assert len([one for one in project.layers() if one.coder_id == B.id]) == 1


def test_five_colleagues_come_in_at_once_and_all_stays_apart(ours: Path):
    words = {B: "Kabul", C: "weather office", D: "Monday", E: "rain", F: "office"}
    files = [coded(they.copy_of(ours, one.name), one, words[one]) for one in words]
    with they.coding(ours, A) as project:
        report = project.merge(files)
        assert outcomes(report).count("new") == 5
        for one, said in words.items():
            assert they.words_of(project, one) == [f"entity: {said}"]
        assert project.merge(files[::-1]).step is None
        assert project.check().ok
        project.undo()
        assert {one.coder_id for one in project.layers()} == {A.id}


def test_two_people_who_went_on_from_one_copy_stay_two_layers(ours: Path):
    coded(ours)  # B begins in A's file
    other = coded(they.copy_of(ours, "other"), B, "Ishaq Dar", 3)
    coded(ours, B, "reporters", 3)
    with they.coding(ours, A) as project:
        report = project.merge(other)
        assert outcomes(report) == ["older", "apart"]
        layers = [one for one in project.layers() if one.coder_id == B.id]
        assert sorted((one.name, one.frozen) for one in layers) == [
            ("B", False),
            ("B, another copy", True),
        ]
        assert they.words_of(project, B) == [
            "entity: Ishaq Dar", "entity: Kabul", "entity: Kabul", "entity: reporters",
        ]  # fmt: skip
        assert project.merge(other).step is None
        coded(other, B, "May", 3)
        assert outcomes(project.merge(other)) == ["older", "updated"]
        assert len([one for one in project.layers() if one.coder_id == B.id]) == 2
        assert project.check().ok


def test_my_own_layer_from_another_computer_goes_on_here(ours: Path):
    elsewhere = they.copy_of(ours, "elsewhere")
    with they.coding(elsewhere, A) as project:
        they.mark(project, 2, "Kabul")
    with they.coding(ours, A) as project:
        report = project.merge(elsewhere)
        assert outcomes(report) == ["updated"]
        assert they.words_of(project, A) == ["entity: Kabul", "speaker: Mira Talven"]
        they.mark(project, 3, "Ishaq Dar", "speaker")  # it still takes marks
        assert len(project.layers()) == 1


def test_what_i_did_since_is_never_overwritten_by_my_older_file(ours: Path):
    old = they.copy_of(ours, "old")
    with they.coding(ours, A) as project:
        they.mark(project, 2, "Kabul")
        assert project.merge(old).step is None
        assert they.words_of(project, A) == ["entity: Kabul", "speaker: Mira Talven"]

"""The project as it was: the same answers and exports as then, read only, gone afterwards."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import Cancelled, DamagedProject, ReadOnly, WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.store.check import check
from annotator.work import Cancel

CODER = Coder("coder-a", "A")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where temporary files go."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        made.import_text("Harbour opens\n\nMira Talven said so.", "note")
        made.mark("1", "cue", (27, 31))
        yield made


def changed(project: Project) -> bytes:
    project.open_project.drain()
    return project.path.read_bytes()


def test_a_named_step_is_looked_at_again_while_work_goes_on(project, temporary, tmp_path):
    project.export("jsonl", tmp_path / "then.jsonl")
    assert project.name_step(3, "as submitted").step.number == 3
    project.mark("1", "speaker", (15, 26))
    project.import_text("Another one\n\nIt is.", "note")
    with project.at("as submitted") as past:
        assert [one.label for one in past.steps()] == ["as submitted", None, None]
        assert [span.text() for span in past.spans()] == ["said"]
        assert len([*past.articles()]) == 1
        project.mark("2", "cue", (0, 7))  # goes on beside it
        assert len([*past.articles()]) == 1
        past.export("jsonl", tmp_path / "again.jsonl")
        with past.at(2) as earlier:
            assert [*earlier.spans()] == []
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "then.jsonl").read_bytes()
    assert [*temporary.iterdir()] == []
    project.undo()
    assert [one.label for one in project.steps()] == [None, None, None, "as submitted", None, None]
    assert check(project.path).problems == ()
    with project.at(5) as past:
        past.backup(tmp_path / "copy.annotator")
    assert check(tmp_path / "copy.annotator").problems == ()


def test_looking_changes_nothing_in_the_file(project, temporary):
    before = changed(project)
    with project.at(1) as past:
        assert [*past.articles()] == []
    assert changed(project) == before


def test_the_past_is_not_changed(project, temporary):
    with project.at(2) as past:
        assert past.read_only
        for act in (
            lambda: past.mark("1", "cue", (0, 3)),
            past.undo,
            past.redo,
            lambda: past.name_step(2, "x"),
        ):
            with pytest.raises(ReadOnly, match="the project as it was") as caught:
                act()
            assert "Save a copy" in caught.value.hint


def test_what_suggesters_derived_is_of_today_and_not_in_the_past(project, temporary):
    project.import_text("“We will,” said Dar.", "note")
    project.suggest(["quotations"])
    with project.at(project.steps()[0].step) as past:
        assert {one.kind for one in past.layers()} == {"person"}
        assert [span.text() for span in past.spans()] == ["said"]
    assert any(one.kind == "suggester" for one in project.layers())


def test_a_moment_that_there_is_not_leaves_nothing_behind(project, temporary):
    project.undo()
    for said in ("3", "x", "2019-01-01"):
        with pytest.raises(WrongUse):
            project.at(said)
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        project.at(1, cancel=cancel)
    assert [*temporary.iterdir()] == []


def test_progress_is_told_in_changes(project, temporary):
    told: list[tuple[int, int, str]] = []
    with project.at(1, progress=lambda *one: told.append(one)):
        pass
    assert told[-1][0] == told[-1][1] > 3
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)


def test_a_history_that_does_not_lead_back_is_damage(tmp_path, temporary):
    path = tmp_path / "study.annotator"
    with Project.create(path, coder=CODER) as made:
        made.import_text("Harbour opens\n\nMira Talven said so.", "note")
        made.mark("1", "cue", (27, 31))
        made.mark("1", "cue", (0, 7))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE span SET confidence = 7 WHERE quote = 'said'")
    with Project.open(path, coder=CODER, read_only=True) as broken:
        with pytest.raises(DamagedProject, match="does not lead back to step 2"):
            broken.at(2)
        assert [*temporary.iterdir()] == []


def test_naming_is_no_part_of_several_acts(project):
    with project.together("both"), pytest.raises(WrongUse, match="together"):
        project.name_step(2, "x")
    assert [one.label for one in project.steps()] == [None, None, None]

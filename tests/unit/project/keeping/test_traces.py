"""What is kept of a project beside its file: all of it is listed, goes, and nothing else does."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from annotator import paths
from annotator.errors import LockedProject, WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.keeping.traces import trace_words
from annotator.store.backups.listing import list_backups
from annotator.store.backups.making import BackupReason
from annotator.store.check import check
from annotator.store.copies.snapshot import private_folder
from annotator.ui import places
from annotator.ui.review import looks

CODER = Coder("coder-a", "A")


def used(path: Path) -> str:
    """Make a project, work in it, and give its id."""
    with Project.create(path, coder=CODER) as project:
        project.import_text("Harbour opens\n\nMira Talven said so.", "note")
        project.mark("1", "cue", (27, 31))
        project.open_project.backups.keep(BackupReason("open"))
        project.folded_texts()
        list(project.find("said").hits)
        assert places.save(project.id, places.Places("x", {"x": 3}))
        looks.save(project.id, looks.Look.at(("a", "b"), ["k"]))
        return project.id


def everything_of(project_id: str) -> list[Path]:
    """Give all files of this computer's folders with the project's id in their path or words."""
    home = paths.data_folder().parent
    files = [one for one in home.rglob("*") if one.is_file() and one.suffix != ".log"]
    return [one for one in files if project_id in str(one) or of_project(one, project_id)]


def of_project(file: Path, project_id: str) -> bool:
    """Say whether the small file of some settings names a project."""
    return file.suffix == ".json" and project_id in file.read_text()


def test_all_that_has_the_id_is_listed_and_goes_and_nothing_of_another(tmp_path):
    path, other = tmp_path / "study.annotator", tmp_path / "other.annotator"
    mine, theirs = used(path), used(other)
    before = path.read_bytes()
    kept = {str(one) for one in everything_of(theirs)}
    assert len(kept) >= 5
    found = {one.what: one for one in Project.traces(path)}
    listed = [place for one in found.values() for place in one.places]
    for file in everything_of(mine):
        assert any(place == file or place in file.parents for place in listed), file
    assert found["backups"].n == len(list_backups(mine)) > 0
    assert found["backups"].bytes > found["places"].bytes > 0
    assert all(trace_words(one) != one.what for one in found.values())
    assert everything_of(mine) != []

    gone = Project.traces(path, remove=True)
    assert {one.what for one in gone} == set(found)
    assert all(one.left == () for one in gone)
    assert everything_of(mine) == []
    assert {str(one) for one in everything_of(theirs)} == kept
    assert path.read_bytes() == before
    assert check(path).problems == ()
    assert Project.traces(path) == ()


def test_of_a_project_that_is_gone_the_backups_are_known_and_go(tmp_path):
    path = tmp_path / "study.annotator"
    project_id = used(path)
    path.unlink()
    assert {one.what for one in Project.traces(path)} >= {"backups", "places"}
    Project.traces(path, remove=True)
    assert everything_of(project_id) == []
    with pytest.raises(WrongUse, match="Nothing is known"):
        Project.traces(path)


def test_of_private_copies_that_were_left_only_this_projects_go(tmp_path, monkeypatch):
    """A copy knows its file; one of an older run, or of another copy of the project, is asked."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    path, other = tmp_path / "study.annotator", tmp_path / "other.annotator"
    used(path), used(other)

    def left(name: str, of: Path, *, knows: bool, is_cut: bool = False) -> Path:
        folder = temporary / f"annotator-copy-{name}"
        folder.mkdir()
        (folder / ".in-use").write_bytes(os.fsencode(of) if knows else b"")
        content = of.read_bytes()
        (folder / of.name).write_bytes(content[:3000] if is_cut else content)
        return folder

    with private_folder(path) as held:
        mine = {left("a", path, knows=True, is_cut=True), left("b", path, knows=False)}
        theirs = {
            left("c", other, knows=True),
            left("d", other, knows=False),
            left("e", other, knows=True, is_cut=True),
            left("f", path, knows=False, is_cut=True),  # nobody can tell: it goes at the next start
        }
        (found,) = [one for one in Project.traces(path) if one.what == "copies"]
        assert {*found.places} == mine
        assert (found.n, "2 private copies" in trace_words(found)) == (2, True)
        Project.traces(path, remove=True)
        assert held.is_dir()
        assert {one for one in temporary.iterdir() if one != held} == theirs


def test_while_somebody_works_in_it_nothing_goes(tmp_path):
    path = tmp_path / "study.annotator"
    project_id = used(path)
    before = everything_of(project_id)
    with Project.open(path, coder=CODER):
        assert Project.traces(path) != ()
        with pytest.raises(LockedProject):
            Project.traces(path, remove=True)
    assert everything_of(project_id) == before


@pytest.mark.parametrize("words", ["", "no project"])
def test_what_is_no_project_is_a_sentence(tmp_path, words):
    path = tmp_path / "study.annotator"
    path.write_text(words)
    with pytest.raises(WrongUse, match="Nothing is known") as caught:
        Project.traces(path, remove=True)
    assert caught.value.hint
    assert path.read_text() == words

"""Forgetting the history before a step: nothing of it is left, and all else is as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import Cancelled, DamagedProject, ReadOnly, StepRefused, WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.store import journal as journal_module
from annotator.store.backups.making import list_backups
from annotator.store.check import check
from annotator.work import Cancel
from tests import builders as make

CODER = Coder("coder-a", "A")
SECRET = "Harbour opens\n\nThe secret witness Quillfeather said so."
MANY = 300


@pytest.fixture
def project(tmp_path: Path):
    """A project with a text that was taken back, a note that was deleted, many marks, names."""
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        made.import_text("Ferry returns\n\n" + "Mira Talven said so. " * MANY, "note")  # 2
        made.import_text(SECRET, "note")  # 3
        made.undo()
        made.note("1", "Wolverhampton rings twice")  # 4
        made.note("1", "")  # 5
        made.mark_everywhere("said", "cue")  # 6
        made.mark("1", "speaker", (15, 26), actor="Mira Talven")  # 7
        made.name_step(6, "as submitted")
        made.name_step(4, "the old name")
        made.state("1", "done")  # 8
        made.undo()
        yield made


def digest(project: Project) -> str:
    return make.digest(project.reader)


def numbers(project: Project) -> list[tuple[int | None, str, str | None]]:
    return [(one.step.number, one.state, one.label) for one in project.steps()]


def test_what_is_before_a_step_is_gone_and_all_else_is_as_it_was(project, tmp_path):
    now = digest(project)
    with project.at(6) as past:
        then = digest(past)
        past.export("jsonl", tmp_path / "then.jsonl")
    path = project.path
    assert b"Quillfeather" in path.read_bytes()
    assert b"Wolverhampton" in path.read_bytes()

    dry = project.forget_before("as submitted", dry_run=True)
    assert (dry.step.number, dry.n_steps, dry.names) == (6, 5, ("the old name",))
    assert len(project.steps()) == 8
    done = project.forget_before("as submitted")
    assert (done.n_steps, done.names, done.is_anew) == (5, ("the old name",), True)
    assert done.bytes[1] < done.bytes[0]

    for word in (b"Quillfeather", b"Wolverhampton", b"the old name"):
        assert word not in path.read_bytes()
    assert digest(project) == now
    assert numbers(project) == [(8, "undone", None), (7, "done", None), (6, "done", "as submitted")]
    assert project.steps()[-1].step.id == dry.step.id
    assert project.steps()[-1].step.at == dry.step.at
    assert check(path).problems == ()
    with project.at("as submitted") as past:
        assert digest(past) == then
        past.export("jsonl", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "then.jsonl").read_bytes()
    for said in ("the old name", "2", "4"):
        with pytest.raises(WrongUse):
            project.at(said)
    newest = list_backups(project.id)[0]
    assert newest.seal is not None
    assert (newest.reason, newest.seal.act) == ("before", "forget")


def test_work_goes_on_behind_it_and_nothing_before_it_is_undone(project):
    project.forget_before(7)
    project.redo()
    project.undo()
    assert numbers(project)[-1] == (7, "done", None)
    with pytest.raises(WrongUse, match="nothing to undo"):
        project.undo()
    project.mark("1", "cue", (0, 5))
    project.import_text("Another one.", "x")
    assert check(project.path).problems == ()
    with pytest.raises(WrongUse, match="no step before step 7"):
        project.forget_before(7)
    project.forget_before(project.steps()[0].step)
    assert check(project.path).problems == ()
    path, made_by = project.path, project.open_project.made_by
    project.close()
    with Project.open(path, coder=Coder("coder-b", "B")) as again:
        assert again.open_project.made_by == made_by == CODER.id
        assert len(again.steps()) == 1
        assert len([*again.articles()]) == 2


def test_a_small_state_stands_in_the_step_itself(tmp_path):
    with Project.create(tmp_path / "small.annotator", coder=CODER) as project:
        project.import_text("Ferry returns.", "x")
        project.mark("1", "cue", (0, 5))
        project.forget_before(3)
        assert check(project.path).problems == ()
        assert [span.text() for span in project.spans()] == ["Ferry"]


def test_texts_that_a_later_step_still_speaks_of_stay(tmp_path):
    with Project.create(tmp_path / "study.annotator", coder=CODER) as project:
        project.import_text("Ferry returns.", "x")
        project.import_text(SECRET, "x")
        project.mark("1", "cue", (0, 5))
        project.import_text("A third one.", "x")
        project.undo()
        project.forget_before(4)
        project.redo()
        with project.at(4) as past:
            assert sorted(one.title for one in past.articles()) == [
                "Ferry returns.",
                "Harbour opens",
            ]
        assert check(project.path).problems == ()


@pytest.mark.parametrize("said", ["1", "3", "9", "8", "x"])
def test_where_nothing_can_be_forgotten_is_a_sentence(project, said):
    before = numbers(project)
    with pytest.raises(WrongUse) as caught:
        project.forget_before(said)
    assert caught.value.hint
    assert numbers(project) == before


def test_what_is_cancelled_or_fails_is_not_done(project, monkeypatch):
    before, now = numbers(project), digest(project)
    cancel = Cancel()

    def at_rows(_done: int, _of: int, what: str) -> None:
        if what == "row":
            cancel.cancel()

    with pytest.raises(Cancelled):
        project.forget_before(7, progress=at_rows, cancel=cancel)

    def fails(*_args: object) -> None:
        raise StepRefused("no")

    monkeypatch.setattr(journal_module, "forget_before", fails)
    with pytest.raises(StepRefused):
        project.forget_before(7)
    assert (numbers(project), digest(project)) == (before, now)
    project.mark("1", "cue", (0, 5))
    assert check(project.path).problems == ()


def test_a_damaged_history_does_not_become_the_beginning(project):
    project.open_project.drain()
    with closing(sqlite3.connect(project.path)) as connection, connection:
        connection.execute("UPDATE step SET act = 'other' WHERE id = 2")
    with pytest.raises(DamagedProject, match="Step 2"):
        project.forget_before(7)
    assert len(project.steps()) == 8


def test_what_is_open_to_read_forgets_nothing(project):
    path = project.path
    project.close()
    with Project.open(path, coder=CODER, read_only=True) as reading:
        assert reading.forget_before(7, dry_run=True).n_steps == 6
        with pytest.raises(ReadOnly):
            reading.forget_before(7)

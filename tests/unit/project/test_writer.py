"""The writer's thread: who waits is let go after all were told, and never left waiting."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError, ProjectMoved, StepRefused, WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.acts.mark import plan_mark
from annotator.project.notices import Notice, NoticeKind
from annotator.project.writer import Pending
from annotator.store.backups.listing import list_backups
from annotator.store.backups.making import BackupReason
from annotator.text.ranges import Range

CODER = Coder("coder-a", "A")


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        made.import_text("Harbour opens\n\nMira Talven said so.", "note")
        yield made


def test_whoever_waited_plans_on_what_all_have_been_told(project):
    told: list[NoticeKind] = []
    gate = threading.Event()

    def slow(notice: Notice) -> None:
        gate.wait(5)
        told.append(notice.kind)

    project.mark("1", "cue", (0, 3))
    project.subscribe(slow)
    threading.Timer(0.2, gate.set).start()
    project.undo()
    assert told == [NoticeKind.UNDONE]
    assert project.context.layer_is_new
    project.mark("1", "cue", (0, 3))
    assert [span.type for span in project.spans()] == ["cue"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_mistake_in_the_writers_thread_leaves_nobody_waiting(project):
    def broken(notice: Notice) -> None:
        raise KeyError(notice.kind)

    project.subscribe(broken)
    project.mark("1", "cue", (0, 3))  # on disk, whatever a listener makes of it
    with pytest.raises(KeyError):
        project.mark("1", "cue", (4, 7))
    assert project.open_project.drain(60)
    assert len(list(project.spans())) == 1


def test_who_does_not_want_to_wait_for_ever_is_told(project):
    pending = Pending()
    with pytest.raises(TimeoutError):
        pending.result(0.01)
    assert not pending.is_settled()
    pending.settle(error=StepRefused("No.", ""))
    assert pending.is_settled()
    with pytest.raises(TimeoutError):
        pending.result(0.01)
    pending.release()
    with pytest.raises(StepRefused):
        pending.result(0.01)


@pytest.fixture
def heard(project) -> list[Notice]:
    found: list[Notice] = []
    project.mark("1", "cue", (0, 3))
    project.subscribe(found.append)
    return found


def mark(project, start: int):
    page = next(project.pages())
    return plan_mark(project.context, page, "cue", [Range(start, start + 1)])


def test_what_was_planned_on_a_step_that_failed_is_not_written_until_work_goes_on(
    project, heard, tmp_path
):
    here, path = project.open_project, project.path
    steps = [mark(project, start) for start in (4, 5, 6)]
    path.rename(tmp_path / "kept.annotator")
    pending = [here.submit(one) for one in steps]
    errors = []
    for one in pending:
        with pytest.raises(AnnotatorError) as caught:
            one.result()
        errors.append(caught.value)
    assert [type(one) for one in errors] == [ProjectMoved, StepRefused, StepRefused]
    assert "a step before it could not be" in errors[1].message
    assert [(one.kind, one.lost) for one in heard] == [
        (NoticeKind.FAILED, (step,)) for step in steps
    ]
    (tmp_path / "kept.annotator").rename(path)
    with pytest.raises(StepRefused):
        here.submit(steps[0]).result()
    here.resume()
    assert here.submit(mark(project, 7)).result()[0].number == 4
    assert heard[-1].kind is NoticeKind.DONE


def test_a_wish_that_makes_no_sense_hinders_no_step_behind_it(project, heard):
    here = project.open_project
    wish, step = here.submit_turn(back=False), here.submit(mark(project, 4))
    with pytest.raises(WrongUse, match="nothing to redo"):
        wish.result()
    assert step.result()
    assert [one.kind for one in heard] == [NoticeKind.FAILED, NoticeKind.DONE]


def test_what_another_program_writes_is_told_before_the_next_step(project, heard):
    here = project.open_project
    step = mark(project, 4)

    def strangers_hand(outlet: str) -> None:
        with sqlite3.connect(project.path) as stranger:
            stranger.execute("UPDATE article SET outlet = ?", (outlet,))
        stranger.close()

    strangers_hand("Gull")
    here.submit(step).result()
    assert [one.kind for one in heard] == [NoticeKind.REREAD, NoticeKind.DONE]
    here.look()
    here.drain()
    assert len(heard) == 2
    strangers_hand("Other Gull")
    here.look()
    assert here.drain(60)
    project.undo()
    assert [one.kind for one in heard[2:]] == [NoticeKind.REREAD, NoticeKind.UNDONE]


def test_a_look_at_a_file_that_is_gone_says_so(project, heard, tmp_path):
    project.path.rename(tmp_path / "kept.annotator")
    project.open_project.look()
    project.open_project.drain()
    with pytest.raises(AnnotatorError):
        project.undo()
    assert [one.kind for one in heard] == [NoticeKind.FAILED, NoticeKind.FAILED]
    assert [type(one.error) for one in heard] == [ProjectMoved, ProjectMoved]
    assert [one.lost for one in heard] == [(), ()]


def test_who_has_written_nothing_looks_at_nothing(tmp_path):
    with Project.create(tmp_path / "other.annotator", coder=CODER) as other:
        found: list[Notice] = []
        other.subscribe(found.append)
        with sqlite3.connect(other.path) as stranger:
            stranger.execute("UPDATE layer SET name = 'x'")
        stranger.close()
        other.open_project.look()
        other.open_project.drain()
    assert found == []


def test_a_scheme_that_is_undone_is_that_of_the_file_again(project):
    before = project.scheme
    project.set_scheme(replace(before, title="Next"))
    assert project.scheme.title == "Next"
    project.undo()
    assert project.scheme == before
    project.redo()
    assert project.scheme.title == "Next"


def test_another_coder_has_a_layer_of_their_own(project):
    project.mark("1", "cue", (0, 3))
    mine = project.context.layer
    project.open_project.on_layer_of(Coder("coder-b", "B"))
    assert project.context.coder == Coder("coder-b", "B")
    assert project.context.layer_is_new
    theirs = project.context.layer
    assert (theirs.name, theirs.coder_id, theirs.frozen) == ("B", "coder-b", False)
    project.mark("1", "cue", (0, 3))
    assert {one.layer_id for one in project.spans()} == {mine.id, theirs.id}
    project.open_project.resume()
    assert project.context.layer.id == theirs.id
    project.open_project.on_layer_of(CODER)
    assert project.context.layer.id == mine.id


def test_a_layer_that_is_not_on_disk_yet_stays_the_same_after_a_failure(project):
    new = project.context.layer
    assert project.context.layer_is_new
    project.open_project.resume()
    assert project.context.layer == new
    project.mark("1", "cue", (0, 3))
    assert next(project.spans()).layer_id == new.id


def test_acts_done_together_inside_others_are_part_of_them(project):
    with project.together("All") as outer:
        project.mark("1", "cue", (0, 3))
        with project.together("Some") as inner:
            project.mark("1", "cue", (4, 7))
        assert inner.step is None
    assert outer.step.args == {"name": "All"}
    assert len(list(project.spans())) == 2
    with project.together("Nothing") as nothing:
        pass
    assert nothing.step is None


def test_a_project_is_empty_until_something_was_ever_done(tmp_path):
    with Project.create(tmp_path / "other.annotator", coder=CODER) as other:
        assert other.open_project.is_empty()
        other.import_text("A text.")
        assert not other.open_project.is_empty()
        other.undo()
        assert not other.open_project.is_empty()


def test_a_backup_has_the_steps_that_were_queued(project, heard):
    other = sqlite3.connect(project.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, other.close).start()
    pending = project.open_project.submit(mark(project, 4))
    project.open_project.backups.keep(BackupReason("open"))
    assert [one.n_steps for one in list_backups(project.id)] == [4]
    assert pending.result()[0].number == 4


def test_what_takes_away_much_is_told_and_not_done_where_it_is_to_be_asked(project):
    here, told = project.open_project, []
    project.subscribe(told.append)
    assert here.submit_turn(back=True, asks=True).result() == ()
    (notice,) = told
    assert (notice.kind, notice.step.act) == (NoticeKind.ASKED, "import")
    assert (notice.step.changes, notice.article_ids()) == ((), frozenset())
    assert project.steps()[0].state == "done"
    assert here.submit_turn(back=True).result()[0].act == "import"
    assert list(project.articles()) == []

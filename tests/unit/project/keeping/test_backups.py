"""When a backup is due: after many steps, some time, before what changes much; never too often."""

from __future__ import annotations

import random
import shutil
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from annotator import paths
from annotator.errors import Cancelled, CannotWrite
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.project import Project
from annotator.project.keeping import backups as policy
from annotator.project.keeping.backups import BackupTold, WorkClock, has_news
from annotator.store.backups.listing import list_backups
from annotator.store.backups.making import BackupReason
from annotator.work import Cancel, Watch
from tests.builders import CODER

TEXT = "Velmora and Talven met again in the capital on Monday."
OPEN = BackupReason("open")


class Hands:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds, self.wall = 1_000.0, datetime(2026, 3, 1, 12, tzinfo=UTC)
        self.clock = WorkClock(lambda: self.seconds, lambda: self.wall)

    def on(self, seconds: float) -> None:
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def project(tmp_path: Path, clock: Hands, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(policy, "STEPS", 10)  # each is on the disk before the next
    with Project.create(tmp_path / "study.annotator", coder=CODER) as made:
        made.open_project.backups.clock = clock.clock
        made.import_text(TEXT, "note")
        yield made


def act(project: Project, n: int = 1) -> None:
    """Do some steps, and wait for what they led to."""
    for one in range(n):
        project.note("1", f"{one}, {project.reader.last_steps().number}")
    settle(project)


def settle(project: Project) -> None:
    project.open_project.drain()
    thread = project.open_project.backups._thread
    if thread is not None:
        thread.join()


def kept(project: Project) -> list[int]:
    """Give after how many steps each backup was made, the oldest first."""
    return [one.n_steps for one in reversed(list_backups(project.id))]


def test_after_many_steps_one_is_made_and_after_many_more_another(project, clock) -> None:
    act(project, 8)
    assert kept(project) == []
    act(project)
    assert kept(project) == [11]
    clock.on(100)
    act(project, 9)
    assert kept(project) == [11]
    act(project)
    assert kept(project) == [11, 21]


def test_many_are_a_hundred_or_those_of_ten_minutes() -> None:
    assert (policy.STEPS, policy.WORK_S) == (100, 600)


def test_after_ten_minutes_of_work_one_is_made_and_none_where_nothing_was_done(
    project, clock
) -> None:
    act(project)
    clock.on(599)
    project.open_project.backups.look()
    settle(project)
    assert kept(project) == []
    clock.on(1)
    project.open_project.backups.look()
    settle(project)
    assert kept(project) == [3]
    clock.on(6_000)
    project.open_project.backups.look()
    settle(project)
    assert kept(project) == [3]


@pytest.mark.parametrize("seed", range(3))
def test_the_newest_lacks_at_most_so_many_steps_or_so_long_at_any_moment(
    project, clock, seed: int
) -> None:
    """However fast one works, one of the two holds: also just before a backup is made."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    newest, made_at, fast = 1, clock.seconds, 0

    def look() -> None:
        nonlocal newest, made_at, fast
        lacks = project.reader.last_steps().number - newest
        assert lacks <= policy.STEPS or clock.seconds - made_at <= policy.WORK_S
        fast += lacks > policy.STEPS
        settle(project)
        if kept(project)[-1:] > [newest]:
            newest, made_at = kept(project)[-1], clock.seconds

    for _ in range(12):
        pace_s = chance.choice([0.1, 1, 40])
        for _ in range(chance.choice([1, 3, 11, 25])):
            project.note("1", f"{clock.seconds}")
            look()
            clock.on(pace_s)
        for _ in range(chance.choice([0, 1, 11])):
            clock.on(60)  # the window looks each minute
            project.open_project.backups.look()
            look()
    assert fast > 0  # within a minute it may lack more steps


def test_never_are_two_made_within_a_minute(project, clock) -> None:
    act(project)
    project.open_project.backups.keep(OPEN)
    clock.on(59)
    act(project, 15)
    assert kept(project) == [3]
    clock.on(1)
    act(project)
    assert kept(project) == [3, 19]


def test_what_earlier_runs_did_counts_too(project, clock, tmp_path) -> None:
    act(project)
    project.open_project.backups.keep(OPEN)
    act(project, 6)
    project.close()
    clock.on(90)
    with Project.open(tmp_path / "study.annotator", coder=CODER) as again:
        again.open_project.backups.clock = clock.clock
        act(again, 3)
        assert kept(again) == [3]
        act(again)
        assert kept(again) == [3, 13]


def test_a_large_step_waits_for_a_backup_of_what_was_before_it_and_so_does_its_undo(
    project, clock, monkeypatch
) -> None:
    monkeypatch.setattr(policy, "_LARGE_STEP", 3)
    act(project)
    with project.together("Five people"):
        for n in range(5):
            project.actor(f"Somebody {n}")
    (first,) = list_backups(project.id)
    assert (first.n_steps, first.reason) == (3, "before")
    assert first.seal is not None
    assert (first.seal.act, first.seal.args) == ("together", {"name": "Five people"})
    project.undo()
    assert kept(project) == [3, 4]
    project.redo()
    assert kept(project) == [3, 4, 4]


@pytest.mark.parametrize("how", ["import", "scheme"])
def test_imports_and_changes_of_the_scheme_have_one_before_them_but_not_each_minute(
    project, clock, how
) -> None:
    def do(n: int) -> None:
        if how == "import":
            project.import_text(f"{TEXT} {n}", f"note {n}")
        else:
            edit = {"edit": "define", "what": "claim", "definition": f"No. {n}"}
            project.edit_scheme([SchemeEdit.of(edit)])

    act(project)
    do(1)
    assert kept(project) == [3]
    do(2)
    assert kept(project) == [3]
    clock.on(61)
    do(3)
    assert kept(project) == [3, 5]


def test_what_is_new_is_decided_by_the_last_steps_and_by_the_file(project, tmp_path) -> None:
    here = project.open_project
    act(project, 2)
    here.backups.keep(OPEN)
    assert not has_news(here)
    project.undo()
    assert has_news(here)
    here.backups.keep(OPEN)
    project.undo()
    assert has_news(here)  # the newest step is the same, and undone as before
    project.redo()
    project.redo()
    here.backups.keep(OPEN)
    project.undo()
    act(project)
    assert has_news(here)
    project.backup(tmp_path / "copy.annotator")
    here.backups.keep(OPEN)
    with Project.open(tmp_path / "copy.annotator", coder=CODER) as copy:
        assert has_news(copy.open_project)


def test_an_older_state_that_was_put_back_is_protected_though_its_number_is_lower(
    project, tmp_path
) -> None:
    act(project)
    project.backup(tmp_path / "old.annotator")
    act(project, 5)
    project.open_project.backups.keep(OPEN)
    project.close()
    shutil.copy(tmp_path / "old.annotator", tmp_path / "study.annotator")
    with Project.open(tmp_path / "study.annotator", coder=CODER) as again:
        assert has_news(again.open_project)
        act(again)
        again.open_project.backups.keep(OPEN)
        assert {*kept(again)} == {8, 4}


def test_a_damaged_backup_protects_nothing(project) -> None:
    here = project.open_project
    act(project)
    here.backups.keep(OPEN)
    (one,) = list_backups(project.id)
    one.path.write_bytes(one.path.read_bytes()[:8192])
    assert has_news(here)


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_is_set_by_years_stops_no_backup_and_takes_none_away(
    project, clock, years
) -> None:
    act(project)
    project.open_project.backups.keep(OPEN)
    clock.wall += timedelta(days=365 * years)
    for _ in range(4):
        clock.on(61)
        act(project, 10)
    numbers = [3 + 10 * n for n in range(5)]
    assert sorted(kept(project)) == numbers
    project.close()
    with Project.open(project.path, coder=CODER) as again:
        again.open_project.backups.clock = clock.clock
        clock.on(61)
        act(again, 2)
        clock.on(600)
        act(again)
        assert sorted(kept(again))[-1] > numbers[-1]


def test_where_none_can_be_made_it_is_told_once_and_work_goes_on(project, clock) -> None:
    told: list[BackupTold] = []
    project.open_project.backups.hear = told.append
    paths.data_folder().mkdir(parents=True, exist_ok=True)
    (paths.data_folder() / "backups").write_text("in the way")
    act(project, 15)
    clock.on(3_600)
    act(project, 15)
    (failed,) = told
    assert isinstance(failed.error, CannotWrite)
    assert project.reader.last_steps().number == 32
    (paths.data_folder() / "backups").unlink()
    clock.on(3_600)
    act(project, 10)
    assert told[1].made is not None
    assert len(kept(project)) == 1


def test_a_project_that_is_only_read_or_was_just_made_gives_none(tmp_path, clock) -> None:
    with Project.create(tmp_path / "new.annotator", coder=CODER) as made:
        assert made.open_project.backups.keep(OPEN) is None
        made.import_text(TEXT)
    with Project.open(tmp_path / "new.annotator", coder=CODER, read_only=True) as read:
        assert read.open_project.backups.keep(OPEN) is None
        assert list_backups(read.id) == ()


def test_a_large_file_is_copied_at_most_once_an_hour_and_before_large_steps(
    project, clock, monkeypatch
) -> None:
    told: list[BackupTold] = []
    project.open_project.backups.hear = told.append
    monkeypatch.setattr(policy, "LARGE_BYTES", 1_000)
    monkeypatch.setattr(policy, "_LARGE_STEP", 3)
    act(project, 10)
    assert [one.made is not None for one in told] == [False, True]  # that it begins is told too
    clock.on(3_599)
    act(project, 20)
    assert len(kept(project)) == 1
    with project.together("Five people"):
        for n in range(5):
            project.actor(f"Somebody {n}")
    assert len(kept(project)) == 2
    clock.on(3_601)
    act(project, 10)
    assert len(kept(project)) == 3


def test_closing_waits_for_a_backup_that_is_being_made(project, clock) -> None:
    act(project, 8)
    project.note("1", "the last")
    project.close()
    assert [one.n_steps for one in list_backups(project.id)] == [11]


def test_a_large_step_is_not_done_where_its_backup_is_stopped(project, monkeypatch) -> None:
    monkeypatch.setattr(policy, "_LARGE_STEP", 0)
    backups, told = project.open_project.backups, []
    before = [one.step.id for one in project.steps()]
    cancel = Cancel()

    def hear(done: int, of: int, what: str) -> None:
        told.append((done <= of, what))
        cancel.cancel()

    backups.watched = lambda: nullcontext(Watch(hear, cancel))
    with pytest.raises(Cancelled):
        project.mark("1", "entity", (0, 7))
    assert told[0] == (True, "MB")
    assert [one.step.id for one in project.steps()] == before
    assert project.backups() == ()
    assert [one.name for one in paths.data_folder().rglob("*.annotator*")] == []
    backups.watched = lambda: nullcontext(Watch(lambda *one: told.append(one)))
    project.mark("1", "entity", (0, 7))  # nothing is left of it
    assert len(project.backups()) == 1
    assert (0, 1, "article") in told
    assert len(list(project.spans())) == 1
    backups.watched = lambda: nullcontext(Watch(cancel=cancel))
    with pytest.raises(Cancelled):
        project.undo()
    assert len(list(project.spans())) == 1
    assert project.check().ok


def test_waiting_for_a_backup_that_is_being_made_is_stopped_too(project, monkeypatch) -> None:
    backups, gate, cancel = project.open_project.backups, Event(), Cancel()
    make = policy.backup

    def slow(*some: object) -> object:
        cancel.cancel()
        gate.wait()
        return make(*some)

    monkeypatch.setattr(policy, "backup", slow)
    monkeypatch.setattr(policy, "_LARGE_STEP", 0)
    backups.start(OPEN)
    backups.watched = lambda: nullcontext(Watch(cancel=cancel))
    with pytest.raises(Cancelled):
        project.mark("1", "entity", (0, 7))
    assert list(project.spans()) == []
    gate.set()
    settle(project)
    assert len(project.backups()) == 1


def test_a_name_that_a_step_was_given_is_new_too(project) -> None:
    here = project.open_project
    act(project)
    here.backups.keep(OPEN)
    project.name_step(2, "as submitted in May")
    assert has_news(here)
    here.backups.keep(OPEN)
    assert not has_news(here)
    project.name_step(2, None)
    assert has_news(here)

"""Backups are whole copies with a name that tells when, looked through before they are kept."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator import paths
from annotator.errors import AnnotatorError, Cancelled, CannotWrite, DamagedProject, DiskFull
from annotator.store.backups.listing import Backup, list_backups
from annotator.store.backups.making import BackupReason, backup
from annotator.store.backups.seals import read_seal, seal_path
from annotator.store.check import check
from annotator.store.file import ProjectFile, open_file
from annotator.work import Cancel, Watch
from tests import builders as make

AT = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def keep(file: ProjectFile, at: datetime | None = AT, word: str = "step") -> Backup:
    return backup(file, BackupReason(word), at).backup


def test_a_backup_is_a_whole_project_made_while_it_is_open(tmp_path: Path) -> None:
    step, _ = make.small_corpus()
    with make.opened(make.project_file(tmp_path, step)) as project:
        made = keep(project.file, None)
        project.journal.undo()
        (listed,) = list_backups(project.file.project_id)
        assert listed == made
        assert (listed.n_steps, listed.reason) == (2, "step")
        assert listed.size == made.path.stat().st_size
    assert check(made.path).ok
    with open_file(made.path, read_only=True) as copy, copy.reader() as reader:
        assert reader.article_ids() == ("article-1",)
    assert made.path.is_relative_to(paths.data_folder() / "backups")


def test_a_backup_carries_why_it_was_made_and_which_state_it_is(tmp_path: Path) -> None:
    step, _ = make.small_corpus()
    with make.opened(make.project_file(tmp_path, step)) as project:
        reason = BackupReason("before", "merge", {"files": ["b.annotator"], "n": 2})
        made = backup(project.file, reason, AT).backup
        project.journal.undo()
        undone = keep(project.file, AT + timedelta(minutes=2))
        now = project.reader.last_steps()
    first = read_seal(made.path)
    assert first is not None
    assert (first.act, first.args) == ("merge", reason.args)
    assert first.source == str(tmp_path / "study.annotator")
    assert undone.seal is not None
    assert (undone.seal.last, undone.seal.done) == (now.last, now.done)
    assert (first.last, first.done) == (now.last, now.last)


def test_two_backups_of_one_second_have_two_names(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        assert len({keep(file).path for _ in range(3)}) == 3
        assert len(list_backups(file.project_id)) == 3


def test_a_project_id_from_a_strange_file_stays_inside_the_folder(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        for file.project_id in ("../../out", "/etc", "", "a" * 300, "a\0b"):
            assert keep(file).path.parent == paths.data_folder() / "backups" / "other"


def test_where_no_backup_can_be_made_it_is_said(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    paths.data_folder().parent.mkdir(exist_ok=True)
    paths.data_folder().write_text("in the way")
    words = r"No backup of “study\.annotator” could be made"
    with open_file(path) as file, pytest.raises(CannotWrite, match=words):
        keep(file)


def test_making_a_backup_takes_the_old_ones_away_that_may_go(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        old = [keep(file, AT - timedelta(days=80, minutes=n)) for n in range(6)]
        made = backup(file, BackupReason("open"), AT)
        listed = list_backups(file.project_id)
    assert [*listed] == [made.backup, *old[:4]]
    assert {*made.thinned.by_time} == {*old[4:]}
    beside = [seal_path(one.path) for one in listed]
    assert sorted(made.backup.path.parent.iterdir()) == sorted(
        [one.path for one in listed] + beside
    )


@pytest.mark.skipif(os.name == "nt", reason="rights are those of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_a_backup_has_the_rights_of_the_project_in_folders_of_nobody_else(
    tmp_path: Path, mode: int
) -> None:
    path = make.project_file(tmp_path)
    path.chmod(mode)
    (paths.data_folder() / "backups").mkdir(parents=True, mode=0o755)
    with open_file(path) as file:
        made = keep(file).path
    assert [one.stat().st_mode & 0o777 for one in (made, seal_path(made))] == [mode, mode]
    for folder in (made.parent, made.parent.parent):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_project_that_is_damaged_gives_no_backup(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    with open_file(path) as file:
        data = bytearray(path.read_bytes())
        data[24:28] = b"\0\0\1\0"  # as if another program had written it
        data[4096:8192] = b"\xff" * 4096
        path.write_bytes(bytes(data))
        with pytest.raises(AnnotatorError) as caught:
            keep(file)
        assert caught.value.message.startswith("“study.annotator”")
        assert list_backups(file.project_id) == ()
    assert not [one for one in (paths.data_folder() / "backups").rglob("*") if one.is_file()]


def test_a_text_that_was_changed_outside_gives_no_backup(tmp_path: Path) -> None:
    """The pages fit together then: only what they hold is wrong."""
    step, _ = make.small_corpus()
    path = make.project_file(tmp_path, step)
    with open_file(path) as file:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("UPDATE text SET body = replace(body, 'promise', 'premise')")
        with pytest.raises(DamagedProject, match="was changed"):
            keep(file)
        assert list_backups(file.project_id) == ()


def test_one_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    given_up = Cancel()
    given_up.cancel()
    with open_file(make.project_file(tmp_path)) as file:
        with pytest.raises(Cancelled):
            backup(file, BackupReason("step"), AT, Watch(cancel=given_up))
        assert [*(paths.data_folder() / "backups" / file.project_id).iterdir()] == []


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EIO, CannotWrite)])
def test_a_full_disk_is_told_from_another_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[AnnotatorError]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "no")

    with open_file(make.project_file(tmp_path)) as file:
        monkeypatch.setattr(Path, "replace", fail)
        with pytest.raises(kind, match="No backup of") as caught:
            keep(file)
        assert type(caught.value) is kind
        folder = paths.data_folder() / "backups" / file.project_id
        assert list(folder.iterdir()) == []

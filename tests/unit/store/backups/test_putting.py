"""A backup put in a file's place: what stood there is kept, and nothing of it meets the new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import DamagedProject, LockedProject, TargetExists
from annotator.store.backups.making import BackupReason, backup
from annotator.store.backups.putting import put_back, write_as
from annotator.store.check import check
from annotator.store.file import open_file
from tests import builders as make

if TYPE_CHECKING:
    from annotator.store.backups.listing import Backup


@pytest.fixture
def older(tmp_path: Path) -> Backup:
    """A backup without the step that the file has."""
    step, _ = make.small_corpus()
    with make.opened(make.project_file(tmp_path)) as project:
        made = backup(project.file, BackupReason("open")).backup
        project.journal.apply(step)
    return made


def n_steps(path: Path) -> int:
    return check(path).n_steps


def test_what_stood_there_is_kept_beside_it_under_a_name_that_says_so(tmp_path, older) -> None:
    path = tmp_path / "study.annotator"
    path.chmod(0o640)
    kept = put_back(older, path, who="A")
    assert kept == tmp_path / "study (before restore).annotator"
    assert (n_steps(path), n_steps(kept)) == (1, 2)
    assert path.stat().st_mode & 0o777 == 0o640
    again = put_back(older, path, who="A")
    assert again == tmp_path / "study (before restore) 2.annotator"
    assert n_steps(again) == 1
    assert sorted(one.name for one in tmp_path.glob("*.annotator*")) == sorted(
        one.name for one in (path, kept, again)
    )


def test_a_file_that_is_damaged_or_gone_is_restored_too(tmp_path, older) -> None:
    path = tmp_path / "study.annotator"
    path.write_bytes(b"rubbish")
    kept = put_back(older, path, who="A")
    assert kept is not None
    assert kept.read_bytes() == b"rubbish"
    path.unlink()
    assert put_back(older, path, who="A") is None
    assert check(path).ok


def test_a_journal_that_was_left_behind_goes_with_its_own_file(tmp_path, older) -> None:
    path = tmp_path / "study.annotator"
    journal = tmp_path / "study.annotator-journal"
    journal.write_bytes(b"of the file that was there")
    kept = put_back(older, path, who="A")
    assert kept is not None
    assert not journal.exists()
    assert Path(f"{kept}-journal").read_bytes() == b"of the file that was there"
    assert check(path).ok


def test_one_that_is_damaged_is_never_put_back(tmp_path, older) -> None:
    path = tmp_path / "study.annotator"
    before = path.read_bytes()
    older.path.write_bytes(older.path.read_bytes()[:-4096])
    with pytest.raises(DamagedProject, match=older.id):
        put_back(older, path, who="A")
    with pytest.raises(DamagedProject):
        write_as(older, tmp_path / "new.annotator")
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.glob("*.annotator*")] == ["study.annotator"]


def test_a_file_that_somebody_has_open_to_write_is_left_alone(tmp_path, older) -> None:
    path = tmp_path / "study.annotator"
    with open_file(path, who="A"), pytest.raises(LockedProject):
        put_back(older, path, who="B")
    assert n_steps(path) == 2


def test_elsewhere_it_is_a_project_of_its_own_and_never_over_a_file(tmp_path, older) -> None:
    write_as(older, tmp_path / "new.annotator")
    assert n_steps(tmp_path / "new.annotator") == 1
    with pytest.raises(TargetExists):
        write_as(older, tmp_path / "study.annotator")
    assert n_steps(tmp_path / "study.annotator") == 2

"""Backups are whole copies with a name that tells when; old ones are thinned, never all."""

from __future__ import annotations

import errno
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator import paths
from annotator.errors import AnnotatorError, CannotWrite, DiskFull
from annotator.store.backups.making import (
    FEWEST,
    Backup,
    backup,
    has_news,
    list_backups,
    to_thin,
)
from annotator.store.check import check
from annotator.store.file import open_file
from tests import builders as make

AT = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def test_a_backup_is_a_whole_project_made_while_it_is_open(tmp_path: Path) -> None:
    step, _ = make.small_corpus()
    with make.opened(make.project_file(tmp_path, step)) as project:
        made = backup(project.file, "open")
        project.journal.undo()
        (listed,) = list_backups(project.file.project_id)
        assert (listed.path, listed.n_steps, listed.reason) == (made, 2, "open")
        assert listed.size == made.stat().st_size
    assert check(made).ok
    with open_file(made, read_only=True) as copy, copy.reader() as reader:
        assert reader.article_ids() == ("article-1",)
    assert made.is_relative_to(paths.data_folder() / "backups")


def test_two_backups_of_one_second_have_two_names(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        assert len({backup(file, "step", AT) for _ in range(3)}) == 3
        assert len(list_backups(file.project_id)) == 3


def test_a_backup_is_due_when_there_are_steps_that_none_holds(tmp_path: Path) -> None:
    step, _ = make.small_corpus()
    with make.opened(make.project_file(tmp_path, step)) as project:
        assert has_news(project.file, 2)
        backup(project.file, "open")
        assert not has_news(project.file, 2)
        assert has_news(project.file, 3)
        assert not has_news(project.file, 1)


def test_a_project_id_from_a_strange_file_stays_inside_the_folder(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        for file.project_id in ("../../out", "/etc", "", "a" * 300, "a\0b"):
            made = backup(file, "open", AT)
            assert made.parent == paths.data_folder() / "backups" / "other"


def test_where_no_backup_can_be_made_it_is_said(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    paths.data_folder().parent.mkdir(exist_ok=True)
    paths.data_folder().write_text("in the way")
    words = r"No backup of “study\.annotator” could be made"
    with open_file(path) as file, pytest.raises(CannotWrite, match=words):
        backup(file, "open")


def test_files_of_other_names_are_no_backups(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        made = backup(file, "open", AT)
    (made.parent / "mine.annotator").write_text("x")
    assert [one.path for one in list_backups(file.project_id)] == [made]
    assert list_backups("no such project") == ()


def one(age: timedelta, size: int = 1) -> Backup:
    """Give a backup of this age."""
    return Backup(Path(f"{age}"), AT - age, 1, "step", size)


def test_all_of_the_last_hour_then_fewer_and_fewer_are_kept() -> None:
    recent = [one(timedelta(minutes=n)) for n in range(0, 60, 5)]
    of_a_day = [one(timedelta(hours=2, minutes=10 + n)) for n in range(3)]
    of_a_month = [one(timedelta(days=3, minutes=n)) for n in range(3)]
    older = [one(timedelta(days=80, minutes=n)) for n in range(3)]
    thinned = to_thin([*older, *recent, *of_a_month, *of_a_day], AT)
    assert set(thinned) == {*of_a_day[1:], *of_a_month[1:], *older[1:]}


def test_at_least_five_are_kept() -> None:
    old = [one(timedelta(days=80, minutes=n)) for n in range(8)]
    assert len(to_thin(old, AT)) == 8 - FEWEST


def test_of_more_than_two_gigabytes_the_newest_are_kept() -> None:
    large = [one(timedelta(minutes=n), size=900 * 1024**2) for n in range(6)]
    assert set(to_thin(large, AT)) == set(large[2:])
    huge = [one(timedelta(minutes=1), size=3 * 1024**3)]
    assert to_thin(huge, AT) == ()


def test_making_a_backup_takes_the_old_ones_away_that_may_go(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        old = [backup(file, "step", AT - timedelta(days=80, minutes=n)) for n in range(6)]
        made = backup(file, "open", AT)
        listed = [one.path for one in list_backups(file.project_id)]
    assert listed == [made, *old[:4]]
    assert sorted(made.parent.iterdir()) == sorted(listed)


def test_backups_of_one_second_are_listed_by_their_steps(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        first = backup(file, "step", AT)
        second = first.with_name(first.name.replace("-1-step", "-12-step"))
        second.write_bytes(b"x")
        listed = list_backups(file.project_id)
    assert [(one.path, one.n_steps, one.at) for one in listed] == [(second, 12, AT), (first, 1, AT)]


def test_a_backup_that_goes_while_it_is_listed_is_passed_over(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        made = backup(file, "step", AT)
        made.with_name(made.name.replace("-1-step", "-2-step")).symlink_to("nowhere")
        assert [one.path for one in list_backups(file.project_id)] == [made]


def test_a_project_that_is_damaged_gives_no_backup(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    with open_file(path) as file:
        data = bytearray(path.read_bytes())
        data[24:28] = b"\0\0\1\0"  # as if another program had written it
        data[4096:8192] = b"\xff" * 4096
        path.write_bytes(bytes(data))
        with pytest.raises(AnnotatorError) as caught:
            backup(file, "open", AT)
        assert caught.value.message.startswith("“study.annotator”")
        assert list_backups(file.project_id) == ()
    assert not list((paths.data_folder() / "backups").rglob("*.annotator"))


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EIO, CannotWrite)])
def test_a_full_disk_is_told_from_another_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[AnnotatorError]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "no")

    with open_file(make.project_file(tmp_path)) as file:
        monkeypatch.setattr(Path, "replace", fail)
        with pytest.raises(kind, match="No backup of") as caught:
            backup(file, "open", AT)
        assert type(caught.value) is kind
        folder = paths.data_folder() / "backups" / file.project_id
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("age", "beside"),
    [
        (timedelta(hours=1), timedelta(seconds=1)),
        (timedelta(days=1), timedelta(hours=1)),
        (timedelta(days=31), timedelta(days=1)),
    ],
)
def test_the_last_moment_of_a_stretch_belongs_to_it(age: timedelta, beside: timedelta) -> None:
    """At its end two backups stand where a moment later one of them would go."""
    newest = [one(timedelta(seconds=n)) for n in range(FEWEST)]
    two = [one(age), one(age - beside)]
    assert to_thin([*newest, *two], AT) == ()


def test_just_two_gigabytes_are_kept() -> None:
    half = [one(timedelta(minutes=n), size=1024**3) for n in range(2)]
    assert to_thin(half, AT) == ()
    assert to_thin([*half, one(timedelta(minutes=3))], AT) == (one(timedelta(minutes=3)),)


def test_the_project_that_was_just_made_needs_no_backup(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        assert not has_news(file, 1)
        assert has_news(file, 2)

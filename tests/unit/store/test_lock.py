"""The writer lock is held by one, told to the others, and gone with its holder."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import LockedProject
from annotator.store.lock import lock_path, take_lock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "my study.annotator"


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    lock = take_lock(path, who="Ada")
    yield
    lock.release()


def test_the_lock_file_says_who_holds_it_where_and_since_when(path: Path) -> None:
    with held(path):
        assert lock_path(path).name == ".~lock.my study.annotator"
        said = json.loads(lock_path(path).read_text())
        assert (said["coder"], said["computer"]) == ("Ada", socket.gethostname())
        assert set(said) == {"coder", "computer", "process", "time"}
    assert not lock_path(path).exists()


def test_only_one_holds_it(path: Path) -> None:
    first = take_lock(path, who="Ada")
    with pytest.raises(LockedProject, match="is open in another window since") as caught:
        take_lock(path, who="Bo")
    assert caught.value.hint == "Go to that window, or open it to read."
    first.release()
    first.release()
    take_lock(path, who="Bo").release()


def test_whoever_took_the_file_away_does_not_let_two_in(path: Path) -> None:
    first = take_lock(path, who="Ada")
    lock_path(path).unlink()
    second = take_lock(path, who="Bo")
    first.release()
    assert lock_path(path).exists()
    with pytest.raises(LockedProject):
        take_lock(path, who="Cy")
    second.release()


def test_a_lock_left_by_a_program_that_died_here_is_taken_over(path: Path) -> None:
    left = {"coder": "Bo", "computer": socket.gethostname(), "process": "1", "time": "x"}
    lock_path(path).write_text(json.dumps(left))
    take_lock(path, who="Ada").release()


def test_one_left_by_another_computer_is_told_and_stays(path: Path) -> None:
    left = json.dumps({"computer": "far\u202eaway", "time": "2026-01-02T03:04:05Z"})
    lock_path(path).write_text(left)
    with pytest.raises(LockedProject, match=r"computer faraway .* since 2026-01-0\d \d\d:\d\d\."):
        take_lock(path, who="Ada")
    assert lock_path(path).read_text() == left


def test_a_held_lock_without_a_time_is_still_told(path: Path) -> None:
    with held(path):
        lock_path(path).write_text("nonsense")
        with pytest.raises(LockedProject, match=r"is open in another window\."):
            take_lock(path, who="Bo")


def test_a_folder_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"No such file"):
        take_lock(tmp_path / "no" / "x.annotator", who="Ada")

"""The writer lock is held by one, told to the others, and gone with its holder."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.errors import LockedProject
from annotator.store.lock import StrangeLock, lock_path, take_lock
from annotator.store.locks.computer import computer_id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    computer_id()  # known from here on: what opens files below opens lock files alone
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
        assert said["id"] == computer_id()
        assert set(said) == {"coder", "computer", "id", "process", "time"}
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


def test_this_computer_is_known_by_its_id_whatever_it_is_called_now(path: Path) -> None:
    left = {"coder": "Bo", "computer": "as it was called", "id": computer_id()}
    lock_path(path).write_text(json.dumps(left))
    take_lock(path, who="Ada").release()
    lock_path(path).write_text(json.dumps({**left, "computer": socket.gethostname(), "id": "x"}))
    with pytest.raises(LockedProject, match="seems to have"):
        take_lock(path, who="Ada")


def left_at(path: Path, time: datetime) -> str:
    left = json.dumps({"computer": "far\u202eaway", "coder": "Bo", "time": time.isoformat()})
    lock_path(path).write_text(left)
    return left


def test_one_left_by_another_computer_is_told_and_stays(path: Path) -> None:
    left = left_at(path, datetime.now(UTC) - timedelta(days=40))
    told = r"computer faraway .* since 20\d\d-\d\d-\d\d \d\d:\d\d \(by Bo, 40 days ago\)\."
    with pytest.raises(LockedProject, match=told) as caught:
        take_lock(path, who="Ada")
    assert caught.value.is_elsewhere
    assert lock_path(path).read_text() == left


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=-900), "which is still to come: a clock is wrong"),
    ],
)
def test_it_says_how_long_ago(path: Path, ago: timedelta, said: str) -> None:
    left_at(path, datetime.now(UTC) - ago)
    with pytest.raises(LockedProject) as caught:
        take_lock(path, who="Ada")
    assert f"(by Bo, {said})." in caught.value.message


@pytest.mark.parametrize("time", ["", "x", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59"])
def test_a_time_that_is_none_is_no_hindrance(path: Path, time: str) -> None:
    lock_path(path).write_text(json.dumps({"computer": "far", "time": time}))
    with pytest.raises(LockedProject, match="The computer far seems to have"):
        take_lock(path, who="Ada")


def test_one_left_by_another_computer_can_be_taken_over(path: Path) -> None:
    left_at(path, datetime.now(UTC))
    lock = take_lock(path, who="Ada", anyway=True)
    assert json.loads(lock_path(path).read_text())["coder"] == "Ada"
    with pytest.raises(LockedProject, match="is open in another window") as caught:
        take_lock(path, who="Bo", anyway=True)
    assert not caught.value.is_elsewhere
    lock.release()
    assert not lock_path(path).exists()


def test_one_that_another_computer_holds_says_which(path: Path) -> None:
    with held(path):
        left_at(path, datetime.now(UTC))
        with pytest.raises(LockedProject, match="is open on the computer faraway, by Bo") as caught:
            take_lock(path, who="Ada", anyway=True)
        assert not caught.value.is_elsewhere


@pytest.mark.parametrize("kind", ["folder", "link", "pipe", "second name"])
def test_what_is_no_lock_file_is_left_alone(path: Path, kind: str) -> None:
    place, precious = lock_path(path), path.with_name("precious.txt")
    precious.write_text("precious")
    match kind:
        case "folder":
            place.mkdir()
        case "link":
            place.symlink_to(precious)
        case "pipe":
            os.mkfifo(place)
        case "second name":
            os.link(precious, place)
    with pytest.raises(StrangeLock):
        take_lock(path, who="Ada", anyway=True)
    assert os.path.lexists(place)
    assert precious.read_text() == "precious"


def test_a_full_disk_does_not_keep_from_holding_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", full)
    lock = take_lock(path, who="Ada")
    with pytest.raises(LockedProject):
        take_lock(path, who="Bo")
    lock.release()


def test_a_held_lock_without_a_time_is_still_told(path: Path) -> None:
    with held(path):
        lock_path(path).write_text("nonsense")
        with pytest.raises(LockedProject, match=r"is open in another window\."):
            take_lock(path, who="Bo")


def test_a_folder_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"No such file"):
        take_lock(tmp_path / "no" / "x.annotator", who="Ada")


def test_the_lock_of_one_who_comes_in_between_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that was opened is taken away before it is held: the next one is opened."""
    opened: list[int] = []
    closed: list[int] = []
    plain, close = os.open, os.close

    def close_and_note(handle: int) -> None:
        closed.append(handle)
        close(handle)

    def open_and_lose(place: Path, *rest: int) -> int:
        handle = plain(place, *rest)
        opened.append(handle)
        if len(opened) < 3:
            Path(place).unlink()
        return handle

    monkeypatch.setattr(os, "open", open_and_lose)
    monkeypatch.setattr(os, "close", close_and_note)
    lock = take_lock(path, who="Ada")
    assert len(opened) == 3
    assert closed == opened[:2]
    lock.release()
    assert closed == opened
    assert not lock_path(path).exists()


def test_a_file_that_is_taken_away_time_and_again_is_open_elsewhere(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = os.open

    def open_and_lose(place: Path, *rest: int) -> int:
        handle = plain(place, *rest)
        Path(place).unlink()
        return handle

    monkeypatch.setattr(os, "open", open_and_lose)
    with pytest.raises(LockedProject, match=r"is open in another window\."):
        take_lock(path, who="Ada")


@pytest.mark.parametrize(
    ("number", "is_taken"), [(errno.ENOLCK, True), (errno.ENOSYS, True), (errno.EIO, False)]
)
def test_on_a_disk_that_knows_no_locks_the_file_alone_says_who_has_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, is_taken: bool
) -> None:
    def no_lock(*_: object) -> None:
        raise OSError(number, "no locks here")

    monkeypatch.setattr(fcntl, "flock", no_lock)
    if is_taken:
        lock = take_lock(path, who="Ada")
        assert json.loads(lock_path(path).read_text())["coder"] == "Ada"
        lock.release()
    else:
        with pytest.raises(OSError, match="no locks here"):
            take_lock(path, who="Ada")


def test_a_lock_file_that_cannot_be_taken_away_stays_and_the_lock_is_given_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = take_lock(path, who="Ada")

    def no_unlink(*_: object, **__: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", no_unlink)
        lock.release()
    assert lock_path(path).exists()
    take_lock(path, who="Bo").release()


@pytest.mark.parametrize("words", ["[]", '"x"', "{", "[" * 2000, '{"time": 5, "computer": null}'])
def test_a_lock_file_of_nonsense_says_nothing(path: Path, words: str) -> None:
    lock_path(path).write_text(words)
    with held(path):
        said = json.loads(lock_path(path).read_text())
        assert said["process"] == str(os.getpid())


def test_the_hour_is_told_of_today_and_the_day_of_another(path: Path) -> None:
    left = {"computer": "elsewhere"}
    for time, words in (
        (datetime.now(UTC), r"since \d\d:\d\d \("),
        (datetime.now(UTC) - timedelta(days=2), r"since \d{4}-\d\d-\d\d \d\d:\d\d \("),
    ):
        said = {**left, "time": f"{time:%Y-%m-%dT%H:%M:%SZ}"}
        lock_path(path).write_text(json.dumps(said))
        with pytest.raises(LockedProject, match=words):
            take_lock(path, who="Ada")


def test_names_from_a_lock_file_are_cut_to_80_signs(path: Path) -> None:
    lock_path(path).write_text(json.dumps({"computer": "x" * 100}))
    with pytest.raises(LockedProject, match=f"computer {'x' * 80} seems"):
        take_lock(path, who="Ada")

"""A file that was written anew and could not be cut opens, is cut, and no other longer one is."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from annotator.errors import DamagedProject
from annotator.store.check import check
from annotator.store.connection import connect
from annotator.store.copies.colleague import opened_copy
from annotator.store.file import open_file
from annotator.store.moments import anew
from tests import builders as make

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, known = make.small_corpus()
    return make.project_file(tmp_path, step, make.adding(make.note(known["article"], "x" * 9_000)))


def write_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Write a file anew whose note of its length stays, and give how long it was and is."""
    note = anew._note

    def stays(connection: sqlite3.Connection, place: Path | None) -> None:
        if place is not None:
            note(connection, place)

    with contextlib.closing(connect(path, write=True)) as connection:
        connection.execute("CREATE TABLE filler (x)")
        connection.execute("INSERT INTO filler VALUES (zeroblob(50000))")
        connection.execute("DROP TABLE filler")
        with monkeypatch.context() as patch:
            patch.setattr(anew, "_note", stays)
            before = path.stat().st_size
            anew.write_anew(connection, path)
    return before, path.stat().st_size


def longer(path: Path, size: int) -> None:
    """Let a file be as the failing disk leaves it: old pages behind the last new one."""
    with path.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        file.write(b"\x0d" * (size - file.tell()))


def test_a_file_that_was_not_cut_opens_and_is_cut_by_whoever_writes(path, monkeypatch) -> None:
    before, now = write_anew(path, monkeypatch)
    assert now < before
    longer(path, before)
    whole = path.read_bytes()
    assert check(path).ok
    with open_file(path, read_only=True) as file, file.reader() as reader:
        digest = make.digest(reader)
    with opened_copy(path) as theirs:
        assert make.digest(theirs.reader) == digest
    assert path.read_bytes() == whole, "only looked at"
    with open_file(path, who="Ada") as file, file.reader() as reader:
        assert make.digest(reader) == digest
        assert path.stat().st_size == now
        assert check(path).ok
    assert path.read_bytes() == whole[:now]


def test_a_disk_that_cannot_cut_it_either_lets_it_be_read(path, monkeypatch) -> None:
    before, _ = write_anew(path, monkeypatch)
    longer(path, before)

    def fails(*_: object) -> None:
        raise OSError(30, "read-only")

    with monkeypatch.context() as patch:
        patch.setattr(os, "truncate", fails)
        with open_file(path, who="Ada") as file, file.reader() as reader:
            assert reader.article_ids()
    assert path.stat().st_size == before


@pytest.mark.parametrize("more", [-PAGE, PAGE, -1, 1, -10])
def test_any_other_length_is_something_added(path, monkeypatch, more) -> None:
    before, _ = write_anew(path, monkeypatch)
    longer(path, before + more)
    for opening in (lambda: open_file(path, who="Ada").close(), lambda: check(path)):
        with pytest.raises(DamagedProject, match="something was added at its end"):
            opening()


def test_after_a_file_was_cut_nothing_longer_is_taken(path, monkeypatch) -> None:
    before, _ = write_anew(path, monkeypatch)
    with contextlib.closing(connect(path, write=True)) as connection:
        anew.write_anew(connection, path)
    longer(path, before)
    with pytest.raises(DamagedProject, match="something was added at its end"):
        open_file(path, who="Ada").close()

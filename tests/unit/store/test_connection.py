"""Connections have the settings of the design; a busy commit waits; errors become sentences."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from annotator.disk import shown
from annotator.errors import (
    AnnotatorError,
    CannotOpen,
    CannotRead,
    CannotWrite,
    DamagedProject,
    DiskFailed,
    DiskFull,
    ProjectClosed,
    ProjectMoved,
    ReadOnly,
    StepRefused,
)
from annotator.store.connection import (
    cannot_read,
    cannot_write,
    close_writer,
    commit,
    connect,
    reading,
)
from tests import builders as make


def value(connection: sqlite3.Connection, name: str) -> object:
    """Give a setting."""
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_writing_connection_is_durable_and_trusts_no_schema(tmp_path: Path) -> None:
    connection = connect(make.project_file(tmp_path), write=True)
    assert value(connection, "journal_mode") == "truncate"
    assert value(connection, "synchronous") == 3
    assert value(connection, "foreign_keys") == 1
    assert value(connection, "trusted_schema") == 0
    assert value(connection, "cell_size_check") == 1
    assert value(connection, "temp_store") == 2
    assert value(connection, "busy_timeout") == 2000
    assert connection.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 1
    connection.close()


@pytest.mark.parametrize("query_only", [False, True])
def test_a_reading_connection_cannot_write(tmp_path: Path, query_only: bool) -> None:
    connection = connect(make.project_file(tmp_path), write=False, query_only=query_only)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM step")
    connection.close()


def test_a_mistyped_path_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        connect(tmp_path / "no.annotator", write=True)
    assert not (tmp_path / "no.annotator").exists()


def test_a_commit_waits_for_a_reader_instead_of_rolling_back(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    writer, reader = connect(path, write=True), connect(path, write=False)
    writer.execute("PRAGMA busy_timeout = 20")
    half_read = reader.execute("SELECT name FROM sqlite_schema")
    half_read.fetchone()
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE step SET args = '{}'")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        commit(writer, patience_s=0.1)
    assert writer.in_transaction
    done = threading.Timer(0.2, half_read.close)
    done.start()
    commit(writer)
    assert not writer.in_transaction
    done.join()
    writer.close()
    reader.close()


def problem(code: int, kind: type[sqlite3.Error] = sqlite3.OperationalError) -> sqlite3.Error:
    """Give an error of SQLite with this code."""
    error = kind("said in the words of SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (problem(sqlite3.SQLITE_FULL), DiskFull),
        (problem(sqlite3.SQLITE_IOERR_WRITE), CannotWrite),
        (problem(sqlite3.SQLITE_READONLY_DBMOVED), ProjectMoved),
        (problem(sqlite3.SQLITE_READONLY), ReadOnly),
        (problem(sqlite3.SQLITE_CANTOPEN), ReadOnly),
        (problem(sqlite3.SQLITE_BUSY), CannotWrite),
        (problem(sqlite3.SQLITE_CORRUPT), CannotWrite),
        (problem(sqlite3.SQLITE_CONSTRAINT_CHECK), StepRefused),
        (problem(sqlite3.SQLITE_NOMEM), CannotWrite),
        (sqlite3.ProgrammingError("no code"), CannotWrite),
        (OverflowError("too large"), StepRefused),
    ],
)
def test_what_goes_wrong_in_writing_is_a_sentence(
    error: Exception, kind: type[AnnotatorError]
) -> None:
    found = cannot_write(error, Path("/a/study.annotator"))
    assert type(found) is kind
    assert found.message.endswith(".")
    assert found.hint.endswith(".")
    assert found.where.file == "/a/study.annotator"
    assert "SQLite" not in found.sentence()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (problem(sqlite3.SQLITE_BUSY), CannotOpen),
        (problem(sqlite3.SQLITE_CANTOPEN), CannotOpen),
        (problem(sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError), DamagedProject),
        (problem(sqlite3.SQLITE_IOERR_READ), DiskFailed),
        (problem(sqlite3.SQLITE_INTERRUPT), DamagedProject),
        (ValueError("'x' is not a valid State"), DamagedProject),
    ],
)
def test_what_goes_wrong_in_reading_is_a_sentence(
    error: Exception, kind: type[AnnotatorError]
) -> None:
    found = cannot_read(error, Path("study.annotator"))
    assert type(found) is kind
    assert found.message.startswith("“study.annotator” ")
    with pytest.raises(kind), reading(Path("x")):
        raise error


def test_names_are_shown_without_signs_that_turn_or_break_the_line() -> None:
    assert shown(Path("a/é \u202eb\n.annotator")) == "é <202E>b<000A>.annotator"


WRITING = [
    (problem(sqlite3.SQLITE_FULL), "The disk is full"),
    (problem(sqlite3.SQLITE_READONLY_DBMOVED), "was moved or replaced while open"),
    (problem(sqlite3.SQLITE_READONLY), "can no longer be written"),
    (problem(sqlite3.SQLITE_PERM), "can no longer be written"),
    (problem(sqlite3.SQLITE_BUSY_SNAPSHOT), "Another program is using"),
    (problem(sqlite3.SQLITE_LOCKED), "Another program is using"),
    (problem(sqlite3.SQLITE_CORRUPT_INDEX), "is damaged; this step was not saved"),
    (problem(sqlite3.SQLITE_NOTADB), "is damaged; this step was not saved"),
    (problem(sqlite3.SQLITE_MISMATCH), "does not fit what is in the project"),
    (problem(sqlite3.SQLITE_TOOBIG), "does not fit what is in the project"),
    (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), "is damaged; this step was not saved"),
    (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "x"), "signs or numbers that cannot be kept"),
    (problem(sqlite3.SQLITE_IOERR_FSYNC), "The disk did not take this step"),
    (KeyError("x"), "The disk did not take this step"),
]


@pytest.mark.parametrize(("error", "words"), WRITING)
def test_each_way_of_failing_to_write_has_its_own_words(error: Exception, words: str) -> None:
    assert words in cannot_write(error, Path("study.annotator")).message


def test_an_error_of_the_disk_is_a_full_one_where_hardly_any_room_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error, path = problem(sqlite3.SQLITE_IOERR_WRITE), tmp_path / "study.annotator"
    for n_free, kind in ((256 * 1024 - 1, DiskFull), (256 * 1024, CannotWrite)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, n=n_free: shutil._ntuple_diskusage(
            10**9, 10**9 - n, n
        ))  # fmt: skip
        assert type(cannot_write(error, path)) is kind
    monkeypatch.undo()
    assert type(cannot_write(error, tmp_path / "no" / "x.annotator")) is CannotWrite


READING = [
    (problem(sqlite3.SQLITE_LOCKED), CannotOpen, "is being written just now"),
    (problem(sqlite3.SQLITE_PERM), CannotOpen, "cannot be read from here"),
    (problem(sqlite3.SQLITE_READONLY_ROLLBACK), CannotOpen, "cannot be read from here"),
    (problem(sqlite3.SQLITE_INTERRUPT), DamagedProject, "looked through in time"),
    (problem(sqlite3.SQLITE_IOERR_READ), DiskFailed, "did not give all of"),
    (problem(sqlite3.SQLITE_NOTADB), DamagedProject, "makes no sense"),
    (KeyError("x"), DamagedProject, "makes no sense"),
    (RecursionError(), DamagedProject, "makes no sense"),
    (TypeError(), DamagedProject, "makes no sense"),
    (CannotRead("x"), DamagedProject, "makes no sense"),
    (sqlite3.ProgrammingError("closed"), ProjectClosed, "is closed"),
]


@pytest.mark.parametrize(("error", "kind", "words"), READING)
def test_each_way_of_failing_to_read_has_its_own_words(
    error: Exception, kind: type[AnnotatorError], words: str
) -> None:
    with pytest.raises(kind, match=words) as caught, reading(Path("x.annotator")):
        raise error
    assert type(caught.value) is kind
    assert caught.value.hint


def test_a_connection_has_the_limits_and_the_patience_of_its_kind(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    for write, patience in ((True, 2_000), (False, 10_000)):
        connection = connect(path, write=write)
        assert value(connection, "busy_timeout") == patience
        assert value(connection, "cache_size") == -8000
        assert value(connection, "mmap_size") == 0
        assert value(connection, "recursive_triggers") == 0
        assert value(connection, "query_only") == int(not write)
        assert connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == 100_000_000
        assert connection.getlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH) == 1_000_000
        assert connection.isolation_level is None
        threading.Thread(target=connection.close).start()


def test_an_sqlite_that_is_too_old_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make.project_file(tmp_path)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 37, 0))
    connect(path, write=False).close()
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 9))
    with pytest.raises(CannotOpen, match="is too old") as caught:
        connect(path, write=False)
    assert "3.37" in caught.value.hint


def test_closing_a_writer_rolls_back_and_takes_the_journal_away(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    writer = connect(path, write=True)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM meta")
    journal = path.with_name(f"{path.name}-journal")
    assert journal.exists()
    close_writer(writer)
    assert not journal.exists()
    reader = connect(path, write=False)
    assert reader.execute("SELECT count(*) > 0 FROM meta").fetchone() == (1,)
    reader.close()
    with pytest.raises(sqlite3.ProgrammingError):
        writer.execute("SELECT 1")


def test_a_writer_whose_journal_must_stay_is_closed_all_the_same(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    writer, reader = connect(path, write=True), connect(path, write=False)
    writer.execute("PRAGMA busy_timeout = 1")
    half_read = reader.execute("SELECT name FROM sqlite_schema")
    half_read.fetchone()
    close_writer(writer)
    with pytest.raises(sqlite3.ProgrammingError):
        writer.execute("SELECT 1")
    half_read.close()
    reader.close()


def test_a_commit_that_fails_for_good_is_not_tried_again(tmp_path: Path) -> None:
    writer = connect(make.project_file(tmp_path), write=True)
    tried: list[str] = []
    writer.set_trace_callback(tried.append)
    with pytest.raises(sqlite3.OperationalError, match="no transaction"):
        commit(writer)
    assert tried == ["COMMIT"]
    writer.close()


def test_what_the_disk_does_not_give_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "study.annotator"
    path.write_bytes(b"x" * 3_000_000)
    corrupt = problem(sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError)

    def failing(handle: int, n: int, at: int) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    with path.open("rb"):  # as SQLite has it open
        assert type(cannot_read(corrupt, path)) is DamagedProject
        monkeypatch.setattr(os, "pread", failing)
        assert type(cannot_read(corrupt, path)) is DiskFailed
        assert "did not take this step" in cannot_write(corrupt, path).message
    assert type(cannot_read(corrupt, path)) is DamagedProject  # nobody has it open
    assert type(cannot_read(corrupt, tmp_path / "gone")) is DamagedProject

"""Connections have the settings of the design; a busy commit waits; errors become sentences."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from annotator.errors import (
    AnnotatorError,
    CannotOpen,
    CannotWrite,
    DamagedProject,
    DiskFull,
    ProjectMoved,
    ReadOnly,
    StepRefused,
)
from annotator.store.connection import cannot_read, cannot_write, commit, connect, reading, shown
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
        (problem(sqlite3.SQLITE_IOERR_READ), DamagedProject),
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

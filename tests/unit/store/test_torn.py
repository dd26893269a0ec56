"""The looks at every opening: the tables, the pages, the last step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import DamagedProject, ForeignFile
from annotator.store import torn
from tests import builders as make

STEP, KNOWN = make.small_corpus()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    again = make.adding(make.span(KNOWN["article"], "entity", "line", id="span-9"))
    return make.project_file(tmp_path, STEP, again)


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """The file itself, without any guard."""
    made = sqlite3.connect(path, isolation_level=None)
    yield made
    made.close()


def test_a_whole_file_passes_every_look(connection: sqlite3.Connection, path: Path) -> None:
    torn.check_schema(connection, path)
    assert torn.check_pages(connection, path) is True
    torn.check_last_step(connection, path)


def test_the_tables_are_those_of_the_format_and_nothing_else(
    connection: sqlite3.Connection, path: Path
) -> None:
    kinds = {kind for kind, *_ in torn.expected_schema()}
    assert kinds >= {"table", "index"}
    for statement, words in (
        ("CREATE VIEW odd AS SELECT 1", "view odd"),
        ("CREATE TABLE odd (a)", "table odd"),
        ("CREATE INDEX odd ON span (type)", "index odd"),
        ("CREATE TRIGGER odd AFTER DELETE ON span BEGIN SELECT 1; END", "trigger odd"),
    ):
        connection.execute(statement)
        with pytest.raises(ForeignFile, match=words) as refused:
            torn.check_schema(connection, path)
        assert refused.value.where.file == str(path)
        assert "was not opened" in refused.value.hint
        connection.execute(f"DROP {words}")
    torn.check_schema(connection, path)


def test_a_strange_name_is_shown_in_60_printable_signs(
    connection: sqlite3.Connection, path: Path
) -> None:
    connection.execute(f'CREATE TABLE "{"x" * 70}\u202e" (a)')
    with pytest.raises(ForeignFile) as refused:
        torn.check_schema(connection, path)
    assert f"(table {'x' * 60})" in refused.value.message
    assert "\u202e" not in refused.value.message


def test_a_table_that_is_missing_is_damage(connection: sqlite3.Connection, path: Path) -> None:
    ((name,),) = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql > '' LIMIT 1"
    ).fetchall()
    connection.execute(f"DROP INDEX {name}")
    with pytest.raises(DamagedProject, match="some of its tables are missing"):
        torn.check_schema(connection, path)


def test_looking_at_the_pages_ends_when_its_time_is_up(
    connection: sqlite3.Connection, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torn, "_OPERATIONS", 1)
    assert torn.check_pages(connection, path, seconds=-1.0) is False
    assert torn.check_pages(connection, path, seconds=60.0) is True
    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_pages_that_do_not_fit_together_are_damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    connection = sqlite3.connect(path)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'span'"
    ).fetchone()
    connection.close()
    data[(page - 1) * 4096 + 8 : (page - 1) * 4096 + 40] = b"\xff" * 32
    path.write_bytes(bytes(data))
    broken = sqlite3.connect(path, isolation_level=None)
    with pytest.raises((DamagedProject, sqlite3.DatabaseError)):
        torn.check_pages(broken, path)
    broken.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM span WHERE type = 'entity'",
        "UPDATE span SET type = 'cue' WHERE type = 'entity'",
        "DELETE FROM step",
        "UPDATE step SET changes = changes + 1 WHERE id = (SELECT max(id) FROM step)",
    ],
)
def test_a_last_step_that_is_not_in_the_rows_is_a_torn_copy(
    connection: sqlite3.Connection, path: Path, statement: str
) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    with pytest.raises(DamagedProject, match="torn copy") as refused:
        torn.check_last_step(connection, path)
    assert "newest sound backup" in refused.value.hint


def test_what_was_undone_must_be_whole_undone(path: Path) -> None:
    with make.opened(path) as project:
        project.journal.undo()
    connection = sqlite3.connect(path, isolation_level=None)
    torn.check_last_step(connection, path)
    connection.execute("UPDATE step SET changes = changes + 1 WHERE state = 'undone'")
    with pytest.raises(DamagedProject, match="torn copy"):
        torn.check_last_step(connection, path)
    connection.close()


def test_an_error_that_is_no_interruption_is_not_taken_for_the_end_of_time(path: Path) -> None:
    closed = sqlite3.connect(path, isolation_level=None)
    locked = sqlite3.connect(path, isolation_level=None, timeout=0)
    closed.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        torn.check_pages(locked, path, seconds=60.0)
    closed.execute("ROLLBACK")
    assert torn.check_pages(locked, path) is True
    for one in (closed, locked):
        one.close()


@pytest.mark.parametrize("n", [249, 250, 251, 400, 501])
def test_of_a_long_step_the_first_and_last_changes_are_looked_at(tmp_path: Path, n: int) -> None:
    article = KNOWN["article"]
    notes = [make.note(article, f"note {at}", id=f"many-{at}") for at in range(n)]
    path = make.project_file(tmp_path, STEP, make.adding(*notes), name="long.annotator")
    connection = sqlite3.connect(path, isolation_level=None)
    torn.check_last_step(connection, path)
    for text in ("note 0", f"note {n - 1}", "note 248", f"note {max(0, n - 249)}"):
        connection.execute("BEGIN")
        connection.execute("UPDATE note SET text = 'x' WHERE text = ?", (text,))
        with pytest.raises(DamagedProject, match="torn copy"):
            torn.check_last_step(connection, path)
        connection.execute("ROLLBACK")
    connection.close()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE step SET log = '[' WHERE id = 3", "its last step cannot be read"),
        ("UPDATE step SET log = NULL WHERE id = 3", "torn copy"),
        ("UPDATE step SET sum = x'00' WHERE id = 3", "its last step cannot be read"),
    ],
)
def test_a_last_step_that_cannot_be_read_is_told_from_one_that_is_not_there(
    connection: sqlite3.Connection, path: Path, statement: str, words: str
) -> None:
    connection.execute(statement)
    with pytest.raises(DamagedProject, match=words) as refused:
        torn.check_last_step(connection, path)
    assert refused.value.where.file == str(path)

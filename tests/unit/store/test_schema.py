"""A fresh file has exactly the tables that its format is known by, and the rules they keep."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.store.schema import APPLICATION_ID, FORMAT, TEXTS, bring_to_format, database_of
from annotator.store.torn import check_schema, expected_schema
from tests import builders as make


def test_a_fresh_file_has_the_schema_of_its_format_to_the_character(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    connection = sqlite3.connect(path)
    check_schema(connection, path)
    assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA encoding").fetchone() == ("UTF-8",)
    names = [cells[0] for cells in connection.execute("SELECT name FROM _sqlite_migrations")]
    assert names == [f"format_{FORMAT}"]
    connection.close()


def test_all_tables_are_strict_and_only_the_history_holds_blobs(tmp_path: Path) -> None:
    for statement in TEXTS[FORMAT]:
        if statement.startswith("CREATE TABLE") and "_sqlite_migrations" not in statement:
            assert "STRICT" in statement.rsplit(")", 1)[1]
            assert "REAL" not in statement
            history = statement.startswith(("CREATE TABLE step", "CREATE TABLE block"))
            assert ("BLOB" in statement) == history


def test_no_key_cascades_and_all_wait_for_the_commit() -> None:
    connection = sqlite3.connect(":memory:")
    for statement in TEXTS[FORMAT]:
        connection.execute(statement)
        assert "CASCADE" not in statement
        assert statement.count("REFERENCES") == statement.count("DEFERRABLE INITIALLY DEFERRED")
    tables = [cells[0] for cells in connection.execute("SELECT name FROM sqlite_schema")]
    keys = [
        key for table in tables for key in connection.execute(f"PRAGMA foreign_key_list({table})")
    ]
    assert len(keys) > 15


def test_there_are_only_tables_and_indexes() -> None:
    assert {kind for kind, *_ in expected_schema()} == {"table", "index"}


def test_bringing_to_format_is_one_transaction(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "x", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    bring_to_format(database_of(connection))
    connection.execute("ROLLBACK")
    assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    assert connection.execute("PRAGMA user_version").fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO text VALUES ('s', 3, 'ab')",
        "INSERT INTO text VALUES ('s', 0, '')",
        "INSERT INTO origin VALUES (0, 'a%d', 1)",
        "INSERT INTO origin VALUES (16777217, 'a%d', 1)",
        "INSERT INTO span VALUES (1, 'x', 1, 't', 0, 1, 'q', NULL, '', NULL, 1, '', NULL)",
        "INSERT INTO span VALUES (1, 1, 1, 't', 0, 2, 'q', NULL, '', NULL, 1, '', NULL)",
        "INSERT INTO span VALUES (1, 1, 1, 't', 1, 1, '', NULL, '', NULL, 1, '', NULL)",
        "INSERT INTO part VALUES (1, 0, 5, 6, 'a')",
        "INSERT INTO part VALUES (1, 1, 5, 5, '')",
        "INSERT INTO part VALUES (1, 1, 5, 7, 'abc')",
        "INSERT INTO region VALUES (1, 1, 'headline', -1, 5, 'hand', 1)",
        "INSERT INTO link VALUES (1, 1, 1, 't', 5, 5, NULL, 1, '')",
        "INSERT INTO layer VALUES (1, 'robot', 'n', NULL, '', '', 0, '{}')",
        "INSERT INTO layer VALUES (1, 'person', 'n', NULL, '', '', 2, '{}')",
        "INSERT INTO progress VALUES (1, 1, 'todo', '')",
        "INSERT INTO actor VALUES (1, 'n', 'k', '', '', 1)",
        "INSERT INTO named VALUES (1, 'poem', 'n', '{}', 1, '')",
    ],
)
def test_rows_that_make_no_sense_are_refused_by_the_file_itself(statement: str) -> None:
    connection = sqlite3.connect(":memory:")
    for one in TEXTS[FORMAT]:
        connection.execute(one)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


def test_making_a_file_loads_no_library_that_another_only_looks_for(tmp_path: Path) -> None:
    for name in ("numpy", "pandas"):
        (tmp_path / f"{name}.py").write_text(f"raise SystemExit('{name} was loaded')\n")
    code = (
        "import importlib.util, sqlite3, sys\n"
        "from annotator.store.schema import bring_to_format, database_of\n"
        "bring_to_format(database_of(sqlite3.connect(':memory:')))\n"
        "assert 'sqlite_utils' in sys.modules\n"
        "assert importlib.util.find_spec('pandas') is not None\n"
        "assert 'numpy' not in sys.modules\n"
    )
    path = os.pathsep.join((str(tmp_path), *sys.path))
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")

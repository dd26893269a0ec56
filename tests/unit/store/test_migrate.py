"""An older file is brought to a later format whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotWrite
from annotator.store.migrate import migrate
from annotator.store.schema import migrations
from tests import builders as make

if TYPE_CHECKING:
    from sqlite_utils import Migrations
    from sqlite_utils.db import Database


def next_format(change: Callable[[Database], None]) -> Migrations:
    """Give the migrations of a format that does not exist yet."""
    every = migrations()

    @every()
    def format_3(db: Database) -> None:
        change(db)

    return every


def test_a_file_is_brought_to_the_next_format_with_a_step_of_its_own(tmp_path: Path) -> None:
    step, _ = make.small_corpus()
    path = make.project_file(tmp_path, step)
    every = next_format(lambda db: db.execute("ALTER TABLE span ADD COLUMN more TEXT") and None)
    migrate(path, new_id=make.new_id, now=make.now, every=every, number=3)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    assert connection.execute("SELECT count(more), count(*) FROM span").fetchone() == (0, 3)
    assert connection.execute("SELECT act, changes, state FROM step WHERE id = 3").fetchone() == (
        "format",
        0,
        "done",
    )
    names = [cells[0] for cells in connection.execute("SELECT name FROM _sqlite_migrations")]
    assert names == ["format_2", "format_3"]
    connection.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    step, _ = make.small_corpus()
    path = make.project_file(tmp_path, step)
    before = path.read_bytes()

    def half(db: Database) -> None:
        db.execute("ALTER TABLE span ADD COLUMN more TEXT")
        db.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(CannotWrite):
        migrate(path, new_id=make.new_id, now=make.now, every=next_format(half), number=3)
    assert path.read_bytes() == before


def test_a_step_that_only_changed_the_format_does_not_hide_those_before(tmp_path: Path) -> None:
    step, _ = make.small_corpus()
    path = make.project_file(tmp_path, step)
    migrate(path, new_id=make.new_id, now=make.now)
    with make.opened(path) as project:
        assert [one.step.act for one in project.reader.steps()] == ["format", "import", "new"]
        undoable = project.journal.undoable()
        assert undoable is not None
        assert undoable.act == "import"
        project.journal.undo()
        assert project.reader.article_ids() == ()

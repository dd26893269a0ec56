"""Undoing and doing again is counted in the file, by steps; nothing else is."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from annotator.store.check import check
from annotator.store.moments.turns import count_turns, n_turns
from tests import builders as make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, known = make.small_corpus()
    return make.project_file(tmp_path, step, make.adding(make.note(known["article"], "a note")))


def turns(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return n_turns(connection)


def test_each_step_undone_or_done_again_counts(path: Path) -> None:
    assert turns(path) == 0
    with make.opened(path) as project:
        project.journal.undo_to(1)
        assert turns(path) == 2
        project.journal.redo()
        assert turns(path) == 3
        project.journal.apply(make.adding(make.note(make.small_corpus()[1]["article"], "more")))
    assert turns(path) == 3
    assert check(path).problems == ()


@pytest.mark.parametrize("said", ["", "x", "-3", "9" * 40])
def test_what_is_no_number_is_none(path: Path, said: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO meta VALUES ('turns', ?)", (said,))
        assert n_turns(connection) == 0
        count_turns(connection, 2)
        assert n_turns(connection) == 2

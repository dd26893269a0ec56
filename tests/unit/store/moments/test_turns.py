"""Undoing and doing again is counted in the file, by steps; nothing else is."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from annotator.store.check import check
from annotator.store.moments.turns import count_turns, n_turns, turns_differ
from annotator.store.write import put_meta
from tests import builders as make

TOLD = "What was undone or done again last is not as the file says."


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


@pytest.mark.parametrize(
    "said", ["", "x", "-3 1 done 4", "3", f"{'9' * 60} 1 done 4", "2 1 dropped 4"]
)
def test_what_makes_no_sense_is_none(path: Path, said: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'turns'", (said,))
        assert n_turns(connection) == 0
        assert not turns_differ(connection)
        count_turns(connection, 2, 3, back=True)
        assert n_turns(connection) == 2


def test_facts_of_before_a_turn_beside_the_steps_of_after_are_told(path: Path) -> None:
    """And the other way round: pages of two states were mixed."""
    note = make.note(make.small_corpus()[1]["article"], "more", id="note-9")
    turns = ["undo", "undo", "redo", "redo", "undo", "do", "undo", "redo"]
    for turn in turns:
        before, facts_before = path.read_bytes(), facts(path)
        with make.opened(path) as project:
            if turn == "do":
                project.journal.apply(make.adding(note))
            else:
                getattr(project.journal, turn)()
        assert check(path).problems == ()
        after, facts_after = path.read_bytes(), facts(path)
        if turn == "do":
            assert facts_after == facts_before
            continue
        for content, said in ((after, facts_before), (before, facts_after)):
            path.write_bytes(content)
            put(path, said)
            assert check(path).problems == (TOLD,)
        path.write_bytes(after)


def test_a_file_of_earlier_programs_says_nothing_and_is_sound(path: Path) -> None:
    with make.opened(path) as project:
        project.journal.undo()
    put(path, None)
    assert check(path).problems == ()


def facts(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT value FROM meta WHERE key = 'turns'").fetchone()
    return str(found[0])


def put(path: Path, value: str | None) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        put_meta(connection, {"turns": value})

"""The name of a step: part of the step's sum, told when a bit of it is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import StepRefused, WrongUse
from annotator.store.check import check
from annotator.store.history import SMALL_CHANGES
from tests import builders as make

LARGE = SMALL_CHANGES + 10


def written(path: Path, *statement: object) -> None:
    """Change the file behind the program's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(*statement)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    article = make.article("a " * LARGE)
    spans = [make.span(article, "claim", (n, n + 1)) for n in range(0, 2 * LARGE, 2)]
    return make.project_file(
        tmp_path, make.adding(make.layer(), article), make.adding(*spans), make.adding()
    )


@pytest.mark.parametrize("number", [2, 3], ids=["small", "large"])
def test_a_name_given_changed_and_taken_away_keeps_the_history_sound(path, number):
    with make.opened(path) as project:
        for label in ("in May", "in June", None, "in May"):
            step = project.journal.name_step(number, label)
            assert (step.number, step.changes) == (number, ())
            infos = {one.step.number: one.label for one in project.reader.steps()}
            assert infos == {1: None, 2: None, 3: None, number: label}
            assert check(path).problems == ()
        while project.reader.steps()[0].state == "done":
            project.journal.undo()
        project.journal.redo_to(3)
    assert check(path).problems == ()


@pytest.mark.parametrize("number", [2, 3], ids=["small", "large"])
@pytest.mark.parametrize("damage", ["in Mbx", None])
def test_a_name_that_was_damaged_or_lost_is_told(path, number, damage):
    with make.opened(path) as project:
        project.journal.name_step(number, "in May")
    written(path, "UPDATE step SET label = ? WHERE label = 'in May'", (damage,))
    assert any(f"Step {number} " in one for one in check(path).problems)


def test_a_name_out_of_nowhere_is_told(path):
    written(path, "UPDATE step SET label = 'x' WHERE id = 2")
    assert any("Step 2 " in one for one in check(path).problems)


def test_a_damaged_step_does_not_become_sound_by_a_name(path):
    written(path, "UPDATE step SET act = 'other' WHERE id = 2")
    with make.opened(path) as project, pytest.raises(StepRefused, match="damaged"):
        project.journal.name_step(2, "in May")
    assert not check(path).ok


def test_only_a_step_that_holds_gets_a_name_that_no_other_has(path):
    with make.opened(path) as project:
        project.journal.name_step(2, "in May")
        with pytest.raises(WrongUse, match="Step 2 has the name “in May”"):
            project.journal.name_step(3, "in May")
        project.journal.undo()
        for number in (3, 9):
            with pytest.raises(WrongUse, match="does not hold"):
                project.journal.name_step(number, "x")
        assert [one.label for one in project.reader.steps()] == [None, "in May", None]

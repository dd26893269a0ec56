"""What the history says of lists between two moments."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.layer import State
from annotator.store.lists import steps_done
from annotator.store.lists.steps_done import StepsDone, states_since
from tests import builders as make

ARTICLES = [make.article(f"Text {n}", id=f"article-{n}", number=n) for n in range(1, 4)]


class Watched:
    """A project and the moments that are remembered of it."""

    def __init__(self, opened: make.Opened, connection: sqlite3.Connection) -> None:
        self.journal, self.connection = opened.journal, connection
        self.began = StepsDone.of(connection)

    def changed(self) -> set[str] | None:
        """Give the titles of articles with another state since the beginning, both ways."""
        now = StepsDone.of(self.connection)
        found = states_since(self.connection, self.began, now)
        assert states_since(self.connection, now, self.began) == found
        if found is None:
            return None
        layers = {layer for layer, _ in found}
        assert layers <= {number for (number,) in self.rows("SELECT id FROM layer")}
        titles = dict(self.rows("SELECT id, title FROM article"))
        return {titles[article] for _, article in found}

    def rows(self, sql: str) -> list[tuple[int, str]]:
        return self.connection.execute(sql).fetchall()

    def set(self, n: int, state: State = State.DONE) -> None:
        self.journal.apply(make.adding(make.progress(ARTICLES[n], state)))


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    articles = [replace(one, title=one.text) for one in ARTICLES]
    path = make.project_file(tmp_path, make.adding(make.layer(), *articles))
    with make.opened(path) as opened, closing(sqlite3.connect(path)) as connection:
        yield Watched(opened, connection)


def test_only_steps_about_states_change_states(watched) -> None:
    assert watched.changed() == set()
    watched.journal.apply(make.adding(make.span(ARTICLES[0], "cue", (0, 4))))
    watched.journal.apply(make.adding(make.note(ARTICLES[0], '["progress", said ["article",')))
    assert watched.changed() == set()
    watched.set(0)
    watched.set(2, State.IN_PROGRESS)
    assert watched.changed() == {"Text 1", "Text 3"}


def test_what_was_undone_again_is_no_change_and_an_undone_step_is_one(watched) -> None:
    watched.set(0)
    watched.set(1)
    watched.began = StepsDone.of(watched.connection)
    watched.journal.undo()
    assert watched.changed() == {"Text 2"}
    watched.journal.redo()
    assert watched.changed() == set()
    watched.journal.undo()
    watched.set(2)  # what was undone is dropped
    assert watched.changed() == {"Text 2", "Text 3"}


@pytest.mark.parametrize(
    "step",
    [
        make.adding(make.article("More", id="article-4", number=4)),
        make.changing(replace(ARTICLES[0], title="Text 1"), replace(ARTICLES[0], title="Else")),
        make.adding(*(make.span(ARTICLES[0], "cue", (0, 4), id=f"s{n}") for n in range(201))),
    ],
    ids=["an article", "a title", "a large step"],
)
def test_more_than_states_is_not_told_apart(watched, step) -> None:
    watched.set(1)
    watched.journal.apply(step)
    assert watched.changed() is None


def test_after_very_many_steps_all_is_read_anew(watched, monkeypatch) -> None:
    watched.set(0)
    watched.set(1)
    monkeypatch.setattr(steps_done, "_MOST", 2)
    assert watched.changed() == {"Text 1", "Text 2"}
    monkeypatch.setattr(steps_done, "_MOST", 1)
    assert watched.changed() is None


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE step SET log = replace(log, 'done', 'gone') WHERE id = 3",
        "DELETE FROM step WHERE id = 3",
    ],
)
def test_of_a_damaged_history_nothing_is_believed(watched, damage: str) -> None:
    watched.set(0)
    watched.set(1)
    watched.connection.execute("PRAGMA foreign_keys = OFF")
    watched.connection.execute(damage)
    assert watched.changed() is None

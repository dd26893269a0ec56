"""Steps done again on paper come to the rows that are there, also where not all rows are kept."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from annotator.store.connection import connect
from annotator.store.health.replay import Replay
from annotator.store.history import logs_of, rows_in
from tests import builders as make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, known = make.small_corpus()
    extra = make.span(known["article"], "entity", "line", id="span-9")
    return make.project_file(
        tmp_path,
        step,
        make.adding(extra),
        make.changing(known["article"], make.article(title="Another", id="article-1")),
        make.removing(extra),
    )


def differing(path: Path, most_rows: int, n_steps: int = 5) -> tuple[list[str], list[bool]]:
    """Give the tables that differ after so many steps, and whether each step went on."""
    replay, follows = Replay(most_rows), []
    with contextlib.closing(connect(path, write=False)) as connection:
        for number in range(1, n_steps + 1):
            for log in logs_of(connection, number):
                follows += [replay.goes_on(one) for one in rows_in(log, back=False)]
        return list(replay.differing(connection)), follows


@pytest.mark.parametrize("most_rows", [1_000, 5, 0])
def test_a_sound_file_is_what_its_steps_say(path: Path, most_rows: int) -> None:
    found, follows = differing(path, most_rows)
    assert found == []
    assert all(follows)


@pytest.mark.parametrize("most_rows", [1_000, 0])
@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE article SET title = 'x'", "article"),
        ("DELETE FROM link", "link"),
        ("UPDATE span SET type = CASE type WHEN 'claim' THEN 'cue' ELSE 'claim' END", "span"),
    ],
)
def test_a_row_that_differs_is_told_by_its_table(
    path: Path, statement: str, table: str, most_rows: int
) -> None:
    """The last one changes types round: as a whole the same words stand in the table."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute(statement)
    assert differing(path, most_rows)[0] == [table]


def test_a_step_that_does_not_find_what_it_changed_is_told(path: Path) -> None:
    replay = Replay()
    with contextlib.closing(connect(path, write=False)) as connection:
        gone = [one for log in logs_of(connection, 5) for one in rows_in(log, back=False)]
        assert not all(replay.goes_on(one) for one in gone)

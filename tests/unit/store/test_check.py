"""The check finds what is wrong and says it; a sound file has no problems."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from annotator.errors import MissingProject
from annotator.store.check import Health, check
from tests import builders as make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, known = make.small_corpus()
    return make.project_file(
        tmp_path,
        step,
        make.adding(make.note(known["claim"], "a note")),
        make.adding(make.region(known["article"], "headline", (0, 23))),
    )


def broken(path: Path, *statements: str) -> Health:
    """Give the health of the file after a stranger's hand."""
    stranger = sqlite3.connect(path)
    stranger.execute("PRAGMA ignore_check_constraints = ON")
    for statement in statements:
        stranger.execute(statement)
    stranger.commit()
    stranger.close()
    return check(path)


def test_a_sound_file_is_counted(path: Path) -> None:
    assert check(path) == Health(ok=True, problems=(), n_articles=1, n_spans=3, n_steps=4)


def test_a_file_that_is_not_there_is_no_health(tmp_path: Path) -> None:
    with pytest.raises(MissingProject):
        check(tmp_path / "no.annotator")


def test_undone_and_dropped_steps_are_no_problem(path: Path) -> None:
    with make.opened(path) as project:
        project.journal.undo()
        project.journal.undo()
        assert check(path).ok
        project.journal.apply(make.adding(make.actor("B")))
    assert check(path).ok


def test_a_file_open_elsewhere_can_be_checked(path: Path) -> None:
    with make.opened(path):
        assert check(path).ok


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE text SET body = replace(body, 'line', 'lime')", "The text .* was changed"),
        ("UPDATE span SET quote = 'SAID' WHERE id & 15 = 3", "words of span span-3 are not those"),
        ("UPDATE span SET type = 'cue' WHERE id & 15 = 1", "Not as the history says: a span"),
        ("UPDATE article SET title = 'x'", "Not as the history says: an article"),
        ("DELETE FROM note", "Not as the history says: a note"),
        ("UPDATE meta SET value = 'x' WHERE key = 'title'", "do not fit their checksum"),
        (
            "UPDATE step SET log = replace(log, 'Mira', 'Myra')",
            "Step 2 of the history is not",
        ),
        ("UPDATE step SET by = uid WHERE id = 2", "Step 2 of the history is not as it was written"),
        ("UPDATE step SET log = '[]' WHERE id = 2", "Step 2 of the history is not"),
        ("UPDATE step SET log = NULL WHERE id = 2", "Step 2 of the history is not"),
        ("UPDATE step SET state = 'done', changes = 9 WHERE id = 4", "torn copy"),
        ('UPDATE region SET "end" = 5000', "ends behind the end of article article-1"),
        (
            "UPDATE note SET owner_id = owner_id + 90",
            "A note belongs to nothing that is there .span-",
        ),
        ("UPDATE attribute SET owner_id = 1 << 50", "An attribute belongs to nothing"),
        ("UPDATE link SET target_id = 99", "points to a row of span that is not there"),
        ("UPDATE link SET article_id = 9", "ties spans of other layers|points to a row of article"),
        ("UPDATE origin SET pattern = 'spam-%d' WHERE pattern = 'span-%d'", "The ids of origin"),
        ("UPDATE origin SET sum = sum + 1", "The ids of origin"),
        ("DELETE FROM origin WHERE pattern = 'span-%d'", "An id is of an origin that is not there"),
        ("UPDATE span SET source_uid = 5", "An id is of an origin that is not there"),
        ("UPDATE article SET title_key = 'a'", "The order of the list of articles was changed"),
        ("UPDATE actor SET merged_into = id", "was merged in a ring"),
        ("UPDATE layer SET kind = 'robot'", "Not as the history says: a layer"),
    ],
)
def test_damage_is_found_and_named(path: Path, statement: str, words: str) -> None:
    health = broken(path, statement)
    assert not health.ok
    assert any(re.search(words, one) for one in health.problems), health.problems
    assert health.n_steps == 4


def test_actors_merged_in_a_ring_are_named(path: Path) -> None:
    health = broken(
        path,
        "INSERT INTO actor SELECT id + 7, 'B', 'person', '', '', id + 8 FROM actor LIMIT 1",
        "INSERT INTO actor SELECT id + 8, 'C', 'person', '', '', id + 7 FROM actor LIMIT 1",
    )
    assert "Actor actor-8 was merged in a ring." in health.problems


def test_a_step_that_does_not_follow_is_found_even_with_a_right_sum(path: Path) -> None:
    health = broken(path, "UPDATE step SET state = 'dropped' WHERE id = 2")
    assert any("Not as the history says" in one for one in health.problems)


def test_at_most_fifty_problems_are_listed(path: Path) -> None:
    health = broken(
        path,
        "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
        " INSERT INTO note SELECT i, 'span', i, '', 0, '', 0, NULL, 0 FROM n",
    )
    assert len(health.problems) == 50

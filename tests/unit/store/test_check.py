"""The check finds what is wrong and says it; a sound file has no problems."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from annotator.errors import DamagedProject, ForeignFile, MissingProject
from annotator.store.check import Health, check
from annotator.store.history import StepSum
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
        ("UPDATE step SET at = 1 << 62 WHERE id = 2", "Step 2 of the history is not"),
        ("UPDATE step SET log = '[' WHERE id = 4", "^Its last step cannot be read.$"),
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


def test_a_file_with_strange_tables_is_refused_and_not_looked_through(path: Path) -> None:
    with pytest.raises(ForeignFile, match="table odd"):
        broken(path, "CREATE TABLE odd (a)")
    with pytest.raises(DamagedProject, match="some of its tables are missing"):
        broken(path, "DROP TABLE odd", "DROP INDEX span_of_article")


def test_looking_through_keeps_the_file_known_as_open_only_meanwhile(path: Path) -> None:
    check(path)
    path.write_bytes(b"x" * path.stat().st_size)
    with pytest.raises(ForeignFile):
        check(path)


def forged(path: Path, number: int, *changes: list[object], **columns: object) -> Health:
    """Give the health after the changes of a step were written anew, with the right sum."""
    stranger = sqlite3.connect(path, isolation_level=None)
    act, args, by, at = stranger.execute(
        "SELECT act, args, by, at FROM step WHERE id = ?", (number,)
    ).fetchone()
    log = columns.get("log", json.dumps(changes, separators=(",", ":")))
    total = StepSum(act=act, args=str(columns.get("args", args)), by=by, at=at)
    total.add(str(log).encode())
    stranger.execute(
        "UPDATE step SET log = ?, args = ?, sum = ?, changes = ? WHERE id = ?",
        (log, columns.get("args", args), total.digest(), len(changes), number),
    )
    stranger.close()
    return check(path)


NOTE = [1 << 50, "span", 1, "words", 1, 0, 0, None, 0]


@pytest.mark.parametrize(
    "change",
    [
        ["note", NOTE, None],
        ["note", {"id": 1 << 50, "text": "words"}, {"text": "other"}],
    ],
)
def test_a_step_that_does_not_go_on_is_found_even_where_its_sum_is_right(
    path: Path, change: list[object]
) -> None:
    health = forged(path, 3, change)
    words = "Step 3 does not go on from where the one before ended."
    assert health.problems.count(words) == 1
    assert not any("Step 2" in one or "as it was written" in one for one in health.problems)


def test_a_row_that_comes_twice_does_not_go_on(path: Path) -> None:
    health = forged(path, 3, ["note", None, NOTE], ["note", None, NOTE])
    assert "Step 3 does not go on from where the one before ended." in health.problems


@pytest.mark.parametrize(
    "columns", [{"log": "{}"}, {"log": "nonsense"}, {"log": '[["odd",null,[1]]]'}, {"args": "[]"}]
)
def test_a_step_that_is_nonsense_cannot_be_read_and_nothing_is_compared_with_it(
    path: Path, columns: dict[str, object]
) -> None:
    health = forged(path, 3, **columns)
    assert "Step 3 of the history cannot be read." in health.problems
    assert not any("Not as the history says" in one for one in health.problems)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file whose last step is in two blocks."""
    step, known = make.small_corpus()
    notes = [make.note(known["article"], f"note {n}", id=f"many-{n}") for n in range(2001)]
    return make.project_file(tmp_path, step, make.adding(*notes))


def test_a_step_in_blocks_is_done_again_like_any_other(large: Path) -> None:
    assert check(large) == Health(ok=True, problems=(), n_articles=1, n_spans=3, n_steps=3)
    assert broken(large, "UPDATE note SET text = 'x' WHERE text = 'note 1000'").problems == (
        "Not as the history says: a note.",
    )


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE block SET sum = zeroblob(32) WHERE n = 0", "Step 3 of the history cannot be read"),
        ("UPDATE block SET body = x'00' WHERE n = 1", "Step 3 of the history cannot be read"),
        ("DELETE FROM block WHERE n = 1", "Step 3 of the history is not as it was written"),
        ("UPDATE step SET sum = zeroblob(16) WHERE id = 3", "Step 3 of the history is not as"),
        ("UPDATE step SET log = '[]' WHERE id = 3", "Step 3 of the history is not as it was"),
    ],
)
def test_damage_of_blocks_is_found_and_named(large: Path, statement: str, words: str) -> None:
    health = broken(large, statement)
    assert any(words in one for one in health.problems), health.problems
    assert not any("Not as the history says" in one for one in health.problems)


def test_what_an_index_says_is_held_against_its_table(path: Path) -> None:
    stranger = sqlite3.connect(path)
    (page,) = stranger.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'article_by_number'"
    ).fetchone()
    stranger.close()
    data = bytearray(path.read_bytes())
    end = page * 4096
    data[end - 2] ^= 1
    path.write_bytes(bytes(data))
    health = check(path)
    assert any("do not fit together (" in one for one in health.problems), health.problems


def test_a_link_between_layers_and_a_stray_note_are_named_by_their_ids(path: Path) -> None:
    health = broken(
        path,
        "INSERT INTO layer SELECT id + 1, kind, name, coder_uid, colour, origin, frozen, record"
        " FROM layer",
        "UPDATE link SET layer_id = layer_id + 1 WHERE id & 15 = 1",
    )
    assert "Link link-1 ties spans of other layers or articles." in health.problems
    assert not any("link-2" in one for one in health.problems)


def test_each_number_of_an_id_is_held_against_its_pattern(path: Path) -> None:
    """A second pattern of the same words would give one thing two ids."""
    health = broken(
        path,
        "INSERT INTO origin SELECT max(id) + (1 << 24), 'span-1%d',"
        " (SELECT sum FROM origin LIMIT 1) FROM origin",
    )
    assert any("The ids of origin" in one for one in health.problems)
    assert len(health.problems) == 1

"""Tables and rows that nobody but a stranger can have written are told, never a traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.errors import (
    CannotOpen,
    DamagedProject,
    ForeignFile,
)
from annotator.store.check import check
from annotator.store.file import open_file
from tests import builders as make
from tests.crash.refusing import refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, _ = make.small_corpus()
    return make.project_file(tmp_path, step)


# --- strange tables -----------------------------------------------------------------------------

STRANGE = [
    ("CREATE VIEW v AS SELECT * FROM article", "view v"),
    ("CREATE TRIGGER t AFTER INSERT ON span BEGIN DELETE FROM part; END", "trigger t"),
    ("CREATE TABLE extra (a)", "table extra"),
    ("CREATE VIRTUAL TABLE words USING fts5(body)", "table words"),
    ("CREATE INDEX more ON span (changed)", "index more"),
    ("ALTER TABLE span ADD COLUMN more TEXT", "table span"),
    ("ALTER TABLE note RENAME COLUMN at TO time", "table note"),
    ("CREATE TABLE g (a, b GENERATED ALWAYS AS (a + 1))", "table g"),
    ("CREATE TEMP TABLE harmless (a)", None),
    ("ANALYZE", "table sqlite_stat1"),
]


@pytest.mark.parametrize(("statement", "named"), STRANGE)
def test_things_we_did_not_put_there(path: Path, statement: str, named: str | None) -> None:
    with sqlite3.connect(path) as stranger:
        stranger.execute(statement)
    stranger.close()
    if named is None:
        with open_file(path, who="Ada"):
            return
    refused(path, ForeignFile, f"contains things Annotator did not put there .{named}")


REWRITTEN = [
    ('CHECK ("frozen" IN (0, 1))', "CHECK (load_extension(1)=1)"),
    ("value TEXT NOT NULL", "value TEXT DEFAULT 1"),
    ("CREATE TABLE note", "CREATE TABLE n0te"),
    ("CREATE TABLE note (", "CREATE TABLE note ))"),
]


@pytest.mark.parametrize(("old", "new"), REWRITTEN)
def test_tables_that_were_rewritten(path: Path, old: str, new: str) -> None:
    with sqlite3.connect(path) as stranger:
        stranger.execute("PRAGMA writable_schema = ON")
        stranger.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?)", (old, new.ljust(len(old)))
        )
    stranger.close()
    before = path.read_bytes()
    with pytest.raises((ForeignFile, DamagedProject)):
        open_file(path, who="Ada")
    assert path.read_bytes() == before


def test_a_missing_table(path: Path) -> None:
    with sqlite3.connect(path) as stranger:
        stranger.execute("DROP TABLE decision")
    stranger.close()
    refused(path, DamagedProject, "some of its tables are missing")


def test_thousands_of_tables(path: Path) -> None:
    with sqlite3.connect(path) as stranger:
        stranger.executescript(
            "BEGIN;" + "".join(f"CREATE TABLE t{n} (a);" for n in range(2_000)) + "COMMIT;"
        )
    stranger.close()
    refused(path, ForeignFile, "contains things Annotator did not put there")


# --- rows from hell -----------------------------------------------------------------------------

HOSTILE_ROWS = [
    'UPDATE span SET "end" = 10000, quote = hex(zeroblob(5000 - start / 2)) WHERE id & 15 = 1',
    'UPDATE span SET start = 9, "end" = 3',
    "UPDATE span SET quote = replace(quote, 'e', 'x')",
    "INSERT INTO part SELECT id, 1, 3, 2, 'x' FROM span",
    "INSERT INTO part SELECT id, 7, 90000, 90001, 'x' FROM span",
    "UPDATE span SET id = -id",
    "UPDATE span SET id = id & 16777215",
    "UPDATE span SET id = id | (1 << 62)",
    "UPDATE span SET by = 0",
    "UPDATE span SET source_uid = -9223372036854775807 - 1",
    "UPDATE article SET id = 1 << 60",
    "DELETE FROM origin",
    "UPDATE origin SET pattern = '%d'  WHERE pattern = 'span-%d'",
    "UPDATE origin SET pattern = 'same' WHERE pattern = 'span-%d'",
    "UPDATE origin SET pattern = '%s%n%999999999d' WHERE pattern = 'span-%d'",
    "UPDATE origin SET id = id + 16777216 * 1000",
    "UPDATE origin SET id = id + 1",
    "UPDATE origin SET pattern = x'00'",
    "UPDATE origin SET pattern = 7",
    "UPDATE step SET at = x'00'",
    "UPDATE span SET created = 1 << 60",
    "UPDATE span SET created = 1.5",
    'UPDATE step SET args = \'{"text":"=9.id"}\'',
    "UPDATE article SET title_key = CAST(x'ff00fe' AS TEXT)",
    "UPDATE span SET how = 'magic'",
    "UPDATE span SET layer_id = 99",
    "UPDATE link SET target_id = 77",
    "UPDATE link SET article_id = 77",
    "UPDATE actor SET merged_into = id",
    "UPDATE layer SET kind = 'nobody'",
    "UPDATE layer SET record = '{'",
    "UPDATE layer SET record = '[]'",
    "UPDATE article SET meta = '" + "[" * 5000 + "'",
    "UPDATE article SET meta = 'null'",
    "UPDATE article SET sha256 = 'x'",
    "UPDATE article SET title = CAST(x'ff00fe' AS TEXT)",
    "UPDATE text SET body = 'short'",
    "UPDATE text SET body = replace(body, 'Ferry', 'Fairy')",
    "UPDATE scheme SET body = '{}'",
    "UPDATE scheme SET body = '{\"types\": 3}'",
    "DELETE FROM scheme",
    "DELETE FROM meta",
    "UPDATE meta SET value = 'other' WHERE key = 'title'",
    "DELETE FROM step",
    "UPDATE step SET log = NULL",
    "UPDATE step SET log = NULL, changes = 0",
    "UPDATE step SET by = 1 << 61",
    "UPDATE step SET state = 'undone' WHERE id = 2",
    "UPDATE step SET state = 'dropped' WHERE id = 2",
    "UPDATE step SET args = '['",
    "UPDATE step SET at = 'never'",
    "UPDATE step SET sum = x''",
    "UPDATE step SET changes = 3",
    "UPDATE step SET changes = 4611686018427387904",
    "UPDATE step SET changes = -4611686018427387904",
    "UPDATE step SET log = '[' WHERE id = 2",
    "UPDATE step SET log = '{}'",
    "UPDATE step SET log = replace(log, 'span', 'sqlite_schema')",
    "UPDATE step SET log = '[[\"span\",null,[1]]]'",
    'UPDATE step SET log = \'[["span",{"id":1},{"idea":2}]]\'',
    "UPDATE step SET log = replace(log, 'null', '1e999')",
    "UPDATE step SET log = CAST(x'ff00fe' AS TEXT)",
    "INSERT INTO block VALUES (2, 0, 1, 5, x'', x'789c')",
    "INSERT INTO attribute VALUES ('span', 7, 'a', 'b', NULL)",
    "INSERT INTO reason SELECT id, 'x', '', '{', '[1' FROM span",
    "INSERT INTO reason SELECT id, 'x', '', '{}', '[[1,2,3]]' FROM span",
    "INSERT INTO note SELECT 5, 'planet', id, '', 0, '', 0, NULL, 0 FROM span LIMIT 1",
    "INSERT INTO progress SELECT y.id, a.id, 'gone', '' FROM layer y, article a",
    "INSERT INTO region SELECT 1, id, 'ghost', 5, 90000, 'hand', 0 FROM article",
    "INSERT INTO region SELECT id, id, 'headline', 5, 90000, 'hand', id FROM article",
    "INSERT INTO decision SELECT id, 'span', 'span-1', 'accept', '{', '7', id, 0, '', ''"
    " FROM layer",
    "INSERT INTO named SELECT id, 'poem', '', '', 0, '' FROM layer",
    "INSERT INTO member SELECT id, id, 1 FROM article",
]


@pytest.mark.parametrize("statement", HOSTILE_ROWS)
def test_rows_that_make_no_sense_are_told_not_met_with_a_traceback(
    path: Path, statement: str
) -> None:
    stranger = sqlite3.connect(path)
    stranger.execute("PRAGMA foreign_keys = OFF")
    stranger.execute("PRAGMA ignore_check_constraints = ON")
    stranger.execute(statement)
    stranger.commit()
    stranger.close()
    before = path.read_bytes()
    try:
        health = check(path)
    except CannotOpen as problem:
        assert problem.message.endswith(".")  # noqa: PT017 - or it is a problem inside
    else:
        assert not health.ok
        assert all(one.endswith(".") for one in health.problems)
    read_all(path)
    assert path.read_bytes() == before


def read_all(path: Path) -> None:
    """Read everything a reader can; only sentences may come out."""
    try:
        file = open_file(path, read_only=True)
    except CannotOpen:
        return
    with file, file.reader() as reader:
        calls: list[Callable[[], object]] = [
            reader.facts,
            reader.schemes,
            reader.layers,
            reader.actors,
            reader.actor_counts,
            reader.decisions,
            reader.steps,
            lambda: list(reader.counted_articles(make.LAYER_ID)),
            lambda: list(reader.contents()),
            lambda: [reader.page(one) for one in reader.article_ids()],
            lambda: [reader.progress(one) for one in reader.article_ids()],
        ]
        for call in calls:
            try:
                call()
            except CannotOpen as problem:
                assert problem.message.endswith(".")  # noqa: PT017 - it need not be raised


def test_a_table_whose_words_are_no_utf_8_is_told(path: Path) -> None:
    content = path.read_bytes()
    at = content.index(b"CREATE TABLE note")
    path.write_bytes(content[: at + 9] + b"\xce" + content[at + 10 :])
    refused(path, DamagedProject, "is damaged")
    with pytest.raises(DamagedProject):
        check(path)

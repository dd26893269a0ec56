"""Forgetting: the first steps go with their words, what holds stays, and `check` finds it sound."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import Cancelled
from annotator.store.check import check
from annotator.store.moments.forgetting import drop_unknown
from annotator.work import Cancel, Watch, silent
from tests import builders as make

UNKNOWN = "a text that no article has any more"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, _ = make.small_corpus()
    made = make.project_file(tmp_path, step)
    with closing(sqlite3.connect(made)) as connection, connection:
        connection.execute(
            "INSERT INTO text (sha256, length, body) VALUES ('0', ?, ?)", (len(UNKNOWN), UNKNOWN)
        )
    return made


def dropped(path: Path, watch: Watch) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        drop_unknown(connection, watch)
        connection.execute("COMMIT")


def test_texts_that_nothing_speaks_of_go_and_their_words_are_overwritten(path: Path) -> None:
    with make.opened(path) as project:
        before = make.digest(project.reader)
    assert UNKNOWN.encode() in path.read_bytes()
    dropped(path, Watch())
    assert UNKNOWN.encode() not in path.read_bytes()
    assert check(path).problems == ()
    with make.opened(path) as project:
        assert make.digest(project.reader) == before


def test_ids_that_are_made_afterwards_are_new(path: Path) -> None:
    dropped(path, Watch())
    with make.opened(path) as project:
        known = {one.id for one in project.reader.page(project.reader.article_ids()[0]).spans()}
        article = project.reader.article(project.reader.article_ids()[0])
        fresh = make.span(article, "cue", (0, 3), id="span-made-later")
        project.journal.apply(make.adding(fresh))
        after = {one.id for one in project.reader.page(article.id).spans()}
        assert after == known | {"span-made-later"}
    assert check(path).problems == ()


def test_a_wish_to_stop_leaves_all(path: Path) -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        dropped(path, Watch(silent, cancel))
    assert UNKNOWN.encode() in path.read_bytes()

"""Texts and quotations that are not as they were written are told."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from annotator.errors import Cancelled, DamagedProject
from annotator.store.connection import connect
from annotator.store.health.content import refuse_damaged, wrong_texts
from annotator.work import Cancel, Watch
from tests import builders as make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, _ = make.small_corpus()
    other = make.article("Another text of its own.", id="article-2")
    return make.project_file(tmp_path, step, make.adding(other, act="import"))


def broken(path: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("PRAGMA ignore_check_constraints = ON")
        stranger.execute(statement)


def told(path: Path, watch: Watch | None = None) -> str:
    with contextlib.closing(connect(path, write=False)) as connection:
        return "\n".join(wrong_texts(connection, watch or Watch()))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE text SET body = replace(body, 'own', 'owl')", "was changed"),
        ("UPDATE span SET quote = 'SAID' WHERE id & 15 = 3", "words of span span-3 are not those"),
    ],
)
def test_a_changed_text_and_a_changed_quotation_are_told(
    path: Path, statement: str, words: str
) -> None:
    assert told(path) == ""
    broken(path, statement)
    assert words in told(path)
    with (
        contextlib.closing(connect(path, write=False)) as connection,
        pytest.raises(DamagedProject, match=words),
    ):
        refuse_damaged(connection, path)


def test_it_stops_when_it_is_wished(path: Path) -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        told(path, Watch(cancel=cancel))


def test_an_index_that_misses_a_row_is_told(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("PRAGMA writable_schema = ON")
        stranger.execute("UPDATE sqlite_schema SET sql = NULL WHERE name = 'nothing'")
        root = stranger.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'span_of_article'"
        ).fetchone()[0]
    content = bytearray(path.read_bytes())
    at = (root - 1) * 4096
    content[at + 3 : at + 5] = b"\0\0"  # the page says that it holds nothing
    path.write_bytes(content)
    with (
        contextlib.closing(connect(path, write=False)) as connection,
        pytest.raises(DamagedProject, match="its pages do not fit together"),
    ):
        refuse_damaged(connection, path)

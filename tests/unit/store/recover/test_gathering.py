"""Rows come to their tables, whether a tree leads to their page or not; old ones stay away."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from annotator.store.recover.gathering import gathered, shapes
from annotator.store.recover.pages import Pages
from annotator.store.rows_sql import TABLES
from tests import builders as make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, known = make.small_corpus()
    article = known["article"]
    spans = [make.span(article, "entity", (at, at + 4), id=f"span-{at:03}") for at in range(60)]
    note = make.note(known["claim"], "a note")
    path = make.project_file(tmp_path, step, make.adding(*spans), make.adding(note))
    with make.opened(path) as project:
        project.journal.apply(make.removing(*spans[:40]))
    return path


def rows_of(path: Path) -> dict[str, list[object]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in shapes()
            if name != "_sqlite_migrations"
        }


def found_in(content: bytes) -> dict[str, list[object]]:
    found = gathered(Pages(content))
    return {
        name: sorted(found.rows.get(name, []), key=repr)
        for name in shapes()
        if name != "_sqlite_migrations"
    }


def test_of_a_sound_file_all_rows_are_found_and_all_tables_complete(path: Path) -> None:
    found = gathered(Pages(path.read_bytes()))
    assert found_in(path.read_bytes()) == rows_of(path)
    assert {form.name for form in TABLES} <= found.complete
    assert found.n_lost_pages == 0


def test_without_the_first_page_rows_are_known_by_their_shape(path: Path) -> None:
    found, wanted = found_in(bytes(4096) + path.read_bytes()[4096:]), rows_of(path)
    assert {name for name in wanted if found[name] != wanted[name]} <= {"member"}


def test_a_table_with_a_broken_page_is_not_complete(path: Path) -> None:
    content = bytearray(path.read_bytes())
    root = shapes()["note"].root
    content[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    found = gathered(Pages(bytes(content)))
    assert "note" not in found.complete
    assert found.rows.get("note") is None
    assert "span" in found.complete

"""Pages are read without SQLite as SQLite reads them; what makes no sense is no record."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest

from annotator.store.recover.pages import INNER_TABLE, LEAF_TABLE, Broken, Pages, TornText


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A table with every kind of value, short and over several pages."""
    place = tmp_path / "x.db"
    chance = random.Random(3)  # noqa: S311 - the same rows each time
    with contextlib.closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)")
        for n in range(90):
            value = chance.choice(
                [None, 0, 1, -1, 127, 2**15, -(2**23), 2**31, 2**47, -(2**62), 2.5]
            )
            text = "ä€" * chance.choice([0, 1, 5, 700, 2_500])
            row = (n * 7_919, value, text, chance.randbytes(3 * n))
            connection.execute("INSERT INTO t VALUES (?, ?, ?, ?)", row)
    return place


def test_all_records_are_those_that_sqlite_gives(path: Path) -> None:
    pages = Pages(path.read_bytes())
    found = [
        (record.rowid, *record.values[1:])
        for number in range(2, pages.n + 1)
        if pages.kind(number) == LEAF_TABLE
        for record in pages.records(number)
        if record is not None and record.is_whole
    ]
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert sorted(found) == connection.execute("SELECT * FROM t ORDER BY id").fetchall()


def test_inner_pages_say_what_lies_below_them(path: Path) -> None:
    pages = Pages(path.read_bytes())
    inner = [n for n in range(1, pages.n + 1) if pages.kind(n) == INNER_TABLE]
    leaves = {n for n in range(2, pages.n + 1) if pages.kind(n) == LEAF_TABLE}
    assert {child for one in inner for child in pages.children(one)} == leaves


def test_a_record_whose_further_pages_are_lost_is_there_in_part(path: Path) -> None:
    content = bytearray(path.read_bytes())
    sound = Pages(bytes(content))
    for number in range(2, sound.n + 1):
        if sound.kind(number) == 0:
            content[(number - 1) * 4096 : number * 4096] = bytes(4096)
    pages = Pages(bytes(content))
    records = [one for n in range(2, pages.n + 1) for one in pages.records(n) if one is not None]
    assert any(not one.is_whole for one in records)
    assert all(one.rowid is not None and one.rowid % 7_919 == 0 for one in records)


def test_a_text_that_is_none_is_told_by_its_bytes(path: Path) -> None:
    content = path.read_bytes().replace("ä".encode(), b"\xff\xfe")
    pages = Pages(content)
    values = [
        value
        for n in range(2, pages.n + 1)
        for one in pages.records(n)
        if one is not None
        for value in one.values
    ]
    assert any(isinstance(one, TornText) for one in values)


def test_free_pages_are_known(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM t WHERE id > 300000")
        (n,) = connection.execute("PRAGMA freelist_count").fetchone()
    assert len(Pages(path.read_bytes()).free()) == n > 0


@pytest.mark.parametrize("seed", range(12))
def test_rubbish_is_no_record_and_no_error(path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([3, 300, 30_000])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    pages = Pages(bytes(content[: chance.choice([len(content), 5_000, 100, 0])]))
    for number in range(pages.n + 2):
        list(pages.records(number))
        with contextlib.suppress(Broken):
            pages.children(number)
    pages.free()

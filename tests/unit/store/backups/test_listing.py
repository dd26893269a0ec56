"""Which backups there are, and which of them are sound: told by what is in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.store.backups.listing import Backup, holding, is_sound, list_backups, newest_sound
from annotator.store.backups.making import BackupReason, backup
from annotator.store.backups.seals import read_seal, seal_path
from annotator.store.file import open_file
from tests import builders as make

AT = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, Backup, Backup]:
    """A project's id, its older backup and its newer one, which has a step more."""
    step, _ = make.small_corpus()
    with make.opened(make.project_file(tmp_path)) as project:
        older = backup(project.file, BackupReason("open"), AT).backup
        project.journal.apply(step)
        newer = backup(project.file, BackupReason("step"), AT + timedelta(hours=1)).backup
        return project.file.project_id, older, newer


def spoil(one: Backup) -> None:
    with closing(sqlite3.connect(one.path, isolation_level=None)) as connection:
        connection.execute("UPDATE text SET body = replace(body, 'promise', 'premise')")
        connection.execute("UPDATE step SET act = 'another' WHERE id = (SELECT max(id) FROM step)")


def test_the_newest_stands_first_and_files_of_other_names_are_no_backups(two) -> None:
    project_id, older, newer = two
    (newer.path.parent / "mine.annotator").write_text("x")
    odd = newer.path.with_name("20269901T000000Z-1-step.annotator")
    odd.write_text("x")
    newer.path.with_name("20260301T120000Z-9-step.annotator").symlink_to("nowhere")
    assert list_backups(project_id) == (newer, older)
    assert list_backups("no such project") == ()


def test_backups_of_one_second_are_listed_by_their_steps(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        first = backup(file, BackupReason("step"), AT).backup.path
        second = first.with_name(first.name.replace("-1-step", "-12-step"))
        second.write_bytes(b"x")
        listed = list_backups(file.project_id)
    assert [(one.path, one.n_steps, one.at) for one in listed] == [(second, 12, AT), (first, 1, AT)]


def test_one_that_was_damaged_since_is_not_sound_and_the_one_before_is_given(two) -> None:
    project_id, older, newer = two
    assert newest_sound(project_id) == newer
    spoil(newer)
    assert not is_sound(newer)
    assert newest_sound(project_id) == older
    older.path.write_bytes(older.path.read_bytes()[:5000])
    assert newest_sound(project_id) is None


def test_one_without_a_seal_is_looked_through_and_sealed(two) -> None:
    project_id, _, newer = two
    seal_path(newer.path).unlink()
    (bare, _) = list_backups(project_id)
    assert bare.seal is None
    assert is_sound(bare)
    sealed = read_seal(newer.path)
    assert sealed is not None
    assert newer.seal is not None
    assert (sealed.last, sealed.done) == (newer.seal.last, newer.seal.done)
    seal_path(newer.path).unlink()
    spoil(bare)
    assert not is_sound(bare)
    assert read_seal(bare.path) is None


def test_one_that_something_harmless_was_written_to_is_sound_still(two) -> None:
    _, _, newer = two
    with closing(sqlite3.connect(newer.path, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA user_version = 2")
    assert newer.path.read_bytes()
    assert is_sound(newer)


def test_the_newest_that_has_some_steps_is_found(two) -> None:
    project_id, older, newer = two
    assert older.seal is not None
    assert newer.seal is not None
    assert holding(project_id, [older.seal.last]) == newer
    assert holding(project_id, [older.seal.last, newer.seal.last]) == newer
    assert holding(project_id, [newer.seal.last, "never-done-1"]) is None
    spoil(newer)
    assert holding(project_id, [older.seal.last]) == older
    assert holding(project_id, [newer.seal.last]) is None


@pytest.mark.parametrize("words", ["", "{", "[]", '{"sha256": 1}', "\udcff", "[" * 100_000])
def test_a_seal_that_cannot_be_read_is_none(two, words: str) -> None:
    _, _, newer = two
    seal_path(newer.path).write_bytes(words.encode("utf-8", "surrogateescape"))
    assert read_seal(newer.path) is None

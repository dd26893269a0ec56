"""A stranger's project file is read from a private copy; it stays as it was, to the byte."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.errors import Cancelled, CannotOpen, DamagedProject, ForeignFile, MissingProject
from annotator.store.copies import colleague
from annotator.store.copies.colleague import opened_copy
from annotator.store.copies.snapshot import clear_left_behind
from annotator.store.lock import FLAGS, try_to_hold
from annotator.work import Cancel
from tests import builders as make
from tests.crash.refusing import everything_in


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    folder = tmp_path / "theirs"
    folder.mkdir()
    return make.project_file(folder, make.small_corpus()[0], name="B?#%.annotator")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def spans_of(path: Path) -> list[str]:
    with opened_copy(path) as found:
        return sorted(span.id for one in found.reader.contents() for span in one.spans)


def times_in(folder: Path) -> dict[str, tuple[int, int]]:
    return {one.name: (one.stat().st_mtime_ns, one.stat().st_size) for one in folder.iterdir()}


def test_the_file_is_read_and_stays_with_its_bytes_size_and_times(theirs: Path, temporary: Path):
    before = everything_in(theirs.parent), times_in(theirs.parent)
    with opened_copy(theirs) as found:
        assert found.path == theirs
        assert found.sha256 == before[0][theirs.name]
        assert [len(one.spans) for one in found.reader.contents()] == [3]
        (folder,) = temporary.iterdir()
        assert folder.stat().st_mode & 0o077 == 0
        assert (everything_in(theirs.parent), times_in(theirs.parent)) == before
    assert list(temporary.iterdir()) == []
    assert (everything_in(theirs.parent), times_in(theirs.parent)) == before


def broken_step(path: Path) -> None:
    """Leave file and journal as a program does that dies in the middle of a step."""
    with sqlite3.connect(path, isolation_level=None) as dying:
        dying.execute("PRAGMA cache_size = 1")
        dying.execute("BEGIN")
        dying.execute("UPDATE text SET body = upper(body)")
        dying.execute("UPDATE span SET type = 'changed'")
        dying.execute("UPDATE meta SET value = 'changed'")
        copies = {}
        dying.execute("INSERT INTO text VALUES ('x', 200000, ?)", ("x" * 200_000,))
        for name in (path, path.with_name(f"{path.name}-journal")):
            copies[name] = name.read_bytes()
        dying.execute("ROLLBACK")
    dying.close()
    for name, content in copies.items():
        name.write_bytes(content)


def test_a_step_that_was_broken_off_is_rolled_back_in_the_copy_only(theirs: Path):
    wanted = spans_of(theirs)
    broken_step(theirs)
    before = everything_in(theirs.parent)
    assert len(before) == 2
    with opened_copy(theirs) as found:
        (content,) = found.reader.contents()
        assert sorted(span.id for span in content.spans) == wanted
        assert {span.type for span in content.spans} == {"claim", "speaker", "cue"}
        assert content.article.text == make.TEXT
    assert everything_in(theirs.parent) == before


def test_without_its_journal_a_broken_step_is_refused(theirs: Path):
    broken_step(theirs)
    theirs.with_name(f"{theirs.name}-journal").unlink()
    with pytest.raises(CannotOpen) as caught:
        spans_of(theirs)
    assert caught.value.where.file == str(theirs)


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
@pytest.mark.parametrize("kind", ["words", "link", "pipe"])
def test_what_lies_beside_and_is_no_journal_of_ours_is_refused(
    theirs: Path, tmp_path: Path, ending: str, kind: str
):
    beside = theirs.with_name(theirs.name + ending)
    if kind == "pipe":
        os.mkfifo(beside)
    elif kind == "link":
        victim = tmp_path / "victim"
        victim.write_bytes(b"mine" * 300)
        beside.symlink_to(victim)
    elif ending == "-wal":
        beside.write_bytes(b"x" * 600)
    else:
        # A journal that names a second file, which SQLite would delete after rolling back.
        victim = tmp_path / "victim"
        victim.write_text("mine")
        name = str(victim).encode()
        head = bytes.fromhex("d9d505f920a163d7") + (b"\0\0\0\0" * 4) + b"\0\0\x02\0\0\0\x10\0"
        total = sum(name).to_bytes(4, "big")
        tail = b"\x40\0\0\1" + name + len(name).to_bytes(4, "big") + total + head[:8]
        beside.write_bytes(head.ljust(512, b"\0") + tail)
    with pytest.raises(ForeignFile, match="which Annotator did not put there"):
        spans_of(theirs)
    if kind != "pipe":
        assert beside.exists()
    if (tmp_path / "victim").exists():
        assert (tmp_path / "victim").read_text().startswith("mine")


def test_a_file_that_is_written_all_the_time_is_tried_again_and_then_named(
    theirs: Path, monkeypatch: pytest.MonkeyPatch
):
    numbers = iter(range(100))
    monkeypatch.setattr(colleague, "_looks", lambda _: next(numbers))
    monkeypatch.setattr(colleague, "_BETWEEN_S", 0.0)
    with pytest.raises(CannotOpen, match="is being written just now"):
        spans_of(theirs)
    assert next(numbers) == 10


def test_a_file_that_rests_again_is_read(theirs: Path, monkeypatch: pytest.MonkeyPatch):
    looks: Callable[[Path], object] = colleague._looks
    some = iter([1, 2])
    monkeypatch.setattr(colleague, "_looks", lambda place: next(some, None) or looks(place))
    monkeypatch.setattr(colleague, "_BETWEEN_S", 0.0)
    assert len(spans_of(theirs)) == 3


def test_a_project_that_is_open_elsewhere_is_copied_by_sqlite(theirs: Path):
    with make.opened(theirs) as working:
        before = everything_in(theirs.parent)
        assert len(spans_of(theirs)) == 3
        working.journal.apply(make.adding(make.actor("New")))
        with opened_copy(theirs) as found:
            assert any(actor.name == "New" for actor in found.reader.actors().every())
        # The writer's own journal, which is empty now.
        names = {*everything_in(theirs.parent)} - {f"{theirs.name}-journal"}
        assert names == set(before)
        working.journal.apply(make.adding(make.actor("Still locked")))


def test_what_a_killed_run_left_is_cleared_and_what_is_in_use_is_not(theirs: Path, temporary: Path):
    left = temporary / "annotator-copy-killed"
    left.mkdir()
    (left / ".in-use").touch()
    (left / "B.annotator").write_bytes(b"x")
    strange = temporary / "annotator-copy-link"
    strange.symlink_to(theirs.parent)
    young, old = temporary / "annotator-copy-young", temporary / "annotator-copy-old"
    young.mkdir()
    old.mkdir()
    os.utime(old, (time.time() - 10_000, time.time() - 10_000))
    held = temporary / "annotator-copy-held"
    held.mkdir()
    handle = os.open(held / ".in-use", FLAGS)
    try:
        assert try_to_hold(handle)
        with opened_copy(theirs):
            clear_left_behind()
            names = {one.name for one in temporary.iterdir()}
            assert {"annotator-copy-held", "annotator-copy-young", "annotator-copy-link"} < names
            assert len(names) == 4
    finally:
        os.close(handle)
    assert theirs.exists()


def test_nothing_but_reading_is_allowed_on_the_copy(theirs: Path):
    with opened_copy(theirs) as found:
        for statement in (
            "DELETE FROM span",
            "CREATE TEMP TABLE t (a)",
            "ATTACH ':memory:' AS other",
            "SELECT load_extension('x')",
        ):
            with pytest.raises(sqlite3.DatabaseError, match=r"authorized|prohibited"):
                found.reader._connection.execute(statement)


def test_damage_inside_is_one_sentence_about_the_file(theirs: Path):
    with make.opened(theirs) as project:
        project.journal.apply(make.adding(make.actor("Later")))
    with sqlite3.connect(theirs) as stranger:
        stranger.execute("UPDATE span SET quote = replace(quote, 'e', 'x')")
    stranger.close()
    with pytest.raises(DamagedProject, match=r"The words of span .* there\)\.$") as caught:
        spans_of(theirs)
    assert caught.value.where.file == str(theirs)


def test_more_marks_on_an_article_than_anybody_makes(theirs: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(colleague, "MOST_MARKS", 2)
    with pytest.raises(CannotOpen, match="more than 2 marks"):
        spans_of(theirs)


def test_a_wish_to_stop_is_heard(theirs: Path):
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled), opened_copy(theirs, cancel):
        pass


def test_no_file_and_no_project(tmp_path: Path):
    with pytest.raises(MissingProject, match="was not found"):
        spans_of(tmp_path / "none.annotator")
    (tmp_path / "words.annotator").write_text("only words\n" * 100)
    with pytest.raises(ForeignFile, match="looks like a text"):
        spans_of(tmp_path / "words.annotator")

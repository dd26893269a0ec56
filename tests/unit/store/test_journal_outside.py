"""The writing connection when others write, and when the disk fails at the end."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from annotator.errors import CannotWrite, SaveUnknown
from tests import builders as make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of two steps."""
    step, _ = make.small_corpus()
    return make.project_file(tmp_path, step)


def test_another_state_of_the_same_count_is_seen(path: Path) -> None:
    """SQLite's counter alone would not tell: its pages in memory would be taken for the file's."""
    _corpus, known = make.small_corpus()
    with make.opened(path) as project:
        whole = path.read_bytes()
        project.journal.apply(make.adding(make.span(known["article"], "entity", "line", id="s-9")))
        now = path.read_bytes()
        # Another state that came to the same number, as one that was mailed forth and back may.
        path.write_bytes(whole[:24] + now[24:40] + whole[40:])
        assert project.journal.changed_elsewhere()
        assert not project.journal.changed_elsewhere()


def test_a_time_that_a_disk_writes_late_is_no_change(path: Path) -> None:
    _, known = make.small_corpus()
    with make.opened(path) as project:
        project.journal.apply(make.adding(make.span(known["article"], "entity", "line", id="s-9")))
        os.utime(path)
        assert not project.journal.changed_elsewhere()
        assert project.journal.undo().act == "mark"


@pytest.fixture
def failing_sync(monkeypatch):
    """A disk whose sync fails, after the step is on it, or before: `failing_sync(after=True)`."""
    from annotator.store import journal

    plain = journal.commit

    def fail(*, after: bool) -> None:
        def commit(connection) -> None:
            monkeypatch.setattr(journal, "commit", plain)
            if after:
                plain(connection)
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
            raise error

        monkeypatch.setattr(journal, "commit", commit)

    return fail


def test_a_sync_that_fails_after_the_commit_is_said_as_unknown(path, failing_sync) -> None:
    _, known = make.small_corpus()
    extra = make.span(known["article"], "entity", "line", id="span-9")
    with make.opened(path) as project:
        failing_sync(after=True)
        with pytest.raises(SaveUnknown, match="now, but whether it stays"):
            project.journal.apply(make.adding(extra))
        assert project.reader.known_ids("span", ["span-9"])
        failing_sync(after=True)
        with pytest.raises(SaveUnknown):
            project.journal.undo()
        assert not project.reader.known_ids("span", ["span-9"])
        project.journal.redo()
        assert project.reader.known_ids("span", ["span-9"])


def test_one_that_fails_before_it_is_said_as_not_saved(path, failing_sync) -> None:
    _, known = make.small_corpus()
    extra = make.span(known["article"], "entity", "line", id="span-9")
    with make.opened(path) as project:
        failing_sync(after=False)
        with pytest.raises(CannotWrite, match="it was not saved") as told:
            project.journal.apply(make.adding(extra))
        assert not isinstance(told.value, SaveUnknown)
        assert not project.reader.known_ids("span", ["span-9"])

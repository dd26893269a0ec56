"""What lies under the name of a project file, asked on a connection of its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.errors import CannotOpen, DamagedProject, ForeignFile
from annotator.store.outside.inside import KnownStep, history_at
from tests import builders as make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of two steps."""
    corpus, _ = make.small_corpus()
    return make.project_file(tmp_path, corpus)


def test_it_gives_the_newest_steps_and_which_of_those_wanted_are_there(path) -> None:
    all_of_it = history_at(path, (), 100)
    assert [one.number for one in all_of_it.newest] == [*range(1, all_of_it.last + 1)]
    last = all_of_it.newest[-1]
    elsewhere = KnownStep(last.number, "another", last.at)
    beyond = KnownStep(last.number + 1, "later", last.at)
    there = history_at(path, (last, elsewhere, beyond), 1)
    assert there.newest == (last,)
    assert there.found == {last.id}
    assert there.project_id == all_of_it.project_id


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", DamagedProject), (b"words " * 2000, ForeignFile), (b"SQLite format 3\0", CannotOpen)],
)
def test_what_is_no_project_is_told_as_what_it_is(path, content, kind) -> None:
    path.write_bytes(content)
    with pytest.raises(kind):
        history_at(path, (), 1)


def test_a_time_that_is_none_hides_no_history(path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE step SET at = 1 << 62 WHERE id = 1")
    assert history_at(path, (), 100).newest[0].at == str(1 << 62)


def test_looked_through_a_torn_one_is_no_history(path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM span")
    assert history_at(path, (), 1).last
    with pytest.raises(DamagedProject):
        history_at(path, (), 1, looks_through=True)

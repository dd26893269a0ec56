"""A file that is cut off, or copied in the middle of a step, is never taken for whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.errors import (
    CannotOpen,
    DamagedProject,
    IncompleteProject,
)
from annotator.store.check import check
from annotator.store.file import open_file
from tests import builders as make
from tests.crash.refusing import refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, _ = make.small_corpus()
    return make.project_file(tmp_path, step)


# --- cut off, torn ------------------------------------------------------------------------------


def test_a_file_cut_off_at_any_page(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    n_pages = len(whole) // 4096
    folder = tmp_path / "cut"
    folder.mkdir()
    place = folder / "x.annotator"
    for page in range(1, n_pages):
        place.write_bytes(whole[: page * 4096])
        refused(
            place,
            IncompleteProject,
            f"is incomplete: {n_pages - page} of {n_pages} pages are missing",
        )
    for size in (16, 99, 511, 513, 4095, len(whole) - 1):
        place.write_bytes(whole[:size])
        refused(place, IncompleteProject, "is incomplete")


def test_a_file_with_something_behind_its_end(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0" * 4096)
    refused(path, DamagedProject, "something was added at its end")


def test_a_copy_torn_in_the_middle_of_a_step_is_never_taken_for_whole(
    path: Path, tmp_path: Path
) -> None:
    _, known = make.small_corpus()
    old = path.read_bytes()
    spans = [
        make.span(known["article"], "entity", (at, at + 4), id=f"span-{at:03}") for at in range(60)
    ]
    with make.opened(path) as project:
        project.journal.apply(make.adding(*spans))
    new = path.read_bytes()
    folder = tmp_path / "torn"
    folder.mkdir()
    place = folder / "x.annotator"
    n_pages = max(len(old), len(new)) // 4096
    n_torn = 0
    for cut in range(1, n_pages):
        for first, second in ((old, new), (new, old)):
            content = first[: cut * 4096] + second[cut * 4096 :]
            if content in (old, new):
                continue
            n_torn += 1
            place.write_bytes(content)
            try:
                health = check(place)
            except CannotOpen as problem:
                assert problem.message.endswith(".")  # noqa: PT017 - or it is a problem inside
            else:
                assert not health.ok, f"pages torn at {cut}"
            assert place.read_bytes() == content
    assert n_torn > 20


def test_the_last_step_is_looked_at_when_opening(path: Path) -> None:
    with sqlite3.connect(path) as stranger:
        stranger.execute("PRAGMA foreign_keys = OFF")
        stranger.execute("DELETE FROM span WHERE id & 15 = 1")
    stranger.close()
    error = refused(path, DamagedProject, "is a torn copy of a project that was being saved")
    assert "backup" in error.hint
    assert not check(path).ok


# --- a copy taken in the middle of a step -------------------------------------------------------


@pytest.fixture
def torn_copy(path: Path, tmp_path: Path) -> tuple[Path, str]:
    """A copy with its journal, taken while a step was half written; and what it was before."""
    _, known = make.small_corpus()
    article = known["article"]
    spans = [
        make.span(article, "cue", (n % 90, n % 90 + 5), id=f"many-{n:04}") for n in range(1_500)
    ]
    with make.opened(path) as project:
        project.journal.apply(make.adding(*spans))
        before = make.digest(project.reader)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA cache_size = 2")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE span SET type = 'entity', changed = 'now'")
    folder = tmp_path / "copies"
    folder.mkdir()
    copy = folder / "copy.annotator"
    copy.write_bytes(path.read_bytes())
    journal = Path(f"{copy}-journal")
    journal.write_bytes(Path(f"{path}-journal").read_bytes())
    writer.execute("ROLLBACK")
    writer.close()
    assert copy.read_bytes() != path.read_bytes()
    return copy, before


@pytest.mark.parametrize("read_only", [False, True])
def test_with_its_journal_such_a_copy_is_what_it_was_before_the_step(
    torn_copy: tuple[Path, str], read_only: bool
) -> None:
    copy, before = torn_copy
    with open_file(copy, read_only=read_only, who="Ada") as file, file.reader() as reader:
        assert make.digest(reader) == before
    assert check(copy).ok


def test_checking_such_a_copy_first_is_as_good(torn_copy: tuple[Path, str]) -> None:
    copy, before = torn_copy
    assert check(copy).ok
    with open_file(copy, who="Ada") as file, file.reader() as reader:
        assert make.digest(reader) == before


def test_without_its_journal_such_a_copy_is_refused(torn_copy: tuple[Path, str]) -> None:
    copy, _ = torn_copy
    Path(f"{copy}-journal").unlink()
    refused(copy, DamagedProject, "is a torn copy of a project|is damaged")

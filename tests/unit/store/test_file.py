"""A project file is made whole or not at all, opens with what it holds, and leaves no trace."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import (
    CannotOpen,
    CannotWrite,
    DamagedProject,
    ForeignFile,
    ProjectClosed,
    ProjectMoved,
    ReadOnly,
    TargetExists,
)
from annotator.store import file as file_module
from annotator.store import torn
from annotator.store.file import ProjectFile, open_file
from annotator.store.lock import lock_path
from tests import builders as make

CHECKOUT = Path(__file__).resolve().parent.parent.parent.parent


def test_opening_to_read_leaves_no_trace_and_gives_no_journal(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    before = (path.stat().st_mtime_ns, path.read_bytes())
    with open_file(path, read_only=True) as file:
        assert file.read_only
        with file.reader() as reader:
            assert reader.last_steps().number == 1
        with pytest.raises(ReadOnly, match="opened to read"):
            file.journal()
        assert sorted(one.name for one in tmp_path.iterdir()) == [
            "annotator-home",
            "study.annotator",
        ]
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_closing_twice_is_harmless_and_gives_the_lock_back(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    file = open_file(path, who="Ada")
    file.close()
    file.close()
    with open_file(path, who="Bo") as again:
        assert not again.read_only


def test_all_pages_are_looked_through(tmp_path: Path) -> None:
    with open_file(make.project_file(tmp_path)) as file:
        file.is_looked_through = False
        file.look_through()
        assert file.is_looked_through


def test_opening_and_reading_does_not_load_sqlite_utils(tmp_path: Path) -> None:
    step, _ = make.small_corpus()
    path = make.project_file(tmp_path, step)
    program = (
        "import sys; from pathlib import Path; from annotator.store.file import open_file\n"
        "with open_file(Path(sys.argv[1]), who='Ada') as file, file.reader() as reader:\n"
        "    journal = file.journal(); journal.undo(); journal.redo(); journal.close()\n"
        "    print(reader.n_articles(), reader.page('article-1').n_spans)\n"
        "heavy = ('sqlite_utils', 'click', 'numpy', 'PySide6')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    assert said.stdout.splitlines() == ["1 3", "[]"]


def test_a_copy_is_the_project_and_never_goes_over_a_file(tmp_path: Path) -> None:
    step, _ = make.small_corpus()
    with make.opened(make.project_file(tmp_path, step)) as project:
        project.file.copy_to(tmp_path / "copy.annotator")
        with pytest.raises(TargetExists, match="is there already"):
            project.file.copy_to(tmp_path / "copy.annotator")
        with open_file(tmp_path / "copy.annotator") as copy, copy.reader() as reader:
            assert make.digest(reader) == make.digest(project.reader)


@pytest.fixture
def replaced(tmp_path: Path) -> Iterator[ProjectFile]:
    """An open project whose place was taken by another file."""
    step, _ = make.small_corpus()
    path = make.project_file(tmp_path, step)
    with open_file(path) as file:
        path.rename(tmp_path / "moved.annotator")
        path.write_bytes(b"another file")
        yield file


def test_a_copy_is_made_of_the_file_that_was_opened(replaced: ProjectFile, tmp_path: Path) -> None:
    replaced.copy_to(tmp_path / "copy.annotator")
    copied, opened = (tmp_path / f"{name}.annotator" for name in ("copy", "moved"))
    with open_file(copied) as copy, copy.reader() as reader:
        copy_digest = make.digest(reader)
    with open_file(opened) as file, file.reader() as reader:
        assert make.digest(reader) == copy_digest
    for _ in range(2):
        with pytest.raises(ProjectMoved):
            replaced.reader()
        replaced.path.unlink(missing_ok=True)


def test_no_copy_is_made_beside_the_journal_of_another_file(
    replaced: ProjectFile, tmp_path: Path
) -> None:
    replaced.path.with_name(f"{replaced.path.name}-journal").write_bytes(b"x")
    with pytest.raises(CannotOpen, match="is being written just now"):
        replaced.copy_pages(tmp_path / "copy.annotator")


def test_our_own_journal_hinders_no_copy(tmp_path: Path) -> None:
    with make.opened(make.project_file(tmp_path)) as project:
        project.path.with_name(f"{project.path.name}-journal").write_bytes(b"x")
        project.file.copy_pages(tmp_path / "copy.annotator")
    assert (tmp_path / "copy.annotator").stat().st_size


def test_a_copy_that_cannot_be_written_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with make.opened(make.project_file(tmp_path)) as project:
        with pytest.raises(CannotOpen, match="cannot be read from here"):
            project.file.copy_pages(tmp_path / "no" / "copy.annotator")
        with pytest.raises(CannotWrite, match="cannot be made"):
            project.file.copy_to(tmp_path / ("x" * 300))


def test_closing_closes_every_reader(tmp_path: Path) -> None:
    file = open_file(make.project_file(tmp_path), who="Ada")
    readers = [file.reader() for _ in range(2)]
    file.close()
    for reader in readers:
        with pytest.raises(ProjectClosed):
            reader.n_articles()


def test_a_file_that_cannot_be_written_says_why_it_is_open_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make.project_file(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with open_file(path, who="Ada") as file:
        assert file.read_only
        with pytest.raises(ReadOnly, match="this file cannot be written") as caught:
            file.journal()
        assert caught.value.where.file == str(path)
    assert not lock_path(path).exists()


def test_a_folder_that_takes_no_lock_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make.project_file(tmp_path)
    lock_path(path).mkdir()
    with open_file(path, who="Ada") as file:
        assert file.read_only
        assert "“.~lock.study.annotator” beside it is no lock" in file.refusal().message


def test_a_file_that_is_refused_is_let_go(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    whole = path.read_bytes()
    with sqlite3.connect(path) as stranger:
        stranger.execute("DELETE FROM meta")
    stranger.close()
    with pytest.raises(DamagedProject, match="torn copy"):
        open_file(path, who="Ada")
    assert not lock_path(path).exists()
    path.write_bytes(b"x" * len(whole))
    with pytest.raises(ForeignFile):
        open_file(path, who="Ada")
    path.write_bytes(whole)
    with open_file(path, who="Bo") as file:
        assert not file.read_only


def test_a_large_file_is_looked_through_later_and_damage_is_found_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make.project_file(tmp_path)
    with open_file(path) as file:
        assert file.is_looked_through
    monkeypatch.setattr(file_module, "_QUICK_S", -1.0)
    monkeypatch.setattr(torn, "_OPERATIONS", 1)
    with open_file(path) as file:
        assert not file.is_looked_through
        file.look_through()
        assert file.is_looked_through


def test_a_file_shorter_than_its_journal_makes_it_is_incomplete(tmp_path: Path) -> None:
    """With a journal beside it the length is looked at only after SQLite has rolled back."""
    path = make.project_file(tmp_path)
    n_pages = path.stat().st_size // 4096
    path.write_bytes(path.read_bytes()[:-4096])
    path.with_name(f"{path.name}-journal").write_bytes(b"x")
    words = f"1 of {n_pages} pages|is damaged"
    for read_only in (True, False):
        with pytest.raises(CannotOpen, match=words):
            open_file(path, read_only=read_only, who="Ada")


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
@pytest.mark.parametrize("rights", [0o600, 0o640, 0o644])
def test_a_copy_is_for_those_whom_the_project_is_for(tmp_path: Path, rights: int) -> None:
    step, _ = make.small_corpus()
    path = make.project_file(tmp_path, step)
    path.chmod(rights)
    with open_file(path, who="Ada") as file:
        file.copy_to(tmp_path / "copy.annotator")
    assert (tmp_path / "copy.annotator").stat().st_mode & 0o777 == rights

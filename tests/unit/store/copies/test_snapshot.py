"""A moment of a project: read at leisure while steps are written, and gone afterwards."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from pathlib import Path

import pytest

from annotator.errors import DamagedProject, DiskFull
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.store.file import open_file
from tests import builders as make

CODER = Coder("coder-a", "A")


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "study?#.annotator", coder=CODER) as made:
        made.import_text("Harbour opens\n\nMira Talven said so.", "note")
        yield made


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where temporary files go."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_moment_stays_while_steps_are_written_and_hinders_none(project, temporary):
    with project.open_project.file.snapshot() as reader:
        contents = reader.contents()
        assert [content.spans for content in contents] == [()]
        project.mark("1", "cue", (0, 3))
        assert [content.spans for content in contents] == [()]
        assert reader.last_steps().number == 2
        (folder,) = temporary.iterdir()
        assert folder.stat().st_mode & 0o077 == 0
    assert list(temporary.iterdir()) == []
    with project.open_project.file.snapshot() as reader:
        assert reader.last_steps().number == 3


def test_no_room_for_the_copy_is_a_sentence_about_that_disk(project, temporary, monkeypatch):
    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with (
        pytest.raises(DiskFull, match="could not be copied") as caught,
        project.open_project.file.snapshot(),
    ):
        pass
    assert "temporary files" in caught.value.hint


@pytest.mark.parametrize("small_bytes", [10_000_000, 0])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE text SET body = replace(body, 'line', 'lime')",
        "UPDATE span SET quote = 'SAID' WHERE id & 15 = 3",
    ],
)
def test_what_goes_out_is_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, small_bytes: int
) -> None:
    monkeypatch.setattr("annotator.store.copies.snapshot.SMALL_BYTES", small_bytes)
    step, known = make.small_corpus()
    path = make.project_file(tmp_path, step, make.adding(make.note(known["claim"], "later")))
    with open_file(path, read_only=True) as file, file.snapshot(goes_out=True) as reader:
        assert reader.article_ids()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute(statement)
    with (
        open_file(path, read_only=True) as file,
        pytest.raises(DamagedProject, match=r"“study\.annotator” is damaged"),
        file.snapshot(goes_out=True),
    ):
        pass

"""An older state is taken back, of a file that is sound, damaged or gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import WrongUse
from annotator.project import Project
from annotator.project.keeping.backups import has_news
from annotator.project.keeping.restoring import backup_named, backups_of, restore_file
from annotator.store.backups.listing import is_sound
from annotator.store.backups.making import BackupReason
from tests.builders import CODER

TEXT = "Velmora and Talven met again in the capital on Monday."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with a backup that lacks its last step."""
    made = tmp_path / "study.annotator"
    with Project.create(made, coder=CODER) as project:
        project.import_text(TEXT, "note")
        project.note("1", "kept in the backup")
        project.open_project.backups.keep(BackupReason("open"))
        project.note("1", "done since")
    return made


def notes(path: Path) -> list[str]:
    with Project.open(path, coder=CODER, read_only=True) as project:
        return [one.note.text for one in project.reader.note_lines()]


@pytest.mark.parametrize("what", ["sound", "damaged", "gone"])
def test_a_file_is_as_the_backup_and_protected_at_once(path, what) -> None:
    if what == "damaged":
        path.write_bytes(b"rubbish")
    elif what == "gone":
        path.unlink()
    (backup,) = backups_of(path)
    done = restore_file(path, backup, who="A")
    assert notes(path) == ["kept in the backup"]
    assert (done.kept is None) is (what == "gone")
    if what == "sound":
        assert done.kept is not None
        assert notes(done.kept) == ["done since"]
    newest, _ = backups_of(path)
    assert (newest.reason, is_sound(newest)) == ("restored", True)
    with Project.open(path, coder=CODER) as project:
        assert not has_news(project.open_project)


def test_the_newest_sound_one_has_a_name_of_its_own(path) -> None:
    (only,) = backups_of(path)
    assert backup_named(path, "newest") == backup_named(path, only.id) == only
    only.path.write_bytes(b"rubbish")
    with pytest.raises(WrongUse, match="no backup newest"):
        backup_named(path, "newest")
    with pytest.raises(WrongUse, match="no backup 20010101"):
        backup_named(path, "20010101T000000Z-1-step")

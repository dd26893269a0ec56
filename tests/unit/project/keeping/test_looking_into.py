"""A backup is looked into as a copy that goes when it is closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import DamagedProject, ReadOnly
from annotator.project import Project
from annotator.store.backups.making import BackupReason
from tests.builders import CODER


def test_a_copy_shows_what_the_backup_holds_and_takes_no_step(tmp_path: Path) -> None:
    with Project.create(tmp_path / "study.annotator", coder=CODER) as project:
        project.import_text("A text of Velmora.")
        project.open_project.backups.keep(BackupReason("step"))
        project.mark("1", "entity", (10, 17))
        (backup,) = project.backups()
        before = backup.path.read_bytes()
        with project.look_into("newest") as copy:
            place = copy.open_project.file.path
            assert list(copy.spans()) == []
            with pytest.raises(ReadOnly, match="copy of a backup"):
                copy.mark("1", "entity", (10, 17))
        assert not place.exists()
        assert backup.path.read_bytes() == before
        backup.path.write_bytes(before[:8192])
        with pytest.raises(DamagedProject):
            project.look_into(backup)

"""A backup opened to be looked into: a private copy, read only, that goes when it is closed."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.project.keeping.past import PastProject
from annotator.store.backups.putting import see_that_sound
from annotator.store.copies.snapshot import copying, private_place
from annotator.store.file import open_file

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.model.layer import Coder
    from annotator.store.backups.listing import Backup


def looked_into(path: Path, backup: Backup, coder: Coder) -> PastProject:
    """Give a backup of the project file at `path` as a project in which nothing can be changed.

    Raises `DamagedProject`, and `CannotWrite` and `DiskFull` of the disk with temporary files.
    """
    see_that_sound(backup)
    with ExitStack() as undone:
        place = undone.enter_context(private_place(path))
        with copying(path):
            shutil.copyfile(backup.path, place)
        file = undone.enter_context(open_file(place, read_only=True))
        file.only_read(
            tr("This is a copy of a backup, to look into: nothing can be changed in it.")
        )
        with file.reader() as reader:
            last = reader.steps(1, done=True)[0]
        past = PastProject(file, coder, last, path)
        past.beside = undone.pop_all()
    return past

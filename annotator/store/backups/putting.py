"""A backup put in the place of a project's file, which is kept beside it; or written elsewhere.

The file may be damaged or gone: it is not looked into. Nobody may have it open to write.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from annotator import disk
from annotator.disk import shown
from annotator.errors import CannotWrite, DamagedProject, DiskFull, ReadOnly, Where
from annotator.language import tr
from annotator.store.backups.listing import Backup, is_sound
from annotator.store.lock import take_lock
from annotator.store.new_file import made

_BESIDE = ("-journal", "-wal")
"""What belongs to a file that was not closed in peace; a file that comes must not meet it."""


def see_that_sound(backup: Backup) -> None:
    """Raise `DamagedProject` for a backup that was damaged since it was made."""
    if not is_sound(backup):
        raise DamagedProject(
            tr("The backup {name} is damaged.", name=backup.id),
            tr("Take another one; the list says which are sound."),
            Where(str(backup.path)),
        )


def write_as(backup: Backup, to: Path) -> None:
    """Write a backup as a project of its own, never over a file.

    Raises `DamagedProject`, `TargetExists`, `CannotWrite` and `DiskFull`.
    """
    see_that_sound(backup)
    with made(to) as beside:
        shutil.copyfile(backup.path, beside)


def put_back(backup: Backup, path: Path, *, who: str) -> Path | None:
    """Put a backup in the place of the project at `path`; give where what stood there is kept.

    That is `NAME (before restore).annotator` beside it; None where nothing stood there. Raises
    `DamagedProject`, `LockedProject`, `CannotWrite`, `ReadOnly` and `DiskFull`.
    """
    see_that_sound(backup)
    place = path.resolve()
    with _in_words(path), contextlib.ExitStack() as stack:
        lock = take_lock(place, who=who)
        stack.callback(lock.release)
        beside = disk.name_beside(place)
        stack.callback(disk.remove, beside)
        shutil.copyfile(backup.path, beside)
        kept = None
        if os.path.lexists(place):
            beside.chmod(place.stat().st_mode & 0o777)
            kept = _kept_beside(place)
        disk.take_place(beside, place)
        return kept


def _kept_beside(place: Path) -> Path:
    """Give what lies at a place a second name, with the journal that belongs to it."""
    stem, n = tr("{name} (before restore)", name=place.stem), 1
    kept = place.with_name(f"{stem}{place.suffix}")
    while any(os.path.lexists(f"{kept}{ending}") for ending in ("", *_BESIDE)):
        n += 1
        kept = place.with_name(f"{stem} {n}{place.suffix}")
    try:
        os.link(place, kept)
    except OSError:
        shutil.copy2(place, kept)  # a disk without second names
    for ending in _BESIDE:
        if os.path.lexists(f"{place}{ending}"):
            Path(f"{place}{ending}").rename(f"{kept}{ending}")
    return kept


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        where = Where(str(path))
        if disk.is_full(problem):
            sentence = tr("The disk is full: nothing was restored.")
            raise DiskFull(sentence, tr("Free some space and do it again."), where) from problem
        kind = ReadOnly if isinstance(problem, PermissionError) else CannotWrite
        sentence = tr("“{name}” was not restored: it cannot be written.", name=shown(path))
        hint = tr("Write the backup under another name: “--to NEW”, or choose a folder.")
        raise kind(sentence, hint, where) from problem

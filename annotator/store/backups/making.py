"""Backups of a project in the data folder: made, looked through, the old ones thinned.

They outlive the project. Names carry the time and the number of the last step; opening one is
opening any project. When one is due is decided in project/keeping/backups.py.
"""

import contextlib
import logging
import shutil
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from annotator import disk
from annotator.disk import shown
from annotator.errors import CannotWrite, DiskFull, Where
from annotator.language import tr
from annotator.model.article import Json
from annotator.store.backups.listing import (
    RESTORED,
    Backup,
    folder_of,
    list_backups,
    look_through,
)
from annotator.store.backups.seals import Seal, read_seal, seal_path, write_seal
from annotator.store.backups.thinning import Thinned, to_thin
from annotator.store.connection import cannot_read, connect
from annotator.store.file import ProjectFile
from annotator.store.read_lists import LastSteps, read_last_steps
from annotator.store.uids import Uids
from annotator.work import Watch

logger = logging.getLogger(__name__)

_RIGHTS = 0o777
_OPERATIONS = 20_000


@dataclass(frozen=True, slots=True)
class BackupReason:
    """Why a backup is made: one word, such as "open", "step" or "before", and before which step."""

    word: str
    act: str = ""
    args: Mapping[str, Json] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, and those that went for it."""

    backup: Backup
    thinned: Thinned


def backup(
    file: ProjectFile,
    reason: BackupReason,
    now: datetime | None = None,
    watch: Watch | None = None,
) -> Made:
    """Make a backup of an open project; it takes its place when it was looked through.

    Old ones are thinned. Any thread may call it. Raises `CannotWrite`, `DiskFull`, `CannotOpen`
    and its kinds where what is copied is damaged, and `Cancelled`.
    """
    at = now or datetime.now(UTC)
    folder = folder_of(file.project_id)
    beside = disk.name_beside(folder / "copy.annotator")
    place = folder
    try:
        _make_private(folder)
        now_in = _copy(file, beside, watch or Watch())
        mode = file.path.stat().st_mode & _RIGHTS if file.path.exists() else 0o600
        beside.chmod(mode)
        sha256 = disk.sha256_of(beside)
        place = _free_name(folder, f"{at:%Y%m%dT%H%M%SZ}-{now_in.number}-{reason.word}")
        seal = Seal(sha256, *now_in[1:], str(file.path), reason.act, reason.args)
        write_seal(place, seal, mode=mode)
        disk.take_place(beside, place)
        size = place.stat().st_size
    except OSError as problem:
        if place != folder:
            disk.remove(seal_path(place))
        kind = DiskFull if disk.is_full(problem) else CannotWrite
        sentence = tr("No backup of “{name}” could be made.", name=shown(file.path))
        hint = tr("Look whether the disk with your settings has room and may be written.")
        raise kind(sentence, hint, Where(str(file.path))) from problem
    finally:
        disk.remove(beside)
    made = Backup(place, at.replace(microsecond=0), now_in.number, reason.word, size, seal)
    thinned = to_thin(list_backups(file.project_id), at)
    for old in (*thinned.by_time, *thinned.by_size):
        take_away(old)
    return Made(made, thinned)


def made_anew(old: Backup, path: Path, now: datetime | None = None) -> None:
    """Keep a backup again as one of today, since it is what the project at `path` holds now.

    Where there is no room, the old one protects it still.
    """
    at = now or datetime.now(UTC)
    folder = old.path.parent
    beside = disk.name_beside(old.path)
    with contextlib.suppress(OSError):
        shutil.copy2(old.path, beside)
        seal = replace(read_seal(old.path) or Seal(), source=str(path.resolve()))
        place = _free_name(folder, f"{at:%Y%m%dT%H%M%SZ}-{old.n_steps}-{RESTORED}")
        write_seal(place, seal, mode=beside.stat().st_mode & _RIGHTS)
        disk.take_place(beside, place)
    disk.remove(beside)


def take_away(old: Backup) -> None:
    """Take a backup and its seal away; one that cannot go stays."""
    with contextlib.suppress(OSError):
        old.path.unlink()
        seal_path(old.path).unlink(missing_ok=True)
        logger.info("a backup of step %d was thinned out", old.n_steps)


def _make_private(folder: Path) -> None:
    """Make the folder of a project's backups, for nobody else to look into."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in (folder.parent, folder):
        if one.stat().st_mode & 0o077:
            one.chmod(0o700)


def _copy(file: ProjectFile, beside: Path, watch: Watch) -> LastSteps:
    cancel = watch.cancel
    cancel.check()
    try:
        file.copy_pages(beside, watch)
        with contextlib.closing(connect(beside, write=False)) as copy:
            copy.set_progress_handler(cancel.is_wished, _OPERATIONS)
            look_through(copy, file.path, watch)
            return read_last_steps(copy, Uids(copy))
    except (sqlite3.Error, UnicodeError) as problem:
        cancel.check()
        raise cannot_read(problem, file.path) from problem


def _free_name(folder: Path, stem: str) -> Path:
    place, n = folder / f"{stem}.annotator", 1
    while place.exists():
        n += 1
        place = folder / f"{stem}-{n}.annotator"
    return place

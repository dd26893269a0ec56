"""Backups of a project in the data folder: made, listed, thinned. They outlive the project.

Names carry the time and the number of the last step. Opening one is opening any project.
"""

import contextlib
import logging
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from annotator import disk, paths
from annotator.errors import CannotWrite, DiskFull, Where
from annotator.language import tr
from annotator.store.connection import cannot_read, connect, shown
from annotator.store.file import ProjectFile
from annotator.store.torn import check_pages

logger = logging.getLogger(__name__)

LARGEST_TOTAL_BYTES = 2 * 1024**3
FEWEST = 5
_NAME = re.compile(r"(\d{8}T\d{6}Z)-(\d+)-([a-z]+)(?:-\d+)?\.annotator")
_PROJECT = re.compile(r"[0-9A-Za-z_-]{1,80}")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where it is, when it was made (UTC), after how many steps, why, its bytes."""

    path: Path
    at: datetime
    n_steps: int
    reason: str
    size: int


def backup(file: ProjectFile, reason: str, now: datetime | None = None) -> Path:
    """Make a backup of an open project and give its path; old ones are thinned.

    `reason` is one word, such as "open", "step" or "merge". Any thread may call it. Raises
    `CannotWrite`, `DiskFull` or `CannotOpen`.
    """
    at = now or datetime.now(UTC)
    folder = _folder(file.project_id)
    beside = disk.name_beside(folder / "copy.annotator")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        n_steps = _copy(file, beside)
        place = _free_name(folder, f"{at:%Y%m%dT%H%M%SZ}-{n_steps}-{reason}")
        disk.take_place(beside, place)
    except OSError as problem:
        kind = DiskFull if disk.is_full(problem) else CannotWrite
        sentence = tr("No backup of “{name}” could be made.", name=shown(file.path))
        hint = tr("Look whether the disk with your settings has room and may be written.")
        raise kind(sentence, hint, Where(str(file.path))) from problem
    finally:
        disk.remove(beside)
    for old in to_thin(list_backups(file.project_id), at):
        with contextlib.suppress(OSError):
            old.path.unlink()
            logger.info("a backup of step %d was thinned out", old.n_steps)
    return place


def _copy(file: ProjectFile, beside: Path) -> int:
    try:
        file.copy_pages(beside)
        with contextlib.closing(connect(beside, write=False)) as copy:
            check_pages(copy, file.path, seconds=float("inf"))
            n_steps: int = copy.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()[0]
    except (sqlite3.Error, UnicodeError) as problem:
        raise cannot_read(problem, file.path) from problem
    return n_steps


def _free_name(folder: Path, stem: str) -> Path:
    place, n = folder / f"{stem}.annotator", 1
    while place.exists():
        n += 1
        place = folder / f"{stem}-{n}.annotator"
    return place


def _folder(project_id: str) -> Path:
    # The id comes from a file, so it may be anything.
    name = project_id if _PROJECT.fullmatch(project_id) else "other"
    return paths.data_folder() / "backups" / name


def list_backups(project_id: str) -> tuple[Backup, ...]:
    """Give the backups of a project, the newest first."""
    found: list[Backup] = []
    folder = _folder(project_id)
    if not folder.is_dir():
        return ()
    for place in folder.iterdir():
        match = _NAME.fullmatch(place.name)
        if match is None:
            continue
        time, n_steps, reason = match.groups()
        at = datetime.fromisoformat(time)
        with contextlib.suppress(OSError):
            found.append(Backup(place, at, int(n_steps), reason, place.stat().st_size))
    return tuple(sorted(found, key=lambda one: (one.at, one.n_steps, one.path), reverse=True))


def has_news(file: ProjectFile, last_step_number: int) -> bool:
    """Say whether there are steps that no backup holds yet."""
    newest = max((one.n_steps for one in list_backups(file.project_id)), default=0)
    return last_step_number > max(newest, 1)


def to_thin(backups: Sequence[Backup], now: datetime) -> tuple[Backup, ...]:
    """Give those that may go: kept are all of the last hour, one an hour for a day, one a day for
    a month, one a month for ever; at least five, and of more than 2 GB the newest.
    """
    newest_first = sorted(backups, key=lambda one: one.at, reverse=True)
    slots = {_slot(one, now): one for one in reversed(newest_first)}
    kept = [one for one in newest_first if slots[_slot(one, now)] is one]
    others = [one for one in newest_first if one not in kept]
    kept += others[: max(0, FEWEST - len(kept))]
    kept.sort(key=lambda one: one.at, reverse=True)
    totals = accumulate(one.size for one in kept)
    staying = [
        one
        for one, total in zip(kept, totals, strict=True)
        if total <= LARGEST_TOTAL_BYTES or one is kept[0]
    ]
    return tuple(one for one in newest_first if one not in staying)


def _slot(one: Backup, now: datetime) -> str:
    """Give the stretch of time of which the newest backup stays."""
    age = now - one.at
    if age <= timedelta(hours=1):
        return str(one.path)
    if age <= timedelta(days=1):
        return f"{one.at:%Y-%m-%d %H}"
    if age <= timedelta(days=31):
        return f"{one.at:%Y-%m-%d}"
    return f"{one.at:%Y-%m}"

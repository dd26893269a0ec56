"""The backups of a project on this computer: which there are, and which of them are sound.

How they are made is in making.py, which of them go in thinning.py.
"""

import contextlib
import re
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotator import disk, paths
from annotator.errors import AnnotatorError
from annotator.store.backups.seals import Seal, read_seal, write_seal
from annotator.store.check import first_problem
from annotator.store.connection import connect, damaged, reading
from annotator.store.header import look
from annotator.store.read_lists import read_last_steps
from annotator.store.torn import check_schema
from annotator.store.uids import Uids
from annotator.work import Watch

RESTORED = "restored"
_NAME = re.compile(r"(\d{8}T\d{6}Z)-(\d+)-([a-z]+)(?:-(\d+))?\.annotator")
_PROJECT = re.compile(r"[0-9A-Za-z_-]{1,80}")
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where it is, when it was made (UTC), the number of its last step, why, its bytes.

    `seal` is what is known since it was looked through; None for one that never was.
    """

    path: Path
    at: datetime
    n_steps: int
    reason: str
    size: int
    seal: Seal | None = None

    @property
    def id(self) -> str:
        """What it is called: the name of its file without the ending."""
        return self.path.stem


def folder_of(project_id: str) -> Path:
    """Give the folder of a project's backups; it may not exist yet."""
    # The id comes from a file, so it may be anything.
    name = project_id if _PROJECT.fullmatch(project_id) else _OTHER
    return paths.data_folder() / "backups" / name


def list_backups(project_id: str) -> tuple[Backup, ...]:
    """Give the backups of a project, the newest first; none where the folder cannot be read."""
    found: list[Backup] = []
    with contextlib.suppress(OSError):
        for place in folder_of(project_id).iterdir():
            match = _NAME.fullmatch(place.name)
            if match is None:
                continue
            time, n_steps, reason, _ = match.groups()
            with contextlib.suppress(OSError, ValueError):
                at = datetime.strptime(time, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
                size = place.stat().st_size
                found.append(Backup(place, at, int(n_steps), reason, size, read_seal(place)))
    return tuple(sorted(found, key=_age, reverse=True))


def _age(backup: Backup) -> tuple[datetime, int, bool, int]:
    """Give what backups are ordered by: those of one second by steps, then as they were named.

    One that was restored follows the one that it was restored from.
    """
    match = _NAME.fullmatch(backup.path.name)
    n = match[4] if match is not None else None
    return backup.at, backup.n_steps, backup.reason == RESTORED, int(n or 1)


def projects_at(path: Path) -> tuple[str, ...]:
    """Give the ids of the projects that lie at a path, or lay there when a backup was made."""
    found = [*project_in(path)]
    source = str(path.resolve())
    with contextlib.suppress(OSError):
        for folder in sorted(folder_of(_OTHER).parent.iterdir()):
            seals = (one.seal for one in list_backups(folder.name))
            if any(seal is not None and seal.source == source for seal in seals):
                found.append(folder.name)
    return tuple(dict.fromkeys(found))


def project_in(path: Path) -> tuple[str, ...]:
    """Give the id of the project in a file; none where it cannot be read."""
    with contextlib.suppress(AnnotatorError):
        facts = look(path)
        with reading(path), _opened(facts.path) as connection:
            sql = "SELECT value FROM meta WHERE key = 'project_id'"
            return tuple(str(cell) for (cell,) in connection.execute(sql).fetchall())
    return ()


def is_sound(backup: Backup) -> bool:
    """Say whether a backup is whole, by its content.

    One whose bytes are those that were looked through is; any other is looked through now.
    """
    try:
        sha256 = disk.sha256_of(backup.path)
    except OSError:
        return False
    if backup.seal is not None and backup.seal.sha256 == sha256:
        return True
    return _looks_sound(backup, sha256)


def _looks_sound(backup: Backup, sha256: str) -> bool:
    seen = backup.seal or Seal()
    try:
        with reading(backup.path), _opened(backup.path) as connection:
            look_through(connection, backup.path)
            now = read_last_steps(connection, Uids(connection))
    except AnnotatorError:
        return False
    seal = Seal(sha256, *now[1:], seen.source, seen.act, seen.args)
    with contextlib.suppress(OSError):  # then it is looked through again the next time
        write_seal(backup.path, seal, mode=0o600)
    return True


def look_through(connection: sqlite3.Connection, path: Path, watch: Watch | None = None) -> None:
    """See that a copy is whole: tables, pages, texts by their sums, quotations, the last step.

    Raises `DamagedProject`, `ForeignFile`, `Cancelled` or sqlite3.Error.
    """
    check_schema(connection, path)
    problem = first_problem(connection, path, replays=False, watch=watch)
    if problem is not None:
        raise damaged(path, problem.removesuffix("."))


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(connect(path, write=False)) as connection:
        yield connection


def newest_sound(project_id: str) -> Backup | None:
    """Give the newest backup of a project that is sound, looked at by its content."""
    return next(filter(is_sound, list_backups(project_id)), None)


def holding(project_id: str, step_ids: Collection[str]) -> Backup | None:
    """Give the newest sound backup in whose history all of these steps stand."""
    for one in list_backups(project_id):
        if _holds(one, step_ids) and is_sound(one):
            return one
    return None


def _holds(backup: Backup, step_ids: Collection[str]) -> bool:
    try:
        with reading(backup.path), _opened(backup.path) as connection:
            numbers = {*Uids(connection).numbers(step_ids).values()} - {0}
            wanted = ",".join(f"{number:d}" for number in numbers)
            (n,) = connection.execute(
                f"SELECT count(*) FROM step WHERE uid IN ({wanted})"
            ).fetchone()
            return bool(n == len({*step_ids}))
    except AnnotatorError:
        return False

"""Backups listed and put back: of a project that is open, or of a file that no longer opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.disk import shown
from annotator.errors import DamagedProject, Where, WrongUse
from annotator.language import tr
from annotator.project.keeping.last_saved import remember_file
from annotator.store.backups.listing import list_backups, newest_sound, projects_at
from annotator.store.backups.making import made_anew
from annotator.store.backups.putting import put_back, see_that_sound, write_as
from annotator.work import Cancel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from annotator.model.changes import Step
    from annotator.project.acts.take_back import TakenBack
    from annotator.project.open_project import OpenProject
    from annotator.store.backups.listing import Backup
    from annotator.work import Watch

NEWEST = "newest"
"""What the newest sound backup may be called instead of by its id."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of it: the file that has the backup's state now, where the one before is kept
    (None = there was none, or it was not touched). Of an article or layer that was taken back,
    `step` does so (None for a dry run, and where nothing differed), and `taken` counts it.
    """

    backup: Backup
    path: Path
    kept: Path | None = None
    step: Step | None = None
    taken: TakenBack | None = None


def backups_of(path: Path) -> tuple[Backup, ...]:
    """Give the backups of the project file at a path, which may be damaged or gone."""
    found = {one.path: one for project_id in projects_at(path) for one in list_backups(project_id)}
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.n_steps), reverse=True))


def backup_named(path: Path, name: str) -> Backup:
    """Give a backup by its id, or the newest sound one; raises `WrongUse`."""
    if name == NEWEST:
        found = next(filter(None, map(newest_sound, projects_at(path))), None)
    else:
        found = next((one for one in backups_of(path) if one.id == name), None)
    if found is None:
        raise WrongUse(
            tr("There is no backup {name} of this project.", name=name),
            tr("“annotator backup list FILE” lists them."),
        )
    return found


def restore_file(
    path: Path,
    backup: Backup,
    *,
    who: str,
    to: Path | None = None,
    cancel: Cancel | None = None,
) -> Restored:
    """Put all of a backup in the place of the file at `path`, or write it as `to`.

    What stood there is kept beside it as `NAME (before restore).annotator`. The restored file is
    protected at once: a backup of it is made. Nobody may have the file open to write. Raises
    `DamagedProject` for a backup that is not sound, `LockedProject`, `CannotWrite` and its kinds,
    and `Cancelled` before anything was done.
    """
    see_that_sound(backup)
    (cancel or Cancel()).check()
    if to is not None:
        write_as(backup, to)
        return Restored(backup, to)
    kept = put_back(backup, path, who=who)
    remember_file(path)
    made_anew(backup, path)
    return Restored(backup, path, kept)


def restored_whole(
    here: OpenProject,
    backup: Backup,
    *,
    to: Path | None = None,
    dry_run: bool = False,
    cancel: Cancel | None = None,
) -> Restored:
    """Do as `restore_file` for a project that is open: it is closed, unless `to` is written."""
    path = here.file.path
    if dry_run:
        see_that_sound(backup)
        return Restored(backup, to or path)
    if to is None:
        see_that_sound(backup)  # before anything is closed for it
        (cancel or Cancel()).check()
        if here.file.read_only:
            raise here.file.refusal()
        here.drain()
        here.close()
    return restore_file(path, backup, who=here.context.coder.name, to=to)


def take_back(
    here: OpenProject,
    backup: Backup,
    articles: Sequence[str] | None,
    layer: str | None,
    watch: Watch,
    *,
    dry_run: bool = False,
) -> Restored:
    """Take articles, or a layer, of a backup back into the open project as one step.

    Raises as `taking_back.plan_from` and `OpenProject.apply`.
    """
    from annotator.project.keeping.taking_back import plan_from

    step, taken = plan_from(here, backup, articles, layer, watch)
    if dry_run or step.is_empty():
        return Restored(backup, here.file.path, taken=taken)
    done = here.apply(step)
    here.resume()
    return Restored(backup, here.file.path, step=done, taken=taken)


def from_newest(project_id: str, path: Path, to: Path) -> Restored:
    """Write the newest sound backup of a project as `to`, since nothing of its file is left.

    Raises `DamagedProject` where there is none, `TargetExists`, `CannotWrite` and its kinds.
    """
    backup = newest_sound(project_id)
    if backup is None:
        raise DamagedProject(
            tr("There is no sound backup of “{name}” on this computer.", name=shown(path)),
            tr("Look for another copy of the file: on other computers, in mails, in the trash."),
            Where(str(path)),
        )
    write_as(backup, to)
    return Restored(backup, to)

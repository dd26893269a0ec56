"""An export as a whole: plan, write beside the target, read back, compare, put in place.

Whatever goes wrong, what stood there before stays as it was. No single format is known here.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import CannotWrite, DiskFull, ExportDiffers, TargetExists, Where
from annotator.formats.base import ExportPlan, Format, WriteOptions
from annotator.language import tr, trn

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle
    from annotator.work import Cancel, Progress

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_DATABASE = b"SQLite format 3\x00"
_N_NAMED = 3


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did: its plan, where it was put (None = nothing was written), if verified."""

    plan: ExportPlan
    written: Path | None = None
    verified: bool = False


def plan_export(
    bundle: Bundle, chosen: Format, to: Path, options: WriteOptions | None = None
) -> ExportReport:
    """Give what `export` would do; writes nothing."""
    plan = chosen.plan(bundle, options or WriteOptions())
    return ExportReport(plan if plan.files else replace(plan, files=(to.name,)))


def export(
    bundle: Bundle,
    chosen: Format,
    to: Path,
    options: WriteOptions | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> ExportReport:
    """Write a bundle in a format, read it back, and put it in place if it is as promised.

    Raises `TargetExists` (see `WriteOptions.overwrite`), `CannotWrite` (also for a target that is
    no earlier export, which is never replaced), `DiskFull`, `Cancelled`, `ExportDiffers` (what was
    written then stays beside the target as NAME.failed).
    """
    options = options or WriteOptions()
    to = Path(os.path.normpath(to.absolute()))  # a link that is the target stays a link
    if not to.name:
        raise CannotWrite(tr("That is no name for an export."), tr("Choose a name."))
    beside = to.with_name(f".annotator-{secrets.token_hex(6)}.part")
    try:
        _check_target(chosen, to, options)
        report = plan_export(bundle, chosen, to, options)
        chosen.write(bundle, beside, options, progress, cancel)
        _to_disk(beside)
        if cancel is not None:
            cancel.check()
        differences = chosen.verify(bundle, beside, options)
        if differences:
            raise _keep_failed(beside, to, differences)
        _put_in_place(beside, to)
    except OSError as problem:
        raise _cannot_write(to, problem) from problem
    finally:
        _remove(beside)
    return replace(report, written=to, verified=True)


def _check_target(chosen: Format, to: Path, options: WriteOptions) -> None:
    where = Where(file=to.name)
    if not to.parent.is_dir():
        raise CannotWrite(
            tr("There is no folder {folder}.", folder=to.parent), tr("Make it first."), where
        )
    if not os.path.lexists(to):
        return
    if not options.overwrite:
        raise TargetExists(
            tr("{name} exists already.", name=to.name),
            tr("Choose another name, or allow it to be replaced (--overwrite)."),
            where,
        )
    if not _may_replace(chosen, to):
        raise CannotWrite(
            tr("{name} is no earlier export, so it is not replaced.", name=to.name),
            tr("Choose another name."),
            where,
        )


def _may_replace(chosen: Format, to: Path) -> bool:
    """Say whether what stands there may go: an export like this one, never a project."""
    if chosen.target == "folder":
        is_folder = to.is_dir() and not to.is_symlink()
        return is_folder and (not any(to.iterdir()) or chosen.is_own(to))
    if not to.is_file():
        return False
    with to.open("rb") as file:
        return file.read(len(_DATABASE)) != _DATABASE and chosen.is_own(to)


def _to_disk(at: Path) -> None:
    """Wait until all is on the disk: a full one may show only then."""
    for one in sorted(at.iterdir()) if at.is_dir() else [at]:
        with one.open("rb+") as file:
            os.fsync(file.fileno())


def _put_in_place(beside: Path, to: Path) -> None:
    if not to.is_dir():
        beside.replace(to)
        return
    # A folder that is not empty cannot be replaced at once; the old one comes back if need be.
    old = to.with_name(f"{beside.name}-old")
    to.rename(old)
    try:
        beside.rename(to)
    except OSError:
        old.rename(to)
        raise
    _remove(old)


def _keep_failed(beside: Path, to: Path, differences: tuple[str, ...]) -> ExportDiffers:
    """Keep what came out wrong for a report, and give the error."""
    failed = to.with_name(f"{to.name}.failed")
    _remove(failed)
    beside.rename(failed)
    n = len(differences)
    named = "; ".join(differences[:_N_NAMED]) + ("; …" if n > _N_NAMED else "")
    return ExportDiffers(
        trn(
            "The export reads back with {n} difference ({named}), so it was not put in place.",
            "The export reads back with {n} differences ({named}), so it was not put in place.",
            n,
            named=named,
        ),
        tr("That is a fault of Annotator: please report it with {name}.", name=failed.name),
        Where(file=to.name),
    )


def _remove(at: Path) -> None:
    if at.is_dir() and not at.is_symlink():
        shutil.rmtree(at, ignore_errors=True)
    else:
        with suppress(OSError):
            at.unlink(missing_ok=True)


def _cannot_write(to: Path, problem: OSError) -> CannotWrite:
    where = Where(file=to.name)
    if problem.errno in _FULL:
        return DiskFull(
            tr("The disk is full: {name} was not written.", name=to.name),
            tr("Free some space and do it again."),
            where,
        )
    return CannotWrite(
        tr(
            "{name} cannot be written ({reason}).", name=to.name, reason=problem.strerror or problem
        ),
        tr("Choose another folder."),
        where,
    )

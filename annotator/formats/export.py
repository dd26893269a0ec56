"""An export as a whole: plan, write beside the target, read back, compare, put in place.

Whatever goes wrong, what stood there before stays as it was. No single format is known here.
"""

import errno
import os
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from annotator import disk
from annotator.errors import CannotWrite, DiskFull, ExportDiffers, TargetExists, Where, WrongUse
from annotator.formats.base import ExportPlan, Format, HelperEnded, WriteOptions
from annotator.formats.beside import beside
from annotator.formats.export_selection import ExportSelection
from annotator.formats.loss_places import with_places
from annotator.language import tr, trn
from annotator.model.bundle import Bundle
from annotator.model.choice.cases import CountedCases
from annotator.work import Cancel, Progress

_N_NAMED = 3
_MOST_DIFFERENCES = 50


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did: its plan, where it was put (None = nothing was written), if verified.

    `key` is where it stands which name became which pseudonym.
    """

    plan: ExportPlan
    written: Path | None = None
    verified: bool = False
    key: Path | None = None


def plan_export(
    bundle: Bundle, chosen: Format, to: Path, options: WriteOptions, cancel: Cancel | None = None
) -> ExportReport:
    """Give what `export` would do; writes nothing."""
    _check_ending(chosen, to)
    places, is_folder = CountedCases(), chosen.is_folder(to)
    selection = ExportSelection(bundle, options, None, cancel, is_folder=is_folder, places=places)
    chosen.look_through(selection)
    plan = _plan(chosen, selection, to)
    return ExportReport(replace(plan, losses=with_places(plan.losses, places)))


def _plan(chosen: Format, selection: ExportSelection, to: Path) -> ExportPlan:
    return ExportPlan(
        files=(*(chosen.files(selection) or (to.name,)), *selection.beside.names),
        counts=chosen.counts(selection),
        losses=(*selection.losses(), *chosen.losses(selection)),
    )


def differences(
    bundle: Bundle,
    chosen: Format,
    at: Path,
    options: WriteOptions,
    written: object = None,
    watch: tuple[Progress | None, Cancel | None] = (None, None),
) -> tuple[str, ...]:
    """Read an export back and give what differs from the bundle, at most 50 sentences.

    `written` is what the format noted while it wrote (`ExportSelection.written`), `watch` who
    hears how far it is and may wish that it stops. Raises `Cancelled`, `OSError`
    where the disk does not give back what was written, or who reads it was ended: that tells
    nothing about the export.
    """
    found: list[str] = []
    selection = ExportSelection(
        *(bundle, options, *watch), written=written, is_folder=at.is_dir(), reads_back=True
    )
    try:
        found += islice(chosen.verify(selection, at), _MOST_DIFFERENCES)
    except (OSError, ValueError, LookupError, TypeError) as problem:
        if disk.is_failing(problem) or isinstance(problem, HelperEnded):
            raise
        found.append(tr("it cannot be read back ({reason})", reason=problem))
    return tuple(found)


def export(
    bundle: Bundle,
    chosen: Format,
    to: Path,
    options: WriteOptions,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> ExportReport:
    """Write a bundle in a format, read it back, and put it in place if it is as promised.

    Raises `TargetExists` (see `WriteOptions.overwrite`), `CannotWrite` (also for a target that is
    no earlier export, which is never replaced), `DiskFull`, `Cancelled`, `ExportDiffers` (what was
    written then stays beside the target as NAME.failed).
    """
    to = Path(os.path.normpath(to.absolute()))  # a link that is the target stays a link
    if not to.name:
        raise CannotWrite(tr("That is no name for an export."), tr("Choose a name."))
    _check_ending(chosen, to)
    selection = ExportSelection(bundle, options, progress, cancel, is_folder=chosen.is_folder(to))
    try:
        _check_target(chosen, to, options)
        disk.clear_left_behind(to.parent)
        with beside(to) as selection.beside, disk.whole(to) as made:
            chosen.write(selection, made)
            plan = _plan(chosen, selection, to)
            if cancel is not None:
                cancel.check()
            watch = progress, cancel
            found = differences(bundle, chosen, made, options, selection.written, watch)
            found += tuple(selection.beside.differences())
            if cancel is not None:
                cancel.check()
            if found:
                raise _keep_failed(made, to, found)
            selection.beside.take_place(to, overwrite=options.overwrite)
    except OSError as problem:
        raise _cannot_write(to, problem) from problem
    return ExportReport(plan, written=to, verified=True)


def _check_ending(chosen: Format, to: Path) -> None:
    """Refuse an ending under which no other program opens what is written."""
    if to.suffix.lower() in chosen.only_read:
        raise WrongUse(
            tr("No program opens {name}: it would hold no macros.", name=disk.shown(to)),
            tr("Choose a name that ends in {ending}.", ending=chosen.endings[0]),
        )


def _check_target(chosen: Format, to: Path, options: WriteOptions) -> None:
    where = Where(file=disk.shown(to))
    if not to.parent.is_dir():
        raise CannotWrite(
            tr("There is no folder {folder}.", folder=to.parent), tr("Make it first."), where
        )
    if not os.path.lexists(to):
        return
    if not _may_replace(chosen, to):
        raise CannotWrite(
            tr("{name} is there already and is no earlier export: it stays.", name=disk.shown(to)),
            tr("Choose another name."),
            where,
        )
    if not options.overwrite:
        raise TargetExists(
            tr("{name} exists already.", name=disk.shown(to)),
            tr("Choose another name, or allow it to be replaced (--overwrite)."),
            where,
        )


def _may_replace(chosen: Format, to: Path) -> bool:
    """Say whether what stands there may go: by its content an export like this one."""
    if chosen.is_folder(to):
        is_folder = to.is_dir() and not to.is_symlink()
        return is_folder and (not any(to.iterdir()) or chosen.is_own(to))
    return to.is_file() and chosen.is_own(to)


def _keep_failed(beside: Path, to: Path, differences: tuple[str, ...]) -> ExportDiffers:
    """Keep what came out wrong for a report, and give the error."""
    failed = to.with_name(f"{to.name}.failed")
    disk.remove(failed)
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
        tr("That is a fault of Annotator: please report it with {name}.", name=disk.shown(failed)),
        Where(file=disk.shown(to)),
    )


def _cannot_write(to: Path, problem: OSError) -> CannotWrite:
    where = Where(file=disk.shown(to))
    if isinstance(problem, HelperEnded):
        return CannotWrite(
            tr("{name} was not written: {reason}.", name=disk.shown(to), reason=problem),
            tr("Close other programs, so that there is more memory, or export fewer articles."),
            where,
        )
    if disk.is_full(problem):
        return DiskFull(
            tr("The disk is full: {name} was not written.", name=disk.shown(to)),
            tr("Free some space and do it again."),
            where,
        )
    is_long, reason = problem.errno == errno.ENAMETOOLONG, problem.strerror or problem
    return CannotWrite(
        tr("{name} cannot be written ({reason}).", name=disk.shown(to), reason=reason),
        tr("Choose a shorter name.") if is_long else tr("Choose another folder."),
        where,
    )

"""What this computer keeps of a project beside its file: listed, and taken away for ever.

The file itself stays, and so does what somebody saved: copies, exports, keys of pseudonyms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator import disk
from annotator.errors import CannotWrite, LockedProject, WrongUse
from annotator.language import tr, trn
from annotator.model.ids import names_a_file
from annotator.project.keeping import by_project, last_saved
from annotator.project.keeping.words import size_words
from annotator.store.backups.listing import folder_of, list_backups, project_in, projects_at
from annotator.store.copies.snapshot import copied_from, left_behind
from annotator.store.lock import take_lock
from annotator.store.searching.folded_texts import cache_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that is kept of a project: `what` in backups, search, places, looks, last-saved,
    copies (private ones that runs which were killed left).

    `n` is how many there are, `bytes` how large they are together; `left` are those that could
    not be taken away.
    """

    what: str
    places: tuple[Path, ...]
    n: int
    bytes: int
    left: tuple[Path, ...] = ()


def traces(path: Path, *, remove: bool = False) -> tuple[Trace, ...]:
    """Give what is kept of the project at `path` (which may be gone), or take it away.

    Raises `WrongUse` where nothing is known of a project there, and, to take away, `LockedProject`
    while it is open to be written.
    """
    ids = projects_at(path)
    if not ids:
        raise WrongUse(
            tr("Nothing is known of a project at “{path}”.", path=path),
            tr("Give the path of a project, or where it lay."),
        )
    found = _found(path, ids)
    if not remove:
        return found
    _see_that_closed(path)
    return tuple(_removed(one) for one in found)


def _see_that_closed(path: Path) -> None:
    """Raise `LockedProject` where a window or program is at work: it would make traces anew."""
    try:
        take_lock(path.resolve(), who="").release()
    except LockedProject:
        raise
    except (OSError, CannotWrite):
        return  # nobody can be at work in a folder that cannot be written, or is gone


def _found(path: Path, ids: Sequence[str]) -> tuple[Trace, ...]:
    named = [one for one in ids if names_a_file(one)]
    folders = [folder_of(one) for one in named if folder_of(one).name == one]
    searched = [place for one in named if (place := cache_path(one)) is not None]
    every = {
        "backups": folders,
        "search": [one for place in searched for one in (place, _journal(place))],
    } | {
        what: [place for one in named if (place := by_project.path_of(what, one)) is not None]
        for what in by_project.KINDS
    }
    every["last-saved"] = [place for one in ids for place in last_saved.files_of(one)]
    every["copies"] = [one for one in left_behind() if _is_of(one, path, ids)]
    made = (_trace(what, places) for what, places in every.items())
    counts = {"backups": sum(len(list_backups(one)) for one in named)}
    return tuple(replace(one, n=counts.get(one.what, one.n)) for one in made if one.places)


def _is_of(copies: Path, path: Path, ids: Sequence[str]) -> bool:
    """Say whether private copies are of a project: they know their file, or are asked."""
    if copied_from(copies) == path.resolve():
        return True
    return any(own in ids for one in copies.glob("[!.]*") for own in project_in(one))


def _journal(place: Path) -> Path:
    return place.with_name(f"{place.name}-journal")


def _trace(what: str, places: Sequence[Path]) -> Trace:
    there = tuple(one for one in places if one.exists())
    return Trace(what, there, len(there), sum(map(_size, there)))


def _size(place: Path) -> int:
    try:
        if place.is_dir():
            return sum(one.stat().st_size for one in place.rglob("*") if one.is_file())
        return place.stat().st_size
    except OSError:
        return 0


def _removed(trace: Trace) -> Trace:
    for place in trace.places:
        disk.remove(place)
    return replace(trace, left=tuple(one for one in trace.places if one.exists()))


# --- in words -------------------------------------------------------------------------------------


def trace_words(trace: Trace) -> str:
    """Say what is kept, how much of it and how large."""
    n, size = trace.n, size_words(trace.bytes)
    match trace.what:
        case "backups":
            return trn("{n} backup ({size})", "{n} backups ({size})", n, size=size)
        case "search":
            return tr("Its texts, prepared for searching ({size})", size=size)
        case "places":
            return tr("Where you last read in it")
        case "looks":
            return tr("What you saw last when comparing")
        case "last-saved":
            return tr("Which step was saved last")
        case "copies":
            return trn(
                "{n} private copy, left by a run that was killed ({size})",
                "{n} private copies, left by runs that were killed ({size})",
                n,
                size=size,
            )
        case _:
            return trace.what


def recent_words() -> str:
    """Say that the project stands among those opened last."""
    return tr("Its place in the list of recent projects")


def staying_words() -> tuple[str, ...]:
    """Say what stays."""
    return (
        tr("The project file itself stays, and so do copies and exports that you saved."),
        tr("The log has ids and counts, no words; what is in it goes by and by."),
    )

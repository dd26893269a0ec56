"""Which files are read of what was given, and what each is called."""

import os
from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from annotator.formats.sources import HEAD_BYTES, Source

_HIDDEN = "."
_DESCRIPTION = "datapackage.json"


def named_sources(given: Sequence[Path | Source]) -> list[tuple[Source, bool]]:
    """Give every file that was given or is in a folder that was, sorted, and what was pasted.

    A file is named by its path below the deepest folder that holds all that was given; a folder
    that was given keeps its name. Hidden files are passed over. A folder without files stands for
    itself, which the second of each pair says.
    """
    paths = [Path(os.path.normpath(one.absolute())) for one in given if isinstance(one, Path)]
    top = _deepest({path.parent for path in paths})
    found: list[tuple[Source, bool]] = []
    for one in given:
        if not isinstance(one, Path):
            found.append((one, False))
            continue
        path = Path(os.path.normpath(one.absolute()))
        if not path.is_dir():
            found.append((Source.of_path(path, _below(path, top)), False))
            continue
        inside = [(Source.of_path(file, name), False) for file, name in _shown_files(path, top)]
        found += inside or [(Source.of_path(path, _below(path, top)), True)]
    return found


def are_many(given: Sequence[Path | Source], n: int) -> bool:
    """Say whether about so many files were given, or are in folders that were: no more is read."""
    found = len(given)
    for one in given:
        for _, _, names in os.walk(one) if isinstance(one, Path) and found < n else ():
            found += len(names)
            if found >= n:
                break
    return found >= n


def _is_ours(description: Path) -> bool:
    """Say whether a data description is one that this program writes."""
    from annotator.formats.tables import Tables

    try:
        with description.open("rb") as file:
            return Tables().sniff(_DESCRIPTION, file.read(HEAD_BYTES)) > 0
    except OSError:
        return False


def _deepest(folders: set[Path]) -> Path | None:
    """Give the deepest folder that holds all these; None where they are on several disks."""
    try:
        return Path(os.path.commonpath(folders)) if folders else None
    except ValueError:
        return None


def _below(path: Path, top: Path | None) -> str:
    return path.relative_to(path.anchor if top is None else top).as_posix()


def _shown_files(path: Path, top: Path | None) -> Iterator[tuple[Path, str]]:
    """Give the files in a folder, sorted as paths are, each with its name below `top`."""
    found: list[tuple[tuple[str, ...], Path, str]] = []
    for at, folders, names in os.walk(path):
        if _DESCRIPTION in names and _is_ours(Path(at, _DESCRIPTION)):
            # The tables of an export of ours are one source, called as their folder.
            folders[:] = []
            named = _below(Path(at), top)
            name = Path(at).name if named == "." else named
            key = (*Path(os.path.normcase(at)).parts, "")
            found.append((key, Path(at, _DESCRIPTION), name))
            continue
        folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
        folder = Path(at)
        below = _below(folder, top)
        start = "" if below == "." else f"{below}/"
        above = Path(os.path.normcase(at)).parts
        shown = (name for name in names if not name.startswith(_HIDDEN))
        found += [
            ((*above, os.path.normcase(name)), folder / name, start + name)
            for name in shown
            if os.path.isfile(os.path.join(at, name))  # noqa: PTH113, PTH118 - never raises
        ]
    found.sort(key=itemgetter(0))
    return ((file, name) for _, file, name in found)

"""Which files are read of what was given, and what each is called."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.formats.sources import Source

_HIDDEN = "."


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
        inside = sorted(_shown_files(path)) if path.is_dir() else [path]
        found += [(Source.of_path(each, _below(each, top)), False) for each in inside]
        if not inside:
            found.append((Source.of_path(path, _below(path, top)), True))
    return found


def _deepest(folders: set[Path]) -> Path | None:
    """Give the deepest folder that holds all these; None where they are on several disks."""
    try:
        return Path(os.path.commonpath(folders)) if folders else None
    except ValueError:
        return None


def _below(path: Path, top: Path | None) -> str:
    return path.relative_to(path.anchor if top is None else top).as_posix()


def _shown_files(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
        shown = (Path(at, name) for name in names if not name.startswith(_HIDDEN))
        yield from (one for one in shown if os.path.isfile(one))  # noqa: PTH113 - never raises

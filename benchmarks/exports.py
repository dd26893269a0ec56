"""Both sides of exporting: a project in one format, and a bare writer and reader of the same.

The bare side reads the project's rows with the bare driver, writes what our export holds (parsed
beforehand, held in memory) with `csv` or as `bare_files` does, and reads it back with the same.
"""

from __future__ import annotations

import csv
import shutil
import sqlite3
from functools import partial
from typing import TYPE_CHECKING

from annotator.model.layer import Coder
from annotator.project import Project
from benchmarks import bare_files
from benchmarks.place import CODER_ID, CODER_NAME
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.place import Place

ROWS = ("article", "text", "span", "part", "attribute", "link", "refers", "actor")
LARGEST_CELL = 1 << 30
_ENDINGS = {"jsonl": ".jsonl", "qdpx": ".qdpx", "report": ".html", "w3c": ".jsonld"}
_BARE = {
    "jsonl": bare_files.lines,
    "qdpx": bare_files.archive,
    "report": bare_files.page,
    "w3c": bare_files.document,
}


def ours(place: Place, name: str) -> Callable[[], list[float]]:
    """Give the work: the whole project in a format, read back and compared."""
    to = _place_of(place, name)

    def work() -> list[float]:
        _remove(to)
        coder = Coder(CODER_ID, CODER_NAME)
        with Project.open(place.project, coder=coder, read_only=True) as project, collector_still():
            return [seconds_of(lambda: project.export(name, to))]

    return work


def bare(place: Place, name: str) -> Callable[[], list[float]]:
    """Give the work: the same records or rows, bare."""
    ours(place, name)()
    exported = _place_of(place, name)
    to = place.folder / f"bare-{name}"
    if name in _BARE:
        write, read = _BARE[name](exported)
    else:
        csv.field_size_limit(LARGEST_CELL)
        tables = [_read_rows(one) for one in sorted(exported.glob("*.csv"))]
        write, read = partial(_write_rows, tables), _read_rows
    return _timed(place, lambda: write(to), lambda: read(to))


def _place_of(place: Place, name: str) -> Path:
    return place.folder / f"ours-{name}{_ENDINGS.get(name, '')}"


def _timed(
    place: Place, write: Callable[[], None], read: Callable[[], object]
) -> Callable[[], list[float]]:
    def everything() -> None:
        connection = sqlite3.connect(place.project)
        for table in ROWS:
            for _ in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - names of ours
                pass
        connection.close()
        write()
        read()

    def work() -> list[float]:
        with collector_still():
            return [seconds_of(everything)]

    return work


def _write_rows(tables: list[list[list[str]]], to: Path) -> None:
    with to.open("w", encoding="utf-8", newline="") as file:
        for rows in tables:
            csv.writer(file).writerows(rows)


def _read_rows(at: Path) -> list[list[str]]:
    with at.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)

"""Both sides of exporting: a project in one format, and a bare writer and reader of the same.

The bare side reads the project's rows with the bare driver, writes what our export holds (parsed
beforehand, held in memory) with `json` or `csv` alone, and reads it back with the same.
"""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from typing import TYPE_CHECKING

from annotator.model.layer import Coder
from annotator.project import Project
from benchmarks.place import CODER_ID, CODER_NAME
from benchmarks.timing import collector_still, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.place import Place

ROWS = ("article", "text", "span", "part", "attribute", "link", "refers", "actor")
LARGEST_CELL = 1 << 30


def ours(place: Place, name: str) -> Callable[[], list[float]]:
    """Give the work: the whole project in a format, read back and compared."""
    to = place.folder / f"ours-{name}"

    def work() -> list[float]:
        _remove(to)
        coder = Coder(CODER_ID, CODER_NAME)
        with Project.open(place.project, coder=coder, read_only=True) as project, collector_still():
            return [seconds_of(lambda: project.export(name, to))]

    return work


def bare(place: Place, name: str) -> Callable[[], list[float]]:
    """Give the work: the same records or rows, bare."""
    ours(place, name)()
    exported = place.folder / f"ours-{name}"
    to = place.folder / f"bare-{name}"
    csv.field_size_limit(LARGEST_CELL)
    if exported.is_dir():
        tables = [_read_rows(one) for one in sorted(exported.glob("*.csv"))]
        return _timed(place, lambda: _write_rows(tables, to), lambda: _read_rows(to))
    lines = exported.read_text(encoding="utf-8").split("\n")[:-1]
    records = [json.loads(line) for line in lines]
    return _timed(place, lambda: _write_records(records, to), lambda: _read_records(to))


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


def _write_records(records: list[object], to: Path) -> None:
    with to.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _read_records(at: Path) -> None:
    with at.open(encoding="utf-8") as file:
        for line in file:
            json.loads(line)


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

"""Exports for tests in the steps that `formats.export` takes: look through, write, read back."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats import by_name, export
from annotator.formats.base import WriteOptions
from annotator.formats.export_selection import ExportSelection
from tests import bundles

if TYPE_CHECKING:
    from annotator.formats.base import ExportPlan, Format
    from annotator.model.bundle import Bundle
    from annotator.work import Cancel, Progress

PLAIN = WriteOptions()


def plan(chosen: Format, bundle: Bundle, options: WriteOptions = PLAIN) -> ExportPlan:
    """Give what would be written."""
    return export.plan_export(bundle, chosen, Path("out"), options).plan


def write(
    chosen: Format,
    bundle: Bundle,
    to: Path,
    options: WriteOptions = PLAIN,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> None:
    """Write without looking at the result."""
    chosen.write(ExportSelection(bundle, options, progress, cancel), to)


def read_back(
    chosen: Format, bundle: Bundle, at: Path, options: WriteOptions = PLAIN
) -> tuple[str, ...]:
    """Give what differs, as sentences."""
    return export.differences(bundle, chosen, at, options)


def tables_in(folder: Path, bundle: Bundle | None = None, options: WriteOptions = PLAIN) -> Path:
    """Write tables, of everything if nothing else is said, and give their folder."""
    at = folder / "tables"
    write(by_name("tables"), bundle or bundles.full(), at, options)
    return at


def rows_in(at: Path, table: str, delimiter: str = ",") -> list[dict[str, str]]:
    """Give the rows of a written table."""
    with (at / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def columns_in(at: Path, table: str) -> list[str]:
    """Give the names of a written table's columns."""
    with (at / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))

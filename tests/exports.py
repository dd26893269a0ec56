"""Exports for tests in the steps that `formats.export` takes: look through, write, read back."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from annotator.formats import by_name, export
from annotator.formats.base import WriteOptions
from annotator.formats.export_selection import ExportSelection
from annotator.formats.lossless.records import line as line_of
from annotator.model.choice import ExportChoice, ExportTexts
from annotator.project.going_out.making import as_chosen
from tests import bundles

if TYPE_CHECKING:
    from annotator.formats.base import ExportPlan, Format
    from annotator.model.bundle import Bundle
    from annotator.work import Cancel, Progress

PLAIN = WriteOptions()
_NOTED: dict[Path, object] = {}


def bare(bundle: Bundle) -> Bundle:
    """Give a bundle as it goes out without the words of its articles."""
    return as_chosen(replace(bundle, choice=ExportChoice(texts=ExportTexts.OFFSETS)))


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
    selection = ExportSelection(bundle, options, progress, cancel)
    chosen.write(selection, to)
    _NOTED[to] = selection.written


def read_back(
    chosen: Format, bundle: Bundle, at: Path, options: WriteOptions = PLAIN
) -> tuple[str, ...]:
    """Give what differs from what `write` wrote there, or would write, as sentences."""
    if at not in _NOTED:
        with TemporaryDirectory() as folder:
            write(chosen, bundle, Path(folder) / "out", options)
            _NOTED[at] = _NOTED.pop(Path(folder) / "out")
    return export.differences(bundle, chosen, at, options, _NOTED.pop(at))


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


def write_records(records: list[dict[str, object]], to: Path) -> None:
    """Write records of JSONL with the end that fits them."""
    lines = [line_of(one) for one in records]
    counts = Counter(str(one["kind"]) for one in records)
    checksum = hashlib.sha256("".join(lines).encode()).hexdigest()
    end = {"kind": "end", "counts": counts, "sha256": checksum}
    to.write_bytes("".join([*lines, line_of(end)]).encode())

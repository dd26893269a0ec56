"""Exports for tests in the steps that `formats.export` takes: look through, write, read back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats import export
from annotator.formats.base import WriteOptions
from annotator.formats.export_selection import ExportSelection

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

"""Tables: a folder of CSV files with a data description, a README and checksums.

Columns and rows, files and descriptions are in `corpus/`; what came back of such a folder is read
in `corpus/came_back`. What writing needs is loaded by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.base import Format, Option, Purpose, Reading, Variant
from annotator.text.file_kinds import starts_with_part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.formats.base import ReadOptions
    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.sources import Source
    from annotator.model.bundle import Loss

PRESET = Option(
    "preset", "Tables", ("r", "excel"), "r", {"r": "for R and other programs", "excel": "for Excel"}
)
SEPARATOR = Option("separator", "Separator of the preset excel", (), ";")
_DESCRIPTION = "datapackage.json"
_SIGNS = (b'"tabular-data-package"', b'"program": "annotator ')
_FOR_R, _FOR_EXCEL = {PRESET.name: "r"}, {PRESET.name: "excel"}


class Tables(Format):
    """One CSV file for each kind of thing, joined by ids."""

    name = "tables"
    title = "Tables (CSV)"
    target = "folder"
    endings = (".zip", ".json")
    always_lost = ("the undo history", "samples and searches")
    options = (PRESET, SEPARATOR)
    purpose = Purpose.COUNT
    summary = "a folder of CSV files with a description of each column"
    variants = (
        Variant("Tables for R or Python", summary, chosen=_FOR_R, hidden=(PRESET, SEPARATOR)),
        Variant("Tables for Excel", summary, chosen=_FOR_EXCEL, hidden=(PRESET,)),
    )
    can_leave_out_words = True

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely this describes tables of ours, or is an archive of them."""
        if starts_with_part(head, _DESCRIPTION) or starts_with_part(head, "articles.csv"):
            return 85
        return 95 if all(one in head for one in _SIGNS) else 0

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give the tables as they came back, to be matched by ids; raises `CannotRead`."""
        from annotator.formats.corpus.came_back import of_files

        return of_files(source)

    def files(self, selection: ExportSelection) -> tuple[str, ...]:
        """Give the names of the tables and of what describes them."""
        from annotator.formats.corpus.checksums import SUMS
        from annotator.formats.corpus.columns import OwnColumns
        from annotator.formats.corpus.data_package import NAME, README, SCHEME

        scheme = [SCHEME] if selection.bundle.scheme is not None else []
        return (*(f"{name}.csv" for name in OwnColumns().tables()), *scheme, NAME, README, SUMS)

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by; where cells may get a guard, count them."""
        if selection.options.of(PRESET) == PRESET.default:
            super().look_through(selection)
            return
        from annotator.formats.corpus.csv_folder import count_cells

        count_cells(selection)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the folder; raises `OSError`."""
        from annotator.formats.corpus.csv_folder import write_folder

        write_folder(selection, to)

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what tables leave out or change."""
        from annotator.formats.corpus.written import lost_in_tables

        return lost_in_tables(selection)

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read the folder back; give what differs from what was handed to its writers."""
        from annotator.formats.corpus.csv_folder import differences

        return differences(selection, self.files(selection), at)

    def is_own(self, at: Path) -> bool:
        """Say whether a folder holds an earlier export of ours and nothing else."""
        from annotator.formats.corpus.csv_folder import is_folder_of_ours

        return is_folder_of_ours(at)

"""Tables: a folder of CSV files with a data description, a README and checksums. Written only.

Columns and rows are in `corpus/`, files and descriptions in `tables_files` and `data_package`.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from annotator.disk import sha256_of
from annotator.formats import data_package
from annotator.formats.base import Format, Purpose, Variant
from annotator.formats.corpus.checksums import SUMS, differences_of_files, listed, stated
from annotator.formats.corpus.columns import ExportTable, OwnColumns
from annotator.formats.corpus.rows import with_columns
from annotator.formats.corpus.written import WrittenTables, lost_in_tables, written
from annotator.formats.data_package import NAME, README, SCHEME, TableSummary
from annotator.formats.export_selection import ExportSelection
from annotator.formats.tables_files import PRESET, SEPARATOR, TableWriter, dialect_of
from annotator.language import tr
from annotator.model.bundle import Loss
from annotator.model.scheme_file import scheme_to_json

_FOR_R, _FOR_EXCEL = {PRESET.name: "r"}, {PRESET.name: "excel"}


class Tables(Format):
    """One CSV file for each kind of thing, joined by ids."""

    name = "tables"
    title = "Tables (CSV)"
    target = "folder"
    always_lost = ("the undo history",)
    options = (PRESET, SEPARATOR)
    purpose = Purpose.COUNT
    summary = "a folder of CSV files with a description of each column"
    variants = (
        Variant("Tables for R or Python", summary, chosen=_FOR_R, hidden=(PRESET, SEPARATOR)),
        Variant("Tables for Excel", summary, chosen=_FOR_EXCEL, hidden=(PRESET,)),
    )
    can_leave_out_words = True

    def files(self, selection: ExportSelection) -> tuple[str, ...]:
        """Give the names of the tables and of what describes them."""
        scheme = [SCHEME] if selection.bundle.scheme is not None else []
        return (*(f"{name}.csv" for name in OwnColumns().tables()), *scheme, NAME, README, SUMS)

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by; where cells may get a guard, count them."""
        if dialect_of(selection.options).for_excel:
            with_columns(selection, lambda columns: _written(selection, columns, None))
        else:
            super().look_through(selection)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the folder; raises `OSError`."""
        to.mkdir()
        made = with_columns(selection, lambda columns: _written(selection, columns, to))
        selection.written, writers = made, made.writers
        bundle, options = selection.bundle, selection.options
        losses = (*selection.losses(), *self.losses(selection))
        summary = TableSummary(bundle, options, losses, dialect_of(options), writers)
        texts = {NAME: data_package.description(summary), README: data_package.readme(summary)}
        if bundle.scheme is not None:
            scheme = json.dumps(scheme_to_json(bundle.scheme), ensure_ascii=False, indent=1)
            texts[SCHEME] = scheme + "\n"
        for name, text in texts.items():
            (to / name).write_text(text, encoding="utf-8", newline="\n")
        sums = {one.table.file_name: one.sha256() for one in writers.values()}
        sums |= {name: sha256_of(to / name) for name in texts}
        (to / SUMS).write_text(listed(sums), encoding="utf-8", newline="\n")

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what tables leave out or change."""
        return lost_in_tables(selection)

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read the folder back; give what differs from what was handed to its writers."""
        there = {one.name for one in at.iterdir()}
        yield from differences_of_files({*self.files(selection)}, there, at)
        made = selection.written
        if not isinstance(made, WrittenTables):
            raise TypeError(tr("nobody knows what was written"))
        for writer in made.writers.values():
            if not writer.reads_back(at / writer.table.file_name):
                yield tr("{file} reads back otherwise", file=writer.table.file_name)
        if not made.is_sound:
            yield tr("{file} has not the words at their places", file="spans.csv")
        for resource in json.loads((at / NAME).read_text(encoding="utf-8"))["resources"]:
            n, size = (
                made.writers[resource["name"]].n_rows,
                (at / resource["path"]).stat().st_size,
            )
            if (resource["rows"], resource["bytes"]) != (n, size):
                yield tr("{file} states another size of {table}", file=NAME, table=resource["path"])

    def is_own(self, at: Path) -> bool:
        """Say whether a folder holds an earlier export of ours and nothing else."""
        try:
            sums = stated((at / SUMS).read_text(encoding="utf-8"))
            description = json.loads((at / NAME).read_text(encoding="utf-8"))
            names = {*sums, SUMS}
            return data_package.is_ours(description) and all(
                one.name in names and one.is_file() and not one.is_symlink() for one in at.iterdir()
            )
        except (OSError, ValueError):
            return False


def _written(
    selection: ExportSelection, columns: OwnColumns, to: Path | None
) -> WrittenTables[TableWriter]:
    """Write all tables into a folder, or only count what that would do."""
    dialect = dialect_of(selection.options)
    with ExitStack() as stack:

        def writer_of(table: ExportTable) -> TableWriter:
            file = stack.enter_context((to / table.file_name).open("wb")) if to else None
            return TableWriter(table, dialect, file)

        made = written(selection, columns, writer_of)
        for one in made.writers.values():
            selection.n["cell"] += one.n_rows * len(one.table.columns)
            selection.n["cell.formula"] += one.n_guarded
            selection.n["cell.length"] += one.n_cut
    return made

"""A folder of tables: written whole with what describes it, read back, known as an earlier one."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING

from annotator import disk
from annotator.disk import sha256_of
from annotator.formats.corpus import data_package
from annotator.formats.corpus.checksums import SUMS, differences_of_files, listed, stated
from annotator.formats.corpus.csv_files import TableWriter, dialect_of
from annotator.formats.corpus.data_package import NAME, README, SCHEME, TableSummary
from annotator.formats.corpus.rows import with_columns
from annotator.formats.corpus.written import WrittenTables, lost_in_tables, written
from annotator.language import tr
from annotator.model.scheme_file import scheme_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from annotator.formats.corpus.columns import ExportTable, OwnColumns
    from annotator.formats.export_selection import ExportSelection


def count_cells(selection: ExportSelection) -> None:
    """Count what writing would do to cells."""
    with_columns(selection, lambda columns: _written_tables(selection, columns, None))


def write_folder(selection: ExportSelection, to: Path) -> None:
    """Write the folder; raises `OSError`."""
    to.mkdir()
    made = with_columns(selection, lambda columns: _written_tables(selection, columns, to))
    selection.written, writers = made, made.writers
    bundle, options = selection.bundle, selection.options
    lost = (*selection.losses(), *lost_in_tables(selection))
    summary = TableSummary(bundle, options, lost, dialect_of(options), writers)
    texts = {NAME: data_package.description(summary), README: data_package.readme(summary)}
    if bundle.scheme is not None:
        scheme = json.dumps(scheme_to_json(bundle.scheme), ensure_ascii=False, indent=1)
        texts[SCHEME] = scheme + "\n"
    for name, text in texts.items():
        (to / name).write_text(text, encoding="utf-8", newline="\n")
    sums = {one.table.file_name: one.sha256() for one in writers.values()}
    sums |= {name: sha256_of(to / name) for name in texts}
    (to / SUMS).write_text(listed(sums), encoding="utf-8", newline="\n")


def differences(selection: ExportSelection, files: Sequence[str], at: Path) -> Iterator[str]:
    """Read the folder back; give what differs from what was handed to its writers."""
    there = {one.name for one in at.iterdir()}
    yield from differences_of_files({*files}, there, at)
    made = selection.written
    if not isinstance(made, WrittenTables):
        raise TypeError(tr("nobody knows what was written"))
    told = selection.rows_told(sum(one.n_rows for one in made.writers.values()))
    for writer in made.writers.values():
        if not writer.reads_back(at / writer.table.file_name, told):
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


def is_folder_of_ours(at: Path) -> bool:
    """Say whether a folder holds an earlier export of ours and nothing else."""
    try:
        sums = stated(disk.read_small(at / SUMS).decode())
        description = json.loads(disk.read_small(at / NAME))
        names = {*sums, SUMS}
        return data_package.is_ours(description) and all(
            one.name in names and one.is_file() and not one.is_symlink() for one in at.iterdir()
        )
    except (OSError, ValueError):
        return False


def _written_tables(
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

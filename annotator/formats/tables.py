"""Tables: a folder of CSV files with a data description, a README and checksums. Written only.

Columns, rows, files and descriptions are in `tables_columns`, `tables_rows`, `tables_files` and
`data_package`.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING

from annotator.formats import data_package
from annotator.formats.base import TEXT, WITHOUT, Format
from annotator.formats.data_package import NAME, README, SCHEME, SUMS, TableSummary
from annotator.formats.tables_files import (
    EXCEL_CELL,
    PRESET,
    SEPARATOR,
    Dialect,
    TableWriter,
    large_cells,
    plain,
    rows_of,
    sha256_of,
    sums,
)
from annotator.formats.tables_rows import OwnColumns, Row, RowMaker, own_columns
from annotator.language import tr, trn
from annotator.model.bundle import Bundle, Loss, LossKind
from annotator.model.scheme_file import scheme_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from annotator.formats.export_selection import ExportSelection


class Tables(Format):
    """One CSV file for each kind of thing, joined by ids."""

    name = "tables"
    title = "Tables (CSV)"
    target = "folder"
    always_lost = ("the undo history",)
    options = (PRESET, SEPARATOR, TEXT, WITHOUT)

    def files(self, selection: ExportSelection) -> tuple[str, ...]:
        """Give the names of the tables and of what describes them."""
        return _files(selection.bundle)

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by; where cells may get a guard, count them."""
        dialect = Dialect.of(selection.options)
        if not dialect.is_guarded:
            super().look_through(selection)
            return
        columns = own_columns(selection)
        writers = _writers(columns, dialect, None)
        for name, cells in _rows(selection, columns):
            writers[name].row(cells)
        _count_cells(selection, writers)

    def losses(self, selection: ExportSelection) -> Iterable[Loss]:
        """Give what tables leave out or change."""
        return _losses(selection)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the folder; raises `OSError`."""
        bundle, dialect = selection.bundle, Dialect.of(selection.options)
        columns = own_columns(selection)
        to.mkdir()
        with ExitStack() as stack:
            files = {
                table.name: stack.enter_context((to / table.file_name).open("wb"))
                for table in columns.tables()
            }
            writers = _writers(columns, dialect, files)
            for name, cells in _rows(selection, columns):
                writers[name].row(cells)
            for writer in writers.values():
                writer.finish()
        _count_cells(selection, writers)
        losses = (*selection.losses(), *_losses(selection))
        summary = TableSummary(bundle, selection.options, dialect, tuple(writers.values()), losses)
        if bundle.scheme is not None:
            scheme = json.dumps(scheme_to_json(bundle.scheme), ensure_ascii=False, indent=1)
            _put(to / SCHEME, scheme + "\n")
        _put(to / NAME, data_package.description(summary))
        _put(to / README, data_package.readme(summary))
        names = [name for name in _files(bundle) if name != SUMS]
        _put(to / SUMS, sums((name, sha256_of(to / name)) for name in names))

    def verify(self, selection: ExportSelection, at: Path) -> Iterable[str]:
        """Read the folder back; give what differs from what goes by."""
        with large_cells():
            yield from _differences(selection, at)

    def is_own(self, at: Path) -> bool:
        """Say whether a folder holds an earlier export of ours and nothing else."""
        try:
            listed = (at / SUMS).read_text(encoding="utf-8").splitlines()
            description = json.loads((at / NAME).read_text(encoding="utf-8"))
            names = {line.split("  ", 1)[-1] for line in listed} | {SUMS}
            return data_package.is_ours(description) and all(
                one.name in names and one.is_file() and not one.is_symlink() for one in at.iterdir()
            )
        except (OSError, ValueError):
            return False


def _files(bundle: Bundle) -> tuple[str, ...]:
    tables = [table.file_name for table in OwnColumns().tables()]
    scheme = [SCHEME] if bundle.scheme is not None else []
    return (*tables, *scheme, NAME, README, SUMS)


def _put(at: Path, text: str) -> None:
    at.write_text(text, encoding="utf-8", newline="\n")


def _writers(
    columns: OwnColumns, dialect: Dialect, files: Mapping[str, IO[bytes]] | None
) -> dict[str, TableWriter]:
    return {
        table.name: TableWriter(table, dialect, files[table.name] if files else None)
        for table in columns.tables()
    }


def _rows(selection: ExportSelection, columns: OwnColumns) -> Iterator[Row]:
    """Give all rows in one way through the bundle."""
    maker = RowMaker(selection.bundle, columns, selection.options)
    yield from maker.first()
    for content in selection:
        yield from maker.of_content(content)
    yield from maker.last(selection.differences())


def _count_cells(selection: ExportSelection, writers: Mapping[str, TableWriter]) -> None:
    for one in writers.values():
        selection.n["cell"] += one.n_rows * len(one.table.columns)
        selection.n["cell.formula"] += one.n_guarded
        selection.n["cell.length"] += one.n_cut


def _losses(selection: ExportSelection) -> Iterator[Loss]:
    n = selection.n
    if n["span.evidence"]:
        how = trn(
            "of {n} suggestion the places that speak for it are left out",
            "of {n} suggestions the places that speak for them are left out",
            n["span.evidence"],
        )
        n_spans = selection.counts().spans
        yield Loss("span.evidence", n["span.evidence"], n_spans, LossKind.DROPPED, how)
    if not selection.options.keeps_words:
        how = trn(
            "the words of {n} article are left out, positions and checksum stay",
            "the words of {n} articles are left out, positions and checksums stay",
            n["article"],
        )
        yield Loss("article.text", n["article"], n["article"], LossKind.DROPPED, how)
    if n["cell.formula"]:
        how = trn(
            "{n} cell that Excel would take for a formula gets a leading '",
            "{n} cells that Excel would take for formulas get a leading '",
            n["cell.formula"],
        )
        yield Loss("cell.formula", n["cell.formula"], n["cell"], LossKind.CHANGED, how)
    if n["cell.length"]:
        how = trn(
            "{n} cell is longer than the {limit} characters that Excel shows; the file has all",
            "{n} cells are longer than the {limit} characters that Excel shows; the file has all",
            n["cell.length"],
            limit=EXCEL_CELL,
        )
        yield Loss("cell.length", n["cell.length"], n["cell"], LossKind.KEPT, how)
    history = tr("the list of steps and the times of states stay in the project")
    yield Loss("history", 1, 1, LossKind.DROPPED, history)


# --- reading back -----------------------------------------------------------------------------


def _differences(selection: ExportSelection, at: Path) -> Iterator[str]:
    """Go through the bundle and all files side by side."""
    dialect = Dialect.of(selection.options)
    columns = own_columns(selection)
    yield from _differences_of_files(selection.bundle, at)
    readers = {table.name: rows_of(at / table.file_name, dialect) for table in columns.tables()}
    for table in columns.tables():
        if next(readers[table.name], None) != list(table.names()):
            yield tr("{file}: the head row differs", file=table.file_name)
    n_rows = dict.fromkeys(readers, 0)
    places = _Places(columns)
    for name, cells in _rows(selection, columns):
        n_rows[name] += 1
        found = next(readers[name], None)
        if found != [one if type(one) is str else plain(one) for one in cells]:
            yield tr("{file}: row {n} reads back otherwise", file=f"{name}.csv", n=n_rows[name])
        elif selection.options.keeps_words and not places.fits(name, found):
            yield tr("{file}: row {n} has not the words at its place", file=name, n=n_rows[name])
    for name, reader in readers.items():
        if next(reader, None) is not None:
            yield tr("{file} has rows too many", file=f"{name}.csv")
    yield from _differences_of_description(at, n_rows)


def _differences_of_files(bundle: Bundle, at: Path) -> Iterator[str]:
    wanted = set(_files(bundle))
    found = {one.name for one in at.iterdir()}
    for name in sorted(wanted ^ found):
        yield tr("{file} is missing or too many", file=name)
    lines = (at / SUMS).read_text(encoding="utf-8").split("\n")[:-1]
    stated = {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}
    if stated.keys() != wanted - {SUMS}:
        yield tr("{file} does not name all files", file=SUMS)
    for name, checksum in stated.items():
        if sha256_of(at / name) != checksum:
            yield tr("{file} does not fit its checksum", file=name)


def _differences_of_description(at: Path, n_rows: dict[str, int]) -> Iterator[str]:
    content = json.loads((at / NAME).read_text(encoding="utf-8"))
    for resource in content["resources"]:
        file = at / resource["path"]
        if resource["rows"] != n_rows.get(resource["name"]):
            yield tr("{file} states another number of rows", file=NAME)
        if resource["bytes"] != file.stat().st_size:
            yield tr("{file} states another size of {table}", file=NAME, table=resource["path"])


class _Places:
    """Compares the words of spans with the text of their article, both as read from the files."""

    def __init__(self, columns: OwnColumns) -> None:
        self._columns = {table.name: table.names() for table in columns.tables()}
        self._text = ""

    def fits(self, table: str, cells: list[str]) -> bool:
        """Say whether a span's words are what stands at its parts; an article's text is kept."""
        if table == "articles":
            self._text = cells[self._columns[table].index("text")]
        if table != "spans":
            return True
        names = self._columns[table]
        parts = [part.split("-") for part in cells[names.index("parts")].split(";")]
        words = [self._text[int(start) : int(end)] for start, end in parts]
        return " […] ".join(words) == cells[names.index("text")]

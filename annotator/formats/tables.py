"""Tables: a folder of CSV files with a data description, a README and checksums. Written only.

Columns, rows, files and descriptions are in `tables_columns`, `tables_rows`, `tables_files` and
`data_package`.
"""

from __future__ import annotations

import csv
import json
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Literal

from annotator.formats import data_package
from annotator.formats.base import (
    ExportPlan,
    WriteOnlyFormat,
    WriteOptions,
    watched,
)
from annotator.formats.data_package import NAME, README, SCHEME, SUMS, TableSummary
from annotator.formats.export_selection import ExportSelection
from annotator.formats.tables_files import (
    EXCEL_CELL,
    Dialect,
    TableWriter,
    large_cells,
    plain,
    rows_of,
    sha256_of,
    sums,
)
from annotator.formats.tables_rows import OwnColumns, Row, RowMaker, shape_of
from annotator.language import tr, trn
from annotator.model.bundle import Bundle, Loss, LossKind
from annotator.model.scheme_file import scheme_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from annotator.work import Cancel, Progress

_MOST_DIFFERENCES = 50


class Tables(WriteOnlyFormat):
    """One CSV file for each kind of thing, joined by ids."""

    name = "tables"
    title = "Tables (CSV)"
    endings: tuple[str, ...] = ()
    target: Literal["file", "folder"] = "folder"
    can_write = True
    needs: tuple[str, ...] = ()
    always_lost: tuple[str, ...] = ("the undo history",)

    def plan(self, bundle: Bundle, options: WriteOptions) -> ExportPlan:
        """Give the files, how much there is and what is not kept."""
        dialect = Dialect.of(options)
        selected = ExportSelection(bundle, options)
        shape = shape_of(bundle, selected)
        selected.differences()
        writers = _writers(shape, dialect, None)
        if dialect.is_guarded:
            selected = ExportSelection(bundle, options)
            for name, cells in _rows(bundle, selected, shape, options):
                writers[name].row(cells)
        return ExportPlan(
            files=_files(bundle, shape),
            counts=selected.counts(),
            losses=_losses(selected, options, writers),
        )

    def write(
        self,
        bundle: Bundle,
        to: Path,
        options: WriteOptions,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> None:
        """Write the folder; raises `OSError`."""
        dialect = Dialect.of(options)
        shape = shape_of(bundle, ExportSelection(bundle, options))
        selected = ExportSelection(bundle, options)
        to.mkdir()
        with ExitStack() as stack:
            files = {
                table.name: stack.enter_context((to / table.file_name).open("wb"))
                for table in shape.tables()
            }
            writers = _writers(shape, dialect, files)
            for name, cells in _rows(bundle, selected, shape, options, progress, cancel):
                writers[name].row(cells)
            for writer in writers.values():
                writer.finish()
        losses = _losses(selected, options, writers)
        summary = TableSummary(bundle, options, dialect, tuple(writers.values()), losses)
        if bundle.scheme is not None:
            scheme = json.dumps(scheme_to_json(bundle.scheme), ensure_ascii=False, indent=1)
            _put(to / SCHEME, scheme + "\n")
        _put(to / NAME, data_package.description(summary))
        _put(to / README, data_package.readme(summary))
        names = [name for name in _files(bundle, shape) if name != SUMS]
        _put(to / SUMS, sums((name, sha256_of(to / name)) for name in names))

    def verify(self, bundle: Bundle, at: Path, options: WriteOptions) -> tuple[str, ...]:
        """Read the folder back; give what differs from the bundle, at most 50 sentences."""
        found: list[str] = []
        try:
            with large_cells():
                for difference in _differences(bundle, at, options):
                    found.append(difference)
                    if len(found) >= _MOST_DIFFERENCES:
                        break
        except (OSError, ValueError, csv.Error) as problem:
            found.append(tr("it cannot be read back ({reason})", reason=problem))
        return tuple(found)

    def is_own(self, at: Path) -> bool:
        """Say whether a folder holds an earlier export and nothing else."""
        try:
            listed = (at / SUMS).read_text(encoding="utf-8").splitlines()
            names = {line.split("  ", 1)[-1] for line in listed} | {SUMS}
            return NAME in names and all(
                one.name in names and one.is_file() and not one.is_symlink() for one in at.iterdir()
            )
        except (OSError, UnicodeDecodeError):
            return False


def _files(bundle: Bundle, shape: OwnColumns) -> tuple[str, ...]:
    tables = [table.file_name for table in shape.tables()]
    scheme = [SCHEME] if bundle.scheme is not None else []
    return (*tables, *scheme, NAME, README, SUMS)


def _put(at: Path, text: str) -> None:
    at.write_text(text, encoding="utf-8", newline="\n")


def _writers(
    shape: OwnColumns, dialect: Dialect, files: Mapping[str, IO[bytes]] | None
) -> dict[str, TableWriter]:
    return {
        table.name: TableWriter(table, dialect, files[table.name] if files else None)
        for table in shape.tables()
    }


def _rows(
    bundle: Bundle,
    selected: ExportSelection,
    shape: OwnColumns,
    options: WriteOptions,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Iterator[Row]:
    """Give all rows in one way through the bundle."""
    maker = RowMaker(bundle, shape, options)
    yield from maker.first()
    for content in watched(selected, tr("Writing articles"), progress, cancel):
        yield from maker.of_content(content)
    yield from maker.last(selected.differences())


def _losses(
    selected: ExportSelection, options: WriteOptions, writers: dict[str, TableWriter]
) -> tuple[Loss, ...]:
    losses = [*selected.losses()]
    n_evidence = selected.n["span.evidence"]
    if n_evidence:
        how = trn(
            "of {n} suggestion the places that speak for it are left out",
            "of {n} suggestions the places that speak for them are left out",
            n_evidence,
        )
        n_spans = selected.counts().spans
        losses.append(Loss("span.evidence", n_evidence, n_spans, LossKind.DROPPED, how))
    if options.text == "offsets":
        n = selected.n["article"]
        how = trn(
            "the words of {n} article are left out, positions and checksum stay",
            "the words of {n} articles are left out, positions and checksums stay",
            n,
        )
        losses.append(Loss("article.text", n, n, LossKind.DROPPED, how))
    losses += _losses_in_cells(writers)
    return (*losses, Loss("history", 1, 1, LossKind.DROPPED, _history()))


def _history() -> str:
    return tr("the list of steps and the times of states stay in the project")


def _losses_in_cells(writers: dict[str, TableWriter]) -> Iterator[Loss]:
    n_cells = sum(one.n_rows * len(one.table.columns) for one in writers.values())
    n_guarded = sum(one.n_guarded for one in writers.values())
    if n_guarded:
        how = trn(
            "{n} cell that Excel would take for a formula gets a leading '",
            "{n} cells that Excel would take for formulas get a leading '",
            n_guarded,
        )
        yield Loss("cell.formula", n_guarded, n_cells, LossKind.CHANGED, how)
    n_long = sum(one.n_cut for one in writers.values())
    if n_long:
        how = trn(
            "{n} cell is longer than the {limit} characters that Excel shows; the file has all",
            "{n} cells are longer than the {limit} characters that Excel shows; the file has all",
            n_long,
            limit=EXCEL_CELL,
        )
        yield Loss("cell.length", n_long, n_cells, LossKind.KEPT, how)


# --- reading back -----------------------------------------------------------------------------


def _differences(bundle: Bundle, at: Path, options: WriteOptions) -> Iterator[str]:
    """Go through the bundle and all files side by side."""
    dialect = Dialect.of(options)
    shape = shape_of(bundle, ExportSelection(bundle, options))
    yield from _differences_of_files(bundle, at, shape)
    readers = {table.name: rows_of(at / table.file_name, dialect) for table in shape.tables()}
    for table in shape.tables():
        if next(readers[table.name], None) != list(table.names()):
            yield tr("{file}: the head row differs", file=table.file_name)
    n_rows = dict.fromkeys(readers, 0)
    places = _Places(shape)
    for name, cells in _rows(bundle, ExportSelection(bundle, options), shape, options):
        n_rows[name] += 1
        found = next(readers[name], None)
        if found != [one if type(one) is str else plain(one) for one in cells]:
            yield tr("{file}: row {n} reads back otherwise", file=f"{name}.csv", n=n_rows[name])
        elif options.text == "keep" and not places.fits(name, found):
            yield tr("{file}: row {n} has not the words at its place", file=name, n=n_rows[name])
    for name, reader in readers.items():
        if next(reader, None) is not None:
            yield tr("{file} has rows too many", file=f"{name}.csv")
    yield from _differences_of_description(at, n_rows)


def _differences_of_files(bundle: Bundle, at: Path, shape: OwnColumns) -> Iterator[str]:
    wanted = set(_files(bundle, shape))
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

    def __init__(self, shape: OwnColumns) -> None:
        self._columns = {table.name: table.names() for table in shape.tables()}
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

"""Tables: a folder of CSV files with a data description, a README and checksums. Written only.

Columns, rows, files and descriptions are in `tables_columns`, `tables_rows`, `tables_files` and
`data_package`.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from annotator.disk import sha256_of
from annotator.formats import data_package
from annotator.formats.base import TEXT, WITHOUT, Format
from annotator.formats.data_package import NAME, README, SCHEME, SUMS, TableSummary
from annotator.formats.export_selection import ExportSelection
from annotator.formats.tables_columns import ExportTable, OwnColumns, declared
from annotator.formats.tables_files import PRESET, SEPARATOR, TableWriter, dialect_of
from annotator.formats.tables_rows import RowMaker, with_columns
from annotator.language import tr, trn
from annotator.model.bundle import Loss, LossKind
from annotator.model.scheme_file import scheme_to_json


class Tables(Format):
    """One CSV file for each kind of thing, joined by ids."""

    name = "tables"
    title = "Tables (CSV)"
    target = "folder"
    always_lost = ("the undo history",)
    options = (PRESET, SEPARATOR, TEXT, WITHOUT)

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
        written = with_columns(selection, lambda columns: _written(selection, columns, to))
        selection.written, writers = written, written.writers
        bundle, options = selection.bundle, selection.options
        losses = (*selection.losses(), *self.losses(selection))
        summary = TableSummary(bundle, options, dialect_of(options), writers, losses)
        texts = {NAME: data_package.description(summary), README: data_package.readme(summary)}
        if bundle.scheme is not None:
            scheme = json.dumps(scheme_to_json(bundle.scheme), ensure_ascii=False, indent=1)
            texts[SCHEME] = scheme + "\n"
        for name, text in texts.items():
            (to / name).write_text(text, encoding="utf-8", newline="\n")
        sums = {one.table.file_name: one.sha256() for one in writers.values()}
        sums |= {name: sha256_of(to / name) for name in texts}
        lines = [f"{checksum}  {name}\n" for name, checksum in sorted(sums.items())]
        (to / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what tables leave out or change."""
        n = selection.n
        n["article.text"] = 0 if selection.options.keeps_words else n["article"]
        n["history"] = 1
        for one in declared()["loss"]:
            item, n_lost = one["item"], n[one["item"]]
            if n_lost:
                left, how = n[one["of"]] - selection.n_left[one["of"]], (one["one"], one["many"])
                yield Loss(item, n_lost, left, LossKind(one["fate"]), trn(*how, n_lost))

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read the folder back; give what differs from what was handed to its writers."""
        yield from _differences_of_files({*self.files(selection)}, at)
        written = selection.written
        if not isinstance(written, _Written):
            raise TypeError(tr("nobody knows what was written"))
        for writer in written.writers.values():
            if not writer.reads_back(at / writer.table.file_name):
                yield tr("{file} reads back otherwise", file=writer.table.file_name)
        if not written.is_sound:
            yield tr("{file} has not the words at their places", file="spans.csv")
        for resource in json.loads((at / NAME).read_text(encoding="utf-8"))["resources"]:
            n, size = (
                written.writers[resource["name"]].n_rows,
                (at / resource["path"]).stat().st_size,
            )
            if (resource["rows"], resource["bytes"]) != (n, size):
                yield tr("{file} states another size of {table}", file=NAME, table=resource["path"])

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


@dataclass(frozen=True, slots=True)
class _Written:
    """Who wrote the tables; `is_sound` = each span had the words at its place."""

    writers: Mapping[str, TableWriter]
    is_sound: bool


def _written(selection: ExportSelection, columns: OwnColumns, to: Path | None) -> _Written:
    """Write all tables into a folder, or only count what that would do."""
    tables, dialect = columns.tables(), dialect_of(selection.options)
    writers: dict[str, TableWriter] = {}
    places, is_sound = _Places(tables, keeps_words=selection.options.keeps_words), True
    with ExitStack() as stack:
        for name, table in tables.items():
            file = stack.enter_context((to / table.file_name).open("wb")) if to else None
            writers[name] = TableWriter(table, dialect, file)
        for name, rows in RowMaker(selection, columns, tables).rows():
            is_sound &= places.fit(name, writers[name].add(rows))
        for one in writers.values():
            one.finish()
            selection.n["cell"] += one.n_rows * len(one.table.columns)
            selection.n["cell.formula"] += one.n_guarded
            selection.n["cell.length"] += one.n_cut
    return _Written(writers, is_sound)


class _Places:
    """Compares the words of spans with the text of their article, as both stand in the files."""

    def __init__(self, tables: Mapping[str, ExportTable], *, keeps_words: bool) -> None:
        self._keeps_words = keeps_words
        names = tables["spans"].names()
        self._parts, self._words = names.index("parts"), names.index("text")
        self._column = tables["articles"].names().index("text")
        self._text = ""

    def fit(self, table: str, rows: list[list[str]]) -> bool:
        """Say whether the words of each span are those that stand at its parts.

        The text of an article that goes by is kept for them.
        """
        if table == "articles":
            self._text = rows[-1][self._column] if rows else ""
        if table != "spans" or not self._keeps_words:
            return True
        text, at, words = self._text, self._parts, self._words
        for cells in rows:
            parts = [part.partition("-") for part in cells[at].split(";")]
            if " […] ".join([text[int(one) : int(end)] for one, _, end in parts]) != cells[words]:
                return False
        return True


def _differences_of_files(wanted: set[str], at: Path) -> Iterator[str]:
    for name in sorted(wanted ^ {one.name for one in at.iterdir()}):
        yield tr("{file} is missing or too many", file=name)
    lines = (at / SUMS).read_text(encoding="utf-8").split("\n")[:-1]
    stated = {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}
    if stated.keys() != wanted - {SUMS}:
        yield tr("{file} does not name all files", file=SUMS)
    for name, checksum in stated.items():
        if sha256_of(at / name) != checksum:
            yield tr("{file} does not fit its checksum", file=name)

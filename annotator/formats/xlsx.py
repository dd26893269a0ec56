"""Excel workbooks: read where the rows of a sheet are articles, written as the tables of a corpus.

How sheets are read is in `rows/workbook.py`, how they are written in `corpus/sheets.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import disk
from annotator.errors import CannotRead, Where
from annotator.formats import extras
from annotator.formats.base import Purpose, Reading, ReadOptions
from annotator.formats.rows.row_format import RowFormat, SourceGrid
from annotator.language import tr, trn
from annotator.model.bundle import Loss, LossKind
from annotator.text.file_kinds import looks_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

    from annotator.formats.corpus.about import CorpusSummary
    from annotator.formats.corpus.columns import ExportTable, OwnColumns
    from annotator.formats.corpus.sheets import SheetWriter
    from annotator.formats.corpus.written import WrittenTables
    from annotator.formats.export_selection import ExportSelection
    from annotator.formats.rows.mapping import Columns, SourceMap
    from annotator.formats.sources import Source

_README = "readme"
_MARK = "Written by"
"""The property that says whose workbook it is."""
_PROPERTIES = "docProps/custom.xml"
_MOST_PROPERTIES = 65_536
_EXTRA = "office"
_NAMES_WIDE, _WORDS_WIDE = 20, 90


class Workbook(RowFormat):
    """Excel workbooks: in, an article a row of one sheet; out, one sheet a table."""

    name = "xlsx"
    title = "Workbook (Excel)"
    endings = (".xlsx", ".xlsm")
    only_read = (".xlsm",)
    needs = (_EXTRA,)
    always_lost = ("the undo history", "samples and searches")
    can_leave_out_words = True
    purpose = Purpose.COUNT
    summary = "one workbook, a sheet for each table; long texts stand beside it"

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely this is a workbook: by its content, or its ending."""
        if looks_like(head) == "excel":
            return 80
        return 60 if name.lower().endswith(self.endings) else 0

    def open(self, data: bytes, name: str, said: SourceMap) -> SourceGrid:
        """Give the cells of one sheet: the one that is said, else the first that holds some."""
        extras.need(_EXTRA, name)
        from annotator.formats.rows import workbook

        return workbook.opened(data, name, said)

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give the articles in a sheet; or the tables of ours, which are told by their sheets."""
        ours = None if options.map is not None else self._tables_of_ours(source)
        # Articles alone may also be those of another project.
        is_one = ours is not None and {*ours.bundle.tables} == {"articles"} and not ours.notes
        return super().read(source, options) if ours is None or is_one else ours

    def columns(self, source: Source, options: ReadOptions) -> Columns:
        """Give what a dialog shows of a sheet of articles; raises `CannotRead`."""
        if options.map is None and self._tables_of_ours(source):
            raise CannotRead(
                tr("{name} holds tables of this program.", name=source.name),
                tr("Import it as it is: rows are matched by their ids."),
                Where(file=source.name),
            )
        return super().columns(source, options)

    def _tables_of_ours(self, source: Source) -> Reading | None:
        """Give the tables in a workbook that we wrote; None of any other."""
        extras.need(_EXTRA, source.name)
        from annotator.formats.corpus.came_back import of_workbook

        return of_workbook(source)

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by, and count what a sheet cannot hold."""
        extras.need(_EXTRA)
        from annotator.formats.corpus.rows import with_columns

        with_columns(selection, lambda columns: _written(selection, columns, None))

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what a workbook leaves out or changes."""
        from annotator.formats.corpus.sheets import too_large_to_read
        from annotator.formats.corpus.written import lost_in_tables

        n = selection.n
        yield from lost_in_tables(selection)
        yield from too_large_to_read(n["workbook.byte"], n["article"])
        for item, one, many in _CHANGED:
            if n[item]:
                yield Loss(item, n[item], n["cell"], LossKind.CHANGED, trn(one, many, n[item]))

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the workbook; raises `OSError`."""
        extras.need(_EXTRA)
        from tempfile import TemporaryDirectory

        import xlsxwriter
        from xlsxwriter.exceptions import XlsxFileError

        from annotator.formats.corpus.about import CorpusSummary
        from annotator.formats.corpus.rows import with_columns

        def work(columns: OwnColumns) -> WrittenTables[SheetWriter]:
            # Rows wait on the disk that must hold them anyway, until their sheet is made.
            with TemporaryDirectory(prefix=disk.prefix_beside(), dir=to.parent) as waiting:
                options = {"constant_memory": True, "tmpdir": waiting, "use_zip64": True}
                book = xlsxwriter.Workbook(to, options)
                try:
                    readme = book.add_worksheet(_README)
                    made = _written(selection, columns, book)
                    losses = (*selection.losses(), *self.losses(selection))
                    summary = CorpusSummary(selection.bundle, selection.options, losses)
                    _describe(book, readme, summary, made.writers)
                    book.close()
                except XlsxFileError as problem:
                    reason = problem.args[0] if problem.args else problem
                    raise (
                        reason if isinstance(reason, OSError) else OSError(str(reason))
                    ) from problem
                finally:
                    for sheet in book.worksheets():
                        sheet._opt_close()  # else the rows of one that came to nothing stay open
                return made

        selection.written = with_columns(selection, work)

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read the workbook back; give what differs from what was handed to its sheets."""
        from zipfile import BadZipFile

        from annotator.formats.corpus.sheets import sums_of
        from annotator.formats.corpus.written import WrittenTables

        made = selection.written
        if not isinstance(made, WrittenTables):
            raise TypeError(tr("nobody knows what was written"))
        if not made.is_sound:
            yield tr("{file} has not the words at their places", file="spans")
        try:
            n_rows = sum(one.n_rows for one in made.writers.values())
            found = sums_of(at, selection.rows_told(n_rows))
        except (KeyError, BadZipFile) as problem:
            raise ValueError(str(problem)) from problem
        found.pop(_README, None)
        for name in sorted(found.keys() ^ made.writers.keys()):
            yield tr("{file} is missing or too many", file=name)
        for name in found.keys() & made.writers.keys():
            if found[name] != made.writers[name].sum:
                yield tr("{file} reads back otherwise", file=name)

    def is_own(self, at: Path) -> bool:
        """Say by its own property whether a workbook is an earlier export of ours."""
        from annotator.formats.zip_archive import head_of_part

        held = head_of_part(at, _PROPERTIES, _MOST_PROPERTIES)
        return f'name="{_MARK}"><vt:lpwstr>annotator '.encode() in held


_CHANGED = (
    (
        "cell.text",
        "{n} cell is longer than a workbook can hold: its start stands there, all of it in texts/",
        "{n} cells are longer than a workbook can hold: their starts stand there, all in texts/",
    ),
    (
        "cell.character",
        "{n} character that a workbook cannot hold becomes another",
        "{n} characters that a workbook cannot hold become others",
    ),
    (
        "cell.number",
        "{n} number has more digits than a workbook can hold",
        "{n} numbers have more digits than a workbook can hold",
    ),
)
"""What a sheet changes, in words."""


def _written(
    selection: ExportSelection, columns: OwnColumns, book: xlsxwriter.Workbook | None
) -> WrittenTables[SheetWriter]:
    """Write all tables as sheets, or only count what that would do."""
    from annotator.formats.corpus.sheets import MOMENTS, SheetWriter, short_sheets
    from annotator.formats.corpus.written import written

    formats = {}
    if book is not None:
        formats = {kind: book.add_format({"num_format": one}) for kind, one in MOMENTS.items()}

    def writer_of(table: ExportTable) -> SheetWriter:
        sheet = book.add_worksheet(table.name, short_sheets()) if book is not None else None
        return SheetWriter(table, selection.beside.add, sheet, formats)

    made = written(selection, columns, writer_of)
    for one in made.writers.values():
        selection.n["cell"] += one.n_rows * len(one.table.columns)
        selection.n["workbook.byte"] += one.n_bytes
        selection.n["cell.text"] += one.n_long
        selection.n["cell.character"] += one.n_unwritable
        selection.n["cell.number"] += one.n_rounded
    return made


def _describe(
    book: xlsxwriter.Workbook,
    readme: Worksheet,
    summary: CorpusSummary,
    tables: Mapping[str, SheetWriter],
) -> None:
    """Say in the first sheet and in the properties what the workbook is."""
    from annotator.formats import safe_xml
    from annotator.formats.corpus.about import about_rows
    from annotator.formats.corpus.sheets import moment_made, write_words

    said = {"title": safe_xml.writable(summary.title), "author": "", "comments": summary.program}
    book.set_properties({**said, "created": moment_made(summary.bundle.changed)})
    book.set_custom_property(_MARK, summary.program)
    n_articles = tables["articles"].n_rows
    lines = (summary.title, *summary.opening(n_articles), *summary.positions(), *summary.lost())
    rows = [("", "", line) for line in (*lines, *summary.citing())]
    for name, one in tables.items():
        rows.append((name, "", about_rows(one.table, one.n_rows)))
        rows += [(name, column.name, tr(column.about)) for column in one.table.columns]
    for n, row in enumerate((("table", "column", "what it is"), *rows)):
        for at, words in enumerate(row):
            if words:
                write_words(readme, n, at, safe_xml.writable(words))
    readme.set_column(0, 1, _NAMES_WIDE)
    readme.set_column(2, 2, _WORDS_WIDE)
    readme.freeze_panes(1, 0)

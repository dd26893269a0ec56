"""What all formats of rows share: a grid is opened, mapped, and its rows become articles.

A format of rows says how its bytes become a grid; all else stands here, or in modules that are
loaded when a table is read: who is only asked what a file is does without.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from annotator.errors import CannotRead
from annotator.formats.base import Alternative, Format, Option, Reading, ReadOptions
from annotator.formats.sources import HEAD_BYTES, MAX_BYTES, SMALL_BYTES, held_whole, stream
from annotator.model.bundle import Bundle, Loss

_ARTICLES = "articles"

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from annotator.formats.rows.articles import RowReader
    from annotator.formats.rows.grid import Grid, Table
    from annotator.formats.rows.mapping import Columns, SourceMap
    from annotator.formats.sources import Source
    from annotator.model.bundle import EditedTable


@dataclass(frozen=True, slots=True)
class SourceGrid:
    """A source as a grid of cells, or at once as a table; and how its bytes were read.

    `said` is the map with what was found out of separator and sheet.
    """

    said: SourceMap
    grid: Grid | None = None
    table: Table | None = None
    sheets: tuple[str, ...] = ()
    encoding: str = "utf-8"
    guessed: bool = False
    alternatives: tuple[Alternative, ...] = ()
    notes: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()


class RowFormat(Format):
    """A format whose rows are articles."""

    options: tuple[Option, ...] = ()
    has_proposals = True
    takes_map = True

    def open(self, data: bytes, name: str, said: SourceMap) -> SourceGrid:
        """Give the grid in these bytes, or the table; raises `CannotRead`.

        `said` is what is known of encoding, separator and sheet.
        """
        raise NotImplementedError

    def stream(
        self,
        opened: Callable[[], AbstractContextManager[BinaryIO]],
        name: str,
        said: SourceMap,
    ) -> SourceGrid | None:
        """Give what `open` gives of a file that is gone through bit by bit, as often as it takes.

        None of one that has to be looked at as a whole. Raises `CannotRead`.
        """
        return None

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """Give the articles in the rows, and the rows that are none; raises `CannotRead`.

        A table of an export of ours comes back as that, of articles beside what its rows are.
        """
        opened, sha256 = self._grid(source, options)
        ours = _tables_of_ours(opened, source.name) if options.map is None else {}
        if ours and _ARTICLES not in ours:
            return Reading(Bundle((), tables=ours), notes=opened.notes)
        reader = _reader(opened, sha256, options, source.name)
        reader.read(looked_at=options.looked_at)
        contents = tuple(options.told(reader.contents()))
        return Reading(
            bundle=Bundle(contents=contents, tables=ours),
            encoding=opened.encoding,
            encoding_guessed=opened.guessed,
            alternatives=opened.alternatives,
            notes=(*opened.notes, *reader.notes()),
            losses=(*opened.losses, *reader.losses()),
            refused=tuple(reader.refused),
            map=reader.plan.as_map(replace(opened.said, date_order=reader.dates.order)),
            columns=reader.columns(),
        )

    def columns(self, source: Source, options: ReadOptions) -> Columns:
        """Give what a dialog shows of the columns; raises `CannotRead`."""
        from annotator.formats.rows.mapping import Columns

        opened, sha256 = self._grid(source, options)
        reader = _reader(opened, sha256, options, source.name)
        reader.read(needs_text=False)
        return Columns(
            source=source.name,
            sheets=opened.sheets,
            map=reader.plan.as_map(replace(opened.said, date_order=reader.dates.order)),
            columns=reader.columns(),
            n_rows=reader.n_rows,
            left_out=tuple(reader.refused),
            date=reader.question(),
        )

    def _grid(self, source: Source, options: ReadOptions) -> tuple[SourceGrid, str]:
        from annotator.formats.rows.mapping import SourceMap

        given = options.map or SourceMap()
        said = replace(given, encoding=options.encoding or given.encoding)
        return self._streamed(source, said) or self._whole(source, said)

    def _streamed(self, source: Source, said: SourceMap) -> tuple[SourceGrid, str] | None:
        """Give the cells of a large file, and its checksum, if it need not lie in memory."""
        if not _is_large(source):
            return None
        file_of = partial(stream, source, MAX_BYTES)
        opened = self.stream(file_of, source.name, said)
        if opened is None:
            return None
        with file_of() as file:
            sha256 = hashlib.sha256()
            while some := file.read(HEAD_BYTES):
                sha256.update(some)
        return opened, sha256.hexdigest()

    def _whole(self, source: Source, said: SourceMap) -> tuple[SourceGrid, str]:
        data = source.read()
        opened = self.open(data, source.name, said)
        notes = (*held_whole(source.name, len(data)), *opened.notes)
        return replace(opened, notes=notes), hashlib.sha256(data).hexdigest()


def _reader(opened: SourceGrid, sha256: str, options: ReadOptions, name: str) -> RowReader:
    from annotator.formats.rows.articles import RowReader, plan_columns
    from annotator.formats.rows.mapping import SourceMap

    given = options.map or SourceMap()
    table, known = _table(opened, options, given, name)
    if known is not None:
        given = replace(given, columns=known.columns, fields=known.fields)
    plan = plan_columns(table, given, name)
    order = options.date_order or given.date_order
    usual = known.date_order if known is not None else ""
    return RowReader(name, plan, options, sha256, order, usual)


def _tables_of_ours(opened: SourceGrid, name: str) -> dict[str, EditedTable]:
    """Give the table of an export of ours that lies alone in a file; of any other none."""
    from annotator.formats.corpus.came_back import of_rows

    return {} if opened.grid is None else of_rows(opened.grid, name)


def _is_large(source: Source) -> bool:
    with suppress(OSError, ValueError):
        return source.path is not None and source.path.stat().st_size > SMALL_BYTES
    return False


def _table(
    opened: SourceGrid, options: ReadOptions, given: SourceMap, name: str
) -> tuple[Table, SourceMap | None]:
    """Give the table in a source, and the kept map of its columns where no map is given."""
    from annotator.formats.rows.grid import table_of
    from annotator.formats.rows.guessing import is_known

    asks = not given.columns and not given.fields
    kept = options.kept if asks else ()
    if opened.table is not None:
        return opened.table, _same_columns(opened.table, kept)
    assert opened.grid is not None  # noqa: S101 - one of the two is there
    table = table_of(opened.grid, name, given.header, known=is_known)
    found = _same_columns(table, kept)
    others = {one.header for one in kept} - {table.header, ()} if not given.header else ()
    for header in () if found is not None else others:
        try:
            other = table_of(opened.grid, name, header, known=is_known)
        except CannotRead:
            continue  # so few rows it has not
        found = _same_columns(other, [one for one in kept if one.header == header])
        if found is not None:
            return other, found
    return table, found


def _same_columns(table: Table, kept: Iterable[SourceMap]) -> SourceMap | None:
    headers = frozenset(table.headers)
    return next((one for one in kept if one.headers() == headers), None)

"""Tables of ours that came back: a folder, a ZIP archive of it, or a workbook, by their sheets.

Cells are texts as somebody saved them; what was edited in them is found where the project is known.
"""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast

from annotator.errors import CannotRead, Where
from annotator.formats import zip_archive
from annotator.formats.base import Reading
from annotator.formats.corpus.columns import fixed_columns
from annotator.formats.csv_rows import CsvRows, streamed
from annotator.formats.rows.mapping import SourceMap
from annotator.formats.sources import MAX_BYTES, Source, held_whole, lasting, stream
from annotator.language import tr
from annotator.model.bundle import Bundle, EditedTable
from annotator.model.scheme_file import scheme_from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from zipfile import ZipFile

    from annotator.formats.rows.grid import Grid

Opened: TypeAlias = "Callable[[], AbstractContextManager[BinaryIO]]"
DESCRIPTION = "datapackage.json"
KEYS = {
    "articles": "article_id",
    "spans": "span_id",
    "statements": "statement_id",
    "statement_actors": "statement_id",
    "links": "link_id",
    "actors": "actor_id",
    "notes": "note_id",
    "aliases": "actor_id",
    "roles": "actor_id",
    "regions": "article_id",
    "layers": "layer_id",
    "decisions": "decision_id",
    "scheme": "name",
}
"""The tables that are compared, and the column by which their rows, or whose they are, is known."""
_TOLD_BY = {
    "articles": {"article_id", "n_chars", "sha256"},
    "spans": {"span_id", "article_id", "layer_id"},
    "statements": {"statement_id", "n_speakers"},
    "statement_actors": {"statement_id", "role", "span_id"},
    "links": {"link_id", "from_span", "to_span"},
    "actors": {"actor_id", "n_spans", "n_statements_as_speaker"},
    "notes": {"note_id", "about_id", "text"},
    "aliases": {"actor_id", "alias", "origin"},
    "roles": {"actor_id", "role", "organisation"},
    "regions": {"article_id", "type", "set_by"},
    "layers": {"layer_id", "kind", "frozen"},
    "decisions": {"decision_id", "verdict"},
    "scheme": {"kind", "name", "parent", "definition"},
}
"""Columns that no table of others has together: a sheet may have another name by now."""
_README = "readme"


def are_ours(names: Mapping[str, object] | set[str]) -> bool:
    """Say by the names of its sheets or files whether this is an export of ours."""
    return {"articles", "spans", "actors", "layers"} <= {*names}


def of_files(source: Source) -> Reading:
    """Give the tables beside a data description, or in an archive, and the scheme with them.

    Raises `CannotRead`.
    """
    if source.head().startswith(b"PK"):
        return _of_archive(source.read(), source.name)
    path = source.path
    if path is None:
        raise _incomplete(source.name, DESCRIPTION)
    _check_description(source.read(), source.name)

    def opened(name: str) -> Opened | None:
        at = path.parent / name
        one = Source.of_path(at, f"{source.name}: {name}")
        return partial(stream, one, MAX_BYTES) if at.is_file() else None

    return _reading(source.name, opened)


def of_workbook(source: Source) -> Reading | None:
    """Give the tables in a workbook that we wrote, read as they are gone through; else None."""
    from annotator.formats.rows import workbook

    with ExitStack() as stack:
        file = stack.enter_context(lasting(source))
        if not workbook.names_sheets(file, *KEYS, _README):
            return None
        notes = [*workbook.held_words(file, source.name)]
        found, others = of_sheets(workbook.every_sheet(file, source.name), source.name)
        stack.pop_all()  # whoever asks for cells reads on
        for one in others:
            said = tr("{name}: the sheet “{sheet}” is none of the tables, and is not read.")
            notes.append(said.format(name=source.name, sheet=one))
        return Reading(Bundle((), tables=found), notes=tuple(notes)) if found else None


def of_sheets(
    sheets: Mapping[str, Grid], name: str
) -> tuple[dict[str, EditedTable], tuple[str, ...]]:
    """Give the tables among the sheets of a workbook of ours, and what other sheets are called.

    A sheet is known by its name, or by its columns; in a workbook of others there is none.
    """
    headers = {one: {*headers_of(grid)} for one, grid in sheets.items()}
    told = {one: told_by(columns) for one, columns in headers.items()}
    if not any(told.values()) and not are_ours(sheets):
        return {}, ()
    found: dict[str, str] = {one: one for one in sheets if one in KEYS and _may_be(one, told[one])}
    for sheet, table in told.items():
        if table and table not in found:
            found[table] = sheet
    every = {*found.values(), _README}
    others = tuple(one for one in sheets if one not in every and headers[one])
    tables = {
        table: edited(sheets[found[table]], f"{name}: {found[table]}", key)
        for table, key in KEYS.items()
        if table in found
    }
    return tables, others


def told_by(columns: Iterable[str]) -> str:
    """Give the table that has such columns; "" for one of others."""
    every = {*columns}
    return next((table for table, signs in _TOLD_BY.items() if signs <= every), "")


def of_rows(grid: Grid, name: str) -> dict[str, EditedTable]:
    """Give the table of ours that lies alone in a file; of any other none."""
    table = told_by(headers_of(grid))
    return {table: edited(grid, name, KEYS[table])} if table else {}


def _may_be(table: str, told: str) -> bool:
    """Say whether a sheet of this name is that table: not if its columns are those of another."""
    return told in ("", table)


def _of_archive(data: bytes, name: str) -> Reading:
    archive = zip_archive.checked(data, name, tr("a folder of tables"))
    found = [one for one in archive.namelist() if one.rpartition("/")[2] == DESCRIPTION]
    if not found:
        raise _incomplete(name, DESCRIPTION)
    folder = min(found, key=len).removesuffix(DESCRIPTION)
    _check_description(archive.read(folder + DESCRIPTION), name)

    def opened(inner: str) -> Opened | None:
        there = folder + inner in archive.namelist()
        is_there = there and archive.getinfo(folder + inner).file_size <= MAX_BYTES
        return partial(_member, archive, folder + inner) if is_there else None

    reading = _reading(name, opened)
    return replace(reading, notes=(*held_whole(name, len(data)), *reading.notes))


@contextmanager
def _member(archive: ZipFile, inner: str) -> Iterator[BinaryIO]:
    with archive.open(inner) as file:
        yield cast("BinaryIO", file)


def _reading(name: str, opened: Callable[[str], Opened | None]) -> Reading:
    from annotator.formats.corpus.data_package import SCHEME

    notes: list[str] = []
    tables, scheme = _tables(name, opened, notes), None
    try:
        held = json.loads(_whole(opened(SCHEME)) or b"null")
        scheme = scheme_from_json(held, SCHEME) if isinstance(held, dict) else None
    except (ValueError, RecursionError, CannotRead):
        # What is edited in tables needs no scheme beside them.
        scheme = None
    return Reading(Bundle((), tables=tables, scheme=scheme), notes=tuple(notes))


def _whole(opened: Opened | None) -> bytes:
    if opened is None:
        return b""
    with opened() as file:
        return file.read()


def _check_description(data: bytes, name: str) -> None:
    from annotator.formats.corpus.data_package import is_ours

    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise _incomplete(name, DESCRIPTION) from problem
    if not is_ours(content):
        raise CannotRead(
            tr("{name} describes tables of another program.", name=name),
            tr("Import the table of its articles (CSV)."),
            Where(file=name),
        )


def _tables(
    name: str, opened: Callable[[str], Opened | None], notes: list[str]
) -> dict[str, EditedTable]:
    """Give the tables; `notes` gets sentences on those that are held whole."""
    found = {}
    for table in KEYS:
        file = opened(f"{table}.csv")
        if file is None:
            continue
        inner = f"{name}: {table}.csv"
        read = streamed(file, inner, SourceMap())
        if read is None:
            # Another program saved it otherwise: that is found out of all of it.
            data = _whole(file)
            notes += held_whole(inner, len(data))
            read = CsvRows().open(data, inner, SourceMap())
        grid = read.grid
        assert grid is not None  # noqa: S101 - tables of text have one
        if next(iter(grid()), None) is not None:
            found[table] = edited(grid, inner, KEYS[table])
    if not {"articles", "spans"} & found.keys():
        raise _incomplete(name, "articles.csv")
    return found


def headers_of(grid: Grid) -> tuple[str, ...]:
    """Give the names of the columns; those that an export has, as it writes them."""
    first = next(iter(grid()), None)
    known = fixed_columns()
    cells = (cell.strip() for cell in first.cells) if first is not None else ()
    return tuple(cell.casefold() if cell.casefold() in known else cell for cell in cells)


def edited(grid: Grid, name: str, key: str) -> EditedTable:
    """Give the table in a grid; raises `CannotRead` where its key is missing."""
    headers = headers_of(grid)
    if key not in headers:
        raise CannotRead(
            tr("{name} has no column “{key}”.", name=name, key=key),
            tr("Leave the header as it was exported."),
            Where(file=name, line=1),
        )

    def rows() -> Iterator[tuple[int, list[str]]]:
        every = iter(grid())
        next(every, None)
        width = len(headers)
        for number, cells in every:
            if any(cells) and any(map(str.strip, cells)):
                yield number, [*cells, *([""] * (width - len(cells)))][:width]

    return EditedTable(headers, rows)


def _incomplete(name: str, what: str) -> CannotRead:
    return CannotRead(
        tr(
            "{name} is no folder of tables of this program: {what} is missing.",
            name=name,
            what=what,
        ),
        tr("Give the whole folder, as it was exported."),
        Where(file=name),
    )

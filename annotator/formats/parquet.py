"""Tables as Parquet, for corpora that outgrow a laptop: a folder a table, split by article.

Columns and rows are in `corpus/`, how they become files in `corpus/parts.py`. Written only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from annotator import disk
from annotator.errors import WrongUse
from annotator.formats import extras
from annotator.formats.base import Format, Option, Purpose
from annotator.formats.corpus.checksums import SUMS, differences_of_files, listed, stated
from annotator.formats.corpus.data_package import NAME as DESCRIPTION
from annotator.formats.corpus.data_package import README, is_ours
from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotator.formats.corpus.about import CorpusSummary
    from annotator.formats.corpus.columns import ExportTable, OwnColumns
    from annotator.formats.corpus.parts import Parts, PartWriter
    from annotator.formats.corpus.written import WrittenTables
    from annotator.formats.export_selection import ExportSelection
    from annotator.model.bundle import Loss

PART = Option("part", "Articles in a file of Parquet", (), "5000")
_EXTRA = "corpora"
_MOST_DIGITS = 9


class ParquetTables(Format):
    """The tables with typed columns, for DuckDB, Arrow and engines that read folders."""

    name = "parquet"
    title = "Tables (Parquet)"
    target = "folder"
    needs = (_EXTRA,)
    always_lost = ("the undo history", "samples and searches")
    options = (PART,)
    can_leave_out_words = True
    purpose = Purpose.COUNT
    summary = "typed columns in a folder a table, for DuckDB, Arrow and large corpora"

    def files(self, selection: ExportSelection) -> tuple[str, ...]:
        """Give the names of all parts that went by, and of what describes them."""
        made = _made(selection)
        parts = [name for one in made.writers.values() for name in one.names]
        return (*parts, DESCRIPTION, README, SUMS)

    def look_through(self, selection: ExportSelection) -> None:
        """Let all go by, and see which files it would fill."""
        from annotator.formats.corpus.rows import with_columns

        extras.need(_EXTRA)
        n = _n_articles(selection)

        def work(columns: OwnColumns) -> WrittenTables[PartWriter]:
            from annotator.formats.corpus.parts import Parts

            return _written(selection, columns, Parts(n), frozenset())

        selection.written = with_columns(selection, work)

    def losses(self, selection: ExportSelection) -> Iterator[Loss]:
        """Give what tables leave out."""
        from annotator.formats.corpus.written import lost_in_tables

        return lost_in_tables(selection)

    def write(self, selection: ExportSelection, to: Path) -> None:
        """Write the folder; raises `OSError`."""
        from annotator.formats.corpus.about import CorpusSummary
        from annotator.formats.corpus.rows import with_columns

        extras.need(_EXTRA)
        n = _n_articles(selection)
        made = with_columns(selection, lambda columns: _with_days(selection, columns, to, n))
        selection.written = made
        losses = (*selection.losses(), *self.losses(selection))
        summary = CorpusSummary(selection.bundle, selection.options, losses)
        texts = {README: _readme(summary, made, n), DESCRIPTION: _description(summary, made)}
        for name, text in texts.items():
            (to / name).write_text(text, encoding="utf-8", newline="\n")
        sums = {name: disk.sha256_of(to / name) for name in {*self.files(selection)} - {SUMS}}
        (to / SUMS).write_text(listed(sums), encoding="utf-8", newline="\n")

    def verify(self, selection: ExportSelection, at: Path) -> Iterator[str]:
        """Read all files back; give what differs from the rows that were handed over."""
        made = _made(selection)
        there = {one.relative_to(at).as_posix() for one in at.rglob("*") if not one.is_dir()}
        yield from differences_of_files({*self.files(selection)}, there, at)
        told = selection.rows_told(sum(one.n_rows for one in made.writers.values()))
        for name, writer in made.writers.items():
            if not writer.reads_back(at, told):
                yield tr("{file} reads back otherwise", file=name)
        if not made.is_sound:
            yield tr("{file} has not the words at their places", file="spans")

    def is_own(self, at: Path) -> bool:
        """Say whether a folder holds an earlier export of ours and nothing else."""
        try:
            names = {*stated(disk.read_small(at / SUMS).decode()), SUMS}
            description = json.loads(disk.read_small(at / DESCRIPTION))
            there = [one for one in at.rglob("*") if one.is_symlink() or not one.is_dir()]
            return (
                is_ours(description)
                and all(one["format"] == "parquet" for one in description["resources"])
                and all(
                    one.relative_to(at).as_posix() in names and not one.is_symlink()
                    for one in there
                )
            )
        except (OSError, ValueError, LookupError, TypeError):
            return False


def _n_articles(selection: ExportSelection) -> int:
    said = selection.options.of(PART)
    if not (said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS and int(said)):
        raise WrongUse(
            tr("“{said}” is no number of articles for each file.", said=said),
            tr("Use a whole number from 1, like 5000."),
        )
    return int(said)


def _made(selection: ExportSelection) -> WrittenTables[PartWriter]:
    from annotator.formats.corpus.written import WrittenTables

    if not isinstance(selection.written, WrittenTables):
        raise TypeError(tr("nobody knows what was written"))
    return selection.written


def _with_days(
    selection: ExportSelection, columns: OwnColumns, to: Path, n: int
) -> WrittenTables[PartWriter]:
    """Write all parts; where a column of days holds a year alone, anew with words in it."""
    from annotator.formats.corpus.parts import NoDateError, Parts

    plain: set[str] = set()
    while True:
        disk.remove(to)
        to.mkdir()
        try:
            return _written(selection, columns, Parts(n, to), frozenset(plain))
        except NoDateError as problem:
            plain.add(problem.column)


def _written(
    selection: ExportSelection, columns: OwnColumns, parts: Parts, plain: frozenset[str]
) -> WrittenTables[PartWriter]:
    from contextlib import ExitStack

    from annotator.formats.corpus.parts import PartWriter
    from annotator.formats.corpus.written import written

    with ExitStack() as stack:

        def writer_of(table: ExportTable) -> PartWriter:
            writer = PartWriter(table, parts, plain)
            stack.callback(writer.drop)
            return writer

        return written(selection, columns, writer_of)


def _description(summary: CorpusSummary, made: WrittenTables[PartWriter]) -> str:
    from annotator.formats.corpus.data_package import package, schema_of

    tables = {name: one.table for name, one in made.writers.items()}
    resources = [
        {
            "name": name,
            "path": [*one.names],
            "title": tr(one.table.about),
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "rows": one.n_rows,
            "schema": schema_of(one.table, one.kinds, tables),
        }
        for name, one in made.writers.items()
    ]
    content = package(summary) | {"resources": resources}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _readme(summary: CorpusSummary, made: WrittenTables[PartWriter], n: int) -> str:
    from annotator.formats.corpus.about import about_rows

    lines = [summary.title, "=" * min(len(summary.title), 78), ""]
    lines += [*summary.opening(made.writers["articles"].n_rows), ""]
    lines.append(
        tr("A folder a table; its files hold the rows of {n} articles each.", n=f"{n:,}"),
    )
    lines.append(tr("DuckDB reads all of one: SELECT * FROM 'spans/*.parquet'"))
    lines += [*summary.positions(), *(["", *summary.lost()] if summary.losses else [])]
    for name, one in made.writers.items():
        lines += ["", name, "-" * len(name), about_rows(one.table, one.n_rows)]
        lines += [f"  {column.name.ljust(24)} {tr(column.about)}" for column in one.table.columns]
    lines += ["", tr("How to cite"), "-----------", *summary.citing()]
    return "\n".join(lines) + "\n"

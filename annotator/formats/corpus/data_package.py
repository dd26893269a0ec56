"""What goes with the tables: the data description (Frictionless Data Package v1) and the README.

Both say the same things, one to programs and one to people.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.formats.corpus.about import CorpusSummary, about_rows
from annotator.formats.corpus.checksums import SUMS
from annotator.formats.corpus.columns import ExportTable
from annotator.formats.corpus.csv_files import TableWriter
from annotator.language import tr, trn
from annotator.model.article import Json
from annotator.model.fields import Kind
from annotator.text.csv_text import GUARD, Dialect

NAME, README, SCHEME = "datapackage.json", "README.txt", "scheme.json"
_PROFILE = "tabular-data-package"
_TYPES = {
    Kind.INTEGER: "integer",
    Kind.PER_MILLE: "number",
    Kind.FLAG: "boolean",
    Kind.DATE: "date",
    Kind.TIME: "datetime",
}
_NO_SLUG = re.compile("[^a-z0-9]+")
_WIDTH = 24
_OF_LOSSES = ("item", "n", "of", "fate", "how")


@dataclass(frozen=True, slots=True)
class TableSummary(CorpusSummary):
    """All that the descriptions speak of, once the tables are written."""

    dialect: Dialect
    tables: Mapping[str, TableWriter]


def description(summary: TableSummary) -> str:
    """Give the data description as JSON."""
    content = package(summary)
    if summary.dialect.for_excel:
        content["guard"] = GUARD
    content["resources"] = [_resource(one, summary) for one in summary.tables.values()]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def package(summary: CorpusSummary) -> dict[str, Json]:
    """Give what a description says before it comes to its tables."""
    options, bundle = summary.options, summary.bundle
    content: dict[str, Json] = {
        "profile": _PROFILE,
        "name": _NO_SLUG.sub("-", summary.title.lower()).strip("-") or "annotator-tables",
        "title": summary.title,
        "program": summary.program,
        "choice": bundle.choice.as_json(),
        "id": bundle.project_id,
        "licenses": [{"name": one} for one in (options.licence,) if one],
        "contributors": [{"title": one, "role": "contributor"} for one in summary.contributors()],
    }
    content = {key: value for key, value in content.items() if value}
    content["filters"] = [*bundle.choice.words()]
    content["losses"] = [
        {name: getattr(loss, name) for name in _OF_LOSSES} for loss in summary.losses
    ]
    return content


def is_ours(content: object) -> bool:
    """Say whether a data description is one that this program writes."""
    return (
        isinstance(content, dict)
        and content.get("profile") == _PROFILE
        and str(content.get("program")).startswith("annotator ")
    )


def _resource(writer: TableWriter, summary: TableSummary) -> dict[str, Json]:
    table = writer.table
    kinds = [writer.kind_of(n) for n in range(len(table.columns))]
    tables = {name: one.table for name, one in summary.tables.items()}
    return {
        "name": table.name,
        "path": table.file_name,
        "title": tr(table.about),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": summary.dialect.encoding,
        "dialect": {"delimiter": summary.dialect.delimiter},
        "bytes": writer.n_bytes,
        "hash": f"sha256:{writer.sha256()}",
        "rows": writer.n_rows,
        "schema": schema_of(table, kinds, tables),
    }


def schema_of(
    table: ExportTable, kinds: Sequence[Kind], tables: Mapping[str, ExportTable]
) -> dict[str, Json]:
    """Give the columns of a table with their kinds, its key, and the keys of others in it."""
    fields: list[Json] = []
    keys: list[Json] = []
    for column, kind in zip(table.columns, kinds, strict=True):
        said = {"type": _TYPES.get(kind, "string"), "description": tr(column.about)}
        fields.append({"name": column.name, **said})
        if column.refers_to:
            to = "" if column.refers_to == table.name else column.refers_to
            key = tables[column.refers_to].key[0]
            keys.append({"fields": [column.name], "reference": {"resource": to, "fields": [key]}})
    schema: dict[str, Json] = {"fields": fields, "missingValues": [""]}
    schema |= {"primaryKey": [*table.key]} if table.key else {}
    return schema | ({"foreignKeys": keys} if keys else {})


def readme(summary: TableSummary) -> str:
    """Give the words for people: what is in which column, how much, how written, how to cite."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: TableSummary) -> Iterator[str]:
    title = summary.title
    yield from (title, "=" * min(len(title), 78), "")
    opening, *others = summary.opening(summary.tables["articles"].n_rows)
    yield from (opening, "", *others)
    yield tr("Files: the tables below; {names}.", names=", ".join((SCHEME, NAME, README, SUMS)))
    yield tr("“sha256sum -c SHA256SUMS” shows whether they are as they were written.")
    yield from _about_cells(summary)
    if summary.losses:
        yield from ("", *summary.lost())
    for writer in summary.tables.values():
        table = writer.table
        yield from ("", table.file_name, "-" * len(table.file_name))
        yield about_rows(table, writer.n_rows)
        yield from (f"  {one.name.ljust(_WIDTH)} {tr(one.about)}" for one in table.columns)
    yield from ("", tr("How to cite"), "-----------", *summary.citing())


def _about_cells(summary: TableSummary) -> Iterator[str]:
    excel, separator = summary.dialect.for_excel, summary.dialect.delimiter
    names = {"\t": tr("a tab"), ",": tr("a comma"), ";": tr("a semicolon")}
    coding, ends = (tr("UTF-8 with a byte order mark"), "CR LF") if excel else ("UTF-8", "LF")
    words = {"coding": coding, "ends": ends, "separator": names.get(separator, separator)}
    yield ""
    yield tr(
        "{coding}; cells are separated by {separator}, rows by {ends}; empty = no value.", **words
    )
    yield from summary.positions()
    if excel:
        yield tr(
            "Cells that would be taken for formulas (they start with = + - @, a tab or CR) "
            "have a leading {guard}:",
            guard=GUARD,
        )
        n = sum(table.n_guarded for table in summary.tables.values())
        yield trn("{n} cell has one. Take it off.", "{n} cells have one. Take it off.", n)

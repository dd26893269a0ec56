"""What goes with the tables: the data description (Frictionless Data Package v1) and the README.

Both say the same things, one to programs and one to people.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.formats.base import TEXT
from annotator.formats.tables_files import GUARD, Dialect, TableWriter
from annotator.language import tr, trn
from annotator.model.layer import LayerKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from annotator.formats.base import WriteOptions
    from annotator.model.article import Json
    from annotator.model.bundle import Bundle, Loss

NAME = "datapackage.json"
README = "README.txt"
SUMS = "SHA256SUMS"
SCHEME = "scheme.json"

_NO_SLUG = re.compile("[^a-z0-9]+")
_PROFILE = "tabular-data-package"
_WIDTH = 24


@dataclass(frozen=True, slots=True)
class TableSummary:
    """All that the descriptions speak of, once the tables are written."""

    bundle: Bundle
    options: WriteOptions
    dialect: Dialect
    tables: Sequence[TableWriter]
    losses: Sequence[Loss]

    @property
    def title(self) -> str:
        """The project's title, or a word where it has none."""
        return self.bundle.project_title or tr("Annotator tables")

    @property
    def program(self) -> str:
        """The program and its version."""
        return self.bundle.program or self.options.program

    @property
    def n_guarded(self) -> int:
        """How many cells got a guard."""
        return sum(table.n_guarded for table in self.tables)

    def contributors(self) -> tuple[str, ...]:
        """Give who is named as contributor: those asked for, else the coders."""
        if self.options.contributors:
            return self.options.contributors
        people = [layer.name for layer in self.bundle.layers if layer.kind is LayerKind.PERSON]
        return tuple(dict.fromkeys(name for name in people if name))


def description(summary: TableSummary) -> str:
    """Give the data description as JSON."""
    content: dict[str, Json] = {
        "profile": _PROFILE,
        "name": _NO_SLUG.sub("-", summary.title.lower()).strip("-") or "annotator-tables",
        "title": summary.title,
        "program": summary.program,
        "text": summary.options.of(TEXT),
    }
    if summary.bundle.project_id:
        content["id"] = summary.bundle.project_id
    if summary.options.licence:
        content["licenses"] = [{"name": summary.options.licence}]
    if summary.contributors():
        content["contributors"] = [
            {"title": name, "role": "contributor"} for name in summary.contributors()
        ]
    if summary.dialect.is_guarded:
        content["guard"] = GUARD
    content["filters"] = list(summary.options.filters)
    content["losses"] = [_loss(loss) for loss in summary.losses]
    content["resources"] = [_resource(table, summary.dialect) for table in summary.tables]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def is_ours(content: object) -> bool:
    """Say whether a data description is one that this program writes."""
    return (
        isinstance(content, dict)
        and content.get("profile") == _PROFILE
        and str(content.get("program")).startswith("annotator ")
    )


def _loss(loss: Loss) -> dict[str, Json]:
    return {
        "item": loss.item,
        "n": loss.n,
        "of": loss.of,
        "fate": str(loss.fate),
        "how": loss.how,
    }


def _resource(writer: TableWriter, dialect: Dialect) -> dict[str, Json]:
    table = writer.table
    fields: list[Json] = [
        {"name": column.name, "type": writer.kind_of(n, column), "description": column.about}
        for n, column in enumerate(table.columns)
    ]
    schema: dict[str, Json] = {"fields": fields, "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys: list[Json] = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.refers_to == table.name else column.refers_to,
                "fields": [_KEYS[column.refers_to]],
            },
        }
        for column in table.columns
        if column.refers_to
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": table.file_name,
        "title": table.about,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": dialect.encoding,
        "dialect": {"delimiter": dialect.delimiter},
        "bytes": writer.n_bytes,
        "hash": f"sha256:{writer.sha256()}",
        "rows": writer.n_rows,
        "schema": schema,
    }


_KEYS: Mapping[str, str] = {
    "articles": "article_id",
    "layers": "layer_id",
    "spans": "span_id",
    "statements": "statement_id",
    "actors": "actor_id",
}


def readme(summary: TableSummary) -> str:
    """Give the words for people: what is in which column, how much, how written, how to cite."""
    lines = [summary.title, "=" * min(len(summary.title), 78), ""]
    lines += [tr("Tables exported by {program}.", program=summary.program), ""]
    lines += _about_rows(summary)
    lines += _about_cells(summary)
    if summary.losses:
        lines += ["", tr("Not as in the project:")]
        lines += [f"- {loss.how}." for loss in summary.losses]
    for writer in summary.tables:
        lines += ["", writer.table.file_name, "-" * len(writer.table.file_name)]
        rows = trn("{n} row", "{n} rows", writer.n_rows)
        lines.append(tr("One row is {what}. {rows}.", what=writer.table.about, rows=rows))
        lines += [f"  {one.name.ljust(_WIDTH)} {one.about}" for one in writer.table.columns]
    lines += ["", tr("How to cite"), "-----------"]
    people = ", ".join(summary.contributors()) or tr("(the coders)")
    cited = tr(
        "{people}: {title}. Coded with {program}.",
        people=people,
        title=summary.title,
        program=summary.program,
    )
    lines.append(cited)
    if summary.options.licence:
        lines.append(tr("Licence: {licence}", licence=summary.options.licence))
    return "\n".join(lines) + "\n"


def _about_rows(summary: TableSummary) -> list[str]:
    layers = ", ".join(layer.name for layer in summary.bundle.layers) or "–"
    n_articles = next(one.n_rows for one in summary.tables if one.table.name == "articles")
    lines = [tr("Articles: {n}. Layers: {names}.", n=n_articles, names=layers)]
    lines += [tr("Chosen: {what}.", what=one) for one in summary.options.filters]
    lines.append(
        tr("Files: the tables below; {names}.", names=", ".join((SCHEME, NAME, README, SUMS)))
    )
    lines.append(tr("“sha256sum -c SHA256SUMS” shows whether they are as they were written."))
    return lines


def _about_cells(summary: TableSummary) -> list[str]:
    dialect = summary.dialect
    names = {"\t": tr("a tab"), ",": tr("a comma"), ";": tr("a semicolon")}
    separator = names.get(dialect.delimiter, dialect.delimiter)
    coding = tr("UTF-8 with a byte order mark") if dialect.has_bom else "UTF-8"
    ends = "CR LF" if dialect.line_end == "\r\n" else "LF"
    lines = [
        "",
        tr(
            "{coding}; cells are separated by {separator}, rows by {ends}; empty = no value.",
            coding=coding,
            separator=separator,
            ends=ends,
        ),
        tr("Start and end count the characters (Unicode code points) of the text from 0;"),
        tr("the end is the character behind the last."),
    ]
    if dialect.is_guarded:
        lines += [
            tr(
                "Cells that would be taken for formulas (they start with = + - @, a tab or CR) "
                "have a leading {guard}:",
                guard=GUARD,
            ),
            trn(
                "{n} cell has one. Take it off.",
                "{n} cells have one. Take it off.",
                summary.n_guarded,
            ),
        ]
    if not summary.options.keeps_words:
        lines.append(tr("The words of the articles are left out; sha256 tells which text it was."))
    return lines

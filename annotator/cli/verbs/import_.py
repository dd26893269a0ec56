"""`annotator import`: bring texts or annotations into a project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.answers import objects
from annotator.errors import TargetExists

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from annotator.cli.output import Options, Output
    from annotator.formats.rows.mapping import Column, SourceMap
    from annotator.model.article import Json
    from annotator.project import ImportReport, Project
    from annotator.project.acts.bring_in import ImportedArticle
    from annotator.project.importing.codes import ComingCode
    from annotator.project.importing.parsing import Refused

_N_SHOWN = 5
ORDERS = ("dmy", "mdy", "ymd")
EXAMPLES = (
    "annotator import study.annotator article.txt",
    "annotator import study.annotator corpus.csv --map map.toml --dry-run",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("sources", metavar="SOURCE", nargs="+", help="files or folders")
    parser.add_argument("--format", metavar="NAME", help="the format; else it is guessed, and said")
    parser.add_argument("--encoding", metavar="E", help="the encoding of texts, like cp1252")
    parser.add_argument(
        "--map",
        metavar="MAP.toml",
        help="what columns of a table, or codes, become; else it is guessed",
    )
    parser.add_argument("--keep-map", metavar="MAP.toml", help="write what the columns became")
    parser.add_argument(
        "--date-order",
        metavar="ORDER",
        choices=ORDERS,
        help="how dates like 3/4/2026 are read: dmy, mdy or ymd",
    )
    parser.add_argument(
        "--reading",
        metavar="R",
        help="how positions of marks are counted: utf16 or codepoints, then ,crlf2 ,bom ,end",
    )
    parser.add_argument("--layer", metavar="NAME", help="put all marks on an import layer")
    parser.add_argument(
        "--texts-from", metavar="PLACE", help="a folder or project with texts that were left out"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")


def run(options: Options, output: Output) -> int:
    """Import the sources as one step."""
    from annotator.cli.projects import opened

    given = _map_of(options.map)
    if options.keep_map and Path(options.keep_map).exists():
        raise TargetExists(f"{options.keep_map} is there already.", "Choose another name.")
    with opened(options) as project:
        report = project.import_sources(
            [Path(one) for one in options.sources],
            format=options.format,
            encoding=options.encoding,
            map=given,
            date_order=options.date_order or "",
            reading=options.reading or "",
            layer=options.layer,
            texts_from=options.texts_from,
            dry_run=options.dry_run,
            progress=output.progress,
        )
        if options.keep_map:
            _keep_map(project, options, given, report)
    if output.as_json:
        output.json(as_json(report, dry_run=options.dry_run))
    else:
        _say(report, output, dry_run=options.dry_run)
    if report.refused:
        return 1 if report.formats else 3
    return 0


def _map_of(named: str | None) -> SourceMap | None:
    from annotator.formats.rows.mapping import read_map
    from annotator.formats.sources import Source

    if named is None:
        return None
    source = Source.of_path(Path(named))
    return read_map(source.read(), source.name)


def _keep_map(
    project: Project, options: Options, given: SourceMap | None, report: ImportReport
) -> None:
    """Write how sources were read as a file for `--map`: pattern, codes, columns of the first."""
    from annotator.cli.schemes import write_file
    from annotator.formats.rows.mapping import SourceMap, as_toml
    from annotator.project.importing.gather import HowToRead

    first, used = Path(options.sources[0]), SourceMap()
    if report.codes:
        used = SourceMap(types={one.path: one.to for one in report.codes})
    elif not first.is_dir():
        order = options.date_order or ""
        how = HowToRead(options.format, options.encoding, map=given, date_order=order)
        used = project.columns(first, how).map
    used = replace(used, pattern=report.pattern or used.pattern)
    write_file(as_toml(used), Path(options.keep_map))


def as_json(report: ImportReport, *, dry_run: bool) -> Json:
    """Give the report with the keys that others rely on; a dry run has made no article."""
    return {
        "format": ", ".join(report.formats),
        "articles": {"new": report.new, "known": len(report.known), "near": report.near},
        "spans": report.n_spans,
        "links": report.n_links,
        "actors": report.n_actors,
        "files": [
            {
                "source": one.source,
                "row": one.row,
                "article": None if dry_run else one.article_id,
                "new": one.is_new,
                "title": one.title,
                "date": one.date,
                "outlet": one.outlet,
                "near": _near(one, dry_run=dry_run),
            }
            for one in report.articles
        ],
        "refused": objects(report.refused, "source row reason"),
        "losses": objects(report.losses, "item n of fate how"),
        "notes": list(report.notes),
        "encodings": {
            name: {"name": one.name, "guessed": one.guessed}
            for name, one in report.encodings.items()
        },
        "pattern": report.pattern,
        "columns": {
            name: objects(columns, "header first becomes because")
            for name, columns in report.columns.items()
        },
        **_readings(report),
        **({"codes": [_code(one) for one in report.codes]} if report.codes else {}),
        **_edited(report),
        "step": report.step.id if report.step else None,
    }


def _readings(report: ImportReport) -> dict[str, Json]:
    """Give how positions are counted: of one source, and of each where several have marks."""
    found: dict[str, Json] = {
        name: {
            "unit": "utf16" if one.counting.utf16 else "codepoints",
            "newline": 2 if one.counting.crlf else 1,
            "bom": one.counting.bom,
            "end": one.counting.end,
            "score": one.score,
            "next": one.next,
        }
        for name, one in report.positions.items()
    }
    if len(found) > 1:
        return {"readings": found}
    return {"reading": next(iter(found.values()))} if found else {}


def _edited(report: ImportReport) -> dict[str, Json]:
    """Give what was edited in tables that came back; nothing where none did."""
    if report.cells is None:
        return {}
    cells = objects(report.cells, "source table row id column was becomes")
    return {"changed": len(report.cells), "cells": cells}


def _code(one: ComingCode) -> Json:
    from annotator.formats.rows.mapping import target_json

    return {
        "code": one.path,
        "n": one.n,
        "examples": list(one.examples),
        "guess": None if one.guess is None else target_json(one.guess),
        "becomes": target_json(one.to),
        "because": one.because,
    }


def _near(one: ImportedArticle, *, dry_run: bool) -> Json:
    """Give the id of the article that one is nearly the same as; a dry run has given none."""
    return True if dry_run and one.near is not None else one.near


def _new(report: ImportReport) -> str:
    """Give how many articles are new; of a coding scheme alone how many types."""
    from annotator.cli.output import counted

    if report.codes and not report.articles:
        return counted(sum(one.because == "made" for one in report.codes), "new type")
    return counted(report.new, "new article")


def _say(report: ImportReport, output: Output, *, dry_run: bool) -> None:
    from annotator.cli.output import counted
    from annotator.project.importing.plan import name_of

    would = "would come in" if dry_run else "came in"
    n_spans, n_links = counted(report.n_spans, "span"), counted(report.n_links, "link")
    marks = f" with {n_spans} and {n_links}" if report.n_spans else ""
    if report.formats:
        named = " and ".join(report.formats)
        output.line(f"Read as {named}: {_new(report)} {would}{marks}.")
    if report.known and not (report.new or report.n_spans or report.refused):
        output.line(f"All {len(report.known)} are here already: nothing is new.")
        return
    near = [
        f"Nearly the same as another one: {name_of(one.source, one.row)}"
        for one in report.articles
        if one.near
    ]
    guessed = [
        f"{source}: read as {encoding.name}, which is a guess (--encoding corrects it)"
        for source, encoding in report.encodings.items()
        if encoding.guessed
    ]
    known = [
        f"Known already, not imported again: {name_of(one.source, one.row)}"
        for one in report.articles
        if not one.is_new
    ]
    for name in [*report.columns][:_N_SHOWN]:
        for column in report.columns[name]:
            output.line(f"{name}: {_column(column)}")
    if len(report.columns) > _N_SHOWN:
        n = len(report.columns) - _N_SHOWN
        output.line(f"… and the columns of {counted(n, 'more table')} (--json names all)")
    for line in _short([_code_line(one) for one in report.codes]):
        output.line(line)
    for line in (
        *_short(known),
        *_short(near),
        *_short(guessed),
        *_short(report.notes),
        *_cells(report),
    ):
        output.line(line)
    for loss in report.losses:
        output.line(f"{loss.n} of {loss.of} {loss.item}: {loss.how}")
    for line in _short([f"Refused: {_why(one)}" for one in report.refused]):
        output.warn(line)


def _cells(report: ImportReport) -> list[str]:
    """Give what was edited in tables that came back."""
    return _short(
        [
            f"{one.table}, row {one.row}, {one.column}: “{one.was}” becomes “{one.becomes}”"
            for one in report.cells or ()
        ]
    )


def _column(column: Column) -> str:
    own = column.becomes.removeprefix("own:")
    becomes = own if own == column.becomes else f"your field {own}"
    values = " · ".join(column.first) or "empty"
    return f"“{column.header}” is {becomes or 'left out'} ({column.because}): {values}"


def _code_line(one: ComingCode) -> str:
    to = one.to
    values = "".join(f", {name} {value}" for name, value in to.attributes.items())
    actor = f", {to.actor}" if to.actor else ""
    becomes = f"{to.type}{values}{actor}" if to.type else "left out"
    words = " · ".join(one.examples) or "no span"
    return f"“{one.path}” is {becomes} ({one.because}, {one.n}): {words}"


def _why(refused: Refused) -> str:
    """What was refused and why; most reasons begin with the name of the file themselves."""
    from annotator.project.importing.plan import name_of

    if refused.reason.startswith(refused.source):
        return refused.reason
    return f"{name_of(refused.source, refused.row)}: {refused.reason}"


def _short(lines: Sequence[str]) -> list[str]:
    """Give the first of some lines alike, and how many more there are."""
    more = len(lines) - _N_SHOWN
    rest = [f"… and {more} more like these (--json names all)"] if more > 0 else []
    return [*lines[:_N_SHOWN], *rest]

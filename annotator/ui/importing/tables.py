"""Which of some sources are tables, and whether their columns are known: asked in a worker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from annotator import formats
from annotator.errors import CannotRead
from annotator.project.importing.gather import HowToRead, kept_maps
from annotator.project.importing.sources import named_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from annotator.formats.base import Format
    from annotator.formats.rows.mapping import Columns, SourceMap
    from annotator.formats.sources import Source
    from annotator.project import Project


class TableComing(NamedTuple):
    """A table among the sources; `is_known`: its columns came before, and are read as then."""

    source: Source
    columns: Columns
    is_known: bool


def table_among(project: Project, sources: Sequence[Path | Source]) -> TableComing | None:
    """Give the table that all tables among some sources are like; None where there is none.

    Tables of several kinds are each read by their own headers.
    """
    found: list[TableComing] = []
    for source in _tables(sources):
        try:
            columns = project.columns(source)
        except CannotRead:
            continue  # the plan says why
        headers = frozenset(one.header for one in columns.columns)
        known = any(one.headers() == headers for one in kept_maps(project.reader))
        if found and headers != frozenset(one.header for one in found[0].columns.columns):
            return None
        found.append(TableComing(source, columns, known))
    return found[0] if found else None


def look_again(project: Project, source: Source, given: SourceMap) -> Columns:
    """Give the columns of a table as they are by this map; raises `CannotRead`."""
    return project.columns(source, replace(HowToRead(), map=given))


def _tables(sources: Sequence[Path | Source]) -> Iterator[Source]:
    endings = tuple(one for each in _formats() for one in each.endings)
    for source, is_empty_folder in named_sources(sources):
        if is_empty_folder or not source.name.lower().endswith(endings):
            continue
        try:
            chosen = formats.guess(source)
        except CannotRead:
            continue
        if chosen.takes_map:
            yield source


def _formats() -> Iterator[Format]:
    return (one for one in formats.FORMATS if one.takes_map)

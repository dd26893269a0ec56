"""Reading all sources of an import. One that cannot be read never stops the others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator import formats
from annotator.errors import CannotRead, WrongUse
from annotator.formats.base import Reading, ReadOptions
from annotator.formats.counting import FoundCounting
from annotator.formats.rows.mapping import KEEP_ALL, Column, Columns, SourceMap, from_json
from annotator.formats.sources import Source
from annotator.language import tr
from annotator.model.bundle import Bundle, Content, Loss
from annotator.model.changes import Change, ChangesToCome, Step
from annotator.model.named import NamedKind
from annotator.project.context import PlanContext
from annotator.project.importing.edited.rows import ChangedCell
from annotator.project.importing.furniture import RecurringLine
from annotator.project.importing.kept_texts import KeptTexts
from annotator.project.importing.parsing import (
    Encoding,
    ParsedSource,
    Refused,
    SourceToRead,
    kept_map,
    later,
    parse,
    parse_text,
)
from annotator.project.importing.paths import PathFields, path_fields, with_path_fields
from annotator.project.importing.sources import are_many, named_sources
from annotator.project.second_process import WORTH_IT, Helpers, each
from annotator.store.read import Reader
from annotator.work import Cancel, Progress, Watch, silent


@dataclass(slots=True)
class Gathered:
    """What was read from the sources, before it is matched with the project.

    `pattern` is the one that the names of the files have, "" = none. `furniture` are lines that
    recur in what was read: they are proposed as such, and kept. `columns` are those of each table
    with what they became and why, `positions` how those of each source with marks are counted.
    `edits` are changes of what is here, by tables of ours that came back; `cells` what was edited
    in them, None = there are none. `lacking` are the sources of bundles that lack some texts.
    """

    bundles: list[Bundle] = field(default_factory=list)
    formats: dict[str, None] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    encodings: dict[str, Encoding] = field(default_factory=dict)
    pattern: str = ""
    furniture: tuple[RecurringLine, ...] = ()
    columns: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    positions: dict[str, FoundCounting] = field(default_factory=dict)
    edits: list[Change] = field(default_factory=list)
    cells: list[ChangedCell] | None = None
    lacking: set[str] = field(default_factory=set)
    _same: dict[Encoding, Encoding] = field(default_factory=dict)
    """Most sources are read alike: what was found of each is kept once."""

    def add(self, name: str, parsed: ParsedSource) -> None:
        """Take in what was read from the source of this name."""
        self.refused += parsed.refused
        if parsed.bundle is not None:
            self.bundles.append(parsed.bundle)
            self.formats[parsed.format_name] = None
        if parsed.encoding is not None:
            self.encodings[name] = self._same.setdefault(parsed.encoding, parsed.encoding)
        if parsed.columns:
            self.columns[name] = parsed.columns
        if parsed.positions is not None:
            self.positions[name] = parsed.positions
        self.losses += parsed.losses
        self.notes += parsed.notes


@dataclass(frozen=True, slots=True)
class HowToRead:
    """What was said about all sources of an import; what was not is found out.

    `encoding` is that of all texts, or of some by the names of their sources. `map` says what the
    columns of tables become, None = as in one of the `kept` maps, else guess; `date_order` (dmy,
    mdy, ymd) how their dates are read, `reading` how positions of marks are counted. `texts_from`
    is where the texts are that an export left out. `keep_all` takes pages in that have no article
    in them. `is_listed` wishes a line for each article, also of codings of other programs that are
    read bit by bit.
    """

    format_name: str | None = None
    encoding: str | Mapping[str, str] | None = None
    keep_all: bool = False
    map: SourceMap | None = None
    date_order: str = ""
    kept: tuple[SourceMap, ...] = ()
    reading: str = ""
    texts_from: Path | None = None
    is_listed: bool = False

    def options(self, source_name: str) -> ReadOptions:
        """Give what is known of the source of this name as a format takes it."""
        encoding = self._encoding(source_name)
        return ReadOptions(encoding, self.map, self.kept, self.date_order, self.reading)

    def _encoding(self, source_name: str) -> str | None:
        encoding = self.encoding
        return encoding.get(source_name) if isinstance(encoding, Mapping) else encoding

    def jobs(self, sources: Iterable[tuple[Source, bool]]) -> list[SourceToRead]:
        """Give what is known of each source before it is read; True = an empty folder.

        Those of one encoding share their options: they go to another process once for many.
        """
        keep_all = self.keep_all or bool(self.map and self.map.keep == KEEP_ALL)
        shared: dict[str | None, ReadOptions] = {}
        found = []
        for source, is_empty_folder in sources:
            encoding = self._encoding(source.name)
            options = shared.get(encoding)
            if options is None:
                options = replace(self.options(source.name), new_id=later, now=later)
                shared[encoding] = options
            found.append(SourceToRead(source, self.format_name, options, is_empty_folder, keep_all))
        return found


def make_whole(gathered: Gathered, reader: Reader, how: HowToRead) -> None:
    """Let tables of another project be one again, where any of their texts are to be had."""
    for n, bundle in enumerate(gathered.bundles):
        if "articles" not in bundle.tables:
            continue
        from annotator.formats.corpus.as_project import as_project, texts_named
        from annotator.project.importing.edited.matching import are_here

        if are_here(bundle.tables["articles"], reader):
            continue
        named = texts_named(bundle)
        has_any = any(named.values()) or reader.known_texts(named.keys())
        # A table of articles alone is read as texts already.
        if how.texts_from is None and (bundle.contents or not has_any):
            continue
        if not all(named.values()):
            gathered.lacking.add(bundle.source)
        try:
            made = as_project(bundle, how.options(bundle.source))
        except CannotRead as problem:
            gathered.refused.append(Refused(bundle.source, problem.sentence()))
            made = Reading(Bundle((), bundle.source))
        gathered.bundles[n] = replace(made.bundle, source=bundle.source)
        gathered.notes += made.notes


def match_edited(gathered: Gathered, reader: Reader, context: PlanContext, watch: Watch) -> None:
    """Match tables of ours that came back with what is here."""
    for n, bundle in enumerate(gathered.bundles):
        if not bundle.tables:
            continue
        from annotator.project.importing.edited.matching import are_here, matched

        if bundle.contents and not are_here(bundle.tables["articles"], reader):
            gathered.bundles[n] = replace(bundle, tables={})  # a table of another project's
            continue
        bundle = replace(bundle, contents=())
        found = matched(bundle, reader, context, watch)
        gathered.bundles[n] = found.bundle
        gathered.edits += found.changes
        gathered.cells = [*(gathered.cells or ()), *found.cells]
        gathered.refused += found.refused
        gathered.notes += found.notes


def with_edits(step: Step, gathered: Gathered) -> Step:
    """Give the step of an import with the edits of what is here."""
    if not gathered.edits:
        return step
    coming = ChangesToCome()
    coming.add(step.changes)
    coming.add(gathered.edits)
    args = {**step.args, "cells": len(gathered.cells or ())}
    return replace(step, changes=coming.behind(), args=args)


def columns_of(source: Source, how: HowToRead) -> Columns:
    """Give what the columns of a table would become; raises `WrongUse` for what is no table."""
    name = how.format_name
    chosen = formats.reader_named(name) if name else formats.guess(source)
    if not chosen.takes_map:
        words = {"name": source.name, "format": chosen.name}
        raise WrongUse(
            tr("{name} has no columns: it is read as {format}.", **words),
            tr("Maps are for tables."),
        )
    return chosen.columns(source, how.options(source.name))


def kept_maps(reader: Reader) -> tuple[SourceMap, ...]:
    """Give the maps of columns that a project keeps."""
    bodies = (one.body for one in reader.named() if one.kind is NamedKind.MAPPING)
    return tuple(one for one in map(from_json, bodies) if one is not None)


def gather(
    given: Sequence[Path | Source],
    how: HowToRead = HowToRead(),
    *,
    hear: Callable[[str, ParsedSource], None] = lambda _name, _parsed: None,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> Gathered:
    """Read all sources into bundles, with regions and the line above the headline proposed.

    `hear` is told the name of each source and what was read of it, as soon as it was: of a large
    table its rows some at a time.
    """
    found, kept = Gathered(), KeptTexts()
    with Helpers(parse_text, are_worth_it=are_many(given, WORTH_IT)) as helpers:
        jobs = how.jobs(named_sources(given))
        names = [one.source.name for one in jobs if one.source.path and not one.is_empty_folder]
        paths = path_fields(names, how.map, how.kept, how.date_order)
        found.pattern = paths.pattern
        of, unit = len(jobs), tr("file")
        for done, text in enumerate(each(parse_text, jobs, cancel=cancel, helpers=helpers)):
            progress(done, of, unit)
            name, told = jobs[done].source.name, _Told(hear, paths)
            if text is None:
                told.source = name
                watch = Watch(progress, cancel or Cancel())
                text = parse(jobs[done], told.rows, watch, kept.content)
            parsed = _kept(_with_paths(text, paths), kept)
            found.add(name, parsed)
            hear(name, replace(parsed, bundle=None) if told.any_rows else parsed)
    progress(of, of, unit)
    found.notes += paths.notes
    return found


@dataclass(slots=True)
class _Told:
    """Tells of the rows of a source that is still being read."""

    hear: Callable[[str, ParsedSource], None]
    paths: PathFields
    source: str = ""
    any_rows: bool = False

    def rows(self, contents: tuple[Content, ...]) -> None:
        self.any_rows = True
        coming = self.paths.proposed.get(self.source)
        if coming:
            contents = tuple(with_path_fields(one, coming) for one in contents)
        self.hear(self.source, ParsedSource(Bundle(contents, self.source)))


def _kept(parsed: ParsedSource, kept: KeptTexts) -> ParsedSource:
    bundle = parsed.bundle
    waiting = bundle if bundle is None else kept.bundle(bundle)
    return parsed if waiting is bundle else replace(parsed, bundle=waiting)


def _with_paths(parsed: ParsedSource, paths: PathFields) -> ParsedSource:
    """Give what was read of a source of texts with what its name says of them."""
    bundle = parsed.bundle
    coming = paths.proposed.get(bundle.source) if bundle is not None else None
    if bundle is None or not coming or not formats.by_name(parsed.format_name).has_proposals:
        return parsed
    contents = tuple(with_path_fields(one, coming) for one in bundle.contents)
    named = bundle.named or (kept_map(SourceMap(pattern=paths.pattern)),)
    return replace(parsed, bundle=replace(bundle, contents=contents, named=named))

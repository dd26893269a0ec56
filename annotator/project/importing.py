"""Importing: files, folders and pasted text become articles of the project, in one step.

A file that cannot be read never stops the others; the report says why for each.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.sources import Source
from annotator.language import tr
from annotator.model.bundle import Bundle, Loss
from annotator.model.changes import Blocks, Step
from annotator.project.acts.bring_in import (
    ExistingContent,
    ImportCounts,
    ImportedArticle,
    ImportTarget,
    plan_bring_in,
    plan_take_over,
)
from annotator.project.context import PlanContext
from annotator.project.parsing import (
    Encoding,
    ParsedSource,
    Refused,
    SourceToRead,
    parse,
    parse_text,
)
from annotator.project.second_process import each
from annotator.store.read import Reader
from annotator.work import Cancel, Progress, silent

_HIDDEN = "."


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came in and what did not. `step` is None when there was nothing new.

    `articles` are those of all sources that were read, in their order, also those whose text is
    in the project already. `step` is None also for a dry run; `planned` then holds the step that
    was not applied.
    """

    formats: tuple[str, ...]
    articles: tuple[ImportedArticle, ...]
    n_spans: int
    n_links: int
    n_actors: int
    refused: tuple[Refused, ...]
    losses: tuple[Loss, ...] = ()
    notes: tuple[str, ...] = ()
    encodings: Mapping[str, Encoding] = field(default_factory=dict)
    step: Step | None = None
    planned: Step | None = None

    @property
    def new(self) -> int:
        """How many articles were not in the project."""
        return len(self.article_ids)

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The ids of the new articles."""
        return tuple(one.article_id for one in self.articles if one.is_new)

    @property
    def known(self) -> tuple[str, ...]:
        """The sources of texts that are in the project already."""
        return tuple(one.source for one in self.articles if not one.is_new)


@dataclass(slots=True)
class Gathered:
    """What was read from the sources, before it is matched with the project."""

    bundles: list[Bundle] = field(default_factory=list)
    formats: dict[str, None] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    encodings: dict[str, Encoding] = field(default_factory=dict)

    def add(self, name: str, parsed: ParsedSource) -> None:
        """Take in what was read from the source of this name."""
        if parsed.refused is not None:
            self.refused.append(parsed.refused)
        if parsed.bundle is not None:
            self.bundles.append(parsed.bundle)
            self.formats[parsed.format_name] = None
        if parsed.encoding is not None:
            self.encodings[name] = parsed.encoding
        self.losses += parsed.losses
        self.notes += parsed.notes


def named_sources(given: Sequence[Path | Source]) -> list[tuple[Source, bool]]:
    """Give every file that was given or is in a folder that was, sorted, and what was pasted.

    A file is named by its path below the deepest folder that holds all that was given; a folder
    that was given keeps its name. Hidden files are passed over. A folder without files stands for
    itself, which the second of each pair says.
    """
    paths = [Path(os.path.normpath(one.absolute())) for one in given if isinstance(one, Path)]
    top = _deepest({path.parent for path in paths})
    found: list[tuple[Source, bool]] = []
    for one in given:
        if not isinstance(one, Path):
            found.append((one, False))
            continue
        path = Path(os.path.normpath(one.absolute()))
        inside = sorted(_shown_files(path)) if path.is_dir() else [path]
        found += [(Source.of_path(each, _below(each, top)), False) for each in inside]
        if not inside:
            found.append((Source.of_path(path, _below(path, top)), True))
    return found


def _deepest(folders: set[Path]) -> Path | None:
    """Give the deepest folder that holds all these; None where they are on several disks."""
    try:
        return Path(os.path.commonpath(folders)) if folders else None
    except ValueError:
        return None


def _below(path: Path, top: Path | None) -> str:
    return path.relative_to(path.anchor if top is None else top).as_posix()


def _shown_files(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
        shown = (Path(at, name) for name in names if not name.startswith(_HIDDEN))
        yield from (one for one in shown if os.path.isfile(one))  # noqa: PTH113 - never raises


def gather(
    given: Sequence[Path | Source],
    *,
    format_name: str | None = None,
    encoding: str | Mapping[str, str] | None = None,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> Gathered:
    """Read all sources into bundles, with regions and the line above the headline proposed.

    `encoding` is that of all texts, or of some by the names of their sources.
    """
    found = Gathered()
    jobs = [
        SourceToRead(
            source,
            format_name,
            encoding.get(source.name) if isinstance(encoding, Mapping) else encoding,
            is_empty_folder,
        )
        for source, is_empty_folder in named_sources(given)
    ]
    for done, text in enumerate(each(parse_text, jobs, cancel=cancel)):
        progress(done, len(jobs), tr("file"))
        found.add(jobs[done].source.name, text if text is not None else parse(jobs[done]))
    progress(len(jobs), len(jobs), tr("file"))
    return found


def plan_import(
    context: PlanContext,
    gathered: Gathered,
    here: Callable[[], ExistingContent],
    *,
    is_empty: bool,
    target: ImportTarget,
) -> tuple[Step, ImportCounts]:
    """Give the one step for all that was read; an empty project takes a whole one over."""
    if is_empty and target.layer_name is None and len(gathered.bundles) == 1:
        bundle = gathered.bundles[0]
        if bundle.scheme is not None and bundle.project_id:
            return plan_take_over(context, bundle)
    return plan_bring_in(context, gathered.bundles, here(), target)


def existing_content(reader: Reader, gathered: Gathered) -> ExistingContent:
    """Give what the project has already of that which was read."""
    sums = {content.article.sha256 for bundle in gathered.bundles for content in bundle.contents}
    return ExistingContent(
        article_ids=reader.known_texts(sums),
        known_ids=reader.known_ids,
        progress=reader.progress,
        ties=lambda article_id: {
            (link.type, link.source_id, link.target_id) for link in reader.page(article_id).links()
        },
        decided=lambda: {(one.subject, one.layer_id) for one in reader.decisions()},
        brought=lambda article_id, layer_id: {
            name: span.id
            for span in reader.page(article_id, {layer_id}).spans()
            for name in (span.source_id, span.id)
            if name is not None
        },
        last_number=reader.last_number(),
        named=reader.named,
    )


def report_of(
    gathered: Gathered, counts: ImportCounts, planned: Step, done: Step | None
) -> ImportReport:
    """Give the report of an import; what was to be planned while it is written is so now."""
    if done is None and isinstance(planned.changes, Blocks):
        for _ in planned.changes:
            planned.changes.texts.clear()
    return ImportReport(
        formats=tuple(gathered.formats),
        articles=tuple(counts.articles),
        n_spans=counts.n_spans,
        n_links=counts.n_links,
        n_actors=counts.n_actors,
        refused=tuple(gathered.refused),
        losses=tuple(gathered.losses),
        notes=tuple(gathered.notes),
        encodings=gathered.encodings,
        step=done,
        planned=planned,
    )

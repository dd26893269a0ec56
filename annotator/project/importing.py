"""Importing: files, folders and pasted text become articles of the project, in one step.

A file that cannot be read never stops the others; the report says why for each.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import formats
from annotator.errors import AnnotatorError, Cancelled, CannotRead
from annotator.formats.base import Alternative, ReadOptions
from annotator.formats.sources import Source
from annotator.language import tr
from annotator.project.acts.bring_in import Here, Tally, Target, plan_bring_in, plan_take_over
from annotator.suggest.masthead import propose_masthead
from annotator.suggest.regions import propose_regions
from annotator.work import Cancel, Progress, silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotator.model.bundle import Bundle, Content, Loss
    from annotator.model.changes import Step
    from annotator.project.context import PlanContext
    from annotator.store.read import Reader

_HIDDEN = "."


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that could not be read, and why, in one sentence."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text was decoded: whether that was a guess, and what else it could be."""

    name: str
    guessed: bool = False
    alternatives: tuple[Alternative, ...] = ()
    first_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came in and what did not. `step` is None when there was nothing new.

    `known` are the sources whose text is in the project already. `step_id` is None also for a dry
    run; `planned` then holds the step that was not applied.
    """

    formats: tuple[str, ...]
    new: int
    known: tuple[str, ...]
    near: int
    n_spans: int
    n_links: int
    n_actors: int
    refused: tuple[Refused, ...]
    losses: tuple[Loss, ...] = ()
    notes: tuple[str, ...] = ()
    encodings: Mapping[str, Encoding] = field(default_factory=dict)
    step: Step | None = None
    planned: Step | None = None
    article_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read from the sources, before it is matched with the project."""

    bundles: tuple[Bundle, ...]
    formats: tuple[str, ...]
    refused: tuple[Refused, ...]
    losses: tuple[Loss, ...]
    notes: tuple[str, ...]
    encodings: Mapping[str, Encoding]


def expanded(paths: Iterable[Path]) -> Iterator[Path]:
    """Give files as they are and the files of folders, sorted; hidden ones are passed over."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for inside in sorted(path.rglob("*")):
            if inside.is_file() and not any(
                part.startswith(_HIDDEN) for part in inside.relative_to(path).parts
            ):
                yield inside


def gather(
    sources: Sequence[Path | Source],
    *,
    format_name: str | None = None,
    options: ReadOptions | None = None,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> Gathered:
    """Read all sources into bundles, with regions and the line above the headline proposed."""
    options = options or ReadOptions()
    files: list[Path | Source] = []
    refused: list[Refused] = []
    for source in sources:
        inside = list(expanded([source])) if isinstance(source, Path) else [source]
        files += inside
        if not inside:
            refused.append(Refused(str(source), tr("There is no file in this folder.")))
    bundles: list[Bundle] = []
    names: dict[str, None] = {}
    losses: list[Loss] = []
    notes: list[str] = []
    encodings: dict[str, Encoding] = {}
    for done, item in enumerate(files):
        if cancel is not None:
            cancel.check()
        progress(done, len(files), tr("file"))
        label = item.name if isinstance(item, Source) else str(item)
        try:
            source = item if isinstance(item, Source) else Source.of_path(item)
            chosen = formats.reader_named(format_name) if format_name else formats.guess(source)
            reading = chosen.read(source, options)
        except Cancelled:
            raise
        except AnnotatorError as error:
            if not isinstance(error, CannotRead):
                raise
            refused.append(Refused(label, error.sentence()))
            continue
        bundle = reading.bundle
        if chosen.has_proposals:
            bundle = replace(bundle, contents=tuple(with_proposals(one) for one in bundle.contents))
        if chosen.asks_for_encoding:
            encodings[label] = Encoding(
                reading.encoding, reading.encoding_guessed, reading.alternatives, _lines(bundle)
            )
        bundles.append(bundle)
        names[chosen.name] = None
        losses += reading.losses
        notes += reading.notes
    progress(len(files), len(files), tr("file"))
    return Gathered(
        tuple(bundles), tuple(names), tuple(refused), tuple(losses), tuple(notes), encodings
    )


def _lines(bundle: Bundle) -> tuple[str, ...]:
    for content in bundle.contents:
        lines = (line.strip() for line in content.article.text.split("\n"))
        return tuple(line for line in lines if line)[:3]
    return ()


def with_proposals(content: Content) -> Content:
    """Give an imported text with its proposed regions and what stands above its headline."""
    article = content.article
    regions = propose_regions(article.text, article.language)
    fields = propose_masthead(article.text, regions, article.language)
    return replace(content, proposed_regions=tuple(regions), proposed_fields=tuple(fields))


def plan_import(
    context: PlanContext, gathered: Gathered, here: Here, *, is_empty: bool, target: Target
) -> tuple[Step, Tally]:
    """Give the one step for all that was read; an empty project takes a whole one over."""
    if is_empty and target.layer_name is None and len(gathered.bundles) == 1:
        bundle = gathered.bundles[0]
        if bundle.scheme is not None and bundle.project_id:
            return plan_take_over(context, bundle)
    return plan_bring_in(context, gathered.bundles, here, target)


def here_of(reader: Reader, gathered: Gathered) -> Here:
    """Give what the project has already of that which was read."""
    sums = {content.article.sha256 for bundle in gathered.bundles for content in bundle.contents}
    return Here(
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
    )


def report_of(gathered: Gathered, tally: Tally, planned: Step, done: Step | None) -> ImportReport:
    """Give the report of an import."""
    ids = tuple(
        str(change.after["id"])
        for change in planned.changes
        if change.table == "article" and change.after is not None
    )
    return ImportReport(
        formats=gathered.formats,
        new=tally.new,
        known=tuple(tally.known_sources),
        near=tally.near,
        n_spans=tally.n_spans,
        n_links=tally.n_links,
        n_actors=tally.n_actors,
        refused=gathered.refused,
        losses=gathered.losses,
        notes=gathered.notes,
        encodings=gathered.encodings,
        step=done,
        planned=planned,
        article_ids=ids,
    )

"""What an import brought in, and what not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.formats.counting import FoundCounting
from annotator.formats.rows.mapping import Column
from annotator.model.bundle import Loss
from annotator.model.changes import Blocks, Step
from annotator.project.acts.bring_in import ImportCounts, ImportedArticle
from annotator.project.importing.codes import ComingCode
from annotator.project.importing.edited.rows import ChangedCell
from annotator.project.importing.gather import Gathered
from annotator.project.importing.parsing import Encoding, Refused


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came in and what did not. `step` is None when there was nothing new.

    `articles` are those of all sources that were read, in their order, also those whose text is
    in the project already; `new` of them were not. `layers` are the ids of those that spans came
    in on. `pattern` is what the names of the files were read by, "" = nothing, `columns` are those
    of each table with what they became, `codes` those of other programs with what was planned for
    them, `positions` how those of each source with marks were counted, `cells` what was edited in
    tables of ours that came back, None = none came. `step` is None also for a dry run; `planned`
    then holds the step that was not applied.
    """

    formats: tuple[str, ...]
    articles: Sequence[ImportedArticle]
    new: int
    n_spans: int
    n_links: int
    n_actors: int
    layers: tuple[str, ...]
    refused: tuple[Refused, ...]
    losses: tuple[Loss, ...] = ()
    notes: tuple[str, ...] = ()
    encodings: Mapping[str, Encoding] = field(default_factory=dict)
    pattern: str = ""
    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    codes: tuple[ComingCode, ...] = ()
    positions: Mapping[str, FoundCounting] = field(default_factory=dict)
    cells: tuple[ChangedCell, ...] | None = None
    step: Step | None = None
    planned: Step | None = None

    @property
    def near(self) -> int:
        """How many of the new articles are nearly the same as another one."""
        return sum(one.near is not None for one in self.articles)

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The ids of the new articles."""
        return tuple(one.article_id for one in self.articles if one.is_new)

    @property
    def known(self) -> tuple[str, ...]:
        """The sources of texts that are in the project already."""
        return tuple(one.source for one in self.articles if not one.is_new)


def report_of(
    gathered: Gathered,
    refused: tuple[Refused, ...],
    counts: ImportCounts,
    planned: Step,
    done: Step | None,
) -> ImportReport:
    """Give the report of an import; what was to be planned while it is written is so now."""
    if done is None and isinstance(planned.changes, Blocks):
        for _ in planned.changes:
            planned.changes.texts.clear()
    return ImportReport(
        formats=tuple(gathered.formats),
        articles=counts.articles,
        new=counts.n_new,
        n_spans=counts.n_spans,
        n_links=counts.n_links,
        n_actors=counts.n_actors,
        layers=tuple(counts.layers),
        refused=refused,
        losses=tuple(gathered.losses),
        notes=tuple(gathered.notes),
        encodings=gathered.encodings,
        pattern=gathered.pattern,
        columns=gathered.columns,
        positions=gathered.positions,
        cells=None if gathered.cells is None else tuple(gathered.cells),
        step=done,
        planned=planned,
    )

"""What an import would do, article by article, before anything is written; and its one step.

What the window shows and `--dry-run` prints is the plan that is then carried out.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import is_
from typing import TypeAlias

from annotator.errors import WrongUse
from annotator.formats.counting import FoundCounting
from annotator.language import tr
from annotator.model.article import MASTHEAD_FIELDS, Doubt, Json
from annotator.model.bundle import Bundle, Content, Loss
from annotator.model.changes import Step
from annotator.model.scheme_edits.codes import CodeTarget
from annotator.project.acts.articles import checked_date
from annotator.project.acts.bring_in import (
    ExistingContent,
    ImportCounts,
    ImportTarget,
    plan_bring_in,
    plan_take_over,
)
from annotator.project.context import PlanContext
from annotator.project.importing.codes import ComingCode
from annotator.project.importing.edited.rows import ChangedCell
from annotator.project.importing.gather import Gathered
from annotator.project.importing.listing import Listing, whole
from annotator.project.importing.parsing import Refused
from annotator.store.read import Reader

LineKey: TypeAlias = tuple[str, int | None]
"""What a line of a plan is called: its source, and its row where a source holds several."""


class ImportVerdict(StrEnum):
    """What becomes of an article of an import. One that is `NEAR` comes in like a new one.

    `EDITED` is a row of tables of ours that came back, of something that is here.
    """

    NEW = "new"
    NEAR = "near"
    EDITED = "edited"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ComingArticle:
    """One line of a plan. `reason` says why it is known or refused.

    A refused one has a content where somebody may take it all the same. Of what is read bit by bit
    the content has no marks, and its text is `packed`: ask `whole`.
    """

    source: str
    row: int | None
    verdict: ImportVerdict
    content: Content | None = None
    reason: str = ""
    packed: bytes = field(default=b"", repr=False)

    @property
    def whole(self) -> Content | None:
        """Give the content with its text."""
        if self.content is None or not self.packed:
            return self.content
        return whole(self.content, self.packed)

    @property
    def key(self) -> LineKey:
        """What it is called in `take_in`."""
        return (self.source, self.row)

    @property
    def is_doubtful(self) -> bool:
        """Whether one of its proposals may well be wrong."""
        proposed = () if self.content is None else self.content.proposed_fields
        return any(one.doubt is not Doubt.NONE for one in proposed)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What was read, and what would become of it. Lines of what is read bit by bit are asked for.

    `codes` are those of other programs, with what they become.
    """

    gathered: Gathered
    target: ImportTarget
    lines: tuple[ComingArticle, ...] = ()
    codes: tuple[ComingCode, ...] = ()

    @property
    def undecided(self) -> Mapping[str, FoundCounting]:
        """How positions are counted where somebody has to say, by source: two readings each."""
        every = self.gathered.positions.items()
        return {name: one for name, one in every if not one.is_decided}

    def guard_decided(self) -> None:
        """Raise `WrongUse` where it is not known how a source counts its positions."""
        for name, one in self.undecided.items():
            best, second = (f"{x.counting.said()} ({x.score})" for x in one.shown)
            raise WrongUse(
                tr(
                    "{name} does not tell how it counts positions: {best} or {second} of 100.",
                    name=name,
                    best=best,
                    second=second,
                ),
                tr(
                    "Look at some codings there and choose one: --reading {best}.",
                    best=best.split()[0],
                ),
            )

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What is lost of what was read, as far as it has gone by."""
        left = (one.left() for one in self.gathered.bundles)
        return (*self.gathered.losses, *(loss for some in left for loss in some))

    @property
    def n_with_marks(self) -> int:
        """How many sources bring marks, be it on articles that are here already."""
        return sum(map(_brings_marks, self.gathered.bundles))

    @property
    def n_edited(self) -> int:
        """How many cells were edited in tables of ours that came back."""
        return len(self.gathered.cells or ())

    def refused(self, also: Collection[LineKey] = ()) -> tuple[Refused, ...]:
        """Give what does not come in, and why; but for those that come in all the same."""
        pages = (
            one
            for one in self.lines
            if one.verdict is ImportVerdict.REFUSED and one.content is not None
        )
        kept = (Refused(one.source, one.reason, one.row) for one in pages if one.key not in also)
        return (*self.gathered.refused, *kept)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wished for single lines of a plan.

    `without` stay out, `also` come in though they were refused, `chosen` are the values of fields
    that were picked: they come in confirmed. `codes` says what codes become, by their paths.
    """

    without: Collection[LineKey] = ()
    also: Collection[LineKey] = ()
    chosen: Mapping[LineKey, Mapping[str, str]] = field(default_factory=dict)
    codes: Mapping[str, CodeTarget] = field(default_factory=dict)

    def are_none(self) -> bool:
        """Say whether nothing is wished of any line."""
        return not (self.without or self.also or self.chosen)


def _brings_marks(bundle: Bundle) -> bool:
    contents = bundle.contents
    return not isinstance(contents, tuple) or any(one.has_marks() for one in contents)


def plan_of(
    gathered: Gathered,
    target: ImportTarget,
    known: Mapping[str, str],
    codes: tuple[ComingCode, ...] = (),
    listing: Listing | None = None,
) -> ImportPlan:
    """Give the plan for what was read; `known` are the articles here by sha256 of their text.

    `listing` has what is listed of it; None = what is in memory.
    """
    listed = listing or Listing(gathered.bundles)
    lines = [ComingArticle(one.source, one.row, ImportVerdict.REFUSED, None, one.reason)
             for one in gathered.refused]  # fmt: skip
    first: dict[str, str] = {}
    every = ((bundle, one) for bundle in listed.bundles for one in bundle.texts())
    for bundle, content in every:
        sha256 = content.article.sha256
        verdict, reason = verdict_alone(content, is_here=sha256 in known)
        is_new = verdict is ImportVerdict.NEW
        if is_new and sha256 in first:
            verdict, reason = (
                ImportVerdict.KNOWN,
                tr("the same text as {source}", source=first[sha256]),
            )
        elif is_new:
            first[sha256] = name_of(bundle.source, content.row)
            verdict = ImportVerdict.NEW if content.near is None else ImportVerdict.NEAR
        packed = listed.packed.get(sha256, b"") if not content.article.text else b""
        lines.append(ComingArticle(bundle.source, content.row, verdict, content, reason, packed))
    lines += _edited(gathered.cells or ())
    return ImportPlan(gathered, target, tuple(lines), codes)


def _edited(cells: Iterable[ChangedCell]) -> Iterator[ComingArticle]:
    """Give a line for each cell that somebody edited."""
    for one in cells:
        source = f"{one.column} · {one.table} · {one.source}"
        said = tr("“{was}” becomes “{becomes}”", was=one.was, becomes=one.becomes)
        yield ComingArticle(source, one.row, ImportVerdict.EDITED, None, said)


def verdict_alone(content: Content, *, is_here: bool) -> tuple[ImportVerdict, str]:
    """Give what becomes of an article and why, whatever else comes in: that may be its like."""
    if content.refused:
        return ImportVerdict.REFUSED, content.refused
    if is_here:
        return ImportVerdict.KNOWN, tr("this text is here already")
    return ImportVerdict.NEW, ""


def name_of(source: str, row: int | None) -> str:
    """Give what a line of a plan is called in a sentence."""
    return source if row is None else tr("{source}, row {row}", source=source, row=row)


def as_wished(bundles: Iterable[Bundle], wishes: Wishes) -> list[Bundle]:
    """Give what comes in of what was read."""
    return [_bundle_wished(bundle, wishes) for bundle in bundles]


def _bundle_wished(bundle: Bundle, wishes: Wishes) -> Bundle:
    contents = bundle.texts()
    if contents and wishes.are_none() and not any(one.refused for one in contents):
        return bundle
    if not isinstance(bundle.contents, tuple):
        touched = {*wishes.without, *wishes.also, *wishes.chosen}
        if not any(source == bundle.source for source, _ in touched):
            return bundle
        return replace(bundle, contents=_AsWished(bundle.source, bundle.contents, wishes))
    wished = tuple(_wished(bundle.source, contents, wishes))
    is_same = len(wished) == len(contents) and all(map(is_, wished, contents))
    return bundle if is_same else replace(bundle, contents=wished)


@dataclass(frozen=True, slots=True)
class _AsWished:
    """Articles that are read anew each time, as somebody wished."""

    source: str
    contents: Iterable[Content]
    wishes: Wishes

    def __iter__(self) -> Iterator[Content]:
        return _wished(self.source, self.contents, self.wishes)


def _wished(source: str, contents: Iterable[Content], wishes: Wishes) -> Iterator[Content]:
    for content in contents:
        key = (source, content.row)
        if key in wishes.without or (content.refused and key not in wishes.also):
            continue
        chosen = wishes.chosen.get(key)
        yield with_values(content, chosen) if chosen else content


def with_values(content: Content, chosen: Mapping[str, str]) -> Content:
    """Give an article with values that somebody chose; what was proposed there is settled.

    Raises `Forbidden` for a date that is none.
    """
    values: dict[str, str | None] = {
        name: checked_date(value) if name == "date" else value for name, value in chosen.items()
    }
    own: dict[str, Json] = {one: values.pop(one) for one in chosen if one not in MASTHEAD_FIELDS}
    article = replace(content.article, **values, meta={**content.article.meta, **own})  # type: ignore[arg-type]  # masthead fields
    return replace(content, article=article, given=content.given.union(chosen))


def plan_step(
    context: PlanContext,
    bundles: list[Bundle],
    here: Callable[[], ExistingContent],
    *,
    is_empty: bool,
    target: ImportTarget,
) -> tuple[Step, ImportCounts]:
    """Give the one step for all that comes in; an empty project takes a whole one over."""
    if is_empty and target.layer_name is None and len(bundles) == 1:
        bundle = bundles[0]
        if bundle.scheme is not None and bundle.project_id:
            return plan_take_over(context, bundle)
    return plan_bring_in(context, bundles, here(), target)


def known_texts(reader: Reader, bundles: Iterable[Bundle]) -> Mapping[str, str]:
    """Give the articles of the project whose texts are among those read, by sha256."""
    return reader.known_texts({sha256 for bundle in bundles for sha256 in _sums(bundle)})


def _sums(bundle: Bundle) -> Iterator[str]:
    """Give the sha256 of texts, and of those that they are near to; not each from its file."""
    if bundle.sums is not None and not bundle.texts():
        yield from bundle.sums
        return
    for content in bundle.contents:
        yield content.article.sha256
        if content.near is not None:
            yield content.near.sha256


def existing_content(reader: Reader, bundles: Iterable[Bundle]) -> ExistingContent:
    """Give what the project has already of that which was read."""
    return ExistingContent(
        article_ids=known_texts(reader, bundles),
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
        entry=lambda article_id: reader.entry(article_id, None),
        last_number=reader.last_number(),
        named=reader.named,
    )

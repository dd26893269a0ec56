"""Bundle: what formats read and write; Loss: what one of them cannot hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from annotator.model.article import body_words
from annotator.model.choice import ALL, ExportChoice
from annotator.model.fast_values import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from annotator.model.actor import Actor
    from annotator.model.article import (
        Article,
        FieldCandidate,
        FieldProposal,
        Region,
        RegionProposal,
    )
    from annotator.model.choice.cases import Case
    from annotator.model.layer import Layer, State
    from annotator.model.named import NamedSet
    from annotator.model.scheme import Scheme
    from annotator.model.span import Decision, Link, Note, Span
    from annotator.text.near import DrawnRuns
    from annotator.text.ranges import Range


class LossKind(StrEnum):
    """What becomes of something in a format."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Loss:
    """`n` of `of` things of kind `item` are changed or dropped; `how` is a sentence.

    `cases` are the first places where, as far as they are in articles.
    """

    item: str
    n: int
    of: int
    fate: LossKind
    how: str
    cases: tuple[Case, ...] = field(default=(), compare=False, repr=False)


def nothing_left() -> tuple[Loss, ...]:
    """Give what was left out of a bundle that is all there is."""
    return ()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a saved page is called in its head, and what it says for each field, the surest first.

    `fields` are by the names of `MASTHEAD_FIELDS`; a date is YYYY-MM-DD.
    """

    title: str = ""
    fields: Mapping[str, tuple[FieldCandidate, ...]] = field(default_factory=nothing)

    def of(self, name: str) -> tuple[FieldCandidate, ...]:
        """Give what the page says for a field."""
        return self.fields.get(name, ())


@dataclass(frozen=True, slots=True)
class NearCopy:
    """That an article is nearly the same as one before it, here or coming too.

    `sha256` and `title` are the other's; `likeness` = per mille of the words of the shorter one
    that stand in the other.
    """

    sha256: str
    title: str
    likeness: int

    @property
    def share(self) -> str:
        """The likeness as people write it."""
        return f"{self.likeness // 10} %"


class OutsideLine(NamedTuple):
    """A line outside the body that is nothing yet: what it is known by, its words, its place."""

    key: str
    words: str
    at: Range


@dataclass(frozen=True, slots=True)
class Content:
    """One article with everything about it. `states`, and `since` when, are by layer id.

    An importer of bare texts leaves regions and fields as proposals; what is proposed for one of
    the fields in `given`, which the source itself says, is passed over. `row` is where it stands
    in a source that holds several, counted as people do; None where one text is a file. `refused`
    says why it does not come in unless somebody wishes it: a page without an article. `near` is
    what it is nearly the same as, here or among what comes before it, `drawn` by what copies of a
    new text are found, `outside` the lines that may be furniture; None = not looked for yet.
    `page` is what a saved page says of itself, `judged` what its markup shows to be body; None = no
    page.
    """

    article: Article
    states: Mapping[str, State] = field(default_factory=nothing)
    regions: tuple[Region, ...] = ()
    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    decisions: tuple[Decision, ...] = ()
    proposed_regions: tuple[RegionProposal, ...] = ()
    proposed_fields: tuple[FieldProposal, ...] = ()
    given: frozenset[str] = frozenset()
    refused: str = ""
    near: NearCopy | None = None
    drawn: DrawnRuns | None = None
    row: int | None = None
    since: Mapping[str, str] = field(default_factory=nothing)
    page: PageFacts | None = None
    judged: tuple[Range, ...] | None = None
    outside: tuple[OutsideLine, ...] | None = None

    def outlet(self) -> str:
        """Give its outlet as it is known, else as it is proposed; "" = neither."""
        proposed = (one.value for one in self.proposed_fields if one.field == "outlet")
        return self.article.outlet or next(proposed, "")

    def has_marks(self) -> bool:
        """Say whether somebody has written anything into it."""
        return bool(self.spans or self.links or self.notes or self.decisions)

    def words(self) -> str:
        """Give its text without page furniture, known or proposed."""
        known = [(one.type, one.at) for one in self.regions]
        proposed = [(one.type, one.at) for one in self.proposed_regions]
        return body_words(self.article.text, (*known, *proposed))


@dataclass(frozen=True, slots=True)
class EditedTable:
    """A table of an export of ours as it came back: rows with their numbers, cells by header."""

    headers: tuple[str, ...]
    rows: Callable[[], Iterable[tuple[int, Sequence[str]]]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A project or a part of it, in no program's format.

    `contents` can be gone through several times; it may read each article from disk anew.
    `decisions` are those about differences, which belong to no single article, `notes` those on
    actors and the scheme; `named` are samples and what else is kept under a name. `source` says
    where it was read from.
    `coded_once` are articles that the agreed layer has from one coder. `older_schemes` are the
    scheme's versions before the present one, the newest first; `changed` = when its last step was
    made, "" = not known. `unmapped` is the type that codes become which neither the project's
    scheme nor a map knows, "" = types of their own. `by_ids`: things of ours are known again by the
    ids that they went out with. `n_coded` counts the spans of each type, and `sums` are the sha256
    of its texts (None = not known), where that is known before they are read. `choice` says what of
    its project it is, `left` what it left out, once its contents have gone by.
    `tables` came back with cells that may be edited; they are matched by ids to what is here.
    """

    contents: Iterable[Content]
    source: str = ""
    project_id: str = ""
    project_title: str = ""
    program: str = ""
    scheme: Scheme | None = None
    layers: tuple[Layer, ...] = ()
    actors: tuple[Actor, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()
    named: tuple[NamedSet, ...] = ()
    coders: Mapping[str, str] = field(default_factory=nothing)
    coded_once: frozenset[str] = frozenset()
    unmapped: str = ""
    by_ids: bool = False
    n_coded: Mapping[str, int] = field(default_factory=nothing)
    sums: Sequence[str] | None = None
    tables: Mapping[str, EditedTable] = field(default_factory=nothing)
    older_schemes: tuple[Scheme, ...] = ()
    changed: str = ""
    choice: ExportChoice = ALL
    left: Callable[[], tuple[Loss, ...]] = nothing_left

    def is_scheme_alone(self) -> bool:
        """Say whether it is a coding scheme and nothing else: that of a codebook."""
        return self.scheme is not None and self.contents == () and not self.layers

    def texts(self) -> tuple[Content, ...]:
        """Give the articles that are in memory: codings may be read from disk bit by bit."""
        return self.contents if isinstance(self.contents, tuple) else ()

    def coder_names(self) -> dict[str, str]:
        """Give the names of coders by id, as far as their layers are known."""
        own = {one.coder_id: one.name for one in self.layers if one.coder_id is not None}
        return {**self.coders, **own}

"""What comparing two layers gives: pairs, differences, and what was left out.

Left and right are the two layers in the order they were asked for; swapped, everything mirrors.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from annotator.model.article import Json
from annotator.model.layer import GIVEN, Layer
from annotator.text.ranges import Range

Item = str | tuple[str, str]
"""A span by its id, or a link by the ids of the spans it goes from and to."""


class DifferenceKind(StrEnum):
    """In which way two codings differ."""

    MISSING = "missing"
    EXTRA = "extra"
    BOUNDARY = "boundary"
    TYPE = "type"
    SPEAKER = "speaker"
    LINK = "link"
    ATTRIBUTE = "attribute"


class Phase(StrEnum):
    """How two spans were paired: the same; overlapping; of other types on mostly equal words."""

    EXACT = "exact"
    OVERLAP = "overlap"
    TYPE = "type"


class BoundaryClass(StrEnum):
    """What stands between the edges of two spans."""

    PUNCTUATION = "punctuation"
    TITLE = "title"
    CUE = "cue"
    PART = "part"
    OTHER = "other"


class Pair(NamedTuple):
    """A span of the left and one of the right, by id, that are taken for the same."""

    left: str
    right: str
    phase: Phase
    iou: float


class Difference(NamedTuple):
    """One thing that two codings of an article say differently.

    `key` is made of content only, so it holds when sides are swapped or ids change. `type` is the
    left span's (else the right's), for a link its own. `was` and `now` are the left's and the
    right's value in words, `data` the same as JSON. `name` is that of an attribute ("actor" where
    two spans that are no speakers refer to different ones), `boundary` a `BoundaryClass`.
    `group` joins what is one entry ("1 against 2"); `claims` are the claims that another actor
    moves (ids of the left, else of the right); `at` is where to go. Equal `alike` = alike; () =
    alike to none.
    """

    key: str
    kind: DifferenceKind
    article_id: str
    type: str
    at: Range
    left: Item | None = None
    right: Item | None = None
    name: str = ""
    was: str | None = None
    now: str | None = None
    data: tuple[Json, Json] = (None, None)
    boundary: str = ""
    group: str | None = None
    claims: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Both:
    """What both codings of an article have, made when it is asked for: most of it never is.

    `unlike` are the ids of the left's spans that differ in something from their partner.
    """

    n_pairs: int = 0
    pairs: Callable[[], tuple[Pair, ...]] = tuple
    links: Callable[[], tuple[tuple[str, str], ...]] = tuple
    unlike: frozenset[str] = frozenset()

    def __eq__(self, other: object) -> bool:
        """Say whether the same is in both."""
        return isinstance(other, Both) and self._said() == other._said()

    def _said(self) -> tuple[object, ...]:
        return self.pairs(), self.links(), self.unlike


@dataclass(frozen=True, slots=True)
class ArticleComparison:
    """How two codings of one article compare.

    `masked` are the ids of spans of either that lie wholly in boilerplate.
    """

    article_id: str
    differences: tuple[Difference, ...] = ()
    masked: tuple[str, ...] = ()
    n_undecided: int = 0
    both: Both = field(default_factory=Both)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, in text order."""
        return self.both.pairs()

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The ids of links that both have."""
        return self.both.links()

    @property
    def identical(self) -> tuple[str, ...]:
        """The ids of the left's spans whose pair differs in nothing, in text order."""
        unlike = self.both.unlike
        return tuple([one.left for one in self.pairs if one.left not in unlike])

    @property
    def n_identical(self) -> int:
        """How many these are."""
        return self.both.n_pairs - len(self.both.unlike)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that was not compared, and why, as a sentence."""

    article_id: str
    why: str


@dataclass(frozen=True)
class Comparison:
    """How two layers compare: the articles that both have done, and those left out.

    `n_undecided_actors` is how many speakers hang on actors nobody has decided about.
    """

    left: Layer
    right: Layer
    articles: tuple[ArticleComparison, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @cached_property
    def n_undecided_actors(self) -> int:
        """How many speakers hang on actors that were neither joined nor kept apart."""
        return sum(one.n_undecided for one in self.articles)

    @property
    def given_to(self) -> tuple[Layer, ...]:
        """Whose claims have places that were given in a kit, not found."""
        return tuple(one for one in (self.left, self.right) if one.record.get(GIVEN) is True)

    @cached_property
    def n_identical(self) -> int:
        """How many spans of the left have a pair that differs in nothing."""
        return sum(one.n_identical for one in self.articles)

    def differences(self) -> Iterator[Difference]:
        """Give all differences, in the order of the articles and of their texts."""
        for article in self.articles:
            yield from article.differences

    def counts(self) -> dict[DifferenceKind, int]:
        """Give how many differences there are of each kind."""
        return by_kind(self.differences())


def by_kind(some: Iterable[Difference]) -> dict[DifferenceKind, int]:
    """Give how many differences there are of each kind."""
    found = Counter(one.kind for one in some)
    return {kind: found[kind] for kind in DifferenceKind if found[kind]}

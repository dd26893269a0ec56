"""What opening a colleague's file is planned on, and what a plan says of it: plain values."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.language import tr
from annotator.model.article import ArticleKey
from annotator.model.bundle import Bundle, Content
from annotator.model.layer import Layer, LayerKind
from annotator.model.named import NamedSet
from annotator.model.span import Decision, Note
from annotator.project.acts.colleague_actors import ActorMatch
from annotator.project.acts.mapping import SchemeItem, To
from annotator.project.acts.versions import Version

MOST_LETTERS = 1_000_000
"""More letters in one value nobody wrote by hand."""
ORIGIN = "colleague"
"""Where a layer comes from that a colleague's file brought."""


class Outcome(StrEnum):
    """What becomes of a layer of theirs."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    OLDER = "older"
    """Here is a newer version of it, which stays."""
    APART = "apart"
    """Two people went on from one copy: it becomes a layer of its own."""


@dataclass(frozen=True, slots=True)
class MergeChoices:
    """What somebody chose in place of what is proposed.

    `leave` are checksums of articles that are not taken along; `actors` says by the ids of theirs
    and ours whether two are the same; `names` says by paths what things of their scheme become;
    `people` says by the ids of their coders whether one is who is called so here.
    """

    leave: frozenset[str] = frozenset()
    actors: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    names: Mapping[str, To] = field(default_factory=dict)
    people: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file of a colleague, as it is planned on; `versions` are those of its layers by id."""

    source: str
    bundle: Bundle
    versions: Mapping[str, Version]
    keys: Sequence[ArticleKey]


@dataclass(frozen=True, slots=True)
class Present:
    """What planning asks of the project: `versions` by layer id, `contents` of some layers.

    `notes` are those on actors and the scheme.
    """

    known_texts: Callable[[Iterable[str]], Mapping[str, str]]
    known_ids: Callable[[str, Collection[str]], set[str]]
    every_key: Callable[[], Sequence[ArticleKey]]
    contents: Callable[[Sequence[str], Collection[str] | None], Sequence[Content]]
    versions: Mapping[str, Version]
    decisions: tuple[Decision, ...]
    notes: tuple[Note, ...]
    named: tuple[NamedSet, ...]
    last_number: int
    is_empty: bool


@dataclass(slots=True)
class MergedLayer:
    """What becomes of a layer: in whose name, how many marks come, change and go.

    `is_guess` = without a history it is older only by what is marked: it lacks some of what is
    here, which may have been deleted last.
    """

    id: str
    name: str
    kind: LayerKind
    coder_id: str | None
    outcome: Outcome
    since: str = ""
    is_guess: bool = False
    n_new: int = 0
    n_changed: int = 0
    n_gone: int = 0
    n_done: int = 0
    n_excluded: int = 0
    by_type: Counter[str] = field(default_factory=Counter)


def guess_words() -> str:
    """Say what is not known of a layer that is older by its marks alone."""
    return tr(
        "without a history nobody knows whether marks were deleted last: if so, undo what was"
        " opened before, and take this"
    )


@dataclass(frozen=True, slots=True)
class Namesake:
    """A coder of theirs who is called like one here, under another id; `is_me` = who codes here.

    Names are given twice, so nobody is taken for another unless somebody says so.
    """

    theirs: str
    ours: str
    name: str
    is_me: bool
    is_same: bool


@dataclass(frozen=True, slots=True)
class NearArticle:
    """An article of theirs that is left out: ours has another text."""

    title: str
    article_id: str
    why: str


@dataclass(slots=True)
class ActorLines:
    """Where an actor of theirs is named: how often, and the first lines with their articles."""

    n: int = 0
    lines: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class MergeCounts:
    """What one file brings."""

    source: str
    layers: list[MergedLayer] = field(default_factory=list)
    n_same: int = 0
    n_missing: int = 0
    new: list[tuple[str, str]] = field(default_factory=list)
    """Checksums and titles of the articles that come along."""
    left: list[tuple[str, str]] = field(default_factory=list)
    near: list[NearArticle] = field(default_factory=list)
    n_actors_same: int = 0
    n_actors_new: int = 0
    actors: list[ActorMatch] = field(default_factory=list)
    passages: dict[str, ActorLines] = field(default_factory=dict)
    """Where those of `actors` are named in their file, by their ids there."""
    namesakes: list[Namesake] = field(default_factory=list)
    scheme: tuple[SchemeItem, ...] = ()
    clashes: tuple[str, ...] = ()
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Target:
    """The layer here that one of theirs goes to; `before` = as it is here, None = it is new."""

    layer: Layer
    before: Layer | None
    counts: MergedLayer

"""What the calls that change something take as places, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.model.changes import Change, Step
    from annotator.project.acts.study.carry import CarriedCopy
    from annotator.reading.everywhere import Occurrence
    from annotator.reading.linking import LinkCandidate

Place: TypeAlias = Range | tuple[int, int] | Sequence[int]

_TABLES_BY_WEIGHT = ("span", "link", "note", "region", "article", "actor")


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did: its step, and the ids of what is new (the first one is the main one)."""

    step: Step
    ids: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the main new thing; empty when there is none."""
        return self.ids[0] if self.ids else ""


@dataclass(frozen=True, slots=True)
class Attributed(Done):
    """What `attribution` did, with all lines it had to choose from."""

    lines: tuple[LinkCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One place of words that were looked for in several articles."""

    article_id: str
    place: Occurrence


@dataclass(frozen=True, slots=True)
class MarkedEverywhere(Done):
    """What `mark_everywhere` did, with all places it found."""

    places: tuple[FoundPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken(Done):
    """What `take` did: `ids` are new, the step of making the agreed layer included.

    `n_identical` spans came because both sides have them alike, when the agreed layer was made.
    `n` differences were settled (spans taken, where the rest was asked for) in `n_articles`.
    """

    n_identical: int = 0
    n: int = 0
    n_articles: int = 0


@dataclass(frozen=True, slots=True)
class Carried(Done):
    """What `carry` did: for each copy how many marks came over, and which are left open."""

    copies: tuple[CarriedCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticlesChanged(Done):
    """What changing many articles did, or would do, to `n` of them.

    `overwritten` says which values go, in how many articles, by field and value.
    """

    n: int = 0
    overwritten: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def done(self, step: Step) -> ArticlesChanged:
        """Give the same with the step that was written."""
        return replace(self, step=step)


def new_ids(changes: Iterable[Change]) -> tuple[str, ...]:
    """Give the ids of new spans, links, notes, regions, articles and actors, in this order."""
    found = [
        (_TABLES_BY_WEIGHT.index(change.table), str(change.after["id"]))
        for change in changes
        if change.before is None and change.after is not None and change.table in _TABLES_BY_WEIGHT
    ]
    return tuple(uid for _, uid in sorted(found, key=lambda item: item[0]))


def places(at: Sequence[Place] | Place) -> tuple[Range, ...]:
    """Give parts from one place or several; raises `WrongUse` for what is no place."""
    is_one = len(at) == 2 and all(isinstance(one, int) for one in at)
    return tuple(map(place, [at] if is_one else at))


def place(at: object) -> Range:
    """Give one place; raises `WrongUse` for what is none."""
    match at:
        case [int(start), int(end)]:
            return Range(start, end)
    raise WrongUse(
        tr("{at} is no place in a text.", at=at), tr("Give a start and an end, like [12, 40].")
    )

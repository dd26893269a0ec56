"""Hits as a list shows them: places kept small for all, words and marks for what is looked at."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from annotator.project.finding.searching import hit_of, is_furniture, marked_by, note_hit
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.project.context import PlanContext
    from annotator.project.finding.search import Hit
    from annotator.project.finding.searching import ArticleHits, NoteHit
    from annotator.store.read import Reader
    from annotator.store.searching.values import SearchedArticle


class HitState(IntEnum):
    """What is to be said of a hit."""

    FREE = 0
    MARKED = 1
    FURNITURE = 2
    NOTE = 3


_FREE_ONES = bytes(int(state == HitState.FREE) for state in range(256))


class HitLine(NamedTuple):
    """The words of a hit, and the type and actor of the mark it has."""

    hit: Hit
    type: str = ""
    actor: str = ""


@dataclass(slots=True)
class FoundArticle:
    """An article with its hits: places as pairs of numbers, and a state for each hit.

    `lines` are there for what was looked at; `ticked` has a 1 for each hit that is ticked.
    """

    article_id: str
    title: str
    outlet: str
    is_from_right: bool
    places: array[int]
    states: bytearray
    notes: Sequence[NoteHit] = ()
    lines: tuple[HitLine, ...] | None = None
    ticked: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        """Begin with nothing ticked."""
        self.ticked = bytearray(len(self.states))

    def __len__(self) -> int:
        """Count the hits."""
        return len(self.states)

    def place(self, n: int) -> Range | None:
        """Give where a hit stands in the text; None for one in a note."""
        if 2 * n >= len(self.places):
            return None
        return Range(self.places[2 * n], self.places[2 * n + 1])

    def ticked_places(self, ticked: bytes | None = None) -> list[Range]:
        """Give the places that are ticked, or were so at another moment."""
        ticks = self.ticked if ticked is None else ticked
        places = (self.place(n) for n, is_ticked in enumerate(ticks) if is_ticked)
        return [one for one in places if one is not None]

    def tick(self, n: int, *, on: bool) -> int:
        """Tick a hit or take that back; give how many are ticked more than before."""
        if self.states[n] not in (HitState.FREE, HitState.FURNITURE):
            return 0
        before, self.ticked[n] = self.ticked[n], on
        return self.ticked[n] - before

    def tick_free(self, *, on: bool) -> int:
        """Tick all hits that have no mark; give how many are ticked more than before."""
        before = self.ticked.count(1)
        ticked = self.states.translate(_FREE_ONES) if on else bytearray(len(self))
        for n, state in enumerate(self.states) if HitState.FURNITURE in self.states else ():
            ticked[n] = self.ticked[n] if state == HitState.FURNITURE else ticked[n]
        self.ticked = ticked
        return self.ticked.count(1) - before


def found_article(
    hits: ArticleHits, context: PlanContext, mark: str | None, *, with_lines: bool
) -> FoundArticle:
    """Give an article of a search as a list keeps it; `mark` is the type whose marks count."""
    article = hits.article
    places = array("q", (n for at in hits.places for n in at))
    of_notes = bytearray([HitState.NOTE]) * len(hits.notes)
    if article is None:
        found = FoundArticle("", "", "", False, places, of_notes, hits.notes)
    else:
        values = article.article
        states = bytearray(_state(context, article, at, mark) for at in hits.places)
        found = FoundArticle(
            values.id, values.title, values.outlet, values.direction == "rtl", places,
            states + of_notes, hits.notes,
        )  # fmt: skip
    if with_lines:
        found.lines = _lines(found, article, context, mark)
    return found


def looked_at(
    reader: Reader, context: PlanContext, some: Sequence[FoundArticle], mark: str | None
) -> list[tuple[bytearray, tuple[HitLine, ...]]]:
    """Give the states and lines of some articles as they are on disk now, in their order."""
    ids = [one.article_id for one in some if one.article_id]
    read = {one.article.id: one for one in reader.searched(ids, context.layer.id)}
    answers: list[tuple[bytearray, tuple[HitLine, ...]]] = []
    for one in some:
        article = read.get(one.article_id)
        states = bytearray(one.states)
        for n in range(len(one.places) // 2 if article is not None else 0):
            at = one.place(n)
            if article is not None and at is not None:
                states[n] = _state(context, article, at, mark)
        answers.append((states, _lines(one, article, context, mark)))
    return answers


def _state(context: PlanContext, article: SearchedArticle, at: Range, mark: str | None) -> HitState:
    if marked_by(context, article, at, mark) is not None:
        return HitState.MARKED
    return HitState.FURNITURE if is_furniture(article, at) else HitState.FREE


def _lines(
    found: FoundArticle, article: SearchedArticle | None, context: PlanContext, mark: str | None
) -> tuple[HitLine, ...]:
    lines: list[HitLine] = []
    for n in range(len(found.places) // 2):
        at = found.place(n)
        if article is not None and at is not None:
            marked = marked_by(context, article, at, mark)
            actor = None if marked is None else context.actors.get(marked.actor_id)
            lines.append(
                HitLine(
                    hit_of(article, at),
                    "" if marked is None else marked.type,
                    "" if actor is None else actor.name,
                )
            )
    lines += [HitLine(note_hit(one.note, one.at, found.article_id)) for one in found.notes]
    return tuple(lines)

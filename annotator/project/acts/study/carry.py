"""Carrying marks over to copies: one dispatch in several outlets is coded once.

Only marks whose words stand unchanged in a copy come over (`text.align` says where); what differs
is listed with its reason. What a person has set in a copy is never overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.page import moved
from annotator.model.rows import added, changed
from annotator.model.span import How, Link, Span
from annotator.project.acts.mark import span_with_parts
from annotator.project.acts.shared import (
    first_changes,
    guard_layer,
    guard_place,
    parts_to_mark,
    span_on_layer,
    step_of,
)
from annotator.reading.covered import is_covered
from annotator.text.align import Alignment, Placing
from annotator.text.ranges import hull, union
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.changes import Change, Step
    from annotator.model.page import Page
    from annotator.project.context import PlanContext
    from annotator.text.ranges import Range


class LeftOpen(StrEnum):
    """Why a mark was not carried over to a copy."""

    CHANGED = "changed"
    """Other words stand there."""
    TWICE = "twice"
    """Its paragraph stands there at several places."""
    GONE = "gone"
    """Nothing like its paragraph is there."""
    OTHERWISE = "otherwise"
    """It is marked there with other values, type, actor or edges, which somebody chose."""
    COVERED = "covered"
    """The kit covers the place until the article is done."""


_WHY = {
    Placing.CHANGED: LeftOpen.CHANGED,
    Placing.TWICE: LeftOpen.TWICE,
    Placing.GONE: LeftOpen.GONE,
}


@dataclass(frozen=True, slots=True)
class OpenMark:
    """A mark that was not carried over; `places` are those of the copy to look at, in order.

    `parts` are those of the mark that are not there as they are; none = it is about all of them.
    """

    span_id: str
    why: LeftOpen
    places: tuple[Range, ...] = ()
    parts: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedCopy:
    """What comes over to one copy. `carried` and `open` together are all marks of the original.

    `n_new` of those carried were not there before, `n_changed` are brought up to date.
    """

    article_id: str
    carried: int
    open: tuple[OpenMark, ...]
    n_new: int = 0
    n_changed: int = 0


@dataclass(frozen=True, slots=True)
class CarryPlan:
    """The step that carries the marks over, empty where nothing is new, and what becomes of all."""

    step: Step
    copies: tuple[CarriedCopy, ...]


def plan_carry(context: PlanContext, original: Page, copies: Iterable[Page]) -> CarryPlan:
    """Give the step that carries the marks of the context's layer over to copies of an article.

    Each page holds that layer. A mark that came over before and was not touched in the copy since
    takes what is new of the original; a mark of the same words and type is left as it is. Raises
    `Forbidden` for a layer that takes no marks.
    """
    guard_layer(context)
    changes: list[Change] = []
    told: list[CarriedCopy] = []
    for copy in copies:
        carrying = _Carrying(context, original, copy)
        told.append(carrying.done())
        changes += carrying.changes
    if changes:
        changes = [*context.layer_changes(), *changes]
    step = step_of(
        context,
        "carry-over",
        changes,
        text=shortened(original.article.title),
        n=sum(one.n_new + one.n_changed for one in told),
        copies=len(told),
    )
    return CarryPlan(step, tuple(told))


def plan_carry_mark(
    context: PlanContext, original: Page, copy: Page, span_id: str, at: Range
) -> Step:
    """Give the step that marks a place of a copy as one mark of the original is.

    `at` is a place that `plan_carry` left open; parts of the mark that stand unchanged come along.
    A mark that stands for it in the copy takes type, values and actor of the original. Links are
    made to what came over. Raises `WrongUse` where there is no such mark.
    """
    guard_layer(context)
    if original.article.id == copy.article.id:
        raise WrongUse(
            tr("An article is no copy of itself."), tr("Name the articles that are copies of it.")
        )
    span = span_on_layer(context, original, span_id)
    carrying = _Carrying(context, original, copy)
    carrying.mark(span, at)
    return step_of(context, "carry-mark", carrying.all_changes(), text=shortened(span.text()))


class _Carrying:
    """One copy while marks are carried over to it."""

    def __init__(self, context: PlanContext, original: Page, copy: Page) -> None:
        self.context, self.original, self.copy = context, original, copy
        self.changes: list[Change] = []
        self._aligned = Alignment(original.text, copy.text)
        self._there: dict[str, Span] = {}
        """The span of the copy that stands for one of the original, by the latter's id."""
        self._by_source: dict[str, Span] = {}
        for span in copy.spans(layer_id=context.layer.id):
            self._by_source.setdefault(span.id, span)
            if span.source_id:
                self._by_source.setdefault(span.source_id, span)
        self._n_new = self._n_changed = 0

    def done(self) -> CarriedCopy:
        """Carry all marks and links over."""
        here = self.context.layer.id
        spans = [*self.original.spans(layer_id=here)]
        left = {span.id: one for span in spans if (one := self._carry(span)) is not None}
        for link in self.original.links():
            claim = self._tie(link) if link.layer_id == here else None
            if claim is not None and claim not in left:
                left[claim] = OpenMark(claim, LeftOpen.OTHERWISE, self._there[claim].parts)
        if self.changes:
            self.changes = [*self._begun(), *self.changes]
        opened = tuple(left[one.id] for one in spans if one.id in left)
        return CarriedCopy(
            self.copy.article.id, len(spans) - len(opened), opened, self._n_new, self._n_changed
        )

    def mark(self, span: Span, at: Range) -> None:
        """Mark a place as a mark of the original is, with its links to what came over."""
        placed = [self._aligned.place(part) for part in span.parts]
        same = [one.places[0] for one in placed if one.how is Placing.SAME]
        parts = parts_to_mark(self.copy, union((at, *same)))
        twin = self._twin(span, parts)
        if twin is None:
            self._make(span, parts)
        else:
            parts = twin.parts if hull(twin.parts) == at else parts
            after = self._like(span, twin, parts)
            self.changes += changed(twin, after)
            self._there[span.id] = after
        for link in self.original.links_of(span.id):
            other = link.target_id if link.source_id == span.id else link.source_id
            end = self.original.span(other)
            known = None if end is None else self._twin(end, self._same_parts(end))
            if known is not None:
                self._there[other] = known
            self._tie(link, is_wanted=True)

    def all_changes(self) -> list[Change]:
        """Give what has been planned, with what a first mark here brings."""
        first = [*self.context.layer_changes(), *self._begun()] if self.changes else []
        return [*first, *self.changes]

    def _same_parts(self, span: Span) -> tuple[Range, ...] | None:
        """Give where all parts of a mark stand unchanged; None where they do not."""
        placed = [self._aligned.place(part) for part in span.parts]
        parts = tuple(one.places[0] for one in placed if one.how is Placing.SAME)
        return parts if len(parts) == len(placed) and _in_order(parts) else None

    def _begun(self) -> list[Change]:
        layer = self.context.layer_changes()
        return [one for one in first_changes(self.context, self.copy) if one not in layer]

    def _carry(self, span: Span) -> OpenMark | None:
        placed = [self._aligned.place(part) for part in span.parts]
        parts = tuple(one.places[0] for one in placed if one.how is Placing.SAME)
        fits = len(parts) == len(placed) and _in_order(parts)
        twin = self._twin(span, parts if fits else None)
        if twin is not None:
            return self._brought_up(span, twin, parts if fits else twin.parts)
        if not fits:
            pairs = [*zip(placed, span.parts, strict=True)]
            bad = [one for one in pairs if one[0].how is not Placing.SAME] or pairs
            why = _WHY.get(bad[0][0].how, LeftOpen.CHANGED)
            places = tuple(at for one, _ in bad for at in one.places)
            return OpenMark(span.id, why, places, tuple(part for _, part in bad))
        if any(is_covered(self.copy, at) for at in parts):
            return OpenMark(span.id, LeftOpen.COVERED)
        self._make(span, parts)
        return None

    def _make(self, span: Span, parts: tuple[Range, ...]) -> None:
        guard_place(self.context, span.type)
        made = replace(
            span,
            id=self.context.new_id(),
            article_id=self.copy.article.id,
            parts=parts,
            quotes=tuple(at.of(self.copy.text) for at in parts),
            how=How.TAKEN,
            source_id=span.id,
            by=self.context.coder.id,
            created=self.context.now(),
            changed=None,
            confidence=None,
            reason=None,
        )
        self.changes += added(made)
        self._there[span.id] = made
        self._n_new += 1

    def _twin(self, span: Span, parts: tuple[Range, ...] | None) -> Span | None:
        """Give the copy's mark that has the same origin, else one of the same words and type."""
        known = self._by_source.get(span.id)
        if known is None and span.source_id:
            known = self._by_source.get(span.source_id)
        if known is None and parts is not None:
            known = span_with_parts(self.context, self.copy, span.type, parts)
        return known

    def _brought_up(self, span: Span, twin: Span, parts: tuple[Range, ...]) -> OpenMark | None:
        """Let the twin be as the original is, if nobody chose otherwise there."""
        after = self._like(span, twin, parts)
        self._there[span.id] = twin
        if after == twin:
            return None
        if not _is_untouched(twin, span):
            return OpenMark(span.id, LeftOpen.OTHERWISE, twin.parts)
        self.changes += changed(twin, after)
        self._there[span.id] = after
        self._n_changed += 1
        return None

    def _like(self, span: Span, twin: Span, parts: tuple[Range, ...]) -> Span:
        """Give the twin as the original is."""
        return replace(
            moved(twin, parts, self.copy.text),
            type=span.type,
            attributes=span.attributes,
            actor_id=span.actor_id,
        )

    def _tie(self, link: Link, *, is_wanted: bool = False) -> str | None:
        """Link the twins of both ends; give the claim's id where they are linked otherwise.

        With `is_wanted` a link that is there takes the original's values.
        """
        source, target = self._there.get(link.source_id), self._there.get(link.target_id)
        if source is None or target is None or source.id == target.id:
            return None
        for one in self.copy.links_of(source.id):
            if (one.type, one.source_id, one.target_id) == (link.type, source.id, target.id):
                if is_wanted:
                    self.changes += changed(one, replace(one, attributes=link.attributes))
                return None if one.attributes == link.attributes else link.source_id
        made = replace(
            link,
            id=self.context.new_id(),
            article_id=self.copy.article.id,
            source_id=source.id,
            target_id=target.id,
            by=self.context.coder.id,
            created=self.context.now(),
            confidence=None,
        )
        self.changes += added(made)
        return None


def _in_order(parts: tuple[Range, ...]) -> bool:
    return all(one.end <= other.start for one, other in pairwise(parts))


def _is_untouched(twin: Span, span: Span) -> bool:
    """Say whether the twin is as it was when one of the two came from the other, or both from one.

    Seen from a copy, the original counts as untouched where its last change is not later than the
    copy was made; a change of a mark says when it was.
    """
    if twin.source_id is not None and twin.source_id in (span.id, span.source_id):
        return twin.changed is None
    return span.source_id == twin.id and (twin.changed or twin.created) <= span.created

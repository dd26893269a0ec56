"""Taking: what two layers differ in goes into a third, one difference at a time or many.

A difference that is settled leaves a decision; what was taken knows the span it was taken from.
Nothing here writes on the two layers themselves, unless one of them is the layer taken into.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.compare.values import DifferenceKind
from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.layer import Progress, State
from annotator.model.rows import changed
from annotator.model.span import Decision, Link, Span
from annotator.project.acts.edit import delete_link_changes, delete_span_changes
from annotator.project.acts.taken_layer import TakenLayer, was_taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from annotator.compare.values import ArticleComparison, Difference
    from annotator.model.changes import Change
    from annotator.model.page import Page
    from annotator.project.context import PlanContext


class ChosenSide(StrEnum):
    """What is taken of a difference; open takes a decision back."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    NEITHER = "neither"
    OPEN = "open"


_ALONE = {DifferenceKind.MISSING: ChosenSide.LEFT, DifferenceKind.EXTRA: ChosenSide.RIGHT}
"""What only one side has, and which."""
_OF_PAIRS = (DifferenceKind.BOUNDARY, DifferenceKind.TYPE)
_VERDICTS = {ChosenSide.NEITHER: "reject", ChosenSide.OPEN: "open"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How differences are settled: the side, a note with the reason.

    `changed` says that the person changes what was taken before it counts (F2).
    """

    side: ChosenSide
    note: str = ""
    changed: bool = False

    @property
    def word(self) -> str:
        """The word of the decision."""
        return "change" if self.changed else _VERDICTS.get(self.side, "accept")


@dataclass(frozen=True, slots=True)
class Sides:
    """The two layers that were compared: their ids, left first."""

    left: str
    right: str

    def side_of(self, decision: Decision) -> ChosenSide:
        """Give the side that a decision took."""
        sides = {
            (self.left,): ChosenSide.LEFT,
            (self.right,): ChosenSide.RIGHT,
            (): ChosenSide.NEITHER,
        }
        return sides.get(decision.taken_from, ChosenSide.BOTH)

    def taken(self, side: ChosenSide) -> tuple[str, ...]:
        """Give the layers that a side stands for."""
        chosen = {ChosenSide.LEFT: (self.left,), ChosenSide.RIGHT: (self.right,)}
        return chosen.get(side, (self.left, self.right) if side is ChosenSide.BOTH else ())


def settled(article: ArticleComparison, decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    """Give the decisions of an article's differences by key; what is open is left out.

    Where neither extent or type of a pair was right, nothing else of that pair is open any more.
    """
    found = {
        one.key: decision
        for one in article.differences
        if (decision := decisions.get(one.key)) is not None and decision.verdict != "open"
    }
    gone = {
        span_id: found[one.key]
        for one in article.differences
        if one.kind in _OF_PAIRS and one.key in found and found[one.key].verdict == "reject"
        for span_id in (one.left, one.right)
    }
    for one in article.differences if gone else ():
        for end in (one.left, one.right):
            if end in gone:
                found.setdefault(one.key, gone[end])
    return found


def is_reviewed(article: ArticleComparison, decisions: Mapping[str, Decision]) -> bool:
    """Say whether nothing is open in an article."""
    return len(settled(article, decisions)) == len(article.differences)


class Taking:
    """What is taken into a layer in one article: the changes so far, the page after them."""

    def __init__(
        self,
        context: PlanContext,
        page: Page,
        sides: Sides,
        article: ArticleComparison,
        decisions: Mapping[str, Decision],
    ) -> None:
        """Take into the context's layer; `page` holds it and both sides."""
        self.into = TakenLayer(context, page, article)
        self.sides = sides
        self.article = article
        self.decisions = dict(decisions)
        alone = [one for one in article.differences if one.kind in _ALONE]
        self._alone = {str(one.left or one.right): one for one in alone}

    @property
    def changes(self) -> list[Change]:
        """What changed so far."""
        return self.into.changes

    # --- one difference -----------------------------------------------------------------------

    def settle(self, one: Difference, verdict: Verdict) -> None:
        """Settle a difference; the same decision again changes nothing."""
        known = self.decisions.get(one.key)
        made = self._decision(one, verdict, known)
        if known is not None and made is not None and _same(known, made):
            return
        results: Sequence[str] = ()
        if known is not None and made is not None and _differ_in_note(known, made):
            results = known.results
        elif verdict.side is ChosenSide.OPEN:
            self._take_back(one, known)
        else:
            self.into.made.clear()
            results = [*dict.fromkeys((*self._taken(one, verdict.side), *self.into.made))]
            if verdict.changed:
                self.into.mark_changed(results)
        if made is not None:
            made = replace(made, results=tuple(results) or self._refused(one))
            self.decisions[one.key] = made
        else:
            self.decisions.pop(one.key, None)
        self.into.change(changed(known, made))
        if verdict.side is not ChosenSide.OPEN:
            self._restore(one)

    def _restore(self, one: Difference) -> None:
        """Give spans that were made anew what was decided about them before."""
        made = {name for each in self.into.made for name in self.into.stands_for(each)}
        for other in self.article.differences if made else ():
            known = self.decisions.get(other.key)
            if other.key == one.key or other.kind in (*_ALONE, *_OF_PAIRS) or known is None:
                continue
            if known.verdict == "open" or not self._ends(other) & made:
                continue
            if self._is_there(other):
                results = (*dict.fromkeys(self._taken(other, self.sides.side_of(known))),)
                after = replace(known, results=results)
                self.decisions[other.key] = after
                self.into.change(changed(known, after))

    def _is_there(self, one: Difference) -> bool:
        """Say whether the layer has spans for what a difference is about."""
        ends = one.left or one.right
        names = ends if isinstance(ends, tuple) else (str(ends),)
        return all(self.into.twins(name) for name in names)

    def _ends(self, one: Difference) -> set[str | None]:
        """Give the ids of all spans of the sides that a difference is about."""
        found: set[str | None] = set()
        for end in (one.left, one.right):
            found |= set(end) if isinstance(end, tuple) else {end}
        if one.kind is DifferenceKind.SPEAKER:
            for end in found - {None}:
                found = found | {link.target_id for link in self.into.said_by(str(end))}
        return found

    def _refused(self, one: Difference) -> tuple[str, ...]:
        """Give the spans of the sides of which nothing was taken: by them it is found again when
        they are changed. On a side itself, nothing.
        """
        if self.into.context.layer.id in (self.sides.left, self.sides.right):
            return ()
        ends = (end if isinstance(end, tuple) else (end,) for end in (one.left, one.right) if end)
        return tuple(dict.fromkeys(name for some in ends for name in some))

    def _decision(
        self, one: Difference, verdict: Verdict, known: Decision | None
    ) -> Decision | None:
        if verdict.side is ChosenSide.OPEN and not verdict.note:
            return None
        return Decision(
            id=known.id if known is not None else self.into.context.new_id(),
            subject_kind="difference",
            subject=one.key,
            verdict=verdict.word,
            taken_from=self.sides.taken(verdict.side),
            results=(),
            layer_id=self.into.context.layer.id,
            by=self.into.context.coder.id,
            at=self.into.context.now(),
            note=verdict.note or (known.note if known is not None else ""),
        )

    def _taken(self, one: Difference, side: ChosenSide) -> Iterator[str]:
        match one.kind:
            case DifferenceKind.MISSING | DifferenceKind.EXTRA:
                yield from self._unpaired(one, side)
            case DifferenceKind.BOUNDARY | DifferenceKind.TYPE:
                yield from self._extent(one, side)
            case DifferenceKind.ATTRIBUTE:
                yield from self._attribute(one, side)
            case DifferenceKind.SPEAKER:
                yield from self._speaker(one, side)
            case DifferenceKind.LINK:
                yield from self._link(one, side)

    def _unpaired(self, one: Difference, side: ChosenSide) -> Iterator[str]:
        span = self.into.side_span(one.left or one.right)
        if side not in (_ALONE[one.kind], ChosenSide.BOTH):
            self.into.take_away(span)
            return
        made = self.into.ensured(span)
        yield made.id
        for link, end in self.into.statement_of(span):
            target = self._brought(end)
            if target is not None:
                yield self.into.tie(link, made.id, target.id)

    def _brought(self, end: Span) -> Span | None:
        """Bring along what a claim is linked to; None where it was decided that it is nothing."""
        own = self._alone.get(end.id)
        known = None if own is None else self.decisions.get(own.key)
        if own is not None and known is not None and self._is_refused(own, known):
            return None
        target = self.into.ensured(end)
        if target.type != end.type:
            return None  # of two types the other one was right
        if own is not None and (known is None or known.verdict == "open"):
            self._along(own, known, target.id)
        return target

    def _is_refused(self, one: Difference, known: Decision) -> bool:
        """Say whether it was decided that what one side alone has is nothing."""
        side = self.sides.side_of(known)
        is_taken = known.results and side in (_ALONE[one.kind], ChosenSide.BOTH)
        return known.verdict != "open" and not is_taken

    def _along(self, one: Difference, known: Decision | None, made: str) -> None:
        """Settle what came along with a claim, like the claim itself."""
        decision = self._decision(one, Verdict(_ALONE[one.kind]), known)
        if decision is not None:
            decision = replace(decision, results=(made,))
            self.decisions[one.key] = decision
            self.into.change(changed(known, decision))

    def _extent(self, one: Difference, side: ChosenSide) -> Iterator[str]:
        left, right = self.into.side_span(one.left), self.into.side_span(one.right)
        if side is ChosenSide.NEITHER:
            self.into.take_away(left, right)
            return
        if side is ChosenSide.BOTH:
            yield self.into.shaped(self.into.ensured(left), left)
            yield self.into.ensured(right, apart=True).id
            return
        for second in self.into.second_of(right):
            self.into.change(delete_span_changes(self.into.page, second))
        span = left if side is ChosenSide.LEFT else right
        yield self.into.shaped(self.into.ensured(span), span)

    def _attribute(self, one: Difference, side: ChosenSide) -> Iterator[str]:
        if self.into.is_of_actor(one):
            yield from self._actor(one, side)
            return
        self._only_one(side, tr("An attribute has one value."))
        own = one.right if side is ChosenSide.RIGHT else one.left
        item = self.into.ensured_link(own, one.type) if isinstance(own, tuple) else None
        target: Span | Link = item or self.into.ensured(self.into.side_span(own))
        value = {ChosenSide.LEFT: one.was, ChosenSide.RIGHT: one.now}.get(side)
        values = {name: old for name, old in target.attributes.items() if name != one.name}
        if value is not None:
            values[one.name] = value
        self.into.put(target, replace(target, attributes=dict(sorted(values.items()))))
        yield target.id

    def _speaker(self, one: Difference, side: ChosenSide) -> Iterator[str]:
        left, right = self.into.side_span(one.left), self.into.side_span(one.right)
        if self.into.is_claim(left):
            yield from self._said_by(left, right, side)
        else:
            yield from self._actor(one, side)

    def _actor(self, one: Difference, side: ChosenSide) -> Iterator[str]:
        left, right = self.into.side_span(one.left), self.into.side_span(one.right)
        self._only_one(side, tr("A span refers to one actor."))
        target = self.into.ensured(right if side is ChosenSide.RIGHT else left)
        actor = {ChosenSide.LEFT: left.actor_id, ChosenSide.RIGHT: right.actor_id}.get(side)
        self.into.put(target, replace(target, actor_id=actor))
        yield target.id

    def _said_by(self, left: Span, right: Span, side: ChosenSide) -> Iterator[str]:
        chosen = {
            ChosenSide.LEFT: [left],
            ChosenSide.RIGHT: [right],
            ChosenSide.BOTH: [left, right],
        }.get(side, [])
        claim = self.into.ensured(right if side is ChosenSide.RIGHT else left)
        wanted = {
            (link.type, target.id): link
            for span in chosen
            for link in self.into.said_by(span.id)
            if (target := self._brought(self.into.side_span(link.target_id))) is not None
        }
        for link in self.into.said_by(claim.id):
            if (link.type, link.target_id) not in wanted:
                self.into.change(delete_link_changes(self.into.page, link))
        yield claim.id
        for (_, target_id), link in wanted.items():
            yield self.into.tie(link, claim.id, target_id)

    def _link(self, one: Difference, side: ChosenSide) -> Iterator[str]:
        wanted = [
            end
            for own, end in ((ChosenSide.LEFT, one.left), (ChosenSide.RIGHT, one.right))
            if side in (own, ChosenSide.BOTH) and isinstance(end, tuple)
        ]
        for end in (one.left, one.right):
            known = None if not isinstance(end, tuple) else self.into.known_link(one.type, end)
            if known is not None and end not in wanted:
                self.into.change(delete_link_changes(self.into.page, known))
        for end in wanted:
            yield self.into.ensured_link(end, one.type).id

    # --- back to open -------------------------------------------------------------------------

    def _take_back(self, one: Difference, known: Decision | None) -> None:
        """Take away what a decision brought, but what other decisions still hold."""
        if known is None or known.verdict == "open":
            return
        del self.decisions[one.key]
        for other, came in self._came_along(one, known):
            del self.decisions[other.key]
            self.into.change(changed(came, None))
        held = {result for each in self.decisions.values() for result in each.results}
        for result in known.results:
            link, span = self.into.page.link(result), self.into.page.span(result)
            item = link or span
            if item is None or item.layer_id != self.into.context.layer.id:
                continue  # it is gone, or was refused
            if result in held:
                self._back_to_open(one, span)
            elif link is not None:
                self.into.change(delete_link_changes(self.into.page, link))
            elif span is not None and was_taken(span):
                self.into.change(delete_span_changes(self.into.page, span))

    def _came_along(self, one: Difference, known: Decision) -> list[tuple[Difference, Decision]]:
        """Give what was settled in the same act as a claim, since its links lead there."""
        if one.kind not in _ALONE:
            return []
        return [
            (other, decision)
            for other in self._alone.values()
            if (decision := self.decisions.get(other.key)) is not None
            and decision.at == known.at
            and decision.results
            and set(decision.results) < set(known.results)
        ]

    def _back_to_open(self, one: Difference, span: Span | None) -> None:
        if span is None:
            return
        if one.kind is DifferenceKind.ATTRIBUTE and not self.into.is_of_actor(one):
            values = {name: value for name, value in span.attributes.items() if name != one.name}
            self.into.put(span, replace(span, attributes=values))
        elif self.into.is_of_actor(one) or (
            one.kind is DifferenceKind.SPEAKER and not self.into.is_claim(span)
        ):
            self.into.put(span, replace(span, actor_id=None))

    # --- what identical spans bring -----------------------------------------------------------

    def take_identical(self) -> int:
        """Take all that both sides have alike, links between them too; give how many spans."""
        n = 0
        for span_id in self.article.identical:
            if not self.into.twins(span_id):
                self.into.ensured(self.into.side_span(span_id))
                n += 1
        return n

    def take_all(self, layer_id: str) -> int:
        """Take all that one layer has; give how many spans."""
        spans = [
            one for one in self.into.page.spans(layer_id=layer_id) if not self.into.twins(one.id)
        ]
        for span in spans:
            self.into.ensured(span)
        return len(spans)

    def set_state(self, state: State) -> None:
        """Say how far the layer is with the article."""
        before = self.into.page.progress(self.into.context.layer.id)
        if before is None or before.state is not state:
            layer_id, article_id = self.into.context.layer.id, self.into.page.article.id
            self.into.change(
                changed(before, Progress(layer_id, article_id, state, self.into.context.now()))
            )

    def _only_one(self, side: ChosenSide, why: str) -> None:
        if side is ChosenSide.BOTH:
            raise Forbidden(why, tr("Take one of the two, or neither."))


def _same(known: Decision, made: Decision) -> bool:
    return known.note == made.note and _differ_in_note(known, made)


def _differ_in_note(known: Decision, made: Decision) -> bool:
    """Say that nothing but the reason is new: what was taken, or changed since, stays."""
    return (known.verdict, known.taken_from) == (made.verdict, made.taken_from)

"""The layer that is taken into, in one article: which of its spans stand for those of two sides.

What is made here is made like a span or link of a side; nothing is decided here (`take`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from annotator.compare.values import DifferenceKind, Phase
from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.page import moved
from annotator.model.rows import added, changed
from annotator.model.scheme import Role
from annotator.model.span import OF_TYPE, How, Link, Span
from annotator.project.acts.actors import proposed_actor
from annotator.project.acts.edit import delete_link_changes, delete_span_changes
from annotator.project.acts.shared import guard_layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.compare.values import ArticleComparison, Difference
    from annotator.model.changes import Change
    from annotator.model.page import Page
    from annotator.model.rows import Value
    from annotator.project.context import PlanContext


class TakenLayer:
    """The context's layer while something is taken into it: the page and the changes so far."""

    def __init__(self, context: PlanContext, page: Page, article: ArticleComparison) -> None:
        """Take into the context's layer; `page` holds it and both sides."""
        guard_layer(context)
        self.context = context
        self.page = page
        self.changes: list[Change] = []
        self.made: list[str] = []
        """The ids of spans made since it was emptied."""
        pairs, links = article.pairs, article.links
        self._lefts = {one.left for one in pairs}
        self._partner = {one.left: one.right for one in pairs}
        self._partner |= {one.right: one.left for one in pairs}
        typed = [one for one in pairs if one.phase is Phase.TYPE]
        self._typed = {end for one in typed for end in (one.left, one.right)}
        self._masked = frozenset(article.masked)
        self._tied = dict(links) | {right: left for left, right in links}
        self._stand_for: dict[str, list[str]] = {}
        for span in page.spans(layer_id=context.layer.id):
            self._note_source(span)
        self._roles = context.scheme.link_roles()
        self._disputed = {
            (one.type, *end)
            for one in article.differences
            if one.kind is DifferenceKind.LINK
            for end in (one.left, one.right)
            if isinstance(end, tuple)
        }
        self._of_speakers = _ends(
            one for one in article.differences if one.kind is DifferenceKind.SPEAKER
        )
        self._of_actors = self._of_speakers | _ends(filter(self.is_of_actor, article.differences))

    def is_of_actor(self, one: Difference) -> bool:
        """Say whether two spans that are no speakers differ in who they refer to."""
        if one.kind is not DifferenceKind.ATTRIBUTE or one.name != "actor":
            return False
        kind = self.context.scheme.type(one.type)
        return kind is not None and kind.attribute(one.name) is None

    def ensured(self, span: Span, *, apart: bool = False) -> Span:
        """Give the layer's span that stands for one of a side, making it where there is none.

        Of a pair it has what both agree on: what they differ in is settled by itself. `apart`
        wants a span for just this side of the pair, whole.
        """
        known = self.twins(span.id, apart=apart)
        if known:
            return known[0]
        partner = None if apart else self.page.span(self._partner.get(span.id, ""))
        left = partner if partner is not None and partner.id in self._lefts else span
        other = None if span.id in self._typed else partner
        made = replace(
            span,
            id=self.context.new_id(),
            layer_id=self.context.layer.id,
            attributes=span.attributes if other is None else _alike(span, other),
            confirmed=self._decided(span, other),
            actor_id=self._actor_of(span) if other is None else self._agreed_actor(span, other),
            how=How.TAKEN,
            source_id=left.id,
            by=self.context.coder.id,
            created=self.context.now(),
            changed=None,
            confidence=None,
            reason=None,
        )
        self._add(made)
        self.made.append(made.id)
        self._note_source(made)
        self._tie_all(span, made)
        if other is not None:
            self._tie_all(other, made)
        return made

    def _actor_of(self, span: Span) -> str | None:
        """Give the actor of a span, made where a suggester proposed somebody new."""
        said = None if span.reason is None else span.reason.args.get("actor")
        if span.actor_id is not None or not isinstance(said, dict):
            return span.actor_id
        changes, actor_id = proposed_actor(self.context, said)
        self.change(changes)
        self.context = self.context.applied(changes)
        return actor_id

    def twins(self, span_id: str, *, apart: bool = False) -> list[Span]:
        """Give the layer's spans that stand for one of a side: its own, else its partner's."""
        names = [span_id] if apart else [span_id, self._partner.get(span_id, "")]
        found = chain.from_iterable(self._stand_for.get(name, ()) for name in names)
        spans = [span for one in found if (span := self.page.span(one)) is not None]
        if spans or apart:
            return spans
        return self._equal(self.side_span(span_id))

    def _equal(self, span: Span) -> list[Span]:
        layer_id = self.context.layer.id
        return [
            one
            for entry in self.page.parts_between(span.start, span.start + 1)
            if (one := self.page.span(entry.span_id)) is not None
            and one.layer_id == layer_id
            and one.type == span.type
            and one.parts == span.parts
        ]

    def second_of(self, right: Span) -> list[Span]:
        """Give the second span that "both" made of a pair, beside the one that stands for it."""
        spans = self.twins(right.id)
        own = {one.id for one in self.twins(right.id, apart=True)}
        return [one for one in spans if one.id in own and len(spans) > 1]

    def shaped(self, target: Span, like: Span) -> str:
        """Give a span of the layer the type and the parts of another; give its id.

        With another type it has that one's values, actor and links too.
        """
        after = target
        if target.type != like.type:
            for link in self.page.links_of(target.id):
                self.change(delete_link_changes(self.page, link))
            values, actor = like.attributes, like.actor_id
            after = replace(after, type=like.type, attributes=values, actor_id=actor)
        if target.parts != like.parts:
            after = moved(after, like.parts, self.page.text)
        self.put(target, after)
        if target.type != like.type:
            self.made.append(target.id)
            self._tie_all(like, after)
        return target.id

    def statement_of(self, span: Span) -> list[tuple[Link, Span]]:
        """Give what a claim of a side is linked to, masked ones left out; of others nothing."""
        if not self.is_claim(span):
            return []
        return [
            (link, self.side_span(link.target_id))
            for link in self.page.links_from(span.id)
            if link.target_id not in self._masked
        ]

    def _tie_all(self, span: Span, made: Span) -> None:
        """Link a new span as the one it came from, where the other end is there, undisputed."""
        for link in self.page.links_of(span.id):
            if link.layer_id != span.layer_id or self._is_disputed(link):
                continue
            is_source = link.source_id == span.id
            other_id = link.target_id if is_source else link.source_id
            others = self._as_it_was(other_id)
            if not others:
                continue
            ends = (made.id, others[0].id) if is_source else (others[0].id, made.id)
            self.tie(link, *ends)

    def _as_it_was(self, span_id: str) -> list[Span]:
        """Give what a link may lead to: of a pair of two types only what kept this side's."""
        if span_id in self._masked:
            return []
        found = self.twins(span_id)
        if span_id not in self._typed:
            return found
        return [one for one in found if one.type == self.side_span(span_id).type]

    def _is_disputed(self, link: Link) -> bool:
        if link.id in self._tied:
            return False
        if self._roles.get(link.type) is Role.SAID_BY and link.source_id in self._of_speakers:
            return True
        return (link.type, link.source_id, link.target_id) in self._disputed

    def tie(self, like: Link, source_id: str, target_id: str) -> str:
        """Give the layer's link between two of its spans, making it where there is none."""
        for link in self.page.links_from(source_id):
            if link.type == like.type and link.target_id == target_id:
                return link.id
        other = self.page.link(self._tied.get(like.id, ""))
        made = replace(
            like,
            id=self.context.new_id(),
            layer_id=self.context.layer.id,
            attributes=like.attributes if other is None else _alike(like, other),
            confirmed=self._decided(like, other),
            source_id=source_id,
            target_id=target_id,
            confidence=None,
            by=self.context.coder.id,
            created=self.context.now(),
        )
        self._add(made)
        return made.id

    def _decided(self, item: Span | Link, other: Span | Link | None) -> dict[str, int]:
        """Give under which version of the scheme the values of a side were decided.

        Where both sides are taken, under the older one; what a suggester gave is decided now.
        """
        derived = {one.id for one in self.context.layers if one.is_derived}
        if self.context.scheme.version == 1 or item.layer_id in derived:
            return {}
        both = [one.confirmed for one in (item, other) if one is not None]
        found = {name: min(one.get(name, 1) for one in both) for name in item.attributes}
        if any(OF_TYPE in one for one in both):
            found[OF_TYPE] = min(one.get(OF_TYPE, 1) for one in both)
        return found

    def ensured_link(self, end: tuple[str, str], type_name: str) -> Link:
        """Give the layer's link that stands for one of a side, making it and its ends."""
        source, target = (self.side_span(one) for one in end)
        links = self.page.links_from(source.id)
        like = next((o for o in links if (o.type, o.target_id) == (type_name, target.id)), None)
        if like is None:
            raise _gone()
        made = self.tie(like, self.ensured(source).id, self.ensured(target).id)
        return self.page.link(made) or like

    def known_link(self, type_name: str, end: tuple[str, str]) -> Link | None:
        """Give the layer's link that stands for one of a side, if it is there."""
        sources, targets = (self.twins(one) for one in end)
        ids = {one.id for one in targets}
        return next(
            (
                link
                for source in sources
                for link in self.page.links_from(source.id)
                if link.type == type_name and link.target_id in ids
            ),
            None,
        )

    def said_by(self, claim_id: str) -> list[Link]:
        """Give the links from a claim to who says it; masked ones are left out."""
        return [
            link
            for link in self.page.links_from(claim_id)
            if self._roles.get(link.type) is Role.SAID_BY and link.target_id not in self._masked
        ]

    def stands_for(self, span_id: str) -> set[str]:
        """Give the ids of the spans of the sides that one of the layer was taken from."""
        span = self.page.span(span_id)
        if span is None or span.source_id is None:
            return set()
        return {span.source_id, self._partner.get(span.source_id, span.source_id)}

    def is_claim(self, span: Span) -> bool:
        """Say whether a span is a claim."""
        return self.context.scheme.role_of(span.type) is Role.CLAIM

    def _agreed_actor(self, span: Span, other: Span) -> str | None:
        """Give who both mean: where only one of them says it, that; nobody where it is open."""
        if span.id in self._of_actors and not self.is_claim(span):
            return None
        book = self.context.actors
        left, right = (span, other) if span.id in self._lefts else (other, span)
        found = book.get(left.actor_id) or book.get(right.actor_id)
        return None if found is None else found.id

    def take_away(self, *of: Span) -> None:
        """Delete what stands for spans of a side on the layer, if it was taken from them."""
        ids = {one.id for one in of}
        for one in [each for span in of for each in self.twins(span.id)]:
            if was_taken(one) and one.id not in ids and self.page.span(one.id) is not None:
                self.change(delete_span_changes(self.page, one))

    def mark_changed(self, results: Iterable[str]) -> None:
        """Note that a person changes what was taken."""
        for result in results:
            span = self.page.span(result)
            if span is not None and span.how is How.TAKEN:
                self.put(span, replace(span, how=How.CHANGED))

    def side_span(self, span_id: object) -> Span:
        """Give a span of a side; raises `Forbidden` when it is gone."""
        span = self.page.span(str(span_id))
        if span is None:
            raise _gone()
        return span

    def _note_source(self, span: Span) -> None:
        self._stand_for.setdefault(span.id, []).append(span.id)
        if span.source_id is not None and span.source_id != span.id:
            self._stand_for.setdefault(span.source_id, []).append(span.id)

    def _add(self, value: Value) -> None:
        self.change(added(value))

    def put(self, before: Value, after: Value) -> None:
        """Put a value in the place of another, now."""
        if before != after:
            if isinstance(after, Span):
                after = replace(after, changed=self.context.now())
            self.change(changed(before, after))

    def change(self, changes: Iterable[Change]) -> None:
        """Take up changes; the page is as it is after them."""
        some = tuple(changes)
        self.changes += some
        self.page = self.page.applied(some)


def was_taken(span: Span) -> bool:
    """Say whether a span came into its layer by being taken."""
    return span.source_id is not None and span.how in (How.TAKEN, How.CHANGED)


def _ends(some: Iterable[Difference]) -> set[object]:
    return {end for one in some for end in (one.left, one.right)}


def _gone() -> Forbidden:
    return Forbidden(
        tr("What this difference is about is not there any more."),
        tr("Compare the two layers again."),
    )


def _alike(span: Span | Link, other: Span | Link) -> dict[str, str]:
    """Give the values that two spans or links share."""
    return {
        name: value
        for name, value in span.attributes.items()
        if other.attributes.get(name) == value
    }

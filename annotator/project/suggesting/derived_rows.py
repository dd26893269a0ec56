"""Proposals become the rows of a suggester's layer; what stays the same keeps its rows and ids."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from annotator.compare.match import iou
from annotator.model.rows import changed
from annotator.model.span import How, Link, Span
from annotator.project.acts.mark import with_what_shows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from annotator.model.article import Json
    from annotator.model.changes import Change
    from annotator.model.page import Page
    from annotator.model.scheme import SpanType
    from annotator.project.context import PlanContext
    from annotator.suggest.base import Proposals, ProposedActor, ProposedSpan
    from annotator.text.ranges import Range

_SAME = 0.5
"""Two spans with more of their characters in common than this stand at the same place."""

_SHOWN = ("directness", "form")
"""What the words of a span show wherever it stands, whatever was coded elsewhere."""

_Content = tuple[str, tuple[tuple[int, int], ...]]
"""A type and the places of the parts: what makes two suggestions the same."""


def suggested_changes(
    context: PlanContext,
    page: Page,
    proposals: Proposals,
    decided: Collection[str],
    check: Callable[[], None],
) -> tuple[Change, ...]:
    """Give the changes that make the context's layer hold these proposals.

    `page` has the layer as it is. Spans of the ids `decided` stay as they are, whatever is
    proposed now; so do the ids of suggestions that stay. `check` is called for each span and may
    raise to stop.
    """
    return _Kept(context, page, decided).changes(proposals, check)


class _Kept:
    """A suggester's layer in one article, as it is and as it will be."""

    def __init__(self, context: PlanContext, page: Page, decided: Collection[str]) -> None:
        self.context = context
        self.page = page
        self.decided = decided
        self.layer_id = context.layer.id
        self.old = {_content(one): one for one in page.spans(layer_id=self.layer_id)}

    def changes(self, proposals: Proposals, check: Callable[[], None]) -> tuple[Change, ...]:
        """Give what leads from the old rows to the new ones."""
        actors = {one.ref: one for one in proposals.actors}
        spans: dict[str, Span] = {}
        for proposed in proposals.spans:
            check()
            made = self._span(proposed, actors)
            if made is not None:
                spans[proposed.ref] = made
        after = {one.id: one for one in spans.values()}
        after |= {one.id: one for one in self.old.values() if one.id in self.decided}
        links: dict[str, Link] = {}
        for link in self._links(proposals, spans):
            check()
            links[link.id] = link
        before = {one.id: one for one in self.old.values()}
        old_links = {link.id: link for span_id in before for link in self.page.links_from(span_id)}
        for link in old_links.values():
            if link.source_id in self.decided and link.target_id in after:
                links.setdefault(link.id, link)
        return (*_changes(old_links, links, check), *_changes(before, after, check))

    def _span(self, proposed: ProposedSpan, actors: Mapping[str, ProposedActor]) -> Span | None:
        kind = self.context.scheme.type_for(proposed.role)
        if kind is None:
            return None
        text = self.page.text
        old = self._decided_at(kind.name, proposed.parts)
        if old is not None:
            return old
        old = self.old.get((kind.name, tuple((one.start, one.end) for one in proposed.parts)))
        reason, actor_id = proposed.reason, proposed.actor or None
        new_actor = actors.get(proposed.actor)
        if new_actor is not None:
            actor_id = None
            reason = replace(reason, args={**reason.args, "actor": _in_words(new_actor)})
        made = Span(
            id=self.context.new_id() if old is None else old.id,
            article_id=self.page.article.id,
            layer_id=self.layer_id,
            type=kind.name,
            parts=proposed.parts,
            quotes=tuple(one.of(text) for one in proposed.parts),
            attributes=dict(_values(kind, proposed)),
            confidence=proposed.confidence,
            how=How.HAND,
            by=self.layer_id,
            created=self.context.now() if old is None else old.created,
            reason=reason,
        )
        shown = with_what_shows(self.context, self.page, made)
        kept = {name: one for name, one in shown.attributes.items() if kind.attribute(name)}
        return replace(shown, attributes=kept, actor_id=actor_id)

    def _decided_at(self, type_name: str, parts: Sequence[Range]) -> Span | None:
        """Give the decided suggestion that stands mostly at a place: it does not come back."""
        near = self.page.parts_between(parts[0].start, parts[-1].end) if self.decided else ()
        for entry in near:
            span = self.page.span(entry.span_id)
            if span is None or span.id not in self.decided or span.type != type_name:
                continue
            if iou(span.parts, parts) > _SAME:
                return span
        return None

    def _links(self, proposals: Proposals, spans: Mapping[str, Span]) -> Iterator[Link]:
        for proposed in proposals.links:
            kind = self.context.scheme.link_for(proposed.role)
            source, target = spans.get(proposed.source), spans.get(proposed.target)
            if kind is None or source is None or target is None:
                continue
            known = (
                link
                for link in self.page.links_from(source.id)
                if (link.type, link.target_id) == (kind.name, target.id)
            )
            old = next(known, None)
            yield Link(
                id=self.context.new_id() if old is None else old.id,
                article_id=self.page.article.id,
                layer_id=self.layer_id,
                type=kind.name,
                source_id=source.id,
                target_id=target.id,
                confidence=proposed.confidence,
                by=self.layer_id,
                created=self.context.now() if old is None else old.created,
            )


def _content(span: Span) -> _Content:
    return span.type, tuple((one.start, one.end) for one in span.parts)


def _values(kind: SpanType, proposed: ProposedSpan) -> Iterator[tuple[str, str]]:
    """Give the attributes that a type has and a suggestion sets: its kind, those coded before."""
    remembered = proposed.reason.args.get("values")
    values = remembered if isinstance(remembered, dict) else {}
    if proposed.kind:
        values = {**values, "kind": proposed.kind}
    for name, value in values.items():
        attribute = kind.attribute(name)
        if attribute is None or attribute.retired or name in _SHOWN:
            continue
        if not attribute.is_closed or value in attribute.values:
            yield name, str(value)


def _in_words(actor: ProposedActor) -> dict[str, Json]:
    aliases: list[Json] = list(actor.aliases)
    return {"name": actor.name, "kind": actor.kind, "aliases": aliases, "role": actor.role}


def _changes(
    before: Mapping[str, Span] | Mapping[str, Link],
    after: Mapping[str, Span] | Mapping[str, Link],
    check: Callable[[], None],
) -> Iterator[Change]:
    for name in dict.fromkeys(chain(before, after)):
        check()
        yield from changed(before.get(name), after.get(name))

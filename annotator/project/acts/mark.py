"""Marking: one span, a further part of one, the same words everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.errors import Forbidden, WrongUse
from annotator.language import tr
from annotator.model.changes import ChangesToCome
from annotator.model.checks import attribute_values, guard_offered, may_refer, span_type
from annotator.model.page import Page, moved
from annotator.model.rows import added, changed
from annotator.model.scheme import Role, SpanType
from annotator.model.span import How, Span
from annotator.project.acts.actors import actor_meant
from annotator.project.acts.shared import (
    first_changes,
    guard_place,
    parts_to_mark,
    span_on_layer,
    step_of,
    step_on,
)
from annotator.reading.covered import is_covered
from annotator.text.likeness import fold
from annotator.text.quotations import how_quoted
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotator.model.changes import Change, Step
    from annotator.project.context import PlanContext
    from annotator.reading.everywhere import Occurrence
    from annotator.speech.words import Lexicon
    from annotator.text.ranges import Range

_DIRECTNESS = {"all": "direct", "some": "mixed", "none": "indirect"}


def new_span(
    context: PlanContext,
    page: Page,
    type_name: str,
    parts: Sequence[Range],
    *,
    attributes: Mapping[str, str] | None = None,
    actor_id: str | None = None,
) -> Span:
    """Give a new span of the context's layer as the scheme allows it; raises `Forbidden`.

    An equal span that is there already (same type, same parts) is refused.
    """
    kind = span_type(context.scheme, type_name)
    guard_offered(kind)
    ordered = parts_to_mark(page, parts)
    attribute_values(kind.name, kind.attributes, attributes or {})
    if actor_id is not None:
        may_refer(kind, actor_id, context.actors)
    if span_with_parts(context, page, kind.name, ordered) is not None:
        raise Forbidden(
            tr("These words are marked as {type} already.", type=kind.name),
            tr("Change that span, or mark other words."),
        )
    return Span(
        id=context.new_id(),
        article_id=page.article.id,
        layer_id=context.layer.id,
        type=kind.name,
        parts=ordered,
        quotes=tuple(page.text[part.start : part.end] for part in ordered),
        attributes=dict(sorted((attributes or {}).items())),
        actor_id=actor_id,
        how=How.HAND,
        by=context.coder.id,
        created=context.now(),
    )


def span_with_parts(
    context: PlanContext, page: Page, type_name: str, parts: tuple[Range, ...]
) -> Span | None:
    """Give the span of the context's layer that has this type and just these parts, or None."""
    for entry in page.parts_between(parts[0].start, parts[0].start + 1):
        span = page.span(entry.span_id)
        if span is None or span.layer_id != context.layer.id:
            continue
        if span.type == type_name and span.parts == parts:
            return span
    return None


def plan_mark(
    context: PlanContext,
    page: Page,
    type_name: str,
    parts: Sequence[Range],
    *,
    attributes: Mapping[str, str | None] | None = None,
    actor: str | None = None,
) -> Step:
    """Give the step that marks one span: with what is given, and with what its words show.

    They show a claim's directness (its quotation marks), a speaker's form, an entity's kind and
    the actor (earlier equal words). An attribute given as None stays not set. `actor` is an id, a
    name or an alias; a name nobody has makes a new actor.
    """
    made, actor_id = actor_meant(context, actor)
    context = context.applied(made)
    given = attributes or {}
    span = new_span(
        context,
        page,
        type_name,
        parts,
        attributes={name: value for name, value in given.items() if value is not None},
        actor_id=actor_id,
    )
    span = with_what_shows(context, page, span)
    if given:
        unset = {name for name, value in given.items() if value is None}
        kept = {name: one for name, one in span.attributes.items() if name not in unset}
        span = replace(span, attributes=kept)
    changes = (*made, *first_changes(context, page), *added(span))
    return step_of(
        context, "mark", changes, type=span.type, text=shortened(span.text()), id=span.id
    )


@dataclass(frozen=True, slots=True)
class SpanLike:
    """What the same words are marked as wherever they stand."""

    words: str
    type: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    actor_id: str | None = None

    @classmethod
    def of(cls, span: Span) -> SpanLike:
        """Give what marks other words as this span; raises `Forbidden` for one in several parts."""
        if len(span.parts) > 1:
            raise Forbidden(
                tr("A span in several parts cannot be looked for."),
                tr("Go to a span in one piece."),
            )
        return cls(span.text(), span.type, span.attributes, span.actor_id)


def plan_part(context: PlanContext, page: Page, span_id: str, part: Range) -> Step:
    """Give the step that adds a further part to a span."""
    span = span_on_layer(context, page, span_id)
    guard_place(context, span.type)
    parts = parts_to_mark(page, (*span.parts, part))
    after = replace(moved(span, parts, page.text), changed=context.now())
    if context.scheme.role_of(span.type) is Role.CLAIM and "directness" in span.attributes:
        after = _directness_again(context, page, span, after)
    return step_on(
        context,
        page,
        "add-part",
        changed(span, after),
        type=span.type,
        text=shortened(page.text[part.start : part.end]),
        id=span.id,
    )


def _directness_again(context: PlanContext, page: Page, before: Span, after: Span) -> Span:
    """Keep what was chosen by hand; read off again what was read off."""
    if before.attributes["directness"] != read_directness(page, before.parts):
        return after
    kind, read = context.scheme.type(after.type), read_directness(page, after.parts)
    return _with(after, "directness", read) if kind and _offers(kind, "directness", read) else after


def found_everywhere(
    context: PlanContext, pages: Iterable[Page], like: SpanLike
) -> Iterator[tuple[Page, tuple[Occurrence, ...]]]:
    """Give the articles that have the words unmarked, with their places."""
    from annotator.reading.everywhere import places as occurrences

    for page in pages:
        found = occurrences(page, like.words, like.type, layer_id=context.layer.id)
        seen = tuple(one for one in found if not is_covered(page, one.at))
        if seen:
            yield page, seen


def plan_everywhere(
    context: PlanContext,
    found: Iterable[tuple[Page, Sequence[Range]]],
    like: SpanLike,
    *,
    made: Sequence[Change] = (),
) -> Step:
    """Give the one step that marks places of some articles, as `like` says.

    `made` are the changes that make its actor first.
    """
    changes, n = ChangesToCome(), 0
    changes.add(made)
    for page, places in found:
        first = first_changes(context, page) if places else ()
        context = context.applied(first)
        changes.add(first)
        for at in places:
            span = new_span(
                context,
                page,
                like.type,
                (at,),
                attributes=like.attributes,
                actor_id=like.actor_id,
            )
            changes.add(added(span))
            n += 1
    if not n:
        raise WrongUse(
            tr("The words “{text}” stand nowhere else.", text=shortened(like.words)),
            tr("There is nothing more to mark."),
        )
    every = changes.behind()
    return step_of(
        context, "mark-everywhere", every, n=n, type=like.type, text=shortened(like.words)
    )


# --- what the words themselves show -----------------------------------------------------------


def with_what_shows(context: PlanContext, page: Page, span: Span) -> Span:
    """Give the span with the attributes and the actor that its words show, never a mere default."""
    kind = context.scheme.type(span.type)
    if kind is None:
        return span
    if kind.role is Role.CLAIM and _takes(kind, "directness", span):
        span = _as_read(kind, span, "directness", read_directness(page, span.parts))
    if kind.role is Role.SPEAKER and _takes(kind, "form", span):
        from annotator.speech.words import lexicon

        form = read_form(span.text(), lexicon(page.article.language))
        span = _as_read(kind, span, "form", form)
    if kind.refers_to_actor and span.actor_id is None:
        span = replace(span, actor_id=_actor_shown(context, page, span))
    if kind.role is Role.ENTITY and _takes(kind, "kind", span):
        known = _kind_shown(page, span)
        span = span if known is None else _as_read(kind, span, "kind", known)
    return span


def _takes(kind: SpanType, name: str, span: Span) -> bool:
    return kind.attribute(name) is not None and name not in span.attributes


def _offers(kind: SpanType, name: str, value: str) -> bool:
    attribute = kind.attribute(name)
    if attribute is None or attribute.retired:
        return False
    return value in attribute.values or not attribute.is_closed


def _as_read(kind: SpanType, span: Span, name: str, value: str) -> Span:
    """Give the span with what was read off its words, if the scheme still offers that."""
    return _with(span, name, value) if _offers(kind, name, value) else span


def _with(span: Span, name: str, value: str) -> Span:
    return replace(span, attributes=dict(sorted({**span.attributes, name: value}.items())))


def read_directness(page: Page, parts: Sequence[Range]) -> str:
    """Give a claim's directness as its quotation marks show it, or the dash that opens speech."""
    from annotator.speech.dialogue import is_spoken

    if is_spoken(page.text, parts, page.article.language):
        return _DIRECTNESS["all"]
    return _DIRECTNESS[how_quoted(page.text, parts, page.article.language)]


def read_form(words: str, known: Lexicon) -> str:
    """Give a speaker's form as its words show it.

    A listed pronoun is a pronoun. A listed role makes a role ("the Foreign Minister"), unless a
    name stands before it ("Mara Linden, the minister"). Else a capital makes a name.
    """
    if fold(words) in known.pronouns:
        return "pronoun"
    pieces = [piece.split() for piece in words.replace("،", ",").split(",")]
    first = pieces[0] if pieces else []
    if _has_role(first, known):
        return "role"
    inner = first if len(first) == 1 else [w for w in first if fold(w) not in known.titles]
    if any(word[:1].isupper() for word in inner):
        return "name"
    return "role"


def _has_role(words: Sequence[str], known: Lexicon) -> bool:
    return any(
        fold(word.strip("’'s.“”\"()")) in known.roles or fold(word) in known.roles for word in words
    )


def _actor_shown(context: PlanContext, page: Page, span: Span) -> str | None:
    """The one actor whose name or alias these words are, unless the article says otherwise."""
    words = span.text()
    earlier = _earlier_alike(page, span)
    if earlier is not None and earlier.actor_id is not None:
        return earlier.actor_id
    named = context.actors.named(words)
    return named[0].id if len(named) == 1 else None


def _kind_shown(page: Page, span: Span) -> str | None:
    earlier = _earlier_alike(page, span, with_kind=True)
    if earlier is not None:
        return earlier.attributes["kind"]
    if span.actor_id is None:
        return None
    for other in page.spans(span.type, span.layer_id):
        if other.actor_id == span.actor_id and "kind" in other.attributes:
            return other.attributes["kind"]
    return None


def _earlier_alike(page: Page, span: Span, *, with_kind: bool = False) -> Span | None:
    """The last span of equal words before this one, else the first one behind it."""
    near = page.spans_alike(span.type, span.layer_id, span.text(), span.start)
    others = (one for one in near if one.id != span.id)
    return next((one for one in others if not with_kind or "kind" in one.attributes), None)

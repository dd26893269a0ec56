"""Changing what is marked: borders, attributes, type, actor; deleting."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from annotator.errors import Forbidden
from annotator.model.changes import Change, Step, merged
from annotator.model.checks import (
    attribute_values,
    guard_offered,
    known_link,
    link_type,
    may_refer,
    span_type,
)
from annotator.model.page import Page, moved
from annotator.model.rows import added, changed, removed
from annotator.model.scheme import LinkType, SpanType
from annotator.model.span import Link, Span
from annotator.project.acts.actors import actor_meant, new_actor, with_aliases
from annotator.project.acts.shared import (
    guard_layer,
    guard_place,
    link_on_layer,
    parts_to_mark,
    span_on_layer,
    step_of,
    step_on,
)
from annotator.project.context import PlanContext
from annotator.text.ranges import Range
from annotator.text.words import shortened


@dataclass(frozen=True, slots=True)
class ItemEdit:
    """What of a span or link is to be different; what is None stays as it is.

    An attribute of None is unset, and so is an actor of "". `actor` is an id, a name or an alias; a
    name that nobody has makes a new actor of `actor_kind`.
    """

    type_name: str | None = None
    attributes: Mapping[str, str | None] = field(default_factory=dict)
    parts: Sequence[Range] | None = None
    actor: str | None = None
    actor_kind: str = "other"


def plan_edit(context: PlanContext, page: Page, item_id: str, edit: ItemEdit) -> Step:
    """Give the one step that changes a span or link in several ways, its type first."""
    plans: list[Callable[[PlanContext, Page], Step]] = []
    type_name, parts = edit.type_name, edit.parts
    if type_name is not None:
        plans.append(lambda now, here: plan_type(now, here, item_id, type_name))
    for name, value in edit.attributes.items():
        plans.append(partial(_set, item_id=item_id, name=name, value=value))
    if parts is not None:
        plans.append(lambda now, here: plan_parts(now, here, item_id, parts))
    if edit.actor is not None:
        made, actor_id = actor_meant(context, edit.actor, edit.actor_kind)
        plans.append(lambda now, here: plan_refer(now, here, [item_id], actor_id, made=made))
    steps: list[Step] = []
    for plan in plans:
        step = plan(context, page)
        page = page.applied(step.changes)
        context = context.applied(step.changes) if len(plans) > 1 else context
        steps += [step] if step.changes else []
    if len(steps) == 1:
        return steps[0]
    item = page.span(item_id) or page.link(item_id)
    changes = merged(change for step in steps for change in step.changes)
    return step_of(
        context,
        "edit",
        changes,
        type=item.type if item else "",
        text=shortened(item.text()) if isinstance(item, Span) else "",
        n=len(steps),
    )


def _set(context: PlanContext, page: Page, *, item_id: str, name: str, value: str | None) -> Step:
    return plan_attribute(context, page, [item_id], name, value)


def plan_parts(context: PlanContext, page: Page, span_id: str, parts: Sequence[Range]) -> Step:
    """Give the step that moves the borders of a span."""
    span = span_on_layer(context, page, span_id)
    ordered = parts_to_mark(page, parts)
    if ordered == span.parts:
        return step_of(context, "move-borders", ())
    guard_place(context, span.type)
    after = replace(moved(span, ordered, page.text), changed=context.now())
    return step_on(
        context,
        page,
        "move-borders",
        changed(span, after),
        type=span.type,
        text=shortened(after.text()),
        id=span.id,
    )


def plan_attribute(
    context: PlanContext, page: Page, item_ids: Sequence[str], name: str, value: str | None
) -> Step:
    """Give the step that sets one attribute of spans or links; None = not set any more."""
    changes: list[Change] = []
    for item_id in item_ids:
        link = page.link(item_id)
        if link is not None:
            link_on_layer(context, page, item_id)
            values = _values_after(known_link(context.scheme, link.type), link, name, value)
            changes += changed(link, replace(link, attributes=values))
            continue
        span = span_on_layer(context, page, item_id)
        values = _values_after(span_type(context.scheme, span.type), span, name, value)
        if values != span.attributes:
            changes += changed(span, replace(span, attributes=values, changed=context.now()))
    words, n = _words(page, item_ids[0]), len(item_ids)
    return step_on(context, page, "set-attribute", changes, name=name, value=value, text=words, n=n)


def _values_after(
    kind: SpanType | LinkType, item: Span | Link, name: str, value: str | None
) -> dict[str, str]:
    """Give the attributes of an item with one set or unset; raises `Forbidden`."""
    attribute = kind.attribute(name)
    owner = kind.label if isinstance(kind, LinkType) else kind.name
    if value is not None or attribute is None:
        attribute_values(owner, kind.attributes, {name: value or ""})
    values = {key: old for key, old in item.attributes.items() if key != name}
    return dict(sorted(values.items() if value is None else {**values, name: value}.items()))


def _words(page: Page, item_id: str) -> str:
    """Give the words of a span, or of the span that a link ends at."""
    link = page.link(item_id)
    span = page.span(item_id if link is None else link.target_id)
    return shortened(span.text()) if span is not None else ""


def plan_type(context: PlanContext, page: Page, span_id: str, type_name: str) -> Step:
    """Give the step that makes a span another type; what the new type cannot have goes.

    Attributes of other names go, and the links that the scheme does not allow for the new type.
    """
    span = span_on_layer(context, page, span_id)
    kind = span_type(context.scheme, type_name)
    if kind.name == span.type:
        return step_of(context, "change-type", ())
    guard_offered(kind)
    values = {
        name: value
        for name, value in span.attributes.items()
        if (one := kind.attribute(name)) and (not one.is_closed or one.value(value))
    }
    after = replace(
        span,
        type=kind.name,
        attributes=values,
        confirmed={name: n for name, n in span.confirmed.items() if name in values},
        actor_id=span.actor_id if kind.refers_to_actor else None,
        changed=context.now(),
    )
    changes = list(changed(span, after))
    for link in page.links_of(span.id):
        ends = [page.span(link.source_id), page.span(link.target_id)]
        source, target = (after if end and end.id == span.id else end for end in ends)
        if source is None or target is None or not _allowed(context, link, source, target):
            changes += delete_link_changes(page, link)
    return step_on(
        context,
        page,
        "change-type",
        changes,
        type=kind.name,
        text=shortened(span.text()),
        id=span.id,
        **{"from": span.type},
    )


def _allowed(context: PlanContext, link: Link, source: Span, target: Span) -> bool:
    try:
        link_type(context.scheme, link.type, source, target)
    except Forbidden:
        return False
    return True


def plan_refer(
    context: PlanContext,
    page: Page,
    span_ids: Sequence[str],
    actor_id: str | None,
    *,
    made: Sequence[Change] = (),
    alias: str = "",
) -> Step:
    """Give the step that says which actor spans refer to; None = no actor any more.

    `made` are the changes that make this actor first. An `alias` becomes a further name of it.
    """
    actors = context.applied(made).actors
    actor = actors.get(actor_id)
    changes = [*made]
    if actor is not None and alias:
        changes = [*merged((*made, *changed(actor, with_aliases(context, actor, [alias]))))]
    for span_id in span_ids:
        span = span_on_layer(context, page, span_id)
        may_refer(span_type(context.scheme, span.type), actor_id, actors)
        meant = actor.id if actor else None
        if span.actor_id != meant:
            changes += changed(span, replace(span, actor_id=meant, changed=context.now()))
    name, words, n = actor.name if actor else None, _words(page, span_ids[0]), len(span_ids)
    return step_on(context, page, "set-actor", changes, actor=name, text=words, n=n)


def plan_refer_new(
    context: PlanContext, page: Page, span_ids: Sequence[str], name: str, kind: str
) -> Step:
    """Give the step that makes a new actor and says that spans refer to it."""
    actor = new_actor(context, name, kind)
    return plan_refer(context, page, span_ids, actor.id, made=added(actor))


def plan_delete(context: PlanContext, page: Page, item_ids: Iterable[str]) -> Step:
    """Give the step that deletes spans and links; a span's links and notes go with it."""
    ids = [*item_ids]
    changes: dict[tuple[str, object], Change] = {}
    kinds: list[str] = []
    for item_id in ids:
        link = page.link(item_id)
        if link is not None:
            link_on_layer(context, page, item_id)
            some = delete_link_changes(page, link)
        else:
            span = span_on_layer(context, page, item_id)
            some = delete_span_changes(page, span)
        kinds.append(span.type if link is None else link.type)
        changes.update({(one.table, one.key()): one for one in some})
    guard_layer(context)
    words = _words(page, ids[0]) if ids else ""
    kind = kinds[0] if kinds else ""
    return step_on(context, page, "delete", changes.values(), n=len(ids), type=kind, text=words)


def delete_span_changes(page: Page, span: Span) -> tuple[Change, ...]:
    """Give the changes that delete a span with its links and all their notes."""
    links = (delete_link_changes(page, link) for link in page.links_of(span.id))
    return (*chain.from_iterable(links), *removed(*page.notes(span.id), span))


def delete_link_changes(page: Page, link: Link) -> tuple[Change, ...]:
    """Give the changes that delete a link and its notes."""
    return removed(*page.notes(link.id), link)

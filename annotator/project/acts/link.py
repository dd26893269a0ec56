"""Linking: two spans, or a claim with words beside it that are marked in the same step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.checks import attribute_values, guard_offered, link_type
from annotator.model.rows import added
from annotator.model.scheme import Role
from annotator.model.span import Link, Span
from annotator.project.acts.mark import new_span, span_with_parts, with_what_shows
from annotator.project.acts.shared import first_changes, span_on_layer, step_of, step_on
from annotator.text.ranges import Range
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from annotator.model.changes import Change, Step
    from annotator.model.page import Page
    from annotator.model.scheme import LinkType
    from annotator.project.context import PlanContext
    from annotator.reading.linking import LinkCandidate


def new_link(
    context: PlanContext,
    page: Page,
    source: Span,
    link_name: str,
    target: Span,
    *,
    attributes: Mapping[str, str] | None = None,
) -> Link:
    """Give a new link as the scheme allows it; raises `Forbidden`, also for one that is there."""
    kind = link_type(context.scheme, link_name, source, target)
    guard_offered(kind)
    attribute_values(kind.label, kind.attributes, attributes or {})
    for link in page.links_from(source.id, kind.name):
        if link.target_id == target.id:
            raise Forbidden(
                tr("These two are linked by “{link}” already.", link=kind.label),
                tr("Choose another target."),
            )
    return Link(
        id=context.new_id(),
        article_id=page.article.id,
        layer_id=source.layer_id,
        type=kind.name,
        source_id=source.id,
        target_id=target.id,
        attributes=dict(sorted((attributes or {}).items())),
        by=context.coder.id,
        created=context.now(),
    )


def plan_link(
    context: PlanContext,
    page: Page,
    source_id: str,
    link_name: str,
    target_id: str,
    *,
    attributes: Mapping[str, str] | None = None,
) -> Step:
    """Give the step that links two spans."""
    source = span_on_layer(context, page, source_id)
    target = span_on_layer(context, page, target_id)
    link = new_link(context, page, source, link_name, target, attributes=attributes)
    return step_on(
        context,
        page,
        "link",
        added(link),
        link=link.type,
        text=shortened(source.text()),
        to=shortened(target.text()),
        id=link.id,
    )


def words_for_ends(
    context: PlanContext, page: Page, source: Span, kind: LinkType
) -> tuple[LinkCandidate, ...]:
    """Give the unmarked words around a claim that a link of this kind may end at, nearest first."""
    from annotator.reading.linking import words_around
    from annotator.speech.words import lexicon

    names = (Role.ENTITY, Role.SPEAKER)
    is_claim = context.scheme.role_of(source.type) is Role.CLAIM
    if not is_claim or context.scheme.role_of(_type_of_end(context, kind)) not in names:
        return ()
    words, layer_id = lexicon(page.article.language), context.layer.id
    return words_around(
        page, source, words, context.actors, scheme=context.scheme, layer_id=layer_id
    )


def plan_link_words(
    context: PlanContext,
    page: Page,
    source_id: str,
    link_name: str,
    words: LinkCandidate | Range,
    *,
    attributes: Mapping[str, str] | None = None,
) -> Step:
    """Give the one step that marks words and links a span to them; raises `Forbidden`.

    They become an entity where the link may end at one, else what it may end at first. What is
    marked there already so is taken as it is.
    """
    source = span_on_layer(context, page, source_id)
    kind = context.scheme.link(link_name)
    type_name = "" if kind is None else _type_of_end(context, kind)
    if kind is None or not type_name:
        raise Forbidden(
            tr("No link “{link}” can end at words that are not marked.", link=link_name),
            tr("Mark them first, then link both."),
        )
    at, actor_id = (words, None) if isinstance(words, Range) else (words.at, words.actor_id)
    changes: tuple[Change, ...] = ()
    target = span_with_parts(context, page, type_name, (at,))
    if target is None:
        made = new_span(context, page, type_name, (at,))
        target = with_what_shows(context, page, replace(made, actor_id=actor_id))
        changes = added(target)
    link = new_link(context, page, source, kind.name, target, attributes=attributes)
    return step_on(
        context,
        page,
        "link",
        (*changes, *added(link)),
        link=link.type,
        text=shortened(source.text()),
        to=shortened(target.text()),
        id=link.id,
    )


def _type_of_end(context: PlanContext, kind: LinkType) -> str:
    """Give what words become that a link ends at; "" where it ends at nothing that is in use."""
    offered = [one for one in context.scheme.offered_types if one.name in kind.targets]
    entities = (one.name for one in offered if one.role is Role.ENTITY)
    return next(entities, offered[0].name if offered else "")


def attribution_lines(context: PlanContext, page: Page, claim_id: str) -> tuple[LinkCandidate, ...]:
    """Give who may say a claim, best first, each with its cue and actor where they are known."""
    from annotator.reading.linking import candidates
    from annotator.speech.words import lexicon

    words = lexicon(page.article.language)
    scheme, layer_id = context.scheme, context.layer.id
    return candidates(page, claim_id, words, context.actors, scheme=scheme, layer_id=layer_id)


def line_at(lines: Sequence[LinkCandidate], at: Range | None) -> LinkCandidate:
    """Give the line whose words stand at a place, None = the first; raises `Forbidden`."""
    found = [one for one in lines if at is None or one.at == at]
    if not found:
        raise Forbidden(
            tr("Nobody is found there who may say this."),
            tr("Mark the speaker and link it, or give the place of a line of the list."),
        )
    return found[0]


def plan_attribution(context: PlanContext, page: Page, claim_id: str, line: LinkCandidate) -> Step:
    """Give the one step that marks speaker and cue where needed and links the claim to both.

    The speaker's actor is set where the line names one and the span is new.
    """
    claim = span_on_layer(context, page, claim_id)
    changes: list[Change] = []
    speaker = _end(context, page, Role.SPEAKER, line.span_id, line.at)
    if speaker is not None:
        if page.span(speaker.id) is None:
            speaker = replace(speaker, actor_id=line.actor_id)
            speaker = with_what_shows(context, page, speaker)
            changes += added(speaker)
        changes += _link_once(context, page, claim, Role.SAID_BY, speaker)
    cue = _end(context, page, Role.CUE, line.cue_span_id, line.cue)
    if cue is not None:
        if page.span(cue.id) is None:
            changes += added(cue)
        changes += _link_once(context, page, claim, Role.CUED_BY, cue)
    if changes:
        changes[:0] = first_changes(context, page)
    return step_of(
        context,
        "attribute-claim",
        changes,
        text=shortened(claim.text()),
        to=shortened(speaker.text()) if speaker else "",
        cue=shortened(cue.text()) if cue else "",
    )


def _end(
    context: PlanContext, page: Page, role: Role, span_id: str | None, at: Range | None
) -> Span | None:
    if span_id is not None:
        return span_on_layer(context, page, span_id)
    kind = context.scheme.type_for(role)
    if at is None or kind is None:
        return None
    marked = span_with_parts(context, page, kind.name, (at,))
    return marked or new_span(context, page, kind.name, (at,))


def _link_once(
    context: PlanContext, page: Page, claim: Span, role: Role, target: Span
) -> tuple[Change, ...]:
    kind = context.scheme.link_for(role)
    if kind is None:
        return ()
    if any(link.target_id == target.id for link in page.links_from(claim.id, kind.name)):
        return ()
    return added(new_link(context, page, claim, kind.name, target))

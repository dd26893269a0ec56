"""What several families of acts share: making a step, guarding a layer, first progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import Forbidden, WrongUse
from annotator.language import tr
from annotator.model import rows as row_forms
from annotator.model.changes import Change, Step, differences
from annotator.model.layer import Progress, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.model.article import Json
    from annotator.model.page import Page
    from annotator.model.span import Link, Span
    from annotator.project.context import PlanContext


def step_of(
    context: PlanContext,
    act: str,
    changes: Iterable[Change],
    *,
    args: Mapping[str, Json] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Step:
    """Give a step of this coder, now."""
    return Step(
        act=act,
        changes=tuple(changes),
        by=context.coder.id,
        at=context.now(),
        args=dict(args or {}),
        texts=dict(texts or {}),
    )


def span_changes(before: Span | None, after: Span | None) -> tuple[Change, ...]:
    """Give the row changes from one state of a span to another."""
    return differences(
        row_forms.span_rows(before) if before else (), row_forms.span_rows(after) if after else ()
    )


def link_changes(before: Link | None, after: Link | None) -> tuple[Change, ...]:
    """Give the row changes from one state of a link to another."""
    return differences(
        row_forms.link_rows(before) if before else (), row_forms.link_rows(after) if after else ()
    )


def first_changes(context: PlanContext, page: Page) -> tuple[Change, ...]:
    """Give what the first mark in an article brings along: the layer, and "in progress"."""
    guard_layer(context)
    changes = list(context.layer_changes())
    if page.progress(context.layer.id) is None:
        begun = Progress(context.layer.id, page.article.id, State.IN_PROGRESS, context.now())
        changes += [Change(table, None, row) for table, row in row_forms.progress_rows(begun)]
    return tuple(changes)


def guard_layer(context: PlanContext) -> None:
    """Raise `Forbidden` when the layer takes no marks."""
    if context.layer.frozen:
        raise Forbidden(
            tr(
                "The layer “{name}” came from a colleague and cannot be changed.",
                name=context.layer.name,
            ),
            tr("Take what you want from it into your own layer."),
        )


def span_on_layer(context: PlanContext, page: Page, span_id: str) -> Span:
    """Give a span of the context's layer; raises `WrongUse`."""
    span = page.span(span_id)
    if span is None:
        raise WrongUse(
            tr("There is no span {id} in this article.", id=span_id),
            tr("Choose one of the spans that “list spans” shows."),
        )
    if span.layer_id != context.layer.id:
        raise Forbidden(
            tr("This span is on another layer."), tr("Change only what is on your own layer.")
        )
    guard_layer(context)
    return span


def link_on_layer(context: PlanContext, page: Page, link_id: str) -> Link:
    """Give a link of the context's layer; raises `WrongUse`."""
    link = page.link(link_id)
    if link is None or link.layer_id != context.layer.id:
        raise WrongUse(
            tr("There is no link {id} on your layer in this article.", id=link_id),
            tr("Choose one of the links that “list links” shows."),
        )
    guard_layer(context)
    return link


def shortened(text: str, length: int = 40) -> str:
    """Give the words as a step's name shows them: one line, cut with “…”."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"

"""Carrying marks over to copies: which articles are copies of one, and the plan for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.article import ListFilter, ListQuery
from annotator.project.acts.study.carry import CarryPlan, plan_carry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.model.page import Page
    from annotator.project.context import PlanContext
    from annotator.project.open_project import OpenProject
    from annotator.work import Watch


def copies_of(here: OpenProject, article_id: str) -> tuple[str, ...]:
    """Give the other articles of an article's group, in the order they came in."""
    group = here.page(article_id, ()).article.group_id
    if group is None:
        return ()
    of_group = ListQuery(filters=(ListFilter("group_id", group),))
    order = here.reader.article_order(here.context.layer.id, of_group)
    every = here.reader.entries(here.context.layer.id, order, 0, len(order))
    return tuple(one.id for one in every if one is not None and one.id != article_id)


def carry_plan(
    here: OpenProject,
    context: PlanContext,
    original: Page,
    to: Sequence[str] | None,
    *,
    watch: Watch,
) -> CarryPlan:
    """Give the plan that carries marks over to some articles, None = all copies of this one.

    Raises `WrongUse` where there is no copy, or the article itself is among them.
    """
    article = original.article
    ids = copies_of(here, article.id) if to is None else tuple(dict.fromkeys(to))
    if not ids:
        raise WrongUse(
            tr("“{title}” has no copies here.", title=article.title),
            tr("Look for near copies, or name the articles that are copies of it."),
        )
    if article.id in ids:
        raise WrongUse(
            tr("An article is no copy of itself."), tr("Name the articles that are copies of it.")
        )
    n = len(ids)

    def pages() -> Iterator[Page]:
        for at, one in enumerate(ids):
            watch.cancel.check()
            watch.progress(at, n, tr("article"))
            yield here.page(one, {context.layer.id})
        watch.progress(n, n, tr("article"))

    return plan_carry(context, original, pages())

"""Searches that are kept under a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.named import NamedKind, NamedSet
from annotator.model.rows import added, changed, removed
from annotator.project.acts.shared import step_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.model.article import Json
    from annotator.model.changes import Step
    from annotator.project.context import PlanContext


def plan_keep_search(
    context: PlanContext, kept: Iterable[NamedSet], name: str, body: Mapping[str, Json]
) -> Step:
    """Give the step that keeps a search under a name, in place of one that has it."""
    name = " ".join(name.split())
    if not name:
        raise WrongUse(tr("The search has no name."), tr("Give it one."))
    there = _named(kept, name)
    if there is not None:
        changes = changed(there, replace(there, body=body))
    else:
        made = NamedSet(
            context.new_id(), NamedKind.SEARCH, name, body, context.coder.id, context.now()
        )
        changes = added(made)
    return step_of(context, "keep-search", changes, name=name)


def plan_forget_search(context: PlanContext, kept: Iterable[NamedSet], name: str) -> Step:
    """Give the step that forgets the search of this name; raises `WrongUse`."""
    there = _named(kept, name)
    if there is None:
        raise WrongUse(
            tr("There is no search “{name}”.", name=name),
            tr("“annotator list FILE searches” names those that are kept."),
        )
    return step_of(context, "forget-search", removed(there), name=there.name)


def _named(kept: Iterable[NamedSet], name: str) -> NamedSet | None:
    return next((one for one in kept if one.name == name), None)

"""Recipes: exports that are kept under a name, written again, and what changed since."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import formats
from annotator.errors import OthersRecipe, WrongUse
from annotator.language import tr
from annotator.model.choice.recipe import Recipe, Since, WhatWentOut
from annotator.model.named import NamedKind, NamedSet
from annotator.model.rows import added, changed, removed
from annotator.project.acts.shared import step_of
from annotator.project.going_out.call import ExportOrder, going_out, what_goes_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.formats.base import Paper
    from annotator.formats.export import ExportReport
    from annotator.model.article import Json
    from annotator.model.changes import Step
    from annotator.project.context import PlanContext
    from annotator.project.open_project import OpenProject
    from annotator.work import Watch

LONGEST_NAME = 200
_LAST, _WENT, _AT, _BY = "last", "went", "at", "by"


@dataclass(frozen=True, slots=True)
class RecipeRun:
    """What a recipe wrote, or would write, and what changed since it last did."""

    recipe: Recipe
    report: ExportReport
    since: Since


def ordered(
    here: OpenProject, recipe: Recipe, *, overwrite: bool = True, paper: Paper | None = None
) -> ExportOrder:
    """Give the order of a recipe; its places are looked for from the project's folder."""
    folder = here.file.path.absolute().parent
    key = folder / recipe.key if recipe.key else None
    to = folder / recipe.to
    return ExportOrder(recipe.format, to, recipe.choice, recipe.options, key, overwrite, paper)


def recipe_of(here: OpenProject, order: ExportOrder) -> Recipe:
    """Give the recipe of an order, its places as they are kept; raises `WrongUse`."""
    formats.by_name(order.format)
    folder = Path(os.path.normpath(here.file.path.absolute())).parent

    def kept(place: Path) -> str:
        whole = Path(os.path.normpath(place.absolute()))
        return whole.relative_to(folder).as_posix() if folder in whole.parents else str(whole)

    key = "" if order.key is None else kept(order.key)
    return Recipe(order.format, kept(order.to), order.choice, {**order.options}, key)


def keep(here: OpenProject, name: str, recipe: Recipe, went: WhatWentOut | None = None) -> Step:
    """Give the step that keeps a recipe, in place of one of that name; `went`: it was written."""
    context = here.context
    name = checked_name(name)
    body = recipe.as_json()
    if went is not None:
        body[_LAST] = _as_last(context, went)
    there = _named(here.reader.named(NamedKind.RECIPE), name)
    if there is not None:
        changes = changed(there, replace(there, body=body, by=context.coder.id))
    else:
        made = NamedSet(
            context.new_id(), NamedKind.RECIPE, name, body, context.coder.id, context.now()
        )
        changes = added(made)
    return step_of(context, "keep-recipe", changes, name=name)


def write_and_keep(
    here: OpenProject, name: str, order: ExportOrder, watch: Watch
) -> tuple[ExportReport, Step]:
    """Write an order, and give the step that keeps it under a name; raises what both raise."""
    if here.file.read_only:
        raise here.file.refusal()
    name, recipe, went = checked_name(name), recipe_of(here, order), list[WhatWentOut]()
    report = going_out(here, order, watch, went=went.append)
    return report, keep(here, name, recipe, went[0])


def forget(here: OpenProject, name: str) -> Step:
    """Give the step that forgets a recipe; raises `WrongUse`."""
    there = found(here.reader.named(NamedKind.RECIPE), name)
    return step_of(here.context, "forget-recipe", removed(there), name=there.name)


def place_of(here: OpenProject, there: NamedSet) -> Path:
    """Give where a recipe writes; raises `WrongUse` for what no recipe says."""
    return ordered(here, Recipe.of(there.body)).to


def is_others(here: OpenProject, there: NamedSet) -> bool:
    """Say whether a recipe is somebody else's: not kept and never written by who codes here."""
    return here.context.coder.id not in (there.by, _last(there).get(_BY))


def since(here: OpenProject, there: NamedSet, watch: Watch) -> Since:
    """Say what changed since a recipe was written last; raises what an export raises before."""
    went = what_goes_out(here, ordered(here, Recipe.of(there.body)), watch)
    return _since(there, went)


def run(
    here: OpenProject,
    name: str,
    watch: Watch,
    *,
    dry_run: bool = False,
    paper: Paper | None = None,
    agreed: bool = False,
) -> tuple[RecipeRun, Step | None]:
    """Write a recipe to its own place again; give what it did, and the step that says so.

    Raises `OthersRecipe` unless its place is `agreed` to, once; `WrongUse` and what an export
    raises; with `dry_run` nothing is written.
    """
    there = found(here.reader.named(NamedKind.RECIPE), name)
    if here.file.read_only and not dry_run:
        raise here.file.refusal()
    recipe = Recipe.of(there.body)
    if not (dry_run or agreed) and is_others(here, there):
        raise OthersRecipe(
            tr("Somebody else kept the recipe “{name}”: it writes to {place}.",
               name=there.name, place=str(place_of(here, there))),
            tr("Agree to that once (--overwrite); an earlier export there is replaced."),
        )  # fmt: skip
    went = list[WhatWentOut]()
    report = going_out(
        here, ordered(here, recipe, paper=paper), watch, dry_run=dry_run, went=went.append
    )
    made = RecipeRun(recipe, report, _since(there, went[0]))
    return made, None if dry_run else _ran(here.context, there, went[0])


def _ran(context: PlanContext, there: NamedSet, went: WhatWentOut) -> Step:
    last = _as_last(context, went)
    changes = changed(there, replace(there, body={**there.body, _LAST: last}))
    return step_of(context, "run-recipe", changes, name=there.name)


def _as_last(context: PlanContext, went: WhatWentOut) -> dict[str, Json]:
    return {_AT: context.now(), _BY: context.coder.id, _WENT: went.as_json()}


def _last(there: NamedSet) -> dict[str, Json]:
    last = there.body.get(_LAST)
    return last if isinstance(last, dict) else {}


def _since(there: NamedSet, went: WhatWentOut) -> Since:
    last = _last(there)
    return went.since(last.get(_WENT), str(last.get(_AT) or ""))


def found(kept: Iterable[NamedSet], name: str) -> NamedSet:
    """Give the recipe of this name; raises `WrongUse`."""
    there = _named(kept, name)
    if there is None:
        raise WrongUse(
            tr("There is no recipe “{name}”.", name=name),
            tr("“annotator list FILE recipes” names those that are kept."),
        )
    return there


def _named(kept: Iterable[NamedSet], name: str) -> NamedSet | None:
    clean = " ".join(name.split())
    return next((one for one in kept if one.name == clean), None)


def checked_name(name: str) -> str:
    """Give a recipe's name as it is kept; raises `WrongUse` for none or one too long."""
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME:
        raise WrongUse(tr("A recipe needs a name."), tr("Give one of at most 200 letters."))
    return clean
